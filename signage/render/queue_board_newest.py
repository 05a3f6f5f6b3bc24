"""The newest call of a queue board: its label, its number at three times the others, its counter and its service."""

from __future__ import annotations

from signage.core.texts import Text
from signage.render import queue_board_words as words
from signage.render.marks import Fill, Mark
from signage.render.queue_board_cell import Called, Cell, Painted, Said
from signage.render.queue_board_setting import RISE, TALL, Setting
from signage.render.queue_board_signs import sign_marks, sign_side, sign_width
from signage.render.text import Paragraph, line, set_text

SIGN = 1.7
"""The newest call's counter, of the others'."""


def newest_width(setting: Setting, digits: int, *, across: bool) -> int:
    """Of the newest call: of its number, and across also of the counter beside it."""
    number = setting.room(digits, setting.newest)
    beside = sign_side(setting, round(SIGN * setting.number)) + setting.units(0.35) + _after(setting).width
    return number + setting.unit + beside if across else max(number, beside)


def newest_height(setting: Setting, *, across: bool) -> int:
    """Of the newest call."""
    number = round(TALL * setting.newest)
    below = sign_side(setting, round(SIGN * setting.number)) + setting.units(0.3) + round(1.1 * setting.body)
    return max(number, below) if across else number + setting.units(0.35) + below


def newest(cell: Cell, said: Said, setting: Setting) -> Painted:
    """The number, below it or beside it the counter, and whose number it is; or a sentence where there is none."""
    width, height = cell.size
    if not said.called:
        return message(said.text, setting, (width, height))
    call, room = said.called[0], setting.room(cell.digits, setting.newest) if cell.across else width
    told = setting.digits(call.number, setting.newest, room)
    marks: list[Mark] = [*told.place(0, round(RISE * setting.newest) - told.ascent)]
    left, top = (room + setting.unit, 0) if cell.across else (0, round(TALL * setting.newest) + setting.units(0.35))
    side = sign_side(setting, round(SIGN * setting.number))
    if cell.across:
        named = setting.units(0.3) + round(1.1 * setting.body)
        free = height - side - named
        top = max(0, (free if free >= 0 else height - side) // 2)
    if call.sign:
        marks += _counter(call, setting, (left, top, width - left))
    marks += _named(said.text, setting, (left, top + (side + setting.units(0.3) if call.sign else 0)), cell.size)
    return marks, _alt(call, said.text, setting)


def _named(name: Text, setting: Setting, at: tuple[int, int], size: tuple[int, int]) -> list[Mark]:
    """Whose number it is, where the cell is high enough."""
    left, top = at
    told = setting.words(name, size[0] - left, setting.body)
    return [*told.place(left, top)] if top + told.height <= size[1] and told.width <= size[0] - left else []


def _counter(call: Called, setting: Setting, at: tuple[int, int, int]) -> list[Mark]:
    """Its sign, 「番窓口」 and the same in the second language beside."""
    left, top, width = at
    number = round(SIGN * setting.number)
    marks = sign_marks(call.sign, setting, (left, top), number, fresh=True)
    side, right = sign_side(setting, number), sign_width(call.sign, setting, number) + setting.units(0.35)
    after = _after(setting)
    second = setting.quiet(words.counter(call.sign), width - right, colour=setting.theme.ink)
    stack = [
        one for one in (after if right + after.width <= width else None, second) if one is not None and one.width
    ]
    if sum(one.height for one in stack) > side:
        stack = stack[:1]
    y = top + (side - sum(one.height for one in stack)) // 2
    for one in stack:
        marks += one.place(left + right, y)
        y += one.height
    return marks


def _after(setting: Setting) -> Paragraph:
    size = max(setting.body, round(0.6 * setting.number))
    return line(words.after_sign().best(setting.language), setting.style(size, weight="bold"))


def _alt(call: Called, name: Text, setting: Setting) -> str:
    """「住民票 3番窓口 42番」."""
    parts = (name, words.counter(call.sign) if call.sign else Text(), words.number(call.number))
    return " ".join(part.best(setting.language) for part in parts if part)


def message(text: Text, setting: Setting, size: tuple[int, int]) -> Painted:
    """A sentence in the first language, in the second below, as large as there is room for."""
    if not text:
        return (), ""
    width, height = size
    said = text.get(setting.second) if setting.second is not None else None
    second: Paragraph | None = None
    if said is not None and said != text.best(setting.language):
        second = set_text(
            said, setting.style(setting.beside, language=setting.second, colour=setting.theme.quiet), width=width
        )
    told = setting.words(text, width, min(2 * setting.unit, height), lines=3)
    for em in (2.0, 1.6, 1.25, 1.0):
        told = setting.words(text, width, setting.units(em), lines=2 if em > 1 else 3)
        tall = told.height + (second.height + setting.units(0.3) if second is not None else 0)
        if tall <= height and len(told.lines) <= 2:
            break
    marks: list[Mark] = [*told.place(0, 0)]
    if second is not None and told.height + setting.units(0.3) + second.height <= height and second.width <= width:
        marks += second.place(0, told.height + setting.units(0.3))
    return marks, text.best(setting.language)


def pulse_height(setting: Setting) -> int:
    """Of the label over the newest call."""
    return round(1.5 * setting.body)


def pulse_width(setting: Setting) -> int:
    """Of that label at its smallest."""
    smallest = setting.style(setting.canvas.minimum_for(setting.language), weight="bold")
    return line(words.CALLING.best(setting.language), smallest).width + 2 * setting.units(0.35)


def pulse(cell: Cell, said: Said, setting: Setting) -> Painted:
    """「ただいまの番号」 over the newest call; standing out it is on a solid plate."""
    width, height = cell.size
    ground, paper = setting.theme.ink, setting.theme.paper
    ink, on = (paper, ground) if said.on else (ground, paper)
    indent, rule = setting.units(0.35), max(3, setting.units(0.1))
    label = setting.words(words.CALLING, width - 2 * indent, setting.body).style.size
    told = line(words.CALLING.best(setting.language), setting.style(label, weight="bold", colour=ink, on=on))
    box = (0, 0, width, height) if said.on else (0, height - rule, width, rule)
    marks: list[Mark] = [Fill(box=box, colour=ground, radius=setting.canvas.radius if said.on else 0)]
    y = (height - told.height) // 2
    left = indent if said.on else 0
    marks += told.place(left, y)
    second = setting.quiet(words.CALLING, width - told.width - 3 * indent, on=on, colour=ink)
    if second is not None:
        marks += second.place(left + told.width + indent, y + told.ascent - second.ascent)
    return marks, words.CALLING.best(setting.language)
