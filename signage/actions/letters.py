"""Letters: what alarms tell administrators by mail and chat, where the settings name addresses: each once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256

from signage.actions.installation import Installation
from signage.actions.notify import PAUSE_MS, addressed, send
from signage.core.instants import HOUR
from signage.core.people import Person
from signage.core.rights import may, may_anywhere
from signage.core.texts import Text
from signage.store.database import writing
from signage.store.letters import Letter, sent, unsent
from signage.store.people import people

NEWS_MS = HOUR
"""What no service has taken by then is no news."""


def letters(
    installation: Installation, subject: str, *, title: Text, body: Text, whom: Iterable[Person], at: int
) -> Iterator[Letter]:
    """One thing, for each address of the settings; to be written where it is noted, too, that it was told."""
    told = tuple(whom)
    for url in installation.settings.notify:
        for address, language in addressed(url, told):
            yield Letter(
                subject=subject,
                address=_hashed(address),
                title=title.best(language),
                body=body.best(language),
                written_at=at,
            )


def administrators(installation: Installation, office: str | None = None) -> list[Person]:
    """Who may mend what is wrong at an office; None: at any."""
    there = [whose for whose in people(installation.db) if not whose.closed]
    if office is None:
        return [whose for whose in there if may_anywhere(whose, "settings")]
    return [whose for whose in there if may(whose, "settings", office=office)]


class Postman:
    """Takes letters to where they go. An address that fails is left alone for a while; the letter stays."""

    def __init__(self, installation: Installation) -> None:
        self._here = installation
        self._left_alone: dict[str, int] = {}

    def post(self, at: int) -> int:
        """Send what waits; how many letters were taken."""
        waiting = unsent(self._here.db, since=at - NEWS_MS)
        urls = self._urls() if waiting else {}
        return sum(self._taken(letter, urls[letter.address], at) for letter in waiting if letter.address in urls)

    def _urls(self) -> dict[str, str]:
        """Every address that the settings and the accounts name now, by its hash."""
        whom = people(self._here.db)
        found = (address for url in self._here.settings.notify for address, _ in addressed(url, whom))
        return {_hashed(address): address for address in found}

    def _taken(self, letter: Letter, url: str, at: int) -> bool:
        if self._left_alone.get(url, at) > at:
            return False
        if not send(url, title=letter.title, body=letter.body):
            self._left_alone[url] = at + PAUSE_MS
            return False
        with writing(self._here.db) as under_way:
            sent(under_way, letter, at=at)
        return True


def _hashed(address: str) -> str:
    return sha256(address.encode()).hexdigest()[:32]
