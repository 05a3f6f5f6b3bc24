"""A cell of a queue board: where something changes by the second, and what it may say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from signage.core.queue_said import CounterWord, Lamp
from signage.core.shows import Box
from signage.core.texts import Text
from signage.render.marks import Mark
from signage.render.queue_board_document import BoardQueue
from signage.render.queue_board_setting import Setting

Place = Literal["newest", "pulse", "line", "info", "recent", "ready", "time"]

Painted = tuple[Sequence[Mark], str]
"""A cell's marks, and the same in words."""


@dataclass(frozen=True, kw_only=True)
class Called:
    """A number, the sign of the counter that called it, what that counter says; `fresh`: the board's newest call."""

    number: str = ""
    sign: str = ""
    state: CounterWord = "open"
    fresh: bool = False


@dataclass(frozen=True, kw_only=True)
class Said:
    """What a cell says: as much of this as its place asks for. `on`: it stands out for a second."""

    called: tuple[Called, ...] = ()
    text: Text = Text()
    waiting: int | None = None
    wait: Text | None = None
    lamp: Lamp | None = None
    numbers: tuple[str, ...] = ()
    on: bool = False


@dataclass(frozen=True, kw_only=True, eq=False)
class Cell:
    """A place on a page, made once with its layout and known by itself.

    `queues` are those that it speaks of, `counters` the ids of those side by side in a line, each `pitch` pixels from
    the last. Numbers begin `left` of a list's or a counter's beginning. `across`: the newest call's counter stands
    beside its number.
    """

    place: Place
    name: str
    box: Box
    setting: Setting
    queues: tuple[BoardQueue, ...] = ()
    counters: tuple[str, ...] = ()
    pitch: int = 0
    left: int = 0
    across: bool = False

    @property
    def size(self) -> tuple[int, int]:
        """Width and height."""
        return self.box[2], self.box[3]

    @property
    def digits(self) -> int:
        """How long its numbers usually are."""
        return max((queue.digits for queue in self.queues), default=3)
