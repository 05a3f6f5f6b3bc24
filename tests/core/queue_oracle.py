"""The slow oracle of queues: a clerk with paper lists, told of one event after the other.

It shares no line with signage/core: lists are searched from end to end, orders found by trying all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from signage.core.queue_events import Event
from signage.core.queues import Queue

FIRST_TO_LAST = ["issued", "priority", "assist", "resumed", "called", "recalled", "held", "passed", "served"]
FIRST_TO_LAST += ["cancelled", "ready", "taken", "counter", "waiting", "undone"]


@dataclass
class Lists:
    """What the clerk has on paper."""

    resumed: list[str] = field(default_factory=list)
    line: list[str] = field(default_factory=list)
    urgent: list[str] = field(default_factory=list)
    helped: list[str] = field(default_factory=list)
    at_desk: list[str] = field(default_factory=list)
    held: list[str] = field(default_factory=list)
    ready: list[str] = field(default_factory=list)
    calls: list[tuple[str, str, int, str, int]] = field(default_factory=list)
    """Newest first: number, counter, when, by which event, how often."""
    counters: dict[str, str] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    told: int | None = None
    issues_heard: bool = False

    def waits(self, number: str) -> bool:
        return number in self.resumed or number in self.line

    def strike(self, number: str, *, calls: bool = True) -> None:
        """Off every list but that of certificates; whoever waited is one fewer."""
        if self.waits(number) and self.told is not None and self.told > 0:
            self.told -= 1
        for one in (self.resumed, self.line, self.at_desk, self.held):
            if number in one:
                one.remove(number)
        self.counters = {counter: here for counter, here in self.counters.items() if here != number}
        if calls:
            self.calls = [call for call in self.calls if call[0] != number]

    def forget_marks(self, number: str) -> None:
        self.urgent = [one for one in self.urgent if one != number]
        self.helped = [one for one in self.helped if one != number]

    def one_more(self) -> None:
        if self.told is not None:
            self.told += 1

    def write(self, event: Event) -> None:  # noqa: PLR0912 one branch a kind is the plainest form
        number, known = event.number, self.known(event.number)
        if event.kind == "issued":
            self.strike(number)
            self.forget_marks(number)
            self.line.append(number)
            self.one_more()
            if not event.detail.startswith("from:"):
                self.issues_heard = True
        elif event.kind == "called":
            self.call(event, event.counter, 1)
        elif event.kind == "recalled":
            before = [call for call in self.calls if call[0] == number]
            if before:
                self.call(event, event.counter or before[0][1], before[0][4] + 1)
            else:
                self.call(event, event.counter, 1)
        elif event.kind == "held":
            self.strike(number)
            self.held.append(number)
        elif event.kind == "resumed":
            self.strike(number)
            self.resumed.append(number)
            self.one_more()
        elif event.kind in ("passed", "cancelled", "served"):
            self.strike(number, calls=event.kind != "served")
            self.forget_marks(number)
            if event.kind == "cancelled" and number in self.ready:
                self.ready.remove(number)
        elif event.kind in ("priority", "assist"):
            marks = self.urgent if event.kind == "priority" else self.helped
            if event.detail == "yes" and known and number not in marks:
                marks.append(number)
            elif event.detail == "no" and number in marks:
                marks.remove(number)
        elif event.kind == "waiting":
            self.told = int(event.detail)
        elif event.kind == "counter":
            self.words[event.counter] = event.detail
        elif event.kind == "ready" and number not in self.ready:
            self.ready.append(number)
        elif event.kind == "taken" and number in self.ready:
            self.ready.remove(number)

    def known(self, number: str) -> bool:
        return self.waits(number) or number in self.at_desk or number in self.held

    def call(self, event: Event, counter: str, times: int) -> None:
        self.strike(event.number)
        self.at_desk.append(event.number)
        self.calls.insert(0, (event.number, counter, event.at, event.id, times))
        self.counters[counter] = event.number

    def next_ones(self) -> list[str]:
        """Whom "next" takes, one after the other."""
        both = [[one for one in waiting if one in self.urgent] for waiting in (self.resumed, self.line)]
        plain = [[one for one in waiting if one not in self.urgent] for waiting in (self.resumed, self.line)]
        return both[0] + plain[0] + both[1] + plain[1]

    def count(self, queue: Queue) -> int | None:
        if queue.tickets == "paper":
            return None
        if self.told is not None:
            return self.told
        return len(self.resumed) + len(self.line) if self.issues_heard else None


def after(events: Sequence[Event], *, queue: Queue) -> Lists:
    """The lists after a day's events, told in any order and any number of times."""
    lists = Lists()
    for event in happened([event for event in events if not taken_back(event, events)], queue=queue):
        lists.write(event)
    return lists


def taken_back(event: Event, events: Sequence[Event]) -> bool:
    """Whether something that was not itself taken back takes this back."""
    return any(one.kind == "undone" and one.detail == event.id and not taken_back(one, events) for one in events)


def happened(events: Iterable[Event], *, queue: Queue) -> list[Event]:
    """Each once, in the order in which they happened."""
    found: list[Event] = []
    unique = list(dict.fromkeys(events))
    for at in sorted({event.at for event in unique}):
        now = [event for event in unique if event.at == at]
        for kind in FIRST_TO_LAST:
            found += around([event for event in now if event.kind == kind], queue)
    return found


def around(events: list[Event], queue: Queue) -> list[Event]:
    """Events of one minute from whichever number lets the machine have turned least."""
    cycle = [str(number) for number in range(queue.first, queue.last + 1)]
    inside = [event for event in events if event.number in cycle]
    outside = sorted(
        (event for event in events if event.number not in cycle), key=lambda event: (event.number, event.id)
    )
    turned: list[tuple[int, int]] = []
    for start in (cycle.index(event.number) for event in inside if len(inside) > 1):
        wheel = cycle[start:] + cycle[:start]
        turned.append((max(wheel.index(event.number) for event in inside), start))
    if turned:
        _, start = min(turned)
        wheel = cycle[start:] + cycle[:start]
        inside.sort(key=lambda event: (wheel.index(event.number), event.id))
    return inside + outside
