"""What is dumped can be loaded, and means the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from signage.actions.dump import dump
from signage.core.instants import DAY
from signage.core.problems import Refused
from signage.store.catalogue import catalogue
from signage.store.database import change_number
from tests.actions.small_office import an_installation, an_office, loaded


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_dump_loaded_into_a_fresh_store_is_dumped_byte_for_byte_the_same(tmp_path: Path) -> None:
    one, other = an_installation(tmp_path / "one"), an_installation(tmp_path / "other")
    loaded(one, an_office(tmp_path / "office"))

    dump(one, tmp_path / "dumped")
    loaded(other, tmp_path / "dumped")
    dump(other, tmp_path / "again")

    assert contents(tmp_path / "dumped") == contents(tmp_path / "again")
    assert len(contents(tmp_path / "dumped")) == 22


def test_loading_a_dump_where_it_came_from_changes_nothing_on_any_later_day(tmp_path: Path) -> None:
    office = an_installation(tmp_path / "data")
    loaded(office, an_office(tmp_path / "office"))
    before, held = change_number(office.db), catalogue(office.db)

    dump(office, tmp_path / "dumped")
    came_to = loaded(office, tmp_path / "dumped", at=2_000 * DAY + 22_000 * DAY)

    assert came_to.changed == 0
    assert change_number(office.db) == before
    assert catalogue(office.db) == held


def test_a_folder_that_holds_something_is_not_written_into(tmp_path: Path) -> None:
    office = an_installation(tmp_path / "data")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine")

    with pytest.raises(Refused, match="not empty"):
        dump(office, tmp_path / "full")

    assert contents(tmp_path / "full") == {"mine.txt": b"mine"}
