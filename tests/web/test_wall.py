"""The wall in a real browser: every screen alive, at this moment or a chosen one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from signage.core.texts import Text
from tests.web.conftest import Office

pytestmark = pytest.mark.browser

COLOUR = """
(id) => {
  const canvas = document.querySelector(`[data-screen="${id}"] canvas`);
  const pixel = canvas.getContext("2d").getImageData(2, 2, 1, 1).data;
  return "#" + [...pixel.slice(0, 3)].map((part) => part.toString(16).padStart(2, "0")).join("");
}
"""
PAGES = ("#0b5d4a", "#7a2f12")


def await_colour(page: Any, screen: str, *colours: str) -> None:
    page.wait_for_function(f"(args) => args[1].includes(({COLOUR})(args[0]))", arg=[screen, list(colours)])


def serious(page: Any) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['help']}" for one in found if one["impact"] in {"serious", "critical"}]


def test_it_names_every_screen_and_says_what_is_on_and_what_comes_next(office: Office, page: Any) -> None:
    office.sign_in(page)
    page.goto(f"{office.address}/screens")

    cards = page.locator(".card").all_inner_texts()

    assert len(cards) == 4
    assert "1階 総合案内前" in cards[0]
    assert "年末年始の窓口と戸籍届" in cards[0]
    assert "14:45まで" in cards[0]
    assert "マイナンバーカード休日交付" in cards[0]
    assert "消灯" in cards[1]
    assert page.title().startswith("稼働状況")


def test_every_picture_is_alive(office: Office, page: Any) -> None:
    office.sign_in(page)
    page.goto(f"{office.address}/screens")

    for screen in ("lobby-1f", "lift-1f", "waiting-3f"):
        await_colour(page, screen, *PAGES)
    first = page.evaluate(COLOUR, "lobby-1f")
    office.now += 4_700
    await_colour(page, "lobby-1f", *(colour for colour in PAGES if colour != first))

    await_colour(page, "hall-2f", "#000000")
    page.wait_for_selector('[data-screen="hall-2f"].is-dark')


def test_a_new_manifest_and_new_words_are_picked_up_without_loading_the_page_again(office: Office, page: Any) -> None:
    office.sign_in(page)
    page.goto(f"{office.address}/screens")
    page.evaluate("window.loadedOnce = true")
    await_colour(page, "lobby-1f", *PAGES)

    office.stand_in.show("lobby-1f", ["緊急"], ["#ff2800"])
    lobby = office.stand_in.screens[0]
    office.stand_in.screens[0] = replace(
        lobby, on_now=[replace(lobby.on_now[0], title=Text.of(ja="避難してください"))]
    )

    await_colour(page, "lobby-1f", "#ff2800")
    page.get_by_text("避難してください").wait_for()
    assert page.evaluate("window.loadedOnce")


def test_a_new_screen_appears_by_itself(office: Office, page: Any) -> None:
    office.sign_in(page)
    page.goto(f"{office.address}/screens")

    office.stand_in.screens.append(replace(office.stand_in.screens[0], id="new", name=Text.of(ja="新しいモニター")))
    office.stand_in.show("new", ["新"], ["#005aff"])

    page.get_by_text("新しいモニター").scroll_into_view_if_needed()
    await_colour(page, "new", "#005aff")


@pytest.mark.parametrize(
    ("chip", "time", "query"),
    [
        ("土曜 10:00", "11月28日(土) 10:00", "2026-11-28T01%3A00%3A00.000Z"),
        ("12月29日", "12月29日(火) 10:00", "2026-12-29T01%3A00%3A00.000Z"),
        ("4月1日", "4月1日(木) 10:00", "2027-04-01T01%3A00%3A00.000Z"),
    ],
)
def test_a_chip_shows_its_day_and_now_leads_back(office: Office, page: Any, chip: str, time: str, query: str) -> None:
    office.sign_in(page)
    page.goto(f"{office.address}/screens")

    page.get_by_role("button", name=chip).click()

    assert page.locator("#shown-time").inner_text() == time
    assert page.locator("#what-time").inner_text() == "この日時に放映する予定の画面です"
    assert page.locator(".glass").first.get_attribute("href") == f"/screens/lobby-1f/view?at={query}"
    await_colour(page, "lobby-1f", *PAGES)
    page.get_by_role("button", name="いま").click()
    assert page.locator("#what-time").inner_text() == "いま放映中の画面です"
    assert page.locator(".glass").first.get_attribute("href") == "/screens/lobby-1f/view"


def test_the_slider_moves_by_keys_and_says_the_time_in_words(office: Office, page: Any) -> None:
    office.sign_in(page)
    page.goto(f"{office.address}/screens")
    slider = page.get_by_role("slider")

    slider.focus()
    for _ in range(5):
        page.keyboard.press("ArrowRight")

    assert slider.get_attribute("aria-valuetext") == "11月22日(日) 15:00"
    page.wait_for_function("() => document.querySelector('.glass').href.includes('2026-11-22T06')")
    assert page.locator(".days li").all_inner_texts()[0] == "11/22(日)"
    assert page.locator('.chip[aria-pressed="true"]').count() == 0


def test_when_the_server_goes_the_pictures_stay_and_the_page_says_so(office: Office, page: Any) -> None:
    office.sign_in(page)
    page.goto(f"{office.address}/screens")
    await_colour(page, "lobby-1f", *PAGES)

    office.close()

    page.get_by_text("サーバーに届きません").wait_for()
    assert page.evaluate(COLOUR, "lobby-1f") != "#000000"


@pytest.mark.parametrize("language", ["ja", "en"])
def test_axe_finds_nothing_serious(office: Office, page: Any, language: str) -> None:
    office.sign_in(page)
    page.goto(f"{office.address}/screens?lang={language}")
    await_colour(page, "lobby-1f", *PAGES)

    assert serious(page) == []


def test_the_first_row_fits_1280_by_768_and_a_phone_scrolls_one_way_only(office: Office, page: Any) -> None:
    office.sign_in(page)
    page.goto(f"{office.address}/screens")
    await_colour(page, "lobby-1f", *PAGES)
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    assert page.evaluate("document.querySelectorAll('.card h2')[1].getBoundingClientRect().bottom") <= 768

    page.set_viewport_size({"width": 360, "height": 740})

    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_many_screens_stand_by_office_and_floor_and_can_be_narrowed(office: Office, page: Any) -> None:
    lobby = office.stand_in.screens[0]
    north = {"office": "north", "office_name": Text.of(ja="北出張所"), "place": Text.of(ja="庁舎 1F")}
    office.stand_in.screens += [replace(lobby, id=f"north-{n}", **north) for n in range(6)]
    office.stand_in.manifests |= {f"north-{n}": office.stand_in.manifests["lobby-1f"] for n in range(6)}
    office.sign_in(page)
    page.goto(f"{office.address}/screens")
    assert page.locator(".place-group h2").all_inner_texts() == ["みどり区役所 本庁舎", "北出張所 庁舎 1F"]

    page.get_by_role("link", name="北出張所 6").click()

    assert page.locator(".card").count() == 6
    assert page.locator(".place-group h2").all_inner_texts() == ["庁舎 1F"]


def test_only_the_screens_in_sight_are_asked_for(office: Office, page: Any) -> None:
    lobby = office.stand_in.screens[0]
    office.stand_in.screens += [replace(lobby, id=f"far-{n:03}") for n in range(60)]
    office.stand_in.manifests |= {f"far-{n:03}": office.stand_in.manifests["lobby-1f"] for n in range(60)}
    office.sign_in(page)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    page.goto(f"{office.address}/screens")
    await_colour(page, "lobby-1f", *PAGES)

    assert not any("far-059" in url for url in asked)
    page.locator('[data-screen="far-059"]').scroll_into_view_if_needed()
    await_colour(page, "far-059", *PAGES)


def test_a_wall_that_is_left_alone_keeps_no_session_alive(office: Office, page: Any) -> None:
    office.sign_in(page)
    page.goto(f"{office.address}/screens")
    await_colour(page, "lobby-1f", *PAGES)

    for _ in range(2):
        with page.expect_response(lambda answer: "/screens.json" in answer.url):
            office.now += 16 * 60_000

    page.wait_for_url(lambda url: "/sign-in?ended=1" in url)
