"""Text: words set in a size and a width, as lines that know exactly where each glyph will stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import accumulate, pairwise
from math import ceil
from typing import Literal

from signage.render import breaking, fonts, ruby
from signage.render.fonts import Weight
from signage.render.marks import PlacedText
from signage.render.measuring import advance, digit_width

Align = Literal["left", "centre", "right"]

ASCENT, DESCENT = 0.88, 0.12
"""The em box above and below the baseline, the same for BIZ UDPGothic and Noto Sans CJK."""
LATIN_DESCENT = 0.24
RUBY_SIZE, RUBY_GAP = 0.5, 0.06
"""A reading's size and its distance from what it stands over, in ems of the base."""
JAPANESE_LEADING, LATIN_LEADING, RUBY_LEADING = 1.5, 1.35, 2.0


@dataclass(frozen=True, kw_only=True)
class Style:
    """How words are set. `background` is what they stand on: contrast is asserted from it.

    `ruby_px`: readings are drawn where half of `size` reaches it; 0: never. `tabular`: every digit is as wide.
    `keep`: words that no line break may divide, beside the glossary; `whole_words`: nor any that looks like one.
    """

    size: int
    language: str
    colour: str
    background: str
    weight: Weight = "regular"
    leading: float | None = None
    tabular: bool = False
    ruby_px: int = 0
    keep: tuple[str, ...] = ()
    whole_words: bool = False

    @cached_property
    def wide(self) -> bool:
        """Whether the script fills the em square: Japanese, Chinese, Korean."""
        return self.language.split("-")[0] in {"ja", "zh", "ko"}

    @cached_property
    def has_ruby(self) -> bool:
        """Whether readings are drawn at this size."""
        return 0 < self.ruby_px <= self.size * RUBY_SIZE

    def pitch(self, *, ruby: bool) -> int:
        """From baseline to baseline; readings have the room they need."""
        usual = self.leading or (JAPANESE_LEADING if self.wide else LATIN_LEADING)
        return round(self.size * (max(usual, RUBY_LEADING) if ruby else usual))

    def led(self, leading: float) -> Style:
        """The same with its lines closer or further apart."""
        return replace(self, leading=leading)

    def sized(self, size: int) -> Style:
        """The same in another size."""
        return replace(self, size=size)


@dataclass(frozen=True, slots=True)
class _Span:
    """A run of one family in a line, `x` from the line's start; `raised` is a reading above it."""

    text: str
    family: str
    x: float
    width: float
    raised: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what it says and where its runs stand."""

    text: str
    width: int
    spans: tuple[_Span, ...]


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """Lines of one style. Its height is from the top of the first em (or reading) to the foot of the last."""

    style: Style
    lines: tuple[Line, ...]
    strain: int
    """The worst place at which a line had to end (breaking.PHRASE … breaking.NEVER)."""

    @cached_property
    def width(self) -> int:
        """Of the longest line."""
        return max((line.width for line in self.lines), default=0)

    @cached_property
    def ascent(self) -> int:
        """From the top to the first baseline."""
        raised = RUBY_SIZE + RUBY_GAP if self.has_ruby else 0.0
        return round(self.style.size * (ASCENT + raised))

    @cached_property
    def has_ruby(self) -> bool:
        """Whether a reading stands over any line."""
        return any(span.raised for line in self.lines for span in line.spans)

    @cached_property
    def pitch(self) -> int:
        """From baseline to baseline."""
        return self.style.pitch(ruby=self.has_ruby)

    @cached_property
    def height(self) -> int:
        """Of all lines."""
        if not self.lines:
            return 0
        descent = DESCENT if self.style.wide else LATIN_DESCENT
        return self.ascent + (len(self.lines) - 1) * self.pitch + ceil(self.style.size * descent)

    @cached_property
    def text(self) -> str:
        """What it says, line by line."""
        return "\n".join(line.text for line in self.lines)

    @cached_property
    def said(self) -> str:
        """What it says, for a voice: in one line, with spaces where its language has them."""
        return ("" if self.style.wide and self.style.language != "ko" else " ").join(line.text for line in self.lines)

    def place(self, x: int, y: int, *, width: int = 0, align: Align = "left") -> tuple[PlacedText, ...]:
        """Its glyphs on a page, the top at `y`; `width` is the column that `align` speaks of."""
        placed: list[PlacedText] = []
        for number, line in enumerate(self.lines):
            indent = {"left": 0, "centre": (width - line.width) // 2, "right": width - line.width}[align]
            baseline = y + self.ascent + number * self.pitch
            placed += [self._placed(span, x + indent, baseline) for span in line.spans]
        return tuple(placed)

    def head(self, count: int) -> Paragraph:
        """The first lines."""
        return replace(self, lines=self.lines[:count])

    def tail(self, count: int) -> Paragraph:
        """What follows the first lines."""
        return replace(self, lines=self.lines[count:])

    def _placed(self, span: _Span, x: int, baseline: int) -> PlacedText:
        size = self.style.size
        if span.raised:
            baseline -= round(size * (ASCENT + RUBY_GAP + RUBY_SIZE * DESCENT))
            size = round(size * RUBY_SIZE)
        descent = DESCENT if self.style.wide else LATIN_DESCENT
        top, left = baseline - round(size * ASCENT), x + round(span.x)
        return PlacedText(
            text=span.text,
            language=self.style.language,
            size=size,
            box=(left, top, ceil(span.width), baseline + ceil(size * descent) - top),
            baseline=baseline,
            family=span.family,
            weight=self.style.weight,
            colour=self.style.colour,
            background=self.style.background,
            tabular=self.style.tabular,
            ruby=span.raised,
        )


def line(words: str, style: Style) -> Paragraph:
    """One line, however long."""
    return set_text(words, style, width=1_000_000)


@lru_cache(maxsize=65_536)
def set_text(words: str, style: Style, *, width: int, balanced: bool = False) -> Paragraph:
    """Words in lines no wider than `width`; a newline begins a new one. `balanced`: lines alike in length."""
    lines: list[Line] = []
    strain = breaking.PHRASE
    for written in words.split("\n"):
        told = ruby.parse(written.strip(" \u3000"))
        advances = _advances(told, style)
        reach = (0.0, *accumulate(advances))
        if reach[-1] <= width:
            lines.append(_line(told, 0, len(told.base), reach, style))
            continue
        costs = _costs(told, style)
        for start, end in breaking.lines(told.base, costs, reach, width, balanced=balanced):
            if end < len(told.base):
                following = end
                while told.base[following] in " \u3000" and following < len(told.base) - 1:
                    following += 1
                strain = max(strain, costs[following])
            lines.append(_line(told, start, end, reach, style))
    return Paragraph(style=style, lines=tuple(lines), strain=strain)


def fit(
    words: str,
    style: Style,
    *,
    width: int,
    height: int,
    smallest: int,
    balanced: bool = False,
    most_lines: int | None = None,
) -> Paragraph:
    """The largest size from `style.size` down to `smallest` at which the words fit without an awkward line end;
    else the largest at which they fit at all; else the smallest, which the caller continues elsewhere.

    `balanced` is for titles: their lines end between phrases, and are alike in length.
    """
    sizes = tuple(_sizes(style.size, smallest))
    fallback: Paragraph | None = None
    bearable = breaking.PHRASE if balanced else breaking.BREATH
    for size in sizes:
        paragraph = set_text(words, style.sized(size), width=width, balanced=balanced)
        fits = paragraph.height <= height and paragraph.width <= width
        if fits and (most_lines is None or len(paragraph.lines) <= most_lines):
            if paragraph.strain <= bearable:
                return paragraph
            fallback = fallback or paragraph
    return fallback or set_text(words, style.sized(sizes[-1]), width=width, balanced=balanced)


def _sizes(largest: int, smallest: int) -> Iterable[int]:
    """From large to small in steps of about one in sixteen; the smallest is among them."""
    size = max(largest, smallest)
    while size > smallest:
        yield size
        size -= max(1, size // 16)
    yield smallest


def _costs(told: ruby.Annotated, style: Style) -> tuple[int, ...]:
    costs = breaking.breaks(told.base, style.language, style.keep, whole_words=style.whole_words)
    if not told.readings or not style.has_ruby:
        return costs
    held = list(costs)
    for reading in told.readings:
        for i in range(reading.start + 1, reading.end):
            held[i] = max(held[i], breaking.FORCED)
    return tuple(held)


def _advances(told: ruby.Annotated, style: Style) -> list[float]:
    """Of each character of the base; one under a wide reading is given as much room as that needs."""
    advances: list[float] = []
    for cluster in fonts.clusters(told.base) if told.base else ():
        advances.append(_advance(cluster, style))
        advances.extend([0.0] * (len(cluster) - 1))
    if style.has_ruby:
        for reading in told.readings:
            under = sum(advances[reading.start : reading.end])
            over = _ruby_width(reading.kana, style)
            share = max(0.0, over - under) / (reading.end - reading.start)
            for i in range(reading.start, reading.end):
                advances[i] += share
    return advances


def _advance(cluster: str, style: Style) -> float:
    if style.tabular and cluster in "0123456789":
        return digit_width(fonts.chain(style.language)[0], style.weight, style.size)
    return advance(cluster, style.language, style.weight, style.size)


def _ruby_width(kana: str, style: Style) -> float:
    return advance(kana, style.language, style.weight, round(style.size * RUBY_SIZE))


def _line(told: ruby.Annotated, start: int, end: int, reach: Sequence[float], style: Style) -> Line:
    inside = [r for r in told.readings if start <= r.start and r.end <= end] if style.has_ruby else []
    edges = sorted({start, end, *(r.start for r in inside), *(r.end for r in inside)})
    spans: list[_Span] = []
    for left, right in pairwise(edges):
        room = reach[right] - reach[left]
        reading = next((r for r in inside if r.start == left), None)
        x = reach[left] - reach[start]
        if reading is not None:
            over = _ruby_width(reading.kana, style)
            ruby_runs = fonts.runs(reading.kana, style.language)
            spans.append(_Span(reading.kana, ruby_runs[0].family, x + (room - over) / 2, over, raised=True))
        natural = sum(_advance(c, style) for c in fonts.clusters(told.base[left:right]))
        pen = x + (room - natural) / 2 if reading is not None else x
        for run in fonts.runs(told.base[left:right], style.language):
            width = sum(_advance(c, style) for c in fonts.clusters(run.text))
            spans.append(_Span(run.text, run.family, pen, width))
            pen += width
    return Line(told.base[start:end], ceil(reach[end] - reach[start]), tuple(spans))
