"""The blocks of a notice: title, date plate, counter sign, words and picture; each knows its height and its marks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from signage.core.texts import Text
from signage.render import photographs, tokens
from signage.render import ruby as readings
from signage.render.canvas import Canvas
from signage.render.fonts import Weight
from signage.render.marks import Fill, Mark, Picture, Stencil
from signage.render.text import Paragraph, Style, fit, line, set_text

Place = Callable[[int, int], tuple[Mark, ...]]


@dataclass(frozen=True, kw_only=True)
class Block:
    """A piece of a notice. `said` are its words in the page's language, `said_beside` those in the second.

    `lines` is what it consists of where it can be continued on the next page.
    """

    height: int
    gap: int
    place: Place
    said: tuple[str, ...]
    said_beside: tuple[str, ...] = ()
    lines: Paragraph | None = None
    optional: bool = False
    """Decoration: left out, with a finding, where it would need a page of its own."""

    def divided(self, room: int) -> tuple[Block, Block] | None:
        """Two blocks of which the first fits into `room`; at least two lines on either side, or None."""
        told = self.lines
        if told is None or len(told.lines) < 4:
            return None
        count = next((n for n in range(len(told.lines) - 2, 1, -1) if told.head(n).height <= room), 0)
        return (_lines(told.head(count), self), _lines(told.tail(count), self)) if count else None


def _lines(told: Paragraph, like: Block) -> Block:
    """Some lines of a block as one of their own."""
    return Block(
        height=told.height,
        gap=like.gap,
        place=told.place,
        said=(told.text,) if like.said else (),
        said_beside=(told.text,) if like.said_beside else (),
        lines=told,
    )


@dataclass(frozen=True, kw_only=True)
class Setting:
    """The canvas, its colours and its languages."""

    canvas: Canvas
    theme: tokens.Theme
    language: str
    second: str | None
    keep: tuple[str, ...] = ()

    def style(
        self, size: int, *, weight: Weight = "regular", colour: str | None = None, on: str | None = None
    ) -> Style:
        """In the page's language. Readings are drawn where half the size reaches the minimum."""
        easy = self.language == "ja-x-easy"
        return Style(
            size=size,
            language=self.language,
            colour=colour or self.theme.ink,
            background=on or self.theme.paper,
            weight=weight,
            ruby_px=self.canvas.minimum_px if easy else 0,
            keep=self.keep,
        )

    @property
    def body(self) -> int:
        """The size of running words; in やさしい日本語 so large that readings can be read."""
        return max(self.canvas.unit, 2 * self.canvas.minimum_px if self.language == "ja-x-easy" else 0)

    def second_style(self, *, on: str | None = None, size: float = tokens.BESIDE) -> Style:
        """The second language: smaller, quieter, never below its own minimum."""
        second = self.second or "en"
        return Style(
            size=max(self.canvas.minimum_for(second), round(size * self.canvas.unit)),
            language=second,
            colour=self.theme.quiet,
            background=on or self.theme.paper,
        )

    def words(self, text: Text, width: int, *, weight: Weight = "regular") -> Paragraph:
        """Running words in the page's language."""
        return set_text(text.best(self.language), self.style(self.body, weight=weight), width=width)

    def beside(self, text: Text, width: int, *, on: str | None = None) -> Paragraph | None:
        """The same in the second language, if there is one and it says anything else."""
        if self.second is None or (words := text.get(self.second)) is None or words == text.best(self.language):
            return None
        return set_text(words, self.second_style(on=on), width=width)


def framed(
    setting: Setting,
    *,
    sign: Stencil,
    beside_sign: bool,
    head: Paragraph,
    second: Paragraph | None,
    band: Text,
    width: int,
    said: tuple[str, ...],
) -> Block:
    """The head of a notice: band, sign, title and its second language."""
    canvas = setting.canvas
    side, space = sign.box[2], canvas.units(0.35)
    indent = side + canvas.units(0.6) if beside_sign else 0
    struck = _band(setting, band, width) if band else None
    top = struck.height + canvas.units(0.6) if struck is not None else 0
    head_top = top if beside_sign else top + side + canvas.units(0.5)
    height = head_top + head.height + (space + second.height if second is not None else 0)

    def place(x: int, y: int) -> tuple[Mark, ...]:
        marks: list[Mark] = list(struck.place(x, y)) if struck is not None else []
        first_line = max(0, (head.style.size - side) // 2) if beside_sign else 0
        marks.append(
            Stencil(name=sign.name, box=(x, y + top + first_line, side, side), colour=sign.colour, draw=sign.draw)
        )
        marks += head.place(x + indent, y + head_top)
        if second is not None:
            marks += second.place(x + indent, y + head_top + head.height + space)
        return tuple(marks)

    return Block(
        height=height,
        gap=0,
        place=place,
        said=said,
        said_beside=(second.text,) if second is not None else (),
    )


def _band(setting: Setting, band: Text, width: int) -> Block:
    """中止 or 延期, white on red across the head."""
    canvas = setting.canvas
    red = tokens.TONES["urgent"]
    ink = tokens.ink_on(red)
    pad = canvas.units(0.35)
    second = band.get(setting.second) if setting.second is not None else None
    told = line(band.best(setting.language), setting.style(canvas.units(1.5), weight="bold", colour=ink, on=red))
    beside = (
        line(
            second,
            Style(size=canvas.unit, language=setting.second or "en", colour=ink, background=red, weight="bold"),
        )
        if second is not None
        else None
    )

    def place(x: int, y: int) -> tuple[Mark, ...]:
        marks: list[Mark] = [Fill(box=(x, y, width, told.height + 2 * pad), colour=red, radius=canvas.radius)]
        marks += told.place(x + 2 * pad, y + pad)
        if beside is not None and told.width + beside.width + 6 * pad <= width:
            marks += beside.place(x + width - beside.width - 2 * pad, y + pad + told.ascent - beside.ascent)
        return tuple(marks)

    return Block(height=told.height + 2 * pad, gap=0, place=place, said=(told.text,))


def plate(setting: Setting, label: Text, when: Text, width: int, *, largest: float) -> Block:
    """The date, on the one plate of the page, `largest` units high where it fits."""
    canvas, theme = setting.canvas, setting.theme
    pad = canvas.units(0.5)
    inner = width - 2 * pad
    small = max(canvas.minimum_for(setting.language), round(tokens.BESIDE * canvas.unit))
    named = line(
        readings.strip(label.best(setting.language)),
        setting.style(small, weight="bold", colour=theme.quiet, on=theme.plate),
    )
    large = setting.style(canvas.units(largest), weight="bold", on=theme.plate).led(1.25)
    days = _days(when.best(setting.language), large, canvas, inner)
    second = None
    if setting.second is not None and (words := when.get(setting.second)) is not None:
        style = setting.second_style(on=theme.plate)
        second = set_text(words.replace("\n", " "), style, width=inner)
        if len(second.lines) > 1:
            second = set_text(words, style, width=inner)
    space = canvas.units(0.25)
    parts = [named, days, *([second] if second is not None else [])]
    height = 2 * pad + sum(part.height for part in parts) + space * (len(parts) - 1)

    def place(x: int, y: int) -> tuple[Mark, ...]:
        marks: list[Mark] = [Fill(box=(x, y, width, height), colour=theme.plate, radius=canvas.radius)]
        top = y + pad
        for part in parts:
            marks += part.place(x + pad, top)
            top += part.height + space
        return tuple(marks)

    said = f"{readings.strip(label.best(setting.language))} {days.text}".replace("\n", " ")
    return Block(
        height=height,
        gap=canvas.units(0.9),
        place=place,
        said=(said,),
        said_beside=(second.text,) if second is not None else (),
    )


def _days(when: str, large: Style, canvas: Canvas, width: int) -> Paragraph:
    """From a day to another on one line where that is large enough, else on two."""
    smallest = canvas.minimum_for(large.language)
    for words, least in ((when.replace("〜\n", "〜", 1), canvas.unit), (when, smallest)):
        lines = words.count("\n") + 1
        days = fit(words, large, width=width, height=canvas.inner_height // 2, smallest=least, most_lines=lines)
        if len(days.lines) == lines:
            break
    return days


def sign(setting: Setting, number: str, floor: str, name: Text, width: int) -> Block:
    """The counter as on the sign over it: its number in a rounded square, its floor and name beside."""
    canvas, theme = setting.canvas, setting.theme
    accent = tokens.readable(canvas.accent, theme.paper)
    ink = tokens.ink_on(accent)
    pad = canvas.units(0.3)
    badge = (
        line(
            number,
            Style(**{**vars(setting.style(canvas.units(1.5), weight="bold", colour=ink, on=accent)), "leading": 1.0}),
        )
        if number
        else None
    )
    badge_width = max(badge.width + 2 * pad, badge.height + 2 * pad) if badge is not None else 0
    indent = badge_width + canvas.units(0.6) if badge is not None else 0
    first = " ".join(part for part in (floor, name.best(setting.language)) if part)
    told = set_text(first, setting.style(canvas.units(tokens.SECTION), weight="bold"), width=width - indent)
    if any(one.width > width - indent for one in told.lines):
        told = set_text(first, setting.style(canvas.unit, weight="bold"), width=width - indent)
    second = setting.beside(name, width - indent)
    space = canvas.units(0.2)
    text_height = told.height + (space + second.height if second is not None else 0)
    badge_height = badge.height + 2 * pad if badge is not None else 0
    height = max(text_height, badge_height)

    def place(x: int, y: int) -> tuple[Mark, ...]:
        marks: list[Mark] = []
        if badge is not None:
            top = y
            marks.append(Fill(box=(x, top, badge_width, badge_height), colour=accent, radius=canvas.units(0.25)))
            marks += badge.place(x + (badge_width - badge.width) // 2, top + pad)
        top = y + max(0, (badge_height - text_height) // 2)
        marks += told.place(x + indent, top)
        if second is not None:
            marks += second.place(x + indent, top + told.height + space)
        return tuple(marks)

    return Block(
        height=height,
        gap=canvas.units(0.9),
        place=place,
        said=(f"{number}番窓口" if number and setting.language.startswith("ja") else number, told.text),
        said_beside=(second.text,) if second is not None else (),
    )


def paragraph(setting: Setting, text: Text, width: int, *, label: Text | None = None) -> list[Block]:
    """Running words, then the same in the second language; each may be continued on the next page."""
    if not text:
        return []
    canvas, blocks = setting.canvas, []
    gap = canvas.units(0.9)
    if label is not None:
        small = max(canvas.minimum_for(setting.language), round(tokens.BESIDE * canvas.unit))
        accent = tokens.readable(canvas.accent, setting.theme.paper)
        words = readings.strip(label.best(setting.language))
        second = label.get(setting.second) if setting.second is not None else None
        named = line(
            " ".join(part for part in (words, second) if part), setting.style(small, weight="bold", colour=accent)
        )
        told = setting.words(text, width)
        height = named.height + canvas.units(0.15) + told.height

        def place(x: int, y: int) -> tuple[Mark, ...]:
            return (*named.place(x, y), *told.place(x, y + named.height + canvas.units(0.15)))

        blocks.append(Block(height=height, gap=gap, place=place, said=(words, told.text)))
    else:
        told = setting.words(text, width)
        blocks.append(Block(height=told.height, gap=gap, place=told.place, said=(told.text,), lines=told))
    beside = setting.beside(text, width)
    if beside is not None:
        blocks.append(
            Block(
                height=beside.height,
                gap=canvas.units(0.35),
                place=beside.place,
                said=(),
                said_beside=(beside.text,),
                lines=beside,
            )
        )
    return blocks


def pictured(setting: Setting, asset: str, content: bytes, width: int) -> Block:
    """A picture, whole, as wide as the column and no higher than half the page."""
    canvas = setting.canvas
    own_width, own_height = photographs.check(content)
    scale = min(width / own_width, canvas.inner_height / 2.6 / own_height)
    size = max(1, round(own_width * scale)), max(1, round(own_height * scale))
    paper = setting.theme.paper

    def place(x: int, y: int) -> tuple[Mark, ...]:
        return (
            Picture(
                box=(x, y, *size),
                asset=f"{asset} {paper}",
                how="fit",
                open=lambda w, h: photographs.cut(content, w, h, how="fit", around=paper),
            ),
        )

    return Block(height=size[1], gap=canvas.units(0.9), place=place, said=(), optional=True)
