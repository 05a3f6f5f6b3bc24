"""Drafts of the guide: what somebody typed into cells, as rows, with every bad cell named, and from which day."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from signage.actions.guide_columns import heads, put
from signage.actions.guide_table import Ground, label, may_change, numbered
from signage.actions.sheets import undefused
from signage.core.documents import from_plain, to_plain
from signage.core.guide import Section
from signage.core.nouns import NOUNS
from signage.core.people import Person
from signage.core.problems import Forbidden, Problem, Refused
from signage.core.rights import require
from signage.core.texts import Text
from signage.core.when import Limits


@dataclass(frozen=True, kw_only=True)
class Typed:
    """What was typed into one row. `key` is a line's, or of one's own making for a new row (`new-1`).

    `version`: what was seen of it; None: nobody looked. `gone`: the row is to go.
    """

    key: str
    cells: Mapping[str, str] = field(default_factory=dict)
    version: int | None = None
    gone: bool = False


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One cell that cannot stay as it is, or (no heading) one row."""

    key: str
    heading: str | None
    ja: str
    en: str


@dataclass(frozen=True, kw_only=True)
class Step:
    """What becomes of one row: from `before` (None: it is new) to `after` (None: it goes), and what it is called."""

    key: str
    noun: str
    called: str
    before: Any = None
    after: Any = None


@dataclass(frozen=True, kw_only=True)
class Drafted:
    """Rows by noun and id as they would be stored; ids whose rows all go; what happened; what is wrong."""

    saves: Mapping[str, tuple[Any, ...]]
    removes: tuple[tuple[str, str], ...]
    steps: tuple[Step, ...]
    faults: tuple[Fault, ...]


def drafted(noun: str, typed: Sequence[Typed], on: Ground, *, by: Person, begins: str | None) -> Drafted:
    """The rows that a draft comes to. `begins`: the day from which it holds; None: at once."""
    return _Drafting(noun, on, by, begins).drafted(typed)


class _Drafting:
    def __init__(self, noun: str, on: Ground, by: Person, begins: str | None) -> None:
        self._noun, self._on, self._by, self._begins = noun, on, by, begins
        self._heads = {head.heading: head for head in heads(noun, tuple(_all_languages(on)))}
        self._rows = dict(numbered(on.of(noun)))
        self._becomes: dict[str, list[Any]] = {key: [row] for key, row in self._rows.items()}
        self._ids = {row.id for row in on.rows[noun]}
        self._sections: dict[str, Section] = {}
        self._faults: list[Fault] = []
        self._steps: list[Step] = []

    def drafted(self, typed: Sequence[Typed]) -> Drafted:
        for one in typed:
            try:
                self._take(one)
            except Problem as problem:
                self._faults.append(Fault(key=one.key, heading=None, ja=problem.ja, en=problem.en))
        changed = {step.key for step in self._steps}
        touched = {key.partition("#")[0] for key in changed if key in self._rows}
        rows = [
            row
            for key, found in self._becomes.items()
            if key in changed or key.partition("#")[0] in touched
            for row in found
        ]
        saves = {self._noun: tuple(rows)} if rows else {}
        if self._sections:
            saves["sections"] = (*self._sections.values(), *saves.get("sections", ()))
        left = {row.id for row in rows}
        removes = tuple((self._noun, name) for name in sorted(touched - left))
        return Drafted(saves=saves, removes=removes, steps=tuple(self._steps), faults=tuple(self._faults))

    def _take(self, one: Typed) -> None:
        before = self._rows.get(one.key)
        if before is not None:
            self._require(before)
            plain = to_plain(before)
        else:
            plain = {"office": self._on.office.id}
        if one.gone:
            if before is not None:
                self._goes(one.key, before)
            return
        if not self._typed(one, plain):
            return
        if before is None:
            if not any(cell.strip() for cell in one.cells.values()):
                return
            self._complete(one, plain)
        after = self._value(one, plain, before)
        if after is None or after == before:
            return
        self._require(after)
        self._becomes[one.key] = self._dated(before, after)
        called = label(self._noun, to_plain(after if before is None else before), self._on)
        self._steps.append(
            Step(key=one.key, noun=self._noun, called=called, before=before, after=self._becomes[one.key][-1])
        )

    def _typed(self, one: Typed, plain: dict[str, Any]) -> bool:
        """Put every cell in; whether all could be."""
        good = True
        moved = "棟" not in one.cells and "階" in one.cells
        for heading, head in self._heads.items():
            if heading not in one.cells:
                continue
            try:
                put(head, plain, undefused(one.cells[heading]), self._on.names)
            except Refused as refused:
                self._faults.append(Fault(key=one.key, heading=heading, ja=refused.ja, en=refused.en))
                good = False
        if good and moved and "floor" in plain:
            plain["building"] = self._on.names.buildings[plain["floor"]]
        return good

    def _complete(self, one: Typed, plain: dict[str, Any]) -> None:
        """What a new row has without anybody typing it: its id, its place in the order, its building, its section."""
        if self._noun in ("counters", "facilities") and "building" not in plain:
            floor = plain.get("floor") or next(iter(plain.get("floors", ())), None)
            if floor in self._on.names.buildings:
                plain["building"] = self._on.names.buildings[floor]
        if self._noun == "counters" and not plain.get("sections"):
            self._belong(plain)
        if self._noun in ("counters", "sections") and "order" not in plain:
            plain["order"] = max((row.order for rows in self._becomes.values() for row in rows), default=0) + 10
        plain["id"] = _new_id(self._noun, plain, self._ids)
        self._ids.add(plain["id"])

    def _belong(self, plain: dict[str, Any]) -> None:
        """A counter without a section is of the section that is called as it is; there may have to be one."""
        name = Text.of(_languages(plain.get("name"))).best("ja")
        if not name:
            return
        try:
            section = self._on.names.found(("sections",), name)
        except Refused:
            known = {one.name.best("ja"): one for one in self._sections.values()}
            made = known.get(name) or self._new_section(name, plain)
            section = made.id
        plain["sections"] = [section]
        plain.pop("name")

    def _new_section(self, name: str, plain: Mapping[str, Any]) -> Section:
        require(self._by, "guide", office=self._on.office.id)
        taken = {row.id for row in self._on.rows["sections"]} | set(self._sections)
        made = Section(
            id=_new_id("sections", plain, taken),
            office=self._on.office.id,
            name=Text.of(_languages(plain["name"])),
            order=max((row.order for row in self._on.of("sections")), default=0) + 10,
            limits=Limits(begins=self._begins),
        )
        self._sections[made.id] = made
        self._steps.append(Step(key=f"section {made.id}", noun="sections", called=name, after=made))
        return made

    def _value(self, one: Typed, plain: Mapping[str, Any], before: Any) -> Any:  # noqa: ANN401 — a row of the guide
        called = {head.column.key: head.column.heading for head in self._heads.values()}
        called |= {f"{h.column.key}.{h.language}": h.heading for h in self._heads.values() if h.language}
        try:
            value = from_plain(NOUNS[self._noun].kind, plain, where=lambda path: "", called=called)
        except Refused as refused:
            ja, en = refused.ja, refused.en
            heading = next((h for h in self._heads if ja.startswith((f"{h}: ", f"「{h}」"))), None)
            said = f"{heading}: "
            self._faults.append(
                Fault(key=one.key, heading=heading, ja=ja.removeprefix(said), en=en.removeprefix(said))
            )
            return None
        return value if before is None else replace(value, changed_at=before.changed_at)

    def _require(self, row: Any) -> None:  # noqa: ANN401 — any row of the guide
        if (
            row.__class__ is not Section
            and not may_change(self._by, self._noun, row, self._on)
            and not self._newly(row)
        ):
            raise _not_yours()
        if row.__class__ is Section and not may_change(self._by, self._noun, row, self._on):
            parent = replace(row, id=row.parent) if row.parent else None
            if parent is None or not may_change(self._by, self._noun, parent, self._on):
                raise _not_yours()

    def _newly(self, row: Any) -> bool:  # noqa: ANN401 — any row of the guide
        """Whether it belongs to a section that this draft makes."""
        return any(section in self._sections for section in getattr(row, "sections", ()))

    def _dated(self, before: Any, after: Any) -> list[Any]:  # noqa: ANN401 — any row of the guide
        """The old row until the day before, the new one from that day on."""
        day = self._begins
        if day is None or not NOUNS[self._noun].dated:
            return [after]
        if before is None:
            return [after if after.limits.begins else _limited(after, begins=day)]
        begins, ends = (before.limits.begins or "")[:10], (before.limits.ends or "9999")[:10]
        if ends < day:
            raise Refused(
                ja=f"この行は {ends} で終わります。始める日をそれより前にするか、後の行を直してください",
                en=f"this row ends on {ends}; begin before that day, or change the row that follows",
            )
        if day <= begins:
            return [after]
        return [_limited(before, ends=_day_before(day)), _limited(after, begins=day)]

    def _goes(self, key: str, before: Any) -> None:  # noqa: ANN401 — any row of the guide
        day = self._begins
        begins = (before.limits.begins or "")[:10] if NOUNS[self._noun].dated else ""
        stays = day is not None and NOUNS[self._noun].dated and begins < day
        self._becomes[key] = [_limited(before, ends=_day_before(day))] if stays and day else []
        called = label(self._noun, to_plain(before), self._on)
        self._steps.append(Step(key=key, noun=self._noun, called=called, before=before))


def _limited(row: Any, **limits: str) -> Any:  # noqa: ANN401 — any row of the guide
    return replace(row, limits=replace(row.limits, **limits))


def _day_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def _not_yours() -> Forbidden:
    return Forbidden(
        ja="ほかの所属の行です。運用責任者か、その所属の人に頼んでください",
        en="this row is another section's; ask an administrator or that section",
    )


def _languages(words: Any) -> Mapping[str, str]:  # noqa: ANN401 — a plain value
    return {"ja": words} if isinstance(words, str) else dict(words or {})


def _all_languages(on: Ground) -> Iterator[str]:
    yield from on.office.languages


_PREFIXES = {
    "sections": "s",
    "counters": "c",
    "services": "v",
    "facilities": "f",
    "elsewhere": "e",
    "directions": "d",
}


def _new_id(noun: str, plain: Mapping[str, Any], taken: set[str]) -> str:
    """An id of its own: readable where there is anything that it can be made of."""
    names = _languages(plain.get("name") or plain.get("title"))
    said = str(plain.get("number", "")) if noun == "counters" else names.get("en", "")
    plain_letters = unicodedata.normalize("NFKD", said).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain_letters).strip("-")[:40]
    told = repr(sorted((key, str(value)) for key, value in plain.items())).encode()
    stem = f"{_PREFIXES.get(noun, noun[0])}-{slug or hashlib.sha256(told).hexdigest()[:8]}"
    names_of_it = (stem, *(f"{stem}-{count}" for count in range(2, len(taken) + 3)))
    return next(name for name in names_of_it if name not in taken)
