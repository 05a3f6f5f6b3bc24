"""Redrawing: the pages that a change of the guide would make others, before it is stored, and only those."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from signage.core.problems import Missing
from signage.publish.redrawing import Redrawing, Rows
from signage.store.rows import stored
from tests.actions.guide_office import OPEN, installed
from tests.floor_guide_office import a_screen


@contextmanager
def redrawing(folder: Path) -> Iterator[Redrawing]:
    """One for a data folder with a single small screen in Japanese."""
    installed(folder, screens=(a_screen("lobby", languages=("ja",)),))
    asked = Redrawing(folder / "data")
    try:
        yield asked
    finally:
        asked.close()


def test_pages_that_change_are_drawn_before_and_after_and_the_others_are_not(tmp_path: Path) -> None:
    with redrawing(tmp_path) as asked:
        counter = next(one for one in stored(asked._db, "counters") if one.number == "1")
        moved = Rows(saves={"counters": (replace(counter, number="1-Z"),)})

        changed = asked.redrawn(moved, "lobby", at=OPEN)
        same = asked.redrawn(Rows(saves={"counters": (counter,)}), "lobby", at=OPEN)

    assert changed
    assert all(one.slide == "guide" and one.before != one.after for one in changed)
    assert "1-Z" in "".join(one.alt_after for one in changed)
    assert "1-Z" not in "".join(one.alt_before for one in changed)
    assert same == []


def test_a_screen_that_is_not_there_is_missing(tmp_path: Path) -> None:
    with redrawing(tmp_path) as asked, pytest.raises(Missing):
        asked.redrawn(Rows(), "nowhere", at=OPEN)


def test_rows_come_through_json_as_they_were(tmp_path: Path) -> None:
    with redrawing(tmp_path) as asked:
        counter = next(iter(stored(asked._db, "counters")))

    rows = Rows(saves={"counters": (counter,)}, removes=(("sections", "s1"),))

    assert Rows.of_plain(rows.plain(), at=counter.changed_at) == rows
