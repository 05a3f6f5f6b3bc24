"""A player's showing side in the test's own hands, and an oracle that paints the same with numpy."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pygame
from numpy.typing import NDArray
from PIL import Image

from players.pi.cache import Cache
from players.pi.clock import Clock
from players.pi.commands import Commands
from players.pi.cues import Cues
from players.pi.documents import Manifest, manifest_of
from players.pi.glass import Glass
from players.pi.kept import Done
from players.pi.part import part_of
from players.pi.pictures import Pictures
from players.pi.reports import Order
from players.pi.show import Show
from players.pi.stage import OnAir
from players.pi.witness import Witness
from signage.core.shows import Placed, Shown, what_shows
from tests.players_pi.tree import NOON, SCREEN, Tree

Pixels = NDArray[np.float64]


Opened = Callable[..., "Theatre"]
"""The fixture that opens theatres and closes them after the test."""


@dataclass
class Presented:
    """A surface as it was presented, and when."""

    at: int
    pixels: NDArray[np.uint8]


class Settling(Pictures):
    """Pictures that can be waited for."""

    def settle(self) -> None:
        """Wait until everything that is wanted and can be painted is decoded."""
        with self._changed:
            self._changed.wait_for(lambda: self._next() is None)


class Theatre:
    """Show, Glass and Pictures on a surface of ours; every presentation is kept in `presented`."""

    def __init__(self, folder: Path, tree: Tree, *, panel: tuple[int, int] = (320, 180), at: int = NOON) -> None:
        self.at = float(at)
        self.late_ms = 0
        self.tree = tree
        self.presented: list[Presented] = []
        self.cache = Cache(folder)
        self.surface = pygame.Surface(panel, depth=32)
        self.wake = threading.Event()
        self.clock = Clock(
            boot=lambda: int(self.at), kernel=lambda: int(self.at) + self.late_ms, battery=lambda: None
        )
        self.clock.look(newest=0)
        self.done = Done(self.cache)
        self.cues = Cues(self.cache, done=self.done)
        self.glass = Glass(self.surface, flip=self._flip)
        self.pictures = Settling(self.cache, like=self.surface, news=self.wake.set, lost=lambda: None)
        self.pictures.start()
        self.orders: list[Order] = []
        self.witness = Witness(wake=self.wake.set)
        self.commands = Commands(
            done=self.done, acknowledge=self.orders.append, wake=self.wake.set, seconds=lambda: self.at / 1000
        )
        self.show = Show(
            glass=self.glass,
            pictures=self.pictures,
            clock=self.clock,
            cues=self.cues,
            commands=self.commands,
            witness=self.witness,
            screen=SCREEN,
            server="http://signage.ward.example",
            wake=self.wake,
        )

    def end(self) -> None:
        """Stop the threads."""
        self.pictures.stop()
        self.cues.end()

    def give(self, manifest: str) -> Manifest:
        """Put a manifest on air, with all its assets in the cache."""
        made = manifest_of(self.tree.path(manifest).read_bytes(), sha256=manifest)
        for asset in made.assets:
            with part_of(self.cache, asset) as part:
                part.add(self.tree.path(asset).read_bytes())
                part.adopt()
        self.show.put_on_air(OnAir(manifest=made, published=made.published))
        return made

    def frame(self) -> float:
        """One turn of the loop; what it wants is decoded before the next."""
        due = self.show.frame()
        self.pictures.settle()
        return due

    def play(self, until: int, *, hurry: Callable[[], float] | None = None) -> Iterator[int]:
        """Run the loop on our clock until an instant; yields the time of every turn."""
        while self.at < until:
            due = self.frame()
            yield int(self.at)
            self.at += max(1.0, due if hurry is None else max(due, hurry()))

    def _flip(self, boxes: list[pygame.Rect]) -> None:
        assert boxes
        self.presented.append(Presented(int(self.at), pixels_of(self.surface)))


def pixels_of(surface: pygame.Surface) -> NDArray[np.uint8]:
    """Rows of RGB."""
    return pygame.surfarray.array3d(surface).transpose(1, 0, 2).copy()


class Oracle:
    """Paints what_shows as DESIGN.md says it, slowly, from the published files."""

    def __init__(self, tree: Tree, manifest: Manifest) -> None:
        self._tree, self.manifest = tree, manifest
        self._decoded: dict[str, Pixels] = {}

    def shown(self, at: int, *, trusted: bool = True) -> Shown:
        return what_shows(self.manifest.published, at, trusted=trusted)

    def paint(self, at: int, *, trusted: bool = True) -> Pixels:
        """The canvas at an instant; power off is black."""
        shown = self.shown(at, trusted=trusted)
        if shown.power == "off":
            return np.zeros((self.manifest.height, self.manifest.width, 3))
        still = self._canvas(shown.still)
        canvas = still.copy()
        for index, zone in enumerate(shown.zones):
            if zone.weight >= 1:
                continue
            inside = _slices(zone.placed.box)
            before = self._canvas(zone.before)
            canvas[inside] = before[inside] * (1 - zone.weight) + still[inside] * zone.weight
            for above in shown.zones[index + 1 :]:
                over = _slices(above.placed.box)
                canvas[over] = still[over]
        return canvas

    def _canvas(self, placed: tuple[Placed, ...]) -> Pixels:
        canvas: Pixels = np.zeros((self.manifest.height, self.manifest.width, 3))
        canvas[:] = (247, 248, 250)
        for one in placed:
            canvas[_slices(one.box)] = self._picture(one.asset)
        return canvas

    def _picture(self, asset: str) -> Pixels:
        if asset not in self._decoded:
            with Image.open(io.BytesIO(self._tree.path(asset).read_bytes())) as picture:
                self._decoded[asset] = np.asarray(picture.convert("RGB"), dtype=float)
        return self._decoded[asset]


def _slices(box: tuple[int, int, int, int]) -> tuple[slice, slice]:
    x, y, width, height = box
    return slice(y, y + height), slice(x, x + width)


def differs(pixels: NDArray[np.uint8], expected: Pixels) -> float:
    """The largest difference of any channel, of 255."""
    return float(np.abs(pixels - expected).max())
