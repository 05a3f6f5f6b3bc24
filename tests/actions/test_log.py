"""The log as it is handed out: as CSV that a spreadsheet opens without running anything in it."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from signage.actions import log
from signage.actions.installation import Installation
from signage.core.shows import instant_of
from signage.store import audit
from signage.store.audit import Sieve
from signage.store.database import writing
from tests.actions.living_office import NOW, living
from tests.staff import a_person, employ

TOKYO = ZoneInfo("Asia/Tokyo")


@pytest.fixture
def here(tmp_path: Path) -> Installation:
    """An office in whose log somebody has typed formulas."""
    installation = living(tmp_path)
    employ(installation, [a_person("editor")])
    with writing(installation.db) as under_way:
        audit.record(under_way, at=NOW, who="editor", action="edit", what='=HYPERLINK("x")', detail={"note": "a,b"})
        audit.record(under_way, at=NOW, who="=cmd", action="-1+1", what="@SUM(A1)")
    return installation


def rows(here: Installation) -> list[list[str]]:
    """The CSV, read as a spreadsheet does."""
    told = "".join(log.as_csv(here, Sieve(), headings=["番号"], word=lambda action: action, zone=TOKYO))
    assert told.startswith("\ufeff")
    return list(csv.reader(io.StringIO(told.removeprefix("\ufeff"))))


def test_no_cell_is_a_formula(here: Installation) -> None:
    cells = [cell for row in rows(here) for cell in row]

    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert '\'=HYPERLINK("x")' in cells
    assert {"'=cmd", "'-1+1", "'@SUM(A1)"} <= set(cells)


def test_a_line_has_its_number_time_person_and_details(here: Installation) -> None:
    row = next(row for row in rows(here)[1:] if row[2] == "editor")

    assert row[1] == "2026-11-22 10:42:00"
    assert row[3] == "戸籍 太郎"
    assert row[7] == '{"note": "a,b"}'


def test_days_are_those_of_the_office_and_the_last_one_counts() -> None:
    asked = log.sieve(who="", action="", what="", begins="2026-11-21", ends="2026-11-22", zone=TOKYO)

    assert asked.begins == instant_of("2026-11-20T15:00:00Z")
    assert asked.ends == instant_of("2026-11-22T15:00:00Z")


def test_nonsense_in_a_day_is_as_if_nothing_was_typed() -> None:
    assert log.sieve(who="", action="", what="", begins="soon", ends="2026-13-40", zone=TOKYO) == Sieve()


def test_a_page_says_where_the_next_one_begins(here: Installation) -> None:
    with writing(here.db) as under_way:
        for at in range(250):
            audit.record(under_way, at=NOW + at, who="editor", action="edit", what="market")

    first = log.page(here, Sieve(what="market"))
    second = log.page(here, Sieve(what="market"), before=first.rest)
    third = log.page(here, Sieve(what="market"), before=second.rest)

    assert [len(one.lines) for one in (first, second, third)] == [100, 100, 50]
    assert third.rest is None
    assert first.lines[-1].number == second.lines[0].number + 1
