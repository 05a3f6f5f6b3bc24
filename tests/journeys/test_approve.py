"""Journey 6: a head of section between two meetings: looks, mends a slip, approves, sends back; a deputy; a phone."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from signage.actions import notices, proposals
from signage.actions.clock import now
from signage.actions.edits import Edit, keep
from signage.actions.notice_typed import Typed
from signage.core.offices import Approval
from signage.store import proposals as store
from signage.store.catalogue import catalogue
from signage.store.database import writing
from signage.store.people import person
from signage.store.proposals import Proposal
from signage.store.rows import stored
from tests.journeys.processes import wait_until
from tests.journeys.published import slides_on
from tests.journeys.staff_pages import OFFICE, SECTION, Served, signed_in
from tests.journeys.test_put_up_a_notice import Hand
from tests.staff import a_person, employ

pytestmark = pytest.mark.browser

MOST_CLICKS = 3
"""The list, the notice, and 承認する."""

TWO_MINUTES_S = 120

DRAWN_WITHIN_MS = 60_000
"""Whoever draws waits for everybody else on a busy machine."""

DRAWN = """() => {
  const pictures = [...document.querySelectorAll(".sight-pages img")];
  return pictures.length > 1 && pictures.every((one) => one.complete && one.naturalWidth > 100);
}"""


@pytest.fixture(scope="module")
def asking(served: Served) -> Served:
    """The sample office, which asks for one step for notices too; a second head of section works there."""
    office = next(row for row in stored(served.installation.db, "offices") if row.id == OFFICE)
    asks = replace(office, approvals=(Approval(kind="notice", steps=1), Approval(kind="picture", steps=1)))
    keep(
        served.installation, Edit(saves={"offices": (asks,)}), at=now(), by=a_person("admin"), action="edit", what=""
    )
    employ(served.installation, [replace(a_person("approver", office=OFFICE, section=SECTION), id="deputy")])
    return served


@pytest.fixture(autouse=True)
def nothing_waits(asking: Served) -> Iterator[None]:
    """What one test leaves to be decided is of no concern to the next."""
    yield
    db = asking.installation.db
    for left in store.unsettled(db):
        with writing(db) as under_way:
            store.change_proposal(under_way, left.number, left.matter, left.edit, state="dropped", at=now())


def proposed(served: Served, title: str, writer: str) -> int:
    """What the editor asks approval for; its number."""
    typed = Typed(
        writer=writer, about="free", title_ja=title, title_en="A notice", until="month", section=SECTION,
        body_ja="来週の火曜日は2号機が使えません。",
    )  # fmt: skip
    editor = person(served.installation.db, "editor")
    assert editor is not None
    number = notices.put_up(served.installation, typed, at=now(), by=editor).proposal
    assert number is not None
    return number


def known(served: Served, number: int) -> Proposal:
    return proposals.known_proposal(served.installation, number)


def badge(page: Any) -> str:
    """What the menu says beside 承認."""
    place = page.locator('.nav a[href="/approvals"] .count')
    return str(place.inner_text()) if place.count() else ""


def test_a_head_of_section_looks_and_approves_in_three_clicks(browser: Any, asking: Served) -> None:
    number = proposed(asking, "一日図書館長を募集します", "a00000000001")
    slide = known(asking, number).what
    with signed_in(browser, asking, "approver") as page:
        began, hand, before = time.monotonic(), Hand(page), badge(page)

        hand.press('.nav a[href="/approvals"]')
        hand.press("text=一日図書館長を募集します")
        page.wait_for_function(DRAWN, timeout=DRAWN_WITHIN_MS)
        stays = page.inner_text(".case-facts")
        not_yet = slide not in slides_on(asking, "lobby-1f")
        hand.press("text=承認する >> nth=0")
        page.wait_for_selector("text=を承認しました")
        wait_until(lambda: slide in slides_on(asking, "lobby-1f"))

        assert before == "1件"
        assert "承認されるまで、モニターには出ません" in stays
        assert not_yet
        assert badge(page) == ""
        assert hand.interactions <= MOST_CLICKS
        assert time.monotonic() - began < TWO_MINUTES_S


def test_a_slip_is_put_right_on_the_live_picture_and_approved(browser: Any, asking: Served) -> None:
    number = proposed(asking, "エレべーターの点険", "a00000000002")
    slide = known(asking, number).what
    with signed_in(browser, asking, "approver") as page:
        page.goto(f"/approvals/{number}")
        page.click("summary:has-text('直して承認する')")

        page.fill("#f-title_ja", "エレベーターの点検")
        page.press("#f-title_ja", "Enter")
        page.wait_for_selector('.after-picture img[alt*="エレベーターの点検"]', timeout=DRAWN_WITHIN_MS)
        waiting = known(asking, number).state
        page.click("#mend button[value=approve]")
        page.wait_for_selector("text=を承認しました")

    assert waiting == "waiting", "Enter only looks"
    assert catalogue(asking.installation.db).slides[slide].fields["title"]["ja"] == "エレベーターの点検"
    assert [(step.who, step.mended) for step in known(asking, number).matter.done] == [("approver", True)]
    wait_until(lambda: slide in slides_on(asking, "lobby-1f"))


def test_what_is_sent_back_is_mended_by_its_author_and_sent_again(browser: Any, asking: Served) -> None:
    number = proposed(asking, "まちがいのあるお知らせ", "a00000000003")
    with signed_in(browser, asking, "approver") as head, signed_in(browser, asking, "editor") as clerk:
        head.goto(f"/approvals/{number}")
        head.click("summary:has-text('差し戻す')")
        head.click("form[action$='/return'] button")
        empty = head.inner_text(".fault")
        head.check("text=日付か時間が違います")
        head.fill("#f-reason", "火曜日ではなく水曜日です。")
        head.click("form[action$='/return'] button")
        head.wait_for_selector("text=を差し戻しました")

        clerk.goto("/approvals")
        told = badge(clerk)
        clerk.click("text=まちがいのあるお知らせ")
        reason = clerk.inner_text(".case-reason")
        clerk.click("text=直して出し直す")
        typed = clerk.input_value("#f-title_ja")
        clerk.fill("#f-title_ja", "水曜日のお知らせ")
        clerk.click(".notice-send button.is-solid")
        clerk.wait_for_selector("text=承認されると、自動でモニターに出ます")
        head.goto("/approvals")
        head.click("text=水曜日のお知らせ")

        assert "理由を書いてください" in empty
        assert told == "1件"
        assert "日付か時間が違います。 火曜日ではなく水曜日です。" in reason
        assert typed == "まちがいのあるお知らせ"
        assert head.url.endswith(f"/approvals/{number}"), "the same one, not a second"


def test_a_deputy_decides_for_who_is_away_and_that_person_looks_afterwards(browser: Any, asking: Served) -> None:
    number = proposed(asking, "代決するお知らせ", "a00000000004")
    with signed_in(browser, asking, "deputy") as deputy, signed_in(browser, asking, "approver") as head:
        deputy.goto(f"/approvals/{number}")
        deputy.click("summary:has-text('代決する')")
        deputy.select_option("#f-instead_of", "approver")
        deputy.click("text=代決で承認する")
        deputy.wait_for_selector("text=を承認しました")
        head.goto("/")
        told = badge(head)
        head.goto("/approvals")
        head.click("text=代決するお知らせ")
        record = head.inner_text(".steps-done")
        head.click("text=後閲しました")
        head.wait_for_selector("text=の後閲を記録しました")

        assert told == "1件"
        assert "代決(課長 次郎の代わり)" in record
        assert badge(head) == ""
        assert [step.how for step in known(asking, number).matter.done] == ["deputise", "afterwards"]


def test_nobody_is_offered_to_approve_their_own(browser: Any, asking: Served) -> None:
    number = proposed(asking, "自分のお知らせ", "a00000000005")
    with signed_in(browser, asking, "editor") as page:
        page.goto(f"/approvals/{number}")

        assert page.locator("button[value=approve]").count() == 0
        assert "自分が出したものは、自分では承認できません" in page.inner_text(".case-decide")
        page.click("text=取りやめる")
        page.wait_for_selector("text=の依頼を取りやめました")
    assert known(asking, number).state == "dropped"


def test_on_a_phone_without_scripts_it_is_approved_too(browser: Any, asking: Served) -> None:
    number = proposed(asking, "電話で決めるお知らせ", "a00000000006")
    with signed_in(browser, asking, "approver", size="390x844", scripts=False) as page:
        page.goto("/approvals")
        page.click("text=電話で決めるお知らせ")
        page.click("noscript a")
        page.wait_for_selector(".after-picture img", timeout=DRAWN_WITHIN_MS)
        wide = page.evaluate("document.documentElement.scrollWidth")
        page.click("text=決めるボタンへ")
        page.click(".decide button")
        page.wait_for_selector("text=を承認しました")

        assert wide <= 390
        assert known(asking, number).state == "done"


def test_what_changed_on_air_meanwhile_is_said_and_not_overwritten(browser: Any, asking: Served) -> None:
    number = proposed(asking, "古い前提のお知らせ", "a00000000007")
    edit = proposals.edit_of(known(asking, number))
    with signed_in(browser, asking, "approver") as page:
        page.goto(f"/approvals/{number}")
        keep(asking.installation, replace(edit, based_on={}), at=now(), by=a_person("admin"), action="edit", what="x")
        page.click(".decide button")
        page.wait_for_selector("text=出されたあとに、いま掲載中のものが変更されました")

        assert page.locator(".decide").count() == 0
        assert page.locator("form[action$='/return']").count() == 1
