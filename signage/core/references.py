"""References: which field of which noun names what, and whether it is there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from signage.core import scalars
from signage.core.scalars import Path

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


_Names = Iterator[tuple[Path, str]]


def _one(key: str, *more: str) -> Callable[[Any], _Names]:
    """Fields that hold one id, or None."""

    def names(row: object) -> _Names:
        for each in (key, *more):
            if (name := getattr(row, each)) is not None:
                yield (each,), name

    return names


def _many(key: str) -> Callable[[Any], _Names]:
    """A field that holds a list of ids."""
    return lambda row: (((key, index), name) for index, name in enumerate(getattr(row, key)))


def _inside(outer: str, key: str) -> Callable[[Any], _Names]:
    """A field of each item in a list."""
    return lambda row: (
        ((outer, index, key), getattr(item, key))
        for index, item in enumerate(getattr(row, outer))
        if getattr(item, key) is not None
    )


def _calendar_of_when(row: Any) -> _Names:  # noqa: ANN401 — a Rule
    if row.when.calendar is not None:
        yield ("when", "calendar"), row.when.calendar


_WHOSE = (_one("office"), ("offices",))
_SITE = ((_one("building"), ("buildings",)), (_one("area"), ("areas",)))
_TARGETS = ("areas", "counters", "facilities", "floors", "buildings")

REFERENCES: Mapping[str, tuple[tuple[Callable[[Any], _Names], tuple[str, ...]], ...]] = {
    "offices": ((_one("calendar"), ("calendars",)),),
    "calendars": (_WHOSE, (_one("base"), ("calendars",))),
    "groups": (_WHOSE,),
    "screens": (
        _WHOSE,
        *_SITE,
        (_one("floor"), ("floors",)),
        (_many("groups"), ("groups",)),
        (_one("power", "sound"), ("calendars",)),
        (_one("fallback"), ("playlists",)),
    ),
    "playlists": (
        _WHOSE,
        (_inside("entries", "slide"), ("slides",)),
        (_inside("entries", "playlist"), ("playlists",)),
    ),
    "rules": (
        _WHOSE,
        (_many("screens"), ("screens",)),
        (_many("groups"), ("groups",)),
        (_one("playlist"), ("playlists",)),
        (_one("slide"), ("slides",)),
        (_calendar_of_when, ("calendars",)),
    ),
    "slides": (_WHOSE, (_one("owner"), ("sections",))),
    "buildings": (_WHOSE,),
    "floors": (_WHOSE, (_one("building"), ("buildings",)), (_many("lifts"), ("facilities",))),
    "areas": (_WHOSE, (_many("floors"), ("floors",))),
    "sections": (_WHOSE, (_one("parent"), ("sections",))),
    "counters": (
        _WHOSE,
        *_SITE,
        (_one("floor"), ("floors",)),
        (_many("sections"), ("sections",)),
        (_one("calendar"), ("calendars",)),
    ),
    "services": (_WHOSE, (_inside("serves", "counter"), ("counters",))),
    "journeys": (_WHOSE, (_many("counters"), ("counters",))),
    "facilities": (_WHOSE, *_SITE, (_many("floors"), ("floors",))),
    "elsewhere": (_WHOSE,),
    "directions": (_WHOSE, (_one("screen"), ("screens",)), (_one("target"), _TARGETS)),
    "changes": (_WHOSE, (_many("sections"), ("sections",))),
    "events": (_WHOSE,),
}
"""By noun: the ids that a row names, and the nouns among whose ids each must be."""

_CALLED = {
    "offices": ("庁舎", "office"),
    "calendars": ("暦", "calendar"),
    "groups": ("グループ", "group"),
    "screens": ("モニター", "screen"),
    "playlists": ("プレイリスト", "playlist"),
    "slides": ("コンテンツ", "slide"),
    "buildings": ("棟", "building"),
    "floors": ("階", "floor"),
    "areas": ("ゾーン", "area"),
    "sections": ("所属", "section"),
    "counters": ("窓口", "counter"),
    "facilities": ("設備", "facility"),
}


def dangling(rows: Rows) -> Iterator[Finding]:
    """Every id that is named and is nowhere."""
    known = {noun: {row.id for row in found} for noun, found in rows.items()}
    for noun, references in REFERENCES.items():
        for names, nouns in references:
            there = set().union(*(known[each] for each in nouns))
            for row in rows[noun]:
                for path, name in names(row):
                    if name not in there:
                        yield _absent(noun, row, (path, name), nouns, there)


def _absent(noun: str, row: object, at: tuple[Path, str], nouns: tuple[str, ...], there: set[str]) -> Finding:
    path, name = at
    kinds = [_CALLED[each] for each in nouns]
    ja, en = scalars.instead(name, sorted(there))
    if not there:
        ja, en = "その行を書き足してください", "write that row too"
    return Finding(
        noun=noun,
        row=row,
        path=path,
        ja=f"{'・'.join(kind for kind, _ in kinds)}「{name}」はありません。{ja}",
        en=f'there is no {" or ".join(kind for _, kind in kinds)} "{name}"; {en}',
    )
