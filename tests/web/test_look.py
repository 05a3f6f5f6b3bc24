"""The look: every part on one page in a real browser, and rules that hold for all sheets and templates."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import jinja2
import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import render_template
from playwright.sync_api import expect

import signage.web
from signage.web import gate
from tests.web.conftest import Office

HERE = Path(__file__).parent
WEB = Path(signage.web.__file__).parent
SHEETS = sorted((WEB / "static").glob("*.css"))
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))


@pytest.fixture
def style(office: Office, page: Any) -> Any:
    """The page of all parts, open."""
    app = office.app
    app.jinja_env.loader = jinja2.ChoiceLoader([app.create_global_jinja_loader(), jinja2.FileSystemLoader(HERE)])
    app.add_url_rule("/style", "style", gate.signed_in(lambda: render_template("style.html")))
    office.sign_in(page)
    page.goto(f"{office.address}/style")
    return page


def findings(page: Any) -> list[str]:
    return [f"{one['id']}: {one['nodes'][0]['target']}" for one in Axe().run(page).response["violations"]]


@pytest.mark.browser
def test_axe_finds_nothing_in_any_part(style: Any) -> None:
    assert findings(style) == []


@pytest.mark.browser
def test_nothing_scrolls_sideways_on_a_pc_at_200_percent_or_on_a_phone(style: Any) -> None:
    for width, height in ((1280, 768), (640, 384), (390, 844), (320, 640)):
        style.set_viewport_size({"width": width, "height": height})

        assert style.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.browser
def test_errors_come_first_and_lead_to_their_fields(style: Any) -> None:
    expect(style.get_by_role("alert")).to_be_focused()

    style.get_by_role("link", name="人数は数字で入力してください。").click()

    field = style.get_by_label("人数")
    expect(field).to_be_focused()
    assert field.get_attribute("aria-invalid") == "true"
    described = field.get_attribute("aria-describedby").split()
    assert [style.locator(f"#{name}").inner_text() for name in described] == [
        "半角で",
        "人数は数字で入力してください。",
    ]


@pytest.mark.browser
def test_languages_are_tabs_that_arrows_move_through(style: Any) -> None:
    style.get_by_role("tab", name="日本語").click()
    style.keyboard.press("ArrowRight")
    expect(style.get_by_role("tab", name="English")).to_be_focused()
    expect(style.locator('[name="title.ja"]')).to_be_hidden()

    style.locator('[name="title.en"]').fill("Lift")

    expect(style.get_by_role("tab", name="English")).to_have_class(re.compile("has-words"))


@pytest.mark.browser
def test_without_scripts_every_language_is_there(office: Office, style: Any, browser: Any) -> None:
    context = browser.new_context(java_script_enabled=False, storage_state=style.context.storage_state())
    page = context.new_page()
    page.goto(f"{office.address}/style")

    assert page.locator('[name="title.ja"]').is_visible()
    assert page.locator('[name="title.ko"]').is_visible()
    context.close()


@pytest.mark.browser
def test_a_phone_folds_the_navigation_and_opens_it(style: Any) -> None:
    style.set_viewport_size({"width": 390, "height": 844})
    entry = style.locator(".nav-link").first
    expect(entry).to_be_hidden()

    style.locator(".menu-fold > summary").click()

    expect(entry).to_be_visible()


@pytest.mark.browser
def test_the_account_menu_closes_by_escape_and_gives_the_focus_back(style: Any) -> None:
    opener = style.locator(".account > summary")
    opener.click()
    expect(style.get_by_role("button", name="サインアウト")).to_be_visible()

    style.keyboard.press("Escape")

    expect(style.get_by_role("button", name="サインアウト")).to_be_hidden()
    expect(opener).to_be_focused()


def test_a_browser_keeps_sheets_until_they_change_and_asks_anew_for_what_names_no_version(office: Office) -> None:
    client = office.app.test_client()
    sheet = re.search(r'href="(/static/base\.css\?v=[0-9a-f]{16})"', client.get("/sign-in").text)
    assert sheet is not None

    def kept(address: str) -> str:
        with client.get(address) as answer:
            return answer.headers["Cache-Control"]

    assert "immutable" in kept(sheet[1])
    assert "immutable" not in kept("/static/base.css")
    assert "immutable" not in kept("/static/base.css?v=0")


def test_sheets_use_only_values_that_are_there() -> None:
    texts = {sheet.name: sheet.read_text(encoding="utf-8") for sheet in SHEETS}
    known = {name for text in texts.values() for name in re.findall(r"^\s*(--[\w-]+):", text, re.MULTILINE)}

    unknown = {
        f"{sheet}: {name}"
        for sheet, text in texts.items()
        for name, rest in re.findall(r"var\((--[\w-]+)(,)?", text)
        if name not in known and not rest
    }

    assert unknown == set()


def test_nothing_comes_from_elsewhere_and_nothing_is_inline() -> None:
    foreign = re.compile(r"""(?:url\(|src=["']?|@import\s+["']?)\s*(?:https?:)?//""")
    inline = re.compile(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=[\"']")

    found = []
    for file in (*SHEETS, *TEMPLATES):
        text = re.sub(r"\{#.*?#\}", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
        found += [f"{file.name}: {match[0]}" for match in (foreign.search(text), inline.search(text)) if match]

    assert found == []
