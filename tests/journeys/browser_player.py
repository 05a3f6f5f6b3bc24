"""A browser as a player: a page that stands before visitors, and what can be read off its glass."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

from tests.journeys.staff_pages import Served

IS_LIT = """
() => {
  const canvas = document.querySelector("canvas");
  if (!canvas.getAttribute("aria-label") || canvas.width < 2) return false;
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  return data.some((value, index) => index % 4 !== 3 && value > 64);
}
"""


class Glass:
    """The player's page: what it says while it waits, and whether it shows a picture."""

    def __init__(self, page: Any) -> None:
        self.page = page

    @property
    def code(self) -> str:
        """The code on the glass, once there is one."""
        self.page.wait_for_selector("#pairing[data-state=waiting]", timeout=30_000)
        return "".join(self.page.locator("#pairing .digits span").all_inner_texts())

    @property
    def words(self) -> str:
        """The two words on the glass, in Japanese."""
        found: str = self.page.inner_text("#pairing .pair [lang=ja]")
        return found

    def shows_a_picture(self, *, seconds: float = 30) -> None:
        """Wait until something that the server drew is on the glass, and nothing over it."""
        self.page.wait_for_function(IS_LIT, timeout=seconds * 1000)
        self.page.wait_for_function("() => ['pairing', 'waiting'].every((id) => document.getElementById(id).hidden)")


@contextlib.contextmanager
def glass(browser: Any, address: str, *, size: tuple[int, int] = (1280, 720)) -> Iterator[Glass]:
    """A browser that opened the player's page and keeps nothing of others. An error of its scripts fails the test."""
    context = browser.new_context(locale="ja-JP", viewport={"width": size[0], "height": size[1]})
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{address}/player")
    try:
        yield Glass(page)
    finally:
        context.close()
    assert errors == [], errors


def pair(staff: Any, code: str, screen: str) -> None:
    """Until the words are to be compared, as whoever scanned the 2-D code; what the page asks is left to the test."""
    staff.goto(f"/players/pair?code={code}")
    staff.click(f'a.pick[href$="screen={screen}"]')
    staff.wait_for_selector(".word-pair", timeout=10_000)


def player_of(served: Served, screen: str) -> str:
    """The enrolment that feeds a screen now."""
    from signage.actions.pairings import feeding

    return feeding(served.installation, screen)[-1].id
