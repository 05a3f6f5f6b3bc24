"""What sections say of their counters: in one click, until they close, and only of their own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from signage.actions import counters, edits
from signage.actions.installation import Installation
from signage.core.instants import DAY, HOUR
from signage.core.problems import Forbidden, Missing, Refused
from signage.core.shows import instant_of
from signage.store import audit
from tests.actions.guide_office import ADMIN, EARLY, OPEN, VIEWER, an_editor, installed
from tests.floor_guide_office import a_counter, limits

CLOSING = instant_of("2026-11-24T08:00:00Z")
"""17:00 in Tokyo."""


def test_what_is_said_of_a_counter_holds_until_it_closes_today_and_no_longer(tmp_path: Path) -> None:
    here = installed(tmp_path)

    counters.say(here, "c1", "paused", at=OPEN, by=ADMIN)

    told = {at: _of(here, "c1", at) for at in (OPEN, CLOSING - 1, CLOSING, OPEN + DAY)}
    assert [one.state.state for one in told.values()] == ["paused", "paused", "closed", "open"]
    assert told[OPEN].until == CLOSING


def test_it_can_be_said_before_opening_and_taken_back(tmp_path: Path) -> None:
    here = installed(tmp_path)

    counters.say(here, "c1", "closed", at=EARLY, by=ADMIN)
    early = _of(here, "c1", EARLY)
    counters.say(here, "c1", "normal", at=EARLY + HOUR, by=ADMIN)

    assert early.state.state == "closed"
    assert _of(here, "c1", OPEN).state.state == "open"


def test_the_log_says_who_and_the_undo_puts_it_back(tmp_path: Path) -> None:
    here = installed(tmp_path)

    kept = counters.say(here, "c1", "busy", at=OPEN, by=an_editor("s1"))
    assert kept.number is not None
    event = audit.event(here.db, kept.number)
    edits.undo(here, kept.number, at=OPEN + 1, by=an_editor("s1"))

    assert event is not None
    assert (event.who, event.action, event.what) == ("editor", "say-counter", "c1")
    assert _of(here, "c1", OPEN).state.state == "open"


def test_only_the_counters_of_ones_own_sections_are_offered_and_taken(tmp_path: Path) -> None:
    here = installed(tmp_path)

    offered = {one.id for one in counters.counters_now(here, at=OPEN, by=an_editor("s0"))}

    every = {one.id for one in counters.counters_now(here, at=OPEN, by=ADMIN)}
    assert offered
    assert offered < every
    assert counters.counters_now(here, at=OPEN, by=VIEWER) == []
    with pytest.raises(Forbidden):
        counters.say(here, min(every - offered), "busy", at=OPEN, by=an_editor("s0"))


def test_what_is_closed_for_today_and_what_is_not_there_is_refused(tmp_path: Path) -> None:
    here = installed(tmp_path)

    with pytest.raises(Refused, match="closed for today"):
        counters.say(here, "c1", "busy", at=CLOSING + HOUR, by=ADMIN)
    with pytest.raises(Missing):
        counters.say(here, "nowhere", "busy", at=OPEN, by=ADMIN)


def test_of_a_counter_with_a_dated_plan_only_the_row_of_today_is_changed(tmp_path: Path) -> None:
    now = a_counter("1", limits=limits(None, "2027-03-31"))
    later = replace(now, floor="2f", limits=limits("2027-04-01", None))
    here = installed(tmp_path, counters=(now, later))

    counters.say(here, now.id, "paused", at=OPEN, by=ADMIN)

    assert _of(here, now.id, OPEN).state.state == "paused"
    april = instant_of("2027-04-01T01:00:00Z")
    assert (_of(here, now.id, april).state.state, _of(here, now.id, april).floor) == ("open", "2F")


def _of(here: Installation, counter: str, at: int) -> counters.CounterNow:
    found = counters.counters_now(here, at=at, by=ADMIN)
    return next(one for one in found if one.id == counter)
