"""The guide's tables: cells in staff's own words, a dry run that says everything, one edit, one undo."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from signage.actions import edits, guide, guide_table
from signage.actions.guide import Checked
from signage.actions.guide_columns import TABLES
from signage.actions.guide_draft import Typed
from signage.actions.installation import Installation
from signage.core.people import Person
from signage.core.problems import Conflict, Missing
from signage.store.rows import stored
from tests.actions.guide_office import ADMIN, OPEN, VIEWER, an_editor, installed
from tests.floor_guide_office import a_counter, a_text, limits


def checked(
    here: Installation, *typed: Typed, noun: str = "counters", by: Person = ADMIN, begins: str | None = None
) -> Checked:
    on = guide_table.ground(here, None, at=OPEN, by=by)
    return guide.check(here, noun, typed, on, by=by, begins=begins)


def counter(here: Installation, name: str) -> Any:
    return [row for row in stored(here.db, "counters") if row.id == name]


def test_every_tab_tells_its_rows_in_words_and_shows_no_id(tmp_path: Path) -> None:
    here = installed(tmp_path)
    on = guide_table.ground(here, None, at=OPEN, by=ADMIN)

    tables = {noun: guide_table.table(here, noun, on, by=ADMIN) for noun in TABLES}

    first = tables["counters"].lines[1].cells
    assert (first["番号"], first["所属"], first["棟"], first["階"]) == ("1", "戸籍住民課 住民異動係", "本庁舎", "1F")
    assert "ID" not in first
    assert tables["directions"].lines[0].cells == {
        "モニター": "lobby", "行き先": "北エレベーター", "矢印": "←", "開始": "", "終了": "",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "stands"), [("２階", "2F"), ("2f", "2F"), ("2", "2F"), ("別館 1F", "1F"), ("6階", "6F")]
)
def test_a_floor_is_found_however_it_is_written(tmp_path: Path, typed: str, stands: str) -> None:
    here = installed(tmp_path)

    told = checked(here, Typed(key="c1#0", cells={"階": typed}))

    assert [cell for cell in told.differences[0].cells if cell[0] == "階"] in ([("階", "1F", stands)], [])
    assert told.faults == ()


def test_what_changes_is_told_in_words_kept_as_one_edit_and_undone_at_once(tmp_path: Path) -> None:
    here = installed(tmp_path)
    before = counter(here, "c1") + counter(here, "c2")
    typed = Typed(key="c1#0", cells={"番号": "1-A", "階": "3階"}), Typed(key="c2#0", gone=True)

    told = checked(here, *typed)
    kept = guide.publish(here, "counters", told, at=OPEN, by=ADMIN)

    assert [(one.called, one.what, one.cells) for one in told.differences] == [
        ("1番", "changed", (("番号", "1", "1-A"), ("階", "1F", "3F"))),
        ("2番", "gone", ()),
    ]
    assert (counter(here, "c1")[0].number, counter(here, "c1")[0].floor, counter(here, "c2")) == ("1-A", "3f", [])
    assert kept.number is not None
    edits.undo(here, kept.number, at=OPEN + 1, by=ADMIN)
    assert [replace(one, changed_at=0) for one in counter(here, "c1") + counter(here, "c2")] == [
        replace(one, changed_at=0) for one in before
    ]


def test_a_new_row_needs_no_id_no_building_and_no_section_that_is_there_yet(tmp_path: Path) -> None:
    here = installed(tmp_path)

    told = checked(here, Typed(key="new-1", cells={"番号": "91", "階": "2階", "名称": "観光課"}))
    guide.publish(here, "counters", told, at=OPEN, by=ADMIN)

    assert [(one.noun, one.called, one.what) for one in told.differences] == [
        ("sections", "観光課", "new"),
        ("counters", "91番", "new"),
    ]
    made = next(one for one in stored(here.db, "counters") if one.number == "91")
    section = next(one for one in stored(here.db, "sections") if one.id == made.sections[0])
    assert (made.building, made.floor, section.name.best("ja")) == ("main", "2f", "観光課")


def test_every_bad_cell_is_named_and_nothing_is_kept(tmp_path: Path) -> None:
    here = installed(tmp_path)

    told = checked(
        here,
        Typed(key="c1#0", cells={"階": "9階", "ローカウンター": "たぶん"}),
        Typed(key="c2#0", cells={"番号": ""}),
        Typed(key="c3#0", cells={"終了": "きのう"}),
    )

    assert [(one.key, one.heading) for one in told.faults] == [
        ("c1#0", "階"),
        ("c1#0", "ローカウンター"),
        ("c2#0", "番号"),
        ("c3#0", "終了"),
    ]
    assert all("id" not in one.ja for one in told.faults)
    assert told.edit is None


def test_from_a_day_on_the_old_row_ends_the_day_before(tmp_path: Path) -> None:
    here = installed(tmp_path)

    told = checked(here, Typed(key="c1#0", cells={"階": "3F"}), begins="2027-04-01")
    guide.publish(here, "counters", told, at=OPEN, by=ADMIN)

    rows = [(row.floor, row.limits.begins, row.limits.ends) for row in counter(here, "c1")]
    assert rows == [("1f", None, "2027-03-31"), ("3f", "2027-04-01", None)]


def test_what_goes_from_a_day_on_ends_and_what_comes_begins(tmp_path: Path) -> None:
    here = installed(tmp_path)
    new = {"番号": "91", "階": "2F", "所属": "戸籍住民課 戸籍係"}

    told = checked(here, Typed(key="c1#0", gone=True), Typed(key="new-1", cells=new), begins="2027-04-01")
    guide.publish(here, "counters", told, at=OPEN, by=ADMIN)

    made = next(one for one in stored(here.db, "counters") if one.number == "91")
    assert counter(here, "c1")[0].limits == limits(None, "2027-03-31")
    assert made.limits == limits("2027-04-01", None)


def test_gaps_orphans_and_lost_ways_are_warned_of(tmp_path: Path) -> None:
    here = installed(tmp_path)

    last = [one.id for one in stored(here.db, "counters") if one.sections == ("s0",)]
    told = checked(here, *(Typed(key=f"{name}#0", gone=True) for name in last))
    lift = checked(here, Typed(key="lift-n#0", gone=True), noun="facilities", begins="2027-04-01")

    assert [one.best("ja") for one in told.warnings] == ["「総合案内」には窓口がありません。案内には出ません。"]
    assert any("矢印" in one.best("ja") for one in lift.warnings)


def test_what_is_still_used_elsewhere_cannot_go(tmp_path: Path) -> None:
    here = installed(tmp_path)

    told = checked(here, Typed(key="s1#0", gone=True), noun="sections")

    assert told.edit is None
    assert told.faults[0].ja == (
        "「戸籍住民課 住民異動係」は「1番」(窓口)で使われています。先にそちらを変えてください"
    )


def test_two_people_at_one_row_see_both_versions(tmp_path: Path) -> None:
    here = installed(tmp_path)
    on = guide_table.ground(here, None, at=OPEN, by=ADMIN)
    seen = guide_table.table(here, "counters", on, by=ADMIN).lines[1].version
    mine = Typed(key="c1#0", cells={"番号": "1-B"}, version=seen)
    early = checked(here, mine)
    guide.publish(here, "counters", checked(here, Typed(key="c1#0", cells={"番号": "1-A"})), at=OPEN, by=an_editor())

    late = checked(here, mine)

    assert [(one.who, one.cells) for one in late.clashes] == [("editor", (("番号", "1-A", "1-B"),))]
    with pytest.raises(Conflict):
        guide.publish(here, "counters", early, at=OPEN, by=ADMIN)
    guide.publish(here, "counters", checked(here, *late.typed), at=OPEN, by=ADMIN)
    assert counter(here, "c1")[0].number == "1-B"


def test_an_editor_changes_only_what_is_their_sections(tmp_path: Path) -> None:
    here, editor = installed(tmp_path), an_editor("s1")
    on = guide_table.ground(here, None, at=OPEN, by=editor)

    mine = {line.key for line in guide_table.table(here, "counters", on, by=editor).lines if line.mine}
    own = checked(here, Typed(key="c1#0", cells={"番号": "1-A"}), by=editor)
    other = checked(here, Typed(key="c0#0", cells={"番号": "0-A"}), by=editor)
    given_away = checked(here, Typed(key="c1#0", cells={"所属": "総合案内"}), by=editor)
    new_section = checked(here, Typed(key="new-1", cells={"番号": "9", "階": "1F", "名称": "観光課"}), by=editor)

    assert mine == {"c1#0", "c2#0", "c3#0", "c4#0"}
    assert own.faults == ()
    assert [len(one.faults) for one in (other, given_away, new_section)] == [1, 1, 1]
    with pytest.raises(Missing):
        guide_table.ground(here, None, at=OPEN, by=VIEWER)


def test_what_is_not_different_keeps_nothing(tmp_path: Path) -> None:
    here = installed(tmp_path)

    told = checked(
        here, Typed(key="c1#0", cells={"番号": "1", "階": "１階"}), Typed(key="new-1", cells={"番号": " "})
    )

    assert (told.differences, told.edit) == ((), None)
    assert guide.publish(here, "counters", told, at=OPEN, by=ADMIN).number is None


def test_a_row_that_has_ended_before_the_day_is_not_changed_from_it_on(tmp_path: Path) -> None:
    row = a_counter("1", section="s1", name=a_text("届出"), limits=limits(None, "2027-02-28"))
    here = installed(tmp_path, counters=(replace(row, id="c1"),))

    told = checked(here, Typed(key="c1#0", cells={"階": "3F"}), begins="2027-04-01")

    assert "2027-02-28" in told.faults[0].ja
