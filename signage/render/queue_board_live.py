"""What a board shows by the second: each cell's steps, from what is said of its queues."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from signage.core import queue_words
from signage.core.queue_said import GREY_MS, HIDDEN_MS, Call, QueueSaid
from signage.core.queue_saying import message
from signage.core.texts import Text
from signage.render import queue_board_words as words
from signage.render.pages import Step
from signage.render.queue_board_cell import Called, Cell, Said
from signage.render.queue_board_cells import drawn
from signage.render.queue_board_document import Board, BoardQueue
from signage.render.queue_board_rows import sentence_fits
from signage.render.queue_board_sheets import Layout

SECOND_MS = 1_000
PULSES = ((True, 1), (False, 2), (True, 3))
"""Whether the label over the newest call stands out, and until which second after the call: two pulses at 1/2 Hz."""
LATE_MS = 120_000
"""A machine's log tells the minute alone: what comes to be known so late still pulses when it does."""
RECENT = 5
"""How many numbers are told that were called before the newest."""
RENEWED_MS = 300_000

Told = Mapping[str, QueueSaid]
Steps = tuple[Step, ...]


def steps(board: Board, layout: Layout, said: Told, *, at: int) -> dict[str, Steps]:
    """By the name of each part that has anything to say at an instant."""
    told = _Telling(board, said, at)
    found = ((cell.name, told.steps(cell)) for sheet in layout.sheets for cell in sheet.cells)
    return {name: some for name, some in found if some}


def without(cell: Cell) -> Said:
    """What a cell says while nothing is known: signs without numbers, and where to look instead."""
    if cell.place == "line":
        signs = _signs(cell.queues)
        return Said(called=tuple(Called(sign=signs.get(one, "")) for one in cell.counters))
    if cell.place in ("info", "newest"):
        return Said(text=_instead(cell.queues))
    return Said()


def _instead(queues: Sequence[BoardQueue]) -> Text:
    return queue_words.instead(only_display=all(queue.only_display for queue in queues)) if queues else Text()


def _signs(queues: Sequence[BoardQueue]) -> dict[str, str]:
    return {counter.id: counter.number for queue in queues for counter in queue.counters}


class _Telling:
    """What is said at one instant, as the cells of a board say it."""

    def __init__(self, board: Board, said: Told, at: int) -> None:
        self._board, self._at, self._zone = board, at, ZoneInfo(board.time_zone)
        self._all = {queue.id: said[queue.id] for queue in board.queues if queue.id in said}
        self._known = {one.queue: one for one in self._all.values() if at < one.alive_at + HIDDEN_MS}
        self._names = {queue.id: queue.name for queue in board.queues}
        self._signs = _signs(board.queues)
        told = [(call.at, one.queue, call) for one in self._known.values() for call in one.calls]
        self._calls = sorted(told, key=lambda one: (-one[0], one[1]))[: RECENT + 1]

    def steps(self, cell: Cell) -> Steps:
        """Of one cell; none where the page's own picture holds."""
        tell: Mapping[str, Callable[[Cell], Iterator[Step]]] = {
            "pulse": self._pulses,
            "newest": self._newest,
            "line": self._line,
            "info": self._info,
            "recent": self._recent,
            "ready": self._ready,
            "time": self._time,
        }
        return tuple(tell[cell.place](cell))

    def _aging(self, cell: Cell, saying: Said, alive_at: int, *, old: Said | None = None) -> Iterator[Step]:
        """As it is for two minutes after its source was last alive; grey, or what is said then, until ten after."""
        for grey, holds_ms in ((False, GREY_MS), (True, HIDDEN_MS)):
            until = _second(alive_at + holds_ms)
            if self._at < until:
                yield Step(page=drawn(cell, old if grey and old is not None else saying, grey=grey), until=until)

    def _pulses(self, cell: Cell) -> Iterator[Step]:
        if self._calls and not self._over:
            called_at, _, call = self._calls[0]
            heard = call.heard_at if call.heard_at < called_at + LATE_MS else 0
            begins = -(-max(called_at, heard) // SECOND_MS) * SECOND_MS
            for on, seconds in PULSES:
                until = begins + seconds * SECOND_MS
                if self._at < until:
                    yield Step(page=drawn(cell, Said(on=on)), until=until)

    @property
    def _over(self) -> bool:
        """Whether no queue calls any more, or none does yet."""
        return bool(self._all) and all(one.status in ("before", "closed") for one in self._all.values())

    def _newest(self, cell: Cell) -> Iterator[Step]:
        if self._over:
            yield from self._by_the_hours(cell, self._sentence(next(iter(self._all.values()))))
        elif self._calls:
            _, queue, call = self._calls[0]
            saying = Said(called=(self._called(call),), text=self._names[queue])
            yield from self._aging(cell, saying, self._known[queue].alive_at)
        elif self._known:
            yield from self._aging(cell, Said(text=words.NOBODY), self._oldest)

    @property
    def _oldest(self) -> int:
        return min(one.alive_at for one in self._known.values())

    def _called(self, call: Call) -> Called:
        return Called(number=call.number, sign=self._signs.get(call.counter, ""), fresh=True)

    def _line(self, cell: Cell) -> Iterator[Step]:
        said = self._known.get(cell.queues[0].id)
        if said is not None:
            yield from self._aging(cell, Said(called=tuple(self._counters(cell, said))), said.alive_at)

    def _counters(self, cell: Cell, said: QueueSaid) -> Iterator[Called]:
        newest = self._calls[0][2].event if self._calls else None
        if self._board.rows == "services":
            call = next(iter(said.calls), None)
            if call is not None:
                fresh = call.event == newest
                yield Called(number=call.number, sign=self._signs.get(call.counter, ""), fresh=fresh)
            return
        counters = {counter.id: counter for counter in said.counters}
        for one in cell.counters:
            told = counters.get(one)
            call = told.call if told is not None else None
            yield Called(
                number=call.number if call is not None else "",
                sign=self._signs.get(one, ""),
                state=told.state if told is not None else "open",
                fresh=call is not None and call.event == newest,
            )

    def _info(self, cell: Cell) -> Iterator[Step]:
        said = self._all.get(cell.queues[0].id)
        if said is None:
            return
        if said.status in ("before", "closed"):
            yield from self._by_the_hours(cell, self._sentence(said))
        elif self._at < said.alive_at + HIDDEN_MS:
            text = self._sentence(said)
            numbers = Said(waiting=said.waiting, wait=said.wait, lamp=said.lamp)
            saying = Said(text=self._short(cell, said, text)) if text else numbers
            yield from self._aging(cell, saying, said.alive_at, old=self._old(said))

    def _old(self, said: QueueSaid) -> Said:
        """「10:42 現在」: what is told of a queue instead of its waiting people once they may be others."""
        moment = datetime.fromtimestamp(said.alive_at / 1000, self._zone)
        return Said(text=queue_words.as_of(f"{moment.hour}:{moment.minute:02}"))

    def _sentence(self, said: QueueSaid) -> Text:
        """What it says beside its numbers while its source is alive."""
        return message(said, at=min(self._at, said.alive_at), zone=self._zone) or Text()

    def _short(self, cell: Cell, said: QueueSaid, text: Text) -> Text:
        """The sentence, or a shorter one where that has no room."""
        if sentence_fits(text, cell.setting, cell.size):
            return text
        if said.status == "closed-waiting":
            return words.STATES["closed"]
        return queue_words.instead(only_display=said.only_display)

    def _by_the_hours(self, cell: Cell, text: Text) -> Iterator[Step]:
        """What opening hours say needs no source; it is renewed every few minutes as long as the server lives."""
        until = -(-(self._at + HIDDEN_MS) // RENEWED_MS) * RENEWED_MS
        yield Step(page=drawn(cell, Said(text=text)), until=until)

    def _recent(self, cell: Cell) -> Iterator[Step]:
        """It is not told in grey: what was called before is of use only while it is sure."""
        until = _second(self._oldest + GREY_MS) if self._known else 0
        if self._at < until:
            numbers = tuple(call.number for _, _, call in self._calls[1:])
            yield Step(page=drawn(cell, Said(numbers=numbers)), until=until)

    def _ready(self, cell: Cell) -> Iterator[Step]:
        if self._known:
            numbers = tuple(number for one in self._known.values() for number in one.ready)
            yield from self._aging(cell, Said(numbers=numbers), self._oldest)

    def _time(self, cell: Cell) -> Iterator[Step]:
        """It is never grey: how old the numbers are is what holds."""
        if self._known:
            moment = datetime.fromtimestamp(self._oldest / 1000, self._zone)
            text = queue_words.as_of(f"{moment.hour}:{moment.minute:02}")
            yield Step(page=drawn(cell, Said(text=text)), until=_second(self._oldest + HIDDEN_MS))


def _second(at: int) -> int:
    """Instants of live files are whole seconds."""
    return at // SECOND_MS * SECOND_MS
