"""The head of a notice: the band 中止 or 延期, the tone's sign, the title; and the small head of later pages."""

from __future__ import annotations

from signage.core.texts import Text
from signage.render import tokens
from signage.render.marks import Fill, Mark, Stencil
from signage.render.notice_setting import Block, Setting
from signage.render.text import Style, fit, line
from signage.render.tokens import Tone
from signage.render.tone_signs import tone_sign

_SIGN = 1.5
_LEAST = 1.15
"""Units: a title is larger than what it heads."""
_BESIDE_WIDTH = 12
"""A column so many units wide has the sign beside the title; a narrower one above it."""


def head(setting: Setting, title: Text, *, tone: Tone, band: Text, largest: float, height: int) -> Block:
    """Band, sign, title, and the second language's; the title has at most `largest` units, and half the `height`."""
    canvas, width = setting.canvas, setting.width
    side, space = canvas.units(_SIGN), canvas.units(0.35)
    aside = width >= _BESIDE_WIDTH * canvas.unit
    indent = side + canvas.units(0.6) if aside else 0
    told = fit(
        title.best(setting.language),
        setting.style(canvas.units(largest), weight="bold", told=title).led(1.25),
        width=width - indent,
        height=height // 2,
        smallest=max(setting.body, canvas.units(_LEAST)),
        balanced=True,
        most_lines=2 if aside else 4,
    )
    second = setting.beside(title, width - indent)
    struck = (_band(setting, band),) if band else ()
    top = sum(one.height for one in struck) + (canvas.units(0.6) if struck else 0)
    first = top if aside else top + side + canvas.units(0.4)
    colour = tokens.readable(tokens.TONES[tone], setting.theme.paper, ratio=tokens.LARGE_CONTRAST)
    sign = tone_sign(tone, side, colour)

    def place(x: int, y: int) -> tuple[Mark, ...]:
        marks: list[Mark] = [mark for one in struck for mark in one.place(x, y)]
        down = max(0, told.ascent - told.style.size // 2 - side // 2) if aside else 0
        marks.append(Stencil(name=sign.name, box=(x, y + top + down, side, side), colour=colour, draw=sign.draw))
        marks += told.place(x + indent, y + first)
        for one in second:
            marks += one.place(x + indent, y + first + told.height + space)
        return tuple(marks)

    return Block(
        height=first + told.height + sum(space + one.height for one in second),
        gap=0,
        place=place,
        said=(*(part for one in struck for part in one.said), told.said),
        said_beside=tuple(one.said for one in second),
    )


def continued(setting: Setting, title: Text) -> Block:
    """On later pages the title stands small above what follows."""
    canvas = setting.canvas
    told = fit(
        title.best(setting.language),
        setting.style(canvas.unit, weight="bold", colour=setting.theme.quiet, told=title).led(1.25),
        width=setting.width,
        height=canvas.inner_height,
        smallest=canvas.minimum_for(setting.language),
        balanced=True,
        most_lines=2,
    )
    return Block(height=told.height, gap=0, place=told.place, said=(told.said,))


def _band(setting: Setting, band: Text) -> Block:
    """中止 or 延期, white on red across the column."""
    canvas, width = setting.canvas, setting.width
    red = tokens.TONES["urgent"]
    ink = tokens.ink_on(red)
    pad = canvas.units(0.35)
    told = line(band.best(setting.language), setting.style(canvas.units(1.5), weight="bold", colour=ink, on=red))
    said = band.get(setting.second) if setting.second is not None else None
    style = Style(size=canvas.unit, language=setting.second or "en", colour=ink, background=red, weight="bold")
    least = canvas.minimum_for(style.language)
    room = width - 4 * pad
    second = fit(said, style, width=room, height=width, smallest=least) if said is not None else None
    below = second is not None and told.width + second.width + 6 * pad > width
    height = told.height + 2 * pad + (second.height + pad if second is not None and below else 0)

    def place(x: int, y: int) -> tuple[Mark, ...]:
        marks: list[Mark] = [Fill(box=(x, y, width, height), colour=red, radius=canvas.radius)]
        marks += told.place(x + 2 * pad, y + pad)
        if second is not None:
            left = x + 2 * pad if below else x + width - second.width - 2 * pad
            top = y + 2 * pad + told.height if below else y + pad + told.ascent - second.ascent
            marks += second.place(left, top)
        return tuple(marks)

    return Block(height=height, gap=0, place=place, said=(told.said,))
