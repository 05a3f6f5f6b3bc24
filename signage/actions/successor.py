"""A successor's first day: what was handed to somebody, what they answer for now, and what waits for them."""

from __future__ import annotations

from dataclasses import dataclass

from signage.actions import proposals
from signage.actions.handover import PendingFact, pending
from signage.actions.installation import Installation
from signage.actions.succession import Taken, taken_over
from signage.core.catalogue import Catalogue
from signage.core.guide import Section
from signage.core.instants import DAY
from signage.core.people import Person
from signage.core.rights import may, may_anywhere, may_look
from signage.core.texts import Text
from signage.store.people import person as stored_person
from signage.store.proposals import Proposal

YEAR = 366 * DAY


@dataclass(frozen=True, kw_only=True)
class Handed:
    """What one person handed over."""

    name: str
    taken: Taken


@dataclass(frozen=True, kw_only=True)
class Mine:
    """A section that somebody answers for, and its usual screens."""

    section: Section
    screens: tuple[Text, ...]


@dataclass(frozen=True, kw_only=True)
class FirstDay:
    """Everything for one page. `pending` are the own slides that end, are due for review, or are drafts."""

    handed: tuple[Handed, ...]
    mine: tuple[Mine, ...]
    returned: tuple[Proposal, ...]
    waiting: tuple[Proposal, ...]
    afterwards: tuple[Proposal, ...]
    pending: tuple[PendingFact, ...]

    @property
    def tasks(self) -> int:
        """How many things there are to do."""
        return len(self.returned) + len(self.waiting) + len(self.afterwards) + len(self.pending)


def first_day(installation: Installation, held: Catalogue, *, at: int, by: Person) -> FirstDay:
    """What somebody finds who has just taken over."""
    approves = may_anywhere(by, "approve")
    return FirstDay(
        handed=tuple(
            Handed(name=_name(installation, taken.leaver), taken=taken)
            for taken in taken_over(installation, by, begins=at - YEAR, ends=at + 1)
        ),
        mine=_mine(installation, held, by),
        returned=tuple(one for one in proposals.own(installation, by) if one.state == "returned"),
        waiting=proposals.inbox(installation, by) if approves else (),
        afterwards=proposals.to_look_at(installation, by) if approves else (),
        pending=_pending(installation, held, at=at, by=by),
    )


def _name(installation: Installation, name: str) -> str:
    known = stored_person(installation.db, name)
    return known.name if known is not None else name


def _mine(installation: Installation, held: Catalogue, by: Person) -> tuple[Mine, ...]:
    """The sections for which somebody has a role of their own, with those beneath; nobody answers for all of them."""
    parents = proposals.parents_of(installation)
    limited = [grant for grant in by.grants if grant.section is not None]
    narrow = Person(id=by.id, name=by.name, grants=tuple(limited))
    return tuple(
        Mine(section=row, screens=tuple(held.screens[name].name for name in row.screens if name in held.screens))
        for row in held.guide.sections
        if row.id == by.section or may(narrow, "post", office=row.office, section=row.id, parents=parents)
    )


def _pending(installation: Installation, held: Catalogue, *, at: int, by: Person) -> tuple[PendingFact, ...]:
    """Of the offices that somebody sees, what they may post."""
    parents = proposals.parents_of(installation)
    found: list[PendingFact] = []
    for office in held.offices.values():
        if may_look(by, office.id):
            told = pending(installation, held, office, at=at)
            found += [one for one in told if one.kind in ("draft", "ending", "review")]
    own = (held.slides[one.slide] for one in found)
    return tuple(
        one
        for one, slide in zip(found, own, strict=True)
        if may(by, "post", office=slide.office, section=slide.owner, parents=parents)
    )
