"""What a queue says at an instant: its state, seen through its hours, its tables and the age of what is known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal
from zoneinfo import ZoneInfo

from signage.core import queue_words as words
from signage.core.floor_guide_states import said_at, said_span
from signage.core.guide import Counter
from signage.core.instants import local
from signage.core.queue_fold import CounterTold, QueueState
from signage.core.queue_order import natural
from signage.core.queue_said import (
    GREY_MS,
    HIDDEN_MS,
    NO_DATA_MS,
    NO_UPDATE_MS,
    CounterSaid,
    CounterWord,
    Lamp,
    QueueSaid,
    Status,
)
from signage.core.queues import Queue
from signage.core.spans import EVER, Spans, span_at
from signage.core.texts import Text

CALLS_SAID = 60
"""How many of the latest calls are said: two pages of the largest board; phones look through no more."""

Age = Literal["fresh", "grey", "hidden"]

_WORDS: Mapping[str, CounterWord] = {"busy": "busy", "paused": "paused", "closed": "closed"}
"""What is told instead of "open"."""


def said(
    queue: Queue,
    state: QueueState,
    *,
    at: int,
    alive_at: int,
    hours: Spans,
    counters: Iterable[Counter],
    zone: ZoneInfo,
) -> QueueSaid:
    """What boards, phones and consoles show.

    `hours` is when the queue is open on the local day of `at`; `counters` the guide's rows that hold then, of which
    those of the queue are said; `alive_at` when its source was last known alive, 0 for never.
    """
    status = _status(state, at, hours)
    signs = {counter.id: counter for counter in counters}
    tells = status in ("open", "closed-waiting")
    return QueueSaid(
        queue=queue.id,
        name=queue.name,
        status=status,
        counters=tuple(
            _counter(signs[one], state, shut=status in ("before", "closed"), at=at, zone=zone)
            for one in queue.counters
            if one in signs
        ),
        calls=state.calls[:CALLS_SAID],
        ready=tuple(sorted(state.ready, key=natural)),
        waiting=state.waiting_count,
        wait=_wait(queue, state.waiting_count) if tells else None,
        lamp=_lamp(queue, state.waiting_count) if tells else None,
        alive_at=alive_at,
        opens_at=min((begins for begins, _ in hours if begins > at), default=0) if status == "before" else 0,
        open_today=bool(hours),
        only_display=queue.only_display,
    )


def said_edges(
    queue: Queue, state: QueueState, *, hours: Spans, counters: Iterable[Counter], zone: ZoneInfo
) -> tuple[int, ...]:
    """The instants at which what is said may change by itself, in order. (Growing old, said by `age`, is not among
    them: it changes nothing of what is said.)
    """
    edges = {edge for span in hours for edge in span}
    if state.last_at is None:
        edges.update(begins + NO_DATA_MS for begins, _ in hours[:1])
    else:
        edges.update(max(state.last_at, edge) + NO_UPDATE_MS for edge in (0, *edges))
    for counter in counters:
        if counter.id in queue.counters:
            edges.update(edge for edge in said_span(counter, zone) if abs(edge) < EVER)
    return tuple(sorted(edges))


def age(said: QueueSaid, at: int) -> Age:
    """Whether the numbers can be shown as they are: grey two minutes after the source was last alive, hidden after
    ten (DOMAIN, "Said plainly").
    """
    old = at - said.alive_at
    return "hidden" if old >= HIDDEN_MS else "grey" if old >= GREY_MS else "fresh"


def message(said: QueueSaid, *, at: int, zone: ZoneInfo) -> Text | None:
    """The one sentence that a queue says beside its numbers, or in their place; None: they speak for themselves.

    What the hours say needs no source; only then does silence speak.
    """
    if said.status == "before":
        return words.opens(_clock(said.opens_at, zone)) if said.opens_at else words.BEFORE
    if said.status == "closed":
        return words.CLOSED if said.open_today else words.HOLIDAY
    how_old = age(said, at)
    if how_old == "hidden":
        return words.instead(only_display=said.only_display)
    return words.as_of(_clock(said.alive_at, zone)) if how_old == "grey" else _plain(said)


def _plain(said: QueueSaid) -> Text | None:
    if said.status == "no-data":
        return words.no_data(only_display=said.only_display)
    if said.status == "no-update":
        return words.no_update(only_display=said.only_display)
    return words.CLOSED_WAITING if said.status == "closed-waiting" else None


def _clock(at: int, zone: ZoneInfo) -> str:
    moment = local(at, zone)
    return f"{moment.hour}:{moment.minute:02}"


def _status(state: QueueState, at: int, hours: Spans) -> Status:
    span = span_at(hours, at)
    if span is None:
        if any(begins > at for begins, _ in hours):
            return "before"
        return "closed-waiting" if _some_wait(state, at, hours) else "closed"
    if state.last_at is None:
        return "no-data" if at >= hours[0][0] + NO_DATA_MS else "open"
    return "no-update" if at >= max(state.last_at, span[0]) + NO_UPDATE_MS else "open"


def _some_wait(state: QueueState, at: int, hours: Spans) -> bool:
    """Whether people still wait after closing: as long as something happens, or did until an hour ago. After that
    whoever is still counted had their call lost on the way.
    """
    if state.last_at is None or state.waiting_count == 0:
        return False
    closed_at = hours[-1][1] if hours and state.waiting_count is not None else 0
    return at < max(state.last_at, closed_at) + NO_UPDATE_MS


def _wait(queue: Queue, waiting: int | None) -> Text | None:
    if waiting is None or not queue.waits:
        return None
    rows: Sequence[Text] = [row.text for row in queue.waits if waiting <= row.waiting]
    return rows[0] if rows else queue.waits[-1].text


def _lamp(queue: Queue, waiting: int | None) -> Lamp | None:
    if waiting is None or (queue.some_from is None and queue.busy_from is None):
        return None
    if queue.busy_from is not None and waiting >= queue.busy_from:
        return "busy"
    return "some" if queue.some_from is not None and waiting >= queue.some_from else "free"


def _counter(counter: Counter, state: QueueState, *, shut: bool, at: int, zone: ZoneInfo) -> CounterSaid:
    word = "closed" if shut else _word(counter, state.counters.get(counter.id), at, zone)
    return CounterSaid(id=counter.id, number=counter.number, state=word, call=state.current.get(counter.id))


def _word(counter: Counter, told: CounterTold | None, at: int, zone: ZoneInfo) -> CounterWord:
    """As the floor guide has it, where it ends by itself; or as the queue was told, where that was later."""
    if told is not None and told.at > counter.changed_at:
        return _WORDS.get(told.word, "open")
    return _WORDS.get(said_at(counter, at, zone), "open")
