"""Notices are put up where a section's notices hang, changed by one at a time, and taken down at once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from signage.actions import edits, notices, proposals
from signage.actions.edits import seen
from signage.actions.installation import Installation
from signage.actions.notices import drafted, put_up, set_band, withdraw
from signage.core.emergencies import override_id
from signage.core.problems import Conflict, Forbidden, Missing, Refused
from signage.core.when import Limits
from signage.store.catalogue import catalogue
from tests.actions.posting_office import (
    ADMIN,
    CLERK,
    NOW,
    OTHER,
    VIEWER,
    WRITER,
    a_form,
    a_notice,
    posting,
    slide_of,
)

POSTED = f"notice-{WRITER}"


@pytest.fixture
def here(tmp_path: Path) -> Installation:
    return posting(tmp_path)


def version(here: Installation, name: str) -> str:
    return str(seen(here, ("slides", name))["slides", name])


def test_a_notice_joins_the_round_of_the_usual_screens_each_in_its_zone(here: Installation) -> None:
    outcome = put_up(here, a_form(), at=NOW, by=CLERK)

    rules = {rule.id: rule for rule in catalogue(here.db).rules.values() if rule.slide == POSTED}
    assert outcome.kept
    assert slide_of(here, POSTED).state == "published"
    assert {name: (rule.screens, rule.zone) for name, rule in rules.items()} == {
        f"posted-{POSTED}": (("hall",), "main"),
        f"posted-{POSTED}-side": (("lobby",), "side"),
    }
    assert all(rule.each_round for rule in rules.values())


def test_a_section_without_usual_screens_posts_on_all_that_have_a_zone_for_notices(here: Installation) -> None:
    draft = drafted(catalogue(here.db), a_form(), at=NOW, by=OTHER)

    assert draft.screens == ("lobby", "waiting")


def test_chosen_screens_take_the_place_of_the_usual_ones(here: Installation) -> None:
    put_up(here, a_form(), at=NOW, by=CLERK)

    edited = a_form(slide=POSTED, seen=version(here, POSTED), where="chosen", screens=("waiting",))
    put_up(here, edited, at=NOW, by=CLERK)

    rules = [rule for rule in catalogue(here.db).rules.values() if rule.slide == POSTED]
    assert [(rule.id, rule.screens) for rule in rules] == [(f"posted-{POSTED}-side", ("waiting",))]


def test_the_same_form_sent_twice_is_one_notice(here: Installation) -> None:
    put_up(here, a_form(), at=NOW, by=CLERK)

    again = put_up(here, a_form(), at=NOW + 1, by=CLERK)

    assert again.kept
    assert len([name for name in catalogue(here.db).slides if name.startswith("notice-")]) == 1


def test_the_second_to_save_is_told_and_nothing_is_overwritten(here: Installation) -> None:
    put_up(here, a_form(), at=NOW, by=CLERK)
    both_saw = version(here, POSTED)
    put_up(here, a_form(slide=POSTED, seen=both_saw, place_ja="東側"), at=NOW, by=CLERK)

    with pytest.raises(Conflict):
        put_up(here, a_form(slide=POSTED, seen=both_saw, place_ja="西側"), at=NOW, by=ADMIN)

    assert slide_of(here, POSTED).fields["place"] == {"ja": "東側"}


def test_where_the_office_asks_for_steps_it_waits_and_nothing_is_up(tmp_path: Path) -> None:
    here = posting(tmp_path, steps=1)

    outcome = put_up(here, a_form(), at=NOW, by=CLERK)

    assert not outcome.kept
    assert POSTED not in catalogue(here.db).slides
    waiting = proposals.about(here, POSTED)
    assert waiting is not None
    assert waiting.number == outcome.proposal


def test_taking_down_needs_no_approval_and_can_be_undone(tmp_path: Path) -> None:
    here = posting(tmp_path, a_notice("up"), steps=3)

    kept = withdraw(here, "up", at=NOW, by=CLERK)
    assert slide_of(here, "up").state == "withdrawn"

    assert kept.number is not None
    edits.undo(here, kept.number, at=NOW, by=CLERK)
    assert slide_of(here, "up").state == "published"


def test_a_replacement_takes_the_place_of_the_old_one_in_one_step(here: Installation) -> None:
    put_up(here, a_form(), at=NOW, by=CLERK)

    outcome = put_up(here, a_form(writer="ba9876543210", replaces=POSTED), at=NOW, by=CLERK)

    assert slide_of(here, POSTED).state == "withdrawn"
    assert slide_of(here, "notice-ba9876543210").state == "published"
    assert outcome.number is not None
    edits.undo(here, outcome.number, at=NOW, by=CLERK)
    assert slide_of(here, POSTED).state == "published"
    assert "notice-ba9876543210" not in catalogue(here.db).slides


def test_a_band_is_laid_and_taken_away(here: Installation) -> None:
    put_up(here, a_form(), at=NOW, by=CLERK)

    set_band(here, POSTED, "中止", at=NOW, by=CLERK)
    banded = slide_of(here, POSTED).fields
    set_band(here, POSTED, None, at=NOW, by=CLERK)

    assert banded["band"] == "中止"
    assert "band" not in slide_of(here, POSTED).fields


def test_what_an_admin_arranged_keeps_its_places(here: Installation) -> None:
    form = a_form(slide="arranged", seen=version(here, "arranged"), about="free", title_ja="直した", until="month")

    draft = drafted(catalogue(here.db), form, at=NOW, by=OTHER)
    put_up(here, form, at=NOW, by=OTHER)

    assert draft.arranged
    assert draft.screens == ("lobby", "waiting")
    assert [rule for rule in catalogue(here.db).rules if rule != "daily"] == []
    assert slide_of(here, "arranged").fields["title"] == {"ja": "直した"}


def test_others_content_is_not_theirs_to_change(here: Installation) -> None:
    put_up(here, a_form(), at=NOW, by=CLERK)

    for deed in (
        lambda: withdraw(here, POSTED, at=NOW, by=OTHER),
        lambda: set_band(here, POSTED, "中止", at=NOW, by=OTHER),
        lambda: put_up(here, a_form(writer="ba9876543210", replaces=POSTED), at=NOW, by=OTHER),
        lambda: put_up(here, a_form(slide=POSTED, seen=version(here, POSTED)), at=NOW, by=OTHER),
        lambda: put_up(here, a_form(slide=POSTED, seen=version(here, POSTED), section="zei"), at=NOW, by=OTHER),
        lambda: withdraw(here, POSTED, at=NOW, by=VIEWER),
    ):
        with pytest.raises((Forbidden, Refused)):
            deed()

    assert slide_of(here, POSTED).state == "published"
    assert slide_of(here, POSTED).owner == "koseki"


def test_who_may_post_nowhere_is_told_so(here: Installation) -> None:
    with pytest.raises(Forbidden, match="no section"):
        drafted(catalogue(here.db), a_form(), at=NOW, by=VIEWER)


def test_what_is_not_there_is_said_to_be_missing(here: Installation) -> None:
    with pytest.raises(Missing):
        withdraw(here, "nothing", at=NOW, by=ADMIN)
    with pytest.raises(Missing):
        drafted(catalogue(here.db), a_form(slide="nothing"), at=NOW, by=ADMIN)


def test_a_form_with_faults_is_not_kept(here: Installation) -> None:
    with pytest.raises(Refused, match="choose what"):
        put_up(here, a_form(about=""), at=NOW, by=CLERK)
    with pytest.raises(Refused, match="at least one screen"):
        put_up(here, a_form(where="chosen", screens=("nowhere",)), at=NOW, by=CLERK)


def test_a_draft_is_tried_as_it_would_be_published(here: Installation) -> None:
    draft = drafted(catalogue(here.db), replace(a_form(), replaces="arranged"), at=NOW, by=ADMIN)

    assert [(slide.id, slide.state) for slide in draft.trial.slides] == [
        (POSTED, "published"),
        ("arranged", "withdrawn"),
    ]
    assert draft.trial.rules == draft.rules


def test_a_picture_cannot_have_a_band(tmp_path: Path) -> None:
    poster = a_notice("poster", kind="picture", fields={"picture": "a" * 64, "alt": {"ja": "絵"}})
    here = posting(tmp_path, poster)

    with pytest.raises(Refused, match="band"):
        notices.set_band(here, "poster", "中止", at=NOW, by=CLERK)


def test_a_draft_comes_on_air_by_its_form_alone_and_what_is_over_with_new_dates(tmp_path: Path) -> None:
    over = a_notice("over", state="withdrawn", limits=Limits(ends="2026-11-01"))
    here = posting(tmp_path, a_notice("begun", state="draft"), over, steps=1)

    with pytest.raises(Refused, match="draft"):
        notices.put_back(here, "begun", at=NOW, by=CLERK)
    with pytest.raises(Refused, match="draft"):
        withdraw(here, "begun", at=NOW, by=CLERK)
    with pytest.raises(Refused, match="over"):
        notices.put_back(here, "over", at=NOW, by=CLERK)

    assert slide_of(here, "begun").state == "draft"
    assert slide_of(here, "over").state == "withdrawn"


def test_an_override_is_no_notice_of_anybody(tmp_path: Path) -> None:
    fire = override_id("midori")
    here = posting(tmp_path, a_notice(fire))

    for deed in (
        lambda: withdraw(here, fire, at=NOW, by=CLERK),
        lambda: set_band(here, fire, "中止", at=NOW, by=CLERK),
        lambda: put_up(here, a_form(writer="ba9876543210", replaces=fire), at=NOW, by=CLERK),
        lambda: put_up(here, a_form(slide=fire, seen=version(here, fire)), at=NOW, by=CLERK),
    ):
        with pytest.raises(Refused, match="own page"):
            deed()

    assert slide_of(here, fire).state == "published"
