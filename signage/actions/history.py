"""History: what was changed lately, the versions of one thing, what was taken away: and back to each of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from signage.actions.edits import Edit, keep, may_undo
from signage.actions.installation import Installation
from signage.actions.proposals import Outcome, parents_of, submit_slide
from signage.core.differences import Difference, differences
from signage.core.emergencies import deed_on, is_override
from signage.core.instants import DAY
from signage.core.nouns import office_of
from signage.core.people import Person
from signage.core.problems import Missing
from signage.core.rights import Deed, Parents, may, may_look, require
from signage.store import audit
from signage.store.audit import Place, Sieve, place_of
from signage.store.people import people
from signage.store.rows import stored
from signage.store.versions import Change, changes, deleted_since, newest_version, version_numbers

KEPT_DAYS = 30
"""So long what was taken away can be put back."""

AT_ONCE = 30
"""Edits on one page, and versions."""

MOST_READ = 600
"""Lines of the log that one page looks through: who sees little of them is not kept waiting for all."""

_GUIDE = frozenset(
    {"counters", "services", "journeys", "facilities", "elsewhere", "directions", "changes", "events", "areas"}
)


@dataclass(frozen=True, kw_only=True)
class Told:
    """One row of an edit: how it differs. `row` is what it is now called by: as it became, or was before it went."""

    change: Change
    row: Any
    what: tuple[Difference, ...]

    @property
    def deed(self) -> str:
        """`made`, `removed` or `changed`."""
        if not self.change.after:
            return "removed"
        return "changed" if self.change.before else "made"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One edit, by its line in the log. `undoable`: nothing of it was changed since, and whoever asks may."""

    number: int
    at: int
    who: str
    name: str
    action: str
    told: tuple[Told, ...]
    more: int
    undoable: bool


@dataclass(frozen=True, kw_only=True)
class Page:
    """Some edits, the newest first, and where the rest begins."""

    entries: tuple[Entry, ...]
    rest: Place | None


@dataclass(frozen=True, kw_only=True)
class Version:
    """One version of one thing. `newest`: it is as it is now."""

    number: int
    at: int
    who: str
    name: str
    told: Told
    newest: bool


@dataclass(frozen=True, kw_only=True)
class Versions:
    """Some versions of one thing, the newest first; `rest`: those from that number on are on the next page."""

    found: tuple[Version, ...]
    rest: int | None


@dataclass(frozen=True, kw_only=True)
class Archive:
    """Some of what was taken away, the newest first; `rest`: what went before that number is on the next page."""

    found: tuple[Told, ...]
    rest: int | None


ROWS_TOLD = 5
"""A load changes hundreds of rows: so many are told, the others counted."""


def recent(installation: Installation, *, by: Person, before: Place | None = None, who: str = "") -> Page:
    """What was changed, of all that somebody may see."""
    names = names_of(installation)
    entries: list[Entry] = []
    sieve = Sieve(of_rows=True, who=who)
    for _ in range(MOST_READ // AT_ONCE):
        lines = audit.newest(installation.db, sieve, most=AT_ONCE, before=before)
        for line in lines:
            before = place_of(line)
            entry = _entry(installation, line, names, by)
            if entry is not None:
                entries.append(entry)
            if len(entries) == AT_ONCE:
                return Page(entries=tuple(entries), rest=before)
        if len(lines) < AT_ONCE:
            return Page(entries=tuple(entries), rest=None)
    return Page(entries=tuple(entries), rest=before)


def versions_of(
    installation: Installation, noun: str, name: str, *, by: Person, before: int | None = None
) -> Versions:
    """The versions of a thing, a page of them. Missing where there never was one that somebody may see."""
    numbers = version_numbers(installation.db, noun, name, most=AT_ONCE + 1, before=before)
    found = changes(installation.db, numbers[:AT_ONCE])
    if not found or not _may_look(by, found[0]):
        raise Missing(
            ja="それの履歴はありません。変更の履歴から選び直してください。",
            en="there is no history of that; choose from the history of changes.",
        )
    names, newest = names_of(installation), newest_version(installation.db, noun, name)
    told = (
        Version(
            number=change.number,
            at=change.at,
            who=change.who,
            name=names.get(change.who, change.who),
            told=_told(change),
            newest=change.number == newest,
        )
        for change in found
    )
    return Versions(found=tuple(told), rest=found[-1].number if len(numbers) > AT_ONCE else None)


def restore(installation: Installation, noun: str, name: str, number: int, *, at: int, by: Person) -> Outcome:
    """Put a thing back to one of its versions. Missing, Forbidden, Refused and Conflict as they are met."""
    change = next((one for one in changes(installation.db, [number]) if (one.noun, one.name) == (noun, name)), None)
    if change is None or not change.after:
        raise Missing(
            ja="その版はありません。履歴から選び直してください。", en="there is no such version; choose again."
        )
    newest = newest_version(installation.db, noun, name)
    return _put_back(installation, change, change.after, seen=newest, at=at, by=by)


def archive(installation: Installation, *, at: int, by: Person, before: int | None = None) -> Archive:
    """What was taken away in the last thirty days and somebody may see, a page of it."""
    found: list[Told] = []
    for number in deleted_since(installation.db, at - KEPT_DAYS * DAY, before=before):
        (change,) = changes(installation.db, [number])
        if change.before and _may_look(by, change):
            if len(found) == AT_ONCE:
                return Archive(found=tuple(found), rest=found[-1].change.number)
            found.append(_told(change))
    return Archive(found=tuple(found), rest=None)


def put_back(installation: Installation, number: int, *, at: int, by: Person) -> Outcome:
    """Put back what one version took away. Conflict where it is there again."""
    change = next(iter(changes(installation.db, [number])), None)
    if change is None or change.after or not change.before:
        raise Missing(
            ja="元に戻せる削除ではありません。一覧から選び直してください。",
            en="that was not taken away; choose from the list.",
        )
    return _put_back(installation, change, change.before, seen=change.number, at=at, by=by)


def may_put_back(installation: Installation, told: Told, *, by: Person, parents: Parents) -> bool:
    """Whether somebody may put a row back as it was."""
    deed, office, section = _deed(told.change.noun, told.row)
    return may(by, deed, office=office, section=section, parents=parents)


def names_of(installation: Installation) -> Mapping[str, str]:
    """What people are called, by how the log names them."""
    return {person.id: person.name for person in people(installation.db)}


def _put_back(
    installation: Installation, change: Change, rows: tuple[Any, ...], *, seen: int, at: int, by: Person
) -> Outcome:
    """Rights are asked for as the rows are now and as they will be; a slide is approved as any edit of it is."""
    parents = parents_of(installation)
    now = (row for row in stored(installation.db, change.noun) if row.id == change.name)
    for row in (*rows, *now):
        deed, office, section = _deed(change.noun, row)
        require(by, deed, office=office, section=section, parents=parents)
    edit = Edit(saves={change.noun: rows}, based_on={(change.noun, change.name): seen})
    if change.noun != "slides":
        kept = keep(installation, edit, at=at, by=by, action="restore", what=change.name)
        return Outcome(kept=True, number=kept.number)
    return submit_slide(installation, edit, rows[0], at=at, by=by, action="restore")


def _entry(installation: Installation, line: audit.Event, names: Mapping[str, str], by: Person) -> Entry | None:
    """None where somebody may see none of it."""
    numbers = line.detail["versions"]
    seen = [change for change in changes(installation.db, numbers[:ROWS_TOLD]) if _may_look(by, change)]
    if not seen:
        return None
    return Entry(
        number=line.number,
        at=line.at,
        who=line.who,
        name=names.get(line.who, line.who),
        action=line.action,
        told=tuple(_told(change) for change in seen),
        more=len(numbers) - len(seen),
        undoable=may_undo(by, line.who, seen) and all(_is_newest(installation, change) for change in seen),
    )


def _is_newest(installation: Installation, change: Change) -> bool:
    return newest_version(installation.db, change.noun, change.name) == change.number


def _told(change: Change) -> Told:
    row = (change.after or change.before)[0]
    return Told(change=change, row=row, what=differences(change.before, change.after))


def _may_look(by: Person, change: Change) -> bool:
    rows = change.after or change.before
    return bool(rows) and may_look(by, office_of(change.noun, rows[0]))


def _deed(noun: str, row: Any) -> tuple[Deed, str, str | None]:  # noqa: ANN401 - an instance of the noun's dataclass
    """What somebody must be allowed to do, and where, who puts a row back."""
    if noun == "slides":
        deed, section = deed_on(row)
        return deed, row.office, section
    if noun == "rules":
        return "override" if is_override(row) else "schedule", row.office, None
    if noun in _GUIDE:
        return "guide", row.office, row.sections[0] if noun == "counters" and row.sections else None
    return "settings", office_of(noun, row), None
