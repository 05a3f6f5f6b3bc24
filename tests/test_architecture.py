"""The rooms are as the architecture page says: one short file for one thing, each saying what lives in it."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
_spec = importlib.util.spec_from_file_location("modules", ROOT / "docs" / "modules.py")
modules = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(modules)
SOURCES = sorted(
    path
    for folder in ("signage", "players", "benchmarks")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in {".py", ".js"}
)


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_file_says_in_its_first_line_what_lives_in_it_and_stays_short(source):
    lines = source.read_text(encoding="utf-8").count("\n")

    said = modules.first_line(source)

    assert said
    assert lines <= 300


def test_the_architecture_page_lists_the_modules_that_there_are():
    page = modules.PAGE.read_text(encoding="utf-8")

    assert page == modules.page_with(modules.listing()), "run: .venv/bin/python docs/modules.py --write"


def test_no_room_is_a_drawer_for_everything():
    drawers = {"utils", "util", "helpers", "helper", "common", "misc", "manager"}

    assert not [path for path in SOURCES if path.stem in drawers]


def test_players_import_of_signage_what_shows_alone():
    imported = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, players.pi.cli; print(*(m for m in sys.modules if m.startswith('signage')))",
        ],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()

    assert set(imported) <= {"signage", "signage.core", "signage.core.shows"}


def test_the_core_needs_the_standard_library_alone():
    code = (
        "import sys, pkgutil, importlib, signage.core\n"
        "for m in pkgutil.iter_modules(signage.core.__path__): importlib.import_module('signage.core.' + m.name)\n"
        "print(*sorted({m.split('.')[0] for m in sys.modules} - set(sys.stdlib_module_names)))"
    )

    loaded = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)

    # What sysconfig reads, and is not listed with the standard library: its name has the platform in it.
    foreign = {name for name in loaded.stdout.split() if not name.startswith("_sysconfigdata")}
    assert foreign <= {"signage", "__main__"}
