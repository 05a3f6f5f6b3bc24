"""Notify: people are told of what waits for them, by mail or in a chat, where an admin has set addresses for it.

What is to be told follows from what is stored; who was told is stored too, so that nobody is told twice.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from threading import Lock
from typing import Literal
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from apprise import Apprise, AppriseAsset

from signage.actions.approvals import approvers
from signage.actions.installation import Installation
from signage.core.instants import DAY, MINUTE
from signage.core.people import Person
from signage.core.problems import Broken
from signage.core.texts import Text
from signage.publish.fence import fenced
from signage.store.database import writing
from signage.store.people import people
from signage.store.proposals import Proposal, changed_since, note_told, told
from signage.store.rows import stored

NEWS_MS = DAY
"""What is older is no news: not told after a service failed for long, nor when telling is switched on."""

PAUSE_MS = 5 * MINUTE
"""After a failure an address is left alone for this long."""

_MAIL = ("mailto", "mailtos")

_ASSET = AppriseAsset(app_id="Lobby screens", app_desc="Lobby screens", app_url="", async_mode=False)

_TITLES = {
    "waiting": Text.of(ja="【承認依頼】{title}", en="To approve: {title}"),
    "returned": Text.of(ja="【差戻し】{title}", en="Sent back: {title}"),
    "done": Text.of(ja="【承認済み】{title}", en="Approved: {title}"),
    "afterwards": Text.of(ja="【後閲】{title}", en="Decided for you: {title}"),
}
_SENTENCES = {
    "waiting": Text.of(
        ja="{section}の{who}さんから承認の依頼があります。", en="{who} ({section}) asks for your approval."
    ),
    "returned": Text.of(ja="差し戻されました。理由: {reason}", en="It was sent back. Reason: {reason}"),
    "done": Text.of(ja="承認され、モニターに出ます。", en="It was approved and goes on air."),
    "afterwards": Text.of(
        ja="あなたの代わりに承認されました。内容を確かめてください。",
        en="It was approved in your place; please look at it.",
    ),
}

News = Literal["waiting", "returned", "done", "afterwards"]

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Message:
    """One thing to send to one address; `url` may hold a password and is never logged."""

    known: Proposal
    url: str
    title: str
    body: str

    @property
    def address(self) -> str:
        """What is stored of it: enough to know it again, and nothing else."""
        return sha256(f"{self.url} {self.title}".encode()).hexdigest()[:32]


class Teller:
    """Tells in the background; one call at a time, others return at once."""

    def __init__(self, installation: Installation) -> None:
        self._installation, self._one_at_a_time = installation, Lock()
        self._left_alone: dict[str, int] = {}
        self._settled: set[tuple[int, int]] = set()

    def tell(self, *, at: int) -> int:
        """Send what is due; how many were sent. What fails is logged and tried again later."""
        if not self._one_at_a_time.acquire(blocking=False):
            return 0
        try:
            news = changed_since(self._installation.db, at - NEWS_MS)
            return sum(self._tell_of(known, at=at) for known in reversed(news) if _key(known) not in self._settled)
        finally:
            self._one_at_a_time.release()

    def _tell_of(self, known: Proposal, *, at: int) -> int:
        here = self._installation
        reached = told(here.db, known.number, known.changed_at)
        left = [one for one in messages(here, known, at=at) if one.address not in reached]
        sent = sum(self._sent(message, at=at) for message in left)
        if sent == len(left):
            self._settled.add(_key(known))
        return sent

    def _sent(self, message: Message, *, at: int) -> bool:
        if self._left_alone.get(message.url, at) > at:
            return False
        if not send(message.url, title=message.title, body=message.body):
            log.warning("not told of proposal %d", message.known.number)
            self._left_alone[message.url] = at + PAUSE_MS
            return False
        with writing(self._installation.db) as under_way:
            note_told(under_way, message.known, message.address, forget=at - NEWS_MS)
        return True


def messages(installation: Installation, known: Proposal, *, at: int) -> tuple[Message, ...]:
    """All that there is to tell of the last change of a proposal, told already or not."""
    return tuple(_Writer(installation, known, at=at).messages())


class _Writer:
    """Writes what there is to tell of one proposal. Chats are spoken to in Japanese, people in their own language."""

    def __init__(self, installation: Installation, known: Proposal, *, at: int) -> None:
        self._installation, self._known, self._at = installation, known, at
        self._people = {whose.id: whose for whose in people(installation.db)}

    def messages(self) -> Iterator[Message]:
        """For each address what it is told."""
        for url in self._installation.settings.notify:
            for news, whom in self._news():
                for address, language in addressed(url, whom):
                    yield self._message(address, news, language)

    def _news(self) -> Iterator[tuple[News, Sequence[Person]]]:
        """What there is to tell of the last change, and whom it concerns."""
        known = self._known
        last = known.matter.done[-1] if known.matter.done else None
        if known.state == "dropped" or (last is not None and last.how == "afterwards"):
            return
        if known.state == "waiting":
            yield "waiting", approvers(self._installation, known, at=self._at)
        else:
            yield ("returned" if known.state == "returned" else "done"), self._named(known.who)
        if last is not None and last.instead_of is not None:
            yield "afterwards", self._named(last.instead_of)

    def _named(self, name: str) -> Sequence[Person]:
        whose = self._people.get(name)
        return [] if whose is None or whose.closed else [whose]

    def _message(self, url: str, news: News, language: Literal["ja", "en"]) -> Message:
        here, known = self._installation, self._known
        matter, whose = known.matter, self._people.get(known.who)
        section = next((row.name for row in stored(here.db, "sections") if row.id == matter.section), Text())
        values = {
            "title": matter.title.best(language),
            "section": section.best(language),
            "who": known.who if whose is None else whose.name,
            "reason": matter.reason,
        }
        title = _TITLES[news].best(language).format(**values)
        sentence = _SENTENCES[news].best(language).format(**values)
        link = f"{here.settings.addresses[0].rstrip('/')}/approvals/{known.number}"
        return Message(known=known, url=url, title=title, body=f"{sentence}\n{link}")


def _key(known: Proposal) -> tuple[int, int]:
    return known.number, known.changed_at


def addressed(url: str, whom: Iterable[Person]) -> Iterator[tuple[str, Literal["ja", "en"]]]:
    """To where something goes by an address of the settings, and in which language: a chat hears it once."""
    if urlsplit(url).scheme not in _MAIL:
        yield url, "ja"
        return
    for whose in whom:
        if whose.mail is not None:
            yield _to(url, whose.mail), whose.language or "ja"


def _to(url: str, mail: str) -> str:
    """A mail server's address with its recipient."""
    parts = urlsplit(url)
    query = [(key, value) for key, value in parse_qsl(parts.query) if key != "to"]
    return urlunsplit(parts._replace(query=urlencode([*query, ("to", mail)])))


def send(url: str, *, title: str, body: str) -> bool:
    """Whether the service took it; where it did not, the log says so without the address, which holds passwords."""
    service = Apprise.instantiate(url, asset=_ASSET, suppress_exceptions=True)
    scheme = urlsplit(url).scheme
    if service is None:
        log.warning("not told: the %s address of the setting notify is not understood", scheme)
        return False
    try:
        taken = fenced(f"telling by {scheme}", lambda: bool(service.notify(body=body, title=title)))
    except Broken:
        taken = False
    if not taken:
        log.warning("the %s service did not take what was to be told", scheme)
    return taken
