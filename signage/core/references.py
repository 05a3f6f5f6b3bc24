"""References: whether the rows that a row names are there. Which fields name what is said by their types."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from signage.core import scalars
from signage.core.documents import Named, named
from signage.core.scalars import Path
from signage.core.slides import Slide

Rows = Mapping[str, tuple[Any, ...]]
"""Every row of an installation, by noun."""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """Something about a row and its neighbours: `path` is the value in it that is to be put right."""

    noun: str
    row: Any
    path: Path
    ja: str
    en: str


_CALLED = {
    "offices": ("庁舎", "office"),
    "calendars": ("暦", "calendar"),
    "groups": ("グループ", "group"),
    "screens": ("モニター", "screen"),
    "playlists": ("プレイリスト", "playlist"),
    "slides": ("コンテンツ", "slide"),
    "queues": ("番号案内の業務", "queue"),
    "feeds": ("取込元", "feed"),
    "buildings": ("棟", "building"),
    "floors": ("階", "floor"),
    "areas": ("ゾーン", "area"),
    "sections": ("所属", "section"),
    "counters": ("窓口", "counter"),
    "facilities": ("設備", "facility"),
}


def dangling(rows: Rows) -> Iterator[Finding]:
    """Every id that a row names and that is nowhere."""
    known = {noun: {row.id for row in found} for noun, found in rows.items()}
    for noun, found in rows.items():
        for row in found:
            yield from _absent(noun, row, named(row), known)


def dangling_in_fields(slides: Iterable[tuple[Slide, object]], rows: Rows) -> Iterator[Finding]:
    """The same for what slides say in their kind's own fields."""
    known = {noun: {row.id for row in found} for noun, found in rows.items()}
    for slide, fields in slides:
        yield from _absent("slides", slide, named(fields, ("fields",)), known)


def _absent(noun: str, row: object, names: Iterable[Named], known: Mapping[str, set[str]]) -> Iterator[Finding]:
    for path, nouns, name in names:
        there = set().union(*(known[each] for each in nouns))
        if name in there:
            continue
        kinds = [_CALLED[each] for each in nouns]
        ja, en = scalars.instead(name, sorted(there)) if there else ("その行を書き足してください", "write it too")
        yield Finding(
            noun=noun,
            row=row,
            path=path,
            ja=f"{'・'.join(kind for kind, _ in kinds)}「{name}」はありません。{ja}",
            en=f'there is no {" or ".join(kind for _, kind in kinds)} "{name}"; {en}',
        )
