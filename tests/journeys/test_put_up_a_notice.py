"""Journey 1: between two visitors a clerk puts up a notice: from signing in to on air in ten interactions at most."""

from __future__ import annotations

import io
import time
from typing import Any

import pytest
from PIL import Image

from signage.store.catalogue import catalogue
from tests.journeys.processes import wait_until
from tests.journeys.published import slides_on
from tests.journeys.staff_pages import Served, signed_in

pytestmark = [pytest.mark.browser, pytest.mark.busy_office]

MOST_INTERACTIONS = 10
MINUTE_S = 60


class Hand:
    """Whoever works a page, counting: one for each thing that is pressed, chosen or filled in."""

    def __init__(self, page: Any) -> None:
        self.page, self.interactions = page, 0

    def press(self, selector: str) -> None:
        self.interactions += 1
        self.page.click(selector)

    def fill(self, selector: str, text: str) -> None:
        self.interactions += 1
        self.page.fill(selector, text)


def test_from_signing_in_to_on_air_in_under_a_minute(browser: Any, served: Served) -> None:
    with signed_in(browser, served, "editor") as page:
        began, hand = time.monotonic(), Hand(page)
        page.goto("/")

        hand.press('a[href="/slides/new"] >> nth=0')
        hand.press('.about-tile:has-text("エレベーター点検")')
        hand.fill("#f-first", "2026-12-01")
        hand.fill("#f-last", "2026-12-02")
        page.wait_for_selector(".sight-loop >> text=12月2日に自動終了")
        hand.press(".notice-send button.is-solid")
        page.wait_for_selector(".going-sign.is-done")

        assert "2台のモニターに出ました" in page.text_content("#going-words")
        assert time.monotonic() - began < MINUTE_S
        assert hand.interactions <= MOST_INTERACTIONS
        assert page.url.split("/slides/")[1].split("/")[0] in slides_on(served, "lobby-1f")


def test_the_real_picture_is_drawn_again_while_somebody_types(browser: Any, served: Served) -> None:
    with signed_in(browser, served, "editor") as page:
        page.goto("/slides/new?about=free")
        page.check('[name="until"][value="month"]')
        page.fill("#f-title_ja", "自動販売機を入れ替えます")
        page.wait_for_selector('.sight-pages img[alt*="自動販売機"]')

        page.type("#f-body_ja", "飲み物は2階へ")
        page.wait_for_selector('.sight-pages img[alt*="飲み物は2階へ"]')

        page.wait_for_selector(".sight-pages img >> nth=1")
        assert page.query_selector(".sight-glass svg image") is not None


def test_what_visitors_could_not_read_is_said_beside_the_picture(browser: Any, served: Served) -> None:
    with signed_in(browser, served, "editor") as page:
        page.goto("/slides/new?about=free")
        page.check('[name="until"][value="today"]')

        page.fill("#f-title_ja", "𓀀の展示")

        told = page.wait_for_selector('.sight-told li:has-text("𓀀")')
        assert "ほかの字で" in told.text_content()


def test_screens_are_chosen_on_their_pictures(browser: Any, served: Served) -> None:
    with signed_in(browser, served, "editor") as page:
        page.goto("/slides/new?about=smoking")
        page.check('[name="until"][value="standing"]')
        page.check('[name="where"][value="chosen"]')
        assert page.query_selector(".screen-choice svg image") is not None

        page.check('[name="screens"][value="hall-4k"]')

        page.wait_for_selector('.sight-name:has-text("3階 ホール")')


def test_a_picture_waits_for_approval_where_the_office_asks_for_it(browser: Any, served: Served) -> None:
    with signed_in(browser, served, "editor") as page:
        page.goto("/slides/new?about=picture")
        page.set_input_files('.only-picture input[type="file"]', files=[a_poster()])
        page.wait_for_selector(".only-picture .upload-line input[type=hidden]", state="attached")
        page.fill("#f-alt_ja", "緑の一枚")
        page.check('[name="until"][value="week"]')
        page.wait_for_selector('.sight-pages img[alt*="緑の一枚"]')

        assert "承認を依頼する" in page.inner_text(".notice-send button.is-solid")
        page.click(".notice-send button.is-solid")

        page.wait_for_selector("text=承認されると、自動でモニターに出ます")


def test_an_error_loses_nothing_that_was_typed(browser: Any, served: Served) -> None:
    with signed_in(browser, served, "editor") as page:
        page.goto("/slides/new?about=free")
        page.fill("#f-title_ja", "題名だけ")
        page.fill("#f-place_ja", "1階")

        page.click(".notice-send button.is-solid")

        page.wait_for_selector(".banner.is-error >> text=いつまで掲載するか")
        assert page.input_value("#f-title_ja") == "題名だけ"
        assert page.input_value("#f-place_ja") == "1階"
        page.check('[name="until"][value="today"]')
        page.click(".notice-send button.is-solid")
        page.wait_for_selector(".going-sign.is-done")


def test_without_scripts_the_form_does_the_same(browser: Any, served: Served) -> None:
    with signed_in(browser, served, "editor") as with_scripts:
        context = browser.new_context(
            locale="ja-JP",
            base_url=served.address,
            java_script_enabled=False,
            storage_state=with_scripts.context.storage_state(),
        )
        page = context.new_page()
        page.goto("/slides/new")
        page.click('.about-tile:has-text("期日前投票所")')
        page.fill("#f-first", "2026-12-01")

        page.click("button[name=check]")
        assert "期日前投票所" in page.get_attribute(".sight-pages img", "alt")
        page.click(".notice-send button.is-solid")

        wait_until(lambda: "going" in page.url, seconds=20)
        context.close()


def test_two_editors_are_shown_both_versions(browser: Any, served: Served) -> None:
    with signed_in(browser, served, "admin") as first, signed_in(browser, served, "admin") as second:
        for page in (first, second):
            page.goto("/slides/legal-advice/edit")
        first.fill("#f-place_ja", "5階 相談室")
        first.click(".notice-send button.is-solid")
        first.wait_for_selector(".going")
        second.fill("#f-place_ja", "4階 会議室")
        second.click(".notice-send button.is-solid")

        row = second.wait_for_selector('tr:has-text("場所")')
        assert "5階 相談室" in row.text_content()
        assert "4階 会議室" in row.text_content()
        second.click('button:has-text("自分の変更で掲載する")')
        second.wait_for_selector(".going")

    place = catalogue(served.installation.db).slides["legal-advice"].fields["place"]
    assert place == {"ja": "4階 会議室"}


def a_poster() -> dict[str, Any]:
    """A picture as somebody drops it."""
    out = io.BytesIO()
    Image.new("RGB", (1200, 900), "#0B6E4F").save(out, "PNG")
    return {"name": "ポスター.png", "mimeType": "image/png", "buffer": out.getvalue()}
