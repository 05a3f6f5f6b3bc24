"""The sheet that every page of a floor guide is drawn on: a header above, the screen's own floor below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from signage.core.guide import Arrow
from signage.core.shows import Box
from signage.render import floor_guide_words as words
from signage.render import tokens
from signage.render.canvas import Canvas
from signage.render.floor_guide_blocks import Block
from signage.render.floor_guide_body import Body, Form, measure
from signage.render.floor_guide_cells import Cell
from signage.render.floor_guide_plates import IconPlate
from signage.render.floor_guide_setting import Setting, inverted
from signage.render.floor_guide_signs import arrow_sign
from signage.render.fonts import Weight
from signage.render.marks import Fill, Mark, Outline, bar
from signage.render.text import Paragraph, Style, fit, line, set_text

TITLE = 0.9
"""The title's size in units: everybody knows what this is; what is asked for stands below it."""
MOST_PARTS = 4
"""Room is kept for a bar of so many parts, so that the header is the same whatever the number of pages."""
MOST_OF_HEIGHT = 0.4
"""The screen's own floor takes no more of the page; where its rows need more they stand in the body."""


@dataclass(frozen=True, kw_only=True)
class Header:
    """Title, beside it what holds for all counters or else the title in the second language, the page's place.

    `sign` is an area's mark on its colour, before the title.
    """

    canvas: Canvas
    sign: tuple[Mark, ...]
    left: int
    title: Paragraph
    beside: Paragraph | None
    below: Paragraph | None
    height: int

    def marks(self, page: int, pages: int) -> list[Mark]:
        """Drawn for page `page` (from 0) of `pages`."""
        canvas, unit = self.canvas, self.canvas.unit
        marks: list[Mark] = [Fill(box=(0, 0, canvas.width, self.height), colour=canvas.accent)]
        x, y = self.left, canvas.margin_y
        marks += [*self.sign, *self.title.place(x, y)]
        baseline = y + self.title.ascent
        if self.beside is not None:
            marks += self.beside.place(x + self.title.width + _aside(canvas), baseline - self.beside.ascent)
        if self.below is not None:
            marks += self.below.place(canvas.margin_x, y + self.title.height + round(0.3 * unit))
        if pages > 1:
            count = line(f"{page + 1}/{pages}", replace(self.title.style, tabular=True, language="ja"))
            right = canvas.width - canvas.margin_x
            marks += count.place(right - count.width, baseline - count.ascent)
            wide, tall = round(BAR_PART * unit) * min(pages, MOST_PARTS), round(0.22 * unit)
            spot = (right - count.width - round(0.5 * unit) - wide, baseline - round(0.55 * self.title.style.size))
            ink = self.title.style.colour
            marks += bar((*spot, wide, tall), parts=pages, filled=page + 1, colour=ink, empty=_faint(canvas, ink))
        return marks


BAR_PART = 0.7
"""Each part of the bar, in units."""
PLACE = 2.6
"""How much room 「n/m」 takes beside the bar, in units."""


def _aside(canvas: Canvas) -> int:
    return round(0.5 * canvas.unit)


def _faint(canvas: Canvas, ink: str) -> str:
    return tokens.mix(canvas.accent, ink, 0.35)


def _sign(canvas: Canvas, mark: str, colour: str) -> tuple[Mark, ...]:
    """An area's mark as it hangs over the area: on its colour, edged so that it stands on any accent."""
    unit, ink = canvas.unit, tokens.ink_on(colour)
    usual = Setting(canvas=canvas, colours=inverted(canvas), language="ja", second=None, size=round(TITLE * unit))
    word = line(mark, usual.style(usual.size, weight="bold", colour=ink, on=colour))
    tall = round(1.3 * usual.size)
    box = (canvas.margin_x, canvas.margin_y - (tall - usual.size) // 2, max(tall, word.width + unit // 3), tall)
    edge = Outline(box=box, colour=tokens.ink_on(canvas.accent), stroke=max(2, unit // 16), radius=canvas.radius)
    top = box[1] + (tall - word.height) // 2
    return (
        Fill(box=box, colour=colour, radius=canvas.radius),
        edge,
        *word.place(box[0], top, width=box[2], align="centre"),
    )


def header(
    canvas: Canvas, *, title: str, second: str, sentence: str, language: str, sign: tuple[str, str] | None = None
) -> Header:
    """The header in one language; its band reaches the page's edges. What has no room beside the title is left out,
    but for the sentence, which then stands below it.
    """
    ink, unit = tokens.ink_on(canvas.accent), canvas.unit
    usual = Setting(canvas=canvas, colours=inverted(canvas), language=language, second=None, size=unit)
    place = round((PLACE + MOST_PARTS * BAR_PART) * unit)
    signed = () if sign is None else _sign(canvas, *sign)
    left = canvas.margin_x + (signed[0].box[2] + round(0.4 * unit) if signed else 0)
    free = canvas.width - canvas.margin_x - left - place
    told = fit(
        title,
        usual.style(round(TITLE * unit), weight="bold", colour=ink, on=canvas.accent, leading=1.2),
        width=free,
        height=round(TITLE * unit * 1.2),
        smallest=canvas.minimum_for(language),
    )
    room = free - told.width - 2 * _aside(canvas)
    small = usual.style(max(canvas.minimum_for(language), round(0.75 * TITLE * unit)), colour=ink, on=canvas.accent)
    beside = line(sentence, small) if sentence else None
    if beside is None and second:
        size = max(canvas.minimum_for("en"), round(0.75 * TITLE * unit))
        beside = line(second, replace(small, language="en", size=size))
    below = None
    if beside is not None and beside.width > room:
        below = set_text(sentence, small, width=canvas.inner_width) if sentence else None
        beside = None
    height = canvas.margin_y + told.height + round(0.35 * unit)
    height += round(0.3 * unit) + below.height if below is not None else 0
    return Header(canvas=canvas, sign=signed, left=left, title=told, beside=beside, below=below, height=height)


@dataclass(frozen=True, kw_only=True)
class Foot:
    """What one line says of the screen's own floor: label, theme, and the way to what is asked for most."""

    label: str
    theme: str = ""
    facilities: tuple[tuple[str, Arrow], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Panel:
    """The screen's own floor, inverted, at the foot of every page: its label, 「現在地」, its rows or its theme."""

    canvas: Canvas
    size: int
    rows: Body | None
    height: int
    placed: tuple[Mark, ...]

    @property
    def top(self) -> int:
        """Where it begins."""
        return self.canvas.height - self.height

    def marks(self) -> tuple[Mark, ...]:
        """Drawn at the foot."""
        return self.placed


def panel(setting: Setting, foot: Foot, cells: Sequence[Cell]) -> Panel:
    """Label and 「現在地」 stacked beside the floor's rows; without `cells` one line with theme and facilities."""
    return _stacked(setting, foot.label, cells) or _line(setting, foot)


def _stacked(setting: Setting, label: str, cells: Sequence[Cell]) -> Panel | None:
    canvas, colours, step = setting.canvas, setting.colours, round(0.15 * setting.size)
    big = line(label, _label_style(setting, round(1.9 * setting.number)))
    here = [_here(setting, setting.language, setting.size, on=colours.tab)]
    if setting.second not in (None, setting.language):
        here.append(_here(setting, setting.second or "", setting.beside, on=colours.tab))
    tab = max(big.width, *(part.width for part in here)) + round(0.8 * setting.size)
    content = big.height + sum(part.height + step for part in here)
    pad, left = panel_pad(setting), canvas.margin_x + tab + round(0.7 * setting.size)
    block = Block(label=label, way=None, cells=tuple(cells))
    most = round(MOST_OF_HEIGHT * canvas.height) - pad - canvas.margin_y
    rows = _rows(block, setting, width=canvas.width - canvas.margin_x - left, most=most) if cells else None
    if rows is None:
        return None
    tall = max(content + round(0.5 * setting.size), rows.used)
    height = pad + tall + canvas.margin_y
    x, y = canvas.margin_x, canvas.height - height + pad
    marks = _ground(setting, height)
    marks.append(Fill(box=(x, y, tab, tall), colour=colours.tab, radius=canvas.radius))
    pen = y + (tall - content) // 2
    for part in (big, *here):
        marks += part.place(x, pen, width=tab, align="centre")
        pen += part.height + step
    marks += rows.marks(0, (left, y + (tall - rows.used) // 2))
    return Panel(canvas=canvas, size=setting.size, rows=rows, height=height, placed=tuple(marks))


def _line(setting: Setting, foot: Foot) -> Panel:
    canvas, colours, space = setting.canvas, setting.colours, round(0.6 * setting.size)
    big = line(foot.label, _label_style(setting, round(1.3 * setting.number)))
    here = _here(setting, setting.language, setting.size, on=colours.tab)
    parts = [big, here]
    if setting.second not in (None, setting.language):
        parts.append(_here(setting, setting.second or "", setting.beside, on=colours.tab))
    tall = round(1.75 * setting.number)
    height = panel_pad(setting) + tall + canvas.margin_y
    x, y = canvas.margin_x, canvas.height - height + panel_pad(setting)
    wide = sum(part.width for part in parts) + space * len(parts) + space // 2
    marks = _ground(setting, height)
    marks.append(Fill(box=(x, y, wide, tall), colour=colours.tab, radius=canvas.radius))
    baseline, pen = y + (tall - big.height) // 2 + big.ascent, x + (3 * space) // 4
    for part in parts:
        marks += part.place(pen, baseline - part.ascent)
        pen += part.width + space
    pen, right = x + wide + space, canvas.width - canvas.margin_x
    told = line(foot.theme, setting.style(setting.size, weight="bold"))
    if foot.theme and pen + told.width <= right:
        marks += told.place(pen, baseline - told.ascent)
        pen += told.width + space
    marks += _facilities(setting, foot.facilities, (pen, y, right - pen, tall))
    return Panel(canvas=canvas, size=setting.size, rows=None, height=height, placed=tuple(marks))


def _facilities(setting: Setting, facilities: Sequence[tuple[str, Arrow]], box: Box) -> list[Mark]:
    """Pictograms with their arrows, as many as there is room for, at the right end."""
    left, y, room, tall = box
    arrow, gap = round(setting.size), round(0.8 * setting.size)
    side = IconPlate(setting=setting, kind="").width
    each = side + round(0.25 * setting.size) + arrow
    some = facilities[: max(0, (room + gap) // (each + gap))]
    x = left + room - len(some) * each - max(0, len(some) - 1) * gap
    marks: list[Mark] = []
    for kind, way in some:
        top = y + (tall - side) // 2
        marks += IconPlate(setting=setting, kind=kind).marks(x, top)
        spot = (x + each - arrow, y + (tall - arrow) // 2)
        marks.append(arrow_sign(way, spot, arrow, setting.colours.arrow))
        x += each + gap
    return marks


def _ground(setting: Setting, height: int) -> list[Mark]:
    canvas = setting.canvas
    return [Fill(box=(0, canvas.height - height, canvas.width, height), colour=setting.colours.paper)]


def _rows(block: Block, setting: Setting, *, width: int, most: int) -> Body | None:
    """The rows in the form that takes the least height."""
    forms = (
        Form(per_page=1, second="beside", tabs="none"),
        Form(per_page=2, tabs="none"),
        Form(per_page=3, tabs="none"),
    )
    measured = (measure([block], setting, form, size=(width, most)) for form in forms)
    found = [laid for one in measured if one is not None and (laid := one.dealt(1)) is not None]
    least = min(found, key=lambda one: one.used, default=None)
    return None if least is None else replace(least, height=least.used + setting.gap)


def _here(setting: Setting, language: str, size: int, *, on: str) -> Paragraph:
    weight: Weight = "bold" if language == setting.language else "regular"
    style = setting.style(size, language=language, weight=weight, colour=setting.colours.label, on=on)
    return line(words.HERE.best(language), style)


def _label_style(setting: Setting, size: int) -> Style:
    colours = setting.colours
    return setting.style(size, language="ja", weight="bold", colour=colours.label, on=colours.tab, tabular=True)


def panel_pad(setting: Setting) -> int:
    """Above the panel's rows."""
    return round(0.38 * setting.size)


def body_box(canvas: Canvas, head: Header, foot: Panel | None) -> Box:
    """What lies between them."""
    top = head.height + round(0.42 * canvas.unit)
    bottom = canvas.height - canvas.margin_y if foot is None else foot.top - round(0.32 * canvas.unit)
    return canvas.margin_x, top, canvas.inner_width, bottom - top
