"""Approvals: what is looked at before deciding, slips put right, for whom a deputy may decide, and the badge."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from signage.actions import approvals, proposals
from signage.actions.edits import Edit, keep, seen
from signage.actions.installation import Installation
from signage.actions.load import load
from signage.config import Settings
from signage.core.offices import Approval
from signage.core.problems import Conflict, Forbidden, Refused
from signage.core.slides import Slide
from signage.core.texts import Text
from signage.store.proposals import Proposal
from signage.store.rows import stored
from tests.actions.small_office import NOW
from tests.journeys.tiny_office import an_office
from tests.staff import a_person, employ

ADMIN = a_person("admin")
CLERK = a_person("editor", office="ume", section="soumu")
HEAD = a_person("approver", office="ume", section="soumu")
DEPUTY = replace(HEAD, id="deputy")


@pytest.fixture
def here(tmp_path: Path) -> Installation:
    installation = Installation(settings=Settings(data=tmp_path / "data"))
    load(installation, [an_office(tmp_path / "office")], at=NOW, who="test")
    (office,) = stored(installation.db, "offices")
    asks = replace(office, approvals=(Approval(kind="notice", steps=1),))
    keep(installation, Edit(saves={"offices": (asks,)}), at=NOW, by=ADMIN, action="edit", what="ume")
    employ(installation, [ADMIN, CLERK, HEAD, DEPUTY])
    return installation


def with_title(ja: str) -> Callable[[Slide], Slide]:
    return lambda slide: replace(slide, fields={**slide.fields, "title": {"ja": ja}})


def proposed(here: Installation, change: Callable[[Slide], Slide]) -> Proposal:
    (slide,) = stored(here.db, "slides")
    edit = Edit(saves={"slides": (change(slide),)}, based_on=seen(here, ("slides", slide.id)))
    outcome = proposals.submit(
        here, edit, at=NOW + 1, by=CLERK, kind="notice", office="ume", section="soumu",
        action="put up", what=slide.id, title=Text.of(ja="点検"),
    )  # fmt: skip
    assert outcome.proposal is not None
    return proposals.known_proposal(here, outcome.proposal)


def test_what_differs_is_told_and_what_is_on_air_stands_beside_it(here: Installation) -> None:
    known = proposed(here, with_title("点険のお知らせ"))

    looked_at = approvals.case(here, known.number, at=NOW + 2, by=HEAD)

    assert looked_at.before is not None
    assert looked_at.before.screens == looked_at.after.screens == ("hall",)
    assert [one.after for one in looked_at.what if "title" in one.path] == ["点険のお知らせ"]
    assert looked_at.may_decide
    assert not looked_at.stale


def test_a_slip_is_put_right_and_all_else_stays_as_it_was_proposed(here: Installation) -> None:
    known = proposed(here, lambda slide: replace(with_title("点険")(slide), review_on="2027-03-01"))
    looked_at = approvals.case(here, known.number, at=NOW + 2, by=HEAD)

    made = approvals.mended(here, looked_at, {"title_ja": "点検"}, at=NOW + 2)

    assert made.edit is not None
    (after,) = made.edit.saves["slides"]
    assert after.fields["title"]["ja"] == "点検"
    assert replace(after, fields={}, name=Text(), changed_at=0) == replace(
        looked_at.after.slide, fields={}, name=Text(), changed_at=0
    )
    assert made.edit.based_on == looked_at.edit.based_on


def test_nothing_is_mended_where_nothing_was_typed_anew(here: Installation) -> None:
    known = proposed(here, with_title("点検"))
    looked_at = approvals.case(here, known.number, at=NOW + 2, by=HEAD)

    made = approvals.mended(here, looked_at, {"title_ja": "点検 ", "body_ja": ""}, at=NOW + 2)

    assert made.edit is None


def test_what_cannot_be_read_is_said_at_its_field(here: Installation) -> None:
    known = proposed(here, with_title("点検"))
    looked_at = approvals.case(here, known.number, at=NOW + 2, by=HEAD)

    made = approvals.mended(here, looked_at, {"title_ja": "", "first": "あした"}, at=NOW + 2)

    assert {"title_ja", "first"} <= set(made.faults)


def test_a_deputy_decides_for_an_approver_and_for_nobody_else(here: Installation) -> None:
    known = proposed(here, with_title("代決"))
    looked_at = approvals.case(here, known.number, at=NOW + 2, by=DEPUTY)

    refused = []
    for nobody in ("deputy", "editor", "admin", "who"):
        with pytest.raises(Refused) as caught:
            approvals.decide(here, known.number, seen=known.changed_at, at=NOW + 2, by=DEPUTY, instead_of=nobody)
        refused.append(caught.value.en)

    assert [one.id for one in looked_at.absent] == ["approver"]
    assert len(set(refused)) == 1
    assert proposals.known_proposal(here, known.number).state == "waiting"


def test_what_was_sent_again_meanwhile_is_not_approved_unseen(here: Installation) -> None:
    known = proposed(here, with_title("はじめの文"))
    (slide,) = stored(here.db, "slides")
    edit = Edit(saves={"slides": (with_title("別の文")(slide),)}, based_on=seen(here, ("slides", slide.id)))
    proposals.submit(
        here, edit, at=NOW + 5, by=CLERK, kind="notice", office="ume", section="soumu",
        action="put up", what=slide.id, again=known.number,
    )  # fmt: skip

    with pytest.raises(Conflict):
        approvals.decide(here, known.number, seen=known.changed_at, at=NOW + 6, by=HEAD)


def test_the_badge_counts_what_somebody_has_to_do_with_one_look(here: Installation) -> None:
    known = proposed(here, with_title("点検"))
    statements: list[str] = []
    here.db.conn.set_trace_callback(statements.append)

    waiting = {whose.id: approvals.count(here, whose, dict) for whose in (CLERK, HEAD, ADMIN)}
    looks = len(statements)
    here.db.conn.set_trace_callback(None)
    proposals.send_back(here, known.number, "理由", at=NOW + 2, by=HEAD)
    returned = {whose.id: approvals.count(here, whose, dict) for whose in (CLERK, HEAD, ADMIN)}

    assert waiting == {"editor": 0, "approver": 1, "admin": 1}
    assert looks == len(waiting)
    assert returned == {"editor": 1, "approver": 0, "admin": 0}


def test_what_was_decided_lately_is_listed_for_all_whom_it_concerns(here: Installation) -> None:
    known = proposed(here, with_title("点検"))
    approvals.decide(here, known.number, seen=known.changed_at, at=NOW + 2, by=DEPUTY, instead_of=HEAD.id)

    lists = {whose.id: approvals.inbox(here, whose, at=NOW + 3) for whose in (CLERK, HEAD, DEPUTY)}

    assert [[one.number for one in found.lately] for found in lists.values()] == [[known.number]] * 3
    assert [one.number for one in lists["approver"].afterwards] == [known.number]
    assert lists["editor"].own == lists["approver"].waiting == ()


def test_another_offices_proposals_are_not_theirs_to_read(here: Installation) -> None:
    known = proposed(here, with_title("点検"))

    with pytest.raises(Forbidden):
        approvals.case(here, known.number, at=NOW + 2, by=a_person("approver", office="momo"))
