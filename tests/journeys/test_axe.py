"""Accessibility: axe finds nothing on any page of the route table, in both languages; none is wider than a phone."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from werkzeug.routing import AnyConverter, Rule

from signage.actions.answers import Answers
from signage.actions.enrolments import in_force
from signage.core.nouns import NOUNS
from signage.store.rows import stored
from signage.web.app import create_app
from signage.web.desk import Desk
from tests.journeys.staff_pages import OFFICE, Served, signed_in

pytestmark = pytest.mark.browser

NO_PAGES = (
    "static.", "player.", "player_page.", "player_signs.", "api.", "health.", "screens.asset.", "screens.view.",
    "uploads.large.", "uploads.small.", "approvals.sight",
)  # fmt: skip
"""Endpoints for machines, and the bare picture of a screen, which has tests of its own."""

FILES = (".csv", ".pdf", ".png", ".svg", ".json", ".jpg")

OPTIONS = {"resultTypes": ["violations"], "preload": False}
IN_ENGLISH = {**OPTIONS, "rules": {"color-contrast": {"enabled": False}}}
"""The colours are those of the Japanese page, and looking at them takes most of the time."""

EVERY_DAY = ("/", "/slides", "/slides/new", "/counters", "/guide", "/approvals", "/override", "/screens", "/queue")

VALUES = {"office": OFFICE, "screen": "lobby-1f", "service": "moving", "number": "1", "nth": "0"}
"""What stands for a variable of a route, where it is the same everywhere."""


def first_of(served: Served, noun: str) -> str:
    """The id of one row of a noun; people are those of the tests."""
    if noun in ("", "people"):
        return "editor"
    rows = [row.id for row in stored(served.installation.db, noun)] if noun in NOUNS else []
    return rows[0] if rows else "1"


def notice(served: Served) -> str:
    """A notice that is on air."""
    slides = stored(served.installation.db, "slides")
    return str(next(slide.id for slide in slides if slide.kind == "notice" and slide.state == "published"))


def fillings(served: Served, rule: Rule) -> Iterator[dict[str, str]]:
    """Values for the variables of a rule: for each noun that it takes, one."""
    defaults = rule.defaults or {}
    converter = rule._converters.get("noun")
    nouns = sorted(converter.items) if isinstance(converter, AnyConverter) else [str(defaults.get("noun", ""))]
    for noun in nouns:
        kind = noun or ("slides" if converter else "")
        named = {"noun": kind, "slide": notice(served), "name": first_of(served, kind)}
        queues = stored(served.installation.db, "queues")
        called = {"queue": queues[0].id, "counter": queues[0].counters[0]} if queues else {}
        players = [player.id for player in in_force(served.installation)]
        fed = {"enrolment": players[0] if players else "1"}
        values = {**VALUES, "queue": "1", "counter": "1", **named, **called, **fed}
        yield {variable: values[variable] for variable in rule.arguments - set(defaults)}


def paths(served: Served, *, every_noun: bool = True) -> list[str]:
    """An address for every page that there is; of pages that are alike for several nouns, all or one.

    KeyError: a route has a variable that stands for nothing here.
    """
    app = create_app(Desk(installation=served.installation, ask=Answers(served.installation)))
    rules = [
        rule
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ())
        and not f"{rule.endpoint}.".startswith(NO_PAGES)
        and not rule.rule.endswith(FILES)
    ]
    with app.test_request_context():
        adapter = app.url_map.bind("")
        built = [
            adapter.build(rule.endpoint, {**values, **(rule.defaults or {})})
            for rule in rules
            for values in itertools.islice(fillings(served, rule), None if every_noun else 1)
        ]
    return sorted(dict.fromkeys(built))


def violations(page: Any, options: Mapping[str, Any] = OPTIONS) -> list[str]:
    """What axe finds, and where."""
    found = Axe().run(page, options=dict(options)).response["violations"]
    return [f"{one['id']} at {one['nodes'][0]['target'][0]}: {one['help']}" for one in found]


def visited(page: Any, addresses: Iterable[str]) -> Iterator[str]:
    """The addresses that answer with a page, each when it is open."""
    for address in addresses:
        answer = page.goto(address, wait_until="domcontentloaded")
        assert answer.status < 500, address
        if page.title():
            yield address


def test_axe_finds_nothing_on_the_pages_of_every_day(served: Served, browser: Any) -> None:
    assert_accessible(served, browser, EVERY_DAY)


@pytest.mark.soak
def test_axe_finds_nothing_on_any_page_and_none_is_wider_than_a_phone(served: Served, browser: Any) -> None:
    addresses = paths(served)

    assert_accessible(served, browser, addresses)
    assert len(addresses) > 100
    assert set(EVERY_DAY) <= set(addresses)


def assert_accessible(served: Served, browser: Any, addresses: Iterable[str]) -> None:
    """Nothing for axe to find, and nothing wider than a phone."""
    found, wide = {}, []
    with signed_in(browser, served, "admin") as page:
        for address in visited(page, addresses):
            found[address] = violations(page)
            page.set_viewport_size({"width": 390, "height": 844})
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                wide.append(address)
            page.set_viewport_size({"width": 1280, "height": 768})

    assert found
    assert {address: wrong for address, wrong in found.items() if wrong} == {}
    assert wide == []


@pytest.mark.soak
def test_axe_finds_nothing_on_any_page_in_english(served: Served, browser: Any) -> None:
    with signed_in(browser, served, "admin", language="en-GB") as page:
        found = {address: violations(page, IN_ENGLISH) for address in visited(page, paths(served, every_noun=False))}

    assert {address: wrong for address, wrong in found.items() if wrong} == {}


def test_the_pages_before_signing_in_are_accessible_too(served: Served, browser: Any) -> None:
    context = browser.new_context(base_url=served.address)
    page = context.new_page()

    found = {}
    for address, language in itertools.product(("/sign-in", "/sign-in/recover"), ("ja", "en")):
        page.goto(f"{address}?lang={language}")
        found[address, language] = violations(page)
    context.close()

    assert {where: wrong for where, wrong in found.items() if wrong} == {}
