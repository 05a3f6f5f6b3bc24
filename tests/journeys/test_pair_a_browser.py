"""Any browser as a player: six digits, two words, and the picture; whoever stands in between is seen."""

from __future__ import annotations

import time
from typing import Any

import pytest

from signage.actions.pairings import feeding
from signage.store.heartbeats import newest
from tests.journeys.browser_player import glass, pair
from tests.journeys.relay import relayed
from tests.journeys.staff_pages import Served, signed_in

pytestmark = [pytest.mark.browser, pytest.mark.busy_office]

SCREEN = "waiting-1f"


def test_a_browser_takes_a_monitor_over_in_three_steps_and_shows_its_picture_within_twenty_seconds(
    browser: Any, served: Served
) -> None:
    before = [one.id for one in feeding(served.installation, SCREEN)]
    with signed_in(browser, served, "admin") as staff:
        begun = time.monotonic()
        with glass(browser, served.address) as monitor:
            pair(staff, monitor.code, SCREEN)
            words = staff.inner_text(".word-pair")
            assert words == monitor.words
            staff.click(".pairing-words button.is-solid")
            monitor.shows_a_picture()
            took = time.monotonic() - begun
            staff.wait_for_selector(".pairing-picture img", timeout=30_000)
    now = [one.id for one in feeding(served.installation, SCREEN)]

    assert took < 20, took
    assert len(now) == 1
    assert now != before
    (beat,) = [heard.beat for heard in newest(served.installation.db).values() if heard.enrolment == now[0]]
    assert (beat.state, beat.clock.trusted) in {("showing", True), ("dark", True)}


def test_whoever_relays_it_makes_monitor_and_page_show_other_words_and_gets_nothing(
    browser: Any, served: Served
) -> None:
    before = feeding(served.installation, SCREEN)
    with (
        signed_in(browser, served, "admin") as staff,
        relayed(served.address) as somebody,
        glass(browser, somebody) as monitor,
    ):
        pair(staff, monitor.code, SCREEN)
        theirs, ours = monitor.words, staff.inner_text(".word-pair")
        staff.click(".pairing-words button.is-danger")
        monitor.page.wait_for_selector("#pairing[data-state=refused]", timeout=10_000)

    assert theirs != ours
    assert feeding(served.installation, SCREEN) == before
