"""Remarks on the guide: what visitors would look for in vain at an instant, after a change. Told, not refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from signage.core.catalogue import FloorGuide
from signage.core.floor_guide_rows import Now
from signage.core.texts import Text


def remarks(before: FloorGuide, after: FloorGuide, now: Now) -> list[Text]:
    """What would be lost by a change, in sentences; what was so already is not told again."""
    known = {told.by_language for told in _remarks(before, now)}
    return [told for told in _remarks(after, now) if told.by_language not in known]


def _remarks(rows: FloorGuide, now: Now) -> Iterator[Text]:
    counters, sections = now.of(rows.counters), now.of(rows.sections)
    here = {counter.id for counter in counters}
    named = {section.id: section for section in sections}
    served = {section for counter in counters for section in counter.sections}
    above = {section.parent for section in sections}
    for section in sections:
        if section.id not in served and section.id not in above:
            yield Text.of(
                ja=f"「{section.name.best('ja')}」には窓口がありません。案内には出ません。",
                en=f'"{section.name.best("en")}" has no counter, so the guide does not show it.',
            )
    for counter in counters:
        if not any(section in named for section in counter.sections):
            yield Text.of(
                ja=f"{counter.number}番窓口は、所属がその日にはありません。案内には出ません。",
                en=f"counter {counter.number} belongs to no section on that day, so the guide does not show it.",
            )
    for service in now.of(rows.services):
        if service.shown and service.serves and not any(one.counter in here for one in service.serves):
            yield Text.of(
                ja=f"「{service.name.best('ja')}」を扱う窓口がなくなります。",
                en=f'no counter gives "{service.name.best("en")}" any more.',
            )
    yield from _twice(rows, now)
    yield from _lost_ways(rows, now)


def _twice(rows: FloorGuide, now: Now) -> Iterator[Text]:
    """Numbers that two counters of one building have."""
    seen: dict[tuple[str, str], str] = {}
    for counter in now.of(rows.counters):
        key = counter.building, counter.number
        if seen.setdefault(key, counter.id) != counter.id:
            yield Text.of(
                ja=f"{counter.number}番の窓口が二つあります。番号を確かめてください。",
                en=f"there are two counters {counter.number}; check the number.",
            )


def _lost_ways(rows: FloorGuide, now: Now) -> Iterator[Text]:
    """Arrows to what is not there on that day."""
    nouns: tuple[tuple[Any, ...], ...] = (rows.areas, rows.counters, rows.facilities, rows.floors, rows.buildings)
    there = {row.id for noun in nouns for row in now.of(noun)}
    lost = sum(direction.target not in there for direction in now.of(rows.directions))
    if lost:
        yield Text.of(
            ja=f"行き先がなくなる矢印が{lost}本あります。「方向」の表を直してください。",
            en=f"{lost} arrows point to what is not there; mend the table of directions.",
        )
