"""Queue numbers for programs: ticket machines say what happened, number pads press, others look."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from signage.actions import counters, queue_views, queues
from signage.actions.queue_rows import called_queue, counters_of
from signage.actions.queues import Press, Pressed, Told
from signage.actions.sent_documents import BadDocument
from signage.core.floor_guide_states import Said
from signage.core.instants import DAY, MINUTE, written
from signage.core.people import Person
from signage.core.problems import Refused
from signage.core.queue_fold import next_number
from signage.core.queue_numbers import ticket
from signage.core.queue_said import Call
from signage.core.shows import instant_of
from signage.publish.queue_days import QueueDay
from signage.web.api import checking
from signage.web.api.operations import JSON, Answer, Asked, Operation, Parameter
from signage.web.api.operations import Told as Described
from signage.web.api.queue_shapes import CALL, EVENT, MADE, PRESS, SAYINGS, SHOWN, WAITING
from signage.web.api.schemas import FORMATS
from signage.web.desk import Desk

_SERVICE = Parameter(name="service", place="path", schema=FORMATS["id"], description="The queue's id.")


def _call(desk: Desk, asked: Asked) -> Answer:
    checking.check(asked.document, CALL)
    return _told(desk, asked, kind="called")


def _event(desk: Desk, asked: Asked) -> Answer:
    checking.check(asked.document, EVENT)
    return _told(desk, asked, kind=asked.document["kind"])


def _told(desk: Desk, asked: Asked, *, kind: Any) -> Answer:  # noqa: ANN401 — one of KINDS, as checked
    sent, service = asked.document, asked.path["service"]
    told = Told(
        id=sent["id"],
        kind=kind,
        number=_number(sent["number"]),
        counter=_counter(desk, asked),
        at=_instant(sent["at"], asked.at) if "at" in sent else None,
    )
    return _made(queues.tell(desk.installation, service, told, at=asked.at, by=_who(asked)), sent["id"])


def _press(desk: Desk, asked: Asked) -> Answer:
    checking.check(asked.document, PRESS)
    sent: Mapping[str, Any] = asked.document
    if (said := SAYINGS.get(sent["do"])) is not None:
        return _say(desk, asked, said)
    press = Press(
        id=sent["id"],
        do=sent["do"],
        counter=_counter(desk, asked),
        number=_number(sent["number"]) if "number" in sent else "",
        to=sent.get("to", ""),
        count=sent.get("count"),
        of=sent.get("of", ""),
    )
    service = asked.path["service"]
    pressed = queues.press(desk.installation, service, press, at=asked.at, by=_who(asked), door="api")
    return _made(pressed, sent["id"])


def _say(desk: Desk, asked: Asked, said: Said) -> Answer:
    """Said again it is the same: no id is remembered."""
    counter = _counter(desk, asked)
    counters.say(desk.installation, counter, said, at=asked.at, by=_who(asked))
    queues.hear(desk.installation, f"api:{asked.path['service']}", at=asked.at)
    body = {"id": asked.document["id"], "kind": "counter", "number": "", "counter": counter, "at": written(asked.at)}
    return Answer(status=HTTPStatus.CREATED, body=body)


def _waiting(desk: Desk, asked: Asked) -> Answer:
    checking.check(asked.document, WAITING)
    service, count = asked.path["service"], asked.document["count"]
    queues.correct_waiting(desk.installation, service, count, id_=uuid.uuid4().hex, at=asked.at, by=_who(asked))
    return Answer(body={"count": count})


def _state(desk: Desk, asked: Asked) -> Answer:
    service = asked.path["service"]
    day = queue_views.queue_now(desk.installation, service, at=asked.at, by=_who(asked))
    queues.hear(desk.installation, f"api:{service}", at=asked.at)
    return Answer(body=_shown(day))


def _shown(day: QueueDay) -> dict[str, Any]:
    """A queue as it is now."""
    told, state = day.said, day.state
    return {
        "id": told.queue,
        "name": dict(told.name),
        "status": told.status,
        "waiting": told.waiting,
        "wait": None if told.wait is None else dict(told.wait),
        "lamp": told.lamp,
        "counters": [
            {"id": one.id, "number": one.number, "state": one.state, "call": _called(one.call)}
            for one in told.counters
        ],
        "calls": [_called(call) for call in told.calls],
        "ready": list(told.ready),
        "next": next_number(state),
        "waiting_numbers": list(state.waiting),
        "held": list(state.held),
        "alive_at": written(told.alive_at) if told.alive_at else None,
    }


def _called(call: Call | None) -> dict[str, Any] | None:
    if call is None:
        return None
    return {"number": call.number, "counter": call.counter, "at": written(call.at), "times": call.times}


def _made(pressed: Pressed, given: str) -> Answer:
    """The same for the same id, however often it is sent."""
    event = pressed.event
    return Answer(
        status=HTTPStatus.CREATED,
        body={
            "id": given,
            "kind": event.kind,
            "number": event.number,
            "counter": event.counter,
            "at": written(event.at),
        },
    )


def _number(typed: str) -> str:
    try:
        return ticket(typed)
    except Refused as refused:
        raise BadDocument(ja=refused.ja, en=refused.en, path="number") from None


def _counter(desk: Desk, asked: Asked) -> str:
    """The id of the counter that was named by it or by its sign."""
    named = asked.document.get("counter")
    if named is None:
        return ""
    db = desk.installation.db
    rows = counters_of(db, called_queue(db, asked.path["service"], by=_who(asked)))
    found = next((row.id for row in rows if named in (row.id, row.number)), None)
    if found is None:
        known = [row.number for row in rows]
        raise BadDocument(
            ja=f"窓口「{named}」ではこの業務の番号を呼びません。この業務の窓口は {'、'.join(known)} です。",
            en=f'numbers of this queue are not called at "{named}"; its counters are {", ".join(known)}.',
            path="counter",
        )
    return found


def _instant(text: str, now: int) -> int:
    """When something happened. A machine's clock may be a minute ahead; what is to come has not happened."""
    try:
        at = instant_of(text)
    except ValueError:
        at = now + DAY
    if not now - DAY <= at <= now + MINUTE:
        raise BadDocument(
            ja="at には、1日前から今までの時刻を書いてください(例 2026-11-24T01:42:00Z)。",
            en="write an instant of the last day (2026-11-24T01:42:00Z).",
            path="at",
        )
    return min(at, now)


def _who(asked: Asked) -> Person:
    assert asked.caller is not None, "every operation here has a scope"
    return asked.caller.person


_MADE = {HTTPStatus.CREATED: Described(description="It is stored; or it was, under the same id.", schema=MADE)}
_WRONG = (HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT)

OPERATIONS: tuple[Operation, ...] = (
    Operation(
        name="call_number",
        method="POST",
        path="/queue/{service}/calls",
        scope="queue",
        summary="A number was called at a counter",
        answer=_call,
        parameters=(_SERVICE,),
        bodies={JSON: CALL},
        answers=_MADE,
        problems=_WRONG,
    ),
    Operation(
        name="tell_waiting",
        method="PUT",
        path="/queue/{service}/waiting",
        scope="queue",
        summary="How many wait; sent every minute it also says that the machine is alive",
        answer=_waiting,
        parameters=(_SERVICE,),
        bodies={JSON: WAITING},
        answers={HTTPStatus.OK: Described(description="It is stored.", schema=WAITING)},
        problems=(HTTPStatus.NOT_FOUND,),
    ),
    Operation(
        name="tell_event",
        method="POST",
        path="/queue/{service}/events",
        scope="queue",
        summary="Anything else that happened to a number",
        answer=_event,
        parameters=(_SERVICE,),
        bodies={JSON: EVENT},
        answers=_MADE,
        problems=_WRONG,
    ),
    Operation(
        name="press_key",
        method="POST",
        path="/queue/{service}/presses",
        scope="queue",
        summary="A key of the console, as a number pad presses it: we decide what it means now",
        answer=_press,
        parameters=(_SERVICE,),
        bodies={JSON: PRESS},
        answers=_MADE,
        problems=_WRONG,
    ),
    Operation(
        name="read_queue",
        method="GET",
        path="/queue/{service}",
        scope="queue",
        summary="What is so in a queue now",
        answer=_state,
        parameters=(_SERVICE,),
        answers={HTTPStatus.OK: Described(description="The queue.", schema=SHOWN)},
        problems=(HTTPStatus.NOT_FOUND,),
    ),
)
