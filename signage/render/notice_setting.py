"""How notices are set: their styles on a canvas, and the blocks that a page is stacked from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from signage.core.texts import Text
from signage.render import tokens
from signage.render.canvas import Canvas
from signage.render.fonts import Weight
from signage.render.marks import Mark
from signage.render.text import Paragraph, Style, set_text

Place = Callable[[int, int], tuple[Mark, ...]]

_EASY_LINE = 9
"""Readings need characters so large that a narrow column holds too few: below this many, none are drawn."""


@dataclass(frozen=True, kw_only=True)
class Block:
    """A piece of a notice. `said` are its words in the page's language, `said_beside` those in the second.

    `told` is what it consists of, `space` apart, where it can be continued on the next page.
    """

    height: int
    gap: int
    place: Place
    said: tuple[str, ...] = ()
    said_beside: tuple[str, ...] = ()
    told: tuple[Paragraph, ...] = ()
    space: int = 0

    def divided(self, room: int) -> tuple[Block, Block] | None:
        """Two blocks of which the first fits into `room`; at least two lines on either side, or None."""
        used = 0
        for index, one in enumerate(self.told):
            left = room - used
            if one.height <= left:
                used += one.height + self.space
                continue
            count = next((n for n in range(len(one.lines) - 2, 1, -1) if one.head(n).height <= left), 0)
            if count:
                first, rest = (*self.told[:index], one.head(count)), (one.tail(count), *self.told[index + 1 :])
            elif index:
                first, rest = self.told[:index], self.told[index:]
            else:
                return None
            return stacked(first, gap=self.gap, space=self.space), stacked(rest, gap=self.gap, space=self.space)
        return None


def stacked(told: Sequence[Paragraph], *, gap: int, space: int) -> Block:
    """Words, and below them the same in a second language."""

    def place(x: int, y: int) -> tuple[Mark, ...]:
        marks: list[Mark] = []
        for one in told:
            marks += one.place(x, y)
            y += one.height + space
        return tuple(marks)

    main = told[0].style.language if told else ""
    return Block(
        height=sum(one.height for one in told) + space * (len(told) - 1),
        gap=gap,
        place=place,
        said=tuple(one.said for one in told if one.style.language == main),
        said_beside=tuple(one.said for one in told if one.style.language != main),
        told=tuple(told),
        space=space,
    )


def language_of(text: Text, language: str) -> str:
    """The language of `text.best(language)`."""
    best = text.best(language)
    return language if text.get(language) is not None else next((tag for tag, said in text if said == best), language)


@dataclass(frozen=True, kw_only=True)
class Setting:
    """The canvas, its colours and its languages; `width` is that of the column of text."""

    canvas: Canvas
    theme: tokens.Theme
    language: str
    second: str | None
    width: int
    keep: tuple[str, ...] = ()

    @property
    def easy(self) -> bool:
        """Whether readings are drawn: in やさしい日本語, where the column has room for such large characters."""
        return self.language == "ja-x-easy" and self.width >= _EASY_LINE * 2 * self.canvas.minimum_px

    def style(
        self,
        size: int,
        *,
        weight: Weight = "regular",
        colour: str | None = None,
        on: str | None = None,
        told: Text | None = None,
    ) -> Style:
        """In the page's language, or in that in which `told` stands in for it: each has glyphs of its own.

        Readings are drawn where half the size reaches the minimum.
        """
        return Style(
            size=size,
            language=self.language if told is None else language_of(told, self.language),
            colour=colour or self.theme.ink,
            background=on or self.theme.paper,
            weight=weight,
            ruby_px=self.canvas.minimum_px if self.easy else 0,
            keep=self.keep,
            whole_words=True,
        )

    @property
    def body(self) -> int:
        """The size of running words; with readings so large that those can be read."""
        return max(self.canvas.unit, 2 * self.canvas.minimum_px if self.easy else 0)

    @property
    def small(self) -> int:
        """The size of labels."""
        return max(self.canvas.minimum_for(self.language), self.canvas.units(tokens.BESIDE))

    def second_style(self, *, on: str | None = None, colour: str | None = None) -> Style:
        """The second language: smaller, quieter, never below its own minimum."""
        second = self.second or "en"
        return Style(
            size=max(self.canvas.minimum_for(second), self.canvas.units(tokens.BESIDE)),
            language=second,
            colour=colour or self.theme.quiet,
            background=on or self.theme.paper,
        )

    def words(self, text: Text, width: int, *, weight: Weight = "regular") -> Paragraph:
        """Running words in the page's language."""
        return set_text(text.best(self.language), self.style(self.body, weight=weight, told=text), width=width)

    def beside(self, text: Text, width: int, *, on: str | None = None) -> tuple[Paragraph, ...]:
        """The same in the second language, if there is one and it says anything else."""
        said = text.get(self.second) if self.second is not None else None
        if said is None or said == text.best(self.language):
            return ()
        return (set_text(said, self.second_style(on=on), width=width),)

    def both(self, text: Text, width: int, *, gap: float) -> Block:
        """Running words with the second language below them."""
        canvas = self.canvas
        told = (self.words(text, width), *self.beside(text, width))
        return stacked(told, gap=canvas.units(gap), space=canvas.units(0.3))

    def within(self, width: int) -> Setting:
        """The same in another column."""
        return replace(self, width=width)
