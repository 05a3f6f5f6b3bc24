"""Journey: from a box on a ladder to its picture: pair, replace, revoke; and somebody in between, who is seen."""

from __future__ import annotations

import time
from typing import Any

import pytest

from signage.actions import enrolments
from tests.journeys.processes import wait_until
from tests.journeys.relay import relaying
from tests.journeys.simulated_player import SimulatedPlayer
from tests.journeys.staff_pages import Served, signed_in
from tests.staff import PASSWORD
from tests.vectors.heads import STRANGER, public

pytestmark = [pytest.mark.browser, pytest.mark.busy_office]

SCREEN = "lift-2f"
PATIENCE_S = 20


def now() -> int:
    return time.time_ns() // 1_000_000


def brought(player: SimulatedPlayer) -> None:
    """What a player does by itself once somebody has confirmed its words."""
    assert player.ask() == "paired"
    wait_until(player.has_a_head, seconds=PATIENCE_S)
    assert player.report(now()) == 204


def paired(page: Any, served: Served) -> SimulatedPlayer:
    """The three steps at the desk."""
    player = SimulatedPlayer(served.address)
    player.ask()
    page.goto("/players")
    page.fill("[name=code]", player.code)
    page.click("text=次へ")
    page.click(f"a.pick[href$='screen={SCREEN}']")
    assert page.inner_text(".word-pair") == player.words
    page.click("text=同じです。つなぐ")
    page.wait_for_url("**/players/connected/*")
    return player


def test_an_admin_on_the_ladder_opens_the_2d_code_signs_in_and_sees_the_picture(browser: Any, served: Served) -> None:
    player = SimulatedPlayer(served.address)
    player.ask()
    phone = browser.new_context(
        viewport={"width": 390, "height": 760}, base_url=served.address, locale="ja-JP", is_mobile=True
    )
    page = phone.new_page()

    page.goto(f"/players/pair?code={player.code}")
    page.fill("#name", "admin")
    page.fill("#password", PASSWORD)
    page.click("button[type=submit]")
    page.click(f"a.pick[href$='screen={SCREEN}']")
    words = page.inner_text(".word-pair")
    begun = time.monotonic()
    page.click("text=同じです。つなぐ")
    page.wait_for_selector("text=受け取りに来るのを待っています")
    brought(player)
    page.wait_for_selector(".pairing-picture img")

    assert words == player.words
    assert "つながりました" in page.inner_text("#connected")
    assert time.monotonic() - begun < PATIENCE_S
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    phone.close()


def test_a_new_box_takes_the_place_of_the_old_one_and_the_monitor_stays(browser: Any, served: Served) -> None:
    with signed_in(browser, served, "admin") as page:
        old = paired(page, served)
        brought(old)

        new = paired(page, served)
        brought(new)

    feeding = [one for one in enrolments.in_force(served.installation) if one.screen == SCREEN]
    wait_until(old.is_revoked, seconds=PATIENCE_S)
    assert [one.head_key for one in feeding] == [new.enrolment["head_key"]]
    assert old.report(now()) == 401


def test_a_revoked_player_is_told_so_and_its_token_is_nobodys(browser: Any, served: Served) -> None:
    with signed_in(browser, served, "admin") as page:
        player = paired(page, served)
        brought(player)

        page.goto("/players")
        page.click(f"tr:has(a[href$='screen={SCREEN}']) >> text=登録を取り消す")
        page.click("button:has-text('登録を取り消す')")
        page.wait_for_selector("text=登録を取り消しました")
        wait_until(player.is_revoked, seconds=PATIENCE_S)

        assert player.report(now()) == 401
        assert page.is_visible(f"a[href$='screen={SCREEN}']:has-text('表示端末をつなぐ')")


@pytest.mark.parametrize("forged", [pytest.param("public_key", marks=pytest.mark.soak), "recovery_key"])
def test_somebody_in_between_shows_other_words_and_gets_nothing(browser: Any, served: Served, forged: str) -> None:
    before = enrolments.in_force(served.installation)
    own = {forged: public(STRANGER)}
    with (
        relaying(served.address, lambda said: {**said, **own} if forged in said else said) as relay,
        signed_in(browser, served, "admin") as page,
    ):
        player = SimulatedPlayer(relay)
        player.ask()

        page.goto(f"/players/pair?code={player.code}&screen={SCREEN}")
        words = page.inner_text(".word-pair")
        page.click("text=ちがう。やめる")
        page.wait_for_selector("text=つながずにやめました")

        assert words != player.words
        assert player.ask() == "refused"
        assert enrolments.in_force(served.installation) == before
