"""The hand-over document: always true, because it is made from what is stored; and a successor's first day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from signage.actions.handover import Facts, facts, read
from signage.actions.installation import Installation
from signage.actions.succession import succeed
from signage.actions.successor import first_day
from signage.core.instants import DAY
from signage.core.people import Grant
from signage.core.problems import Forbidden, Missing
from tests.actions.living_office import NOW, living, told, with_player
from tests.staff import a_person, employ

ADMIN = a_person("admin")
CLERK = a_person("editor", office="ume", section="soumu")
MORE = """
office: ume
slides:
  - {id: soon, kind: notice, name: まもなく, owner: soumu, until: 2026-12-01, fields: {title: まもなく}}
  - {id: later, kind: notice, name: ずっと先, owner: soumu, until: 2027-02-01, fields: {title: ずっと先}}
  - {id: rough, kind: notice, name: 下書き, owner: soumu, state: draft, review_on: 2027-03-01, fields: {title: 案}}
  - {id: look, kind: notice, name: 見直し, owner: soumu, review_on: 2026-12-10, fields: {title: 見直し}}
"""


@pytest.fixture
def here(tmp_path: Path) -> Installation:
    """The tiny office with things that end, wait and want looking at."""
    installation = living(tmp_path)
    told(installation, MORE)
    return installation


def known(here: Installation) -> Facts:
    """What the document tells."""
    return facts(here, read(here), "ume", at=NOW, by=CLERK)


def test_every_screen_is_there_with_what_plays_and_whether_a_player_feeds_it(here: Installation) -> None:
    (before,) = known(here).screens
    with_player(here)
    (after,) = known(here).screens

    assert (before.players, after.players) == (0, 1)
    assert after.place.best("ja") == "本館 1F"
    assert [name.best("ja") for name in after.plays] == ["いつも"]
    assert after.lit is None


def test_what_is_pending_says_by_when_and_what_is_far_off_is_left_out(here: Installation) -> None:
    pending = [(one.kind, one.title.best("ja"), one.day) for one in known(here).pending]

    assert pending == [
        ("ending", "まもなく", date(2026, 12, 1)),
        ("review", "見直し", date(2026, 12, 10)),
        ("draft", "下書き", None),
    ]


def test_a_section_is_told_with_what_of_its_own_ends_first(here: Installation) -> None:
    (owner,) = known(here).owners

    assert owner.section.id == "soumu"
    assert owner.up == 4
    assert owner.ends_first is not None
    assert owner.ends_first.id == "soon"


def test_only_people_who_work_here_and_may_still_come_in_are_told(here: Installation) -> None:
    gone = a_person("viewer", ends_on="2026-10-31")
    employ(here, [ADMIN, CLERK, gone, a_person("auditor", office="momo")])

    assert [person.id for person in known(here).people] == ["admin", "editor"]


def test_another_offices_document_is_not_read(here: Installation) -> None:
    with pytest.raises(Missing):
        facts(here, read(here), "momo", at=NOW, by=ADMIN)
    with pytest.raises(Forbidden):
        facts(here, read(here), "ume", at=NOW, by=a_person("viewer", office="momo"))


def test_a_successor_finds_what_was_handed_over_and_what_waits(here: Installation) -> None:
    leaver = a_person("approver", office="ume", section="soumu")
    follower = a_person("viewer", office="ume")
    employ(here, [ADMIN, a_person("auditor", office="ume"), leaver, follower])
    succeed(here, leaver.id, follower.id, ends_on="2026-11-30", at=NOW, by=ADMIN)
    now_able = a_person("viewer", grants=(*follower.grants, Grant(role="approver", office="ume", section="soumu")))

    day = first_day(here, read(here), at=NOW + DAY, by=now_able)

    assert [(one.name, one.taken.estate.grants) for one in day.handed] == [("課長 次郎", 1)]
    assert [one.section.id for one in day.mine] == ["soumu"]
    assert {one.kind for one in day.pending} == {"ending", "review", "draft"}
    assert day.tasks == 3


def test_who_took_nothing_over_is_told_nothing(here: Installation) -> None:
    day = first_day(here, read(here), at=NOW, by=a_person("viewer", office="ume"))

    assert (day.handed, day.mine, day.tasks) == ((), (), 0)
