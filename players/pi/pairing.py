"""Pairing: a player that nobody knows asks for a code, and waits until somebody has given it a screen.

Why monitor and page show two words: they are taken from the keys and the authority that this player was told, so
somebody in between, who has others, makes it show other words. Once they are confirmed nothing but those keys counts;
the answer with the token comes over a line that the confirmed authority vouches for, whatever the first line was.
"""

from __future__ import annotations

import json
import logging
import os
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from players.pi.clock import boot_ms
from players.pi.enrolment import Enrolment, enrolment_of, key_of
from players.pi.pauses import AGAIN_S, READ_S, Pauses
from players.pi.problems import DiskFull, Problem, Refused, Unreachable
from players.pi.straight import Trust, TrustAlone, TrustAnybody, Untrusted
from players.pi.telling import Reply, Sender

Word = tuple[str, str]
"""In Japanese and in English."""

Trouble = Literal[
    "", "address", "unreachable", "untrusted", "elsewhere", "full", "slowed", "odd", "refused", "expired", "card"
]

PATH = "api/v1/pairings"
_POLL_MS = (500, 30_000)
_STATUSES: Mapping[int, Trouble] = {429: "slowed", 502: "unreachable", 503: "full", 504: "unreachable"}
_log = logging.getLogger("signage.player")


@dataclass(frozen=True, kw_only=True, slots=True)
class Code:
    """What a person types, and the words to compare; `page` is where to type it."""

    digits: str
    words: tuple[Word, Word]
    page: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Sight:
    """What there is to see of a pairing: a code, a trouble, both, or (at the very beginning) nothing."""

    code: Code | None = None
    trouble: Trouble = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Offer:
    """A server's answer to who asked for a code. `id` is a secret: drawn nowhere, logged nowhere."""

    id: str
    digits: str
    poll_ms: int
    public_key: str
    recovery_key: str
    authority: str


class Pairing:
    """One player's way to an enrolment: `run` returns when there is one, or after `stop`."""

    def __init__(
        self,
        server: str,
        *,
        model: str,
        keep: Callable[[Mapping[str, Any]], None],
        tell: Callable[[Sight], None],
        read_s: float = READ_S,
        again_s: float = AGAIN_S,
        boot: Callable[[], int] = boot_ms,
    ) -> None:
        """`keep` makes what was given outlast the power, or raises DiskFull; `tell` is told what there is to see."""
        self._server, self._model, self._keep, self._tell = server, model, keep, tell
        self._again_s, self._boot = again_s, boot
        self._pauses = Pauses(read_s=read_s, again_s=again_s)
        self._stopping = threading.Event()
        self._told: Sight | None = None
        self._words = _words()

    def stop(self) -> None:
        """End soon, from any thread."""
        self._stopping.set()

    def run(self) -> Enrolment | None:
        """Ask, show, wait; begin anew after whatever goes wrong. None where it was stopped."""
        if not is_address(self._server):
            self._see(Sight(trouble="address"))
            self._stopping.wait()
        while not self._stopping.is_set():
            nonce, begun = os.urandom(16), None
            try:
                sender, offer = self._ask_for_code(nonce)
                begun = self._boot()
                given = self._wait(sender, offer, nonce)
            except _Over as over:
                self._see(Sight(trouble=over.trouble))
                lived = None if begun is None else self._boot() - begun
                self._stopping.wait(self._pauses.after(lived_ms=lived, asked_s=over.again_s))
                continue
            return None if given is None else self._kept(given)
        return None

    def _ask_for_code(self, nonce: bytes) -> tuple[Sender, Offer]:
        """A code, and the line on which to wait. Only this first answer may come from a server unproved."""
        document = {"commitment": sha256(nonce).hexdigest(), "model": self._model[:80]}
        sender = Sender(self._server, token="", trust=Trust())
        try:
            reply = sender.post(PATH, document)
        except Untrusted:
            sender = Sender(self._server, token="", trust=TrustAnybody())
            return self._line_to(offer := self._offered(sender, document)), offer
        except Unreachable as error:
            raise _Over("unreachable") from error
        return sender, _offer(reply)

    def _offered(self, sender: Sender, document: Mapping[str, Any]) -> Offer:
        try:
            return _offer(sender.post(PATH, document))
        except Unreachable as error:
            raise _Over("unreachable") from error
        finally:
            sender.close()

    def _line_to(self, offer: Offer) -> Sender:
        """The line to who has a certificate of the authority that the words are taken from."""
        if not offer.authority:
            raise _Over("untrusted")
        try:
            return Sender(self._server, token="", trust=TrustAlone(offer.authority))
        except Refused as error:
            raise _Over("odd") from error

    def _wait(self, sender: Sender, offer: Offer, nonce: bytes) -> Mapping[str, Any] | None:
        """Show the code until it is over. What was given; None where this was stopped."""
        code = Code(
            digits=offer.digits,
            words=words_of(offer, nonce=nonce, among=self._words),
            page=f"{self._server}/players/pair?code={offer.digits}",
        )
        self._see(Sight(code=code))
        while not self._stopping.wait(offer.poll_ms / 1000):
            try:
                reply = sender.get(f"{PATH}/{offer.id}?nonce={nonce.hex()}")
            except Untrusted as error:
                raise _Over("untrusted") from error
            except Unreachable:
                self._see(Sight(code=code, trouble="unreachable"))
                continue
            state = reply.document.get("state") if reply.status == 200 else None
            if state == "paired":
                return _proved(reply.document, offer)
            if state == "refused" or reply.status in {400, 404}:
                raise _Over("refused" if state == "refused" else "expired")
            trouble: Trouble = "" if state == "waiting" else _STATUSES.get(reply.status, "unreachable")
            self._see(Sight(code=code, trouble=trouble))
        return None

    def _kept(self, given: Mapping[str, Any]) -> Enrolment | None:
        """The enrolment, once it is on the disk: the server repeats what it gave until it is used."""
        enrolment = enrolment_of(given, paired_at=self._server)
        while True:
            try:
                self._keep(given)
            except DiskFull as problem:
                _log.warning("%s", problem.sentence())
                self._see(Sight(trouble="card"))
                if self._stopping.wait(self._again_s):
                    return None
            else:
                _log.info("paired as %s", enrolment.screen)
                return enrolment

    def _see(self, sight: Sight) -> None:
        if sight != self._told:
            self._told = sight
            if sight.trouble:
                _log.warning("pairing with %s: %s", self._server, sight.trouble)
            self._tell(sight)


class _Over(Exception):
    """This attempt is over; another follows by itself."""

    def __init__(self, trouble: Trouble, *, again_s: int | None = None) -> None:
        super().__init__(trouble)
        self.trouble, self.again_s = trouble, again_s


def is_address(server: str) -> bool:
    """Whether this is the http(s) address of a server."""
    try:
        parts = urlsplit(server)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        return False


def words_of(offer: Offer, *, nonce: bytes, among: tuple[Word, ...]) -> tuple[Word, Word]:
    """The two words for what a server said and the random bytes of this player."""
    authority = sha256(offer.authority.encode()).digest()
    keys = key_of(offer.public_key) + key_of(offer.recovery_key)
    digest = sha256(b"signage-pairing-1\n" + keys + authority + offer.digits.encode() + nonce).digest()
    return among[digest[0]], among[digest[1]]


def _offer(reply: Reply) -> Offer:
    if reply.status != 201:
        known = _STATUSES.get(reply.status, "unreachable" if reply.status >= 500 else "elsewhere")
        raise _Over(known, again_s=reply.again_s)
    said = reply.document
    try:
        least, most = _POLL_MS
        offer = Offer(
            id=_plain(said["pairing_id"]),
            digits=_six_digits(said["code"]),
            poll_ms=max(least, min(most, int(said.get("poll_ms", 2_000)))),
            public_key=said["public_key"],
            recovery_key=said["recovery_key"],
            authority=str(said.get("authority") or ""),
        )
        key_of(offer.public_key), key_of(offer.recovery_key)
    except (KeyError, TypeError, ValueError) as error:
        raise _Over("odd") from error
    return offer


def _proved(given: Mapping[str, Any], offer: Offer) -> Mapping[str, Any]:
    """What was given, if it is of the server that the words vouched for, and an enrolment."""
    same = (given.get("public_key"), given.get("recovery_key"), str(given.get("authority") or "")) == (
        offer.public_key,
        offer.recovery_key,
        offer.authority,
    )
    try:
        enrolment_of(given)
    except Problem as problem:
        _log.warning("%s", problem.sentence())
        same = False
    if not same:
        raise _Over("odd")
    return given


def _plain(text: object) -> str:
    """What may stand in an address."""
    if (
        not isinstance(text, str)
        or not text
        or not text.isascii()
        or not text.replace("-", "").replace("_", "").isalnum()
    ):
        raise ValueError("not plain")
    return text


def _six_digits(text: object) -> str:
    digits = _plain(text)
    if len(digits) != 6 or not digits.isdigit():
        raise ValueError(digits)
    return digits


def _words() -> tuple[Word, ...]:
    told = json.loads((Path(__file__).parent.parent / "words.json").read_text(encoding="utf-8"))
    return tuple((ja, en) for ja, en in told)
