"""Rows of the floor guide: a number as on the sign over the counter, a name, a second language, a state, an arrow."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from signage.core.guide import Arrow
from signage.render.floor_guide_setting import Setting
from signage.render.floor_guide_signs import arrow_sign, facility_sign, state_sign
from signage.render.marks import Fill, Mark, Outline
from signage.render.text import Paragraph, Style, line, set_text

NAME_LEADING, SECOND_LEADING, NUMBER_LEADING = 1.2, 1.15, 1.08
BADGE_LIMIT = 4.8
"""A number's plate is at most so many ems wide before its parts stand below each other."""
BADGE_LEAST, BADGE_PAD = 1.9, 0.14


@dataclass(frozen=True, kw_only=True)
class Cell:
    """What one row says. A facility has an `icon` where a counter has its number. `state` is its word, `shape`
    what stands before the word; `quiet`: not open now.
    """

    numbers: tuple[str, ...] = ()
    icon: str = ""
    name: str
    second: str = ""
    notes: tuple[str, ...] = ()
    state: str = ""
    shape: str = ""
    quiet: bool = False
    arrow: Arrow | None = None

    @property
    def said(self) -> str:
        """The row as words, for those who cannot see it."""
        parts = ("・".join(self.numbers), self.name, self.second, self.state, *self.notes)
        return " ".join(part for part in parts if part)


@dataclass(frozen=True, kw_only=True)
class Columns:
    """Where things stand in every row: how wide the numbers are, and where the second language begins.

    `beside` counts from where the name begins; None: the second language stands beneath the name.
    """

    numbers: int
    beside: int | None = None


@dataclass(frozen=True, kw_only=True)
class Row:
    """A cell measured for a width: its height, and what stands where within it."""

    cell: Cell
    setting: Setting
    width: int
    left: int
    beside: int | None
    badge: Paragraph | None
    badge_width: int
    name: Paragraph
    second: Paragraph | None
    notes: tuple[Paragraph, ...]
    state: Paragraph | None
    state_below: bool

    @property
    def height(self) -> int:
        """Of what is drawn, without the gap to the next row."""
        return max(self._text_height + self._drop, self.badge_height)

    @property
    def natural_width(self) -> int:
        """What it would take without a rest behind it, its state beside the name."""
        arrow = round(1.5 * self.setting.size) if self.cell.arrow is not None else 0
        state = _state_width(self.state) + self.setting.space if self.state is not None else 0
        return self.left + self.name.width + arrow + state

    @property
    def badge_height(self) -> int:
        """Of the number's plate."""
        if self.cell.icon:
            return icon_side(self.setting)
        return 0 if self.badge is None else self.badge.height + 2 * round(BADGE_PAD * self.setting.number)

    @property
    def _text_height(self) -> int:
        step, second = _step(self.setting), 0 if self.second is None else self.second.height
        below = sum(step + note.height for note in self.notes)
        below += step + _state_height(self.state) if self.state is not None and self.state_below else 0
        if self.beside is None:
            return self.name.height + (step + second if second else 0) + below
        if self._notes_under_both:
            return max(self.name.height, second + self._second_drop) + below
        return max(self.name.height + below, second + self._second_drop)

    @property
    def _notes_under_both(self) -> bool:
        """Whether what stands below the name is too wide for the name's column."""
        if self.beside is None:
            return False
        state = _state_width(self.state) if self.state is not None and self.state_below else 0
        return max(state, *(note.width for note in self.notes), 0) > self.beside - self.setting.space

    @property
    def _drop(self) -> int:
        """How far the text begins below the row's top, so that its first line is level with the number."""
        if self.badge is None:
            return max(0, (self.badge_height - self._text_height) // 2)
        first = self.setting.size if self._text_height > self.badge_height else self._text_height
        line_high = self.badge.height if len(self.badge.lines) == 1 else self.setting.size
        level = round(BADGE_PAD * self.setting.size) + (line_high - self.setting.size) // 2
        return max(0, (self.badge_height - self._text_height) // 2) if first == self._text_height else max(0, level)

    @property
    def _second_drop(self) -> int:
        """Baselines of name and second language are one."""
        return 0 if self.second is None else self.name.ascent - self.second.ascent

    def place(self, x: int, y: int) -> list[Mark]:
        """The row's marks, its upper left corner there."""
        marks: list[Mark] = self._badge_marks(x, y)
        setting, step = self.setting, _step(self.setting)
        left, top = x + self.left, y + self._drop
        marks += self.name.place(left, top)
        pen = top + self.name.height
        if self.second is not None and self.beside is not None:
            marks += self.second.place(left + self.beside, top + self._second_drop)
            pen = max(pen, top + self._second_drop + self.second.height) if self._notes_under_both else pen
        elif self.second is not None:
            marks += self.second.place(left, pen + step)
            pen += step + self.second.height
        for note in self.notes:
            marks += note.place(left, pen + step)
            pen += step + note.height
        right = x + self.width
        if self.cell.arrow is not None:
            side = round(1.2 * setting.size)
            spot = (right - side, top + (setting.size - side) // 2)
            marks.append(arrow_sign(self.cell.arrow, spot, side, setting.colours.arrow))
            right -= side + round(0.3 * setting.size)
        if self.state is not None:
            wide, tall = _state_width(self.state), _state_height(self.state)
            spot = (left, pen + step) if self.state_below else (right - wide, top + (setting.size - tall) // 2)
            marks += self._state_marks(self.state, (*spot, wide, tall))
        return marks

    def _badge_marks(self, x: int, y: int) -> list[Mark]:
        setting, colours = self.setting, self.setting.colours
        if self.cell.icon:
            at = (x + self.left - setting.space - icon_side(setting), y)
            return facility_plate(self.cell.icon, setting, at)
        if self.badge is None:
            return []
        wide, height = self.badge_width, self.badge_height
        x += self.left - setting.space - wide
        box, radius = (x, y, wide, height), setting.canvas.radius
        edge = colours.hairline if self.cell.quiet else colours.edge
        return [
            Fill(box=box, colour=colours.plate, radius=radius),
            Outline(box=box, colour=edge, stroke=max(2, round(setting.size / 16)), radius=radius),
            *self.badge.place(x, y + (height - self.badge.height) // 2, width=wide, align="centre"),
        ]

    def _state_marks(self, state: Paragraph, box: tuple[int, int, int, int]) -> list[Mark]:
        colours, canvas, size = self.setting.colours, self.setting.canvas, state.style.size
        x, y, _, tall = box
        side = round(0.72 * size)
        spot = (x + round(0.35 * size), y + (tall - side) // 2)
        return [
            Fill(box=box, colour=colours.plate, radius=canvas.radius),
            Outline(box=box, colour=colours.hairline, stroke=canvas.hairline, radius=canvas.radius),
            state_sign(self.cell.shape, spot, side, colours.sign),
            *state.place(x + round(1.28 * size), y + (tall - state.height) // 2),
        ]


def numbers_width(cells: Iterable[Cell], setting: Setting, most: float) -> int:
    """How wide the numbers' column is: as the widest number that has at most so many ems."""
    widths = [_badge(cell, setting)[1] for cell in cells]
    usual = [width for width in widths if width <= round(most * setting.number)]
    return max(usual, default=0)


def names_width(cells: Iterable[Cell], setting: Setting, *, numbers: int, most: int) -> int:
    """How wide the names' column is where a second language stands beside it; `numbers`: the column before it."""
    style = setting.style(setting.size, weight="bold", leading=NAME_LEADING)
    widths = (line(cell.name, style).width + max(0, _badge(cell, setting)[1] - numbers) for cell in cells)
    return min(most, max(widths, default=0))


def measured(cell: Cell, setting: Setting, *, width: int, columns: Columns) -> Row:
    """The row at this width."""
    badge, own = _badge(cell, setting)
    numbers = max(columns.numbers, own)
    left = numbers + setting.space if numbers else 0
    arrow = round(1.5 * setting.size) if cell.arrow is not None else 0
    beside = columns.beside if cell.second and setting.second is not None else None
    if beside is not None:
        beside = max(0, beside - (numbers - columns.numbers))
    free = width - left - arrow
    names = free if beside is None else beside - setting.space
    ink = setting.colours.quiet if cell.quiet else setting.colours.ink
    style = setting.style(setting.size, weight="bold", colour=ink, leading=NAME_LEADING)
    name, state = _fitted(cell.name, style, names), _state(cell, setting)
    others = free if beside is None else free - beside
    second = _second(cell, setting, others)
    below = False
    if state is not None:
        taken = _state_width(state) + setting.space
        if beside is None:
            shorter = _fitted(cell.name, style, names - taken)
            below = not _as_good(shorter, name, names - taken)
            name = name if below else shorter
        elif second is not None:
            shorter = _fitted(cell.second, second.style, others - taken)
            below = not _as_good(shorter, second, others - taken)
            second = second if below else shorter
    notes = tuple(_fitted(note, setting.style(setting.small, leading=1.2), free) for note in cell.notes)
    return Row(
        cell=cell,
        setting=setting,
        width=width,
        left=left,
        beside=beside,
        badge=badge,
        badge_width=own,
        name=name,
        second=second,
        notes=notes,
        state=state,
        state_below=below,
    )


def _as_good(narrow: Paragraph, wide: Paragraph, room: int) -> bool:
    """Whether words lose nothing by standing in less room."""
    return len(narrow.lines) <= len(wide.lines) and narrow.width <= room


def overflows(row: Row) -> bool:
    """Whether some word of it is wider than the room that it has."""
    room = row.width - row.left
    names = room if row.beside is None else row.beside
    others = room if row.beside is None else room - row.beside
    wide = row.second is not None and row.second.width > others
    state = _state_width(row.state) if row.state is not None else 0
    return row.name.width > names or wide or max(state, *(note.width for note in row.notes), 0) > room


def _fitted(words: str, style: Style, width: int) -> Paragraph:
    """In one line where that is wide enough: measured once for every width."""
    whole = line(words, style)
    return whole if whole.width <= width else set_text(words, style, width=max(1, width))


def _badge(cell: Cell, setting: Setting) -> tuple[Paragraph | None, int]:
    """The number's plate: its words in one line, or a line each where that is too wide; and how wide it is."""
    if not cell.numbers:
        return None, icon_side(setting) if cell.icon else 0
    colours, size = setting.colours, setting.number
    colour = colours.quiet_sign if cell.quiet else colours.sign
    style = setting.style(
        size, language="ja", weight="bold", colour=colour, on=colours.plate, tabular=True, leading=NUMBER_LEADING
    )
    pad = 2 * round(0.25 * size)
    whole = line("・".join(cell.numbers), style)
    if whole.width + pad > BADGE_LIMIT * size and len(cell.numbers) > 1:
        whole = line("\n".join(cell.numbers), style)
    return whole, max(whole.width + pad, round(BADGE_LEAST * size))


def _second(cell: Cell, setting: Setting, width: int) -> Paragraph | None:
    if not cell.second or setting.second is None:
        return None
    colour = setting.colours.quiet
    style = setting.style(setting.beside, language=setting.second, colour=colour, leading=SECOND_LEADING)
    return _fitted(cell.second, style, width)


def _state(cell: Cell, setting: Setting) -> Paragraph | None:
    if not cell.state:
        return None
    colours = setting.colours
    return line(cell.state, setting.style(setting.small, weight="bold", colour=colours.sign, on=colours.plate))


def _state_width(state: Paragraph) -> int:
    return state.width + round(1.7 * state.style.size)


def _state_height(state: Paragraph) -> int:
    return round(1.4 * state.style.size)


def icon_side(setting: Setting) -> int:
    """A pictogram's square."""
    return round(1.35 * setting.number)


def facility_plate(kind: str, setting: Setting, at: tuple[int, int]) -> list[Mark]:
    """A pictogram on its plate."""
    side = icon_side(setting)
    inner = round(0.8 * side)
    spot = (at[0] + (side - inner) // 2, at[1] + (side - inner) // 2)
    plate = Fill(box=(*at, side, side), colour=setting.colours.sign_plate, radius=setting.canvas.radius)
    return [plate, facility_sign(kind, spot, inner, setting.colours.sign_ink)]


def _step(setting: Setting) -> int:
    """Between the lines of one row."""
    return round(0.14 * setting.size)
