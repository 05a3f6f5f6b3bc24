"""Sounds: what is heard with a call, as cues for live files: the chime, or the call spoken where that is ready."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest

from signage.core.called_aloud import Phrase, counter_phrases, number_phrases
from signage.core.chime import chime, tones
from signage.core.instants import SECOND
from signage.core.live import Cue
from signage.core.queue_said import Call, QueueSaid
from signage.core.queues import Queue
from signage.core.sounds import TYPE, mu_law, silence, spoken_wav
from signage.publish.live import Live
from signage.publish.speech import Speech

HEARD_FOR_S = 15
"""A player that comes to know of a call later than this after it keeps silent."""

AHEAD = 30
"""Numbers of a queue that are spoken ahead: a minute of work for the voice, half an hour of calls."""

_PAUSE_MS = 150
"""Between the chime and each phrase."""

_AFTER_MS = 1_500
"""After the call, so that the picture has been seen to change (DESIGN)."""

_LOG_MS = 60_000
"""A ticket machine's log tells the minute alone, by the machine's own clock: so much a call's time may be off."""


@dataclass(frozen=True, kw_only=True)
class Sound:
    """One cue, and the asset that it names."""

    cue: Cue
    asset: Live


@dataclass(frozen=True, slots=True)
class _Ahead:
    """What one queue is likely to need soon: its counters' signs, and numbers, the next one first."""

    signs: list[str]
    numbers: list[str]

    def phrases(self) -> list[Phrase]:
        counters = [phrase for sign in self.signs for phrase in counter_phrases(sign)]
        return counters + [phrase for number in self.numbers for phrase in number_phrases(number)]


class Sounds:
    """What goes with the calls of all queues. A call keeps what it was given: a player plays it once by its id.

    Belongs to one thread, and never waits for speech.
    """

    def __init__(self, speech: Speech | None = None) -> None:
        self._speech = speech
        self._given: dict[str, Sound] = {}
        self._ahead: dict[str, _Ahead] = {}

    @cached_property
    def _chime(self) -> Live:
        return Live.of(chime(), TYPE)

    @cached_property
    def _bell(self) -> bytes:
        return mu_law(tones())

    def _warm_up(self) -> bool:
        """Compute what takes time when boards are first looked at, not when somebody is called."""
        return bool(self._chime and self._bell)

    def of(self, said: QueueSaid, *, queue: Queue, at: int) -> tuple[Sound, ...]:
        """What may still be heard at an instant of what was called; nothing where the office wants no sound."""
        if queue.sound == "none":
            return ()
        self._warm_up()
        self._forget(at)
        recent = [call for call in said.calls if _is_recent(call, at)]
        for call in recent:
            if call.event not in self._given:
                self._give(call, self._asset(call, said, queue), at)
        if queue.sound == "spoken":
            self._prepare(said, queue)
        return tuple(sound for call in recent if at < _ends((sound := self._given[call.event]).cue))

    def _give(self, call: Call, asset: Live, at: int) -> None:
        # A console's call is heard by its own time; what a log brings late, from when it became known.
        known = call.at if call.at <= at < call.at + _AFTER_MS else at
        cue = Cue(id=call.event, at=_whole(known + _AFTER_MS), for_s=HEARD_FOR_S, asset=asset.name)
        self._given[call.event] = Sound(cue=cue, asset=asset)

    def _asset(self, call: Call, said: QueueSaid, queue: Queue) -> Live:
        """The spoken call where all of it is ready; the chime alone else."""
        spoken = self._spoken(call, said) if queue.sound == "spoken" else None
        return self._chime if spoken is None else Live.of(spoken, TYPE)

    def _spoken(self, call: Call, said: QueueSaid) -> bytes | None:
        sign = next((counter.number for counter in said.counters if counter.id == call.counter), None)
        if self._speech is None or sign is None:
            return None
        languages = self._speech.languages()
        phrases = zip(number_phrases(call.number), counter_phrases(sign), strict=True)
        parts = [self._speech.spoken(phrase) for pair in phrases if pair[0].lang in languages for phrase in pair]
        ready = [part for part in parts if part is not None]
        if not ready or len(ready) < len(parts):
            return None
        return spoken_wav(silence(_PAUSE_MS).join((self._bell, *ready)))

    def _prepare(self, said: QueueSaid, queue: Queue) -> None:
        """Have the next numbers spoken before they are called: when a ticket is issued, its number is ready."""
        if self._speech is None:
            return
        ahead = _Ahead([counter.number for counter in said.counters], numbers_ahead(said, queue))
        if self._ahead.get(queue.id) != ahead:
            self._ahead[queue.id] = ahead
            in_turn = zip_longest(*(one.phrases() for one in self._ahead.values()))
            self._speech.want([phrase for each in in_turn for phrase in each if phrase])

    def _forget(self, at: int) -> None:
        """Those of which nobody asks any more."""
        self._given = {event: sound for event, sound in self._given.items() if at < _ends(sound.cue) + 2 * _LOG_MS}


def numbers_ahead(said: QueueSaid, queue: Queue) -> list[str]:
    """The numbers that are shown, and those that will be called next: after the newest that lies in the range."""
    shown = [call.number for call in said.calls]
    newest = next((int(one) for one in shown if one.isdecimal() and queue.first <= int(one) <= queue.last), None)
    begins = queue.first if newest is None else newest + 1
    size = max(1, queue.last - queue.first + 1)
    coming = [str(queue.first + (begins - queue.first + step) % size) for step in range(min(AHEAD, size))]
    return list(dict.fromkeys([*coming, *shown]))


def _is_recent(call: Call, at: int) -> bool:
    return call.at - _LOG_MS <= at < call.at + _LOG_MS + HEARD_FOR_S * SECOND


def _ends(cue: Cue) -> int:
    return cue.at + cue.for_s * SECOND


def _whole(instant: int) -> int:
    """The next whole second: live files know no other instants, and no sound may come before its picture."""
    return -(-instant // SECOND) * SECOND
