"""An office whose three queues hear from a ticket machine, and the machine: a file that somebody else writes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from signage.actions.installation import Installation
from signage.core.queue_events import Event
from signage.core.queues import Feed, Queue
from signage.core.texts import Text
from signage.store import queue_events
from signage.store.queue_events import Source
from tests.actions.guide_office import installed
from tests.actions.queue_office import a_queue
from tests.core.makers import at
from tests.floor_guide_office import OFFICE

TEN = at("2026-11-24 10:00")
"""A Tuesday, while the office is open."""

MOVING = a_queue(feed="tickets", code="住民異動")
INSURANCE = a_queue(
    "insurance", name=Text.of(ja="国保", en="Health insurance"), counters=("c5",), feed="tickets", first=500, last=799
)
"""Known to the machine by its name."""
CERTIFICATES = a_queue("certificates", name=Text.of(ja="証明"), feed="tickets", code="証明", ready=True)


def a_feed(**changes: Any) -> Feed:
    """The ticket machine's log, unless it is said otherwise."""
    usual = {"id": "tickets", "office": OFFICE, "name": Text.of(ja="発券機"), "kind": "log", "place": "ticket.log"}
    return Feed(**{**usual, **changes})


def an_office(folder: Path, feed: Feed | None = None, queues: Sequence[Queue] | None = None) -> Installation:
    """The office, with a folder for files of feeds."""
    own = (MOVING, INSURANCE, CERTIFICATES) if queues is None else tuple(queues)
    here = installed(folder, feeds=(feed or a_feed(),), queues=own)
    (here.data / "feeds").mkdir()
    return here


def log_of(here: Installation, name: str = "ticket.log") -> Path:
    """Where the machine writes."""
    return here.data / "feeds" / name


def write(path: Path, *lines: str, end: str = "\r\n") -> None:
    """Append lines as the machine does."""
    with path.open("ab") as file:
        file.write("".join(f"{line}{end}" for line in lines).encode("cp932"))


def events(here: Installation, queue: str = "moving") -> tuple[Event, ...]:
    """What is stored of a queue."""
    return queue_events.events(here.db, queue, begins=0, ends=2**53)


def told(here: Installation, queue: str = "moving") -> list[tuple[str, str]]:
    """The same in short: what happened to which number, or which count was told."""
    return [(event.kind, event.number or event.detail) for event in events(here, queue)]


def source(here: Installation, name: str = "feed:tickets") -> Source:
    """What is kept of a source."""
    return queue_events.sources(here.db)[name]
