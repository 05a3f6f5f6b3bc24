"""Queue boards on pages: where the newest call and every row stand, as large as the canvas allows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

from signage.core.reading import searching_ms
from signage.core.shows import Box
from signage.render import queue_board_cells as cells
from signage.render import queue_board_words as words
from signage.render.canvas import Canvas
from signage.render.codes import code, code_side
from signage.render.findings import LENGTH
from signage.render.floor_guide_sheet import Header, header
from signage.render.marks import Fill, Mark
from signage.render.queue_board_cells import Cell
from signage.render.queue_board_document import Board, BoardQueue, Sign
from signage.render.queue_board_setting import TALL, Setting
from signage.render.text import Paragraph

_SCALES = (1.5, 1.25, 1.0, 0.9, 0.8, 0.72, 2 / 3)
_FACTORS = (3.0, 2.6, 2.2, 1.9, 1.6, 1.4, 1.2, 1.0)
"""What is tried: how large a page is set, and how many units its numbers have."""
_SMALL = 0.8
"""What numbers of one unit instead of three are worth, in pages."""
_TIGHT = 0.5
"""The same for words set at their minimum."""
_NO_CODE = 0.9
"""What a board without its code is worth, in pages."""


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One page: what stands still, and what changes by the second."""

    marks: tuple[Mark, ...]
    cells: tuple[Cell, ...]
    alt: str
    rows: int


@dataclass(frozen=True, kw_only=True)
class Layout:
    """A board on its pages."""

    setting: Setting
    sheets: tuple[Sheet, ...]
    fits: bool = True


@dataclass(frozen=True, kw_only=True)
class _Group:
    """A queue in its column: its name, what is said of it, and lines of its counters. `counters` is None where the
    row is the service itself.
    """

    queue: BoardQueue
    lines: tuple[tuple[Sign, ...], ...]
    name: Paragraph
    second: Paragraph | None
    below: bool
    """The second language stands below the name."""
    info_beside: int
    """Where what is said of it begins beside the name; 0: it has a line of its own."""
    line_beside: int
    """Where its one line begins beside the name; 0: below."""
    head: int
    info: int
    line: int
    height: int


@dataclass(frozen=True, kw_only=True)
class _Trial:
    """One way to lay a board out."""

    board: Board
    canvas: Canvas
    language: str
    second: str | None
    factor: float
    aside: bool
    across: bool
    columns: int
    lists: int
    with_code: bool
    setting: Setting = field(init=False)

    def __post_init__(self) -> None:
        number = max(self.canvas.minimum_px, round(self.factor * self.canvas.unit))
        made = Setting(canvas=self.canvas, language=self.language, second=self.second, number=number)
        object.__setattr__(self, "setting", made)

    @cached_property
    def head(self) -> Header:
        """The band with the title."""
        return header(
            self.canvas,
            title=words.TITLE.best(self.language),
            second=words.TITLE.get(self.second) or "" if self.second is not None else "",
            sentence="",
            language=self.language,
        )

    @cached_property
    def _body(self) -> Box:
        canvas, top = self.canvas, self.head.height + round(0.5 * self.canvas.unit)
        foot = canvas.margin_y + round(1.3 * self.setting.small)
        return canvas.margin_x, top, canvas.inner_width, canvas.height - foot - top

    @cached_property
    def _digits(self) -> int:
        return max((queue.digits for queue in self.board.queues), default=3)

    @cached_property
    def _panel(self) -> Box:
        """Where the newest call stands, with what is below it."""
        x, y, width, height = self._body
        if self.aside:
            wide = cells.newest_width(self.setting, self._digits, across=self.across)
            if self.with_code and self.board.code is not None:
                wide = max(wide, code_side(self.board.code, least_px=self.canvas.code_px))
            return x, y, wide, height
        return x, y, width, self._newest_tall

    @cached_property
    def _newest_tall(self) -> int:
        unit = self.canvas.unit
        tall = cells.pulse_height(self.setting) + round(0.35 * unit)
        return tall + cells.newest_height(self.setting, across=self.across)

    @cached_property
    def _rows(self) -> Box:
        """Where the rows stand."""
        x, y, width, height = self._body
        gap = round(1.2 * self.canvas.unit)
        if self.aside:
            left = x + self._panel[2] + gap
            return left, y, x + width - left, height
        top = y + self._newest_tall + round(0.5 * self.canvas.unit)
        bottom = y + height - self._foot_tall
        return x, top, width, bottom - top

    @cached_property
    def _foot_tall(self) -> int:
        """What stands below the rows where the newest call is above them: lists, and the code."""
        return max(self._lists_tall, self._code_tall) + (round(0.4 * self.canvas.unit) if self._below else 0)

    @property
    def _below(self) -> bool:
        return bool(self._lists_tall or self._code_tall)

    @cached_property
    def _listed(self) -> tuple[cells.Place, ...]:
        """Which lists there are room for."""
        wanted: list[cells.Place] = ["ready"] if any(queue.ready for queue in self.board.queues) else []
        return (*wanted, "recent") if self.lists > len(wanted) else tuple(wanted)

    @cached_property
    def _list_tall(self) -> int:
        return cells.list_height(self.setting, 1) + round(0.4 * self.canvas.unit)

    @cached_property
    def _lists_tall(self) -> int:
        return len(self._listed) * self._list_tall

    @cached_property
    def _code_tall(self) -> int:
        if not self.with_code or self.board.code is None:
            return 0
        return code_side(self.board.code, least_px=self.canvas.code_px) + (self._code_words_tall if self.aside else 0)

    @property
    def _code_words_tall(self) -> int:
        return round(2.6 * self.setting.small)

    @cached_property
    def possible(self) -> bool:
        """Whether the newest call and one row fit."""
        _, _, wide, tall = self._panel
        if self.aside:
            used = (
                self._newest_tall + self._lists_tall + self._code_tall + (self.canvas.unit if self._code_tall else 0)
            )
            if used > tall or wide > 0.62 * self._body[2]:
                return False
        elif cells.newest_width(self.setting, self._digits, across=self.across) > wide:
            return False
        if not self.board.queues:
            return True
        _, _, width, height = self._rows
        column = self._column
        narrowest = max(
            (
                cells.line_cell_width([sign.number for sign in queue.counters], self.setting, queue.digits)
                for queue in self.board.queues
            ),
            default=0,
        )
        return width > 0 and column >= narrowest and all(group.height <= height for group in self._groups)

    @cached_property
    def _column(self) -> int:
        width, gap = self._rows[2], round(1.2 * self.canvas.unit)
        return (width + gap) // self.columns - gap

    @cached_property
    def _groups(self) -> tuple[_Group, ...]:
        """Every queue, divided where it is higher than a page."""
        found: list[_Group] = []
        for queue in self.board.queues:
            whole = self._group(queue)
            room = self._rows[3]
            if whole.height <= room or len(whole.lines) < 2:
                found.append(whole)
                continue
            per = max(1, (room - whole.head - whole.info) // (whole.line + self._line_gap))
            parts = [whole.lines[i : i + per] for i in range(0, len(whole.lines), per)]
            found += [replace(whole, lines=part, height=self._tall(whole, len(part))) for part in parts]
        return tuple(found)

    @property
    def _line_gap(self) -> int:
        return round(0.3 * self.canvas.unit)

    def _tall(self, group: _Group, lines: int) -> int:
        below = 0 if group.line_beside else lines * (group.line + self._line_gap)
        info = 0 if group.info_beside else group.info
        return max(group.head + info + below, group.line if group.line_beside else 0)

    def _group(self, queue: BoardQueue) -> _Group:
        setting, width = self.setting, self._column
        gap = round(0.8 * setting.unit)
        services = self.board.rows == "services"
        signs = [sign.number for sign in queue.counters]
        cell = cells.line_cell_width(signs, setting, queue.digits)
        count = max(1, (width + gap) // (cell + gap))
        wanted = (queue.counters[:1] or (Sign(id="", number=""),)) if services else queue.counters
        count = min(count, max(1, len(wanted)))
        rows = -(-len(wanted) // count)
        count = -(-len(wanted) // rows) if rows else 1
        lines = tuple(tuple(wanted[i : i + count]) for i in range(0, len(wanted), count))
        line, info = cells.line_height(setting), cells.info_height(setting)
        beside = 0
        if len(lines) == 1 and len(lines[0]) == 1 and width - cell - gap >= 5 * setting.body:
            beside = width - cell
        room = beside - gap if beside else width
        name = setting.words(queue.name, room, setting.body, lines=2)
        second = setting.quiet(queue.name, room)
        pad = round(0.3 * setting.unit)
        below = second is not None and len(name.lines) == 1 and name.width + pad + second.width > room
        below = below or (second is not None and len(name.lines) > 1)
        head = name.height + (second.height + round(0.1 * setting.unit) if below and second is not None else 0)
        head += round(0.2 * setting.unit)
        taken = name.width + (pad + second.width if second is not None and not below else 0)
        if second is not None and below:
            taken = max(name.width, second.width)
        least = 11 * setting.small
        info_beside = (
            0 if beside or room - taken - 2 * gap < least else width - min(width - taken - gap, 15 * setting.small)
        )
        head = max(head, info + round(0.15 * setting.unit)) if info_beside else head
        group = _Group(
            queue=queue,
            lines=lines,
            name=name,
            second=second,
            below=below,
            info_beside=info_beside,
            line_beside=beside,
            head=head,
            info=info + round(0.15 * setting.unit),
            line=line,
            height=0,
        )
        return replace(group, height=self._tall(group, len(lines)))

    @cached_property
    def pages(self) -> tuple[tuple[tuple[int, int, _Group], ...], ...]:
        """On each page: the column and the height at which each group stands."""
        room, gap = self._rows[3], round(0.7 * self.canvas.unit)
        pages: list[list[tuple[int, int, _Group]]] = [[]]
        column = y = 0
        for group in self._groups:
            if y and y + gap + group.height > room:
                column, y = column + 1, 0
                if column == self.columns:
                    pages.append([])
                    column = 0
            top = y + gap if y else 0
            pages[-1].append((column, top, group))
            y = top + group.height
        return tuple(tuple(page) for page in pages)

    @property
    def cost(self) -> float:
        """In pages."""
        lost = _NO_CODE if self.board.code is not None and not self.with_code else 0.0
        least = self.canvas.minimum_px
        usual = 3 * self.canvas.scaled(1.0).unit
        small = _SMALL * max(0.0, (usual - self.setting.number) / (usual - least))
        tight = _TIGHT * (1.0 - min(1.0, self.canvas.scale))
        return len(self.pages) + small + tight + lost - 0.1 * self.lists - 0.1 * (self.canvas.scale > 1)

    def layout(self) -> Layout:
        """Laid out."""
        return Layout(setting=self.setting, sheets=tuple(self._sheet(number) for number in range(len(self.pages))))

    def _sheet(self, number: int) -> Sheet:
        page, count = self.pages[number], len(self.pages)
        marks: list[Mark] = [*self.head.marks(number, count)]
        found: list[Cell] = []
        for column, top, group in page:
            more, some = self._placed(group, column, top, number)
            marks += more
            found += some
        marks += self._hairlines(page)
        panel = list(self._panel_cells(number))
        marks += self._code_marks()
        alt = "、".join(group.queue.name.best(self.language) for _, _, group in page)
        return Sheet(
            marks=tuple(marks),
            cells=(*panel, *found, self._time(number)),
            alt=" ".join(part for part in (words.TITLE.best(self.language), alt) if part),
            rows=sum(len(line) for _, _, group in page for line in group.lines),
        )

    def _named(self, what: str, number: int) -> str:
        return f"{self.board.slide}-{what}-{number + 1}"

    def _placed(self, group: _Group, column: int, top: int, number: int) -> tuple[list[Mark], list[Cell]]:
        setting, queue = self.setting, group.queue
        x, y = self._rows[0] + column * (self._column + round(1.2 * setting.unit)), self._rows[1] + top
        marks: list[Mark] = [*group.name.place(x, y)]
        if group.second is not None:
            pad = round(0.3 * setting.unit)
            if group.below:
                marks += group.second.place(x, y + group.name.height + round(0.1 * setting.unit))
            else:
                marks += group.second.place(x + group.name.width + pad, y + group.name.ascent - group.second.ascent)
        found: list[Cell] = []

        def cell(place: cells.Place, what: str, box: Box, counters: Sequence[str] = (), columns: int = 1) -> None:
            found.append(
                Cell(
                    place=place,
                    name=self._named(f"{queue.id}-{what}", number),
                    box=box,
                    setting=setting,
                    queues=(queue,),
                    counters=tuple(counters),
                    columns=columns,
                )
            )

        info_y = y if group.info_beside else y + group.head
        left = x + group.info_beside
        wide = (group.line_beside - setting.unit) if group.line_beside else self._column - group.info_beside
        info_tall = cells.info_height(setting)
        cell("info", "info", (left, info_y, wide, info_tall))
        below = y + group.head + (0 if group.info_beside else group.info)
        for index, line in enumerate(group.lines):
            box = (x, below + index * (group.line + self._line_gap), self._column, group.line)
            if group.line_beside:
                tall = group.height
                box = (
                    x + group.line_beside,
                    y + (tall - group.line) // 2,
                    self._column - group.line_beside,
                    group.line,
                )
            offset = queue.counters.index(line[0]) if line[0].id else 0
            cell(
                "line",
                f"line{offset}",
                box,
                [sign.id for sign in line],
                len(line) if len(group.lines) == 1 else len(group.lines[0]),
            )
        return marks, found

    def _hairlines(self, page: Sequence[tuple[int, int, _Group]]) -> Iterator[Fill]:
        gap = round(0.7 * self.canvas.unit)
        x, y, _, height = self._rows
        colour = self.setting.theme.hairline
        for column, top, _ in page:
            if top:
                left = x + column * (self._column + round(1.2 * self.canvas.unit))
                line = y + top - gap // 2
                yield Fill(box=(left, line, self._column, self.canvas.hairline), colour=colour)
        if self.aside:
            left = x - round(0.6 * self.canvas.unit)
            yield Fill(box=(left, y, self.canvas.hairline, height), colour=colour)

    def _panel_cells(self, number: int) -> Iterator[Cell]:
        setting, queues = self.setting, self.board.queues
        x, y, width, _ = self._panel
        unit = self.canvas.unit

        def cell(place: cells.Place, box: Box) -> Cell:
            return Cell(
                place=place,
                name=self._named(place, number),
                box=box,
                setting=setting,
                queues=queues,
                across=self.across,
            )

        pulse = cells.pulse_height(setting)
        yield cell("pulse", (x, y, width, pulse))
        top = y + pulse + round(0.35 * unit)
        newest = cells.newest_height(setting, across=self.across)
        yield cell("newest", (x, top, width, newest))
        tall = cells.list_height(setting, 1)
        if self.aside:
            top += newest + round(0.6 * unit)
            wide = width
        else:
            _, rows_y, _, rows_tall = self._rows
            top = rows_y + rows_tall + round(0.4 * unit)
            side = self._code_tall
            wide = width - side - (unit if side else 0)
        for place in self._listed:
            yield cell(place, (x, top, wide, tall))
            top += self._list_tall

    def _code_marks(self) -> list[Mark]:
        if not self._code_tall or self.board.code is None:
            return []
        setting = self.setting
        x, y, width, height = self._body
        side = code_side(self.board.code, least_px=self.canvas.code_px)
        if self.aside:
            top = y + height - side
            told = setting.words(words.CODE, self._panel[2], setting.small)
            marks: list[Mark] = [code(self.board.code, (x, top), least_px=self.canvas.code_px)]
            return [*marks, *told.place(x, top - told.height - round(0.3 * setting.unit))]
        left = x + width - side
        return [code(self.board.code, (left, y + height - side), least_px=self.canvas.code_px)]

    def _time(self, number: int) -> Cell:
        setting = self.setting
        tall, wide = round(1.15 * setting.small), 8 * setting.small
        x = self.canvas.width - self.canvas.margin_x - wide
        y = self.canvas.height - self.canvas.margin_y - tall
        return Cell(
            place="time",
            name=self._named("time", number),
            box=(x, y, wide, tall),
            setting=setting,
            queues=self.board.queues,
        )


@lru_cache(maxsize=256)
def laid_out(board: Board, canvas: Canvas, language: str, second: str | None) -> Layout:
    """The best of all ways."""
    best: _Trial | None = None
    for trial in _trials(board, canvas, language, second):
        if (
            (best is None or _bound(trial) < best.cost)
            and trial.possible
            and (best is None or trial.cost < best.cost)
        ):
            best = trial
    if best is None:
        smallest = next(iter(_smallest(board, canvas, language, second)))
        return replace(smallest.layout(), fits=False)
    return best.layout()


def _bound(trial: _Trial) -> float:
    """No more than it costs."""
    return 0.8


def _trials(board: Board, canvas: Canvas, language: str, second: str | None) -> Iterator[_Trial]:
    wide = canvas.width > 1.2 * canvas.height
    for scale in _SCALES:
        for factor in _FACTORS:
            for aside in (True, False) if wide else (False,):
                for columns in (1, 2, 3):
                    for across in (True, False) if not aside else (False,):
                        for lists in (2, 1, 0):
                            for with_code in (True, False) if board.code is not None else (False,):
                                yield _Trial(
                                    board=board,
                                    canvas=canvas.scaled(scale),
                                    language=language,
                                    second=second,
                                    factor=factor,
                                    aside=aside,
                                    across=across,
                                    columns=columns,
                                    lists=lists,
                                    with_code=with_code,
                                )


def _smallest(board: Board, canvas: Canvas, language: str, second: str | None) -> Iterator[_Trial]:
    yield _Trial(
        board=board,
        canvas=canvas.scaled(2 / 3),
        language=language,
        second=second,
        factor=1.0,
        aside=False,
        across=True,
        columns=1,
        lists=0,
        with_code=False,
    )


_ = (LENGTH, TALL, searching_ms)
