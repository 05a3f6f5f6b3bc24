"""History: what was changed by whom, in order; back to any version; what was taken away is put back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from signage.actions.edits import Edit, keep
from signage.actions.history import AT_ONCE, archive, put_back, recent, restore, versions_of
from signage.actions.installation import Installation
from signage.core.emergencies import override_id
from signage.core.guide import Section
from signage.core.instants import DAY
from signage.core.offices import Approval
from signage.core.people import Person
from signage.core.problems import Conflict, Forbidden, Missing
from signage.core.slides import Slide
from signage.core.texts import Text
from signage.store.rows import stored
from tests.actions.living_office import NOW, living, told
from tests.journeys.tiny_office import a_notice
from tests.staff import a_person

ADMIN = a_person("admin")


@pytest.fixture
def here(tmp_path: Path) -> Installation:
    """The tiny office with a second notice that nothing plays."""
    installation = living(tmp_path)
    told(installation, a_notice("別の話", name="other"))
    return installation


def the_slide(here: Installation, name: str = "other") -> Slide:
    found: Slide = next(one for one in stored(here.db, "slides") if one.id == name)
    return found


def rename(here: Installation, name: str, *, at: int, by: Person = ADMIN) -> None:
    """The second notice is called something else."""
    slide = replace(the_slide(here), name=Text.of(ja=name))
    keep(here, Edit(saves={"slides": (slide,)}), at=at, by=by, action="edit", what="other")


def delete(here: Installation, *, at: int) -> None:
    """The second notice is taken away."""
    keep(here, Edit(removes=(("slides", "other"),)), at=at, by=ADMIN, action="archive-slides", what="other")


def test_the_newest_change_comes_first_and_says_what_differed(here: Installation) -> None:
    rename(here, "い", at=NOW + 1)
    rename(here, "う", at=NOW + 2)

    first, second = recent(here, by=ADMIN).entries

    assert [(one.path, one.before, one.after) for one in first.told[0].what] == [(("name",), "い", "う")]
    assert (first.at, second.at) == (NOW + 2, NOW + 1)
    assert first.undoable
    assert not second.undoable, "it was changed since"


def test_what_others_did_is_seen_but_not_undone_by_an_editor(here: Installation) -> None:
    rename(here, "い", at=NOW + 1)

    (entry,) = recent(here, by=a_person("editor", office="ume", section="soumu")).entries

    assert not entry.undoable


def test_another_offices_changes_are_not_seen(here: Installation) -> None:
    rename(here, "い", at=NOW + 1)

    assert recent(here, by=a_person("viewer", office="momo")).entries == ()
    with pytest.raises(Missing):
        versions_of(here, "slides", "other", by=a_person("viewer", office="momo"))


def test_any_version_can_be_restored_and_that_is_a_change_like_any_other(here: Installation) -> None:
    rename(here, "い", at=NOW + 1)
    rename(here, "う", at=NOW + 2)
    first = versions_of(here, "slides", "other", by=ADMIN).found[-1]

    kept = restore(here, "slides", "other", first.number, at=NOW + 3, by=ADMIN)

    assert kept.number is not None
    assert the_slide(here).name == Text.of(ja="お知らせ")
    assert [version.newest for version in versions_of(here, "slides", "other", by=ADMIN).found] == [
        True,
        False,
        False,
        False,
    ]


def test_restoring_asks_for_the_same_right_as_editing(here: Installation) -> None:
    rename(here, "い", at=NOW + 1)
    first = versions_of(here, "slides", "other", by=ADMIN).found[-1]

    with pytest.raises(Forbidden):
        restore(here, "slides", "other", first.number, at=NOW + 2, by=a_person("editor", office="ume", section="tax"))
    with pytest.raises(Missing):
        restore(here, "slides", "welcome", first.number, at=NOW + 2, by=ADMIN)


def test_what_was_taken_away_waits_thirty_days(here: Installation) -> None:
    delete(here, at=NOW + 1)

    (gone,) = archive(here, at=NOW + 30 * DAY, by=ADMIN).found

    assert gone.row.name == Text.of(ja="お知らせ")
    assert archive(here, at=NOW + 31 * DAY, by=ADMIN).found == ()
    assert archive(here, at=NOW + 2, by=a_person("viewer", office="momo")).found == ()


def test_much_that_was_taken_away_is_told_in_pages(here: Installation) -> None:
    names = [f"n{number:02}" for number in range(AT_ONCE + 5)]
    many = tuple(replace(the_slide(here), id=name) for name in names)
    keep(here, Edit(saves={"slides": many}), at=NOW, by=ADMIN, action="edit", what="many")
    removes = tuple(("slides", name) for name in names)
    keep(here, Edit(removes=removes), at=NOW + 1, by=ADMIN, action="archive-slides", what="many")

    first = archive(here, at=NOW + 2, by=ADMIN)
    second = archive(here, at=NOW + 2, by=ADMIN, before=first.rest)

    assert (len(first.found), len(second.found), second.rest) == (AT_ONCE, 5, None)
    assert sorted(one.row.id for one in (*first.found, *second.found)) == names


def test_putting_back_brings_it_as_it_was_once(here: Installation) -> None:
    before = the_slide(here)
    delete(here, at=NOW + 1)
    (gone,) = archive(here, at=NOW + 2, by=ADMIN).found

    put_back(here, gone.change.number, at=NOW + 2, by=ADMIN)

    assert the_slide(here) == replace(before, changed_at=NOW + 2)
    assert archive(here, at=NOW + 3, by=ADMIN).found == ()
    with pytest.raises(Missing):
        put_back(here, versions_of(here, "slides", "other", by=ADMIN).found[0].number, at=NOW + 3, by=ADMIN)


def test_pages_of_changes_follow_each_other_without_a_gap(here: Installation) -> None:
    for step in range(35):
        rename(here, f"名前{step}", at=NOW + 1 + step)

    first = recent(here, by=ADMIN)
    rest = recent(here, by=ADMIN, before=first.rest)

    assert [entry.at - NOW for entry in (*first.entries, *rest.entries)] == list(range(35, 0, -1))
    assert rest.rest is None


def test_where_the_office_asks_for_approval_an_old_version_of_a_slide_waits_for_it_too(here: Installation) -> None:
    rename(here, "い", at=NOW + 1)
    (office,) = stored(here.db, "offices")
    asking = replace(office, approvals=(Approval(kind="notice", steps=1),))
    keep(here, Edit(saves={"offices": (asking,)}), at=NOW + 2, by=ADMIN, action="save-offices", what="ume")
    first = versions_of(here, "slides", "other", by=ADMIN).found[-1]

    outcome = restore(here, "slides", "other", first.number, at=NOW + 3, by=ADMIN)

    assert (outcome.kept, outcome.proposal) == (False, 1)
    assert the_slide(here).name == Text.of(ja="い"), "what is on air stays"


def test_nobody_takes_over_a_slide_by_restoring_a_version_that_was_theirs(here: Installation) -> None:
    first = versions_of(here, "slides", "other", by=ADMIN).found[-1]
    moved = replace(the_slide(here), owner="zei")
    tax = Section(id="zei", office="ume", name=Text.of(ja="税務課"))
    edit = Edit(saves={"sections": (tax,), "slides": (moved,)})
    keep(here, edit, at=NOW + 1, by=ADMIN, action="edit", what="other")

    with pytest.raises(Forbidden):
        restore(
            here, "slides", "other", first.number, at=NOW + 2, by=a_person("editor", office="ume", section="soumu")
        )


def test_what_is_there_again_is_not_put_back_over(here: Installation) -> None:
    before = the_slide(here)
    delete(here, at=NOW + 1)
    (gone,) = archive(here, at=NOW + 2, by=ADMIN).found
    anew = replace(before, name=Text.of(ja="新しい"))
    keep(here, Edit(saves={"slides": (anew,)}), at=NOW + 3, by=ADMIN, action="edit", what="other")

    with pytest.raises(Conflict):
        put_back(here, gone.change.number, at=NOW + 4, by=ADMIN)

    assert the_slide(here).name == Text.of(ja="新しい")


def test_an_emergency_is_put_back_by_no_editor(here: Installation) -> None:
    fire = replace(the_slide(here), id=override_id("ume"))
    for step, slide in enumerate((fire, replace(fire, name=Text.of(ja="訂正")))):
        keep(here, Edit(saves={"slides": (slide,)}), at=NOW + step, by=ADMIN, action="override", what="ume")
    first = versions_of(here, "slides", fire.id, by=ADMIN).found[-1]

    with pytest.raises(Forbidden):
        restore(here, "slides", fire.id, first.number, at=NOW + 2, by=a_person("editor", office="ume"))


def test_the_versions_of_a_thing_come_a_page_at_a_time(here: Installation) -> None:
    for step in range(35):
        rename(here, f"名前{step}", at=NOW + 1 + step)

    first = versions_of(here, "slides", "other", by=ADMIN)
    rest = versions_of(here, "slides", "other", by=ADMIN, before=first.rest)

    assert [one.at - NOW for one in (*first.found, *rest.found)] == list(range(35, -1, -1))
    assert (first.found[0].newest, rest.found[0].newest, rest.rest) == (True, False, None)
