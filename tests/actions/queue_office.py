"""An office with two queues: 住民異動 at counters c0 and c1 of section s0, 国保 at c5, and who may call them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from signage.actions.installation import Installation
from signage.actions.queues import Press, Pressed, press
from signage.core.people import Person
from signage.core.queue_fold import QueueState, fold
from signage.core.queues import Queue
from signage.core.texts import Text
from signage.store import queue_events
from tests.actions.guide_office import ADMIN, OPEN, installed
from tests.floor_guide_office import OFFICE


def a_queue(id_: str = "moving", **changes: Any) -> Queue:
    """住民異動, unless it is said otherwise."""
    usual = {"section": "s0", "name": Text.of(ja="住民異動", en="Moving"), "counters": ("c0", "c1")}
    return Queue(**{"id": id_, "office": OFFICE, **usual, **changes})


INSURANCE = a_queue(
    "insurance",
    section="s5",
    name=Text.of(ja="国保", en="Health insurance"),
    counters=("c5",),
    first=500,
    last=799,
    order=1,
)


def an_office(folder: Path, *queues: Queue) -> Installation:
    """The office, with these queues and 国保."""
    return installed(folder, queues=(*(queues or (a_queue(),)), INSURANCE))


def pressed(
    here: Installation, do: Any, *, id_: str, at: int = OPEN, by: Person = ADMIN, queue: str = "moving", **more: Any
) -> Pressed:
    """One key, at the first counter unless it is said otherwise."""
    return press(here, queue, Press(id=id_, do=do, **{"counter": "c0", **more}), at=at, by=by)


def state(here: Installation, queue: Queue | None = None) -> QueueState:
    """What all events come to."""
    queue = queue or a_queue()
    return fold(queue_events.events(here.db, queue.id, begins=0, ends=2**53), queue=queue)
