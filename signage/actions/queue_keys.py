"""The keys of a console: what each press makes happen in a queue, decided from what is so at that moment."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from signage.core.problems import Refused
from signage.core.queue_events import EventKind
from signage.core.queue_fold import FROM, QueueState, Ticket, next_number
from signage.core.queue_numbers import ticket
from signage.core.queues import Queue

Do = Literal[
    "next",
    "call",
    "recall",
    "hold",
    "resume",
    "pass",
    "serve",
    "cancel",
    "priority",
    "assist",
    "issue",
    "waiting",
    "ready",
    "taken",
]
"""次へ, any number, 再呼出, 保留, 再開, 引継ぎ, 終了, 不在, 優先, 声かけ・誘導, 発券, the count put right, and
交付番号 ready and taken."""

MOST_WAITING = 9_999


@dataclass(frozen=True, kw_only=True)
class Key:
    """One key pressed at a counter. `number` is what was typed before it; "": the one that is at the counter.

    `to` is the queue of "pass"; `count` is that of "waiting".
    """

    do: Do
    queue: Queue
    counter: str
    number: str
    to: str
    count: int | None
    state: QueueState


@dataclass(frozen=True, kw_only=True)
class Happens:
    """What a press makes happen: an event without its id and instant. `queue` is another one where it says so."""

    kind: EventKind
    number: str = ""
    detail: str = ""
    queue: str = ""


def decided(key: Key) -> tuple[Happens, ...]:
    """What a key does now. Refused, with the remedy, where there is nothing that it could be done to."""
    return _KEYS[key.do](key)


def _next(key: Key) -> tuple[Happens, ...]:
    number = next_number(key.state)
    if number is None:
        raise Refused(
            ja="待っている番号がありません。番号を打って Enter を押すと、その番号を呼べます。",
            en="no number waits; type one and press Enter to call it.",
        )
    return (_called(key, number),)


def _call(key: Key) -> tuple[Happens, ...]:
    return (_called(key, _typed(key)),)


def _called(key: Key, number: str) -> Happens:
    if not key.counter:
        raise Refused(ja="どの窓口へ呼ぶかを指定してください。", en="say to which counter.")
    return Happens(kind="called", number=number)


def _one(kind: EventKind) -> Callable[[Key], tuple[Happens, ...]]:
    """A key that says one thing of the number that was typed, or of the one at the counter."""
    return lambda key: (Happens(kind=kind, number=_meant(key)),)


def _typed_one(kind: EventKind) -> Callable[[Key], tuple[Happens, ...]]:
    """A key that needs a number to be typed."""
    return lambda key: (Happens(kind=kind, number=_typed(key)),)


def _resume(key: Key) -> tuple[Happens, ...]:
    """The typed number, or the one that was held first."""
    number = ticket(key.number) if key.number else next(iter(key.state.held), None)
    if number is None or number not in key.state.held:
        raise Refused(
            ja="保留中の番号がありません。" if number is None else f"{number}番は保留中ではありません。",
            en="no number is on hold." if number is None else f"{number} is not on hold.",
        )
    return (Happens(kind="resumed", number=number),)


def _pass(key: Key) -> tuple[Happens, ...]:
    """It leaves this queue and waits in the other under the same number; in its own it waits first of all."""
    number = _meant(key)
    if key.to == key.queue.id:
        return (Happens(kind="resumed", number=number),)
    return (
        Happens(kind="passed", number=number, detail=key.to),
        Happens(kind="issued", number=number, detail=FROM + key.queue.id, queue=key.to),
    )


def _priority(key: Key) -> tuple[Happens, ...]:
    number = _meant(key)
    return (Happens(kind="priority", number=number, detail="no" if _held(key, number).priority else "yes"),)


def _assist(key: Key) -> tuple[Happens, ...]:
    number = _meant(key)
    return (Happens(kind="assist", number=number, detail="no" if _held(key, number).assist else "yes"),)


def _held(key: Key, number: str) -> Ticket:
    """The ticket of a number that somebody has."""
    ticket = key.state.tickets.get(number)
    if ticket is None:
        raise Refused(
            ja=f"{number}番は、待っても呼ばれてもいません。番号を確かめてください。",
            en=f"{number} neither waits nor was called; check the number.",
        )
    return ticket


def _issue(key: Key) -> tuple[Happens, ...]:
    return (Happens(kind="issued", number=ticket(key.number) if key.number else _following(key)),)


def _following(key: Key) -> str:
    """The number after the last that was issued today; after the last of all comes the first again."""
    queue, state = key.queue, key.state
    told = [one for one in state.tickets.values() if one.issued_at is not None and one.number.isdecimal()]
    last = max(told, key=lambda one: (one.issued_at or 0, int(one.number)), default=None)
    called = next((call.number for call in state.calls if call.number.isdecimal()), None)
    after = last.number if last is not None else called
    if after is None or int(after) >= queue.last:
        return str(queue.first)
    return str(int(after) + 1)


def _waiting(key: Key) -> tuple[Happens, ...]:
    if key.count is None or not 0 <= key.count <= MOST_WAITING:
        raise Refused(
            ja=f"待ち人数を0〜{MOST_WAITING}の数字で打ってください。",
            en=f"type how many wait, 0 to {MOST_WAITING}.",
        )
    return (Happens(kind="waiting", detail=str(key.count)),)


def _typed(key: Key) -> str:
    if not key.number:
        raise Refused(ja="番号を打ってください。", en="type a number.")
    return ticket(key.number)


def _meant(key: Key) -> str:
    """The typed number, or else the one at the counter."""
    call = key.state.current.get(key.counter)
    if key.number:
        return ticket(key.number)
    if call is None:
        raise Refused(
            ja="この窓口で呼び出し中の番号がありません。番号を打ってから押してください。",
            en="no number is at this counter; type one first.",
        )
    return call.number


_KEYS: Mapping[Do, Callable[[Key], tuple[Happens, ...]]] = {
    "next": _next,
    "call": _call,
    "recall": _one("recalled"),
    "hold": _one("held"),
    "resume": _resume,
    "pass": _pass,
    "serve": _one("served"),
    "cancel": _one("cancelled"),
    "priority": _priority,
    "assist": _assist,
    "issue": _issue,
    "waiting": _waiting,
    "ready": _typed_one("ready"),
    "taken": _typed_one("taken"),
}
