"""Reach: the offices and sections for which somebody may give roles, as a form lists them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from signage.actions.installation import Installation
from signage.core.guide import Section
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
            sections=tuple(_below(None, [row for row in latest.values() if row.office == office.id])),
        )
        for office in stored(installation.db, "offices")
        if may_give(by, Grant(role="viewer", office=office.id))
    )


def _below(parent: str | None, rows: list[Section], *, depth: int = 0) -> Iterator[Branch]:
    """The sections under one, each followed by its own; a parent that is not there counts as none."""
    known = {row.id for row in rows}
    own = [row for row in rows if (row.parent if row.parent in known else None) == parent]
    for row in sorted(own, key=lambda row: (row.order, row.id)):
        yield Branch(id=row.id, name=row.name, depth=depth)
        yield from _below(row.id, rows, depth=depth + 1)
