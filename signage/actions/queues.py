"""Queues: a key pressed at a counter, or what a machine says, becomes events: decided and kept in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from signage.actions.installation import Installation
from signage.actions.queue_keys import Do, Happens, Key, decided
from signage.actions.queue_rows import called_queue, day_of, known_queue, require_counter
from signage.core.instants import MINUTE, SECOND
from signage.core.people import Person
from signage.core.problems import Busy, Conflict, Missing, Refused
from signage.core.queue_events import Event, EventKind
from signage.core.queue_fold import QueueState, fold
from signage.core.queue_numbers import ticket
from signage.core.queues import Queue
from signage.store import queue_events
from signage.store.database import Database, Writing, writing

HEARD_EVERY_MS = 10 * SECOND
"""An open console says so no oftener: its board turns grey after two minutes."""

TOLD_AGAIN_MS = 10 * MINUTE
"""A count that has not changed for so long is an event all the same: a board would say that there is no update."""

LONGEST_ID = 100

Door = Literal["console", "api"]
"""Through which of them somebody speaks: whose silence greys the board."""


@dataclass(frozen=True, kw_only=True)
class Press:
    """One key pressed at one counter, once: the same `id` again is the same press. The rest as in `queue_keys.Key`.

    "undo" takes back the press `of`, or else the last one at this counter by the same person.
    """

    id: str
    do: Do | Literal["undo"]
    counter: str = ""
    number: str = ""
    to: str = ""
    count: int | None = None
    of: str = ""


@dataclass(frozen=True, kw_only=True)
class Pressed:
    """What a press has made happen; `undone` is what an undo took back. `again`: it had been pressed before."""

    event: Event
    undone: Event | None = None
    again: bool = False


@dataclass(frozen=True, kw_only=True)
class Told:
    """What a machine tells of a queue. `at`: when it happened, if that is not now."""

    id: str
    kind: EventKind
    number: str = ""
    counter: str = ""
    detail: str = ""
    at: int | None = None


def press(
    installation: Installation, queue: str, what: Press, *, at: int, by: Person, door: Door = "console"
) -> Pressed:
    """Do what a key means, by what is so at this moment: of two clerks who press "next" each gets another number.

    Missing, Forbidden; Refused where it could be done to nothing; Conflict where the id was used for something else.
    """
    held = called_queue(installation.db, queue, by=by)
    if what.counter:
        require_counter(held, what.counter, installation.db)
    source = _console(by, what.counter) if door == "console" else f"api:{queue}"
    name = stored_id(queue, what.id)
    with writing(installation.db) as under_way:
        known = queue_events.event(under_way.db, name)
        if known is not None:
            return _again(under_way.db, known, held)
        begins, ends = day_of(under_way.db, held, at)
        if what.do == "undo":
            made = _undone(under_way, held, what, source, begins=begins, ends=ends, at=at)
        else:
            happens = _decided(under_way.db, held, what, begins=begins, ends=ends)
            when = _after_all(under_way.db, queue, at, ends)
            made = tuple(
                _event(one, queue, what.counter, id_=name + "+" * nth, at=when) for nth, one in enumerate(happens)
            )
        queue_events.add(under_way, made, source=source, at=at)
        queue_events.heard(under_way, f"{door}:{queue}", at=at, said=f"{made[0].kind} {made[0].number}".strip())
        undone = queue_events.event(under_way.db, made[0].detail) if made[0].kind == "undone" else None
    return Pressed(event=made[0], undone=undone)


def tell(installation: Installation, queue: str, told: Told, *, at: int, by: Person) -> Pressed:
    """Keep what a machine says has happened. Missing, Forbidden, Refused; Conflict as `press`."""
    called_queue(installation.db, queue, by=by)
    event = Event(
        id=stored_id(queue, told.id),
        queue=queue,
        at=at if told.at is None else told.at,
        kind=told.kind,
        number=ticket(told.number) if told.number else "",
        counter=told.counter,
        detail=told.detail,
    )
    with writing(installation.db) as under_way:
        known = queue_events.event(under_way.db, event.id)
        if known is not None and _said_otherwise(known, event):
            raise _used_otherwise()
        if known is None:
            queue_events.add(under_way, (event,), source=f"api:{queue}", at=at)
        queue_events.heard(under_way, f"api:{queue}", at=at, said=f"{event.kind} {event.number}".strip())
    return Pressed(event=known or event, again=known is not None)


def correct_waiting(installation: Installation, queue: str, count: int, *, id_: str, at: int, by: Person) -> int:
    """How many wait, as the machine says; kept where that is something new, and now and then as what still holds."""
    held = called_queue(installation.db, queue, by=by)
    with writing(installation.db) as under_way:
        state = _state(under_way.db, held, *day_of(under_way.db, held, at))
        if state.waiting_count != count or state.last_at is None or at - state.last_at >= TOLD_AGAIN_MS:
            event = Event(id=stored_id(queue, id_), queue=queue, at=at, kind="waiting", detail=str(count))
            queue_events.add(under_way, (event,), source=f"api:{queue}", at=at)
        queue_events.heard(under_way, f"api:{queue}", at=at, said=f"waiting {count}")
    return count


def hear(installation: Installation, source: str, *, at: int) -> None:
    """A source is there, though it has nothing to say; written now and then."""
    known = queue_events.sources(installation.db).get(source)
    if known is not None and known.problem_en is None and at - known.alive_at < HEARD_EVERY_MS:
        return
    try:
        with writing(installation.db) as under_way:
            queue_events.heard(under_way, source, at=at)
    except Busy:
        return  # it will be heard again in two seconds


def stored_id(queue: str, given: str) -> str:
    """Under which id an event is kept: two machines may both count from 1. Refused where it is none."""
    if not given or len(given) > LONGEST_ID or not given.isprintable():
        raise Refused(
            ja=f"id は1〜{LONGEST_ID}文字で、送るたびに新しいものにしてください(同じ id は同じ一回です)。",
            en=f"an id has 1 to {LONGEST_ID} characters and is new for everything that is new.",
        )
    return f"{queue}:{given}"


def _state(db: Database, queue: Queue, begins: int, ends: int) -> QueueState:
    return fold(queue_events.events(db, queue.id, begins=begins, ends=ends), queue=queue)


def _decided(db: Database, queue: Queue, what: Press, *, begins: int, ends: int) -> tuple[Happens, ...]:
    assert what.do != "undo"
    if what.do == "pass":
        _require_destination(db, queue, what)
    return decided(
        Key(
            do=what.do,
            queue=queue,
            counter=what.counter,
            number=what.number,
            to=what.to,
            count=what.count,
            state=_state(db, queue, begins, ends),
        )
    )


def _require_destination(db: Database, queue: Queue, what: Press) -> None:
    """Missing where somebody would be sent to a queue of another office."""
    if known_queue(db, what.to).office != queue.office:
        raise Missing(
            ja="ほかの庁舎の業務へは引き継げません。この庁舎の業務から選んでください。",
            en="a number is passed on within one office; choose one of its queues.",
        )


def _event(one: Happens, queue: str, counter: str, *, id_: str, at: int) -> Event:
    """An event as it is kept."""
    return Event(
        id=id_,
        queue=one.queue or queue,
        at=at,
        kind=one.kind,
        number=one.number,
        counter=counter,
        detail=one.detail,
    )


def _after_all(db: Database, queue: str, at: int, ends: int) -> int:
    """Now, or just after what happened within this very second: a decision follows what it was made from."""
    newest = max(
        (one.at for one in queue_events.events(db, queue, begins=at, ends=min(at + SECOND, ends))), default=-1
    )
    return min(max(at, newest + 1), ends - 1)


def last_press(installation: Installation, queue: Queue, counter: str, *, at: int, by: Person) -> Event | None:
    """What "undo" would take back at a counter."""
    begins, ends = day_of(installation.db, queue, at)
    _, last = _undoable(installation.db, queue, _console(by, counter), begins=begins, ends=ends)
    return last


def given_id(event: Event) -> str:
    """Under which id a press was sent."""
    return event.id.removeprefix(f"{event.queue}:")


def _console(by: Person, counter: str) -> str:
    return f"console:{by.id}@{counter}"


def _undoable(
    db: Database, queue: Queue, source: str, *, begins: int, ends: int, of: str = ""
) -> tuple[list[Event], Event | None]:
    """What one source told that was not taken back yet; and of that the press `of` in this queue, or the last."""
    pressed = queue_events.told_by(db, source, begins=begins, ends=ends)
    gone = {one.detail for one in pressed if one.kind == "undone"}
    left = [one for one in pressed if one.kind not in ("undone", "counter") and one.id not in gone]
    own = [one for one in reversed(left) if one.queue == queue.id and not one.id.endswith("+")]
    return left, next((one for one in own if not of or one.id == stored_id(queue.id, of)), None)


def _undone(
    under_way: Writing, queue: Queue, what: Press, source: str, *, begins: int, ends: int, at: int
) -> tuple[Event, ...]:
    """What takes a press back: all that it made."""
    left, last = _undoable(under_way.db, queue, source, begins=begins, ends=ends, of=what.of)
    if last is None:
        raise Refused(
            ja="取り消せる操作がありません(今日この窓口でご自分が押したものだけを取り消せます)。",
            en="there is nothing to undo: only what you pressed at this counter today can be undone.",
        )
    when = _after_all(under_way.db, queue.id, at, ends)
    name = stored_id(queue.id, what.id)
    parts = [one for one in left if one.id.rstrip("+") == last.id]
    return tuple(
        Event(
            id=name + "+" * nth,
            queue=one.queue,
            at=when,
            kind="undone",
            number=one.number,
            counter=what.counter,
            detail=one.id,
        )
        for nth, one in enumerate(parts)
    )


def _again(db: Database, known: Event, queue: Queue) -> Pressed:
    if known.queue != queue.id:
        raise _used_otherwise()
    undone = queue_events.event(db, known.detail) if known.kind == "undone" else None
    return Pressed(event=known, undone=undone, again=True)


def _said_otherwise(known: Event, event: Event) -> bool:
    told: Sequence[tuple[str, str]] = [
        (known.kind, event.kind),
        (known.number, event.number),
        (known.counter, event.counter),
        (known.detail, event.detail),
    ]
    return any(before != now for before, now in told)


def _used_otherwise() -> Conflict:
    return Conflict(
        ja="その id は、ほかの内容ですでに届いています。新しい id で送ってください。",
        en="that id has come with something else before; send this under a new one.",
    )
