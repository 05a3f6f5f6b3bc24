"""Sounds: what is heard with a call, as cues for live files: the chime, or the call spoken where that is ready."""

from __future__ import annotations

from dataclasses import dataclass

from signage.core.chime import chime
from signage.core.instants import SECOND
from signage.core.live import Cue
from signage.core.queue_said import Call, QueueSaid
from signage.core.queues import Queue
from signage.core.sounds import TYPE
from signage.publish.live import Live

HEARD_FOR_S = 15
"""A player that comes to know of a call later than this after it keeps silent."""

_AFTER_MS = 1_500
"""After the call, so that the picture has been seen to change (DESIGN)."""

_LOG_MS = 60_000
"""A ticket machine's log tells the minute alone, by the machine's own clock: so much a call's time may be off."""


@dataclass(frozen=True, kw_only=True)
class Sound:
    """One cue, and the asset that it names."""

    cue: Cue
    asset: Live


class Sounds:
    """What goes with the calls of all queues. A call keeps what it was given: a player plays it once by its id.

    Belongs to one thread.
    """

    def __init__(self) -> None:
        self._given: dict[str, Sound] = {}

    def of(self, said: QueueSaid, *, queue: Queue, at: int) -> tuple[Sound, ...]:
        """What may still be heard at an instant of what was called; nothing where the office wants no sound."""
        if queue.sound == "none":
            return ()
        self._forget(at)
        return tuple(
            sound
            for call in said.calls
            if _is_recent(call, at) and at < _ends((sound := self._given.get(call.event) or self._give(call, at)).cue)
        )

    def _give(self, call: Call, at: int) -> Sound:
        # A console's call is heard by its own time; what a log brings late, from when it became known.
        known = call.at if call.at <= at < call.at + _AFTER_MS else at
        asset = Live.of(chime(), TYPE)
        cue = Cue(id=call.event, at=_whole(known + _AFTER_MS), for_s=HEARD_FOR_S, asset=asset.name)
        self._given[call.event] = Sound(cue=cue, asset=asset)
        return self._given[call.event]

    def _forget(self, at: int) -> None:
        """Those of which nobody asks any more."""
        self._given = {event: sound for event, sound in self._given.items() if at < _ends(sound.cue) + 2 * _LOG_MS}


def _is_recent(call: Call, at: int) -> bool:
    return call.at - _LOG_MS <= at < call.at + _LOG_MS + HEARD_FOR_S * SECOND


def _ends(cue: Cue) -> int:
    return cue.at + cue.for_s * SECOND


def _whole(instant: int) -> int:
    """The next whole second: live files know no other instants, and no sound may come before its picture."""
    return -(-instant // SECOND) * SECOND
