"""Journey 4: a list in Excel becomes the floor guide: pasted, checked with pictures, dated, published, taken back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from signage.store.rows import stored
from tests.journeys.staff_pages import Served, signed_in

pytestmark = pytest.mark.browser

FIVE_ROWS = "2階\t201\t観光課\n2階\t202\t観光課\n3階\t301\t農政課\n3階\t302\t商工課\n3階\t303\t統計課"


@contextmanager
def table(browser: Any, served: Served, *, tab: str = "counters", **how: Any) -> Iterator[Any]:
    """The table as an administrator has it."""
    with signed_in(browser, served, "admin", **how) as page:
        page.goto(f"/guide/{tab}")
        yield page


def cell(page: Any, number: str, heading: str) -> Any:
    """A cell of the counter with a number, under a heading."""
    headings = page.locator("#table thead th").evaluate_all("all => all.slice(1).map(one => one.dataset.heading)")
    row = page.locator("#table tbody tr", has=page.locator(f'td:nth-child(2):text-is("{number}")'))
    return row.locator("td").nth(headings.index(heading))


def paste(page: Any, text: str) -> None:
    """A block from Excel into the cell that has the focus."""
    page.evaluate(
        """text => {
            const data = new DataTransfer();
            data.setData("text/plain", text);
            document.activeElement.dispatchEvent(
                new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }""",
        text,
    )


def test_five_rows_are_pasted_checked_with_pictures_published_and_taken_back(browser: Any, served: Served) -> None:
    with table(browser, served) as page:
        page.click("#add")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowLeft")
        rows = [line.split("\t") for line in FIVE_ROWS.split("\n")]
        paste(page, "\n".join(["階\t番号\t名称", *("\t".join(row) for row in rows)]))
        page.wait_for_url("**/paste")
        words = page.locator(".guide-words").inner_text()
        assert all(word in words for word in ("観光課", "農政課", "商工課", "統計課", "201"))
        pair = page.locator(".guide-screen .compare img")
        pair.nth(1).wait_for(timeout=120_000)
        assert pair.nth(0).get_attribute("src") != pair.nth(1).get_attribute("src")

        page.get_by_role("button", name="この内容で掲載する").click()
        assert "行変えました" in page.locator(".message").inner_text()
        made = {one.number: one.floor for one in stored(served.installation.db, "counters")}
        assert [made.get(number) for number in ("201", "202", "301")] == ["main-2f", "main-2f", "main-3f"]
        page.locator(".message").get_by_role("button", name="元に戻す").click()

        page.goto("/guide/counters")
        assert page.locator("td", has_text="観光課").count() == 0


def test_cells_are_changed_by_keys_marked_told_in_words_and_nothing_is_lost_by_a_slip(
    browser: Any, served: Served
) -> None:
    with table(browser, served) as page:
        cell(page, "2", "階").click()
        page.keyboard.type("2階")
        page.keyboard.press("Enter")
        page.keyboard.type("99階")
        page.keyboard.press("Tab")
        page.keyboard.press("F2")
        page.keyboard.press("Escape")
        assert page.locator(".is-changed").count() == 2
        page.click("#check")
        bad = cell(page, "3", "階")
        assert (bad.inner_text(), bad.get_attribute("aria-invalid")) == ("99階", "true")
        assert "「99階」はありません" in page.locator(".banner").inner_text()
        assert cell(page, "2", "階").inner_text() == "2階", "what was right is still there"

        bad.click()
        page.keyboard.type("2F")
        page.keyboard.press("Enter")
        page.click("#check")

        words = page.locator(".guide-words").inner_text()
        assert "2番 証明書の請求" in words
        assert "3番 証明書の受け取り" in words
        page.get_by_role("button", name="表に戻って直す").click()
        assert page.locator(".is-changed").count() == 2
        page.click("#discard")
        assert cell(page, "2", "階").inner_text() == "1F"


def test_a_row_is_changed_from_a_day_on_without_scripts(browser: Any, served: Served) -> None:
    with table(browser, served, scripts=False) as page:
        page.get_by_role("link", name="6を編集", exact=True).click()
        page.get_by_label("備考", exact=True).fill("2階へ移ります")
        page.get_by_role("button", name="内容を確かめる").click()
        page.get_by_label("この変更を始める日").fill("2099-04-01")
        page.get_by_role("button", name="この日で確かめる").click()
        assert "2099年4月1日" in page.locator(".guide-pictures").inner_text()

        page.get_by_role("button", name="この内容で掲載する").click()

        rows = [one for one in stored(served.installation.db, "counters") if one.number == "6"]
        assert [(one.note.best("ja"), one.limits.begins, one.limits.ends) for one in rows] == [
            ("", None, "2099-03-31"),
            ("2階へ移ります", "2099-04-01", None),
        ]
        page.locator(".message").get_by_role("button", name="元に戻す").click()
        assert len([one for one in stored(served.installation.db, "counters") if one.number == "6"]) == 1


def test_a_reorganisation_is_one_plan_and_one_undo(browser: Any, served: Served) -> None:
    before = {noun: len(stored(served.installation.db, noun)) for noun in ("sections", "counters", "changes")}
    with table(browser, served, scripts=False) as page:
        page.get_by_role("link", name="組織改正の計画").click()
        page.get_by_text("Excel から貼り付け").click()
        page.fill("[name=pasted]", "2099/4/1\t統合\t健康づくり課、生活衛生課\t\t保健課\n2099/4/1\t廃止\tない課\t\t")
        page.get_by_role("button", name="内容を確かめる").click()
        assert "2行目" in page.locator(".banner").inner_text()
        page.locator("#plan-1 input").nth(1).fill("公園緑地課")
        page.get_by_role("button", name="内容を確かめる").click()
        assert "保健課" in page.locator(".guide-words").inner_text()

        page.get_by_role("button", name="この内容で掲載する").click()

        assert {one.operation for one in stored(served.installation.db, "changes") if one.date == "2099-04-01"} == {
            "統合",
            "廃止",
        }
        page.locator(".message").get_by_role("button", name="元に戻す").click()
    assert {noun: len(stored(served.installation.db, noun)) for noun in before} == before
