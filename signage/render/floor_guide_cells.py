"""Rows of the floor guide: a number as on the sign over the counter, a name, a second language, a state, an arrow."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from signage.core.guide import Arrow
from signage.render.floor_guide_plates import IconPlate, NumberPlate, StatePlate, number_plate, state_plate
from signage.render.floor_guide_setting import Setting
from signage.render.floor_guide_signs import arrow_sign
from signage.render.marks import Mark
from signage.render.text import Paragraph, Style, line, set_text

NAME_LEADING, SECOND_LEADING = 1.2, 1.15
ARROW, ARROW_ROOM = 1.2, 1.5
"""An arrow's square, and the same with what is before it, in ems of the name."""


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
    """A cell measured for a width: its height, and what stands where within it.

    `left` is where words begin; `beside` where the second language does, counted from there.
    """

    cell: Cell
    setting: Setting
    width: int
    left: int
    beside: int | None
    plate: NumberPlate | IconPlate | None
    name: Paragraph
    second: Paragraph | None
    notes: tuple[Paragraph, ...]
    state: StatePlate | None
    state_below: bool

    @property
    def natural_width(self) -> int:
        """What it would take without a rest behind it, its state beside the name."""
        arrow = round(ARROW_ROOM * self.setting.size) if self.cell.arrow is not None else 0
        state = self.state.width + self.setting.space if self.state is not None else 0
        return self.left + self.name.width + arrow + state

    @cached_property
    def height(self) -> int:
        """Of what is drawn, without the gap to the next row."""
        return max(self._text_height + self._drop, 0 if self.plate is None else self.plate.height)

    @cached_property
    def _text_height(self) -> int:
        step, second = _step(self.setting), 0 if self.second is None else self.second.height
        below = sum(step + note.height for note in self.notes)
        below += step + self.state.height if self.state is not None and self.state_below else 0
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
        state = self.state.width if self.state is not None and self.state_below else 0
        return max(state, *(note.width for note in self.notes), 0) > self.beside - self.setting.space

    @cached_property
    def _drop(self) -> int:
        """How far the words begin below the row's top: level with the plate, or in its middle if they are lower."""
        if self.plate is None:
            return 0
        spare = self.plate.height - self._text_height
        return spare // 2 if spare >= 0 else self.plate.level

    @property
    def _second_drop(self) -> int:
        """Baselines of name and second language are one."""
        return 0 if self.second is None else self.name.ascent - self.second.ascent

    def place(self, x: int, y: int) -> list[Mark]:
        """The row's marks, its upper left corner there."""
        marks: list[Mark] = []
        setting, step = self.setting, _step(self.setting)
        left, top = x + self.left, y + self._drop
        if self.plate is not None:
            marks += self.plate.marks(left - setting.space - self.plate.width, y)
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
            side = round(ARROW * setting.size)
            spot = (right - side, top + (setting.size - side) // 2)
            marks.append(arrow_sign(self.cell.arrow, spot, side, setting.colours.arrow))
            right -= round(ARROW_ROOM * setting.size)
        if self.state is not None and self.state_below:
            marks += self.state.marks(left, pen + step)
        elif self.state is not None:
            marks += self.state.marks(right - self.state.width, top + (setting.size - self.state.height) // 2)
        return marks


def numbers_width(cells: Iterable[Cell], setting: Setting, *, most: float) -> int:
    """How wide the numbers' column is: as the widest number that has at most so many ems."""
    widths = [plate.width for cell in cells if (plate := _plate(cell, setting)) is not None]
    return max((width for width in widths if width <= round(most * setting.number)), default=0)


def names_width(cells: Iterable[Cell], setting: Setting, *, numbers: int, most: int) -> int:
    """How wide the names' column is where a second language stands beside it; `numbers`: the column before it."""
    style = setting.style(setting.size, weight="bold", leading=NAME_LEADING)
    widths = (line(cell.name, style).width + max(0, _plate_width(cell, setting) - numbers) for cell in cells)
    return min(most, max(widths, default=0))


def measured(cell: Cell, setting: Setting, *, width: int, columns: Columns) -> Row:
    """The row at this width."""
    plate = _plate(cell, setting)
    numbers = max(columns.numbers, 0 if plate is None else plate.width)
    left = numbers + setting.space if numbers else 0
    free = width - left - (round(ARROW_ROOM * setting.size) if cell.arrow is not None else 0)
    beside = columns.beside if cell.second and setting.second is not None else None
    if beside is not None:
        beside = max(0, beside - (numbers - columns.numbers))
    names, others = (free, free) if beside is None else (beside - setting.space, free - beside)
    ink = setting.colours.quiet if cell.quiet else setting.colours.ink
    style = setting.style(setting.size, weight="bold", colour=ink, leading=NAME_LEADING)
    name, second = _fitted(cell.name, style, names), _second(cell, setting, others)
    state = state_plate(cell.state, cell.shape, setting) if cell.state else None
    below = False
    if state is not None:
        taken = state.width + setting.space
        if beside is None:
            shorter = _fitted(cell.name, style, names - taken)
            below = not _as_good(shorter, name, names - taken)
            name = name if below else shorter
        elif second is not None:
            shorter = _fitted(cell.second, second.style, others - taken)
            below = not _as_good(shorter, second, others - taken)
            second = second if below else shorter
    return Row(
        cell=cell,
        setting=setting,
        width=width,
        left=left,
        beside=beside,
        plate=plate,
        name=name,
        second=second,
        notes=tuple(_fitted(note, setting.style(setting.small, leading=1.2), free) for note in cell.notes),
        state=state,
        state_below=below,
    )


def overflows(row: Row) -> bool:
    """Whether some word of it is wider than the room that it has."""
    room = row.width - row.left
    names = room if row.beside is None else row.beside
    others = room if row.beside is None else room - row.beside
    wide = row.second is not None and row.second.width > others
    state = 0 if row.state is None else row.state.width
    return row.name.width > names or wide or max(state, *(note.width for note in row.notes), 0) > room


def _as_good(narrow: Paragraph, wide: Paragraph, room: int) -> bool:
    """Whether words lose nothing by standing in less room."""
    return len(narrow.lines) <= len(wide.lines) and narrow.width <= room


def _fitted(words: str, style: Style, width: int) -> Paragraph:
    """In one line where that is wide enough: measured once for every width."""
    whole = line(words, style)
    return whole if whole.width <= width else set_text(words, style, width=max(1, width))


def _plate(cell: Cell, setting: Setting) -> NumberPlate | IconPlate | None:
    if cell.icon:
        return IconPlate(setting=setting, kind=cell.icon)
    return number_plate(cell.numbers, setting, quiet=cell.quiet) if cell.numbers else None


def _plate_width(cell: Cell, setting: Setting) -> int:
    plate = _plate(cell, setting)
    return 0 if plate is None else plate.width


def _second(cell: Cell, setting: Setting, width: int) -> Paragraph | None:
    if not cell.second or setting.second is None:
        return None
    colour = setting.colours.quiet
    style = setting.style(setting.beside, language=setting.second, colour=colour, leading=SECOND_LEADING)
    return _fitted(cell.second, style, width)


def _step(setting: Setting) -> int:
    """Between the lines of one row."""
    return round(0.14 * setting.size)
