"""The page of the queues' statistics: how many came and how long they waited, by queue, weekday and hour."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, g, render_template, request
from flask.typing import ResponseReturnValue

from signage.actions import queue_statistics
from signage.core.instants import local_day
from signage.core.offices import Office
from signage.core.queues import Queue
from signage.core.rights import may_look
from signage.web import gate, queue_charts, times
from signage.web.desk import Desk
from signage.web.words import said

_PERIODS = {"weeks": 28, "months": 91, "year": 365}
"""How many days each goes back from yesterday: whole days, and of four weeks each weekday as often as the others."""

_CHOICES = (("weeks", "statistics weeks"), ("months", "statistics months"), ("year", "statistics year"))

_HEADINGS = (
    *("statistics queue", "statistics weekday", "statistics hour", "statistics days", "statistics issued"),
    *("statistics called", "statistics cancelled", "statistics measured", "statistics median", "statistics tenth"),
)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Of which office and days something is told; a fault says what was wrong with the days that were typed."""

    office: Office | None
    first: date
    last: date
    period: str
    begins: str = ""
    ends: str = ""
    fault: str = ""

    @property
    def arguments(self) -> dict[str, str]:
        """The same as an address has it."""
        office = {"office": self.office.id} if self.office else {}
        typed = {"begins": self.begins, "ends": self.ends}
        return {**office, **(typed if self.period == "dates" else {"period": self.period})}


def queue_statistics_pages(desk: Desk) -> Blueprint:
    """For whoever may look: there is nothing in it about anybody."""
    pages = Blueprint("queue_statistics", __name__, url_prefix="/queue/statistics")

    @pages.get("")
    @gate.needs("look")
    def shelf() -> ResponseReturnValue:
        asked = _asked(desk)
        page = render_template(
            "queue/statistics.html",
            asked=asked,
            offices=[(office.id, office.name.best(g.language)) for office in _offices(desk)],
            periods=_periods(desk, asked),
            heat=queue_charts.heat,
            bars=queue_charts.bars,
            legend=queue_charts.legend(),
            weekday=lambda day: times.weekday(day, g.language),
            day=lambda day: times.day_typed(str(day), g.language),
            choices=_CHOICES,
        )
        return page, 400 if asked.fault else 200

    @pages.get("/statistics.csv")
    @gate.needs("look")
    def as_csv() -> ResponseReturnValue:
        asked = _asked(desk)
        raw = queue_statistics.as_csv(
            _periods(desk, asked),
            headings=[said(key, g.language) for key in _HEADINGS],
            name=lambda queue: queue.name.best(g.language),
            weekdays=[times.weekday(day, g.language) for day in range(7)],
        )
        answer = Response(raw, mimetype="text/csv")
        answer.headers.set("Content-Disposition", "attachment", filename=f"queues-{asked.first}-{asked.last}.csv")
        return answer

    return pages


def _offices(desk: Desk) -> list[Office]:
    """Those with queues that somebody may look at."""
    held, by = desk.held, gate.person()
    with_queues = {queue.office for queue in held.queues.values() if may_look(by, queue.office)}
    return [office for office in held.offices.values() if office.id in with_queues]


def _periods(desk: Desk, asked: Asked) -> tuple[queue_statistics.QueuePeriod, ...]:
    if asked.office is None:
        return ()
    queues: list[Queue] = [queue for queue in desk.held.queues.values() if queue.office == asked.office.id]
    queues.sort(key=lambda queue: (queue.order, queue.id))
    return queue_statistics.of_period(desk.installation, queues, first=asked.first, last=asked.last)


def _asked(desk: Desk) -> Asked:
    """What the address asks for, else the four weeks before today of the first office."""
    offices = _offices(desk)
    office = next((one for one in offices if one.id == request.args.get("office")), next(iter(offices), None))
    today = local_day(desk.clock(), ZoneInfo(office.time_zone)) if office else date.min + timedelta(days=28)
    begins, ends = (request.args.get(key, "").strip() for key in ("begins", "ends"))
    period, fault = request.args.get("period", ""), ""
    if period not in _PERIODS and (begins or ends):
        first, last = _day(begins), _day(ends) if ends else today
        if first is not None and last is not None and first <= last:
            return Asked(office=office, first=first, last=last, period="dates", begins=begins, ends=str(last))
        fault = said("statistics fault", g.language)
    period = period if period in _PERIODS else "weeks"
    first, last = today - timedelta(days=_PERIODS[period]), today - timedelta(days=1)
    return Asked(office=office, first=first, last=last, period=period, begins=begins, ends=ends, fault=fault)


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None
