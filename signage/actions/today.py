"""Today: what waits for one person: sent back, to be approved, ending soon, usual for the month, or wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from signage.actions import people, proposals, queue_sources, slide_lists, succession
from signage.actions.health import Sentence, health
from signage.actions.installation import Installation
from signage.actions.notice_places import usual_screens
from signage.actions.notice_subjects import Choice, choices, due
from signage.actions.notice_until import today_at
from signage.core.calendars import CalendarBook
from signage.core.catalogue import Catalogue
from signage.core.guide import Section
from signage.core.instants import DAY, JAPAN, local_day
from signage.core.people import Person, renewal_is_open
from signage.core.rights import may_anywhere
from signage.core.texts import Text
from signage.store.proposals import Proposal

Kind = Literal["returned", "waiting", "afterwards", "ending", "taken", "renew", "silent"]

SHOWN = 6
"""So many screens and usual subjects are on the first page."""

TAKEN_FOR = 45 * DAY
"""So long what somebody took over is brought to mind."""


@dataclass(frozen=True, kw_only=True)
class Task:
    """One thing to do. `key` leads to it: a proposal's number, a slide; `at` is when it came, or when it ends."""

    kind: Kind
    key: str = ""
    title: Text = field(default_factory=Text)
    who: str = ""
    note: str = ""
    at: int | None = None


@dataclass(frozen=True, kw_only=True)
class Today:
    """What somebody sees first. `more_ending`: how many end soon beyond those in `tasks`."""

    tasks: Sequence[Task]
    more_ending: int
    usual: Sequence[Choice]
    screens: Sequence[str]
    section: Text
    wrong: Sequence[Sentence]
    admins: int


def today(installation: Installation, held: Catalogue, *, at: int, by: Person) -> Today:
    """All that waits for somebody now."""
    section = next((row for row in held.guide.sections if row.id == by.section), None)
    runs = may_anywhere(by, "settings")
    ending = _ending(installation, at=at, by=by) if may_anywhere(by, "post") else ()
    return Today(
        tasks=(*_silent(installation, held, at=at, by=by), *_tasks(installation, at=at, by=by), *ending[:SHOWN]),
        more_ending=max(0, len(ending) - SHOWN),
        usual=_usual(held, section, at=at) if section is not None and may_anywhere(by, "post") else (),
        screens=usual_screens(held, section)[:SHOWN] if section is not None else tuple(sorted(held.screens))[:SHOWN],
        section=section.name if section is not None else Text(),
        wrong=health(installation, at=at).problems if runs else (),
        admins=len(people.administrators(installation, at=at)) if runs else people.LEAST_ADMINISTRATORS,
    )


def _silent(installation: Installation, held: Catalogue, *, at: int, by: Person) -> Iterator[Task]:
    """Sources of numbers that open queues wait for: nothing is more urgent."""
    for one in queue_sources.silent(installation, held, CalendarBook(held), at=at, by=by):
        yield Task(kind="silent", title=one.name, note=str(queue_sources.minutes(one.since, at)), at=one.since)


def _tasks(installation: Installation, *, at: int, by: Person) -> Iterator[Task]:
    for one in proposals.own(installation, by):
        if one.state == "returned":
            yield _proposed("returned", one, note=one.matter.reason)
    if may_anywhere(by, "approve"):
        yield from (_proposed("waiting", one) for one in proposals.inbox(installation, by))
        yield from (_proposed("afterwards", one) for one in proposals.to_look_at(installation, by))
    for taken in succession.taken_over(installation, by, begins=at - TAKEN_FOR, ends=at + 1):
        yield Task(kind="taken", who=taken.leaver, at=taken.at)
    in_season = renewal_is_open(local_day(at, JAPAN))
    if in_season and may_anywhere(by, "people") and (due_now := succession.to_renew(installation, at=at, by=by)):
        yield Task(kind="renew", note=str(len(due_now)))


def _proposed(kind: Kind, one: Proposal, *, note: str = "") -> Task:
    return Task(kind=kind, key=str(one.number), title=one.matter.title, who=one.who, note=note, at=one.changed_at)


def _ending(installation: Installation, *, at: int, by: Person) -> Sequence[Task]:
    wanted = slide_lists.Wanted(standing="soon", section="mine")
    found = slide_lists.shelf(installation, wanted, at=at, by=by)
    return [Task(kind="ending", key=one.slide.id, title=one.slide.name, at=one.ends) for one in found.listed]


def _usual(held: Catalogue, section: Section, *, at: int) -> Sequence[Choice]:
    """今月の定番 of a section, as choices."""
    wanted = due(today_at(held, section.office, at), held.slides.values(), section=section.id)
    known = {choice.id: choice for choice in choices()}
    return [known[name] for name in wanted if name in known][:SHOWN]
