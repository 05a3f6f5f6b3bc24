"""The command line: parses, reads the clock once, asks one action, says what came of it."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path

from signage import __version__, cli_people, cli_tokens, logs
from signage.actions import demo, doctor, encryption, enrolments, keys, people, publishing, simulator
from signage.actions.answers import Answers
from signage.actions.clock import now
from signage.actions.dump import dump
from signage.actions.findings import findings, loops
from signage.actions.installation import Installation
from signage.actions.load import Remark, load
from signage.config import read_settings, remember
from signage.core.instants import JAPAN, local
from signage.core.problems import Problem, Refused
from signage.jobs.simulating import simulating
from signage.jobs.work import at_work, work
from signage.publish.bundle import DAYS
from signage.terminal import Command, installation_of, language, names_data, offers_tls, say, settings_of, told
from signage.web.serve import serve

WHO = "cli"
"""Whom the audit log names for what was done at the terminal."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit status 0 done, 1 refused with one line, 2 wrong usage."""
    asked = _parser().parse_args(arguments)
    logs.begin("text")
    run: Command = asked.run
    try:
        run(asked)
    except Problem as problem:
        print(problem.sentence(language()), file=sys.stderr)
        return 1
    except OSError as error:
        print(_unreadable(error), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def _unreadable(error: OSError) -> str:
    """What the file system said, in one line."""
    what = f"{error.filename}: {error.strerror}" if error.filename is not None else str(error)
    if language() == "ja":
        return f"読み書きできませんでした({what})。場所・権限・空き容量を確かめてください。"
    return f"could not be read or written ({what}); look at the place, its permissions and the free space."


def _writable(path: Path) -> Path:
    """A file that can be made there: told before the work begins, not after it. Refused."""
    if path.is_dir() or not os.access(path.parent, os.W_OK):
        raise Refused(
            ja=f"{path} に書き込めません。書き込めるフォルダーの中のファイル名を指定してください。",
            en=f"{path} cannot be written; name a file in a folder that you may write to.",
        )
    return path


def _serve(asked: argparse.Namespace) -> None:
    settings = installation_of(asked).settings
    remember(settings, host=asked.host, port=asked.port, tls=asked.tls)
    if asked.tls and not read_settings(asked.data).tls:
        say(
            "注意: signage.toml に tls = true と書いてください。ほかのコマンドは http:// のアドレスを配ります。",
            "Note: write tls = true into signage.toml; other commands still hand out http:// addresses.",
        )
    if settings.exposed:
        say(f"注意: {encryption.EXPOSED.ja}", f"Note: {encryption.EXPOSED.en}")
    if asked.no_jobs:
        serve(settings)
    else:
        serve(settings, beside=lambda: at_work(settings))


def _work(asked: argparse.Namespace) -> None:
    work(installation_of(asked).settings)


def _load(asked: argparse.Namespace) -> None:
    opened = installation_of(asked)
    loaded = load(opened, asked.paths, at=now(), who=WHO)
    _remark(loaded.warnings)
    counts = ", ".join(f"{noun} {count}" for noun, count in loaded.counts.items())
    say(
        f"読み込みました({counts}; 変更 {loaded.changed}、変更なし {loaded.unchanged})。",
        f"Loaded ({counts}; {loaded.changed} changed, {loaded.unchanged} unchanged).",
    )
    _put_on_air(opened)
    _remark(findings(opened, loaded, at=now()))


def _remark(remarks: Iterable[Remark]) -> None:
    for remark in remarks:
        say(f"注意: {remark.ja}", f"Note: {remark.en}")


def _dump(asked: argparse.Namespace) -> None:
    dump(installation_of(asked), asked.folder)
    say(f"{asked.folder} に書き出しました。", f"Written to {asked.folder}.")


def _publish(asked: argparse.Namespace) -> None:
    _put_on_air(installation_of(asked))
    say("掲載しました。", "Published.")


def _put_on_air(opened: Installation) -> None:
    for problem in publishing.publish(opened):
        say(f"注意: {problem.sentence('ja')}", f"Note: {problem.sentence('en')}")


def _asked_for(asked: argparse.Namespace) -> tuple[Answers, int, int]:
    """Who answers, the instant that is asked about, and the instant now."""
    answers, at_door = Answers(installation_of(asked)), now()
    at = at_door if asked.at is None else answers.instant(asked.screen, asked.at, now=at_door)
    return answers, at, at_door


def _show(asked: argparse.Namespace) -> None:
    answers, at, _ = _asked_for(asked)
    print("\n".join(answers.show(asked.screen, at=at, language=language())))
    for zone, facts in loops(installation_of(asked), asked.screen, at=at):
        say(f"{zone}: {facts.best('ja')}", f"{zone}: {facts.best('en')}")


def _snapshot(asked: argparse.Namespace) -> None:
    output = _writable(asked.output)
    answers, at, at_door = _asked_for(asked)
    output.write_bytes(answers.snapshot(asked.screen, at=at, now=at_door))


def _enrol(asked: argparse.Namespace) -> None:
    opened, at = installation_of(asked), now()

    def pad() -> enrolments.Keypad:
        owner = cli_tokens.owner_of(opened, asked.owner, at=at)
        return enrolments.keypad(opened, asked.keypad, owner=owner, at=at, by=people.TERMINAL)

    enrolments.enrol(opened, asked.screen, asked.output, at=at, who=WHO, pad=None if asked.keypad is None else pad)
    _put_on_air(opened)
    say(f"{asked.output} に登録を書き込みました。", f"Enrolment written to {asked.output}.")


def _bundle(asked: argparse.Namespace) -> None:
    publishing.bundle(installation_of(asked), asked.screen, _writable(asked.output), days=asked.days, at=now())
    say(f"{asked.output} に書き出しました。", f"Written to {asked.output}.")


def _key_rotate(asked: argparse.Namespace) -> None:
    opened = installation_of(asked)
    day = local(keys.rotate(opened, at=now(), by=people.TERMINAL), JAPAN).date()
    _put_on_air(opened)
    say(
        f"新しい鍵を予告しました。{day} に切り替わります。",
        f"A new key is announced; it takes over on {day}.",
    )


def _key_recover(asked: argparse.Namespace) -> None:
    opened = installation_of(asked)
    typed = getpass.getpass(told("復旧鍵: ", "Recovery key: ")) if sys.stdin.isatty() else sys.stdin.readline()
    keys.recover(opened, typed, at=now(), by=people.TERMINAL)
    _put_on_air(opened)
    say(
        "新しい署名鍵に替えました。表示端末は次の問い合わせで受け入れます。前の鍵はもう使えません。",
        "A new signing key is in force; players accept it at their next poll. The old one is worth nothing now.",
    )


def _doctor(asked: argparse.Namespace) -> None:
    report = doctor.examine(settings_of(asked), at=now())
    for looked in report:
        mark = "○" if looked.ok else "×"
        say(f"{mark} {looked.ja}", f"{mark} {looked.en}")
    if not all(looked.ok for looked in report):
        raise SystemExit(1)


def _demo(asked: argparse.Namespace) -> None:
    settings = read_settings(asked.data, usual=demo.DEFAULT_DATA, port=asked.port, tls=asked.tls)
    demo.prepare(settings, say=say, numbers=asked.speed > 0)
    remember(settings, port=asked.port, tls=asked.tls)

    @contextmanager
    def beside() -> Iterator[None]:
        playing = simulating(settings, speed=asked.speed, clock=now) if asked.speed else nullcontext()
        with at_work(settings), playing:
            yield

    serve(settings, beside=beside)


def _speed(typed: str) -> int:
    speed = int(typed)
    if not 0 <= speed <= simulator.FASTEST:
        raise argparse.ArgumentTypeError(told(f"0〜{simulator.FASTEST} の数字です", f"0 to {simulator.FASTEST}"))
    return speed


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="signage", description=told("区役所ロビーのモニターの配信サーバー", "Screens in ward-office lobbies.")
    )
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Command, ja: str, en: str) -> argparse.ArgumentParser:
        one = commands.add_parser(name, help=told(ja, en), description=told(ja, en))
        names_data(one, run)
        return one

    one = command("demo", _demo, "見本の区役所をすぐに動かす", "a sample ward office, served at once")
    one.add_argument("--port", type=int)
    offers_tls(one)
    one.add_argument(
        "--speed",
        type=_speed,
        default=simulator.USUAL_SPEED,
        metavar=f"0-{simulator.FASTEST}",
        help=told(
            "見本の番号が進む速さ(実際の何倍か。0 なら番号は動きません)", "how fast numbers are called; 0: not"
        ),
    )
    command(
        "init", cli_people.init, "データの置き場所と鍵を作る", "the data folder, its keys, the first administrator"
    )
    one = command("serve", _serve, "サーバーを動かす", "the server: pages, the published tree, publisher and jobs")
    one.add_argument("--host")
    one.add_argument("--port", type=int)
    offers_tls(one)
    one.add_argument(
        "--no-jobs",
        action="store_true",
        help=told("ウェブだけ。別に signage work を動かす", "only the web server, beside one `signage work`"),
    )
    command("work", _work, "掲載の処理と予定だけを動かす", "publisher and jobs alone")
    _add_content_commands(command)
    command("doctor", _doctor, "調子を調べる", "check the installation and say what to do")
    key = commands.add_parser("key", help=told("署名鍵", "signing keys"))
    deeds = key.add_subparsers(required=True, metavar="rotate|recover")
    one = deeds.add_parser("rotate", help=told("新しい署名鍵を予告する", "announce a new signing key"))
    names_data(one, _key_rotate)
    words = told(
        "盗まれた・失った署名鍵を、復旧鍵で替える", "replace a signing key that was stolen, by the recovery key"
    )
    names_data(deeds.add_parser("recover", help=words, description=words), _key_recover)
    cli_people.add_commands(commands)
    cli_tokens.add_commands(commands)
    return parser


def _add_content_commands(command: Callable[[str, Command, str, str], argparse.ArgumentParser]) -> None:
    """What goes in and out, and what screens show of it."""

    def moment(one: argparse.ArgumentParser) -> None:
        one.add_argument("screen", metavar="SCREEN")
        one.add_argument(
            "--at",
            metavar="TIME",
            help=told("2026-12-29T10:00 の形。庁舎の時刻", "ISO 8601; without an offset the office's local time"),
        )

    one = command("load", _load, "ファイルを読み込む(全部か、何もしないか)", "text files in; all or nothing")
    one.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    one = command("dump", _dump, "ファイルに書き出す", "text files out")
    one.add_argument("folder", type=Path, metavar="DIR")
    command("publish", _publish, "いま掲載する", "compile and write the published tree now")
    moment(
        command(
            "show",
            _show,
            "その時刻に何が、なぜ出るか",
            "what plays then, until when, and which rule won over which",
        )
    )
    one = command("snapshot", _snapshot, "その瞬間の画面を PNG に", "the picture on the glass at an instant, as PNG")
    moment(one)
    one.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.png")
    one = command("enrol", _enrol, "表示端末を登録する", "an enrolment for a player, without pairing")
    one.add_argument("screen", metavar="SCREEN")
    one.add_argument("-o", "--output", type=Path, required=True, metavar="player.toml")
    words = told("端末のテンキーで番号を呼ぶ業務と窓口", "the queue and counter whose numbers its number pad calls")
    one.add_argument("--keypad", metavar="QUEUE/COUNTER", help=words)
    one.add_argument("--for", dest="owner", metavar="USER", help=told("テンキーの担当者", "who answers for the pad"))
    one = command("bundle", _bundle, "USBメモリー用に書き出す", "a screen's published tree, for a stick")
    one.add_argument("screen", metavar="SCREEN")
    one.add_argument("--days", type=int, default=DAYS)
    one.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.zip")
