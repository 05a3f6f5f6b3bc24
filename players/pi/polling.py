"""Polling: one signed file, asked for again and again, from the first server that has a good one."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from players.pi.clock import Clock
from players.pi.fetch import Answer, Lines, Server
from players.pi.problems import Problem, Refused, graver
from players.pi.straight import Trust
from players.pi.verify import Introducer, opened

_POLL_MS = (100, 60 * 60 * 1000)
_BACKOFF_MS = 30_000
_FIRST_AGAIN_MS = 60_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Signed:
    """A document whose signature is good, the bytes it came in, and the key that signed it."""

    document: dict[str, Any]
    jws: bytes
    signer: bytes


class Servers:
    """The servers in the order in which to try them: the last that answered well, then the others in turn."""

    def __init__(self, urls: Iterable[str], *, boot: Callable[[], int], trust: Trust) -> None:
        self._boot = boot
        self._lines = Lines(boot=boot, trust=trust)
        self._urls: tuple[str, ...] = ()
        self._good, self._since = "", 0
        self.are(urls)

    def are(self, urls: Iterable[str]) -> None:
        """From now on these. One that is new at their head is tried at once: the server moves there."""
        before, self._urls = self._urls, tuple(dict.fromkeys(urls))
        if before[:1] != self._urls[:1]:
            self._good = ""

    def in_turn(self) -> tuple[str, ...]:
        """Every server; the one that answered last is first, for a minute, then the first has its chance again."""
        if self._good in self._urls and self._boot() < self._since + _FIRST_AGAIN_MS:
            return (self._good, *(url for url in self._urls if url != self._good))
        return self._urls

    @property
    def good(self) -> str:
        """The one that answered last; "" before any did."""
        return self._good

    def at(self, url: str) -> Server:
        """The line to a server."""
        return self._lines.to(url)

    def answered(self, url: str) -> None:
        """A good answer came from here."""
        if url != self._good or self._boot() >= self._since + _FIRST_AGAIN_MS:
            self._good, self._since = url, self._boot()


class Poll:
    """One signed file. `due` is when to ask next (boot clock)."""

    def __init__(self, path: str, *, typ: str, limit: int, clock: Clock) -> None:
        self._path, self._typ, self._limit, self._clock = path, typ, limit, clock
        self._etags: dict[str, str] = {}
        self._last: tuple[str, str | None] = ("", None)
        self.failures = 0
        self.due = 0

    def ask(
        self,
        servers: Servers,
        *,
        keys: Sequence[bytes],
        newest: Callable[[], int],
        accept: Callable[[Signed], None],
        introducer: Introducer | None = None,
    ) -> Problem | None:
        """Ask each server until one has an answer that `accept` does not refuse. The problem, if none has.

        `newest` is the newest sequence known, after `accept`: no true clock is before it.
        """
        problem: Problem | None = None
        for url in servers.in_turn():
            try:
                answer = servers.at(url).get(self._path, etag=self._etags.get(url), limit=self._limit)
                if answer.body is not None:
                    document, signer = opened(answer.body, typ=self._typ, keys=keys, introducer=introducer)
                    try:
                        accept(Signed(document=document, jws=answer.body.strip(), signer=signer))
                    finally:  # a head that is too old was signed all the same: its server may say what time it is
                        self._hear(answer, newest())
                    self._last = url, answer.etag
                else:
                    self._hear(answer, newest())
            except Problem as error:
                problem = graver(problem, error)
                continue
            servers.answered(url)
            self.failures = 0
            return None
        self.failures += 1
        return problem or Refused(ja="接続先のサーバーがありません。", en="There is no server to ask.")

    def _hear(self, answer: Answer, newest: int) -> None:
        if answer.date is not None:
            self._clock.heard(date=answer.date, sent=answer.sent, received=answer.received, newest=newest)

    def in_force(self) -> None:
        """What came last is wholly in force: from now on ask only for what differs from it."""
        url, etag = self._last
        if etag is not None:
            self._etags[url] = etag

    def again_in(self, poll_ms: int) -> None:
        """Ask again after `poll_ms`; ever later while nobody answers, and never all players at once."""
        least, most = _POLL_MS
        wait = max(least, min(most, poll_ms))
        if self.failures:
            backed_off = max(wait, min(_BACKOFF_MS, wait << min(self.failures, 16)))
            wait = round(backed_off * random.uniform(0.5, 1))  # noqa: S311 - jitter, no secret
        self.due = self._clock.boot() + wait
