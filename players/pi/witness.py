"""The witness: what is on the glass, for reports: as facts at every frame, as a picture when nothing is due."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import pygame

State = Literal["showing", "dark", "fallback", "waiting"]

_MOST_BYTES = 340_000
"""Of a picture: a report has room for that and a half as base64."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Glance:
    """What is on the glass since `at`: the looped ids zone by zone; while waiting, why."""

    state: State = "waiting"
    why: str = "starting"
    items: tuple[str, ...] = ()
    at: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Photo:
    """The panel as it was at `at`, scaled; a JPEG; and what was on it."""

    glance: Glance
    at: int
    width: int
    height: int
    jpeg: bytes


class Witness:
    """`saw` and `look` are for the thread that shows; `glance` and `photo` for any other."""

    def __init__(self, *, wake: Callable[[], None]) -> None:
        """`wake` asks the thread that shows to come round."""
        self.news: Callable[[], None] = _nothing
        """Told when the state changes."""
        self.panel: tuple[int, int] | None = None
        self._wake = wake
        self._glance = Glance()
        self._changed = threading.Condition()
        self._wanted = 0
        self._taken: tuple[pygame.Surface, Glance, int] | None = None

    @property
    def glance(self) -> Glance:
        """What is on the glass."""
        return self._glance

    def saw(self, state: State, *, at: int, why: str = "", items: tuple[str, ...] = ()) -> None:
        """This is on the glass now. Costs next to nothing where it is what was there before."""
        before = self._glance
        if (state, why, items) == (before.state, before.why, before.items):
            return
        self._glance = Glance(state=state, why=why, items=items, at=at)
        if (state, why) != (before.state, before.why):
            self.news()

    def look(self, surface: pygame.Surface, *, at: int) -> None:
        """Nothing is due for a while: take the picture that somebody waits for, scaled, without copying it whole."""
        self.panel = surface.get_size()
        if not self._wanted:
            return
        width, height = self.panel
        scale = min(1.0, self._wanted / max(width, height))
        size = (max(1, round(width * scale)), max(1, round(height * scale)))
        small = pygame.transform.smoothscale(surface, size)
        with self._changed:
            self._wanted, self._taken = 0, (small, self._glance, at)
            self._changed.notify_all()

    def photo(self, longest: int, *, limit_s: float) -> Photo | None:
        """A picture of the panel, its longer side at most `longest` pixels; None where no quiet moment comes."""
        with self._changed:
            self._taken, self._wanted = None, longest
            self._wake()
            self._changed.wait_for(lambda: self._taken is not None, limit_s)
            taken, self._taken, self._wanted = self._taken, None, 0
        if taken is None:
            return None
        small, glance, at = taken
        jpeg = _jpeg(small)
        while len(jpeg) > _MOST_BYTES:
            small = pygame.transform.smoothscale_by(small, 0.8)
            jpeg = _jpeg(small)
        return Photo(glance=glance, at=at, width=small.get_width(), height=small.get_height(), jpeg=jpeg)


def _jpeg(surface: pygame.Surface) -> bytes:
    file = io.BytesIO()
    pygame.image.save(surface, file, "photo.jpg")
    return file.getvalue()


def _nothing() -> None:
    """Nobody listens."""
