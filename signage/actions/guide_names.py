"""Names: between the ids of an office's rows and the words by which its staff know them, in both directions."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from signage.core import scalars
from signage.core.problems import Refused
from signage.core.references import Rows

_NOUNS = ("buildings", "floors", "areas", "sections", "calendars", "screens", "counters", "facilities")
_UNITS: Mapping[str, re.Pattern[str]] = {
    "floors": re.compile(r"(階|f|フロア)$"),
    "counters": re.compile(r"(番窓口|番|窓口)$"),
    "areas": re.compile(r"(ゾーン|側)$"),
}
"""What may be typed behind a name or left out."""

_BELOW = re.compile(r"^地下")


class Names:
    """The rows of one office, by the words of its own language."""

    def __init__(self, rows: Rows, *, office: str) -> None:
        own = {noun: [row for row in rows[noun] if row.office == office] for noun in _NOUNS}
        self.buildings = {floor.id: floor.building for floor in own["floors"]}
        """Each floor's building."""
        self._floors = {row.id: str(row.label) for row in own["floors"]}
        self._houses = {row.id: _words(row) for row in own["buildings"]}
        self._order = list(self._houses)
        self._labels = {noun: self._labelled(noun, own[noun]) for noun in _NOUNS}
        self._ids = {noun: self._by_words(noun, own[noun]) for noun in _NOUNS}

    def said(self, nouns: Iterable[str], name: str) -> str:
        """How a row is called; its id where it is not there any more."""
        return next((self._labels[noun][name] for noun in nouns if name in self._labels.get(noun, {})), name)

    def floor(self, name: str, building: str | None) -> str:
        """A floor's label alone where its building stands beside it."""
        here = self.buildings.get(name) == building
        return self._floors.get(name, name) if here else self.said(("floors",), name)

    def choices(self, nouns: Iterable[str]) -> list[tuple[str, str]]:
        """Ids and what they are called, in the order of the guide."""
        return [pair for noun in nouns for pair in self._labels.get(noun, {}).items()]

    def found(self, nouns: tuple[str, ...], typed: str, *, building: str | None = None) -> str:
        """The id of what was typed: a name, a number, a floor's label, or the id itself.

        `building`: where a floor is looked for first. Refused, with what is nearest, where nothing is called so.
        """
        for noun in nouns:
            if typed in self._labels.get(noun, {}):
                return typed
        found = [name for noun in nouns for name in self._ids.get(noun, {}).get(_key(noun, typed), ())]
        here = [name for name in found if building is None or self.buildings.get(name) == building]
        if here or found:
            return min(here or found, key=self._place)
        ja, en = scalars.instead(typed, [label for _, label in self.choices(nouns)])
        raise Refused(ja=f"「{typed}」はありません。{ja}", en=f'there is no "{typed}"; {en}')

    def _place(self, name: str) -> int:
        """Floors of the first building come first."""
        building = self.buildings.get(name)
        return self._order.index(building) if building in self._order else 0

    def _labelled(self, noun: str, rows: Iterable[Any]) -> dict[str, str]:
        """What each id is called: by its newest row; two that are called alike are told apart."""
        newest = {row.id: row for row in rows}
        said = Counter(_words(row) for row in newest.values())
        return {
            name: _words(row) if said[_words(row)] == 1 else self._apart(noun, row) for name, row in newest.items()
        }

    def _apart(self, noun: str, row: Any) -> str:  # noqa: ANN401 — any row of the guide
        if noun == "floors":
            return f"{self._houses.get(row.building, '')} {_words(row)}".strip()
        if noun == "counters":
            return f"{row.number} {row.name.best('ja')}".strip()
        return f"{_words(row)}({row.id})"

    def _by_words(self, noun: str, rows: Iterable[Any]) -> dict[str, list[str]]:
        """Ids by everything that they are or were called."""
        found: dict[str, list[str]] = {}
        for row in rows:
            words = {_words(row), self._labels[noun].get(row.id, "")}
            for text in (row.name, getattr(row, "short", None)) if hasattr(row, "name") else ():
                words |= {said for _, said in text or ()}
            for word in filter(None, words):
                ids = found.setdefault(_key(noun, word), [])
                if row.id not in ids:
                    ids.append(row.id)
        return found


def _words(row: Any) -> str:  # noqa: ANN401 — any row of the guide
    """What a row is called where it stands alone."""
    if hasattr(row, "number"):
        return str(row.number)
    return str(row.label) if hasattr(row, "label") else str(row.name.best("ja"))


def _key(noun: str, words: str) -> str:
    """Words as they are compared: 「１階」, "1F" and "1 f" are one floor."""
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", words)).casefold()
    if noun == "floors":
        plain = _BELOW.sub("b", plain)
    unit = _UNITS.get(noun)
    return unit.sub("", plain) or plain if unit else plain
