"""Queue alarms: administrators are told where numbers stop coming while a queue is open, and when they come again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from threading import Lock
from typing import Literal

from signage.actions.installation import Installation
from signage.actions.notify import PAUSE_MS, addressed, send
from signage.actions.queue_sources import Silent, minutes, silent
from signage.core.calendars import CalendarBook
from signage.core.catalogue import Catalogue
from signage.core.instants import HOUR
from signage.core.people import Grant, Person
from signage.core.rights import may_anywhere
from signage.core.texts import Text
from signage.store.catalogue import catalogue
from signage.store.database import change_number
from signage.store.people import people
from signage.store.queue_events import sources

NEWS_MS = HOUR
"""What no service has taken by then is no news."""

_TITLES = {
    "silent": Text.of(ja="【番号案内】「{name}」から番号が届いていません", en="No numbers from “{name}”"),
    "again": Text.of(ja="【番号案内】「{name}」からまた届いています", en="Numbers from “{name}” again"),
}
_SENTENCES = {
    "silent": Text.of(
        ja="{minutes}分間届いていません。待っている業務: {queues}。モニターは番号を隠しています。",
        en="None for {minutes} minutes. Queues that wait: {queues}. Screens hide their numbers.",
    ),
    "again": Text.of(ja="モニターも番号の表示に戻ります。", en="Screens show their numbers again."),
}
_EVERYBODY = Person(id="", name="", grants=(Grant(role="admin"),))
"""The alarm looks at the queues of every office."""

News = Literal["silent", "again"]


@dataclass(frozen=True, kw_only=True)
class Letter:
    """What one address is to be told; `url` may hold a password and is never logged."""

    url: str
    title: str
    body: str
    written_at: int


class Alarms:
    """Tells each change once. Nothing of it is kept: what is silent at a restart is told again."""

    def __init__(self, installation: Installation) -> None:
        self._here, self._one_at_a_time = installation, Lock()
        self._known: dict[str, Silent] = {}
        self._outbox: list[Letter] = []
        self._left_alone: dict[str, int] = {}
        self._change, self._held = -1, Catalogue()

    def tell(self, *, at: int) -> int:
        """Send what is due; how many letters were taken. One call at a time, others return at once."""
        if not self._one_at_a_time.acquire(blocking=False):
            return 0
        try:
            self._look(at)
            return self._post(at)
        finally:
            self._one_at_a_time.release()

    def _look(self, at: int) -> None:
        """Write what has changed since the last look."""
        if (change := change_number(self._here.db)) != self._change:
            self._change, self._held = change, catalogue(self._here.db)
        now = {one.id: one for one in self._silent(at)}
        alive = sources(self._here.db)
        for name, one in now.items():
            if name not in self._known:
                self._outbox += self._letters("silent", one, at=at)
        for name, one in self._known.items():
            if name not in now and name in alive and alive[name].alive_at > one.since:  # else all has closed
                self._outbox += self._letters("again", one, at=at)
        self._known = now

    def _post(self, at: int) -> int:
        due = [letter for letter in self._outbox if letter.written_at > at - NEWS_MS]
        self._outbox = [letter for letter in due if not self._taken(letter, at=at)]
        return len(due) - len(self._outbox)

    def _silent(self, at: int) -> tuple[Silent, ...]:
        return silent(self._here, self._held, CalendarBook(self._held), at=at, by=_EVERYBODY)

    def _letters(self, news: News, one: Silent, *, at: int) -> Iterator[Letter]:
        admins = [whose for whose in people(self._here.db) if not whose.closed and may_anywhere(whose, "settings")]
        link = f"{self._here.settings.addresses[0].rstrip('/')}/queue/sources"
        for url in self._here.settings.notify:
            for address, language in addressed(url, admins):
                comma = "、" if language == "ja" else ", "
                values = {
                    "name": one.name.best(language),
                    "minutes": minutes(one.since, at),
                    "queues": comma.join(name.best(language) for name in one.queues),
                }
                title = _TITLES[news].best(language).format(**values)
                body = _SENTENCES[news].best(language).format(**values)
                yield Letter(url=address, title=title, body=f"{body}\n{link}", written_at=at)

    def _taken(self, letter: Letter, *, at: int) -> bool:
        if self._left_alone.get(letter.url, at) > at:
            return False
        if not send(letter.url, title=letter.title, body=letter.body):
            self._left_alone[letter.url] = at + PAUSE_MS
            return False
        return True
