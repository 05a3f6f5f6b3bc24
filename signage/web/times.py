"""Times as the pages write them, on the clock of the office; and the instants that are one click away."""

from __future__ import annotations

from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

from signage.core.instants import at_local, local, local_day, midnight
from signage.web.words import PageLanguage

_WEEKDAYS = {"ja": "月火水木金土日", "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SATURDAY = 5
_REIWA = date(2019, 5, 1)


def weekday(day: int, language: PageLanguage) -> str:
    """Monday is 0: `月`, `Mon`."""
    return _WEEKDAYS[language][day]


def moment(instant: int, zone: ZoneInfo, language: PageLanguage) -> str:
    """`11月22日(日) 13:45` or `Sun 22 Nov, 13:45`."""
    at = local(instant, zone)
    weekday = _WEEKDAYS[language][at.weekday()]
    if language == "ja":
        return f"{at.month}月{at.day}日({weekday}) {at.hour}:{at.minute:02}"
    return f"{weekday} {at.day} {_MONTHS[at.month - 1]}, {at.hour}:{at.minute:02}"


def short_moment(instant: int, zone: ZoneInfo, language: PageLanguage, *, seen_at: int) -> str:
    """The time of day alone where the day is the one on which it is read."""
    at = local(instant, zone)
    if at.date() == local_day(seen_at, zone):
        return f"{at.hour}:{at.minute:02}"
    return moment(instant, zone, language)


def to_the_second(instant: int, zone: ZoneInfo, language: PageLanguage, *, seen_at: int) -> str:
    """The same, with its seconds."""
    return f"{short_moment(instant, zone, language, seen_at=seen_at)}:{local(instant, zone).second:02}"


def week_of(instant: int, zone: ZoneInfo) -> int:
    """Where the slider's week begins: the first instant of the local day."""
    return midnight(local_day(instant, zone), zone)


def one_click_away(now: int, zone: ZoneInfo) -> dict[str, int]:
    """The next Saturday, 29 December and 1 April, each at ten; today counts until then."""
    today = local_day(now, zone)
    saturday = today + timedelta(days=(_SATURDAY - today.weekday()) % 7)
    candidates = {
        "saturday": (saturday, saturday + timedelta(days=7)),
        "29 december": (date(today.year, 12, 29), date(today.year + 1, 12, 29)),
        "1 april": (date(today.year, 4, 1), date(today.year + 1, 4, 1)),
    }
    ten = {key: [at_local(day, time(10), zone) for day in days] for key, days in candidates.items()}
    return {key: next(instant for instant in instants if instant > now) for key, instants in ten.items()}


def long_moment(instant: int, zone: ZoneInfo, language: PageLanguage) -> str:
    """With the year, as a record has it: `令和8年(2026年)11月22日(日) 13:45`, `Sun 22 Nov 2026, 13:45`."""
    at = local(instant, zone)
    seconds = f":{at.second:02}" if at.second else ""
    gap = " " if language == "ja" else ", "
    return f"{long_day(at.date(), language)}{gap}{at.hour}:{at.minute:02}{seconds}"


def long_day(day: date, language: PageLanguage) -> str:
    """A day with its year: `令和8年(2026年)11月22日(日)`, `Sun 22 Nov 2026`."""
    weekday = _WEEKDAYS[language][day.weekday()]
    if language == "en":
        return f"{weekday} {day.day} {_MONTHS[day.month - 1]} {day.year}"
    era = f"令和{day.year - 2018}年({day.year}年)" if day >= _REIWA else f"{day.year}年"
    return f"{era}{day.month}月{day.day}日({weekday})"


def day_typed(typed: str, language: PageLanguage) -> str:
    """A day as it is stored (`2026-11-22`, perhaps with a time) as people write it: `2026年11月22日(日)`."""
    day = date.fromisoformat(typed[:10])
    if language == "en":
        return long_day(day, language)
    return f"{day.year}年{day.month}月{day.day}日({_WEEKDAYS['ja'][day.weekday()]})"
