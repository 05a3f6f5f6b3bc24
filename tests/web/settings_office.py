"""The sample office behind its pages, with an administrator signed in; and forms as a browser would send them."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient

from signage.actions.answers import Answers
from signage.actions.demo import sample
from signage.actions.installation import Installation
from signage.actions.load import load
from signage.store.rows import stored
from signage.web.app import create_app
from signage.web.desk import Desk
from tests.staff import csrf_token, signed_in
from tests.web.standins import NOW, a_desk

Form = list[tuple[str, str]]
"""What a browser sends: names and values in the order of the page."""


@dataclass(frozen=True, kw_only=True)
class Pages:
    """The pages of one installation, as an administrator has them."""

    desk: Desk
    client: FlaskClient
    token: str

    @property
    def installation(self) -> Installation:
        return self.desk.installation

    def rows(self, noun: str) -> tuple[Any, ...]:
        """What is stored."""
        return stored(self.installation.db, noun)

    def row(self, noun: str, name: str) -> Any:
        """One row."""
        return next(row for row in self.rows(noun) if row.id == name)

    def form(self, path: str) -> Form:
        """The form of a page as it would be sent at once."""
        answer = self.client.get(path)
        assert answer.status_code == 200, answer.text[-500:]
        return filled(answer.text)

    def post(self, path: str, form: Form) -> Any:
        """Send it."""
        data: dict[str, list[str]] = {}
        for name, value in [*form, ("csrf_token", self.token)]:
            data.setdefault(name, []).append(value)
        return self.client.post(path, data=data)

    def said(self, path: str) -> str:
        """A page's text."""
        return str(self.client.get(path).text)


def opened(folder: Path) -> Pages:
    """The sample office, loaded and not drawn."""
    desk = a_desk(folder, None)
    load(desk.installation, sample(), at=NOW, who="test")
    desk = Desk(installation=desk.installation, ask=Answers(desk.installation), clock=lambda: NOW)
    client = signed_in(create_app(desk).test_client(), "admin")
    return Pages(desk=desk, client=client, token=csrf_token(client.get("/layouts").text))


def changed(form: Form, **values: str | list[str]) -> Form:
    """The form with other values; a name's dots are written as two underscores."""
    names = {name.replace("__", "."): value for name, value in values.items()}
    kept = [(name, value) for name, value in form if name not in names]
    return kept + [
        (name, each) for name, value in names.items() for each in (value if isinstance(value, list) else [value])
    ]


def filled(page: str) -> Form:
    """The first long form of a page, with what stands in it; buttons are not pressed."""
    reader = _Reader()
    reader.feed(page)
    return max(reader.forms, key=len)


@dataclass
class _Open:
    select: str | None = None
    options: list[tuple[str, bool]] = field(default_factory=list)
    area: str | None = None
    text: str = ""


class _Reader(HTMLParser):
    """Reads the forms of a page as a browser would send them."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._form: Form | None = None
        self._now = _Open()
        self._templates = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "template":
            self._templates += 1
        if self._templates:
            return
        if tag == "form":
            self._form = []
            self.forms.append(self._form)
        elif self._form is None:
            return
        elif tag == "input":
            ticks = given.get("type") in ("checkbox", "radio")
            if given.get("name") not in (None, "csrf_token") and (not ticks or "checked" in given):
                self._form.append((given["name"], given.get("value", "on" if ticks else "")))
        elif tag == "select":
            self._now = _Open(select=given["name"])
        elif tag == "option":
            self._now.options.append((given.get("value", ""), "selected" in given))
        elif tag == "textarea":
            self._now = _Open(area=given["name"])

    def handle_data(self, data: str) -> None:
        if self._now.area is not None:
            self._now.text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "template":
            self._templates -= 1
        elif tag == "form":
            self._form = None
        elif tag == "select" and self._form is not None and self._now.select is not None:
            chosen = [value for value, selected in self._now.options if selected]
            first = [value for value, _ in self._now.options][:1]
            self._form += [(self._now.select, value) for value in chosen or first]
            self._now = _Open()
        elif tag == "textarea" and self._form is not None and self._now.area is not None:
            self._form.append((self._now.area, self._now.text.removeprefix("\n")))
            self._now = _Open()
