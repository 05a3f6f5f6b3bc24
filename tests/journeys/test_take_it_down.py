"""Journey 2: taken down in two clicks, banded, replaced, and posted again with this year's dates."""

from __future__ import annotations

import secrets
import time
from typing import Any

import pytest

from signage.actions.notice_typed import Typed
from signage.actions.notices import put_up
from signage.store.catalogue import catalogue
from tests.journeys.processes import wait_until
from tests.journeys.published import slides_on
from tests.journeys.staff_pages import OFFICE, SECTION, Served, signed_in
from tests.staff import a_person

pytestmark = [pytest.mark.browser, pytest.mark.busy_office]

POLL_S = 5
"""How often players ask: by then it is gone from the tree."""


@pytest.fixture
def posted(served: Served) -> str:
    """A notice that is on air; its id."""
    form = Typed(writer=secrets.token_hex(6), about="smoking", until="month")
    clerk = a_person("editor", office=OFFICE, section=SECTION)
    put_up(served.installation, form, at=time.time_ns() // 1_000_000, by=clerk)
    wait_until(lambda: is_on_air(served, form.id), seconds=60)
    return form.id


def is_on_air(served: Served, slide: str) -> bool:
    return slide in slides_on(served, "lobby-1f")


def test_two_clicks_take_it_down_at_once_and_one_undoes_it(browser: Any, served: Served, posted: str) -> None:
    with signed_in(browser, served, "editor") as page:
        page.goto("/slides")
        assert is_on_air(served, posted)

        page.click(f'a[href^="/slides/{posted}/withdraw"]')
        page.click("dialog button.is-danger")
        page.wait_for_selector(".message.is-success")
        began = time.monotonic()
        wait_until(lambda: not is_on_air(served, posted), seconds=20)
        assert time.monotonic() - began < POLL_S

        page.click('.message button:has-text("元に戻す")')
        wait_until(lambda: is_on_air(served, posted), seconds=20)


def test_without_scripts_the_second_click_is_on_a_page_of_its_own(browser: Any, served: Served, posted: str) -> None:
    with signed_in(browser, served, "editor") as with_scripts:
        kept = with_scripts.context.storage_state()
        context = browser.new_context(base_url=served.address, java_script_enabled=False, storage_state=kept)
        page = context.new_page()
        page.goto("/slides?lang=ja")

        page.click(f'a[href^="/slides/{posted}/withdraw"]')
        page.click(".confirm button.is-danger")

        assert "取り下げました" in page.text_content(".message")
        context.close()
    assert catalogue(served.installation.db).slides[posted].state == "withdrawn"


def test_a_band_goes_across_it(browser: Any, served: Served, posted: str) -> None:
    with signed_in(browser, served, "editor") as page:
        page.goto(f"/slides/{posted}")

        page.click('button:has-text("中止")')

        page.wait_for_selector(".message.is-success")
        page.wait_for_selector('button:has-text("帯をはずす")')
    assert catalogue(served.installation.db).slides[posted].fields["band"] == "中止"


def test_a_new_one_takes_its_place(browser: Any, served: Served, posted: str) -> None:
    with signed_in(browser, served, "editor") as page:
        page.goto(f"/slides/{posted}")
        page.click('a:has-text("差し替える")')
        page.check('[name="until"][value="week"]')

        page.click(".notice-send button.is-solid")
        page.wait_for_selector(".going-sign.is-done")

        new = page.url.split("/slides/")[1].split("/")[0]
    slides = catalogue(served.installation.db).slides
    assert (slides[posted].state, slides[new].state) == ("withdrawn", "published")


def test_it_is_found_by_its_words_and_posted_again(browser: Any, served: Served, posted: str) -> None:
    with signed_in(browser, served, "editor") as page:
        page.goto(f"/slides/{posted}/withdraw")
        page.click(".confirm button.is-danger")
        page.goto("/slides?standing=withdrawn")
        page.fill("#words", "禁煙")
        page.press("#words", "Enter")

        page.click('a:has-text("もう一度出す") >> nth=0')

        assert "敷地内は禁煙です" in page.text_content("#about-chosen")
        page.goto("/slides?standing=on&words=どこにもない言葉")
        assert "見つかりませんでした" in page.text_content(".empty")


def test_its_history_says_who_did_what(browser: Any, served: Served, posted: str) -> None:
    with signed_in(browser, served, "editor") as page:
        page.goto(f"/slides/{posted}/withdraw")
        page.click(".confirm button.is-danger")

        page.goto(f"/slides/{posted}/history")

        assert "戸籍 太郎" in page.text_content("main")
