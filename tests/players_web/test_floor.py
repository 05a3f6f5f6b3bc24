"""The browser player runs from Chromium 87 (November 2020) on: its scripts and its sheet use nothing newer."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import playwright

from signage.web.player_page import PLAYER, shell_files

NODE = Path(playwright.__file__).with_name("driver") / "node"
NEWER = Path(__file__).with_name("newer.cjs")
SCRIPTS = [PLAYER / name for name in (*shell_files(), "worker.js") if name.endswith(".js")]
NEWER_IN_SHEETS = re.compile(
    r"aspect-ratio|:is\(|:where\(|:has\(|\b\d+[dsl]v[hw]\b|color-mix|@layer|@container|@property|accent-color|"
    r"text-wrap|light-dark|oklch|^\s*&|inset-(inline|block)|(?<!-)\b(rotate|scale|translate)\s*:",
    re.MULTILINE,
)
"""Each came with 88 or later; what an old browser may leave out without harm is not named."""

NEW = (
    "class A { static { one(); } }",
    "await one();",
    "class A { #b; c(d) { return #b in d; } }",
    "[1].at(-1);",
    "/a/d.test(b);",
    "new Map().values().map((a) => a);",
    "AbortSignal.timeout(1);",
    "structuredClone(a);",
    "async (a) => { for await (const b of a) c(b); };",
    "Object.hasOwn(a, b);",
)


def newer_in(*files: Path) -> str:
    told = subprocess.run(
        [NODE, "--expose-internals", "--no-warnings", NEWER, *files], capture_output=True, text=True, check=True
    )
    return told.stdout.strip()


def test_no_script_of_the_player_is_newer() -> None:
    found = newer_in(*SCRIPTS)

    assert found == ""


def test_what_is_newer_is_found(tmp_path: Path) -> None:
    files = [tmp_path / f"{place}.js" for place in range(len(NEW))]
    for file, script in zip(files, NEW, strict=True):
        file.write_text(script)

    found = newer_in(*files)

    assert [line.partition(":1: ")[0] for line in found.splitlines()] == [str(file) for file in files]


def test_the_sheet_is_no_newer() -> None:
    sheet = re.sub(r"/\*.*?\*/", "", (PLAYER / "player.css").read_text("utf-8"), flags=re.DOTALL)

    assert [found[0] for found in NEWER_IN_SHEETS.finditer(sheet)] == []
