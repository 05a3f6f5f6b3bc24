"""Cues: the chime or the words that go with a call, each once, and only where the screen may sound."""

from __future__ import annotations

import io
import logging
import queue
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pygame

from players.pi.cache import Cache
from players.pi.fence import fenced
from players.pi.kept import Done
from signage.core.shows import instant_of

_RATE = 44_100
"""What every sound device takes; the mixer brings each sound to it."""

_PAUSE_S = 0.4
"""Between two sounds, so that two calls at once are told apart."""

_IDLE_S = 60
"""So long after the last sound the device is let go: a loudspeaker that was plugged in anew is found again."""

_log = logging.getLogger("signage.player")


@dataclass(frozen=True, kw_only=True, slots=True)
class Turn:
    """A sound that waits for those before it, unless it has to wait past `until` (monotonic seconds)."""

    asset: str
    volume: int
    until: float


class Cues:
    """Plays what `what_shows` says is open, in a thread and one after another: sound never delays a picture."""

    def __init__(self, cache: Cache, *, done: Done) -> None:
        self._cache, self._done = cache, done
        self._turns: queue.SimpleQueue[Turn | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._ended = threading.Event()
        self._trouble = ""

    def play(self, cue: Mapping[str, Any], *, at: int, volume: int = 100) -> None:
        """Play a cue that is open, unless it was played before or is not here yet. `volume` is the screen's, in %."""
        until = instant_of(cue["at"]) + int(cue["for_s"] * 1000)
        here = self._cache.has(cue["asset"])
        if here and self._done.first_time(f"cue {cue['id']}", until=until, at=at, durable=False):
            if self._thread is None:
                self._thread = threading.Thread(target=fenced, args=(self._take_turns,), name="cues", daemon=True)
                self._thread.start()
            self._turns.put(Turn(asset=cue["asset"], volume=volume, until=time.monotonic() + (until - at) / 1000))

    def end(self) -> None:
        """No sound any more; to be called before SDL is closed, for it does not wait for a thread in its midst."""
        self._ended.set()
        self._turns.put(None)
        if self._thread is not None:
            self._thread.join()
        pygame.mixer.quit()

    def _take_turns(self) -> None:
        while not self._ended.is_set():
            try:
                turn = self._turns.get(timeout=_IDLE_S if pygame.mixer.get_init() else None)
            except queue.Empty:
                pygame.mixer.quit()
                continue
            if turn is not None and time.monotonic() < turn.until:
                self._sound(turn)

    def _sound(self, turn: Turn) -> None:
        """One sound, to its end: two calls at once are heard one after the other."""
        if (data := self._cache.read(turn.asset)) is None:
            return
        try:
            if not pygame.mixer.get_init():
                pygame.mixer.init(_RATE, -16, 1)
            sound = pygame.mixer.Sound(file=io.BytesIO(data))
            sound.set_volume(turn.volume / 100)
            sound.play()
        except pygame.error as error:
            self._note(f"no sound: {error}")
        else:
            self._note("")
            self._ended.wait(sound.get_length() + _PAUSE_S)

    def _note(self, trouble: str) -> None:
        """Log a trouble when it begins and when it is over, not at every call: cards die of logs."""
        if trouble != self._trouble:
            _log.warning("%s", trouble or "sound again")
        self._trouble = trouble
