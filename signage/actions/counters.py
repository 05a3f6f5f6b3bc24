"""Counters: what their sections say of them today, in one click each; it ends by itself when they close."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from signage.actions.edits import Edit, Kept, keep_within, seen
from signage.actions.installation import Installation
from signage.core import guide
from signage.core.calendars import CalendarBook
from signage.core.catalogue import Catalogue, FloorGuide
from signage.core.floor_guide_rows import Now
from signage.core.floor_guide_states import CounterState, Said, said_at, said_until, state_at
from signage.core.instants import local, local_day, midnight
from signage.core.people import Person
from signage.core.problems import Missing, Refused
from signage.core.queue_events import Event
from signage.core.rights import Parents, may, parents_among, require
from signage.core.spans import EVER
from signage.core.texts import Text
from signage.store import queue_events
from signage.store.database import Writing, writing
from signage.store.holidays import office_holidays
from signage.store.rows import stored


@dataclass(frozen=True, kw_only=True)
class CounterNow:
    """A counter at an instant. `until`: when what it says ends today; `closes`: when it closes today, if it yet will.

    `said` is what its section said of it, as far as that still holds.
    """

    id: str
    number: str
    name: Text
    sections: tuple[Text, ...]
    office: Text
    building: str
    floor: str
    time_zone: str
    state: CounterState
    said: Said
    until: int | None
    closes: int | None


def counters_now(installation: Installation, *, at: int, by: Person) -> list[CounterNow]:
    """The counters of which somebody may say something, floor by floor from the lowest, in the order of the guide."""
    held = _held(installation)
    book, found = CalendarBook(held), []
    for office in held.offices.values():
        now = Now(office=office.id, at=at, zone=book.zone(office.id))
        parents = parents_among(now.of(held.guide.sections))
        own = [one for one in now.of(held.guide.counters) if _may(by, one, parents)]
        houses = [building.id for building in now.of(held.guide.buildings)]
        floors = {floor.id: (houses.index(floor.building), floor.order) for floor in now.of(held.guide.floors)}
        own.sort(key=lambda one: (*floors[one.floor], one.order))
        found += [_told(one, held, book, now) for one in own]
    return found


def say(installation: Installation, counter: str, said: Said, *, at: int, by: Person) -> Kept:
    """Say of a counter that it is busy, paused or closed until it closes today; "normal" takes that back.

    Missing where there is no such counter now, Forbidden where it is another section's, Refused where it is closed
    for today anyway.
    """
    based_on = seen(installation, ("counters", counter))
    held = _held(installation)
    rows = [row for row in held.guide.counters if row.id == counter]
    if not rows:
        raise _no_such(counter)
    book, office = CalendarBook(held), rows[0].office
    now = Now(office=office, at=at, zone=book.zone(office))
    current = next(iter(now.of(rows)), None)
    if current is None:
        raise _no_such(counter)
    parents = parents_among(now.of(held.guide.sections))
    require_counter(by, current, parents)
    changed = _saying(current, said, _closes(current, held, book, at), now)
    edit = Edit(
        saves={"counters": tuple(changed if row is current else row for row in rows)},
        based_on=based_on,
    )
    with writing(installation.db) as under_way:
        kept = keep_within(under_way, edit, at=at, by=by, action="say-counter", what=counter, detail={"said": said})
        _tell_queues(under_way, counter, said, kept, at=at, by=by)
    return kept


def _tell_queues(under_way: Writing, counter: str, said: Said, kept: Kept, *, at: int, by: Person) -> None:
    """The queues that are called at a counter hear what was said of it: their boards change at once."""
    if kept.number is None:
        return
    events = [
        Event(id=f"{queue.id}:say-{kept.number}", queue=queue.id, at=at, kind="counter", counter=counter, detail=said)
        for queue in stored(under_way.db, "queues")
        if counter in queue.counters
    ]
    queue_events.add(under_way, events, source=f"console:{by.id}@{counter}", at=at)


def require_counter(by: Person, counter: guide.Counter, parents: Parents) -> None:
    """Forbidden where somebody may speak for none of a counter's sections."""
    if not _may(by, counter, parents):
        require(by, "counter", office=counter.office, section=next(iter(counter.sections), None), parents=parents)


def _saying(counter: guide.Counter, said: Said, closes: int | None, now: Now) -> guide.Counter:
    if said == "normal":
        return replace(counter, state="normal", state_since=None, state_until=None)
    if closes is None:
        raise Refused(
            ja="この窓口の今日の受付は終わっています。次に開くときに、もう一度選んでください。",
            en="this counter is closed for today; say it again when it next opens.",
        )
    since, until = (f"{local(at, now.zone):%Y-%m-%dT%H:%M}" for at in (now.at, closes))
    return replace(counter, state=said, state_since=since, state_until=until)


def _told(counter: guide.Counter, held: Catalogue, book: CalendarBook, now: Now) -> CounterNow:
    office = held.offices[counter.office]
    closes, said = _closes(counter, held, book, now.at), said_at(counter, now.at, now.zone)
    ends = said_until(counter, now.zone)
    state = state_at(counter, at=now.at, calendar=office.calendar, book=book)
    lasts = closes if said == "normal" else None if ends == EVER else ends
    return CounterNow(
        id=counter.id,
        number=counter.number,
        name=counter.name,
        sections=tuple(one.name for one in now.of(held.guide.sections) if one.id in counter.sections),
        office=office.name,
        building=next(
            (one.name.best("ja") for one in now.of(held.guide.buildings) if one.id == counter.building), ""
        ),
        floor=next((one.label for one in now.of(held.guide.floors) if one.id == counter.floor), ""),
        time_zone=office.time_zone,
        state=state,
        said=said,
        until=None if closes is None else lasts,
        closes=closes,
    )


def _closes(counter: guide.Counter, held: Catalogue, book: CalendarBook, at: int) -> int | None:
    """When a counter closes for the last time of the hours that begin today; None where it opens no more today."""
    hours = counter.calendar or held.offices[counter.office].calendar
    zone = book.zone_of(hours)
    tomorrow = midnight(local_day(at, zone) + timedelta(days=1), zone)
    spans = book.open_spans(hours, at, midnight(local_day(tomorrow, zone) + timedelta(days=1), zone))
    return max((ends for begins, ends in spans if begins < tomorrow), default=None)


def _may(by: Person, counter: guide.Counter, parents: Parents) -> bool:
    sections: Sequence[str | None] = counter.sections or (None,)
    return any(may(by, "counter", office=counter.office, section=one, parents=parents) for one in sections)


def _held(installation: Installation) -> Catalogue:
    """The part of the catalogue that says when a counter is open, and whose it is."""
    with installation.db.atomic():
        rows = {noun: stored(installation.db, noun) for noun in ("offices", "calendars", *_TOLD)}
    offices = _by_id(rows["offices"])
    return Catalogue(
        offices=offices,
        calendars=_by_id(rows["calendars"]),
        holidays={office.id: office_holidays(office) for office in offices.values()},
        guide=FloorGuide(**{noun: rows[noun] for noun in _TOLD}),
    )


_TOLD = ("buildings", "floors", "sections", "counters")


def _by_id(rows: Iterable[Any]) -> dict[str, Any]:
    return {row.id: row for row in rows}


def _no_such(counter: str) -> Missing:
    return Missing(
        ja=f"窓口「{counter}」は今ありません。窓口の一覧から選び直してください。",
        en=f'there is no counter "{counter}" now; choose it from the list of counters.',
    )
