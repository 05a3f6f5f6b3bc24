"""The command line: parses, reads the clock once, asks one action, says what came of it."""

from __future__ import annotations

import argparse
import logging
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from signage import __version__
from signage.actions import demo, doctor, enrolments, installation, keys, publishing, screens
from signage.actions.dump import dump
from signage.actions.installation import Installation
from signage.actions.load import load
from signage.config import Settings, read_settings
from signage.core.problems import Problem
from signage.web.serve import serve, work

Command = Callable[[argparse.Namespace], None]


def language() -> str:
    """`ja` or `en`, by the locale."""
    wanted = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return "ja" if wanted.startswith("ja") else "en"


def say(ja: str, en: str) -> None:
    """One line for the person at the terminal."""
    print(ja if language() == "ja" else en, flush=True)


def now() -> int:
    """The clock, read at this door only. Milliseconds since the epoch."""
    return time.time_ns() // 1_000_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit status 0 done, 1 refused with one line, 2 wrong usage."""
    asked = _parser().parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    run: Command = asked.run
    try:
        run(asked)
    except Problem as problem:
        print(problem.sentence(language()), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def _settings(asked: argparse.Namespace) -> Settings:
    return read_settings(asked.data, host=getattr(asked, "host", None), port=getattr(asked, "port", None))


def _installation(asked: argparse.Namespace) -> Installation:
    return installation.opened(_settings(asked))


def _init(asked: argparse.Namespace) -> None:
    settings = _settings(asked)
    recovery = installation.create(settings, at=now())
    say(f"{settings.data} を用意しました。", f"{settings.data} is ready.")
    say(
        f"復旧鍵: {recovery}\n一度だけ表示します。紙に書き、封をして金庫に保管してください。控えはサーバーに残りません。",
        f"Recovery key: {recovery}\nShown once. Write it down, seal it, lock it away. The server keeps no copy.",
    )


def _serve(asked: argparse.Namespace) -> None:
    serve(_installation(asked), jobs=not asked.no_jobs)


def _work(asked: argparse.Namespace) -> None:
    work(_installation(asked))


def _load(asked: argparse.Namespace) -> None:
    opened = _installation(asked)
    loaded = load(opened, asked.paths, at=now(), who="cli")
    for warning in loaded.warnings:
        say(f"注意: {warning.ja}", f"Note: {warning.en}")
    counts = ", ".join(f"{noun} {count}" for noun, count in loaded.counts.items())
    say(
        f"読み込みました({counts}; 変更 {loaded.changed}、変更なし {loaded.unchanged})。",
        f"Loaded ({counts}; {loaded.changed} changed, {loaded.unchanged} unchanged).",
    )
    for finding in publishing.publish(opened, at=now()):
        say(f"注意: {finding.ja}", f"Note: {finding.en}")


def _dump(asked: argparse.Namespace) -> None:
    dump(_installation(asked), asked.folder)
    say(f"{asked.folder} に書き出しました。", f"Written to {asked.folder}.")


def _publish(asked: argparse.Namespace) -> None:
    for finding in publishing.publish(_installation(asked), at=now()):
        say(f"注意: {finding.ja}", f"Note: {finding.en}")
    say("公開しました。", "Published.")


def _show(asked: argparse.Namespace) -> None:
    opened = _installation(asked)
    at = screens.instant(opened, asked.screen, asked.at, now=now())
    print(screens.show(opened, asked.screen, at=at, language=language()))


def _snapshot(asked: argparse.Namespace) -> None:
    opened = _installation(asked)
    at = screens.instant(opened, asked.screen, asked.at, now=now())
    asked.output.write_bytes(screens.snapshot(opened, asked.screen, at=at, now=now()))


def _enrol(asked: argparse.Namespace) -> None:
    opened = _installation(asked)
    enrolments.enrol(opened, asked.screen, asked.output, at=now())
    publishing.publish(opened, at=now())
    say(f"{asked.output} に登録を書き込みました。", f"Enrolment written to {asked.output}.")


def _bundle(asked: argparse.Namespace) -> None:
    publishing.bundle(_installation(asked), asked.screen, asked.output, days=asked.days, at=now())
    say(f"{asked.output} に書き出しました。", f"Written to {asked.output}.")


def _key_rotate(asked: argparse.Namespace) -> None:
    opened = _installation(asked)
    until = keys.rotate(opened, at=now())
    publishing.publish(opened, at=now())
    say(
        f"新しい鍵を予告しました。{until} まで両方が有効です。",
        f"A new key is announced; both are valid until {until}.",
    )


def _doctor(asked: argparse.Namespace) -> None:
    report = doctor.examine(_settings(asked), at=now())
    for finding in report:
        mark = "○" if finding.ok else "×"
        say(f"{mark} {finding.ja}", f"{mark} {finding.en}")
    if not all(finding.ok for finding in report):
        raise SystemExit(1)


def _demo(asked: argparse.Namespace) -> None:
    settings = read_settings(asked.data or demo.DEFAULT_DATA, port=asked.port)
    opened = demo.prepare(settings, at=now(), say=say)
    serve(opened, jobs=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="signage", description="Screens in ward-office lobbies.")
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Command, what: str) -> argparse.ArgumentParser:
        one = commands.add_parser(name, help=what, description=what)
        one.add_argument("--data", type=Path, metavar="DIR", help="the data folder (or SIGNAGE_DATA; data)")
        one.set_defaults(run=run)
        return one

    one = command("demo", _demo, "a sample ward office, served at once")
    one.add_argument("--port", type=int)
    command("init", _init, "make the data folder and its keys")
    one = command("serve", _serve, "the server: pages, the published tree, publisher and jobs")
    one.add_argument("--host")
    one.add_argument("--port", type=int)
    one.add_argument("--no-jobs", action="store_true", help="only the web server, beside one `signage work`")
    command("work", _work, "publisher and jobs alone")
    one = command("load", _load, "text files in; all or nothing")
    one.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    one = command("dump", _dump, "text files out")
    one.add_argument("folder", type=Path, metavar="DIR")
    command("publish", _publish, "compile and write the published tree now")
    one = command("show", _show, "what plays then, until when, and which rule won over which")
    one.add_argument("screen", metavar="SCREEN")
    one.add_argument("--at", metavar="TIME", help="ISO 8601; without an offset the office's local time")
    one = command("snapshot", _snapshot, "the picture on the glass at an instant, as PNG")
    one.add_argument("screen", metavar="SCREEN")
    one.add_argument("--at", metavar="TIME")
    one.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.png")
    one = command("enrol", _enrol, "an enrolment for a player, without pairing")
    one.add_argument("screen", metavar="SCREEN")
    one.add_argument("-o", "--output", type=Path, required=True, metavar="player.toml")
    one = command("bundle", _bundle, "a screen's published tree, for a stick")
    one.add_argument("screen", metavar="SCREEN")
    one.add_argument("--days", type=int, default=35)
    one.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.zip")
    command("doctor", _doctor, "check the installation and say what to do")
    key = commands.add_parser("key", help="signing keys").add_subparsers(required=True, metavar="rotate")
    one = key.add_parser("rotate", help="announce a new signing key")
    one.add_argument("--data", type=Path, metavar="DIR")
    one.set_defaults(run=_key_rotate)
    return parser
