"""An admin sets up a new service, from nothing to the board on a screen, and takes it back with one press."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from signage.actions.installation import opened
from signage.config import Settings
from signage.publish.signing import read_unverified
from signage.store.rows import stored
from tests.journeys import number_office
from tests.journeys.processes import a_port, wait_until
from tests.journeys.staff_pages import Served, signed_in
from tests.staff import employ, one_of_each

pytestmark = pytest.mark.browser

AXE = {"resultTypes": ["violations"], "preload": False}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Served, str]]:
    """An office with counters and a screen, without any queue; and a ticket machine's token."""
    data, token = number_office.prepared(tmp_path_factory.mktemp("setup"), queues="")
    port = a_port()
    installation = opened(Settings(data=data, port=port))
    employ(installation, one_of_each(office="ume", section="soumu"))
    process = number_office.served(data, port)
    try:
        yield Served(address=f"http://127.0.0.1:{port}", installation=installation), token
    finally:
        number_office.killed(process)


def rows(served: Served, noun: str) -> list[Any]:
    return list(stored(served.installation.db, noun))


def on_the_glass(data: Path) -> str:
    """What live files say to whoever cannot see the pictures."""
    files = [read_unverified(path.read_bytes()) for path in (data / "public/v1/live").glob("*.jws")]
    return " ".join(item["alt"] for file in files for item in file["items"].values())


def test_from_nothing_to_the_board_on_a_screen(browser: Any, office: tuple[Served, str]) -> None:
    served, token = office
    with signed_in(browser, served, "admin") as page:
        page.goto("/queues")
        expect(page.locator("main")).to_contain_text("2分で灰色になり、10分で消えます")
        page.get_by_role("link", name="業務を加える").first.click()
        page.get_by_label("業務の名称").fill("年金の相談")
        page.get_by_label("担当の所属").select_option(label="総務課")
        page.get_by_role("checkbox", name="2番").check()
        page.get_by_label("番号の始まり").fill("90")
        page.get_by_label("番号の終わり").fill("10")
        page.get_by_label("2行目 待っている人数").fill("5")
        page.get_by_role("button", name="保存する").last.click()

        expect(page.locator("#f-last-fault")).to_contain_text("始まり以上にしてください")
        expect(page.get_by_label("業務の名称")).to_have_value("年金の相談")
        page.get_by_label("番号の終わり").fill("99")
        page.get_by_role("button", name="保存する").last.click()
        expect(page.locator("body")).to_contain_text("「年金の相談」を保存しました")

        page.get_by_role("button", name="モニターに出す").click()
        expect(page.locator("#f-screens-fault")).to_have_text("モニターを1台以上選んでください。")
        page.get_by_role("checkbox", name="ホール").check()
        page.get_by_role("button", name="モニターに出す").click()

        expect(page.locator("#show")).to_contain_text("出ているモニター: ホール")
        assert Axe().run(page, options=AXE).response["violations"] == []
        (queue,), (board,) = (
            rows(served, "queues"),
            [row for row in rows(served, "slides") if row.kind == "queue-board"],
        )
        assert [wait.waiting for wait in queue.waits] == [0, 5, 10, 20]
        number_office.call(int(served.address.rpartition(":")[2]), token, number="92", counter="2", queue=queue.id)
        wait_until(lambda: "92" in on_the_glass(served.data))
        wait_until(
            lambda: re.search(r"年金の相談.*92", requests.get(f"{served.address}/o/ume/queue/", timeout=5).text, re.S)
        )
        page.get_by_role("button", name="元に戻す").first.click()
        expect(page.locator("body")).to_contain_text("元に戻しました")
        assert board.id not in [row.id for row in rows(served, "slides")]


@pytest.mark.parametrize("path", ["/queues", "/queues/new", "/feeds/new"])
def test_its_pages_fit_a_phone_and_axe_finds_nothing(browser: Any, office: tuple[Served, str], path: str) -> None:
    with signed_in(browser, office[0], "admin", size="390x844") as page:
        page.goto(path)

        found = Axe().run(page, options=AXE)

        assert [(one["id"], one["nodes"][0]["html"]) for one in found.response["violations"]] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
