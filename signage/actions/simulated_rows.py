"""What the demo adds to the sample: its queues open day and night for a week, and quiet times beside the numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from signage.actions import people
from signage.actions.edits import Edit, keep
from signage.actions.installation import Installation
from signage.actions.simulated_pace import PACES
from signage.core.calendars import Calendar, Line
from signage.core.catalogue import Catalogue
from signage.core.instants import local_day
from signage.core.offices import Office
from signage.core.queues import Queue
from signage.core.schedules import Rule
from signage.core.slides import Slide
from signage.core.texts import Text
from signage.store.catalogue import catalogue

OPEN_DAYS = 7

SCREEN, QUEUE = "queue-1f", "certificates"
"""Where quiet times are shown, and of which queue."""

_HOURS = Text.of(ja="見本の番号（デモの間）", en="Numbers of the demo")
_QUIET = Text.of(ja="すいている時間（見本）", en="Quiet times (demo)")


def add(installation: Installation, *, at: int) -> None:
    """A demo is looked at in the evening as well; and its statistics come to something that visitors see."""
    held = catalogue(installation.db)
    own = [held.queues[name] for name in PACES if name in held.queues]
    office = held.offices[held.queues[QUEUE].office]
    today = local_day(at, ZoneInfo(office.time_zone))
    calendars = tuple(_calendar(queue, held, today) for queue in own)
    queues = tuple(replace(queue, calendar=one.id) for queue, one in zip(own, calendars, strict=True))
    slide, rule = _quiet_times(office, held, today)
    edit = Edit(saves={"calendars": calendars, "queues": queues, "slides": (slide,), "rules": (rule,)})
    keep(installation, edit, at=at, by=people.TERMINAL, action="save-queues", what=" ".join(PACES))


def _calendar(queue: Queue, held: Catalogue, today: date) -> Calendar:
    """What the queue's own says, but for the coming days."""
    dates = f"{today}..{today + timedelta(days=OPEN_DAYS - 1)}"
    return Calendar(
        id=f"{queue.id}-demo",
        office=queue.office,
        name=_HOURS,
        base=queue.calendar or held.offices[queue.office].calendar,
        lines=(Line(dates=dates, hours=(("00:00", "24:00"),), name=_HOURS),),
    )


def _quiet_times(office: Office, held: Catalogue, today: date) -> tuple[Slide, Rule]:
    """A slide that joins the notices beside the numbers, once a round."""
    name = "demo-quiet-times"
    slide = Slide(
        id=name,
        office=office.id,
        kind="quiet-times",
        name=_QUIET,
        owner=held.queues[QUEUE].section,
        review_on=str(today + timedelta(days=180)),
        fields={"queue": QUEUE},
    )
    return slide, Rule(id=name, office=office.id, screens=(SCREEN,), slide=name, zone="side", each_round=True)
