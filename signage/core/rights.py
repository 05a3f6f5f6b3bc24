"""Rights: which role may do what, where. One table; everything that asks goes through `may`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from signage.core.guide import Section
from signage.core.people import Grant, Person, Role
from signage.core.problems import Forbidden

Deed = Literal["look", "post", "approve", "counter", "guide", "schedule", "settings", "people", "override", "audit"]

ROLES: Mapping[Deed, frozenset[Role]] = {
    "look": frozenset({"viewer", "editor", "approver", "admin", "auditor"}),
    "post": frozenset({"editor", "approver", "admin"}),
    "approve": frozenset({"approver", "admin"}),
    "counter": frozenset({"editor", "approver", "admin"}),
    "guide": frozenset({"editor", "approver", "admin"}),
    "schedule": frozenset({"admin"}),
    "settings": frozenset({"admin"}),
    "people": frozenset({"admin"}),
    "override": frozenset({"admin", "night"}),
    "audit": frozenset({"auditor", "admin"}),
}
"""Who may do what (DOMAIN, "Governance"). 宿直 sees the override page alone."""

Parents = Mapping[str, str | None]
"""Each section's parent."""

NO_PARENTS: Parents = {}


def parents_among(sections: Iterable[Section]) -> Parents:
    """The parent of each of these sections."""
    return {section.id: section.parent for section in sections}


def may_anywhere(person: Person, deed: Deed) -> bool:
    """Whether a person may do this at some office, for some section: whether the page is theirs at all."""
    return any(grant.role in ROLES[deed] for grant in person.grants)


def may(
    person: Person, deed: Deed, *, office: str, section: str | None = None, parents: Parents = NO_PARENTS
) -> bool:
    """Whether a person may do this at an office: to what a section owns, or (None) to what is everybody's there."""
    return any(
        grant.role in ROLES[deed] and grant.office in (None, office) and _reaches(grant, section, parents)
        for grant in person.grants
    )


def may_look(person: Person, office: str) -> bool:
    """Whether a person sees what an office has: whoever may look at one section's may look at all of them."""
    return any(grant.role in ROLES["look"] and grant.office in (None, office) for grant in person.grants)


def require_to_look(person: Person, office: str) -> None:
    """Forbidden where a person does not."""
    if not may_look(person, office):
        raise _forbidden()


def require(
    person: Person, deed: Deed, *, office: str, section: str | None = None, parents: Parents = NO_PARENTS
) -> None:
    """Forbidden where a person may not."""
    if not may(person, deed, office=office, section=section, parents=parents):
        raise _forbidden()


def runs_everything(person: Person) -> bool:
    """Whether a person manages the people of every office: of these there must always be one, and should be two."""
    return any(grant.role in ROLES["people"] and grant.office is None for grant in person.grants)


def require_to_run_everything(person: Person) -> None:
    """Forbidden where a person does not."""
    if not runs_everything(person):
        raise _forbidden()


def may_give(person: Person, grant: Grant) -> bool:
    """Whether a person may give or take away a role: who manages one office, gives that office's roles alone."""
    return any(own.role in ROLES["people"] and own.office in (None, grant.office) for own in person.grants)


def may_manage(person: Person, whose: Person) -> bool:
    """Whether a person may change an account, its password too: only where every role of it could be given."""
    return runs_everything(person) or (bool(whose.grants) and all(may_give(person, grant) for grant in whose.grants))


def knows_of(person: Person, whose: Person) -> bool:
    """Whether an account is on a person's list: some role of it is at an office whose people that person manages."""
    return runs_everything(person) or any(may_give(person, grant) for grant in whose.grants)


def _forbidden() -> Forbidden:
    return Forbidden(
        ja="この操作をする権限がありません。必要なときは運用責任者に頼んでください。",
        en="you are not allowed to do this; ask an administrator if you need to.",
    )


def _reaches(grant: Grant, section: str | None, parents: Parents) -> bool:
    """Whether a grant covers what a section owns: it names none, that one, or one above it."""
    if grant.section is None:
        return True
    seen: set[str] = set()
    while section is not None and section not in seen:
        if section == grant.section:
            return True
        seen.add(section)
        section = parents.get(section)
    return False
