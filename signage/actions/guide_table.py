"""The guide's tables: every row of a noun at an office as cells of words, and which of them somebody may change."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from signage.actions.guide_columns import TABLES, Head, heads, shown
from signage.actions.guide_names import Names
from signage.actions.installation import Installation
from signage.actions.sheets import defused
from signage.core.documents import to_plain
from signage.core.floor_guide_rows import Now
from signage.core.nouns import NOUNS
from signage.core.offices import Office
from signage.core.people import Person
from signage.core.problems import Missing
from signage.core.references import Rows
from signage.core.rights import Parents, may, parents_among
from signage.core.when import Limits, limits_span
from signage.store.rows import stored
from signage.store.versions import newest_version


@dataclass(frozen=True, kw_only=True)
class Line:
    """One row. `key` is its id and which of that id's rows it is; `version`: the id's newest.

    `mine`: whether whoever looks may change it. `later`: it does not hold yet.
    """

    key: str
    version: int
    cells: Mapping[str, str]
    mine: bool = True
    later: bool = False
    floors: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Table:
    """One tab."""

    noun: str
    office: Office
    heads: tuple[Head, ...]
    lines: tuple[Line, ...]
    names: Names


@dataclass(frozen=True, kw_only=True)
class Ground:
    """What tables are made from: every row, one office of it, and its names at an instant."""

    rows: Rows
    office: Office
    names: Names
    at: int

    @property
    def now(self) -> Now:
        """The office's instant."""
        return Now(office=self.office.id, at=self.at, zone=ZoneInfo(self.office.time_zone))

    def of(self, noun: str) -> list[Any]:
        """The office's rows of a noun."""
        return [row for row in self.rows[noun] if row.office == self.office.id]

    @property
    def parents(self) -> Parents:
        """Each section's parent."""
        return parents_among(self.rows["sections"])


def ground(installation: Installation, office: str | None, *, at: int, by: Person) -> Ground:
    """An office's rows: of the one named, or of the first whose guide somebody may change. Missing: there is none."""
    with installation.db.atomic():
        rows = {noun: stored(installation.db, noun) for noun in NOUNS}
    found = [one for one in rows["offices"] if office in (None, one.id) and reaches(by, one.id)]
    if not found:
        raise Missing(
            ja="その庁舎はないか、扱う権限がありません。運用責任者に確かめてください。",
            en="there is no such office for you; ask an administrator.",
        )
    return Ground(rows=rows, office=found[0], names=Names(rows, office=found[0].id), at=at)


def reaches(by: Person, office: str) -> bool:
    """Whether somebody may change anything of an office's guide."""
    sections = [grant.section for grant in by.grants if grant.office in (None, office)]
    return any(may(by, "guide", office=office, section=section) for section in sections)


def table(installation: Installation, noun: str, on: Ground, *, by: Person) -> Table:
    """A tab as somebody sees it: what has ended is left out."""
    columns = heads(noun, on.office.languages)
    parts = numbered(on.of(noun))
    lines = []
    for key, row in parts:
        ends, begins = _holds(row, on)
        if ends <= on.at:
            continue
        plain = to_plain(row)
        lines.append(
            Line(
                key=key,
                version=newest_version(installation.db, noun, row.id),
                cells={head.heading: shown(head, plain, on.names) for head in columns},
                mine=may_change(by, noun, row, on),
                later=begins > on.at and noun != "events",
                floors=_floors(row),
                sections=tuple(owners(noun, row, on)),
            )
        )
    return Table(noun=noun, office=on.office, heads=columns, lines=tuple(lines), names=on.names)


def numbered(rows: Sequence[Any]) -> list[tuple[str, Any]]:
    """Rows with their keys, those of one id together, in the order in which they first came."""
    by_id: dict[str, list[Any]] = {}
    for row in rows:
        by_id.setdefault(row.id, []).append(row)
    return [(f"{name}#{part}", row) for name, same in by_id.items() for part, row in enumerate(same)]


def may_change(by: Person, noun: str, row: Any, on: Ground) -> bool:  # noqa: ANN401 — any row of the guide
    """Whether somebody may change a row: for one of the sections whose it is, or, where it is nobody's, for all."""
    whose: Sequence[str | None] = owners(noun, row, on) or (None,)
    return any(may(by, "guide", office=on.office.id, section=section, parents=on.parents) for section in whose)


def may_change_all(by: Person, on: Ground) -> bool:
    """Whether somebody may also change what is no section's."""
    return may(by, "guide", office=on.office.id)


def owners(noun: str, row: Any, on: Ground) -> list[str]:  # noqa: ANN401 — any row of the guide
    """The sections whose a row is."""
    if noun == "sections":
        return [row.id]
    if noun == "counters":
        return list(row.sections)
    if noun == "services":
        served = {serving.counter for serving in row.serves}
        return [section for one in on.of("counters") if one.id in served for section in one.sections]
    return []


def label(noun: str, plain: Mapping[str, Any], on: Ground) -> str:
    """How a row is called in a sentence."""
    if noun == "counters":
        return f"{counted(str(plain.get('number', '')))} {_ja(plain.get('name', ''))}".strip()
    if noun == "directions":
        targets = [head.nouns for head in heads(noun, ()) if head.column.key == "target"]
        screen = on.names.said(("screens",), str(plain.get("screen", "")))
        return f"{screen} → {on.names.said(targets[0], str(plain.get('target', '')))}"
    return _ja(plain.get("title" if noun == "events" else "name", ""))


def counted(number: str) -> str:
    """「5-A番」, but 「夜間」."""
    return f"{number}番" if number[-1:].isascii() and number[-1:].isalnum() else number


def sheet(made: Table) -> bytes:
    """A tab as a spreadsheet opens it: UTF-8 with its mark. The last column tells rows apart when it comes back."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([*(head.heading for head in made.heads), "ID"])
    for line in made.lines:
        writer.writerow([*map(defused, line.cells.values()), line.key])
    return out.getvalue().encode("utf-8-sig")


def _ja(words: object) -> str:
    return words if isinstance(words, str) else str(dict(words).get("ja", "")) if isinstance(words, Mapping) else ""


def _holds(row: Any, on: Ground) -> tuple[int, int]:  # noqa: ANN401 — any row of the guide
    """When a row ceases to hold and when it begins to; an event when it is over."""
    limits = row.limits if hasattr(row, "limits") else Limits(begins=row.begins, ends=row.ends)
    begins, ends = limits_span(limits, on.now.zone)
    return ends, begins


def _floors(row: Any) -> tuple[str, ...]:  # noqa: ANN401 — any row of the guide
    return (row.floor,) if hasattr(row, "floor") else tuple(getattr(row, "floors", ()))


NAMES_OF = {noun: made.name for noun, made in TABLES.items()}
"""Each tab's name: that of its sheet."""
