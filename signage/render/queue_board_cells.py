"""The cells of a queue board: what changes by the second, each a small page of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from signage.core.queue_said import Lamp
from signage.core.shows import Box
from signage.core.texts import Text
from signage.render import queue_board_words as words
from signage.render import tokens
from signage.render.floor_guide_signs import state_sign
from signage.render.marks import Fill, Mark, Outline
from signage.render.pages import Page
from signage.render.queue_board_document import BoardQueue
from signage.render.queue_board_setting import RISE, TALL, Setting
from signage.render.text import Paragraph, line, set_text

Place = Literal["newest", "pulse", "line", "info", "recent", "ready", "time"]


@dataclass(frozen=True, kw_only=True)
class Called:
    """A number, the sign of the counter that called it, what that counter says; `fresh`: the board's newest call."""

    number: str = ""
    sign: str = ""
    state: Literal["open", "busy", "paused", "closed"] = "open"
    fresh: bool = False


@dataclass(frozen=True, kw_only=True)
class Said:
    """What a cell says: the fields that its place asks for."""

    called: tuple[Called, ...] = ()
    text: Text = Text()
    waiting: int | None = None
    wait: Text | None = None
    lamp: Lamp | None = None
    numbers: tuple[str, ...] = ()
    time: str = ""
    on: bool = False


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A place on a page. `queues` are those that it speaks of; `columns` is how many stand side by side."""

    place: Place
    name: str
    box: Box
    setting: Setting
    queues: tuple[BoardQueue, ...] = ()
    counters: tuple[str, ...] = ()
    columns: int = 1
    across: bool = False


@lru_cache(maxsize=8_192)
def drawn(cell: Cell, said: Said, *, grey: bool) -> Page:
    """The cell's page."""
    setting = replace(cell.setting, grey=grey)
    _, _, width, height = cell.box
    painter = _PAINTERS[cell.place]
    marks, alt = painter(cell, said, setting, width, height)
    return Page(
        width=width,
        height=height,
        paper=setting.theme.paper,
        marks=tuple(marks),
        language=setting.language,
        alt=alt or words.TITLE.best(setting.language),
        shown_ms=10_000,
        indexed=True,
    )


Painted = tuple[Sequence[Mark], str]


def _newest(cell: Cell, said: Said, setting: Setting, width: int, height: int) -> Painted:
    if not said.called:
        return _message(said.text, setting, width, height)
    call, size = said.called[0], 3 * setting.number
    room = width if not cell.across else _digits_width(cell, size)
    told = setting.digits(call.number, size, room)
    marks: list[Mark] = [*told.place(0, round(RISE * size) - told.ascent)]
    top, left = (round(TALL * size) + round(0.35 * setting.unit), 0) if not cell.across else (0, room + setting.unit)
    number = round(1.6 * setting.number)
    sign = sign_marks(call.sign, setting, (left, top), number, fresh=True)
    marks += sign
    right = sign[0].box[0] + sign[0].box[2] + round(0.35 * setting.unit) if sign else left
    tall = sign_side(setting, number)
    after = line(words.COUNTER_AFTER.best(setting.language), setting.style(_after(setting), weight="bold"))
    second = setting.quiet(Text.of(ja="", en=f"Counter {call.sign}"), width)
    if call.sign and right + after.width <= width:
        stack = after.height + (second.height + round(0.15 * setting.unit) if second is not None else 0)
        y = top + (tall - stack) // 2 if stack <= tall else top
        marks += after.place(right, y)
        if second is not None and right + second.width <= width:
            marks += second.place(right, y + after.height + round(0.15 * setting.unit))
    name = setting.words(said.text, width - left, setting.body)
    y = top + tall + round(0.3 * setting.unit)
    if y + name.height <= height:
        marks += name.place(left, y)
    counter = words.COUNTER.best(setting.language).format(call.sign) if call.sign else ""
    return marks, " ".join(
        part for part in (said.text.best(setting.language), counter, _spoken(call.number, setting)) if part
    )


def newest_height(setting: Setting, *, across: bool) -> int:
    """Of the cell of the newest call."""
    number, below = 3 * setting.number, sign_side(setting, round(1.6 * setting.number))
    name = round(0.3 * setting.unit) + round(1.05 * setting.body)
    if across:
        return max(round(TALL * number), below + name)
    return round(TALL * number) + round(0.35 * setting.unit) + below + name


def newest_width(setting: Setting, digits: int, *, across: bool) -> int:
    """Of the cell of the newest call: its number, and where it is across the counter beside it."""
    number = digits_width(digits, 3 * setting.number)
    beside = sign_side(setting, round(1.6 * setting.number)) + round(0.35 * setting.unit) + 3 * _after(setting)
    return number + setting.unit + beside if across else max(number, beside)


def digits_width(digits: int, size: int) -> int:
    """The room of so many digits."""
    return round(max(2, digits) * 0.64 * size) + 2


def _digits_width(cell: Cell, size: int) -> int:
    return digits_width(max((queue.digits for queue in cell.queues), default=3), size)


def _after(setting: Setting) -> int:
    return max(setting.body, round(0.62 * setting.number))


def _spoken(number: str, setting: Setting) -> str:
    return f"{number}番" if setting.language.startswith("ja") else number


def _message(text: Text, setting: Setting, width: int, height: int) -> Painted:
    """A sentence in the first language, in the second below, at the top."""
    if not text:
        return (), ""
    told = setting.words(text, width, min(2 * setting.unit, max(setting.body, height // 4)), lines=3)
    marks: list[Mark] = [*told.place(0, 0)]
    said = text.get(setting.second) if setting.second is not None else None
    if said is not None and said != text.best(setting.language):
        style = setting.style(setting.beside, language=setting.second, colour=setting.theme.quiet)
        second = set_text(said, style, width=width)
        y = told.height + round(0.3 * setting.unit)
        if y + second.height <= height and second.width <= width:
            marks += second.place(0, y)
    return marks, text.best(setting.language)


def _pulse(cell: Cell, said: Said, setting: Setting, width: int, height: int) -> Painted:
    """The label over the newest call; on: on a solid plate."""
    ground = tokens.readable(setting.canvas.accent, setting.theme.paper)
    ink = tokens.ink_on(ground) if said.on else ground
    on = ground if said.on else setting.theme.paper
    indent = round(0.4 * setting.unit)
    told = line(words.CALLING.best(setting.language), setting.style(setting.body, weight="bold", colour=ink, on=on))
    second = setting.quiet(words.CALLING, width - told.width - 2 * indent - indent, on=on, colour=ink)
    marks: list[Mark] = (
        [Fill(box=(0, 0, width, height), colour=ground, radius=setting.canvas.radius)] if said.on else []
    )
    rule = max(3, setting.unit // 10)
    if not said.on:
        marks.append(Fill(box=(0, height - rule, width, rule), colour=ground))
    left = indent if said.on else 0
    y = (height - told.height) // 2
    marks += told.place(indent, y)
    if second is not None:
        marks += second.place(indent + told.width + indent, y + told.ascent - second.ascent)
    _ = left
    return marks, words.CALLING.best(setting.language)


def pulse_height(setting: Setting) -> int:
    """Of the label over the newest call."""
    return round(1.6 * setting.body)


def sign_side(setting: Setting, number: int) -> int:
    """A sign's height, beside numbers so large."""
    return max(round(1.3 * setting.canvas.minimum_px), round(0.86 * number))


def sign_width(sign: str, setting: Setting, number: int) -> int:
    """At least a square."""
    side = sign_side(setting, number)
    told = line(sign, setting.style(setting.signed(number), weight="bold", tabular=True))
    return max(side, told.width + round(0.3 * side))


def sign_marks(sign: str, setting: Setting, at: tuple[int, int], number: int, *, fresh: bool = False) -> list[Mark]:
    """A counter's number in a rounded square, like the sign over it; solid for the newest call."""
    if not sign:
        return []
    ground = setting.accent if fresh else setting.plate
    ink = tokens.ink_on(ground) if fresh else setting.theme.ink
    told = line(sign, setting.style(setting.signed(number), weight="bold", colour=ink, on=ground, tabular=True))
    side = sign_side(setting, number)
    box = (*at, sign_width(sign, setting, number), side)
    radius = setting.canvas.radius
    edge = [] if fresh else [Outline(box=box, colour=setting.theme.ink, stroke=max(2, side // 24), radius=radius)]
    return [
        Fill(box=box, colour=ground, radius=radius),
        *edge,
        *told.place(at[0], at[1] + (side - told.height) // 2, width=box[2], align="centre"),
    ]


def _line(cell: Cell, said: Said, setting: Setting, width: int, height: int) -> Painted:
    """Counters side by side: the sign, and what it calls or why it calls nobody."""
    gap = round(0.8 * setting.unit)
    wide = (width + gap) // cell.columns - gap
    marks: list[Mark] = []
    alts: list[str] = []
    for index, one in enumerate(said.called):
        x = index * (wide + gap)
        marks += sign_marks(one.sign, setting, (x, (height - setting.sign) // 2), setting.number, fresh=one.fresh)
        left = x + max([setting.sign, *(sign_width(sign, setting, setting.number) for sign in cell.counters)])
        left += round(0.3 * setting.unit)
        room = x + wide - left
        if one.state in words.STATES and one.state != "busy":
            marks += _state(one.state, setting, (left, 0, room, height))
        elif one.number:
            told = setting.digits(one.number, setting.number, room)
            y = (height - round(TALL * setting.number)) // 2 + round(RISE * setting.number) - told.ascent
            marks += told.place(left + room - told.width, y)
        counter = words.COUNTER.best(setting.language).format(one.sign) if one.sign else ""
        state = words.STATES[one.state].best(setting.language) if one.state != "open" else ""
        number = _spoken(one.number, setting) if one.number else ""
        if number or state:
            alts.append(" ".join(part for part in (counter, number, state) if part))
    return marks, "、".join(alts) if setting.language.startswith("ja") else ", ".join(alts)


def _state(state: str, setting: Setting, box: Box) -> list[Mark]:
    """A shape and a word, where a number would stand."""
    x, y, width, height = box
    word = line(words.STATES[state].best(setting.language), setting.style(setting.small, weight="bold"))
    side, gap = round(0.72 * word.style.size), round(0.25 * word.style.size)
    if side + gap + word.width > width:
        side = gap = 0
    left = x + max(0, width - word.width - side - gap)
    sign = [state_sign(state, (left, y + (height - side) // 2), side, setting.theme.ink)] if side else []
    return [*sign, *word.place(left + side + gap, y + (height - word.height) // 2)]


def line_cell_width(cell_signs: Sequence[str], setting: Setting, digits: int) -> int:
    """How wide a counter with its number is."""
    sign = max([setting.sign, *(sign_width(sign, setting, setting.number) for sign in cell_signs)])
    state = line(words.STATES["closed"].best(setting.language), setting.style(setting.small, weight="bold")).width
    return sign + round(0.3 * setting.unit) + max(digits_width(digits, setting.number), state)


def line_height(setting: Setting) -> int:
    """Of a line of counters."""
    return max(setting.sign, round(TALL * setting.number)) + 4


def _info(cell: Cell, said: Said, setting: Setting, width: int, height: int) -> Painted:
    """How many wait, how long that takes, how crowded it is; or a sentence in their place."""
    if said.text:
        return _sentence(said.text, setting, width, height)
    pieces, x, marks = _pieces(said, setting), 0, list[Mark]()
    gap = round(0.6 * setting.unit)
    alts = []
    for told, sign in pieces:
        side = round(0.8 * told.style.size) if sign else 0
        before = side + round(0.25 * told.style.size) if sign else 0
        if x + before + told.width > width:
            break
        if sign:
            marks.append(state_sign(sign[0], (x, (told.height - side) // 2 + 1), side, sign[1]))
        marks += told.place(x + before, 0)
        x += before + told.width + gap
        alts.append(told.said)
    second = _second(said, setting, width)
    if second is not None:
        y = max((told.height for told, _ in pieces), default=0) + round(0.1 * setting.unit)
        if y + second.height <= height:
            marks += second.place(0, y)
    return marks, " ".join(alts)


def _pieces(said: Said, setting: Setting) -> list[tuple[Paragraph, tuple[str, str] | None]]:
    bold, plain = setting.style(setting.small, weight="bold"), setting.style(setting.small)
    pieces: list[tuple[Paragraph, tuple[str, str] | None]] = []
    if said.waiting is not None:
        pieces.append((line(words.WAITING.best(setting.language).format(said.waiting), bold), None))
    if said.lamp is not None:
        colour = setting.theme.ink if setting.grey else LAMP_COLOURS[said.lamp]
        shape = (_SHAPES[said.lamp], tokens.readable(colour, setting.theme.paper, ratio=tokens.LARGE_CONTRAST))
        pieces.append((line(words.LAMPS[said.lamp].best(setting.language), bold), shape))
    if said.wait:
        pieces.append((line(words.WAIT.best(setting.language).format(said.wait.best(setting.language)), plain), None))
    return pieces


LAMP_COLOURS = {"free": "#03AF7A", "some": "#F6AA00", "busy": "#FF4B00"}
_SHAPES = {"free": "open", "some": "some", "busy": "busy"}


def _second(said: Said, setting: Setting, width: int) -> Paragraph | None:
    if setting.second is None:
        return None
    parts = []
    if said.waiting is not None:
        parts.append(words.WAITING.best(setting.second).format(said.waiting))
    if said.lamp is not None:
        parts.append(words.LAMPS[said.lamp].best(setting.second))
    if said.wait and said.wait.get(setting.second):
        parts.append(words.WAIT.best(setting.second).format(said.wait.best(setting.second)))
    return setting.quiet(Text.of({setting.second: " · ".join(parts)}), width) if parts else None


def _sentence(text: Text, setting: Setting, width: int, height: int) -> Painted:
    told = setting.words(text, width, setting.small, lines=2)
    marks: list[Mark] = [*told.place(0, 0)]
    second = setting.quiet(text, width)
    if second is not None and told.height + second.height <= height:
        marks += second.place(0, height - second.height)
    return marks, text.best(setting.language)


def info_height(setting: Setting) -> int:
    """Of what is said of a queue beside its numbers: a line in each language."""
    second = round(1.3 * setting.beside) if setting.second is not None else 0
    return max(round(1.1 * setting.small) + second, round(2.4 * setting.canvas.minimum_px))


def _recent(cell: Cell, said: Said, setting: Setting, width: int, height: int) -> Painted:
    return _listed(words.CALLED, said.numbers, setting, width, height)


def _ready(cell: Cell, said: Said, setting: Setting, width: int, height: int) -> Painted:
    return _listed(words.READY, said.numbers, setting, width, height)


def _listed(label: Text, numbers: Sequence[str], setting: Setting, width: int, height: int) -> Painted:
    """A label, and as many numbers as there is room for."""
    if not numbers:
        return (), ""
    told = line(label.best(setting.language), setting.style(setting.small, weight="bold", colour=setting.theme.quiet))
    gap = round(0.5 * setting.unit)
    second = setting.quiet(label, width - told.width - gap)
    marks: list[Mark] = [*told.place(0, 0)]
    if second is not None:
        marks += second.place(told.width + gap // 2, told.ascent - second.ascent)
    x, y, shown = 0, told.height + round(0.15 * setting.unit), []
    for number in numbers:
        one = setting.digits(number, setting.body, width)
        if x + one.width > width:
            x, y = 0, y + round(1.3 * setting.body)
        if y + one.height > height:
            break
        marks += one.place(x, y)
        x += one.width + round(0.8 * setting.unit)
        shown.append(_spoken(number, setting))
    return marks, " ".join([told.said, *shown])


def list_height(setting: Setting, lines: int) -> int:
    """Of a label and so many lines of numbers."""
    return round(1.2 * setting.small) + round(0.15 * setting.unit) + lines * round(1.3 * setting.body)


def _time(cell: Cell, said: Said, setting: Setting, width: int, height: int) -> Painted:
    """「10:42 現在」, at the right."""
    if not said.time:
        return (), ""
    told = line(words.AT.best(setting.language).format(said.time), setting.style(setting.small, tabular=True))
    return told.place(0, 0, width=width, align="right"), told.said


_PAINTERS = {
    "newest": _newest,
    "pulse": _pulse,
    "line": _line,
    "info": _info,
    "recent": _recent,
    "ready": _ready,
    "time": _time,
}
