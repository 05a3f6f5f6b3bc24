"""Cues: the chime that goes with a call, played once, and only where the screen may sound."""

from __future__ import annotations

import io
import logging
import threading
from collections.abc import Mapping
from typing import Any

import pygame

from players.pi.cache import Cache
from players.pi.kept import Done
from signage.core.shows import instant_of

_log = logging.getLogger("signage.player")


class Cues:
    """Plays what `what_shows` says is open, in a thread: sound never delays a picture."""

    def __init__(self, cache: Cache, *, done: Done) -> None:
        self._cache, self._done = cache, done
        self._one_at_a_time = threading.Lock()
        self._ended = self._mute = False

    def play(self, cue: Mapping[str, Any], *, at: int) -> None:
        """Play a cue that is open, unless it was played before or is not here yet."""
        until = instant_of(cue["at"]) + int(cue["for_s"] * 1000)
        here = self._cache.has(cue["asset"])
        if here and self._done.first_time(f"cue {cue['id']}", until=until, at=at, durable=False):
            threading.Thread(target=self._sound, args=(cue["asset"],), name="cue", daemon=True).start()

    def _sound(self, asset: str) -> None:
        if (data := self._cache.read(asset)) is None:
            return
        with self._one_at_a_time:
            if self._ended:
                return
            try:
                if not pygame.mixer.get_init():
                    pygame.mixer.init()
                pygame.mixer.Sound(file=io.BytesIO(data)).play()
            except pygame.error as error:
                if not self._mute:
                    _log.warning("no sound: %s", error)
                self._mute = True

    def end(self) -> None:
        """No sound any more; to be called before SDL is closed, for it does not wait for a thread in its midst."""
        with self._one_at_a_time:
            self._ended = True
            pygame.mixer.quit()
