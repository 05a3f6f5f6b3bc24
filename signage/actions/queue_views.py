"""What staff see of queues: whose numbers somebody may call, at which counters, and what is so there now."""

from __future__ import annotations

from signage.actions.installation import Installation
from signage.actions.queue_rows import no_such_queue
from signage.core.people import Person
from signage.core.queues import Queue
from signage.core.rights import may, parents_among, require_to_look
from signage.publish.queue_days import QueueDay
from signage.store.rows import stored


def queue_now(installation: Installation, queue: str, *, at: int, by: Person) -> QueueDay:
    """One queue as it is. Missing, Forbidden."""
    day = installation.queue_days.day(queue, at)
    if day is None:
        raise no_such_queue(queue)
    require_to_look(by, day.queue.office)
    return day


def own_queues(installation: Installation, *, by: Person) -> tuple[Queue, ...]:
    """The queues whose numbers somebody may call, office by office in their order."""
    parents = parents_among(stored(installation.db, "sections"))
    return tuple(
        sorted(
            (
                one
                for one in stored(installation.db, "queues")
                if may(by, "counter", office=one.office, section=one.section, parents=parents)
            ),
            key=lambda one: (one.office, one.order, one.id),
        )
    )


def destinations(installation: Installation, queue: Queue) -> tuple[Queue, ...]:
    """Where a number may be passed on: the office's other queues, and back into its own."""
    found = (one for one in stored(installation.db, "queues") if one.office == queue.office)
    return tuple(sorted(found, key=lambda one: (one.id == queue.id, one.order, one.id)))
