"""The command line: signage-player."""

from __future__ import annotations

import argparse
import logging
import math
import os
import re
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from players.pi.enrolment import Enrolment, enrolment_in
from players.pi.problems import Problem, Refused, language

_WINDOW = re.compile(r"([1-9][0-9]{1,4})x([1-9][0-9]{1,4})")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the player. Exit status 0 done, 1 refused with one line that says why and what to do, 2 wrong usage."""
    asked = _asked(argv)
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    # What is done once says in its one line, at its end, all that the log would say.
    level = logging.ERROR if asked.once else logging.INFO
    logging.basicConfig(level=level, format="%(message)s", stream=sys.stderr)
    try:
        _run(asked)
    except Problem as problem:
        print(problem.sentence(), file=sys.stderr)
        return 1
    return 0


def _run(asked: argparse.Namespace) -> None:
    """Each way of running imports what it needs, and no more: the first picture is waited for."""
    if asked.server is not None and asked.snapshot is None and not asked.once:
        from players.pi.player import play_paired  # noqa: PLC0415

        play_paired(asked.server, folder=asked.cache or _default_cache("paired"), window=asked.windowed)
        return
    folder, enrolment = _enrolment(asked)
    if asked.snapshot is not None:
        from players.pi.snapshot import snapshot  # noqa: PLC0415

        at: datetime = asked.at
        if at.tzinfo is None:
            at = at.astimezone() if enrolment.time_zone is None else at.replace(tzinfo=enrolment.time_zone)
        snapshot(enrolment, folder=folder, at=math.floor(at.timestamp() * 1000), file=asked.snapshot)
    elif asked.once:
        from players.pi.player import sync_once  # noqa: PLC0415

        sync_once(enrolment, folder=folder)
    else:
        from players.pi.player import play  # noqa: PLC0415

        play(enrolment, folder=folder, window=asked.windowed)


def _enrolment(asked: argparse.Namespace) -> tuple[Path, Enrolment]:
    """The cache and the enrolment: of a file, or of an earlier pairing."""
    if asked.server is None:
        enrolment = enrolment_in(asked.enrolment)
        return asked.cache or _default_cache(enrolment.screen), enrolment
    from players.pi.cache import Cache  # noqa: PLC0415
    from players.pi.paired import paired  # noqa: PLC0415

    folder: Path = asked.cache or _default_cache("paired")
    found = paired(Cache(folder), server=asked.server)
    if found is None:
        raise Refused(
            ja="この端末はまだ登録されていません。先に --once と --snapshot なしで起動し、登録してください。",
            en="This player is not paired yet. Start it without --once and --snapshot first, and pair it.",
        )
    return folder, found


def _asked(argv: Sequence[str] | None) -> argparse.Namespace:
    ja = language() == "ja"
    parser = argparse.ArgumentParser(
        prog="signage-player",
        description="モニターに表示する端末プログラム。"
        if ja
        else "Shows on this machine's screen what was published for it.",
    )
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument(
        "--enrolment",
        type=Path,
        metavar="FILE",
        help="signage enrol で作った登録ファイル" if ja else "the file that signage enrol made",
    )
    source.add_argument(
        "--server",
        metavar="URL",
        type=lambda text: text.rstrip("/"),
        help="登録番号で登録するサーバー" if ja else "the server to pair with; afterwards it remembers",
    )
    parser.add_argument(
        "--cache", type=Path, metavar="DIR", help="受け取った内容の保存先" if ja else "where to keep what was fetched"
    )
    parser.add_argument(
        "--windowed",
        type=_window,
        metavar="WxH",
        help="全画面でなく、この大きさの窓に表示" if ja else "a window of this size, not the full screen",
    )
    parser.add_argument(
        "--once", action="store_true", help="一度だけすべて受け取って終了" if ja else "fetch everything once, and end"
    )
    parser.add_argument(
        "--snapshot",
        type=Path,
        metavar="FILE",
        help="--at の時刻の画面を PNG に保存" if ja else "write --at's picture",
    )
    parser.add_argument("--at", type=_time, metavar="TIME", help="ISO 8601")
    asked = parser.parse_args(argv)
    if (asked.snapshot is None) != (asked.at is None):
        parser.error("--snapshot と --at は一緒に指定してください" if ja else "--snapshot and --at go together")
    return asked


def _window(text: str) -> tuple[int, int]:
    size = _WINDOW.fullmatch(text)
    if size is None:
        raise argparse.ArgumentTypeError(f"{text!r} (1280x720)")
    return int(size[1]), int(size[2])


def _time(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} (2026-12-29T10:00, 2026-12-29T10:00:00.250+09:00)") from error


def _default_cache(screen: str) -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "signage-player" / screen


if __name__ == "__main__":
    sys.exit(main())
