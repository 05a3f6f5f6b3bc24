"""Queue sources: from where each queue hears its numbers, when each source last spoke, and which are silent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Literal

from signage.actions import feed_state
from signage.actions.installation import Installation
from signage.core.calendars import CalendarBook
from signage.core.catalogue import Catalogue
from signage.core.instants import DAY, MINUTE
from signage.core.people import Person
from signage.core.queue_events import Event
from signage.core.queue_said import HIDDEN_MS
from signage.core.queues import Feed, Queue
from signage.core.rights import may, may_look, parents_among
from signage.core.spans import span_at
from signage.core.texts import Text
from signage.publish.queue_days import sources_of
from signage.store.queue_events import Source, last, sources

SILENT_MS = HIDDEN_MS
"""When boards hide their numbers, staff are told."""

SourceKind = Literal["log", "csv", "json", "console", "api"]


@dataclass(frozen=True, kw_only=True)
class SourceNow:
    """One source at an instant; 0: it was never alive, or never said anything.

    `silent_since` says for how long it should have been heard and was not: None where it was, or where all is closed.
    Of a feed `event` is the latest of this queue, while `said` may be another's; `garbage` lines of today could not
    be understood (the last are `examples`), and `unknown` are the names of 業務 that no queue has, with how often
    they were there.
    """

    id: str
    kind: SourceKind
    name: Text
    feed: str = ""
    place: str = ""
    alive_at: int = 0
    said_at: int = 0
    said: str = ""
    event: Event | None = None
    problem: Text | None = None
    silent_since: int | None = None
    garbage: int = 0
    examples: tuple[str, ...] = ()
    unknown: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class QueueSources:
    """One queue, whether it is open now, and from where its numbers come."""

    queue: Queue
    time_zone: str
    is_open: bool
    sources: tuple[SourceNow, ...]


@dataclass(frozen=True, kw_only=True)
class Silent:
    """A source that open queues wait for. `name` is the feed's, or of a queue that is called by hand the queue's."""

    id: str
    name: Text
    since: int
    queues: tuple[Text, ...]


def sources_now(
    installation: Installation, held: Catalogue, book: CalendarBook, *, at: int, by: Person
) -> tuple[QueueSources, ...]:
    """Every queue of the offices that somebody sees, in their order."""
    known = sources(installation.db)
    seen = [_now(queue, held, book, known, at) for queue in _in_order(held) if may_look(by, queue.office)]
    return tuple(replace(one, sources=_with_events(installation, one)) for one in seen)


def silent(
    installation: Installation, held: Catalogue, book: CalendarBook, *, at: int, by: Person
) -> tuple[Silent, ...]:
    """The sources that open queues wait for, of queues that somebody may call."""
    if not held.queues:
        return ()
    known, parents = sources(installation.db), parents_among(held.guide.sections)
    waiting = [
        (one.id, one, queue)
        for queue in _in_order(held)
        if may(by, "counter", office=queue.office, section=queue.section, parents=parents)
        for one in _now(queue, held, book, known, at).sources
        if one.silent_since is not None
    ]
    waiting.sort(key=lambda found: found[0])
    return tuple(_told(list(same)) for _, same in groupby(waiting, key=lambda found: found[0]))


def _with_events(installation: Installation, seen: QueueSources) -> tuple[SourceNow, ...]:
    return tuple(
        replace(one, event=last(installation.db, seen.queue.id, source=one.id)) if one.feed else one
        for one in seen.sources
    )


def _told(found: list[tuple[str, SourceNow, Queue]]) -> Silent:
    """One source of several queues; it is silent since the first of them opened."""
    name, one, queue = found[0]
    return Silent(
        id=name,
        name=one.name if one.feed else queue.name,
        since=min(each.silent_since or 0 for _, each, _ in found),
        queues=tuple(each.name for *_, each in found),
    )


def _now(queue: Queue, held: Catalogue, book: CalendarBook, known: Mapping[str, Source], at: int) -> QueueSources:
    office = held.offices[queue.office]
    hours = span_at(book.open_spans(queue.calendar or office.calendar, at - DAY, at + 1), at)
    found = tuple(_each(queue, held, known))
    expected = f"feed:{queue.feed}" if queue.feed else _last_alive(found)
    if hours is not None:
        found = tuple(_listened(one, opened=hours[0], at=at) if one.id == expected else one for one in found)
    return QueueSources(queue=queue, time_zone=office.time_zone, is_open=hours is not None, sources=found)


def _listened(one: SourceNow, *, opened: int, at: int) -> SourceNow:
    since = max(one.alive_at, opened)
    return replace(one, silent_since=since) if at - since > SILENT_MS else one


def _last_alive(found: tuple[SourceNow, ...]) -> str:
    """Which source is waited for where there is no feed: the one by which numbers came last, if any ever did."""
    newest = max(found, key=lambda one: one.alive_at, default=None)
    return newest.id if newest is not None and newest.alive_at else ""


def _each(queue: Queue, held: Catalogue, known: Mapping[str, Source]) -> Iterator[SourceNow]:
    """The feed first; console and API where they were ever heard, or where there is nothing else."""
    for name in reversed(sources_of(queue)):
        kind, _, what = name.partition(":")
        source = known.get(name, Source(id=name, alive_at=0))
        if kind == "feed":
            yield _feed_now(held.feeds[what], source)
        elif source.alive_at or (kind == "console" and not queue.feed):
            yield _heard(source, SourceNow(id=name, kind="console" if kind == "console" else "api", name=queue.name))


def _feed_now(feed: Feed, source: Source) -> SourceNow:
    state = feed_state.of_written(source.state)
    return _heard(
        source,
        SourceNow(
            id=source.id,
            kind=feed.kind,
            name=feed.name,
            feed=feed.id,
            place=feed.place,
            garbage=state.garbage,
            examples=state.examples,
            unknown=state.unknown,
        ),
    )


def _heard(source: Source, now: SourceNow) -> SourceNow:
    wrong = source.problem_ja and source.problem_en
    problem = Text.of(ja=source.problem_ja or "", en=source.problem_en or "") if wrong else None
    return replace(now, alive_at=source.alive_at, said_at=source.said_at, said=source.said, problem=problem)


def _in_order(held: Catalogue) -> list[Queue]:
    return sorted(held.queues.values(), key=lambda one: (one.office, one.order, one.id))


def minutes(since: int, at: int) -> int:
    """For how many whole minutes."""
    return max(0, at - since) // MINUTE
