"""How a player stands: each trouble is told from the others, while it lasts, and never for our own absence."""

from __future__ import annotations

from typing import Any

import pytest

from signage.core.fleet import (
    CLOCK_MS,
    LATE_MS,
    SILENT_MS,
    SILENT_POLLS,
    Believed,
    Heard,
    Planned,
    Standing,
    counted,
    judge,
    with_polls,
)
from signage.core.fleet_words import REASONS, Why
from signage.core.instants import HOUR, MINUTE, SECOND
from tests.core.reports import a_beat

NOW = 1_795_322_700_000
POLL_MS = 5_000
ITEMS = ("guide-1-ja", "queue-3@480x1080")
SHOWING = Planned(lit=frozenset({True}), fallback=False, items=frozenset({ITEMS}))
DARK = Planned(lit=frozenset({False}), fallback=False, items=frozenset({()}))


def believed(**changes: Any) -> Believed:
    return Believed(**{"screen": "lobby", "enrolment": "p1", "manifest": "5d" * 32, "planned": SHOWING, **changes})


def heard(*, received_at: int = NOW, resembles: bool | None = True, **parts: Any) -> Heard:
    beat = a_beat(**{"sent_at_ms": received_at, "items": list(ITEMS), **parts})
    return Heard(beat=beat, received_at=received_at, resembles=resembles)


def why(
    tree: Believed,
    said: Heard | None,
    *,
    before: tuple[Why, int] | None = None,
    at: int = NOW,
    listening_since: int = 0,
) -> Why:
    return judge(tree, said, before=before, listening_since=listening_since, at=at)[0]


def standing(why: Why = "shows", **changes: Any) -> Standing:
    given = {"screen": "lobby", "enrolment": "p1", "since": NOW - HOUR, "looked_at": NOW}
    return Standing(**{**given, "why": why, **changes})


UNTRUSTED = {"clock": {"trusted": False, "source": "none", "offset_ms": None}, "sent_at_ms": None}
LONG_AGO = NOW - LATE_MS - 1


@pytest.mark.parametrize(
    ("tree", "said", "found"),
    [
        (believed(), heard(), "shows"),
        (believed(planned=DARK), heard(state="dark", items=[]), "off"),
        (believed(enrolment=None), None, "no player"),
        (believed(), None, "never heard"),
        (believed(), heard(state="waiting", why="starting"), "starting"),
        (believed(), heard(state="waiting", why="loading"), "loading"),
        (believed(), heard(state="waiting", why="revoked"), "revoked"),
        (believed(), heard(state="waiting", why="unreachable"), "nothing to show"),
        (believed(), heard(state="fallback", **UNTRUSTED), "no clock"),
        (believed(), heard(sent_at_ms=NOW + CLOCK_MS), "shows"),
        (believed(), heard(sent_at_ms=NOW + CLOCK_MS + 1), "clock"),
        (believed(), heard(sent_at_ms=NOW - 600_000), "clock"),
        (believed(behind_since=NOW - LATE_MS), heard(), "shows"),
        (believed(behind_since=LONG_AGO), heard(), "behind"),
        (believed(behind_since=LONG_AGO), heard(pending="5d" * 32), "loading"),
        (believed(), heard(state="dark", items=[]), "dark"),
        (believed(planned=DARK), heard(), "lit"),
        (believed(planned=DARK), heard(state="dark", items=[], resembles=False), "lit"),
        (believed(), heard(state="fallback"), "fallback"),
        (believed(is_upright=True), heard(), "turned"),
        (believed(), heard(items=["notice-7-ja"]), "items"),
        (believed(), heard(items=["notice-7-ja"], missing=2), "shows"),
        (believed(), heard(resembles=False), "picture"),
        (believed(), heard(resembles=None), "shows"),
        (believed(planned=None), heard(items=["anything"], resembles=None), "shows"),
    ],
)
def test_what_a_player_says_of_itself_is_held_against_what_it_should_show(
    tree: Believed, said: Heard | None, found: Why
) -> None:
    assert why(tree, said) == found


def test_what_causes_the_rest_is_told_first() -> None:
    late_and_wrong = believed(behind_since=LONG_AGO)

    assert why(late_and_wrong, heard(sent_at_ms=NOW + HOUR, resembles=False)) == "clock"
    assert why(late_and_wrong, heard(items=["old"], resembles=False)) == "behind"


def test_a_player_is_silent_since_its_last_report_once_one_is_missed() -> None:
    said = heard(received_at=NOW)

    assert why(believed(), said, at=NOW + SILENT_MS) == "shows"
    assert judge(believed(), said, before=("shows", 5), listening_since=0, at=NOW + SILENT_MS + 1) == ("silent", NOW)


def test_after_our_own_absence_nobody_is_called_silent_before_they_could_be_heard() -> None:
    old, back_at = heard(received_at=NOW - HOUR), NOW

    assert why(believed(), old, before=("shows", 5), listening_since=back_at, at=NOW + MINUTE) == "shows"
    assert why(believed(), old, before=("silent", 5), listening_since=back_at, at=NOW + MINUTE) == "silent"
    assert why(believed(), old, before=("shows", 5), listening_since=back_at, at=NOW + SILENT_MS + 1) == "silent"


def test_what_goes_on_keeps_its_beginning_and_what_is_new_begins_with_its_report() -> None:
    said = heard(received_at=NOW - SECOND, resembles=False)

    assert judge(believed(), said, before=("picture", 7), listening_since=0, at=NOW) == ("picture", 7)
    assert judge(believed(), said, before=("shows", 7), listening_since=0, at=NOW) == ("picture", NOW - SECOND)


def test_polls_tell_sooner_than_reports_that_a_player_is_unplugged() -> None:
    told = standing(heard_at=NOW - MINUTE, received_at=NOW - MINUTE)
    last = NOW - SILENT_POLLS * POLL_MS

    still = with_polls(told, polled_at=last, poll_ms=POLL_MS, at=NOW)
    gone = with_polls(told, polled_at=last - 1, poll_ms=POLL_MS, at=NOW)

    assert (still.why, gone.why, gone.since) == ("shows", "silent", last - 1)


def test_where_polls_are_not_heard_here_they_say_nothing() -> None:
    assert with_polls(standing(), polled_at=None, poll_ms=POLL_MS, at=NOW) == standing()


def test_a_player_that_reports_but_asks_elsewhere_by_now_is_judged_by_its_reports_alone() -> None:
    told = standing(heard_at=NOW - MINUTE, received_at=NOW - MINUTE)

    assert with_polls(told, polled_at=NOW - HOUR, poll_ms=POLL_MS, at=NOW) == told


@pytest.mark.parametrize("before", ["silent", "never heard"])
def test_a_player_that_asks_but_does_not_report_is_not_called_unplugged(before: Why) -> None:
    assert with_polls(standing(before), polled_at=NOW, poll_ms=POLL_MS, at=NOW).why == "mute"


def test_a_screen_without_a_player_has_no_polls() -> None:
    nobody = standing("no player", enrolment=None)

    assert with_polls(nobody, polled_at=NOW - HOUR, poll_ms=POLL_MS, at=NOW) == nobody


def test_every_trouble_says_what_to_do_in_both_languages() -> None:
    for name, reason in REASONS.items():
        assert {tag for tag, _ in reason.sentence} == {"ja", "en"}, name
        assert bool(reason.remedy) == (reason.state != "agreed"), name


def test_power_heat_and_disk_are_remarked_upon_before_they_are_trouble() -> None:
    weak = standing(beat=a_beat(throttled=["under-voltage"], temperature_c=81.0, disk_free_bytes=1_000))
    sound = standing(beat=a_beat(throttled=[]))

    assert [text.best("en")[:6] for text in weak.remarks] == ["Its po", "The pl", "The pl"]
    assert sound.remarks == ()


def test_standings_are_counted_by_state() -> None:
    found = counted([standing(), standing("off"), standing("silent"), standing("clock"), standing("picture")])

    assert found == {"agreed": 2, "silent": 1, "wrong": 2}
