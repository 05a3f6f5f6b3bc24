"""Proposals: 0 to 3 steps, nobody approves their own, what is on air stays, deputies say so."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from signage.actions import proposals, succession
from signage.actions.edits import Edit, keep, seen
from signage.actions.installation import Installation
from signage.actions.load import load
from signage.actions.proposals import Outcome
from signage.config import Settings
from signage.core.offices import Approval
from signage.core.people import Person
from signage.core.problems import Conflict, Missing, Refused
from signage.core.texts import Text
from signage.store import audit
from signage.store.rows import stored
from tests.actions.small_office import NOW
from tests.journeys.tiny_office import an_office
from tests.staff import a_person, employ

ADMIN = a_person("admin")
CLERK = a_person("editor", office="ume", section="soumu")
HEAD = a_person("approver", office="ume", section="soumu")
DEPUTY = replace(HEAD, id="deputy")
STRANGER = a_person("approver", office="ume", section="zeimu", id="stranger")


@pytest.fixture
def here(tmp_path: Path) -> Installation:
    installation = Installation(settings=Settings(data=tmp_path / "data"))
    load(installation, [an_office(tmp_path / "office")], at=NOW, who="test")
    return installation


def asks_for(here: Installation, steps: int) -> None:
    (office,) = stored(here.db, "offices")
    asking = replace(office, approvals=(Approval(kind="notice", steps=steps),))
    keep(here, Edit(saves={"offices": (asking,)}), at=NOW, by=ADMIN, action="edit", what="ume")


def proposed(here: Installation, name: str, *, by: Person = CLERK, again: int | None = None) -> Outcome:
    (slide,) = stored(here.db, "slides")
    edit = Edit(
        saves={"slides": (replace(slide, name=Text.of(ja=name)),)}, based_on=seen(here, ("slides", "welcome"))
    )
    return proposals.submit(
        here, edit, at=NOW + 1, by=by, kind="notice", office="ume", section="soumu",
        action="put-up", what="welcome", title=Text.of(ja=name), again=again,
    )  # fmt: skip


def name_on_air(here: Installation) -> str:
    (slide,) = stored(here.db, "slides")
    name: str = slide.name.best("ja")
    return name


def test_where_the_office_asks_for_no_step_it_is_kept_at_once(here: Installation) -> None:
    outcome = proposed(here, "すぐに")

    assert outcome.kept
    assert name_on_air(here) == "すぐに"


@pytest.mark.parametrize("steps", [1, 2, 3])
def test_it_is_on_air_after_the_last_step_and_not_before(here: Installation, steps: int) -> None:
    asks_for(here, steps)
    before, number = name_on_air(here), proposed(here, "承認後").proposal
    assert number is not None

    seen_between = []
    for step in range(steps):
        seen_between.append(name_on_air(here))
        outcome = proposals.approve(here, number, at=NOW + 2 + step, by=replace(HEAD, id=f"head-{step}"))

    assert seen_between == [before] * steps
    assert outcome.kept
    assert name_on_air(here) == "承認後"


@pytest.mark.parametrize("who", [CLERK, replace(HEAD, id=CLERK.id), STRANGER, a_person("viewer")])
def test_nobody_approves_their_own_or_what_is_not_theirs_to_approve(here: Installation, who: Person) -> None:
    asks_for(here, 1)
    number = proposed(here, "未承認").proposal
    assert number is not None

    with pytest.raises(Refused):
        proposals.approve(here, number, at=NOW + 2, by=who)

    assert name_on_air(here) != "未承認"
    assert number not in [one.number for one in proposals.inbox(here, who)]


def test_what_was_handed_over_stays_the_leavers_own_and_becomes_the_successors(here: Installation) -> None:
    asks_for(here, 1)
    leaver, heir = replace(HEAD, id="leaver"), replace(HEAD, id="heir")
    employ(here, [ADMIN, leaver, heir])
    number = proposed(here, "引き継ぎ", by=leaver).proposal
    assert number is not None

    succession.succeed(here, leaver.id, heir.id, ends_on="2099-03-31", at=NOW + 2, by=ADMIN)
    proposed(here, "引き継いで直した", by=heir, again=number)

    for own in (leaver, heir):
        assert proposals.inbox(here, own) == ()
        with pytest.raises(Refused):
            proposals.approve(here, number, at=NOW + 3, by=own)
    assert proposals.approve(here, number, at=NOW + 4, by=HEAD).kept


def test_nobody_takes_two_steps(here: Installation) -> None:
    asks_for(here, 2)
    number = proposed(here, "二段").proposal
    assert number is not None
    proposals.approve(here, number, at=NOW + 2, by=HEAD)

    with pytest.raises(Refused):
        proposals.approve(here, number, at=NOW + 3, by=HEAD)

    assert [one.number for one in proposals.inbox(here, DEPUTY)] == [number]


def test_what_is_sent_back_has_its_reason_and_can_be_sent_again(here: Installation) -> None:
    asks_for(here, 1)
    number = proposed(here, "誤字あリ").proposal
    assert number is not None

    proposals.send_back(here, number, "誤字があります", at=NOW + 2, by=HEAD)
    (returned,) = proposals.own(here, CLERK)
    again = proposed(here, "誤字なし", again=number)

    assert (returned.state, returned.matter.reason) == ("returned", "誤字があります")
    assert again.proposal == number
    assert proposals.approve(here, number, at=NOW + 3, by=HEAD).kept
    assert name_on_air(here) == "誤字なし"


def test_a_slip_is_mended_and_approved_in_one_step_and_the_log_says_so(here: Installation) -> None:
    asks_for(here, 1)
    number = proposed(here, "エレべーター").proposal
    assert number is not None
    edit = proposals.edit_of(proposals.known_proposal(here, number))
    mended = replace(edit, saves={"slides": (replace(edit.saves["slides"][0], name=Text.of(ja="エレベーター")),)})

    outcome = proposals.approve(here, number, at=NOW + 2, by=HEAD, mended=mended)

    assert name_on_air(here) == "エレベーター"
    assert outcome.number is not None
    event = audit.event(here.db, outcome.number)
    assert event is not None
    assert (event.who, event.detail["by"], event.detail["mended"]) == ("approver", "editor", True)


def test_a_deputy_decides_for_who_is_away_and_that_person_looks_afterwards(here: Installation) -> None:
    asks_for(here, 1)
    number = proposed(here, "代決").proposal
    assert number is not None

    proposals.approve(here, number, at=NOW + 2, by=DEPUTY, instead_of=HEAD.id)
    due = [one.number for one in proposals.to_look_at(here, HEAD)]
    proposals.look_afterwards(here, number, at=NOW + 3, by=HEAD)

    assert name_on_air(here) == "代決"
    assert due == [number]
    assert proposals.to_look_at(here, HEAD) == ()
    assert [step.how for step in proposals.known_proposal(here, number).matter.done] == ["deputise", "afterwards"]


def test_what_changed_on_air_meanwhile_is_not_overwritten_by_an_approval(here: Installation) -> None:
    asks_for(here, 1)
    number = proposed(here, "古い前提").proposal
    assert number is not None
    (slide,) = stored(here.db, "slides")
    withdrawn = replace(slide, review_on="2026-12-31")
    keep(here, Edit(saves={"slides": (withdrawn,)}), at=NOW + 2, by=ADMIN, action="edit", what="welcome")

    with pytest.raises(Conflict):
        proposals.approve(here, number, at=NOW + 3, by=HEAD)

    assert proposals.known_proposal(here, number).state == "waiting"
    assert proposals.known_proposal(here, number).matter.done == ()


def test_what_is_settled_cannot_be_decided_again(here: Installation) -> None:
    asks_for(here, 1)
    number = proposed(here, "取りやめ").proposal
    assert number is not None
    proposals.drop(here, number, at=NOW + 2, by=CLERK)

    with pytest.raises(Missing):
        proposals.approve(here, number, at=NOW + 3, by=HEAD)
