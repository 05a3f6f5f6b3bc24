"""Small makers of queues and of what happens in them."""

from __future__ import annotations

from typing import Any

from signage.core.queue_events import Event
from signage.core.queues import Queue
from signage.core.texts import Text
from tests.core.makers import at

DAY = "2026-11-24"


def a_queue(**given: Any) -> Queue:
    usual = {"id": "residents", "office": "midori", "section": "residents", "name": Text.of(ja="住民異動")}
    return Queue(**{**usual, "counters": ("c1", "c2"), **given})


def clock(time: str) -> int:
    """An instant of the day of these tests: "9:42"."""
    return at(f"{DAY} {time:0>5}")


def happened(*lines: str) -> list[Event]:
    """Events written one a line: "10:42 called 42 c1", "10:43 waiting =7", "10:44 undone =1".

    Time, kind, number, counter; what begins with = is the detail. Ids are the lines' numbers, from 1.
    """
    return [_event(str(number), *line.split()) for number, line in enumerate(lines, start=1)]


def _event(name: str, time: str, kind: str, *words: str) -> Event:
    detail = next((word[1:] for word in words if word.startswith("=")), "")
    number, counter, *_ = [*(word for word in words if not word.startswith("=")), "", ""]
    if kind == "counter":
        number, counter = "", number
    return Event(
        id=name,
        queue="residents",
        at=clock(time),
        kind=kind,  # type: ignore[arg-type]
        number=number,
        counter=counter,
        detail=detail,
    )
