"""When words: in one sentence when a rule plays, as one would say it."""

from __future__ import annotations

from datetime import date, datetime

from signage.core.schedules import Rule
from signage.core.when import WEEKDAYS as WEEK
from signage.core.when import When, moment
from signage.web.choices import NTH, WEEKDAYS
from signage.web.labels import told
from signage.web.row_names import RowNames
from signage.web.words import PageLanguage, said

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def when_words(when: When, names: RowNames, language: PageLanguage) -> str:
    """When a rule is open, all its conditions in the order in which one says them."""
    parts = [
        _limits(when, language),
        _weekdays(when, language),
        _times(when, language),
        _during(when, names, language),
    ]
    there = [part for part in parts if part]
    if not there:
        return said("when always", language)
    return said("when joined", language).join(there)


def rule_words(rule: Rule, names: RowNames, language: PageLanguage) -> str:
    """The same with how it takes its place: every so many minutes, or once each round."""
    when = when_words(rule.when, names, language)
    if rule.every_minutes is not None:
        return said("when every", language, when=when, minutes=rule.every_minutes)
    if rule.each_round:
        return said("when each round", language, when=when)
    return when


def day_words(text: str, language: PageLanguage) -> str:
    """A day, or a day and a time, as typed."""
    at: date | datetime = moment(text)
    clock = f" {at.hour}:{at.minute:02}" if isinstance(at, datetime) else ""
    if language == "ja":
        return f"{at.year}年{at.month}月{at.day}日{clock}"
    return f"{at.day} {_MONTHS[at.month - 1]} {at.year}{clock}"


def _limits(when: When, language: PageLanguage) -> str:
    begins, ends = when.limits.begins, when.limits.ends
    if begins is None and ends is None:
        return ""
    if begins is not None and begins == ends:
        return day_words(begins, language)
    if ends is None:
        return said("when from", language, begins=day_words(begins or "", language))
    if begins is None:
        return said("when until", language, ends=day_words(ends, language))
    return said("when from until", language, begins=day_words(begins, language), ends=day_words(ends, language))


def _weekdays(when: When, language: PageLanguage) -> str:
    if not when.weekdays or set(when.weekdays) == set(WEEK):
        return ""
    ordered = [day for day in WEEK if day in when.weekdays]
    if ordered == list(WEEK[:5]) and not when.nth:
        return said("when working days", language)
    days = said("when days", language).join(told(WEEKDAYS[day], language) for day in ordered)
    if not when.nth:
        return said("when weekly", language, days=days)
    nth = said("when days", language).join(told(NTH[str(each)], language) for each in when.nth)
    return said("when monthly", language, nth=nth, days=days)


_HALVES = {(("00:00", "12:00"),): "when mornings", (("12:00", "24:00"),): "when afternoons"}


def _times(when: When, language: PageLanguage) -> str:
    if when.times in _HALVES:
        return said(_HALVES[when.times], language)
    spans = (f"{begins.removeprefix('0')}〜{ends.removeprefix('0')}" for begins, ends in when.times)
    joined = said("when days", language).join(spans)
    return joined if language == "ja" else joined.replace("〜", "–")


def _during(when: When, names: RowNames, language: PageLanguage) -> str:
    if when.during is None:
        return ""
    words = {
        "open": "when open",
        "closed": "when closed",
        "holidays": "when holidays",
        "before-opening": "when before opening",
        "before-closing": "when before closing",
    }
    sentence = said(words[when.during], language, minutes=when.minutes)
    if when.calendar is None:
        return sentence
    return said("when by calendar", language, calendar=names.of("calendars", when.calendar), during=sentence)
