"""How a queue board is set: its sizes and its colours, fresh or grey."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from math import ceil

from signage.core.texts import Text
from signage.render import fonts, tokens
from signage.render.canvas import Canvas
from signage.render.fonts import Weight
from signage.render.marks import PlacedText
from signage.render.measuring import advance, digit_width
from signage.render.text import Paragraph, Style, fit, line

NEWEST = 3
"""The newest call's size, of the others'."""
TALL = 0.88
"""How high a cell of digits is, in ems: they reach 0.82 above the baseline and 0.05 below (measured)."""
RISE = 0.83
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
        grounds = (theme.paper, self.plate)
        return replace(theme, ink=_faded(theme.ink, grounds), quiet=_faded(theme.quiet, grounds))

    @cached_property
    def accent(self) -> str:
        """The office's colour as it can be read on paper."""
        accent = tokens.readable(self.canvas.accent, self.theme.paper)
        return self.theme.ink if self.grey else accent

    @property
    def plate(self) -> str:
        """What a counter's number stands on."""
        return tokens.WHITE if self.canvas.theme == "light" else tokens.THEMES["dark"].plate

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
    def newest(self) -> int:
        """The em of the newest call's number."""
        return NEWEST * self.number

    def units(self, count: float) -> int:
        """So many u, in pixels."""
        return round(count * self.unit)

    def room(self, digits: int, size: int) -> int:
        """How wide so many digits are at most."""
        return ceil(max(2, digits) * digit_width(fonts.chain("ja")[0], "bold", size)) + 2

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

    def quiet(
        self, text: Text, width: int, *, on: str | None = None, colour: str | None = None, size: int = 0
    ) -> Paragraph | None:
        """Words in the second language in one line, if there are any, other than the first's, and they fit."""
        said = text.get(self.second) if self.second is not None else None
        if said is None or said == text.get(self.language):
            return None
        told = line(
            said,
            self.style(size or self.beside, language=self.second, colour=colour or self.theme.quiet, on=on),
        )
        return told if told.width <= width else None

    def words(self, text: Text, width: int, size: int, *, lines: int = 1) -> Paragraph:
        """Words in the first language in bold, smaller where they would not fit, never under its minimum."""
        return fit(
            text.best(self.language),
            self.style(size, weight="bold"),
            width=width,
            height=10_000,
            smallest=self.canvas.minimum_for(self.language),
            most_lines=lines,
        )

    def digits(
        self, number: str, size: int, width: int, *, colour: str | None = None, on: str | None = None
    ) -> Number:
        """A number in bold tabular figures; a longer one than usual is as large as its room allows."""
        told = Number.of(number, self.style(size, weight="bold", colour=colour, on=on, language="ja"))
        if told.width <= width:
            return told
        return Number.of(number, told.style.sized(max(self.canvas.minimum_px, size * width // told.width)))

    @cached_property
    def faded(self) -> Setting:
        """The same in grey."""
        return replace(self, grey=True)


@dataclass(frozen=True, kw_only=True, slots=True)
class Number:
    """A number in one line: letters, digits and hyphens need no line breaks and no other font."""

    text: str
    style: Style
    width: int

    @classmethod
    def of(cls, text: str, style: Style) -> Number:
        """Measured."""
        cell = digit_width(fonts.chain("ja")[0], "bold", style.size)
        width = sum(cell if one in "0123456789" else advance(one, "ja", "bold", style.size) for one in text)
        return cls(text=text, style=style, width=ceil(width))

    @property
    def ascent(self) -> int:
        """From the top to the baseline."""
        return round(RISE * self.style.size)

    @property
    def height(self) -> int:
        """Of its digits."""
        return round(TALL * self.style.size)

    def place(self, x: int, y: int) -> tuple[PlacedText, ...]:
        """Its upper left corner there."""
        style = self.style
        placed = PlacedText(
            text=self.text,
            language=style.language,
            size=style.size,
            box=(x, y, self.width, self.height),
            baseline=y + self.ascent,
            family=fonts.chain("ja")[0],
            weight="bold",
            colour=style.colour,
            background=style.background,
            tabular=True,
        )
        return (placed,)


def _faded(colour: str, grounds: tuple[str, ...]) -> str:
    """Without colour, and as faint as can still be read on all of them."""
    red, green, blue = tokens.rgb(colour)
    level = round(0.3 * red + 0.59 * green + 0.11 * blue)
    found = plain = f"#{level:02X}{level:02X}{level:02X}"
    for step in range(13):
        mixed = tokens.rgb(tokens.mix(plain, grounds[0], step / 20))[1]
        faint = f"#{mixed:02X}{mixed:02X}{mixed:02X}"
        if all(tokens.contrast(faint, ground) >= tokens.TEXT_CONTRAST for ground in grounds):
            found = faint
    return found
