"""What a board shows by the second: each cell's steps, from what is said of its queues."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from signage.core.queue_said import GREY_MS, HIDDEN_MS, Call, QueueSaid
from signage.core.texts import Text
from signage.render import queue_board_words as words
from signage.render.pages import Step
from signage.render.queue_board_cells import Called, Cell, Said, drawn
from signage.render.queue_board_document import Board, BoardQueue
from signage.render.queue_board_layout import Layout

SECOND_MS = 1_000
PULSES = ((True, 1), (False, 2), (True, 3))
"""Whether the label over the newest call stands out, and until which second after the call: two pulses at 1/2 Hz."""
RECENT = 8

Told = Mapping[str, QueueSaid]
Steps = tuple[Step, ...]


def steps(board: Board, layout: Layout, said: Told, *, at: int) -> dict[str, Steps]:
    """By the name of each part that has anything to say at an instant."""
    told = _Telling(board, said, at)
    found = ((cell.name, told.steps(cell)) for sheet in layout.sheets for cell in sheet.cells)
    return {name: some for name, some in found if some}


def without(cell: Cell) -> Said:
    """What a cell says while nothing is known."""
    if cell.place == "line":
        queue = cell.queues[0]
        signs = {counter.id: counter.number for counter in queue.counters}
        return Said(
            called=tuple(
                Called(sign=signs.get(one, "") if len(cell.counters) > 1 or one else "") for one in cell.counters
            )
        )
    if cell.place in ("info", "newest"):
        return Said(text=_ask(cell.queues))
    return Said()


def _ask(queues: Sequence[BoardQueue]) -> Text:
    if not queues:
        return Text()
    return words.STAFF if all(queue.only_display for queue in queues) else words.LOOK


class _Telling:
    """What is said at one instant, as the cells of a board say it."""

    def __init__(self, board: Board, said: Told, at: int) -> None:
        self._board, self._at = board, at
        shown = [said[queue.id] for queue in board.queues if queue.id in said]
        self._said = {one.queue: one for one in shown if one.alive_at and at < one.alive_at + HIDDEN_MS}
        self._names = {queue.id: queue.name for queue in board.queues}
        self._signs = {counter.id: counter.number for queue in board.queues for counter in queue.counters}
        calls = [(call.at, one.queue, call) for one in self._said.values() for call in one.calls]
        self._calls = sorted(calls, key=lambda told: (-told[0], told[1]))

    def steps(self, cell: Cell) -> Steps:
        """Of one cell; none where the page's own picture holds."""
        if cell.place == "pulse":
            return tuple(self._pulses(cell))
        alive = [self._said[queue.id].alive_at for queue in cell.queues if queue.id in self._said]
        if cell.place == "newest" and self._calls:
            alive = [self._said[self._calls[0][1]].alive_at]
        if not alive:
            return ()
        saying = getattr(self, f"_{cell.place}")(cell)
        return tuple(self._aging(cell, saying, min(alive)))

    def _aging(self, cell: Cell, saying: Said, alive_at: int) -> Iterator[Step]:
        for grey, holds_ms in ((False, GREY_MS), (True, HIDDEN_MS)):
            until = (alive_at + holds_ms) // SECOND_MS * SECOND_MS
            if self._at < until:
                yield Step(page=drawn(cell, saying, grey=grey), until=until)

    def _pulses(self, cell: Cell) -> Iterator[Step]:
        if not self._calls:
            return
        begins = -(-self._calls[0][0] // SECOND_MS) * SECOND_MS
        for on, seconds in PULSES:
            until = begins + seconds * SECOND_MS
            if self._at < until:
                yield Step(page=drawn(cell, Said(on=on), grey=False), until=until)

    def _newest(self, cell: Cell) -> Said:
        if not self._calls:
            return Said(text=words.NONE)
        _, queue, call = self._calls[0]
        return Said(called=(self._called(call),), text=self._names[queue])

    def _called(self, call: Call) -> Called:
        return Called(number=call.number, sign=self._signs.get(call.counter, ""), fresh=True)

    def _line(self, cell: Cell) -> Said:
        queue = cell.queues[0]
        said = self._said[queue.id]
        if self._board.rows == "services":
            call = next(iter(said.calls), None)
            fresh = bool(self._calls) and self._calls[0][2] == call
            sign = self._signs.get(call.counter, "") if call is not None else ""
            one = Called(number=call.number if call is not None else "", sign=sign, fresh=fresh)
            return Said(called=(one,))
        counters = {counter.id: counter for counter in said.counters}
        newest = self._calls[0][2] if self._calls else None
        found = []
        for each in cell.counters:
            counter = counters.get(each)
            if counter is None:
                found.append(Called(sign=self._signs.get(each, "")))
                continue
            number = counter.call.number if counter.call is not None else ""
            fresh = counter.call is not None and newest is not None and counter.call.event == newest.event
            found.append(Called(number=number, sign=self._signs[each], state=counter.state, fresh=fresh))
        return Said(called=tuple(found))

    def _info(self, cell: Cell) -> Said:
        said = self._said[cell.queues[0].id]
        if said.status != "open":
            return Said(text=words.STATUS[said.status])
        return Said(waiting=said.waiting, wait=said.wait, lamp=said.lamp)

    def _recent(self, cell: Cell) -> Said:
        return Said(numbers=tuple(call.number for _, _, call in self._calls[1 : RECENT + 1]))

    def _ready(self, cell: Cell) -> Said:
        return Said(numbers=tuple(number for one in self._said.values() for number in one.ready))

    def _time(self, cell: Cell) -> Said:
        oldest = min(one.alive_at for one in self._said.values())
        return Said(time=f"{datetime.fromtimestamp(oldest / 1000, ZoneInfo(self._board.time_zone)):%-H:%M}")
