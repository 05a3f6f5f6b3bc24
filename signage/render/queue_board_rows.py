"""The rows of a queue board: counters with what they call, how many wait, lists of numbers, the time of it all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from signage.core import queue_words
from signage.core.queue_said import Lamp
from signage.core.texts import Text
from signage.render import queue_board_words as words
from signage.render import tokens
from signage.render.floor_guide_signs import state_sign
from signage.render.marks import Mark
from signage.render.queue_board_cell import Called, Cell, Painted, Said
from signage.render.queue_board_document import BoardQueue
from signage.render.queue_board_setting import RISE, TALL, Setting
from signage.render.queue_board_signs import sign_marks, sign_side, sign_width
from signage.render.text import Paragraph, line

_LAMP_COLOURS = {"free": "#03AF7A", "some": "#F6AA00", "busy": "#FF4B00"}
_LAMP_SHAPES = {"free": "open", "some": "some", "busy": "busy"}
"""Of the CUD set; the shapes are a ring, an open and a solid triangle."""


def line_height(setting: Setting) -> int:
    """Of a line of counters."""
    return max(sign_side(setting, setting.number), round(TALL * setting.number)) + 2


@lru_cache(maxsize=512)
def place_width(queues: tuple[BoardQueue, ...], setting: Setting) -> int:
    """How wide a counter with its number is, alike for all."""
    number = max((setting.room(queue.digits, setting.number) for queue in queues), default=0)
    states = max(_state_word(state, setting).width for state in words.STATES) + round(0.92 * setting.small)
    return place_left(queues, setting) + max(number, states)


@lru_cache(maxsize=512)
def place_left(queues: tuple[BoardQueue, ...], setting: Setting) -> int:
    """Where the numbers begin, alike for all: behind the widest sign."""
    return _signs_width(queues, setting) + setting.units(0.4)


def _signs_width(queues: Sequence[BoardQueue], setting: Setting) -> int:
    signs = {sign.number for queue in queues for sign in queue.counters}
    return max((sign_width(sign, setting, setting.number) for sign in signs), default=0)


def counters(cell: Cell, said: Said, setting: Setting) -> Painted:
    """Counters side by side: the sign, and what it calls or why it calls nobody."""
    height, marks, alts = cell.size[1], list[Mark](), list[str]()
    signs = cell.left - setting.units(0.4)
    for index, one in enumerate(said.called):
        x = index * cell.pitch
        top = (height - sign_side(setting, setting.number)) // 2
        marks += sign_marks(one.sign, setting, (x, top), setting.number, wide=signs, fresh=one.fresh)
        left = x + cell.left
        right = left + setting.room(cell.digits, setting.number)
        if one.state in words.STATES:
            marks += _state(one.state, setting, (left, x + cell.pitch - setting.unit), height)
        elif one.number:
            told = setting.digits(one.number, setting.number, right - left)
            y = (height - round(TALL * setting.number)) // 2 + round(RISE * setting.number) - told.ascent
            marks += told.place(right - told.width, y)
        alts += _spoken(one, setting)
    return marks, _joined(alts, setting)


def _spoken(one: Called, setting: Setting) -> list[str]:
    counter = words.counter(one.sign).best(setting.language) if one.sign else ""
    state = words.STATES[one.state].best(setting.language) if one.state in words.STATES else ""
    number = words.number(one.number).best(setting.language) if one.number and not state else ""
    return [" ".join(part for part in (counter, state, number) if part)] if state or number else []


def _joined(alts: Sequence[str], setting: Setting) -> str:
    return ("、" if setting.language.startswith("ja") else ", ").join(alts)


def _state_word(state: str, setting: Setting) -> Paragraph:
    return line(words.STATES[state].best(setting.language), setting.style(setting.small, weight="bold"))


def _state(state: str, setting: Setting, between: tuple[int, int], height: int) -> list[Mark]:
    """A shape and a word, where a number would stand."""
    left, right = between
    word = _state_word(state, setting)
    side, gap = round(0.72 * word.style.size), round(0.2 * word.style.size)
    if side + gap + word.width > right - left:
        side = gap = 0
    sign = [state_sign(state, (left, (height - side) // 2), side, setting.theme.ink)] if side else []
    return [*sign, *word.place(left + side + gap, (height - word.height) // 2)]


@dataclass(frozen=True)
class _Piece:
    """A few words that stay together, with a shape before them or without."""

    told: Paragraph
    shape: str = ""
    colour: str = ""

    @property
    def side(self) -> int:
        return round(0.78 * self.told.style.size) if self.shape else 0

    @property
    def before(self) -> int:
        return self.side + round(0.25 * self.told.style.size) if self.shape else 0

    @property
    def width(self) -> int:
        return self.before + self.told.width

    def place(self, x: int, y: int) -> list[Mark]:
        spot = (x, y + (self.told.height - self.side) // 2)
        sign = [state_sign(self.shape, spot, self.side, self.colour)] if self.shape else []
        return [*sign, *self.told.place(x + self.before, y)]


def usual(queue: BoardQueue) -> Said:
    """The longest that is usually said of a queue: room is kept for it."""
    lamp: Lamp | None = "free" if queue.lamp else None
    return Said(waiting=88 if queue.counts else None, lamp=lamp, wait=queue.wait or None)


def info_lines(said: Said, setting: Setting, width: int) -> int:
    """In how many lines of so many pixels something is said; 1 is kept for sentences in any case."""
    return max(1, len(_flowed(_pieces(said, setting), setting, width)))


def instead_lines(setting: Setting, width: int, *, only_display: bool) -> int:
    """In how many lines a row says where else to look."""
    text = queue_words.instead(only_display=only_display)
    return len(setting.words(text, width, setting.small, lines=3).lines)


def info_least(said: Said, setting: Setting) -> int:
    """How wide the longest piece of what is said is."""
    return max((piece.width for piece in _pieces(said, setting)), default=0)


def info_width(said: Said, setting: Setting) -> int:
    """How wide it is in one line."""
    pieces = _pieces(said, setting)
    return sum(piece.width for piece in pieces) + max(0, len(pieces) - 1) * setting.units(0.6)


def info_height(lines: int, setting: Setting, *, second_too: bool) -> int:
    """Of so many lines, and perhaps one in the second language where there is one."""
    second = round(1.25 * setting.beside) if setting.second is not None and second_too else 0
    return lines * round(1.25 * setting.small) + second


def info(cell: Cell, said: Said, setting: Setting) -> Painted:
    """How many wait, how crowded it is, how long that takes; or a sentence in their place."""
    width, height = cell.size
    if said.text:
        return _sentence(said.text, setting, width, height)
    tall = round(1.25 * setting.small)
    pieces = _pieces(said, setting)[: _alike(cell.queues[0], setting, width, max(1, height // tall))]
    marks, y = list[Mark](), 0
    for row in _flowed(pieces, setting, width):
        x = 0
        for piece in row:
            marks += piece.place(x, y)
            x += piece.width + setting.units(0.6)
        y += tall
    second = _second(said, setting, width)
    if second is not None and y + second.height <= height:
        marks += second.place(0, y)
    return marks, " ".join(piece.told.said for piece in pieces)


def _alike(queue: BoardQueue, setting: Setting, width: int, lines: int) -> int:
    """How much of it has room however long it is: the same is told all day."""
    return sum(len(row) for row in _flowed(_pieces(usual(queue), setting), setting, width)[:lines])


@lru_cache(maxsize=2_048)
def _pieces(said: Said, setting: Setting) -> tuple[_Piece, ...]:
    language = setting.language
    bold, plain = setting.style(setting.small, weight="bold"), setting.style(setting.small)
    pieces: list[_Piece] = []
    if said.waiting is not None:
        pieces.append(_Piece(line(words.waiting(said.waiting).best(language), bold)))
    if said.lamp is not None:
        colour = setting.theme.ink if setting.grey else _LAMP_COLOURS[said.lamp]
        colour = tokens.readable(colour, setting.theme.paper, ratio=tokens.LARGE_CONTRAST)
        word = line(queue_words.LAMPS[said.lamp].best(language), bold)
        pieces.append(_Piece(word, _LAMP_SHAPES[said.lamp], colour))
    if said.wait:
        pieces.append(_Piece(line(words.wait(said.wait).best(language), plain)))
    return tuple(pieces)


def _flowed(pieces: Sequence[_Piece], setting: Setting, width: int) -> list[list[_Piece]]:
    rows: list[list[_Piece]] = []
    x = width + 1
    for piece in pieces:
        if x + setting.units(0.6) + piece.width > width:
            rows.append([])
            x = -setting.units(0.6)
        rows[-1].append(piece)
        x += setting.units(0.6) + piece.width
    return rows


def _second(said: Said, setting: Setting, width: int) -> Paragraph | None:
    """The same in the second language, in one line; without the wait where that is too long."""
    parts = [words.waiting(said.waiting)] if said.waiting is not None else []
    parts += [queue_words.LAMPS[said.lamp]] if said.lamp is not None else []
    parts += [words.wait(said.wait)] if said.wait else []
    told = [one for part in parts if (one := part.get(setting.second or "")) is not None]
    for count in range(len(told), 0, -1):
        found = setting.quiet(Text.of({setting.second or "": " · ".join(told[:count])}), width)
        if found is not None:
            return found
    return None


def _sentence(text: Text, setting: Setting, width: int, height: int) -> Painted:
    """In as many lines as there is room for; the second language below where it fits."""
    if not sentence_fits(text, setting, (width, height)):
        return (), text.best(setting.language)
    told = setting.words(text, width, setting.small, lines=max(1, height // round(1.2 * setting.small)))
    marks: list[Mark] = [*told.place(0, 0)]
    second = setting.quiet(text, width)
    if second is not None and told.height + setting.units(0.1) + second.height <= height:
        marks += second.place(0, told.height + setting.units(0.1))
    return marks, text.best(setting.language)


def sentence_fits(text: Text, setting: Setting, size: tuple[int, int]) -> bool:
    """Whether a sentence has room in the place of what is said of a queue."""
    told = setting.words(text, size[0], setting.small, lines=max(1, size[1] // round(1.2 * setting.small)))
    return told.width <= size[0] and told.height <= size[1]


def list_height(setting: Setting, *, beside: bool) -> int:
    """Of a list of numbers with its label, beside it or above."""
    return round(1.2 * setting.body) if beside else round(1.25 * setting.small) + round(1.2 * setting.body)


def label_width(setting: Setting, label: Text) -> int:
    """Of a list's label in both languages."""
    second = setting.quiet(label, 100_000)
    return _label(label, setting).width + (setting.units(0.3) + second.width if second is not None else 0)


def _label(label: Text, setting: Setting) -> Paragraph:
    return line(label.best(setting.language), setting.style(setting.small))


def recent(cell: Cell, said: Said, setting: Setting) -> Painted:
    """The numbers that were called before the newest."""
    return _listed(words.CALLED, cell, said, setting)


def ready(cell: Cell, said: Said, setting: Setting) -> Painted:
    """交付番号: the numbers whose certificates are ready."""
    return _listed(words.READY, cell, said, setting)


def _listed(label: Text, cell: Cell, said: Said, setting: Setting) -> Painted:
    """A label, and beside it or below as many numbers as there is room for."""
    if not said.numbers:
        return (), ""
    width, height = cell.size
    told = _label(label, setting)
    base = round(1.2 * setting.body) // 2 + round(0.38 * setting.body) if cell.left else told.ascent
    marks: list[Mark] = [*told.place(0, base - told.ascent)]
    room = (cell.left or width) - told.width - setting.units(0.3)
    second = setting.quiet(label, room, colour=setting.theme.ink)
    if second is not None:
        marks += second.place(told.width + setting.units(0.3), base - second.ascent)
    x, shown = cell.left, list[str]()
    bottom = base if cell.left else height - round(0.22 * setting.body)
    for number in said.numbers:
        one = setting.digits(number, setting.body, width)
        if x + one.width > width:
            break
        marks += one.place(x, bottom - one.ascent)
        x += one.width + setting.units(0.7)
        shown.append(words.number(number).best(setting.language))
    return marks, " ".join([told.said, *shown])


def time(cell: Cell, said: Said, setting: Setting) -> Painted:
    """「10:42 現在」, at the right, on the header."""
    if not said.text:
        return (), ""
    on = setting.canvas.accent
    style = setting.style(setting.small, weight="bold", colour=tokens.ink_on(on), on=on, tabular=True)
    told = line(said.text.best(setting.language), style)
    return told.place(0, 0, width=cell.size[0], align="right"), told.said
