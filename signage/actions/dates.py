"""Relative dates: `today+14d`, `monday`, `april-1`, `now+90m`, counted from the moment of loading at an office."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from signage.core.formats import DATES, DAY, MOMENT
from signage.core.instants import local
from signage.core.problems import Refused
from signage.core.scalars import Readings

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_RELATIVE = re.compile(
    rf"(?P<anchor>now|today|{'|'.join(_WEEKDAYS)}|(?:{'|'.join(_MONTHS)})-[0-9]{{1,2}})(?=$|[+ -]|t[0-9])(?P<rest>.*)"
)
_REST = re.compile(r"(?P<steps>(?:[+-][0-9]{1,4}[dwhm]){0,4})(?: *t| +t?)?(?P<clock>(?<=[ t])[0-9]{1,2}:[0-9]{2})?")
_STEP = re.compile(r"([+-][0-9]+)([dwhm])")
_UNITS = {"d": timedelta(days=1), "w": timedelta(weeks=1), "h": timedelta(hours=1), "m": timedelta(minutes=1)}


def readings(at: int, zone: ZoneInfo) -> Readings:
    """How dates, moments and spans of dates are read at an instant, in a place."""
    now = local(at, zone)
    return {
        DAY: lambda typed: _resolved(typed, now, may_have_time=False),
        MOMENT: lambda typed: _resolved(typed, now, may_have_time=True),
        DATES: lambda typed: "..".join(_resolved(part, now, may_have_time=False) for part in typed.split("..")),
    }


def _resolved(typed: str, now: datetime, *, may_have_time: bool) -> str:
    """The absolute form of a relative date; anything else as it is, for the format to judge."""
    found = _RELATIVE.fullmatch(typed.strip().lower())
    if found is None:
        return typed
    rest, from_now = _REST.fullmatch(found["rest"]), found["anchor"] == "now"
    if rest is None or (from_now and rest["clock"]) or (not from_now and re.search("[hm]", rest["steps"])):
        raise Refused(
            ja=f"「{typed}」は読めません。today+14d、monday+1w、april-1-1d、now+90m、today 14:00 と書きます",
            en=f'cannot read "{typed}"; write it like today+14d, monday+1w, april-1-1d, today 14:00 or now+90m',
        )
    if not may_have_time and (from_now or rest["clock"]):
        raise Refused(
            ja=f"「{typed}」には時刻があります。日付だけを today+14d のように書いてください",
            en=f'"{typed}" has a time of day; write a date alone, like today+14d',
        )
    step = sum((int(amount) * _UNITS[unit] for amount, unit in _STEP.findall(rest["steps"])), timedelta())
    if from_now:
        return f"{now + step:%Y-%m-%dT%H:%M}"
    day = _anchor(found["anchor"], now.date(), typed) + step
    return f"{day}T{rest['clock']}" if rest["clock"] else f"{day}"


def _anchor(word: str, today: date, typed: str) -> date:
    if word == "today":
        return today
    if word in _WEEKDAYS:
        return today + timedelta(days=_WEEKDAYS.index(word) - today.weekday())
    month, day = word.split("-")
    for year in range(today.year, today.year + 9):  # 29 February may be eight years away
        try:
            found = date(year, _MONTHS.index(month) + 1, int(day))
        except ValueError:
            continue
        if found >= today:
            return found
    raise Refused(
        ja=f"「{typed}」という日はありません。暦にある日を書いてください",
        en=f'there is no day "{typed}"; write one that exists',
    )
