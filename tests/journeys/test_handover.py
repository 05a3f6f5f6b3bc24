"""Journey 11: on 1 April somebody else sits at the desk, and finds what is theirs, and all there is to know."""

from __future__ import annotations

import time
from typing import Any

from signage.actions.succession import succeed
from signage.core.people import Grant
from tests.journeys.staff_pages import OFFICE, SECTION, Served, signed_in
from tests.staff import a_person, employ


def now() -> int:
    """This instant."""
    return time.time_ns() // 1_000_000


def test_the_document_names_every_screen_and_how_things_are_done(browser: Any, served: Served) -> None:
    with signed_in(browser, served, "viewer") as page:
        page.goto("/handover")
        body = page.locator("main").inner_text()
        pdf = page.request.get(page.get_by_role("link", name="PDF").get_attribute("href"))
        kind, content = pdf.headers["content-type"], pdf.body()

    for said in (
        "1階 玄関ロビー",
        "3階 ホール",
        "お知らせを出す",
        "モニターが暗い",
        "総務 三郎",
        "年末年始",
        "平日",
    ):
        assert said in body
    assert kind == "application/pdf"
    assert content.startswith(b"%PDF-")


def test_in_english_it_is_english(browser: Any, served: Served) -> None:
    with signed_in(browser, served, "viewer", language="en-GB") as page:
        page.goto("/handover")

        assert "hand-over document" in page.get_by_role("heading", level=1).inner_text()
        assert page.get_by_role("heading", name="When a screen is dark or stands still").count() == 1


def test_it_is_true_at_once(browser: Any, served: Served) -> None:
    with signed_in(browser, served, "viewer") as page:
        page.goto("/handover")
        assert "新任 一郎" not in page.locator("main").inner_text()
        employ(served.installation, [a_person("viewer", id="new", name="新任 一郎")], at=now())

        page.reload()

        assert "新任 一郎" in page.locator("main").inner_text()


def test_a_successor_sees_what_was_handed_over_and_what_is_theirs_now(browser: Any, served: Served) -> None:
    follower = a_person("viewer", id="follower", name="後任 花子", grants=(Grant(role="viewer", office=OFFICE),))
    employ(served.installation, [follower], at=now())
    succeed(served.installation, "approver", "follower", ends_on="2027-03-31", at=now(), by=a_person("admin"))
    with signed_in(browser, served, "follower") as page:
        page.goto("/handover/today")
        told = page.locator("main").inner_text()

    assert "課長 次郎さんから" in told
    assert "役割 1件" in told
    assert page_of_section(served) in told


def page_of_section(served: Served) -> str:
    """What the section is called that changed hands."""
    row = served.installation.db.conn.execute(
        "SELECT json_extract(body, '$.name.ja') FROM sections WHERE id = ?", (SECTION,)
    ).fetchone()
    return str(row[0])
