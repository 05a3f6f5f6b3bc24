"""Pictures: decoded ahead of their turn in a thread of their own, and no more of them than are wanted."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pygame

from players.pi.cache import Cache
from players.pi.fence import fenced

_MOST_BYTES = 64 << 20
"""No picture of a screen is longer."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Picture:
    """An asset at the size it has on the panel, after it was turned clockwise by `turn` degrees."""

    asset: str
    width: int
    height: int
    turn: int


class Pictures:
    """The decoded pictures. `like` is a surface whose pixel format they take; `news` is told of every change.

    Each file's hash is checked in the very bytes that are decoded, so nothing corrupt is ever painted.
    """

    def __init__(
        self, cache: Cache, *, like: pygame.Surface, news: Callable[[], None], lost: Callable[[], None]
    ) -> None:
        self._cache, self._like, self._news, self._lost = cache, like, news, lost
        self._changed = threading.Condition()
        self._wanted: tuple[Picture, ...] = ()
        self._ready: dict[Picture, pygame.Surface] = {}
        self._useless: set[str] = set()
        self._stopping = False
        self._thread = threading.Thread(target=fenced, args=(self._work,), name="pictures", daemon=True)

    def start(self) -> None:
        """Begin to decode."""
        self._thread.start()

    def stop(self) -> None:
        """Decode no more; to be called before SDL is closed."""
        with self._changed:
            self._stopping = True
            self._changed.notify_all()
        self._thread.join(timeout=5)

    def has(self, asset: str) -> bool:
        """Whether an asset can be painted, as far as is known."""
        return self._cache.has(asset) and asset not in self._useless

    def want(self, pictures: Iterable[Picture]) -> None:
        """From now on exactly these, the most pressing first."""
        wanted = tuple(dict.fromkeys(pictures))
        with self._changed:
            if wanted != self._wanted:
                self._wanted = wanted
                self._ready = {one: surface for one, surface in self._ready.items() if one in wanted}
            self._changed.notify_all()

    def get(self, picture: Picture) -> pygame.Surface | None:
        """A picture, if it is decoded."""
        return self._ready.get(picture)

    def _next(self) -> Picture | None:
        return next((one for one in self._wanted if one not in self._ready and self.has(one.asset)), None)

    def _work(self) -> None:
        while not self._stopping:
            with self._changed:
                while (picture := self._next()) is None:
                    if self._stopping:
                        return
                    self._changed.wait()
            surface = self._decode(picture)
            with self._changed:
                if surface is not None and picture in self._wanted:
                    self._ready[picture] = surface
                del surface  # held no longer than it is wanted: a 4K picture is 33 MB
                self._changed.notify_all()
            self._news()

    def _decode(self, picture: Picture) -> pygame.Surface | None:
        try:
            if self._cache.path(picture.asset).stat().st_size > _MOST_BYTES:
                self._useless.add(picture.asset)
                return None
        except OSError:
            pass  # read says so, and removes it
        if (data := self._cache.read(picture.asset)) is None:
            self._lost()
            return None
        try:
            return decoded(data, picture, like=self._like)
        except pygame.error:
            self._useless.add(picture.asset)
            return None


def decoded(data: bytes, picture: Picture, *, like: pygame.Surface) -> pygame.Surface:
    """A picture from its file's bytes; pygame.error where they are none."""
    surface = pygame.image.load(io.BytesIO(data)).convert(like)
    upright = (picture.width, picture.height) if picture.turn in {0, 180} else (picture.height, picture.width)
    if surface.get_size() != upright:
        surface = pygame.transform.smoothscale(surface, upright)
    return pygame.transform.rotate(surface, -picture.turn) if picture.turn else surface
