"""The queues of a board in their columns: a name, what is said of the queue, and lines of its counters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from signage.core.shows import Box
from signage.core.texts import Text
from signage.render import queue_board_rows as rows
from signage.render.marks import Mark
from signage.render.queue_board_cell import Cell
from signage.render.queue_board_document import BoardQueue, Rows, Sign
from signage.render.queue_board_setting import Setting
from signage.render.text import Paragraph

NAME_LINES = 2


@dataclass(frozen=True, kw_only=True)
class Group:
    """One queue, or a part of one whose counters are more than a page holds."""

    queue: BoardQueue
    name: Paragraph
    lines: tuple[tuple[Sign, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Column:
    """How all groups of a board stand in columns of one width: alike, so that the eye finds the same in each.

    `place` is how wide a counter is with its number, which begins at `left` in it. `second`: the names are told in
    the second language too, `below` or beside. `info` is where what is said of a queue begins beside its name, `line`
    where its only counter does; 0: below. `head` is the height of the names, `told` of what is said.
    """

    setting: Setting
    rows: Rows
    width: int
    groups: tuple[Group, ...]
    place: int
    left: int
    second: bool
    below: bool
    info: int
    line: int
    head: int
    told: int

    @property
    def _line(self) -> int:
        return rows.line_height(self.setting)

    @property
    def gap(self) -> int:
        """Between lines of counters."""
        return self.setting.units(0.28)

    @property
    def fits(self) -> bool:
        """Whether the columns are wide enough, for the names too."""
        room = self.width - (self.width - self.line + self.setting.unit if self.line else 0)
        names = all(len(group.name.lines) <= NAME_LINES and group.name.width <= room for group in self.groups)
        told = {rows.usual(group.queue) for group in self.groups}
        least = max((rows.info_least(said, self.setting) for said in told), default=0)
        return names and self.place <= self.width and least <= room

    def height(self, group: Group, lines: int | None = None) -> int:
        """Of a group with all its lines, or only so many."""
        words = self.head + (0 if self.info else self.told)
        if self.line:
            return max(words, self._line)
        count = len(group.lines) if lines is None else lines
        return words + count * (self._line + self.gap)

    def divided(self, room: int) -> Iterator[Group]:
        """The groups, those that are higher than a page in parts."""
        for group in self.groups:
            if self.height(group) <= room or len(group.lines) < 2:
                yield group
                continue
            most = max(1, (room - self.height(group, 0)) // (self._line + self.gap))
            for start in range(0, len(group.lines), most):
                yield replace(group, lines=group.lines[start : start + most])

    def marks(self, group: Group, at: tuple[int, int]) -> list[Mark]:
        """What stands still: the name in both languages."""
        x, y = at
        setting, name = self.setting, group.name
        marks: list[Mark] = [*name.place(x, y)]
        second = setting.quiet(group.queue.name, self.width) if self.second else None
        if second is None:
            return marks
        if self.below:
            return [*marks, *second.place(x, y + name.height + setting.units(0.08))]
        return [*marks, *second.place(x + name.width + setting.units(0.3), y + name.ascent - second.ascent)]

    def cells(self, group: Group, at: tuple[int, int], name: str) -> Iterator[Cell]:
        """What changes: what is said of it, and each line of its counters."""
        x, y = at
        setting = self.setting
        wide = self.line - setting.unit if self.line else self.width - self.info
        told = self.told if self.info else self.told - setting.units(0.15)
        spot = (x + self.info, y + (0 if self.info else self.head), wide, told)
        queue = group.queue
        yield Cell(place="info", name=name.format(f"{queue.id}-info"), box=spot, setting=setting, queues=(queue,))
        top = y + self.head + (0 if self.info else self.told)
        for index, line in enumerate(group.lines):
            box: Box = (x, top + index * (self._line + self.gap), len(line) * self._pitch - setting.unit, self._line)
            if self.line:
                box = (x + self.line, y + (self.height(group) - self._line) // 2, self.width - self.line, self._line)
            first = queue.counters.index(line[0]) if line[0] in queue.counters else 0
            yield Cell(
                place="line",
                name=name.format(f"{queue.id}-{first}"),
                box=box,
                setting=setting,
                queues=(queue,),
                counters=tuple(sign.id for sign in line),
                pitch=self._pitch,
                left=self.left,
            )

    @property
    def _pitch(self) -> int:
        return self.place + self.setting.unit


@lru_cache(maxsize=512)
def column(setting: Setting, queues: tuple[BoardQueue, ...], shown: Rows, width: int, *, brief: bool) -> Column:
    """All queues in columns so wide. `brief`: one line is all that is said of them, in one language."""
    place, gap = rows.place_width(queues, setting), setting.unit
    counts = [len(queue.counters) if shown == "counters" else 1 for queue in queues]
    line = width - place if max(counts, default=1) <= 1 and width - place - gap >= 5 * setting.body else 0
    room = line - gap if line else width
    abreast = max(1, (width + gap) // (place + gap))
    groups = tuple(
        Group(queue=queue, name=_name(queue.name, setting, room), lines=_lines(queue, shown, abreast))
        for queue in queues
    )
    seconds = [setting.quiet(queue.name, room) for queue in queues]
    second = setting.second is not None and all(
        one is not None or queue.name.get(setting.second or "") is None
        for one, queue in zip(seconds, queues, strict=True)
    )
    beside = second and all(
        len(group.name.lines) == 1 and group.name.width + setting.units(0.3) + one.width <= room
        for group, one in zip(groups, seconds, strict=True)
        if one is not None
    )
    tall = max((group.name.height for group in groups), default=0)
    head = tall + (setting.units(0.08) + round(1.25 * setting.beside) if second and not beside else 0)
    taken = _taken(groups, seconds if second else [], setting, beside=beside)
    wanted = _info(queues, setting, room, taken) if not line else 0
    info, lines = (room - wanted, 1) if wanted else (0, 0)
    usual = {rows.usual(queue) for queue in queues}
    lines = lines or max((rows.info_lines(said, setting, room) for said in usual), default=1)
    alone = {queue.only_display for queue in queues}
    least = max((rows.instead_lines(setting, wanted or room, only_display=one) for one in alone), default=1)
    told = rows.info_height(least if brief else max(least, lines), setting, second_too=not brief)
    return Column(
        setting=setting,
        rows=shown,
        width=width,
        groups=groups,
        place=place,
        left=rows.place_left(queues, setting),
        second=second,
        below=not beside,
        info=info,
        line=line,
        head=(max(head, told) if info else head) + setting.units(0.2),
        told=told + (0 if info else setting.units(0.15)),
    )


def _name(name: Text, setting: Setting, width: int) -> Paragraph:
    """Whole, at one size for all; the smallest page alone has smaller ones."""
    return setting.words(name, width, setting.body, lines=NAME_LINES)


def _taken(groups: Sequence[Group], seconds: Sequence[Paragraph | None], setting: Setting, *, beside: bool) -> int:
    """How wide names are, with the second language."""
    names = max((group.name.width for group in groups), default=0)
    others = [one.width for one in seconds if one is not None]
    if not others:
        return names
    if not beside:
        return max(names, *others)
    pairs = zip(groups, seconds, strict=True)
    return max(group.name.width + setting.units(0.3) + (one.width if one is not None else 0) for group, one in pairs)


def _info(queues: Sequence[BoardQueue], setting: Setting, room: int, taken: int) -> int:
    """How wide what is said of a queue is beside its name, in one line; 0: it has no room there."""
    wanted = max((rows.info_width(said, setting) for said in {rows.usual(queue) for queue in queues}), default=0)
    wanted = max(wanted, 9 * setting.small)
    return wanted if wanted <= room - taken - setting.units(0.8) else 0


def _lines(queue: BoardQueue, shown: Rows, abreast: int) -> tuple[tuple[Sign, ...], ...]:
    """As few lines as can be, alike in length."""
    if shown == "services":
        return ((Sign(id="", number=""),),)
    count = len(queue.counters)
    if not count:
        return ()
    deep = -(-count // abreast)
    wide = -(-count // deep)
    return tuple(queue.counters[start : start + wide] for start in range(0, count, wide))
