"""Journey 3: the printer at a counter jams; on the phone in the clerk's pocket it is one press."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from signage.actions.edits import Edit, keep
from signage.core.calendars import Line
from signage.core.people import Grant, Person
from signage.publish.tree import Tree
from signage.store.rows import stored
from tests.journeys.processes import wait_until
from tests.journeys.staff_pages import Served, signed_in

pytestmark = pytest.mark.browser

NUMBER = "5-A"
"""A counter of the editor's section."""


def _all_of_today() -> Line:
    """Tests run at any hour; the counter is open at all of them, and on other days as it ever was."""
    now = datetime.now(ZoneInfo("Asia/Tokyo"))
    return Line(dates=f"{now:%Y-%m-%d}..{now + timedelta(hours=1):%Y-%m-%d}", hours=(("00:00", "24:00"),))


@pytest.fixture(scope="module")
def open_all_day(served: Served) -> str:
    """The counter's id, after its calendar and that of its neighbour, the office's, were made to be open now."""
    here = served.installation
    counter = next(one for one in stored(here.db, "counters") if one.number == NUMBER)
    office = next(iter(stored(here.db, "offices")))
    names = {counter.calendar, office.calendar}
    opened = tuple(
        replace(one, lines=(*one.lines, _all_of_today())) for one in stored(here.db, "calendars") if one.id in names
    )
    admin = Person(id="test", name="", grants=(Grant(role="admin"),))
    keep(here, Edit(saves={"calendars": opened}), at=office.changed_at, by=admin, action="test", what=NUMBER)
    return str(counter.id)


def test_one_press_on_a_phone_says_it_on_the_guide_and_undo_takes_it_back(
    browser: Any, served: Served, open_all_day: str
) -> None:
    with signed_in(browser, served, "editor", size="390x844") as page:
        page.goto("/counters")
        tile = page.locator(f"#counter-{open_all_day}")
        assert "受付中" in tile.inner_text()
        page.get_by_role("button", name="5-B番 戸籍の相談（予約）を「休止」にする").click()
        tile.get_by_role("button", name="休止").click()
        said = page.locator(".message").inner_text()

        assert f"{NUMBER}番窓口を「休止」にしました" in said
        assert "休止" in tile.locator(".badge").inner_text()
        wait_until(lambda: any("戸籍係 休止" in told for told in _told(served)), seconds=150)
        page.locator(".message").get_by_role("button", name="元に戻す").click()
        page.goto("/counters")
        assert "受付中" in tile.locator(".badge").inner_text()


def test_another_clerk_sees_it_without_doing_anything(browser: Any, served: Served, open_all_day: str) -> None:
    with signed_in(browser, served, "admin") as watching, signed_in(browser, served, "editor") as acting:
        watching.goto("/counters")
        acting.goto("/counters")

        acting.locator(f"#counter-{open_all_day}").get_by_role("button", name="混雑").click()

        watching.locator(f"#counter-{open_all_day} .badge.is-warned").wait_for()
        watching.locator(f"#counter-{open_all_day}").get_by_role("button", name="再開").click()
        acting.locator(f"#counter-{open_all_day} .badge.is-on").wait_for()


def test_it_works_without_scripts(browser: Any, served: Served, open_all_day: str) -> None:
    with signed_in(browser, served, "editor", scripts=False) as page:
        page.goto("/counters")
        tile = page.locator(f"#counter-{open_all_day}")

        tile.get_by_role("button", name="受付終了").click()
        assert "受付終了" in tile.locator(".badge").inner_text()
        tile.get_by_role("button", name="再開").click()

        assert "受付中" in tile.locator(".badge").inner_text()


def _told(served: Served) -> list[str]:
    """What the manifests that are on air now say in words."""
    tree = Tree(served.data)
    manifests = [json.loads(tree.asset(head["manifest"]).read_bytes()) for head in tree.heads().values()]
    return [item["alt"] for manifest in manifests for item in manifest["items"].values() if "alt" in item]
