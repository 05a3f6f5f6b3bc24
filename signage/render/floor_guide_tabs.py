"""A floor's tab: its label on a solid plate with the way to it, beside its rows or on a line above them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from signage.core.shows import Box
from signage.render.floor_guide_blocks import Block
from signage.render.floor_guide_setting import Setting
from signage.render.floor_guide_signs import arrow_sign, facility_sign
from signage.render.marks import Fill, Mark, Stencil
from signage.render.text import Paragraph, Style, line

LABEL = 1.35
"""A floor's label, of its rows' size."""


def tab_width(blocks: Sequence[Block], setting: Setting) -> int:
    """As the widest label, or 「現在地」 beneath one."""
    widths = [_label(block, setting).width + round(0.6 * setting.size) for block in blocks]
    widths += [here.width + round(0.4 * setting.size) for block in blocks if (here := _here(block, setting))]
    return max(widths, default=0)


def tab_height(block: Block, setting: Setting) -> int:
    """The least height of a tab beside rows."""
    label, here = _label(block, setting).height + round(0.4 * setting.size), _here(block, setting)
    if here is not None:
        return label + here.height + round(0.3 * setting.size)
    return label + (round(1.3 * setting.size) if _leads(block) else 0)


def tab_marks(block: Block, setting: Setting, box: Box) -> list[Mark]:
    """The tab beside its rows, as high as they are: the label, beneath it 「現在地」 or the way there."""
    x, y, width, _ = box
    label, here = _label(block, setting), _here(block, setting)
    marks: list[Mark] = [Fill(box=box, colour=setting.colours.tab, radius=setting.canvas.radius)]
    top = y + round(0.2 * setting.size)
    marks += label.place(x, top, width=width, align="centre")
    below = top + label.height + round(0.15 * setting.size)
    if here is not None:
        marks += here.place(x, below, width=width, align="centre")
    elif _leads(block):
        side, gap = round(1.05 * setting.size), round(0.15 * setting.size)
        count = 1 if block.way is None or block.way.means is None else 2
        left = x + (width - count * side - (count - 1) * gap) // 2
        marks += _way(block, (left, below), side, gap, setting.colours.label)
    return marks


def head_height(block: Block, setting: Setting, *, with_label: bool) -> int:
    """Of the line above the rows; 0 where there is none."""
    if with_label:
        return round(1.75 * setting.number)
    return round(1.35 * setting.size) if block.head and not block.here else 0


def head_fits(block: Block, setting: Setting, width: int, *, with_label: bool) -> bool:
    """Whether the line above the rows is short enough without its second language."""
    marks = head_marks(replace(block, head_second=""), setting, (0, 0, width), with_label=with_label)
    return all(mark.box[0] + mark.box[2] <= width for mark in marks)


def head_marks(block: Block, setting: Setting, at: tuple[int, int, int], *, with_label: bool) -> list[Mark]:
    """The line above the rows, at x and y and so wide: the label if it does not stand beside them, the building's
    name, the way; the name in the second language if there is room.
    """
    x, y, width = at
    right = x + width
    marks: list[Mark] = []
    tall = round(1.5 * setting.number) if with_label else round(1.1 * setting.size)
    if with_label:
        label = line(block.label, _label_style(setting, round(1.2 * setting.number)))
        wide = label.width + round(0.8 * setting.size)
        marks.append(Fill(box=(x, y, wide, tall), colour=setting.colours.tab, radius=setting.canvas.radius))
        marks += label.place(x, y + (tall - label.height) // 2, width=wide, align="centre")
        x += wide + round(0.35 * setting.size)
    if block.way is not None and (with_label or not block.here):
        side, gap = round(1.1 * setting.size), round(0.15 * setting.size)
        signs = _way(block, (x, y + (tall - side) // 2), side, gap, setting.colours.arrow)
        marks += signs
        x += len(signs) * (side + gap) + setting.space
    if block.head:
        marks += _words(block, setting, (x, y, right - x), tall)
    return marks


def _words(block: Block, setting: Setting, at: tuple[int, int, int], tall: int) -> list[Mark]:
    name = line(block.head, setting.style(setting.size, weight="bold"))
    top = at[1] + (tall - name.height) // 2
    marks: list[Mark] = [*name.place(at[0], top)]
    if block.head_second and setting.second is not None:
        quiet = setting.style(setting.beside, language=setting.second, colour=setting.colours.quiet)
        second = line(block.head_second, quiet)
        pen = name.width + setting.space
        if pen + second.width <= at[2]:
            marks += second.place(at[0] + pen, top + name.ascent - second.ascent)
    return marks


def _here(block: Block, setting: Setting) -> Paragraph | None:
    """「現在地」, where it is hardly wider than the label; the foot of the page says it in any case."""
    if not block.here:
        return None
    colours = setting.colours
    here = line(block.head, setting.style(setting.size, weight="bold", colour=colours.label, on=colours.tab))
    return here if here.width <= 1.8 * _label(block, setting).width else None


def _leads(block: Block) -> bool:
    """Whether the tab shows the way: not where the line above does, and not to where one stands."""
    return block.way is not None and not block.head


def _way(block: Block, at: tuple[int, int], side: int, gap: int, colour: str) -> list[Stencil]:
    if block.way is None:
        return []
    signs = [arrow_sign(block.way.arrow, at, side, colour)]
    if block.way.means is not None:
        signs.append(facility_sign(block.way.means, (at[0] + side + gap, at[1]), side, colour))
    return signs


def _label(block: Block, setting: Setting) -> Paragraph:
    return line(block.label, _label_style(setting, round(LABEL * setting.number)))


def _label_style(setting: Setting, size: int) -> Style:
    colours = setting.colours
    return setting.style(size, language="ja", weight="bold", colour=colours.label, on=colours.tab, tabular=True)
