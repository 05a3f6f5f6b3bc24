"""Pairings: a player that nobody knows yet shows a code; an admin who reads two words off it gives it a screen.

Why the words can be believed. They are taken from what the player was told of the server (its keys, its authority),
the code, and sixteen random bytes of the player. Somebody in between, who relays the code, has other keys, so monitor
and page show other words. There are 65,536 pairs of words, so he would try keys until they fit, had he all else in
hand. Therefore the player sends only the hash of its bytes (the commitment) when it asks for a code, and the bytes
themselves once it has been told the keys. He then has one guess for each code that the player shows, 2^-16.

He can end a code and so make the player ask for the next. Therefore a player whose code ends before its time pauses
longer before each further one, up to five minutes: at most eleven codes in the half hour that a code of this server
is good for, so that he fits with 11 · 2^-16, one in about 6,000; and whoever stands before the monitor sees them go.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal, NamedTuple

from signage.core.instants import HOUR, MINUTE, SECOND
from signage.core.problems import Refused

State = Literal["waiting", "paired", "refused"]

POLL_MS = 2 * SECOND
WAITS = 30 * MINUTE
"""How long a code is good for: from the ladder to the desk, past a colleague with a question."""

DELIVERS = 10 * MINUTE
"""How long the answer is repeated to a player that does not use what it was given (DESIGN, section 7)."""

SILENT_AFTER = 2 * MINUTE
"""A player that has not asked for so long has gone: it began anew, or was unplugged. Its place is another's."""

HEARD_EVERY = 20 * SECOND
"""How exactly it is kept when a player last asked: not every poll is worth a write."""

REMEMBERED = HOUR
"""How long a code that is over is still known as one that was."""

MOST_WAIT = 20
MOST_WAIT_AT_ONE_ADDRESS = 10
"""Nobody holds every place alone, and a branch whose players share one address still pairs ten at once."""

DIGITS = 6
NONCE_BYTES = 16

_LABEL = b"signage-pairing-1\n"


class Word(NamedTuple):
    """A word that nobody mishears, in Japanese and in English."""

    ja: str
    en: str


@dataclass(frozen=True, kw_only=True)
class Server:
    """What a player is told of the server, and what the words vouch for."""

    public_key: bytes
    recovery_key: bytes
    authority: str


@dataclass(frozen=True, kw_only=True)
class Pairing:
    """A player that asked to be paired. `id` is its secret: it is drawn nowhere and logged nowhere.

    `commitment` is empty where the player gave none, `nonce` None until it has been revealed. `secret` is the token
    of the enrolment, from pairing until its first use.
    """

    id: str
    code: str
    commitment: str
    model: str
    address: str
    raised_at: int
    expires_at: int
    heard_at: int
    state: State = "waiting"
    who: str = ""
    nonce: str | None = None
    enrolment: str | None = None
    secret: str | None = None

    @property
    def is_revealed(self) -> bool:
        """Whether the words can be told."""
        return not self.commitment or self.nonce is not None


def code_of(typed: str) -> str:
    """Six digits from what somebody typed: in any width, with gaps. Refused where they are something else."""
    code = "".join(c for c in unicodedata.normalize("NFKC", typed) if c.isalnum())
    if len(code) != DIGITS or not (code.isascii() and code.isdigit()):
        raise Refused(
            ja="登録番号は6桁の数字です。モニターに出ている番号を入力してください。",
            en="a pairing code has six digits; type the one that the monitor shows.",
        )
    return code


def fits(commitment: str, nonce: str) -> bool:
    """Whether these are the random bytes (as hexadecimal digits) to which a player has committed itself."""
    try:
        revealed = bytes.fromhex(nonce)
    except ValueError:
        return False
    return len(revealed) == NONCE_BYTES and sha256(revealed).hexdigest() == commitment


def digest(server: Server, *, code: str, nonce: str) -> bytes:
    """What server, page and player each work out by themselves; `nonce` is empty where there is no commitment."""
    authority = sha256(server.authority.encode()).digest()
    parts = (_LABEL, server.public_key, server.recovery_key, authority, code.encode("ascii"), bytes.fromhex(nonce))
    return sha256(b"".join(parts)).digest()


def words(server: Server, *, code: str, nonce: str, among: Sequence[Word]) -> tuple[Word, Word]:
    """The two words that monitor and page show, of the 256 of players/words.json."""
    first, second = digest(server, code=code, nonce=nonce)[:2]
    return among[first], among[second]
