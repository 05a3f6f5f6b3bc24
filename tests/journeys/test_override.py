"""Override: whoever is on night duty puts a prepared message on every screen with two clicks, and ends it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from signage.publish.tree import Tree
from tests.journeys import staff_pages
from tests.journeys.processes import wait_until
from tests.journeys.sample_office import SCREENS
from tests.journeys.staff_pages import Served

pytestmark = [pytest.mark.browser, pytest.mark.busy_office]


def alarmed(served: Served) -> list[str]:
    """The screens whose manifest in the tree shows the emergency now."""
    tree = Tree(served.data)
    found = []
    for head in tree.heads().values():
        manifest = json.loads(tree.asset(head["manifest"]).read_bytes())
        if any(item.startswith("override-") for item in manifest["items"]):
            found.append(head["screen"])
    return sorted(found)


def test_two_clicks_put_a_message_on_every_screen_and_one_ends_it(served: Served, browser: Any) -> None:
    with staff_pages.signed_in(browser, served, "night", size="390x844") as page:
        page.click("text=火災")
        page.wait_for_load_state("load")
        drawn = page.evaluate("[...document.images].filter((image) => image.naturalWidth > 600).length")
        page.click("button[value=real]")
        wait_until(lambda: alarmed(served) == sorted(SCREENS))
        band = page.inner_text(".override")
        page.click("text=表示を終える")
        wait_until(lambda: alarmed(served) == [])

        assert drawn == 2, "in earnest and as a drill"
        assert "緊急表示中" in band
        assert "火事です" in band
        assert page.locator(".override").count() == 0


def test_a_drill_is_marked_on_every_staff_page_and_can_be_extended(served: Served, browser: Any) -> None:
    with (
        staff_pages.signed_in(browser, served, "admin") as admin,
        staff_pages.signed_in(browser, served, "editor") as clerk,
    ):
        admin.goto("/override")
        admin.click("text=地震")
        admin.click("button[value=drill]")
        clerk.goto("/screens")
        seen = clerk.inner_text(".override")
        admin.select_option("#extend-hours", "24")
        admin.click("text=延長する >> nth=-1")
        admin.wait_for_selector("text=いまから24時間に延長しました")
        admin.click("text=表示を終える")

        assert "訓練表示中" in seen
        assert "緊急表示中" not in seen


def test_free_words_are_looked_at_and_shown_as_they_are(served: Served, browser: Any) -> None:
    with staff_pages.signed_in(browser, served, "admin") as page:
        page.goto("/override")
        page.click("text=その場で文を書いて出す")
        page.fill("[name=title-ja]", "<b>停電</b>です")
        page.click("text=絵を確かめる")
        page.click("button[value=drill]")
        band = page.inner_text(".override")
        page.click("text=表示を終える")

        assert "<b>停電</b>です" in band


def test_the_night_desk_sees_nothing_else(served: Served, browser: Any) -> None:
    with staff_pages.signed_in(browser, served, "night") as page:
        first = page.url
        statuses = {path: page.goto(path).status for path in ("/screens", "/slides/new", "/people", "/counters")}

        assert first.endswith("/override/mizuki")
        assert set(statuses.values()) == {403}
