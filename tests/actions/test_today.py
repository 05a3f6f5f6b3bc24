"""Today: what waits for one person, and nothing of what waits for others."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from signage.actions import notices, proposals
from signage.actions.installation import Installation
from signage.actions.today import SHOWN, Today, today
from signage.core.instants import DAY
from signage.core.people import Grant, Person
from signage.core.schedules import Rule
from signage.core.slides import Slide
from signage.core.texts import Text
from signage.core.when import Limits
from signage.store.catalogue import catalogue
from tests.actions.posting_office import ADMIN, CLERK, NOW, OTHER, VIEWER, a_form, a_notice, posting
from tests.staff import employ

HEAD = Person(
    id="head", name="係長", section="koseki", grants=(Grant(role="approver", office="midori", section="koseki"),)
)


def ending(name: str) -> tuple[Slide, Rule]:
    """A notice that hangs in the lobby and ends this week."""
    hanging = Rule(id=f"posted-{name}", office="midori", screens=("lobby",), slide=name, zone="side", each_round=True)
    return a_notice(name, limits=Limits(ends="2026-11-28")), hanging


def of(here: Installation, whose: Person, *, at: int = NOW) -> Today:
    return today(here, catalogue(here.db), at=at, by=whose)


def kinds(told: Today) -> list[str]:
    return [task.kind for task in told.tasks]


def test_what_ends_within_a_week_is_told_to_its_section_alone(tmp_path: Path) -> None:
    here = posting(tmp_path, *ending("soon"), a_notice("later"))

    told = of(here, CLERK)

    assert [(task.kind, task.key) for task in told.tasks] == [("ending", "soon")]
    assert kinds(of(here, OTHER)) == []
    assert kinds(of(here, VIEWER)) == []


def test_of_many_that_end_the_first_are_named_and_the_rest_counted(tmp_path: Path) -> None:
    here = posting(tmp_path, *(thing for number in range(SHOWN + 3) for thing in ending(f"n{number}")))

    told = of(here, CLERK)

    assert (len(told.tasks), told.more_ending) == (SHOWN, 3)


def test_what_waits_for_approval_is_told_to_who_may_approve_and_not_to_who_asked(tmp_path: Path) -> None:
    here = posting(tmp_path, steps=1)
    notices.put_up(here, a_form(), at=NOW, by=CLERK)

    head = of(here, HEAD)

    assert [(task.kind, task.who) for task in head.tasks] == [("waiting", "clerk")]
    assert kinds(of(here, CLERK)) == []
    assert kinds(of(here, OTHER)) == []


def test_what_was_sent_back_comes_first_with_its_reason(tmp_path: Path) -> None:
    here = posting(tmp_path, *ending("soon"), steps=1)
    outcome = notices.put_up(here, a_form(), at=NOW, by=CLERK)
    assert outcome.proposal is not None
    proposals.send_back(here, outcome.proposal, "日付を確かめてください", at=NOW + 1, by=HEAD)

    told = of(here, CLERK, at=NOW + 2)

    assert kinds(told)[0] == "returned"
    assert told.tasks[0].note == "日付を確かめてください"


def test_renewals_are_told_in_their_season_to_who_manages_people(tmp_path: Path) -> None:
    here, march = posting(tmp_path), NOW + 100 * DAY
    employ(here, [replace(CLERK, ends_on="2027-03-31"), ADMIN])

    assert "renew" in kinds(of(here, ADMIN, at=march))
    assert "renew" not in kinds(of(here, ADMIN))
    assert "renew" not in kinds(of(here, CLERK, at=march))


def test_a_clerk_sees_the_sections_usual_screens_and_what_is_usual_for_the_month(tmp_path: Path) -> None:
    here = posting(tmp_path)

    told = of(here, CLERK)

    assert (told.screens, told.section) == (("lobby", "hall"), Text.of(ja="戸籍係"))
    assert "year-end" in [choice.id for choice in told.usual]


def test_an_administrator_is_told_what_is_wrong_and_how_many_run_things(tmp_path: Path) -> None:
    here = posting(tmp_path)
    employ(here, [ADMIN])

    assert of(here, ADMIN).admins == 1
    assert of(here, CLERK).wrong == ()
