"""Nouns: what an admin sets up (screens, calendars, playlists, sections …): saved, archived, and what uses each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, is_dataclass
from itertools import count
from typing import Any, get_args

from signage.actions.edits import Edit, Kept, Key, keep, seen
from signage.actions.installation import Installation
from signage.core.catalogue import Catalogue
from signage.core.documents import from_plain, members, named
from signage.core.nouns import NOUNS, office_of
from signage.core.people import Person
from signage.core.problems import Missing, Refused
from signage.core.rights import require
from signage.core.texts import Text
from signage.render.kinds import KINDS
from signage.store.rows import stored_by

GO_WITH_IT = {"screens": ("directions",)}
"""Rows that say nothing without the one that they speak of: they go when it goes."""


@dataclass(frozen=True, kw_only=True)
class Use:
    """A row that names another one."""

    noun: str
    row: Any


@dataclass(frozen=True, kw_only=True)
class Change:
    """One row as it is to be, with what else changes by the same press: other rows, and rows that go.

    `others` are further rows of the same id, of other dates; `seen` is the version that whoever edits has seen.
    """

    noun: str
    row: Any
    others: tuple[Any, ...] = ()
    saves: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    removes: tuple[Key, ...] = ()
    seen: int | None = None


def rows_of(held: Catalogue, noun: str) -> tuple[Any, ...]:
    """All rows of a noun."""
    by_id = getattr(held, noun, None)
    return tuple(by_id.values()) if isinstance(by_id, Mapping) else tuple(getattr(held.guide, noun))


def save(installation: Installation, change: Change, *, at: int, by: Person) -> Kept:
    """Keep a row. Refused, Conflict and Forbidden as `edits.keep` and rights say."""
    name = change.row.id
    edit = Edit(
        saves={**change.saves, change.noun: (change.row, *change.others, *change.saves.get(change.noun, ()))},
        removes=change.removes,
        based_on={} if change.seen is None else {(change.noun, name): change.seen},
    )
    _require_to_set(installation, edit, by)
    return keep(installation, edit, at=at, by=by, action=f"save-{change.noun}", what=name)


def archive(
    installation: Installation, held: Catalogue, noun: str, name: str, *, seen: int, at: int, by: Person
) -> Kept:
    """Take a row away; for thirty days it can be put back. Refused where something still uses it.

    `seen` is the version that whoever takes it away has seen: Conflict where it is another one by now.
    """
    row = one(held, noun, name)
    require(by, "settings", office=office_of(noun, row))
    if found := uses(held, noun, name):
        raise Refused(
            ja=f"まだ{len(found)}か所で使われています。先に、使っているところから外してください。",
            en=f"it is still used in {len(found)} places; take it out of them first.",
        )
    own = tuple((use.noun, use.row.id) for use in _users(held, noun, name) if use.noun in GO_WITH_IT.get(noun, ()))
    edit = Edit(removes=((noun, name), *own), based_on={(noun, name): seen})
    return keep(installation, edit, at=at, by=by, action=f"archive-{noun}", what=name)


def one(held: Catalogue, noun: str, name: str) -> Any:  # noqa: ANN401 — an instance of the noun's dataclass
    """A row by its id, of several the first. Missing where there is none."""
    found = next((row for row in rows_of(held, noun) if row.id == name), None)
    if found is None:
        raise Missing(
            ja="それはもうありません。一覧から選び直してください。",
            en="that is no longer there; choose from the list.",
        )
    return found


def uses(held: Catalogue, noun: str, name: str) -> tuple[Use, ...]:
    """Every row that names an id of a noun, but for those that go with it; of a dated row once."""
    found = {
        (use.noun, use.row.id): use
        for use in _users(held, noun, name)
        if use.noun not in GO_WITH_IT.get(noun, ()) and (use.noun, use.row.id) != (noun, name)
    }
    return tuple(found.values())


def fresh_id(installation: Installation, noun: str, name: Text | str) -> str:
    """An id that nobody types: from an English name, or else the noun and a number; never one that was ever used."""
    words = name if isinstance(name, str) else (name.get("en") or "")
    slug = re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")[:40].strip("-") if words.isascii() else ""
    if slug and not _was_used(installation, noun, slug):
        return slug
    numbered = (f"{slug or noun.removesuffix('s')}-{number}" for number in count(1))
    return next(one for one in numbered if not _was_used(installation, noun, one))


def _was_used(installation: Installation, noun: str, name: str) -> bool:
    """Whether there is or was a row of that id: one that was put away may come back."""
    return seen(installation, (noun, name))[noun, name] > 0


def _require_to_set(installation: Installation, edit: Edit, by: Person) -> None:
    """Forbidden where a row is of an office that somebody does not run: as it is stored, or as it would be."""
    names = {noun: [row.id for row in rows] for noun, rows in edit.saves.items()}
    for noun, name in edit.removes:
        names.setdefault(noun, []).append(name)
    for noun, some in names.items():
        for row in (*edit.saves.get(noun, ()), *stored_by(installation.db, noun, some)):
            require(by, "settings", office=office_of(noun, row))


def _users(held: Catalogue, noun: str, name: str) -> Iterator[Use]:
    for other in NOUNS.values():
        if noun in _nouns_named(other.kind):
            for row in rows_of(held, other.plural):
                if any(noun in nouns and found == name for _, nouns, found in named(row)):
                    yield Use(noun=other.plural, row=row)
    telling = {kind.name for kind in KINDS.values() if noun in _nouns_named(kind.fields)}
    for slide in held.slides.values():
        if slide.kind in telling:
            fields = from_plain(KINDS[slide.kind].fields, slide.fields, where=slide.id)
            if any(noun in nouns and found == name for _, nouns, found in named(fields)):
                yield Use(noun="slides", row=slide)


_NAMED: dict[type[Any], frozenset[str]] = {}
"""By dataclass, the nouns whose ids it may hold."""


def _nouns_named(kind: type[Any]) -> frozenset[str]:
    """The nouns whose ids a dataclass, or one within it, may hold."""
    if kind not in _NAMED:
        found = {noun for member in members(kind) for noun in member.names}
        inner = (each for member in members(kind) for each in _inner(member.hint))
        _NAMED[kind] = frozenset(found).union(*(_nouns_named(each) for each in inner))
    return _NAMED[kind]


def _inner(hint: object) -> Iterator[type[Any]]:
    """The dataclasses in a declared type."""
    if isinstance(hint, type) and is_dataclass(hint) and hint is not Text:
        yield hint
    for part in get_args(hint):
        yield from _inner(part)
