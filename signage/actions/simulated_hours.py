"""The hours of the demo's queues: open for a week by day and night, as a demo is looked at in the evening as well."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from signage.actions import people
from signage.actions.edits import Edit, keep
from signage.actions.installation import Installation
from signage.actions.simulated_pace import PACES
from signage.core.calendars import Calendar, Line
from signage.core.catalogue import Catalogue
from signage.core.instants import local_day
from signage.core.queues import Queue
from signage.core.texts import Text
from signage.store.catalogue import catalogue

OPEN_DAYS = 7

_MARK = "-demo"
_NAME = Text.of(ja="見本の番号（デモの間）", en="Numbers of the demo")


def keep_open(installation: Installation, *, at: int) -> None:
    """Give each queue of the sample a calendar that is its own, and for a week never closed."""
    held = catalogue(installation.db)
    own = [held.queues[name] for name in PACES if name in held.queues]
    calendars = tuple(_calendar(queue, held, at=at) for queue in own)
    queues = tuple(replace(queue, calendar=one.id) for queue, one in zip(own, calendars, strict=True))
    edit = Edit(saves={"calendars": calendars, "queues": queues})
    keep(installation, edit, at=at, by=people.TERMINAL, action="save-queues", what=" ".join(PACES))


def _calendar(queue: Queue, held: Catalogue, *, at: int) -> Calendar:
    """What the queue's own says, but for the coming days."""
    office = held.offices[queue.office]
    today = local_day(at, ZoneInfo(office.time_zone))
    dates = f"{today}..{today + timedelta(days=OPEN_DAYS - 1)}"
    return Calendar(
        id=f"{queue.id}{_MARK}",
        office=office.id,
        name=_NAME,
        base=queue.calendar or office.calendar,
        lines=(Line(dates=dates, hours=(("00:00", "24:00"),), name=_NAME),),
    )
