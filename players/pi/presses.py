"""Presses: what was pressed at a counter, sent to the server in order, each once, whatever becomes of the network."""

from __future__ import annotations

import contextlib
import json
import logging
import threading
import uuid
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from players.pi.cache import Cache
from players.pi.clock import Reading
from players.pi.enrolment import Pad
from players.pi.fence import fenced
from players.pi.problems import DiskFull, Problem, Refused, Unreachable
from players.pi.straight import Trust, unreachable
from players.pi.telling import Senders
from players.pi.verify import parsed

OLD_MS = 600_000
"""What nobody heard of for so long is not done any more: by then boards have hidden their numbers, and clerks call by
voice."""

_TIMELESS = Unreachable(ja="時刻がまだ分かりません。", en="The time is not known yet.")
_TOO_OLD = Refused(
    ja="押してから10分たちました。もう一度押してください。", en="It was pressed ten minutes ago; press again."
)
_NO_SERVER = Refused(ja="番号を送るサーバーがありません。", en="There is no server to send numbers to.")

_FILE = "presses.json"
_FIRST_AGAIN_S, _LAST_AGAIN_S = 0.5, 10.0
_log = logging.getLogger("signage.player")


@dataclass(frozen=True, kw_only=True, slots=True)
class Press:
    """One press, known to the server by its id: it may be sent again. `at` is 0 where nobody knew the time."""

    id: str
    do: str
    number: str
    at: int


class Presses:
    """Sends presses from a thread of its own. `press` may be called from any and never waits."""

    def __init__(
        self,
        pad: Pad,
        *,
        cache: Cache,
        servers: Callable[[], Sequence[str]],
        now: Callable[[], Reading],
        trust: Trust,
    ) -> None:
        """`servers` are tried in this order."""
        self._pad, self._cache, self._servers, self._now = pad, cache, servers, now
        self._lines = Senders(token=pad.token, trust=trust)
        self._waiting = list(_kept(cache, pad))
        self._written: tuple[tuple[bytes, bool], ...] = ()
        self._changed = threading.Condition()
        self._stopping = False
        self._thread = threading.Thread(target=fenced, args=(self._run,), name="presses", daemon=True)

    def start(self) -> None:
        """Begin to send what was left from before, and whatever is pressed."""
        self._thread.start()

    def stop(self) -> None:
        """End; what was not accepted stays for the next time."""
        with self._changed:
            self._stopping = True
            self._changed.notify()
        if self._thread.ident is not None:
            self._thread.join(timeout=2)

    def press(self, do: str, number: str) -> None:
        """Send this, after all that was pressed before it.

        The same as the last one that still waits is that one: who presses again because nothing happened means once.
        """
        with self._changed:
            if self._waiting and (self._waiting[-1].do, self._waiting[-1].number) == (do, number):
                return
            now = self._now()
            at = now.at if now.trusted else 0
            self._waiting.append(Press(id=uuid.uuid4().hex, do=do, number=number, at=at))
            self._changed.notify()

    def _run(self) -> None:
        tries = 0
        while (press := self._first()) is not None:
            # Not synced while it goes well: it is sent within the second, and a card is not worn out by it.
            held = self._keep(durable=tries > 0)
            if (problem := self._sent(press)) is None or not problem.again:
                with self._changed:
                    self._waiting.remove(press)
                self._keep(durable=False)
                tries = 0
                continue
            if tries == 0:  # once for a trouble, not for each try: cards die of logs
                _log.warning("%s %s waits to be sent: %s", press.do, press.number, problem.sentence())
            self._pause(min(_LAST_AGAIN_S, _FIRST_AGAIN_S * 2**tries), held=held)
            tries = min(tries + 1, 10)

    def _pause(self, seconds: float, *, held: int) -> None:
        """Until it is time to try again, or something else was pressed."""
        with self._changed:
            self._changed.wait_for(lambda: self._stopping or len(self._waiting) > held, seconds)

    def _first(self) -> Press | None:
        """The press that was made first; None where it is time to end."""
        with self._changed:
            self._changed.wait_for(lambda: self._stopping or bool(self._waiting))
            return None if self._stopping else self._waiting[0]

    def _sent(self, press: Press) -> Problem | None:
        """Send one. The problem where it is not done; whether trying again may help is a fact of it."""
        now = self._now()
        if press.at and not now.trusted:
            return _TIMELESS  # it was left from before: nobody knows yet how old it is
        problem: Problem | None = _TOO_OLD
        if not press.at or now.at < press.at + OLD_MS:
            problem = self._told(press)
        if problem is not None and not problem.again:
            _log.warning("%s %s was not done: %s", press.do, press.number, problem.sentence())
        return problem

    def _told(self, press: Press) -> Problem | None:
        """Tell the first server that hears it."""
        document: dict[str, Any] = {"id": press.id, "do": press.do, "counter": self._pad.counter}
        if press.number:
            document["number"] = press.number
        problem: Problem = _NO_SERVER
        for url in self._servers():
            try:
                reply = self._lines.to(url).post(f"api/v1/queue/{self._pad.queue}/presses", document)
            except Problem as error:
                problem = error
                continue
            if 200 <= reply.status < 300:
                return None
            if not reply.passing:
                return Refused(ja=reply.detail, en=reply.detail)
            problem = unreachable(url, f"HTTP {reply.status}")
        return problem

    def _keep(self, *, durable: bool) -> int:
        """Write down those that wait, if they are others than before; how many they are."""
        with self._changed:
            left = [asdict(press) for press in self._waiting]
        data = json.dumps({"queue": self._pad.queue, "counter": self._pad.counter, "presses": left}).encode()
        if (data, durable) not in self._written:
            with contextlib.suppress(DiskFull):  # they are sent all the same, unless the power goes too
                self._cache.write(_FILE, data, durable=durable)
                self._written = ((data, durable), (data, False))
        return len(left)


def _kept(cache: Cache, pad: Pad) -> Sequence[Press]:
    """What the last run could not send, if it was pressed for this counter."""
    try:
        document = parsed(cache.read_file(_FILE) or b"{}")
        if (document.get("queue"), document.get("counter")) != (pad.queue, pad.counter):
            return ()
        presses = [Press(**press) for press in document["presses"]]
        return [press for press in presses if press.at]
    except (Refused, KeyError, TypeError, ValueError):
        return ()
