"""The blocks of a notice below its head: date plate, counter sign, rows, picture and code."""

from __future__ import annotations

from collections.abc import Sequence

from signage.core.texts import Text
from signage.render import photographs, ruby, tokens
from signage.render.codes import code, code_side
from signage.render.marks import Fill, Mark, Picture
from signage.render.notice_document import Row, Where
from signage.render.notice_setting import Block, Setting, stacked
from signage.render.text import Paragraph, Style, fit, line, set_text

GAP = 0.9
"""Units between blocks."""

_TABLE_WIDTH = 15
"""A column so many units wide has the labels of its rows beside what they say; a narrower one above."""


def plate(setting: Setting, label: Text, when: Text, *, largest: float) -> Block:
    """The date, on the one plate of the page, `largest` units high where it fits."""
    canvas, theme, width = setting.canvas, setting.theme, setting.width
    pad = canvas.units(0.5)
    inner = width - 2 * pad
    words = when.best(setting.language)
    named = line(
        ruby.strip(label.best(setting.language)),
        setting.style(setting.small, weight="bold", colour=theme.quiet, on=theme.plate),
    )
    days = _days(words, setting.style(canvas.units(largest), weight="bold", on=theme.plate).led(1.3), setting, inner)
    said = when.get(setting.second) if setting.second is not None else None
    second = _days(said, setting.second_style(on=theme.plate), setting, inner) if said is not None else None
    told = stacked([named, days, *([second] if second is not None else [])], gap=0, space=canvas.units(0.4))
    height = told.height + 2 * pad

    def place(x: int, y: int) -> tuple[Mark, ...]:
        ground = Fill(box=(x, y, width, height), colour=theme.plate, radius=canvas.radius)
        return (ground, *told.place(x + pad, y + pad))

    return Block(
        height=height,
        gap=canvas.units(GAP),
        place=place,
        said=(f"{named.said} {days.text}".replace("〜\n", "〜").replace("\n", " "),),
        said_beside=told.said_beside,
    )


def _days(words: str, style: Style, setting: Setting, width: int) -> Paragraph:
    """One line for the days and one for the hours where that can be large; else a line for each day."""
    least = setting.canvas.minimum_for(style.language)
    least = max(least, round(style.size * 0.6)) if style.size > setting.canvas.unit else least
    days, *hours = words.split("\n\n")
    joined = "\n".join([days.replace("\n", "" if style.wide else " "), *hours])
    apart = words.replace("\n\n", "\n")
    for said, smallest in ((joined, least), (apart, setting.canvas.minimum_for(style.language))):
        told = fit(said, style, width=width, height=width, smallest=smallest, most_lines=said.count("\n") + 1)
        if len(told.lines) == said.count("\n") + 1 and told.width <= width:
            return told
    return told


def sign(setting: Setting, where: Where) -> Block:
    """The counter as on the sign over it: its number in a rounded square, its floor and name beside."""
    canvas, theme, width = setting.canvas, setting.theme, setting.width
    accent = tokens.readable(canvas.accent, theme.paper)
    ink = tokens.ink_on(accent)
    pad = canvas.units(0.3)
    number = setting.style(canvas.units(1.5), weight="bold", colour=ink, on=accent)
    badges = [line(where.number, number)] if where.number else []
    tall = sum(badge.height + 2 * pad for badge in badges)
    broad = max([tall, *(badge.width + 2 * pad for badge in badges)])
    indent = broad + canvas.units(0.6) if badges else 0
    room = width - indent
    large = max(setting.body, canvas.units(tokens.SECTION))
    bold = setting.style(large, weight="bold", told=where.name).led(1.35)
    name = where.name.best(setting.language)
    below = bool(badges) and room < 7 * canvas.unit
    first = where.floor if below else " ".join(part for part in (where.floor, name) if part)
    told = [set_text(first, bold, width=room)] if first else []
    lower = [set_text(name, bold, width=width)] if below and name else []
    second = list(setting.beside(where.name, width if below else room))
    beside = stacked([*told, *([] if below else second)], gap=0, space=canvas.units(0.2))
    under = stacked([*lower, *second] if below else [], gap=0, space=canvas.units(0.2))
    row = max(beside.height, tall)
    gap = canvas.units(0.35) if below else 0

    def place(x: int, y: int) -> tuple[Mark, ...]:
        marks: list[Mark] = []
        for badge in badges:
            top = y + (row - tall) // 2
            marks.append(Fill(box=(x, top, broad, tall), colour=accent, radius=canvas.units(0.25)))
            marks += badge.place(x + (broad - badge.width) // 2, top + pad)
        marks += beside.place(x + indent, y + max(0, (row - beside.height) // 2))
        return (*marks, *under.place(x, y + row + gap)) if below else tuple(marks)

    called = f"{where.number}番窓口" if where.number and setting.language.startswith("ja") else where.number
    return Block(
        height=row + (gap + under.height if below else 0),
        gap=canvas.units(GAP),
        place=place,
        said=tuple(part for part in (called, where.floor, name) if part),
        said_beside=tuple(one.said for one in second),
    )


def rows(setting: Setting, told: Sequence[Row]) -> list[Block]:
    """Whom it concerns, what to bring, whom to ask: labels in the accent, aside where it is wide."""
    canvas = setting.canvas
    labels = [_label(setting, row.label) for row in told]
    if setting.width < _TABLE_WIDTH * canvas.unit:
        return [_below(setting, label, row.said) for label, row in zip(labels, told, strict=True)]
    indent = max((label.width for pair in labels for label in pair), default=0) + canvas.unit
    return [_aside(setting, label, row.said, indent) for label, row in zip(labels, told, strict=True)]


def _label(setting: Setting, label: Text) -> list[Paragraph]:
    accent = tokens.readable(setting.canvas.accent, setting.theme.paper)
    first = line(ruby.strip(label.best(setting.language)), setting.style(setting.small, weight="bold", colour=accent))
    second = label.get(setting.second) if setting.second is not None else None
    return [first, *([line(second, setting.second_style(colour=accent))] if second is not None else [])]


def _below(setting: Setting, label: Sequence[Paragraph], said: Text) -> Block:
    """The label above what it says."""
    canvas = setting.canvas
    words = setting.both(said, setting.width, gap=GAP)
    height = max(one.height for one in label)
    space = canvas.units(0.2)

    def place(x: int, y: int) -> tuple[Mark, ...]:
        marks: list[Mark] = []
        left = x
        for one in label:
            if left + one.width <= x + setting.width:
                marks += one.place(left, y + label[0].ascent - one.ascent)
            left += one.width + canvas.units(0.4)
        return (*marks, *words.place(x, y + height + space))

    return Block(
        height=height + space + words.height,
        gap=words.gap,
        place=place,
        said=(label[0].said, *words.said),
        said_beside=words.said_beside,
    )


def _aside(setting: Setting, label: Sequence[Paragraph], said: Text, indent: int) -> Block:
    """The label left of what it says, on the same baseline."""
    canvas = setting.canvas
    words = setting.both(said, setting.width - indent, gap=0.7)
    names = stacked(label, gap=0, space=canvas.units(0.3))
    down = max(0, words.told[0].ascent - label[0].ascent)

    def place(x: int, y: int) -> tuple[Mark, ...]:
        return (*names.place(x, y + down), *words.place(x + indent, y))

    return Block(
        height=max(names.height + down, words.height),
        gap=words.gap,
        place=place,
        said=(label[0].said, *words.said),
        said_beside=words.said_beside,
    )


def pictured(setting: Setting, asset: str, content: bytes, *, high: int, right: bool = False) -> Block:
    """A picture, whole, as wide as the column and no higher than `high`; at the left edge or the right."""
    own_width, own_height = photographs.check(content)
    scale = min(setting.width / own_width, high / own_height)
    size = max(1, round(own_width * scale)), max(1, round(own_height * scale))
    paper, indent = setting.theme.paper, setting.width - size[0] if right else 0

    def place(x: int, y: int) -> tuple[Mark, ...]:
        return (
            Picture(
                box=(x + indent, y, *size),
                asset=f"{asset} {paper}",
                how="fit",
                open=lambda w, h: photographs.cut(content, w, h, how="fit", around=paper),
            ),
        )

    return Block(height=size[1], gap=setting.canvas.units(GAP), place=place)


def coded(setting: Setting, url: str, words: Text) -> Block:
    """The code, and the words that say what it opens: beside it where there is room, else below."""
    canvas = setting.canvas
    side = code_side(url, least_px=canvas.code_px)
    indent = side + canvas.units(0.6)
    aside = setting.width - indent >= 6 * canvas.unit
    told = setting.both(words, setting.width - indent if aside else setting.width, gap=0)
    space = canvas.units(0.3)

    def place(x: int, y: int) -> tuple[Mark, ...]:
        left, top = (x + indent, y + (side - told.height) // 2) if aside else (x, y + side + space)
        return (code(url, (x, y), least_px=canvas.code_px), *told.place(left, top))

    return Block(
        height=max(side, told.height) if aside else side + space + told.height,
        gap=canvas.units(GAP),
        place=place,
        said=told.said,
        said_beside=told.said_beside,
    )
