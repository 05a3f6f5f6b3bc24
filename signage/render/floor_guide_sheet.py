"""The sheet that every page of a floor guide is drawn on: a header above, the screen's own floor below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from signage.core.shows import Box
from signage.render import floor_guide_words as words
from signage.render import tokens
from signage.render.canvas import Canvas
from signage.render.floor_guide_blocks import Block
from signage.render.floor_guide_body import Body, Form, measure
from signage.render.floor_guide_cells import Cell
from signage.render.floor_guide_setting import Setting, inverted
from signage.render.fonts import Weight
from signage.render.marks import Fill, Mark, bar
from signage.render.text import Paragraph, Style, line, set_text

TITLE = 0.9
"""The title's size in units: everybody knows what this is; what is asked for stands below it."""
MOST_OF_HEIGHT = 0.4
"""The screen's own floor takes no more of the page; where its rows need more they stand in the body."""


@dataclass(frozen=True, kw_only=True)
class Header:
    """Title, what holds for all counters, and the page's place in its set."""

    canvas: Canvas
    title: Paragraph
    second: Paragraph | None
    sentence: Paragraph | None
    height: int

    def marks(self, page: int, pages: int) -> list[Mark]:
        """Drawn for page `page` (from 0) of `pages`."""
        canvas, unit = self.canvas, self.canvas.unit
        marks: list[Mark] = [Fill(box=(0, 0, canvas.width, self.height), colour=canvas.accent)]
        x, y = canvas.margin_x, canvas.margin_y
        marks += self.title.place(x, y)
        baseline = y + self.title.ascent
        right = canvas.width - canvas.margin_x - (round(0.9 * unit) * (pages + 3) if pages > 1 else 0)
        left = x + self.title.width + round(0.5 * unit)
        if self.second is not None and left + self.second.width <= right:
            marks += self.second.place(left, baseline - self.second.ascent)
        if self.sentence is not None:
            marks += self.sentence.place(x, y + self.title.height + round(0.3 * unit))
        if pages > 1:
            count = line(f"{page + 1}/{pages}", replace(self.title.style, tabular=True, language="ja"))
            right = canvas.width - canvas.margin_x
            marks += count.place(right - count.width, baseline - count.ascent)
            wide, tall = round(0.9 * unit) * pages, round(0.22 * unit)
            spot = (right - count.width - round(0.5 * unit) - wide, baseline - round(0.55 * self.title.style.size))
            ink = self.title.style.colour
            marks += bar((*spot, wide, tall), parts=pages, filled=page + 1, colour=ink, empty=_faint(canvas, ink))
        return marks


def _faint(canvas: Canvas, ink: str) -> str:
    return tokens.mix(canvas.accent, ink, 0.35)


def header(canvas: Canvas, *, title: str, second: str, sentence: str, language: str) -> Header:
    """The header in one language; its band reaches the page's edges."""
    ink = tokens.ink_on(canvas.accent)
    usual = Setting(canvas=canvas, colours=inverted(canvas), language=language, second=None, size=canvas.unit)
    style = usual.style(round(TITLE * canvas.unit), weight="bold", colour=ink, on=canvas.accent)
    beside = usual.style(round(0.75 * TITLE * canvas.unit), language="en", colour=ink, on=canvas.accent)
    told = line(title, style)
    note = None
    if sentence:
        small = usual.style(
            max(canvas.minimum_for(language), round(0.75 * canvas.unit)), colour=ink, on=canvas.accent
        )
        note = set_text(sentence, small, width=canvas.inner_width)
    height = canvas.margin_y + told.height + round(0.35 * canvas.unit)
    if note is not None:
        height += round(0.3 * canvas.unit) + note.height
    return Header(
        canvas=canvas, title=told, second=line(second, beside) if second else None, sentence=note, height=height
    )


@dataclass(frozen=True, kw_only=True)
class Panel:
    """The screen's own floor, inverted, at the foot of every page: its label, 「現在地」, its rows or its theme."""

    canvas: Canvas
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


def panel(setting: Setting, *, label: str, theme: tuple[str, str], cells: Sequence[Cell]) -> Panel:
    """Label and 「現在地」 stacked beside the floor's rows; without `cells` one line with its theme."""
    return _stacked(setting, label, cells) or _line(setting, label, theme)


def _stacked(setting: Setting, label: str, cells: Sequence[Cell]) -> Panel | None:
    canvas, colours, step = setting.canvas, setting.colours, round(0.15 * setting.size)
    big = line(label, _label_style(setting, round(1.9 * setting.number)))
    here = [_here(setting, setting.language, setting.size, on=colours.tab)]
    if setting.second is not None:
        here.append(_here(setting, setting.second, setting.beside, on=colours.tab))
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
    return Panel(canvas=canvas, rows=rows, height=height, placed=tuple(marks))


def _line(setting: Setting, label: str, theme: tuple[str, str]) -> Panel:
    canvas, colours, space = setting.canvas, setting.colours, round(0.6 * setting.size)
    big = line(label, _label_style(setting, round(1.3 * setting.number)))
    here = _here(setting, setting.language, setting.size, on=colours.tab)
    parts = [big, here]
    if setting.second is not None:
        parts.append(_here(setting, setting.second, setting.beside, on=colours.tab))
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
    pen = x + wide + space
    told = [line(theme[0], setting.style(setting.size, weight="bold"))] if theme[0] else []
    if theme[1] and setting.second is not None:
        told.append(line(theme[1], setting.style(setting.beside, language=setting.second, colour=colours.quiet)))
    for part in told:
        if pen + part.width <= canvas.width - canvas.margin_x:
            marks += part.place(pen, baseline - part.ascent)
            pen += part.width + space
    return Panel(canvas=canvas, rows=None, height=height, placed=tuple(marks))


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
