"""The sample office loads without a remark that nobody meant, and survives being dumped."""

from __future__ import annotations

from pathlib import Path

from signage.actions.dump import dump
from signage.actions.load import load
from signage.store.catalogue import catalogue
from signage.store.database import change_number
from tests.actions.small_office import NOW, an_installation
from tests.actions.test_dump import contents

ROOT = Path(__file__).parents[2]
SAMPLE = (ROOT / "content", ROOT / "schedules")


def test_the_sample_office_is_dumped_and_loaded_byte_for_byte_the_same(tmp_path: Path) -> None:
    one, other = an_installation(tmp_path / "one"), an_installation(tmp_path / "other")
    load(one, SAMPLE, at=NOW, who="test")
    before, held = change_number(one.db), catalogue(one.db)

    dump(one, tmp_path / "dumped")
    load(other, [tmp_path / "dumped"], at=NOW, who="test")
    dump(other, tmp_path / "again")
    came_to = load(one, [tmp_path / "dumped"], at=2 * NOW, who="test")

    assert contents(tmp_path / "dumped") == contents(tmp_path / "again")
    assert (came_to.changed, change_number(one.db)) == (0, before)
    assert catalogue(one.db) == held


def test_what_the_sample_office_is_remarked_upon_for_is_what_waits_for_an_emergency(tmp_path: Path) -> None:
    came_to = load(an_installation(tmp_path), SAMPLE, at=NOW, who="test")

    assert all('"emergencies" is shown on no screen' in remark.en for remark in came_to.warnings)
