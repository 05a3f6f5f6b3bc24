"""Handing over: what a calendar has out of the ordinary, and when a rule plays, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from signage.core.calendars import CalendarBook, Line
from signage.core.schedules import Rule
from signage.core.texts import Text
from signage.core.when import Limits, When

AHEAD = timedelta(days=150)
"""So far ahead exceptions are told: what is decided in autumn reaches the fiscal year's end."""

_USUAL_OVER = timedelta(weeks=26)

_WEEK_JA = dict(zip(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), "月火水木金土日", strict=True))
_WEEK_EN = dict(zip(_WEEK_JA, ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"), strict=True))
_NTH_EN = {1: "1st", 2: "2nd", 3: "3rd", 4: "4th", 5: "5th", -1: "last"}
_DURING = {
    "open": Text.of(ja="開庁中", en="while open"),
    "closed": Text.of(ja="閉庁中", en="while closed"),
    "holidays": Text.of(ja="祝日", en="on public holidays"),
    "before-opening": Text.of(ja="開庁前{}分間", en="{} min before opening"),
    "before-closing": Text.of(ja="閉庁前{}分間", en="{} min before closing"),
}
_ALWAYS = Text.of(ja="いつも", en="always")


@dataclass(frozen=True, kw_only=True)
class Unusual:
    """Days on end on which calendars have other hours than that weekday usually has; none: closed."""

    calendars: tuple[str, ...]
    first: date
    last: date
    hours: tuple[tuple[str, str], ...]
    why: Text


def unusual_days(book: CalendarBook, calendars: Iterable[str], today: date) -> tuple[Unusual, ...]:
    """What is out of the ordinary in the coming months, by day; calendars that agree are told together."""
    together: dict[tuple[date, date, object, Text], Unusual] = {}
    for calendar in calendars:
        for one in _of_calendar(book, calendar, today):
            key = one.first, one.last, one.hours, one.why
            known = together.get(key)
            together[key] = one if known is None else replace(known, calendars=(*known.calendars, calendar))
    return tuple(sorted(together.values(), key=lambda one: (one.first, one.last)))


def _of_calendar(book: CalendarBook, calendar: str, today: date) -> list[Unusual]:
    usual = [_usual(book, calendar, today, weekday) for weekday in range(7)]
    found: list[Unusual] = []
    for day in (today + timedelta(days=ahead) for ahead in range(AHEAD.days)):
        told = book.day(calendar, day)
        before = found[-1] if found else None
        if not _is_special(told.line) or (told.hours == usual[day.weekday()] and not _goes_on(before, day)):
            continue
        why = _why(book, calendar, told.line, day)
        if before is not None and _goes_on(before, day) and (before.hours, before.why) == (told.hours, why):
            found[-1] = replace(before, last=day)
        elif told.hours != usual[day.weekday()]:
            found.append(Unusual(calendars=(calendar,), first=day, last=day, hours=told.hours, why=why))
    return found


def _why(book: CalendarBook, calendar: str, line: Line | None, day: date) -> Text:
    """The holiday's own name, where it is one; else the line's."""
    holiday = book.holiday(calendar, day)
    if line is None or (line.holidays and holiday is not None):
        return holiday or Text()
    return line.name


def _is_special(line: Line | None) -> bool:
    """Whether a line is of certain days or of holidays: not one that comes back week by week."""
    return line is not None and (line.dates is not None or line.holidays or line.limits != Limits())


def _goes_on(before: Unusual | None, day: date) -> bool:
    return before is not None and before.last == day - timedelta(days=1)


def _usual(book: CalendarBook, calendar: str, today: date, weekday: int) -> tuple[tuple[str, str], ...]:
    """The hours that a weekday has most often."""
    first = today + timedelta(days=(weekday - today.weekday()) % 7)
    days = (first + timedelta(weeks=week) for week in range(_USUAL_OVER.days // 7))
    return Counter(book.day(calendar, day).hours for day in days).most_common(1)[0][0]


def when_words(rule: Rule) -> Text:
    """When a rule plays: 「月・水曜日 9:00〜12:00、10分ごとに1回」."""
    when = rule.when
    ja = [*_days_ja(when), *([_during(when, "ja")] if when.during is not None else []), *_times(when, "〜")]
    en = [*_days_en(when), *([_during(when, "en")] if when.during is not None else []), *_times(when, "–")]
    ja += _limits(when.limits, "{}から", "{}まで", day="{0.year}年{0.month}月{0.day}日")
    en += _limits(when.limits, "from {}", "until {}", day="{0:%d %b %Y}")
    if rule.every_minutes is not None:
        ja.append(f"{rule.every_minutes}分ごとに1回")
        en.append(f"once every {rule.every_minutes} min")
    return Text.of(ja=" ".join(ja) or _ALWAYS.best("ja"), en=", ".join(en) or _ALWAYS.best("en"))


_WORKING = ("mon", "tue", "wed", "thu", "fri")


def _days_ja(when: When) -> list[str]:
    if when.weekdays == _WORKING and not when.nth:
        return ["月〜金曜日"]
    nth = "・".join("最終" if number == -1 else f"第{number}" for number in when.nth)
    days = "・".join(_WEEK_JA[day] for day in when.weekdays)
    return [f"{nth}{days}曜日"] if days else []


def _days_en(when: When) -> list[str]:
    if when.weekdays == _WORKING and not when.nth:
        return ["Mon–Fri"]
    nth = ", ".join(_NTH_EN[number] for number in when.nth)
    days = ", ".join(_WEEK_EN[day] for day in when.weekdays)
    return [f"{nth} {days}".strip()] if days else []


def _times(when: When, dash: str) -> list[str]:
    return [f"{begins.removeprefix('0')}{dash}{ends.removeprefix('0')}" for begins, ends in when.times]


def _during(when: When, language: str) -> str:
    assert when.during is not None
    return _DURING[when.during].best(language).format(when.minutes)


def _limits(limits: Limits, begins: str, ends: str, *, day: str) -> list[str]:
    told = ((begins, limits.begins), (ends, limits.ends))
    return [pattern.format(_moment(text, day)) for pattern, text in told if text is not None]


def _moment(text: str, day: str) -> str:
    date_of, _, clock = text.partition("T")
    return " ".join(filter(None, (day.format(date.fromisoformat(date_of)), clock)))
