"""Queue alarms: administrators are told where numbers stop coming while a queue is open, and when they come again."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Lock
from typing import Literal

from signage.actions.installation import Installation
from signage.actions.letters import Postman, administrators, letters
from signage.actions.queue_sources import Silent, minutes, silent
from signage.core.calendars import CalendarBook
from signage.core.catalogue import Catalogue
from signage.core.people import Grant, Person
from signage.core.texts import Text
from signage.store.catalogue import catalogue
from signage.store.database import change_number, writing
from signage.store.letters import Letter, write
from signage.store.queue_events import sources

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


class Alarms:
    """Tells each change once, whatever is restarted in between."""

    def __init__(self, installation: Installation) -> None:
        self._here, self._one_at_a_time = installation, Lock()
        self._known: dict[str, Silent] = {}
        self._postman = Postman(installation)
        self._change, self._held = -1, Catalogue()

    def tell(self, *, at: int) -> int:
        """Send what is due; how many letters were taken. One call at a time, others return at once."""
        if not self._one_at_a_time.acquire(blocking=False):
            return 0
        try:
            self._look(at)
            return self._postman.post(at)
        finally:
            self._one_at_a_time.release()

    def _look(self, at: int) -> None:
        """Write what has changed since the last look."""
        if (change := change_number(self._here.db)) != self._change:
            self._change, self._held = change, catalogue(self._here.db)
        now = {one.id: one for one in self._silent(at)}
        alive = sources(self._here.db)
        written: list[Letter] = []
        for name, one in now.items():
            if name not in self._known:
                written += self._letters("silent", one, at=at)
        for name, one in self._known.items():
            if name not in now and name in alive and alive[name].alive_at > one.since:  # else all has closed
                written += self._letters("again", one, at=at)
        if written:
            with writing(self._here.db) as under_way:
                write(under_way, written)
        self._known = now

    def _silent(self, at: int) -> tuple[Silent, ...]:
        return silent(self._here, self._held, CalendarBook(self._held), at=at, by=_EVERYBODY)

    def _letters(self, news: News, one: Silent, *, at: int) -> Iterator[Letter]:
        link = f"{self._here.settings.addresses[0].rstrip('/')}/queue/sources"
        title, body = {}, {}
        for language, comma in (("ja", "、"), ("en", ", ")):
            values = {
                "name": one.name.best(language),
                "minutes": minutes(one.since, at),
                "queues": comma.join(name.best(language) for name in one.queues),
            }
            title[language] = _TITLES[news].best(language).format(**values)
            body[language] = f"{_SENTENCES[news].best(language).format(**values)}\n{link}"
        return letters(
            self._here,
            f"queue {news} {one.id} {one.since}",
            title=Text.of(title),
            body=Text.of(body),
            whom=administrators(self._here),
            at=at,
        )
