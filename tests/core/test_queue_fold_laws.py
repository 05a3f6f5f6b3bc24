"""Laws of the fold of queue events, held to a slow oracle: order and repetition change nothing."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as some

from signage.core.queue_events import KINDS, Event, EventKind
from signage.core.queue_fold import QueueState, fold, next_number
from signage.core.queues import Queue
from signage.core.texts import Text
from tests.core.queue_oracle import Lists, after

MINUTE = 60_000
ELSEWHERE = "K-x"
"""Of no queue's cycle: where it was among the calls of its minute nobody can know from a log."""
MACHINE = Queue(
    id="residents", office="midori", section="residents", name=Text.of(ja="住民異動"), counters=("c1", "c2"), last=9
)
PAPER = Queue(
    id="tax", office="midori", section="tax", name=Text.of(ja="税"), counters=("c1",), tickets="paper", last=9
)


@some.composite
def one_event(draw: some.DrawFn, number: int) -> Event:
    kind = draw(some.sampled_from([*KINDS, "issued", "called", "called"]))
    details = {
        "waiting": some.integers(0, 4).map(str),
        "counter": some.sampled_from(["normal", "busy", "paused", "closed"]),
        "priority": some.sampled_from(["yes", "no"]),
        "assist": some.sampled_from(["yes", "no"]),
        "undone": some.integers(-1, number - 1).map(str),
        "issued": some.sampled_from(["", "", "from:tax"]),
    }
    return Event(
        id=str(number),
        queue="residents",
        at=draw(some.integers(0, 3)) * MINUTE,
        kind=kind,
        number="" if kind in ("waiting", "counter", "undone") else draw(_NUMBER),
        counter=draw(some.sampled_from(["c1", "c2", ""])) if kind in ("called", "recalled", "counter") else "",
        detail=draw(details[kind]) if kind in details else "",
    )


_NUMBER = some.sampled_from([*map(str, range(1, 10)), "77", "B-x"])


@some.composite
def a_day(draw: some.DrawFn) -> list[Event]:
    """Events within four minutes; an "undone" names an event that was before it, or none at all."""
    return [draw(one_event(number)) for number in range(draw(some.integers(0, 24)))]


def of_fold(state: QueueState) -> dict[str, object]:
    return {
        "waiting": list(state.waiting),
        "count": state.waiting_count,
        "held": list(state.held),
        "ready": list(state.ready),
        "calls": [(call.number, call.counter, call.at, call.event, call.times) for call in state.calls],
        "current": {counter: call.number for counter, call in state.current.items()},
        "counters": {counter: told.word for counter, told in state.counters.items()},
        "urgent": {number for number, ticket in state.tickets.items() if ticket.priority},
        "assist": set(state.assist),
        "open": set(state.tickets),
    }


def of_lists(lists: Lists, queue: Queue) -> dict[str, object]:
    return {
        "waiting": lists.next_ones(),
        "count": lists.count(queue),
        "held": lists.held,
        "ready": lists.ready,
        "calls": lists.calls,
        "current": lists.counters,
        "counters": lists.words,
        "urgent": set(lists.urgent),
        "assist": set(lists.helped),
        "open": {*lists.resumed, *lists.line, *lists.at_desk, *lists.held},
    }


@settings(max_examples=60, deadline=None)
@given(day=a_day(), queue=some.sampled_from([MACHINE, PAPER]))
def test_a_queue_is_what_a_clerk_with_paper_lists_finds(day: list[Event], queue: Queue) -> None:
    slow = after(day, queue=queue)

    state = fold(day, queue=queue)

    assert of_fold(state) == of_lists(slow, queue)


@settings(max_examples=60, deadline=None)
@given(day=a_day(), data=some.data())
def test_any_order_and_any_repetition_of_the_same_events_give_the_same_queue(
    day: list[Event], data: some.DataObject
) -> None:
    again = data.draw(some.lists(some.sampled_from(day), max_size=8)) if day else []
    mixed = data.draw(some.permutations([*day, *again]))

    state = fold(mixed, queue=MACHINE)

    assert state == fold(day, queue=MACHINE)
    assert list(state.tickets) == list(fold(day, queue=MACHINE).tickets)


@settings(max_examples=60, deadline=None)
@given(day=a_day(), queue=some.sampled_from([MACHINE, PAPER]))
def test_no_number_is_in_two_places_and_no_count_is_below_none(day: list[Event], queue: Queue) -> None:
    state = fold(day, queue=queue)

    numbers = [call.number for call in state.calls]
    assert state.waiting_count is None or state.waiting_count >= 0
    assert len(numbers) == len(set(numbers))
    assert not {*state.waiting, *state.held} & set(numbers)
    assert not set(state.waiting) & set(state.held)
    assert {call.number for call in state.current.values()} <= set(numbers)
    assert next_number(state) is None or next_number(state) not in state.held


@settings(max_examples=60, deadline=None)
@given(day=a_day(), late=some.integers(0, 30))
def test_an_event_that_is_taken_back_was_never_there(day: list[Event], late: int) -> None:
    plain = [event for event in day if event.kind != "undone"]
    back = Event(id="back", queue="residents", at=9 * MINUTE, kind="undone", detail=str(late))
    redone = Event(id="redone", queue="residents", at=9 * MINUTE, kind="undone", detail="back")

    without = fold([event for event in plain if event.id != str(late)], queue=MACHINE)
    undone, again = fold([*plain, back], queue=MACHINE), fold([redone, back, *plain], queue=MACHINE)

    assert of_fold(undone) == of_fold(without)
    assert of_fold(again) == of_fold(fold(plain, queue=MACHINE))


def test_a_shuffled_log_of_whole_minutes_gives_the_queue_that_was_so_at_every_minute() -> None:
    chance = random.Random(7)
    queue = replace(MACHINE, first=1, last=999)
    true, slow, told = a_true_day(chance), Lists(), list[Event]()

    for minute in range(0, 480, 3):
        now = [event for event in true if minute <= event.at // MINUTE < minute + 3]
        for event in now:
            slow.write(event)
        logged = [replace(event, at=event.at // MINUTE * MINUTE) for event in now]
        told += chance.sample(logged, len(logged))
        state = fold(told, queue=queue)

        assert list(state.waiting) == slow.next_ones()
        assert state.waiting_count == slow.count(queue)
        assert {call.number for call in state.calls} == {call[0] for call in slow.calls}
        assert [call.number for call in state.calls if call.number != ELSEWHERE] == [
            number for number, *_ in slow.calls if number != ELSEWHERE
        ]


def a_true_day(chance: random.Random) -> list[Event]:
    """Three hundred visitors to the millisecond, from number 850 round to 150: some issues are never told, some
    numbers are called from elsewhere, some are cancelled the minute after they were called.
    """
    found: list[Event] = []
    came = sorted(chance.sample(range(480 * MINUTE), 300))
    free_at = 0
    for which, moment in enumerate(came):
        number = str((849 + which) % 999 + 1)
        called_at = free_at = max(moment + MINUTE, free_at + chance.randrange(20_000, 100_000))
        steps: list[tuple[EventKind, int]] = [("issued", moment), ("called", called_at)]
        steps += [("cancelled", called_at + MINUTE)] * (chance.random() < 0.1)
        lost = chance.random() < 0.05
        found += [
            Event(id=f"{which}-{kind}", queue="residents", at=at, kind=kind, number=number, counter="c1")
            for kind, at in steps[lost:]
        ]
        if chance.random() < 0.03:
            found += [Event(id=f"{which}-else", queue="residents", at=called_at + 5, kind="called", number=ELSEWHERE)]
    return sorted(found, key=lambda event: event.at)
