"""Windows against the slow oracle: minute by minute, and second by second near boundaries, across clock changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from signage.core.instants import DAY, MINUTE, SECOND, midnight
from signage.core.rulebook import Rulebook
from signage.core.schedules import Rule
from signage.core.spans import span_at
from signage.core.texts import Text
from signage.core.when import WEEKDAYS, When
from tests.core.makers import a_calendar, a_catalogue, a_line, a_rule, when
from tests.core.schedule_oracle import Oracle

TRICKY = (
    ("Asia/Tokyo", date(2026, 11, 22)),
    ("Asia/Tokyo", date(2028, 2, 28)),
    ("Asia/Tokyo", date(2026, 12, 30)),
    ("Europe/Berlin", date(2026, 3, 28)),
    ("Europe/Berlin", date(2026, 10, 24)),
    ("America/New_York", date(2026, 3, 7)),
    ("America/New_York", date(2026, 10, 31)),
    ("America/Havana", date(2026, 3, 7)),
    ("America/Havana", date(2026, 10, 31)),
    ("Australia/Lord_Howe", date(2026, 4, 4)),
    ("Australia/Lord_Howe", date(2026, 10, 3)),
    ("Africa/Casablanca", date(2026, 2, 14)),
    ("Africa/Casablanca", date(2026, 3, 21)),
    ("Africa/Cairo", date(2026, 4, 23)),
    ("Pacific/Chatham", date(2026, 9, 26)),
)
"""Zones, and days shortly before something happens there: clock changes (at midnight too), leap day, year end."""

TIMES = (
    "0:00",
    "0:30",
    "1:15",
    "1:45",
    "2:00",
    "2:15",
    "2:30",
    "3:00",
    "3:30",
    "8:45",
    "12:00",
    "17:00",
    "22:00",
    "23:30",
)
HOURS = st.tuples(st.sampled_from(TIMES), st.sampled_from((*TIMES, "24:00")))
WEEKDAY_SETS = st.lists(st.sampled_from(WEEKDAYS), max_size=3, unique=True).map(tuple)
NTHS = st.lists(st.sampled_from((1, 2, 3, 4, 5, -1)), max_size=2, unique=True).map(tuple)


@st.composite
def calendars(draw: st.DrawFn, around: date) -> Any:
    lines = [a_line("8:45-17:00", weekdays="mon tue wed thu fri")]
    for _ in range(draw(st.integers(0, 3))):
        near = around + timedelta(days=draw(st.integers(-3, 4)))
        dates = draw(st.sampled_from((None, near.isoformat(), f"{near:%m-%d}..{near + timedelta(days=2):%m-%d}")))
        line = a_line(dates=dates, holidays=draw(st.booleans()))
        opened = draw(st.lists(HOURS, max_size=2).map(tuple))
        within = draw(st.sampled_from((None, f"{near}/", f"/{near}")))
        lines.append(
            replace(
                line, hours=opened, weekdays=draw(WEEKDAY_SETS), nth=draw(NTHS), limits=when(within=within).limits
            )
        )
    split = draw(st.integers(0, len(lines)))
    base = a_calendar(*lines[:split], id="base")
    return base, a_calendar(*lines[split:], base="base")


@st.composite
def whens(draw: st.DrawFn, around: date) -> When:
    near = around + timedelta(days=draw(st.integers(-3, 4)))
    within = draw(st.sampled_from((None, None, f"{near}/", f"/{near}", f"{near}T02:30/", f"/{near}T02:30")))
    during = draw(st.sampled_from((None, None, "open", "closed", "holidays", "before-opening", "before-closing")))
    times = draw(st.lists(HOURS, max_size=2).map(tuple))
    given_minutes = draw(st.sampled_from((1, 30, 90)))
    base = when(within=within, nth=draw(NTHS), during=during, minutes=given_minutes)
    return replace(base, weekdays=draw(WEEKDAY_SETS), times=times)


@st.composite
def cases(draw: st.DrawFn) -> tuple[Rulebook, Oracle, Rule, int]:
    zone, around = draw(st.sampled_from(TRICKY))
    base, calendar = draw(calendars(around))
    holidays = {around + timedelta(days=n): Text.of(ja="祝日") for n in draw(st.sets(st.integers(-2, 4), max_size=3))}
    level = draw(st.sampled_from(("normal", "normal", "normal", "emergency")))
    rule = replace(a_rule(level=level, changed_at=midnight(around, ZoneInfo(zone)) + 999), when=draw(whens(around)))
    catalogue = a_catalogue(rule, calendars=(base, calendar), holidays=holidays, time_zone=zone)
    begins = midnight(around + timedelta(days=draw(st.integers(-1, 2))), ZoneInfo(zone))
    return Rulebook(catalogue), Oracle(catalogue), rule, begins


@settings(max_examples=80, deadline=None)
@given(cases())
def test_a_rule_is_open_exactly_when_the_oracle_says(case: tuple[Rulebook, Oracle, Rule, int]) -> None:
    book, oracle, rule, begins = case

    spans = book.windows(rule, begins, begins + DAY)

    near = {edge + n * SECOND for span in spans for edge in span for n in (-2, -1, 0, 1)}
    asked = sorted({*range(begins, begins + DAY, 5 * MINUTE), *(at for at in near if begins <= at < begins + DAY)})
    wrong = [at for at in asked if (span_at(spans, at) is not None) != oracle.rule_open(rule, at)]
    assert wrong == []


@settings(max_examples=80, deadline=None)
@given(cases())
def test_a_window_began_where_the_oracle_saw_it_open_first(case: tuple[Rulebook, Oracle, Rule, int]) -> None:
    book, oracle, rule, begins = case

    spans = book.windows(rule, begins, begins + DAY)

    for start, _ in spans:
        assert oracle.rule_open(rule, start)
        assert start == 0 or not oracle.rule_open(rule, start - SECOND)
        assert all(oracle.rule_open(rule, at) for at in range(start, begins, 47 * MINUTE)[:200])


@settings(max_examples=80, deadline=None)
@given(cases())
def test_windows_do_not_depend_on_where_one_begins_to_look(case: tuple[Rulebook, Oracle, Rule, int]) -> None:
    book, _, rule, begins = case

    whole = book.windows(rule, begins, begins + 4 * DAY)
    later = book.windows(rule, begins + 2 * DAY, begins + 4 * DAY)

    assert later == tuple(span for span in whole if span[1] > begins + 2 * DAY)


@settings(max_examples=80, deadline=None)
@given(cases(), st.permutations(range(-6, 7, 2)))
def test_what_was_asked_before_changes_no_answer(case: tuple[Rulebook, Oracle, Rule, int], asked: list[int]) -> None:
    book, _, rule, begins = case

    for first in (begins + days * DAY for days in asked):
        fresh = Rulebook(book.catalogue)
        assert book.windows(rule, first, first + 2 * DAY) == fresh.windows(rule, first, first + 2 * DAY)


@settings(max_examples=80, deadline=None)
@given(cases())
def test_a_rule_left_when_its_last_window_closed(case: tuple[Rulebook, Oracle, Rule, int]) -> None:
    book, _, rule, begins = case
    before = begins + 3 * DAY

    left = book.left(rule, before)

    lately = [ends for _, ends in book.windows(rule, begins, before + SECOND) if ends <= before]
    if span_at(book.windows(rule, before, before + SECOND), before):
        assert left == 0
    elif lately:
        assert left == lately[-1]
    else:
        assert left <= begins


@settings(max_examples=80, deadline=None)
@given(cases())
def test_a_calendar_is_open_exactly_when_the_oracle_says(case: tuple[Rulebook, Oracle, Rule, int]) -> None:
    book, oracle, _, begins = case

    spans = book.calendars.open_spans("office", begins, begins + DAY)

    for at in range(begins, begins + DAY, 5 * MINUTE):
        assert (
            (span_at(spans, at) is not None) == oracle.is_open("office", at) == book.calendars.is_open("office", at)
        )
