"""The emergency's pages: what to do, first and largest; then where, and the exit; one language at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from signage.core.reading import reading_ms
from signage.render import breaking, ruby, tokens
from signage.render import notice_words as words
from signage.render.canvas import Canvas
from signage.render.findings import LENGTH, glyphs
from signage.render.floor_guide_signs import arrow_sign, facility_sign
from signage.render.marks import Fill, Mark
from signage.render.notice_document import Notice
from signage.render.pages import Page
from signage.render.text import Paragraph, Style, fit, set_text

DRILL_COLOUR = "#FFF100"
"""A drill's band: no level has it, and black on it is the strongest contrast there is."""

_TITLE, _BELOW = 5.0, 2.0
"""Units, where there is room: what to do, and all that follows."""

_FACTORS = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2)
_LYING, _STANDING, _ANY_LINES = 4, 6, 0.25
"""What to do is said in so many lines that end between phrases; otherwise only where it is already set small."""

_SENTENCE = re.compile(r"(?<=[。！？])(?=.)|(?<=[.!?:]) (?=\S)")


def emergency_pages(notice: Notice, canvas: Canvas, language: str) -> tuple[Page, ...]:
    """White or black on the level's colour, and nothing else; a second page if it must be."""
    setting = _Setting(notice, canvas, language)
    told = [part for part in (notice.title.best(language), notice.body.get(language), setting.place) if part]
    whole = setting.fitted(told, first=True)
    if whole is not None:
        return (setting.page(whole),)
    parts = ((told[:1], True), (told[1:], False)) if told[1:] else ((told, True),)
    return tuple(
        setting.page(setting.fitted(words, first=first) or setting.smallest(words, first=first))
        for words, first in parts
    )


class _Setting:
    """One emergency on one canvas in one language."""

    def __init__(self, notice: Notice, canvas: Canvas, language: str) -> None:
        self._notice, self._canvas, self._language = notice, canvas, language
        self._paper = tokens.LEVELS[notice.level or 5]
        self._ink = tokens.ink_on(self._paper)
        self._band, band_height = self._drill() if notice.drill else ([], 0)
        self._top = band_height + canvas.units(1) if notice.drill else canvas.margin_y
        self._exit = canvas.units(2.5) if notice.exit is not None else 0
        self._gap = canvas.units(1)
        self._most_lines = _LYING if canvas.width >= canvas.height else _STANDING

    @property
    def place(self) -> str | None:
        """Where it is, or where to go."""
        return self._notice.where.name.get(self._language) if self._notice.where is not None else None

    def fitted(self, told: Sequence[str], *, first: bool) -> list[Paragraph] | None:
        """The words as large as they fit together, or None."""
        for factor in _FACTORS:
            parts = self._parts(told, factor, first=first)
            calm = all(part.strain <= breaking.BREATH and part.width <= self._canvas.inner_width for part in parts)
            whole = parts[0].strain == breaking.PHRASE and len(parts[0].lines) <= self._most_lines
            if calm and (whole or factor <= _ANY_LINES) and self._height(parts) <= self._room:
                return parts
        return None

    def smallest(self, told: Sequence[str], *, first: bool) -> list[Paragraph]:
        """The words at the least that can be read."""
        return self._parts(told, _FACTORS[-1], first=first)

    def page(self, parts: Sequence[Paragraph]) -> Page:
        """In the middle of the height, all at the left margin; below it the exit, with its arrow."""
        canvas = self._canvas
        y = self._top + max(0, (self._room - self._height(parts)) // 2)
        marks: list[Mark] = list(self._band)
        for part in parts:
            marks += part.place(canvas.margin_x, y)
            y += part.height + self._gap
        if self._notice.exit is not None:
            marks += self._way_out(canvas.height - canvas.margin_y - self._exit)
        said = " ".join(part.said for part in parts)
        drill = f"【{ruby.strip(words.DRILL.best(self._language))}】" if self._notice.drill else ""
        way_out = f" {self._notice.exit.name.best(self._language)}" if self._notice.exit is not None else ""
        return Page(
            width=canvas.width,
            height=canvas.height,
            paper=self._paper,
            marks=tuple(marks),
            language=self._language,
            alt=f"{drill}{said}{ruby.strip(way_out)}",
            shown_ms=reading_ms(said, self._language),
            findings=(
                *glyphs((said, self._language)),
                *(() if self._height(parts) <= self._room else (LENGTH,)),
            ),
        )

    @property
    def _room(self) -> int:
        below = self._exit + self._gap if self._exit else 0
        return self._canvas.height - self._canvas.margin_y - self._top - below

    def _height(self, parts: Sequence[Paragraph]) -> int:
        return sum(part.height for part in parts) + self._gap * (len(parts) - 1)

    def _parts(self, told: Sequence[str], factor: float, *, first: bool) -> list[Paragraph]:
        """What to do, if it is `first`, and all that follows, set so large."""
        width, parts = self._canvas.inner_width, []
        for index, said in enumerate(told):
            title = first and index == 0
            style = self._style(_TITLE * factor if title else max(_BELOW * factor, 1.0), bold=title)
            parts.append(set_text(self._sentences(said) if title else said, style, width=width, balanced=title))
        return parts

    def _sentences(self, said: str) -> str:
        """Each on a line of its own. A space divides sentences in Japanese, but words in やさしい日本語."""
        apart = _SENTENCE.sub("\n", said)
        return re.sub("[ \u3000]", "\n", apart) if self._language == "ja" else apart

    def _style(self, units: float, *, bold: bool) -> Style:
        canvas, easy = self._canvas, self._language == "ja-x-easy"
        least = canvas.minimum_for(self._language) * (2 if easy else 1)
        return Style(
            size=max(least, canvas.units(units)),
            language=self._language,
            colour=self._ink,
            background=self._paper,
            weight="bold" if bold else "regular",
            leading=1.35,
            ruby_px=canvas.minimum_px if easy else 0,
            keep=self._notice.glossary,
            whole_words=True,
        )

    def _way_out(self, y: int) -> Iterator[Mark]:
        """The exit: an arrow from where the screen hangs, its pictogram, and its name."""
        canvas, way, side = self._canvas, self._notice.exit, self._exit
        assert way is not None
        signs = 2 * (side + canvas.unit)
        yield arrow_sign(way.arrow, (canvas.margin_x, y), side, self._ink)
        yield facility_sign("exit", (canvas.margin_x + side + canvas.unit, y), side, self._ink)
        told = fit(
            way.name.best(self._language),
            self._style(1.5, bold=True),
            width=canvas.inner_width - signs,
            height=side,
            smallest=self._style(0, bold=True).size,
        )
        yield from told.place(canvas.margin_x + signs, y + (side - told.height) // 2)

    def _drill(self) -> tuple[list[Mark], int]:
        """【訓練】 across the top."""
        canvas = self._canvas
        style = Style(
            size=canvas.units(1.6),
            language=self._language,
            colour=tokens.BLACK,
            background=DRILL_COLOUR,
            weight="bold",
            leading=1.0,
        )
        told = fit(
            f"【{ruby.strip(words.DRILL.best(self._language))}】",
            style,
            width=canvas.inner_width,
            height=canvas.inner_height,
            smallest=canvas.minimum_for(self._language),
            most_lines=1,
        )
        height = told.height + canvas.units(0.8)
        band = Fill(box=(0, 0, canvas.width, height), colour=DRILL_COLOUR)
        left = (canvas.width - told.width) // 2
        return [band, *told.place(left, (height - told.height) // 2)], height
