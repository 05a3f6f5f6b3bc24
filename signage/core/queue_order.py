"""The one order in which a queue's events happened, whatever the order and the number of times in which they came."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import astuple
from itertools import pairwise

from signage.core.queue_events import Event, EventKind
from signage.core.queues import Queue

_WITHIN_AN_INSTANT: tuple[EventKind, ...] = (
    "issued",
    "priority",
    "assist",
    "resumed",
    "called",
    "recalled",
    "held",
    "passed",
    "served",
    "cancelled",
    "ready",
    "taken",
    "counter",
    "waiting",
    "undone",
)
"""A log knows only minutes: in one, a number is issued before it is called, and called before it is cancelled. A
count of the waiting is told last: it has seen the others."""

_RANK: Mapping[str, int] = {kind: rank for rank, kind in enumerate(_WITHIN_AN_INSTANT)}
_DIGITS = re.compile(r"[0-9]+$")


def in_order(events: Iterable[Event], *, queue: Queue) -> list[Event]:
    """Each event once, as `by_instant`; of one instant and kind the numbers in the order of the cycle."""
    told = by_instant(events)
    begins = 0
    for ends in range(1, len(told) + 1):
        if ends == len(told) or (told[ends].at, told[ends].kind) != (told[begins].at, told[begins].kind):
            if ends - begins > 1:
                told[begins:ends] = _by_number(told[begins:ends], queue)
            begins = ends
    return told


def by_instant(events: Iterable[Event]) -> list[Event]:
    """Each event once, in the order of their instants; in one instant first what comes first in a ticket's life."""
    once: dict[str, Event] = {}
    for event in events:
        known = once.setdefault(event.id, event)
        if known is not event and known != event:
            once[event.id] = min(known, event, key=astuple)
    return sorted(once.values(), key=lambda event: (event.at, _RANK[event.kind], event.id))


def standing(events: Iterable[Event]) -> set[str]:
    """The ids of the events that were not taken back. What takes back can itself be taken back."""
    known = list(events)
    against: dict[str, list[str]] = {}
    for event in known:
        if event.kind == "undone":
            against.setdefault(event.detail, []).append(event.id)
    gone: set[str] = set()
    pending = [event for event in known if event.kind == "undone"]
    while holding := [one for one in pending if gone.issuperset(against.get(one.id, ()))]:
        gone.update(one.detail for one in holding)
        held = {one.id for one in holding}
        pending = [one for one in pending if one.id not in held and one.id not in gone]
    return {event.id for event in known} - gone


def place(number: str, queue: Queue) -> int | None:
    """Where in its queue's cycle a number stands ("A-7" at 7); None: outside."""
    digits = _DIGITS.search(number)
    found = int(digits[0]) if digits else None
    return found if found is not None and queue.first <= found <= queue.last else None


def series(number: str) -> str:
    """What stands before a number's digits: "A-" of "A-7"."""
    return _DIGITS.sub("", number)


def natural(number: str) -> tuple[str, int, str]:
    """By which numbers are sorted to be searched: 9 before 10, "A-9" before "A-10"."""
    digits = _DIGITS.search(number)
    return series(number), int(digits[0]) if digits else -1, number


def _by_number(together: list[Event], queue: Queue) -> list[Event]:
    """Events of one instant and kind in the order of the cycle, which begins after the widest gap: 998, 999, 1, 2.
    Numbers outside of the cycle come last.
    """
    places = {event.id: place(event.number, queue) for event in together}
    start, size = _start({one for one in places.values() if one is not None}, queue)

    def key(event: Event) -> tuple[int, str, str]:
        here = places[event.id]
        return (size if here is None else (here - start) % size), event.number, event.id

    return sorted(together, key=key)


def _start(places: set[int], queue: Queue) -> tuple[int, int]:
    """The place after the widest gap (of several the lowest), and how many places the cycle has."""
    size = max(1, queue.last - queue.first + 1)
    if not places:
        return queue.first, size
    found = sorted(places)
    gaps = [(found[0] + size - found[-1], -found[0]), *((high - low, -high) for low, high in pairwise(found))]
    return -max(gaps)[1], size
