"""How a queue board is set: its sizes and its colours, fresh or grey."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from signage.core.texts import Text
from signage.render import tokens
from signage.render.canvas import Canvas
from signage.render.fonts import Weight
from signage.render.text import Paragraph, Style, fit, line

DIGIT = 0.64
"""How wide a digit of BIZ UDPGothic in bold is at most, in ems."""
TALL = 0.8
"""How high a cell of digits is, in ems: they have no descenders."""
RISE = 0.76
"""From a cell's top to the digits' baseline, in ems."""


@dataclass(frozen=True, kw_only=True)
class Setting:
    """Sizes in pixels: `number` is the em of the numbers in rows. `grey`: what is told is no longer sure."""

    canvas: Canvas
    language: str
    second: str | None
    number: int
    grey: bool = False

    @cached_property
    def theme(self) -> tokens.Theme:
        """Its colours, without any colour where it is grey."""
        theme = tokens.THEMES[self.canvas.theme]
        if not self.grey:
            return theme
        return replace(theme, ink=_faded(theme.ink, theme.paper), quiet=_faded(theme.quiet, theme.paper))

    @cached_property
    def accent(self) -> str:
        """The office's colour as it can be read on paper."""
        accent = tokens.readable(self.canvas.accent, self.theme.paper)
        return self.theme.ink if self.grey else accent

    @property
    def plate(self) -> str:
        """What a counter's number stands on."""
        return tokens.WHITE if self.canvas.theme == "light" else self.theme.plate

    @property
    def unit(self) -> int:
        """u of LOOK."""
        return self.canvas.unit

    @property
    def body(self) -> int:
        """Words in the first language."""
        return max(self.canvas.minimum_for(self.language), self.unit)

    @property
    def small(self) -> int:
        """Labels in the first language."""
        return max(self.canvas.minimum_for(self.language), round(tokens.BESIDE * self.unit))

    @property
    def beside(self) -> int:
        """Words in the second language."""
        return max(self.canvas.minimum_for(self.second or "en"), round(0.7 * self.unit))

    @property
    def sign(self) -> int:
        """The side of a counter's sign in a row."""
        return max(round(1.3 * self.canvas.minimum_px), round(0.86 * self.number))

    def signed(self, number: int) -> int:
        """The em of what stands on a sign whose side goes with numbers so large."""
        return max(self.canvas.minimum_px, round(0.58 * number))

    def style(
        self,
        size: int,
        *,
        weight: Weight = "regular",
        colour: str | None = None,
        on: str | None = None,
        language: str | None = None,
        tabular: bool = False,
    ) -> Style:
        """Words in ink on paper, in the first language."""
        return Style(
            size=size,
            language=language or self.language,
            colour=colour or self.theme.ink,
            background=on or self.theme.paper,
            weight=weight,
            tabular=tabular,
            leading=1.2,
        )

    def quiet(self, text: Text, width: int, *, on: str | None = None, colour: str | None = None) -> Paragraph | None:
        """Words in the second language in one line, if there are any and they fit."""
        said = text.get(self.second) if self.second is not None else None
        if said is None or said == text.best(self.language):
            return None
        style = self.style(self.beside, language=self.second, colour=colour or self.theme.quiet, on=on)
        told = line(said, style)
        return told if told.width <= width else None

    def words(self, text: Text, width: int, size: int, *, weight: Weight = "bold", lines: int = 1) -> Paragraph:
        """Words in the first language, smaller where they would not fit, never under its minimum."""
        return fit(
            text.best(self.language),
            self.style(size, weight=weight),
            width=width,
            height=10_000,
            smallest=self.canvas.minimum_for(self.language),
            most_lines=lines,
        )

    def digits(
        self, number: str, size: int, width: int, *, colour: str | None = None, on: str | None = None
    ) -> Paragraph:
        """A number in bold tabular figures; a longer one than usual is as large as its room allows."""
        style = self.style(size, weight="bold", colour=colour, on=on, tabular=True)
        told = line(number, style)
        if told.width <= width:
            return told
        smaller = max(self.canvas.minimum_px, size * width // told.width)
        return line(number, style.sized(smaller))


def _faded(colour: str, paper: str) -> str:
    """Without colour, as faint as can still be read."""
    red, green, blue = tokens.rgb(colour)
    level = round(0.3 * red + 0.59 * green + 0.11 * blue)
    plain = f"#{level:02X}{level:02X}{level:02X}"
    for step in range(12, -1, -1):
        mixed = tokens.mix(plain, paper, step / 20)
        if tokens.contrast(mixed, paper) >= tokens.TEXT_CONTRAST:
            level = tokens.rgb(mixed)[1]
            return f"#{level:02X}{level:02X}{level:02X}"
    return plain
