"""Reach: the offices and sections for which somebody may give roles, as a form lists them."""

from __future__ import annotations

from dataclasses import dataclass

from signage.actions.installation import Installation
from signage.core.guide import from_the_top
from signage.core.people import Grant, Person
from signage.core.rights import may_give
from signage.core.texts import Text
from signage.store.rows import stored


@dataclass(frozen=True, kw_only=True)
class Branch:
    """A section in its tree: 0 is the top."""

    id: str
    name: Text
    depth: int


@dataclass(frozen=True, kw_only=True)
class Place:
    """An office, with its sections from the top down."""

    id: str
    name: Text
    sections: tuple[Branch, ...]


def places(installation: Installation, by: Person) -> tuple[Place, ...]:
    """Where somebody may give roles."""
    latest = {(row.office, row.id): row for row in stored(installation.db, "sections")}
    return tuple(
        Place(
            id=office.id,
            name=office.name,
            sections=tuple(
                Branch(id=row.id, name=row.name, depth=depth)
                for row, depth in from_the_top(row for row in latest.values() if row.office == office.id)
            ),
        )
        for office in stored(installation.db, "offices")
        if may_give(by, Grant(role="viewer", office=office.id))
    )
