"""People: who works with the system, in which role, for which office and section, and until when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from signage.core.faults import Fault, faults
from signage.core.formats import Day, Id, Mail, OfficeId, SectionId

Role = Literal["viewer", "editor", "approver", "admin", "auditor", "night"]

GRACE_ENDS = (4, 30)
"""Month and day until which an account that ends with the fiscal year may still be used (DOMAIN)."""

ROLES_OF_SECTIONS: frozenset[Role] = frozenset({"viewer", "editor", "approver"})
"""Roles that may be given for one section alone."""


@dataclass(frozen=True, kw_only=True)
class Grant:
    """One role: at every office, at one, or for one section of it and all beneath."""

    role: Role
    office: OfficeId | None = None
    section: SectionId | None = None


@faults.register
def _grant_faults(value: Grant) -> Iterator[Fault]:
    if value.section is not None and (value.office is None or value.role not in ROLES_OF_SECTIONS):
        yield (
            "section",
            "所属を限れるのは閲覧・作成・承認の役割だけで、庁舎も選ぶ必要があります",
            "only viewers, editors and approvers can be limited to a section, and its office must be named",
        )


@dataclass(frozen=True, kw_only=True)
class Person:
    """One account. `id` is what is typed to sign in; `section` is where the person works.

    After `ends_on` (that day included) and its grace the account is closed. `shared` marks a section's common
    account: whoever signs in with it is asked for a name, which the log keeps.
    """

    id: Id
    name: str
    grants: tuple[Grant, ...] = ()
    section: SectionId | None = None
    mail: Mail | None = None
    ends_on: Day | None = None
    shared: bool = False
    closed: bool = False
    language: Literal["ja", "en"] | None = None
    """In which language the pages speak to this person; None: as the browser asks."""
    operator: str = ""
    """Who uses a shared account at this moment; never stored."""
    program: str = ""
    """Which program speaks for this person by a token; never stored."""
    changed_at: int = 0

    @property
    def signature(self) -> str:
        """How the log names whoever did something: `sato`, `desk (Sato)` by hand, `sato [the web site]` by a token.

        No user name has a space or a bracket, so whatever an operator or a program is called, none of the three can
        be mistaken for another.
        """
        if self.program:
            return f"{self.id} [{self.program}]"
        return f"{self.id} ({self.operator})" if self.operator else self.id

    @property
    def as_stored(self) -> Person:
        """The account itself, without who uses it at this moment."""
        return replace(self, operator="", program="")


def account_of(signature: str) -> str:
    """The user name in a signature."""
    return signature.partition(" ")[0]


def closes_after(person: Person) -> date | None:
    """The last day on which an account may be used: 30 April for one that ends on 31 March, else its end."""
    if person.ends_on is None:
        return None
    end = date.fromisoformat(person.ends_on)
    return date(end.year, *GRACE_ENDS) if (end.month, end.day) == (3, 31) else end


def is_open(person: Person, day: date) -> bool:
    """Whether an account may be used on a day."""
    last = closes_after(person)
    return not person.closed and (last is None or day <= last)


def in_grace(person: Person, day: date) -> bool:
    """Whether an account has ended and is only used for handing over."""
    return person.ends_on is not None and date.fromisoformat(person.ends_on) < day and is_open(person, day)


def renewal_end(day: date) -> date:
    """The 31 March that a renewal is about: the next one; the one just past while its grace lasts."""
    return date(day.year + (day > date(day.year, *GRACE_ENDS)), 3, 31)


def renewal_is_open(day: date) -> bool:
    """Whether accounts are renewed now: from 1 March until the end of the grace."""
    return date(day.year, 3, 1) <= day <= date(day.year, *GRACE_ENDS)


def is_to_be_renewed(person: Person, day: date) -> bool:
    """Whether an account is on the renewal list: it ends on that 31 March."""
    return not person.closed and person.ends_on == renewal_end(day).isoformat()


def renewed_until(day: date) -> str:
    """Until when an account on the list is renewed: the 31 March one year later."""
    end = renewal_end(day)
    return end.replace(year=end.year + 1).isoformat()
