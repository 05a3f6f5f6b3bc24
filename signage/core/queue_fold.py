"""The state of a queue: a fold over its events of one day, the same whatever the order in which they were heard."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from signage.core.queue_events import Event, EventKind
from signage.core.queue_order import in_order, place, series, standing
from signage.core.queue_said import Call
from signage.core.queues import Queue

FROM = "from:"
"""Begins the detail of an "issued" that another queue passed on: "from:residents"."""

CounterWord = Literal["normal", "busy", "paused", "closed"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Ticket:
    """A number somebody still holds. `issued_at` is None where its 発券 was never heard of."""

    number: str
    where: Literal["waiting", "called", "held"]
    issued_at: int | None = None
    priority: bool = False
    assist: bool = False
    """Staff only: 声かけ・誘導が必要."""


@dataclass(frozen=True, kw_only=True, slots=True)
class CounterTold:
    """What was last said of a counter, and when."""

    word: CounterWord
    at: int


@dataclass(frozen=True, kw_only=True, slots=True)
class QueueState:
    """One queue at an instant."""

    waiting: tuple[str, ...] = ()
    """In the order in which "next" takes them: resumed ones, then 優先, then as they were issued."""
    waiting_count: int | None = None
    """None: nobody knows, and no count is invented."""
    held: tuple[str, ...] = ()
    ready: tuple[str, ...] = ()
    """交付番号, in the order in which they became ready."""
    calls: tuple[Call, ...] = ()
    """Newest first, each number once; without those that were held, passed on or cancelled since."""
    current: Mapping[str, Call] = field(default_factory=dict)
    """Who is at a counter: the call of the number that it called last, until that was served."""
    counters: Mapping[str, CounterTold] = field(default_factory=dict)
    tickets: Mapping[str, Ticket] = field(default_factory=dict)
    assist: tuple[str, ...] = ()
    """Staff only."""
    last_at: int | None = None
    """When the last event was."""
    follows: str | None = None
    """Where nobody knows who waits: the number that comes after those called in the order of the cycle."""


def fold(events: Iterable[Event], *, queue: Queue) -> QueueState:
    """What the events of one queue, of one local day and up to an instant, come to."""
    known = list(events)
    stands = standing(known)
    replay = _Replay(queue)
    for event in in_order((one for one in known if one.id in stands and one.kind in _STEPS), queue=queue):
        _STEPS[event.kind](replay, event)
    return replay.state(last_at=max((event.at for event in known), default=None))


def next_number(state: QueueState) -> str | None:
    """Whom one key press calls; None: nobody waits."""
    return state.waiting[0] if state.waiting else state.follows


@dataclass(slots=True)
class _Open:
    """A ticket while events are replayed. `turn` is its place among those that wait, resumed ones first."""

    where: Literal["waiting", "called", "held"] = "called"
    turn: tuple[bool, int] = (True, 0)
    issued_at: int | None = None
    priority: bool = False
    assist: bool = False


class _Replay:
    """A queue in motion."""

    def __init__(self, queue: Queue) -> None:
        self._queue = queue
        self._open: dict[str, _Open] = {}
        self._calls: dict[str, Call] = {}
        self._current: dict[str, str] = {}
        self._certificates: dict[str, None] = {}
        self._counters: dict[str, CounterTold] = {}
        self._told: int | None = None
        self._hears_issues = False
        self._turns = 0
        self._reached: int | None = None
        self._series = ""
        self._called_last: int | None = None

    def state(self, *, last_at: int | None) -> QueueState:
        tickets = self._open.items()
        waiting = [(one.turn[0], not one.priority, one.turn[1], number) for number, one in tickets if _waits(one)]
        return QueueState(
            waiting=tuple(number for *_, number in sorted(waiting)),
            waiting_count=self._count(len(waiting)),
            held=tuple(number for number, one in tickets if one.where == "held"),
            ready=tuple(self._certificates),
            calls=tuple(reversed(self._calls.values())),
            current={counter: self._calls[number] for counter, number in self._current.items()},
            counters=self._counters,
            tickets={number: _shown(number, one) for number, one in tickets},
            assist=tuple(number for number, one in tickets if one.assist),
            last_at=last_at,
            follows=self._follows(),
        )

    def _count(self, known: int) -> int | None:
        if self._queue.tickets == "paper":
            return None
        if self._told is not None:
            return self._told
        return known if self._hears_issues else None

    def _follows(self) -> str | None:
        """The next in the cycle whom nobody holds back."""
        queue, held = self._queue, {number for number, one in self._open.items() if one.where == "held"}
        if queue.tickets == "machine" and (self._hears_issues or self._told == 0):
            return None
        cycle = range(queue.first, queue.last + 1)
        after = 0 if self._reached is None else self._reached + 1 - queue.first
        turned = (f"{self._series}{here}" for here in (*cycle[after:], *cycle[:after]))
        return next((number for number in turned if number not in held), None)

    def issued(self, event: Event) -> None:
        """Also of a number that is still open: the machine began anew, and the old ticket is gone."""
        self.passed(event)
        self._wait(event.number, _Open(issued_at=event.at), resumed=False)
        if not event.detail.startswith(FROM):
            self._hears_issues = True

    def called(self, event: Event) -> None:
        ticket = self._open.get(event.number)
        if ticket is None or ticket.where == "called":
            self._reach(event.number)
        self._call(event, counter=event.counter)

    def recalled(self, event: Event) -> None:
        """Where it was called; as a call where that was never heard of."""
        before = self._calls.get(event.number)
        if before is None:
            self._call(event, counter=event.counter)
        else:
            self._call(event, counter=event.counter or before.counter, times=before.times + 1)

    def held(self, event: Event) -> None:
        ticket = self._leave(event.number)
        ticket.where = "held"
        self._open[event.number] = ticket

    def resumed(self, event: Event) -> None:
        self._wait(event.number, self._leave(event.number), resumed=True)

    def passed(self, event: Event) -> None:
        self._leave(event.number)

    def cancelled(self, event: Event) -> None:
        self._leave(event.number)
        self.taken(event)

    def served(self, event: Event) -> None:
        """Gone, but among those recently called."""
        self._leave(event.number, called=True)

    def priority(self, event: Event) -> None:
        if event.number in self._open:
            self._open[event.number].priority = event.detail == "yes"

    def assist(self, event: Event) -> None:
        if event.number in self._open:
            self._open[event.number].assist = event.detail == "yes"

    def waiting(self, event: Event) -> None:
        if event.detail.isdecimal():
            self._told = int(event.detail)

    def counter(self, event: Event) -> None:
        word = next((one for one in get_args(CounterWord) if one == event.detail), None)
        if word is not None:
            self._counters[event.counter] = CounterTold(word=word, at=event.at)

    def ready(self, event: Event) -> None:
        self._certificates.setdefault(event.number)

    def taken(self, event: Event) -> None:
        self._certificates.pop(event.number, None)

    def _call(self, event: Event, *, counter: str, times: int = 1) -> None:
        ticket = self._leave(event.number)
        ticket.where = "called"
        self._open[event.number] = ticket
        self._calls[event.number] = Call(
            number=event.number,
            counter=counter,
            at=event.at,
            event=event.id,
            times=times,
            heard_at=event.heard_at,
        )
        self._current[counter] = event.number

    def _wait(self, number: str, ticket: _Open, *, resumed: bool) -> None:
        self._turns += 1
        ticket.where, ticket.turn = "waiting", (not resumed, self._turns)
        self._open[number] = ticket
        if self._told is not None:
            self._told += 1

    def _leave(self, number: str, *, called: bool = False) -> _Open:
        """A number is no longer where it was; unless it stays as `called`, not among the calls either. Whoever is
        known to have waited lowers the count, which is never below none.
        """
        ticket = self._open.pop(number, None) or _Open()
        if _waits(ticket) and self._told is not None:
            self._told = max(0, self._told - 1)
        if not called:
            self._calls.pop(number, None)
        for counter in [counter for counter, here in self._current.items() if here == number]:
            del self._current[counter]
        return ticket

    def _reach(self, number: str) -> None:
        """How far the cycle has come: by a number that is ahead, or that follows the one called before it. One
        called out of turn, from behind, does not turn it back.
        """
        here = place(number, self._queue)
        if here is None:
            return
        size = self._queue.last - self._queue.first + 1
        before, self._called_last = self._called_last, here
        if (
            self._reached is None
            or (here - self._reached) % size <= size // 2
            or (before is not None and (here - before) % size == 1)
        ):
            self._reached, self._series = here, series(number)


_STEPS: Mapping[EventKind, Callable[[_Replay, Event], None]] = {
    "issued": _Replay.issued,
    "called": _Replay.called,
    "recalled": _Replay.recalled,
    "held": _Replay.held,
    "resumed": _Replay.resumed,
    "passed": _Replay.passed,
    "cancelled": _Replay.cancelled,
    "served": _Replay.served,
    "priority": _Replay.priority,
    "assist": _Replay.assist,
    "waiting": _Replay.waiting,
    "counter": _Replay.counter,
    "ready": _Replay.ready,
    "taken": _Replay.taken,
}


def _waits(ticket: _Open) -> bool:
    return ticket.where == "waiting"


def _shown(number: str, ticket: _Open) -> Ticket:
    return Ticket(
        number=number,
        where=ticket.where,
        issued_at=ticket.issued_at,
        priority=ticket.priority,
        assist=ticket.assist,
    )
