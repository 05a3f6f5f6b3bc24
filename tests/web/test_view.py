"""The view of one screen in a real browser, pixel by pixel."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import pytest
from PIL import Image

from tests.vectors.makers import image, iso, live
from tests.web.conftest import Office
from tests.web.standins import DAY, NOW, picture
from tests.web.test_wall import COLOUR, PAGES, serious

pytestmark = pytest.mark.browser

ONLY = COLOUR.replace('[data-screen="${id}"] canvas', "canvas")


def await_colour(page: Any, *colours: str) -> None:
    page.wait_for_function(f"(colours) => colours.includes(({ONLY})())", arg=list(colours))


def glass(page: Any) -> np.ndarray:
    """What the browser shows, without the hint."""
    page.evaluate("document.querySelector('main').classList.add('is-idle')")
    return np.asarray(Image.open(io.BytesIO(page.screenshot())).convert("RGB")).astype(int)


def test_outside_fades_it_is_the_frame_to_the_pixel(office: Office, page: Any) -> None:
    page.set_viewport_size({"width": 960, "height": 540})
    page.goto(f"{office.address}/screens/lobby-1f/view?at={iso(NOW + 1_000)}&hold")
    await_colour(page, PAGES[0])

    drawn = Image.open(io.BytesIO(picture("案内", PAGES[0], 960, 540))).convert("RGB")

    assert np.array_equal(glass(page), np.asarray(drawn))


def test_half_way_through_a_fade_it_is_half_of_each(office: Office, page: Any) -> None:
    page.set_viewport_size({"width": 960, "height": 540})
    page.goto(f"{office.address}/screens/lobby-1f/view?at=2026-11-22T13:45:04.300&hold")
    page.wait_for_function(f"() => ({ONLY})() !== '#000000'")

    pages = [np.asarray(Image.open(io.BytesIO(picture(text, colour, 960, 540))).convert("RGB")).astype(int)
             for text, colour in zip(("案内", "お知らせ"), PAGES, strict=True)]  # fmt: skip

    assert np.abs(glass(page) - (pages[0] + pages[1]) / 2).max() <= 2


def test_it_runs_on_from_the_instant_unless_it_is_told_to_hold(office: Office, page: Any) -> None:
    page.goto(f"{office.address}/screens/lobby-1f/view?at={iso(NOW + 2_000)}")

    await_colour(page, PAGES[0])
    await_colour(page, PAGES[1])


def test_beyond_its_horizon_it_asks_for_the_plan_of_that_day(office: Office, page: Any) -> None:
    page.goto(f"{office.address}/screens/lobby-1f/view?at={iso(NOW + 120 * DAY)}&hold")

    await_colour(page, *PAGES)


def test_a_portrait_screen_stands_and_is_not_turned(office: Office, page: Any) -> None:
    page.goto(f"{office.address}/screens/lift-1f/view")
    await_colour(page, *PAGES)

    box = page.locator("canvas").bounding_box()

    assert (round(box["width"]), round(box["height"])) == (432, 768)


def test_power_off_is_a_dark_screen(office: Office, page: Any) -> None:
    page.goto(f"{office.address}/screens/hall-2f/view")
    page.get_by_role("img", name="消灯中").wait_for()

    assert glass(page).max() == 0


def test_a_live_file_is_obeyed_and_gives_way_by_itself(office: Office, page: Any) -> None:
    png = picture("42番", "#3b0a45", 960, 540)
    item = image("number", until=iso(NOW + 3_600_000))
    (office.stand_in.folder / item["asset"]).write_bytes(png)
    page.goto(f"{office.address}/screens/lobby-1f/view")
    await_colour(page, *PAGES)

    office.stand_in.live["lobby-1f"] = [live("b1", {"page-0": item, "page-1": item})]
    await_colour(page, "#3b0a45")
    office.now += 3_600_000

    await_colour(page, *PAGES)


def test_who_cannot_see_the_picture_is_told_what_it_says(office: Office, page: Any) -> None:
    page.goto(f"{office.address}/screens/lobby-1f/view?at={iso(NOW + 1_000)}&hold")

    page.get_by_role("img", name="案内").wait_for()

    assert serious(page) == []


def test_f_is_full_screen(office: Office, page: Any) -> None:
    page.goto(f"{office.address}/screens/lobby-1f/view")

    page.keyboard.press("f")

    page.wait_for_function("document.fullscreenElement !== null")
    page.keyboard.press("f")
    page.wait_for_function("document.fullscreenElement === null")


def test_a_picture_that_is_missing_leaves_its_predecessor_standing(office: Office, page: Any) -> None:
    office.stand_in.remove(picture("お知らせ", PAGES[1], 960, 540))
    page.goto(f"{office.address}/screens/lobby-1f/view?at=2026-11-22T13:45:06&hold")

    await_colour(page, PAGES[0])


def test_the_servers_clock_counts_and_not_the_pcs(office: Office, page: Any) -> None:
    page.add_init_script("Date.now = () => 0")
    office.now = NOW + 5_000
    page.goto(f"{office.address}/screens/lobby-1f/view")
    await_colour(page, PAGES[1])

    page.get_by_role("img", name="お知らせ").wait_for()


def test_it_goes_on_without_the_server(office: Office, page: Any) -> None:
    page.goto(f"{office.address}/screens/lobby-1f/view?at={iso(NOW + 1_000)}")
    await_colour(page, PAGES[0])
    page.wait_for_load_state("networkidle")

    office.close()

    await_colour(page, PAGES[1])
