"""Row names: what people call a row: never its id. Also what a field that names rows is chosen from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from signage.actions.nouns import rows_of
from signage.core.catalogue import Catalogue
from signage.core.texts import Text
from signage.web.choices import KINDS
from signage.web.forms import Option
from signage.web.labels import told
from signage.web.words import PageLanguage, said

EDITED_AT: Mapping[str, str] = {
    "screens": "/screens/{id}/settings",
    "slides": "/slides/{id}",
    "rules": "/schedules/rules/{id}",
    "counters": "/guide#{id}",
    "directions": "/guide#{id}",
    "services": "/guide#{id}",
    "facilities": "/guide#{id}",
    "journeys": "/guide#{id}",
    "elsewhere": "/guide#{id}",
    "changes": "/guide#{id}",
    "events": "/guide#{id}",
}
"""Where a row is edited, for the nouns whose pages are not simply /<noun>/<id>."""


def edited_at(noun: str, name: str) -> str:
    """The address of the page on which a row is edited."""
    return EDITED_AT.get(noun, f"/{noun}/{{id}}").format(id=name)


class RowNames:
    """The names of a catalogue's rows, in one language."""

    def __init__(self, held: Catalogue, language: PageLanguage) -> None:
        self._held, self._language = held, language
        self._known: dict[str, dict[str, str]] = {}

    def of(self, noun: str, name: str | None) -> str:
        """What people call a row; for one that is not there, its id."""
        return "" if name is None else self._all(noun).get(name, name)

    def options(self, nouns: Sequence[str]) -> tuple[Option, ...]:
        """The ids of these nouns, each with its name, in the order in which they are stored."""
        return tuple(option for noun in nouns for option in self._all(noun).items())

    def words(self, text: Text) -> str:
        """A text in the reader's language."""
        return text.best(self._language)

    def _all(self, noun: str) -> dict[str, str]:
        if noun not in self._known:
            rows = rows_of(self._held, noun)
            if noun == "floors":
                rows = tuple(sorted(rows, key=lambda row: (row.building, row.order)))
            self._known[noun] = {row.id: self.called(noun, row) for row in rows}
        return self._known[noun]

    def called(self, noun: str, row: Any) -> str:  # noqa: ANN401 — an instance of the noun's dataclass
        """What people call this very row, be it stored or not."""
        if noun == "floors":
            return f"{self.of('buildings', row.building)} {row.label}".strip()
        if noun == "counters":
            return said("noun counter called", self._language, number=row.number, name=self.words(row.name)).strip()
        if noun == "rules":
            what = self.of("playlists", row.playlist) if row.playlist else self.of("slides", row.slide)
            return said("noun rule called", self._language, what=what)
        if noun == "directions":
            return self.of("screens", row.screen)
        if noun == "slides":
            kind = KINDS.get(row.kind)
            name = self.words(row.name)
            return name or (told(kind, self._language) if kind else row.id)
        text = getattr(row, "name", None) or getattr(row, "title", None) or Text()
        return self.words(text) or str(row.id)
