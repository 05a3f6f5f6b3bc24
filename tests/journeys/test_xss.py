"""Script in every text field of every form, in file names and in addresses: no page runs it, in either language."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
import requests
from PIL import Image

from signage.actions import proposals, recovery, second_factor
from signage.actions.clock import now
from signage.actions.edits import Edit
from signage.core.texts import Text
from signage.store.rows import stored
from tests.journeys.forms import Field, Form, buttons_of, forms_of
from tests.journeys.staff_pages import Served, signed_in
from tests.journeys.test_axe import paths
from tests.staff import PASSWORD, a_person, csrf_token, employ

pytestmark = [pytest.mark.browser, pytest.mark.soak]  # every field of every form takes more than a minute

HOSTILE = "字</textarea></title></script>\"'><img src=x onerror=__x=1>"
"""Leaves whatever it may stand in: words, a title, a field, an attribute in either quotes, a script."""

HOSTILE_URL = "javascript:__x=1//\"'><img src=x onerror=__x=1>"

RAW = "<img src=x"
"""Where this stands in an answer, the payload has become markup."""

ESCAPED = "&lt;img src=x onerror"

SHORT = "\"'><img src=x onerror=__x=1>"
"""For a field that keeps forty characters."""

SIGN_IN = "form[action^='/sign-in']"

FACTOR = "form[action='/me/second-factor']:has([value=%s])"
"""One of the forms of the second factor, by what it does."""

RAN = "window.__x !== undefined || document.querySelector('img[src=x], a[href^=javascript]') !== null"

OPEN_WITHIN_MS = 60_000

ATTEMPTS = 3
"""So often a form is sent again with the fields left as they were that it has refused."""


class Intruder:
    """Somebody who types the payload everywhere. Remembers which pages came of it, and what went wrong."""

    def __init__(self, served: Served, *, name: str = "admin", operator: str = "") -> None:
        self.served, self.http = served, requests.Session()
        self.pages: dict[str, None] = {}
        self.sent = self.fields = self.seen = 0
        self.broken: list[str] = []
        token = csrf_token(self.http.get(f"{served.address}/sign-in").text)
        typed = {"name": name, "password": PASSWORD, "operator": operator, "csrf_token": token}
        self.http.post(f"{served.address}/sign-in", data=typed)

    def looked(self, address: str) -> str:
        """A page, which must not have become markup."""
        return self._checked(self.http.get(address, allow_redirects=False), address)

    def try_page(self, path: str) -> None:
        """Every form of a page, with the payload in every field into which somebody types."""
        address = f"{self.served.address}{path}"
        for form in forms_of(address, self.looked(address)):
            if form.method == "get":
                query = urlencode(form.sent(hostile, None))
                self._note(f"{form.action.split('?')[0]}?{query}")
            elif form.typed or form.files:
                for button in buttons_of(form):
                    self._send(form, button)

    def _send(self, form: Form, button: tuple[str, str] | None) -> None:
        """Until it is kept: a field that was refused is left as it was."""
        refused: frozenset[str] = frozenset()
        self.sent, self.fields = self.sent + 1, self.fields + len(form.typed)
        for _ in range(ATTEMPTS):
            data = form.sent(partial(hostile, refused=refused), button)
            files = [(name, (f"{HOSTILE}.png", a_picture(), "image/png")) for name in form.files]
            answer = self.http.post(form.action, data=data, files=files or None, allow_redirects=False)
            html = self._checked(answer, f"POST {form.action}")
            if answer.status_code in (302, 303):
                self._note(answer.headers["Location"])
            wrong = {one.name for again in forms_of(form.action, html) for one in again.fields if one.wrong}
            if answer.status_code != 400 or not wrong - refused:
                return
            refused |= frozenset(wrong)

    def _note(self, address: str) -> None:
        parts = urlsplit(address)
        self.pages[f"{parts.path}?{parts.query}" if parts.query else parts.path] = None

    def _checked(self, answer: requests.Response, what: str) -> str:
        if answer.status_code >= 500:
            self.broken.append(f"{what}: {answer.status_code}")
        if not answer.headers.get("Content-Type", "").startswith("text/html"):
            return ""
        if RAW in answer.text:
            self.broken.append(f"{what}: it became markup")
        self.seen += ESCAPED in answer.text
        return answer.text


def hostile(one: Field, *, refused: frozenset[str] = frozenset()) -> str:
    """What is typed into a field; what stands in it already where that was refused."""
    if one.name in refused:
        return one.value
    return HOSTILE_URL if one.kind == "url" or one.name.endswith(("url", "code")) else HOSTILE


def a_picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (64, 64), "#0B6E4F").save(out, "PNG")
    return out.getvalue()


def a_hostile_proposal(served: Served) -> None:
    """What somebody else asks approval for: the only thing that an administrator cannot make alone."""
    here, slides = served.installation, stored(served.installation.db, "slides")
    slide = next(one for one in slides if one.id == "cherry-blossoms")
    edit = Edit(saves={"slides": (replace(slide, name=Text.of(ja=HOSTILE)),)})
    proposals.submit(
        here, edit, at=now(), by=a_person("editor"), kind="picture", office=slide.office, section=slide.owner,
        action="put up", what=slide.id, title=Text.of(ja=HOSTILE),
    )  # fmt: skip


def without_pictures(page: Any) -> Any:
    """The page, for which nothing is drawn: what hangs on screens is looked at elsewhere, and drawing takes long."""
    page.route(lambda url: url.endswith("/manifest.json"), lambda route: route.abort())
    page.route("**/*", lambda route: route.abort() if route.request.resource_type == "image" else route.fallback())
    return page


class AtTheDoor:
    """A browser in the steps of signing in, to which no address leads: the payload stands in each field of theirs."""

    def __init__(self, page: Any) -> None:
        self.page, self.typed, self.steps, self.ran = page, 0, 0, list[str]()

    def step(self, form: str, **right: str) -> None:
        """Send a form, the payload in whatever field is not given what is right there."""
        fields = f"{form} input:is([type=password], [type=text], :not([type])):not([hidden])"
        for field in self.page.locator(fields).all():
            name = field.get_attribute("name")
            field.evaluate("(field, value) => (field.value = value)", right.get(name, HOSTILE))
            self.typed += name not in right
        with self.page.expect_navigation(wait_until="domcontentloaded"):
            self.page.locator(f"{form} button:not([type=button])").first.click()
        self.look()

    def look(self) -> None:
        """At the page that came of it."""
        self.steps += 1
        if self.page.evaluate(RAN):
            self.ran.append(f"{self.steps}: {self.page.url}")

    def enter(self, name: str, *, password: str = PASSWORD, operator: str = SHORT) -> None:
        """With the right password, and the payload as the name of whoever uses the account."""
        self.page.goto("/sign-in")
        self.step(SIGN_IN, name=name, password=password, operator=operator)


def of_the_account(door: AtTheDoor) -> None:
    """自分の設定: the name, the password, and each way of the second factor."""
    door.page.goto("/me")
    door.step("form:has([name=name])")
    door.page.goto("/me/password")
    door.step("main form")
    door.step("main form", current=PASSWORD, password=f"{HOSTILE}1")
    for way in ("app", "print", "off"):
        door.page.goto("/me/second-factor")
        door.step(FACTOR % way)
        door.step(FACTOR % way, current=PASSWORD)


def recovered(door: AtTheDoor, name: str, *, code: str) -> None:
    """With the sealed code to an account that has the payload for a name."""
    door.page.goto("/sign-in/recover")
    door.step(SIGN_IN, code=code)
    door.page.locator(f"[name=person][value={name}]").check()
    door.step(SIGN_IN)
    door.enter(name, password=door.page.locator(".secret .typed").last.inner_text())
    door.step("main form")


def names_of(form: Form) -> Iterator[str]:
    return (one.name for one in form.fields)


@pytest.fixture(scope="module")
def intruder(served: Served) -> Intruder:
    """After everything was typed that could be."""
    a_hostile_proposal(served)
    employ(served.installation, [a_person("viewer", id="shared", name=HOSTILE, shared=True)])
    Intruder(served, name="shared", operator=SHORT).looked(f"{served.address}/me")
    tries = Intruder(served)
    for path in paths(served):
        tries.try_page(path)
    return tries


def test_what_is_typed_into_any_field_comes_back_as_words(intruder: Intruder) -> None:
    assert intruder.broken == []
    assert intruder.sent > 30
    assert intruder.fields > 150
    assert intruder.seen > 30, "it was kept, and is told on many pages"


def test_what_stands_in_an_address_comes_back_as_words(intruder: Intruder, served: Served) -> None:
    asked: dict[str, None] = {"next": None, "lang": None, "proposal": None, "undo": None, "page": None}
    addresses = paths(served)
    for address in (*addresses, *intruder.pages):
        html = intruder.looked(f"{served.address}{address}")
        for form in forms_of(address, html):
            asked |= dict.fromkeys(names_of(form)) if form.method == "get" else {}
    query = urlencode(dict.fromkeys(asked, HOSTILE))

    for address in addresses:
        intruder.looked(f"{served.address}{address}?{query}")

    assert intruder.broken == []


@pytest.mark.parametrize("language", ["ja", "en"])
def test_no_page_runs_what_was_typed(intruder: Intruder, served: Served, browser: Any, language: str) -> None:
    """Every page in Japanese; in English, whose words alone are others, those on which the payload stands."""
    ran, addresses = [], dict.fromkeys((*paths(served), *intruder.pages))
    if language == "en":
        addresses = dict.fromkeys(one for one in addresses if ESCAPED in intruder.looked(f"{served.address}{one}"))
    with signed_in(browser, served, "admin") as first:
        state = first.context.storage_state()
    context = browser.new_context(base_url=served.address, storage_state=state)
    page, refused = without_pictures(context.new_page()), list[str]()
    page.set_default_timeout(OPEN_WITHIN_MS)
    page.on("console", lambda told: refused.append(told.text) if "Content Security Policy" in told.text else None)
    page.goto(f"/?lang={language}", wait_until="domcontentloaded")
    for address in addresses:
        answer = page.goto(address, wait_until="domcontentloaded")
        if answer is None or answer.status >= 500:
            ran.append(f"{address}: broken")
        elif page.evaluate(RAN):
            ran.append(address)
        # Around a bare picture or a paper the browser makes a page of its own, with styles that the policy refuses.
        is_ours = answer is not None and answer.headers.get("content-type", "").startswith("text/html")
        ran += [f"{address}: {told}" for told in refused if is_ours]
        refused.clear()
    context.close()

    assert len(addresses) > 30
    assert ran == []


@pytest.mark.parametrize("language", ["ja", "en"])
def test_no_step_of_signing_in_runs_what_was_typed(
    intruder: Intruder, served: Served, browser: Any, language: str
) -> None:
    here, guarded, reserve = served.installation, f"guarded-{language}", f"reserve-{language}"
    employ(here, [a_person("viewer", id=guarded, name=HOSTILE), a_person("admin", id=reserve, name=HOSTILE)])
    printed = second_factor.print_codes(here, a_person("viewer", id=guarded), at=now())
    context = browser.new_context(base_url=served.address)
    door = AtTheDoor(context.new_page())
    door.page.goto(f"/sign-in?lang={language}")

    door.step(SIGN_IN)
    door.enter(guarded)
    door.step(SIGN_IN)
    door.step(SIGN_IN, code=printed[0])
    of_the_account(door)
    context.clear_cookies()
    door.enter("shared")
    door.page.goto("/me")
    door.look()
    context.clear_cookies()
    recovered(door, reserve, code=recovery.make_code(here, at=now(), by=a_person("admin")))
    door.page.goto("/sign-in/recover")
    door.step(SIGN_IN)
    door.step(SIGN_IN, code=recovery.make_code(here, at=now(), by=a_person("admin")))
    door.page.locator("[name=person]").first.evaluate("(field, value) => (field.value = value)", HOSTILE)
    door.page.locator("[name=person]").first.check()
    door.step(SIGN_IN)
    context.close()

    assert door.ran == []
    assert door.typed > 15
    assert door.steps > 15
