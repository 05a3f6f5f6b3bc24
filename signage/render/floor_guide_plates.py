"""Plates in the rows of the floor guide: numbers like the signs over the counters, pictograms, states."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from signage.render.floor_guide_setting import Setting
from signage.render.floor_guide_signs import facility_sign, state_sign
from signage.render.marks import Fill, Mark, Outline
from signage.render.text import Paragraph, line

NUMBER_LEADING = 1.08
WIDEST = 4.8
"""A number's plate is at most so many ems wide before its parts stand below each other."""
NARROWEST = 1.9
PAD_X, PAD_Y = 0.25, 0.14
"""Around a number, in ems."""


@dataclass(frozen=True, kw_only=True)
class NumberPlate:
    """A counter's numbers on one plate, in one line or in one each."""

    setting: Setting
    numbers: Paragraph
    quiet: bool

    @property
    def width(self) -> int:
        """At least as wide as a number of two digits is."""
        size = self.setting.number
        return max(self.numbers.width + 2 * round(PAD_X * size), round(NARROWEST * size))

    @property
    def height(self) -> int:
        """With what is around the number."""
        return self.numbers.height + 2 * round(PAD_Y * self.setting.number)

    @property
    def level(self) -> int:
        """How far below the plate's top a line of words begins that is level with the number."""
        high = self.numbers.height if len(self.numbers.lines) == 1 else self.setting.number
        return max(0, round(PAD_Y * self.setting.number) + (high - self.setting.size) // 2)

    def marks(self, x: int, y: int) -> list[Mark]:
        """Its upper left corner there."""
        colours, radius = self.setting.colours, self.setting.canvas.radius
        box = (x, y, self.width, self.height)
        edge = colours.hairline if self.quiet else colours.edge
        return [
            Fill(box=box, colour=colours.plate, radius=radius),
            Outline(box=box, colour=edge, stroke=max(2, round(self.setting.size / 16)), radius=radius),
            *self.numbers.place(x, y + (self.height - self.numbers.height) // 2, width=self.width, align="centre"),
        ]


@dataclass(frozen=True, kw_only=True)
class IconPlate:
    """A facility's pictogram on a square."""

    setting: Setting
    kind: str

    @property
    def width(self) -> int:
        """The same for all."""
        return round(1.35 * self.setting.number)

    @property
    def height(self) -> int:
        """A square."""
        return self.width

    @property
    def level(self) -> int:
        """How far below its top a line of words begins that is level with it."""
        return (self.height - self.setting.size) // 2

    def marks(self, x: int, y: int) -> list[Mark]:
        """Its upper left corner there."""
        side, colours = self.width, self.setting.colours
        inner = round(0.8 * side)
        spot = (x + (side - inner) // 2, y + (side - inner) // 2)
        plate = Fill(box=(x, y, side, side), colour=colours.sign_plate, radius=self.setting.canvas.radius)
        return [plate, facility_sign(self.kind, spot, inner, colours.sign_ink)]


@dataclass(frozen=True, kw_only=True)
class StatePlate:
    """A state: shape and word."""

    setting: Setting
    word: Paragraph
    shape: str

    @property
    def width(self) -> int:
        """With its shape before the word, if it has one."""
        return self.word.width + self._before + round(0.42 * self.word.style.size)

    @property
    def height(self) -> int:
        """Lower than a number's plate."""
        return round(1.4 * self.word.style.size)

    @property
    def _before(self) -> int:
        return round((1.28 if self.shape else 0.42) * self.word.style.size)

    def marks(self, x: int, y: int) -> list[Mark]:
        """Its upper left corner there."""
        colours, canvas, size = self.setting.colours, self.setting.canvas, self.word.style.size
        box, side = (x, y, self.width, self.height), round(0.72 * size)
        spot = (x + round(0.35 * size), y + (self.height - side) // 2)
        return [
            Fill(box=box, colour=colours.plate, radius=canvas.radius),
            Outline(box=box, colour=colours.hairline, stroke=canvas.hairline, radius=canvas.radius),
            *([state_sign(self.shape, spot, side, colours.sign)] if self.shape else []),
            *self.word.place(x + self._before, y + (self.height - self.word.height) // 2),
        ]


@lru_cache(maxsize=4_096)
def number_plate(numbers: tuple[str, ...], setting: Setting, *, quiet: bool) -> NumberPlate:
    """The numbers in one line if that is not too wide, else in a line each."""
    colours, size = setting.colours, setting.number
    colour = colours.quiet_sign if quiet else colours.sign
    style = setting.style(
        size, language="ja", weight="bold", colour=colour, on=colours.plate, tabular=True, leading=NUMBER_LEADING
    )
    told = line("・".join(numbers), style)
    if told.width + 2 * round(PAD_X * size) > WIDEST * size and len(numbers) > 1:
        told = line("\n".join(numbers), style)
    return NumberPlate(setting=setting, numbers=told, quiet=quiet)


def state_plate(word: str, shape: str, setting: Setting) -> StatePlate:
    """The state's word at the size of notes."""
    colours = setting.colours
    style = setting.style(setting.small, weight="bold", colour=colours.sign, on=colours.plate)
    return StatePlate(setting=setting, word=line(word, style), shape=shape)
