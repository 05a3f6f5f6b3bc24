"""Changes in words: what a field is called, what its value means, and what people call the row that has it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from signage.actions.history import Told
from signage.core.catalogue import Catalogue
from signage.core.differences import Difference
from signage.core.documents import members
from signage.core.nouns import NOUNS
from signage.core.texts import LANGUAGES
from signage.web import times
from signage.web.labels import LABELS, told
from signage.web.row_names import RowNames
from signage.web.words import PageLanguage, audit, history, slides

FIELDS_TOLD = 8
"""Of one row in a list of many; on its own page all are."""

_NAMED = {
    "area": "areas",
    "areas": "areas",
    "base": "calendars",
    "building": "buildings",
    "calendar": "calendars",
    "counter": "counters",
    "fallback": "playlists",
    "floor": "floors",
    "floors": "floors",
    "groups": "groups",
    "office": "offices",
    "owner": "sections",
    "parent": "sections",
    "playlist": "playlists",
    "power": "calendars",
    "screen": "screens",
    "screens": "screens",
    "sections": "sections",
    "slide": "slides",
    "sound": "calendars",
}
"""Fields that hold ids, and of which noun."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(T(?P<time>\d{2}:\d{2}))?")
_SHA = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, kw_only=True)
class Line:
    """One field: what it is called, and what stood and stands there; "" for nothing."""

    label: str
    before: str
    after: str


class ChangeWords:
    """The words of one page, in one language."""

    def __init__(self, held: Catalogue, language: PageLanguage) -> None:
        self._names, self._language = RowNames(held, language), language

    def noun(self, noun: str) -> str:
        """What a noun is called."""
        return told(audit.NOUNS[noun], self._language)

    def called(self, noun: str, row: Any) -> str:  # noqa: ANN401 - an instance of the noun's dataclass
        """What people call a row, as it is now or as it was before it went."""
        return self._names.called(noun, row)

    def lines(self, one: Told) -> list[Line]:
        """Each field that differs."""
        return self.lines_of(one.change.noun, one.what)

    def lines_of(self, noun: str, what: Iterable[Difference]) -> list[Line]:
        """The same of what was found in a row of a noun."""
        return [
            Line(
                label=self._label(noun, found),
                before=self._value(found, self._given(noun, found, found.before)),
                after=self._value(found, self._given(noun, found, found.after)),
            )
            for found in what
        ]

    def action(self, action: str) -> str:
        """What an action is called; `save-screens` speaks of screens."""
        if action in audit.ACTIONS:
            return told(audit.ACTIONS[action], self._language)
        deed, _, noun = action.partition("-")
        words = audit.ACTIONS.get(f"{deed}-{{noun}}")
        if words is None or noun not in audit.NOUNS:
            return action
        return told(words, self._language).format(noun=self.noun(noun))

    def _label(self, noun: str, found: Difference) -> str:
        """「題名 (English)」; fields within fields one after the other."""
        keys = [part for part in found.path if isinstance(part, str) and part != "fields"]
        tongue = LANGUAGES.get(keys[-1]) if len(keys) > 1 else None
        words = [self._word(noun, key) for key in (keys[:-1] if tongue is not None else keys)]
        label = " › ".join(words)
        return f"{label} ({tongue})" if tongue is not None else label

    def _word(self, noun: str, key: str) -> str:
        if noun == "slides" and key in slides.FIELDS:
            return told(slides.FIELDS[key], self._language)
        asked = LABELS.get(NOUNS[noun].kind, {}).get(key)
        if asked is not None:
            return asked.word(self._language)
        return told(history.PARTS[key], self._language) if key in history.PARTS else key

    @staticmethod
    def _given(noun: str, found: Difference, value: object) -> object:
        """What a field holds that nobody has filled in: documents leave out what is usual."""
        if value is not None or len(found.path) > 1:
            return value
        kind = NOUNS[noun].kind
        usual = next((member.default for member in members(kind) if member.key == found.path[0]), None)
        return usual if isinstance(usual, str | bool | int) else None

    def _value(self, found: Difference, value: object) -> str:
        if value is None:
            return ""
        if isinstance(value, Mapping):
            return ", ".join(f"{key}: {self._value(found, inner)}" for key, inner in value.items())
        if isinstance(value, Sequence) and not isinstance(value, str):
            return ("、" if self._language == "ja" else ", ").join(self._value(found, inner) for inner in value)
        return self._word_of(found, str(value))

    def _word_of(self, found: Difference, value: str) -> str:
        key = next((part for part in reversed(found.path) if isinstance(part, str)), "")
        if key in _NAMED:
            return self._names.of(_NAMED[key], value)
        if (day := _DAY.fullmatch(value)) is not None:
            return " ".join(filter(None, (times.day_typed(value, self._language), day["time"])))
        if _SHA.fullmatch(value):
            return f"{value[:8]}…"
        return told(history.VALUES[value], self._language) if value in history.VALUES else value
