"""Demo: a sample ward office in a fresh data folder, with users, and one player enrolled for each of its screens."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

import signage
from signage.actions import (
    demo_users,
    encryption,
    installation,
    publishing,
    queue_statistics,
    simulated_past,
    simulated_rows,
)
from signage.actions.clock import now
from signage.actions.enrolments import enrol
from signage.actions.installation import Installation
from signage.actions.load import load
from signage.config import Settings
from signage.core.problems import Missing, Refused
from signage.publish import keys
from signage.store.catalogue import catalogue

DEFAULT_DATA = Path("demo")

_MARK = "demo"
"""A file that says that this folder is a demo's: its own is used again, any other is refused."""

Say = Callable[[str, str], None]
"""One line in Japanese and in English."""


def prepare(settings: Settings, *, say: Say, numbers: bool = True) -> Installation:
    """Everything but serving: load, publish, enrol, and say what to open and run. Refused for a folder in use.

    `numbers`: its queues have a past, and are open whatever the time is.
    """
    data = settings.data
    if data.exists() and any(data.iterdir()) and not (data / _MARK).exists():
        raise Refused(
            ja=f"{data} はデモのものではありません。--data で空のフォルダーを指定してください。",
            en=f"{data} is not a demo's; name an empty folder with --data.",
        )
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    (data / _MARK).touch()
    if not keys.path(data).exists():
        installation.create(settings, at=now())
    encryption.prepare(settings, at=now())
    opened = installation.opened(settings)
    say("架空の区役所を読み込んでいます…", "Loading a fictional ward office …")
    load(opened, sample(), at=now(), who="demo")
    if numbers:
        simulated_past.fill(opened, at=now())
        queue_statistics.quieten(opened, at=now())
        simulated_rows.add(opened, at=now())
    users = demo_users.employed(opened, at=now())
    players = _enrolled(opened)
    say("画面を描いています…", "Drawing its screens …")
    for problem in publishing.publish(opened):
        say(f"注意: {problem.sentence('ja')}", f"Note: {problem.sentence('en')}")
    say(
        f"\n準備ができました。ブラウザーで開いてください: {settings.addresses[0]}/",
        f"\nReady. Open in a browser: {settings.addresses[0]}/",
    )
    demo_users.tell(users, say)
    say("\n別の窓で表示端末を動かせます:", "\nRun players in another terminal:")
    program = _short(Path(sys.executable).with_name("signage-player"))
    for player in players:
        command = f"  {program} --enrolment {_short(player)} --windowed 1280x720"
        say(command, command)
    if numbers:
        say(
            "\n番号案内の番号は見本です。受付時間の外でも、ひとりでに呼び出されます(--speed 0 で止まります)。",
            "\nThe numbers on the boards are invented; they are called at any hour (not with --speed 0).",
        )
    say("\n終わるときは Ctrl+C を押してください。", "\nCtrl+C ends it.")
    return opened


def sample() -> tuple[Path, Path]:
    """The sample office: beside the package in a checkout, inside it in an installed wheel."""
    package = Path(signage.__file__).parent
    for root in (package / "sample", package.parent):
        if (root / "content").is_dir() and (root / "schedules").is_dir():
            return root / "content", root / "schedules"
    raise Missing(
        ja="見本の庁舎(content/ と schedules/)が見つかりません。ソース一式から make demo を実行してください。",
        en="the sample office (content/ and schedules/) is not here; run make demo from a checkout.",
    )


def _enrolled(opened: Installation) -> list[Path]:
    """One enrolment file for each screen; those that are there stay, and follow the server to another port."""
    folder = opened.data / "enrolments"
    folder.mkdir(mode=0o700, exist_ok=True)
    files = [folder / f"{screen}.toml" for screen in sorted(catalogue(opened.db).screens)]
    for file in files:
        if not file.exists():
            enrol(opened, file.stem, file, at=now(), who="demo")
        moved = f'server = "{opened.settings.addresses[0]}"'
        file.write_text(re.sub(r"^server = .*$", moved, file.read_text("utf-8"), flags=re.MULTILINE), "utf-8")
    return files


def _short(path: Path) -> str:
    """As one would type it from here."""
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)
