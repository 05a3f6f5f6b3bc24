"""Forms as a browser would send them, read from a page's HTML: what tries to break in fills them by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

TYPED = frozenset({"", "text", "search", "url", "email", "tel", "password"})
"""Inputs into which anything can be typed."""

UNSENT = frozenset({"submit", "button", "reset", "image", "file"})


@dataclass
class Field:
    """One that is sent. `typed`: by hand; `wrong`: the page says that its value is not right."""

    name: str
    value: str
    kind: str
    typed: bool
    wrong: bool = False


@dataclass
class Form:
    """One form of a page, with its buttons and the names of its file fields."""

    action: str
    method: str
    fields: list[Field] = field(default_factory=list)
    buttons: list[tuple[str, str]] = field(default_factory=list)
    files: list[str] = field(default_factory=list)

    @property
    def typed(self) -> list[Field]:
        """The fields into which somebody types."""
        return [one for one in self.fields if one.typed]

    def sent(self, value_of: Callable[[Field], str], button: tuple[str, str] | None) -> list[tuple[str, str]]:
        """What a browser sends with these values in the typed fields."""
        data = [(one.name, value_of(one) if one.typed else one.value) for one in self.fields]
        return [*data, button] if button is not None else data


class _Reader(HTMLParser):
    """Collects forms; a template's or a disabled field is sent by nobody."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.page, self.forms = page, list[Form]()
        self._form: Form | None = None
        self._area: Field | None = None
        self._select: Field | None = None
        self._inert = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "template":
            self._inert += 1
        elif tag == "form" and not self._inert:
            action = urljoin(self.page, given.get("action", self.page))
            self._form = Form(action=action, method=given.get("method", "get").lower())
            self.forms.append(self._form)
        elif self._form is not None and not self._inert and "disabled" not in given:
            self._part(tag, given, self._form)

    def _part(self, tag: str, given: dict[str, str], form: Form) -> None:
        name, kind = given.get("name", ""), given.get("type", "")
        wrong = given.get("aria-invalid") == "true"
        if tag == "button" and kind in ("", "submit"):
            form.buttons.append((name, given.get("value", "")))
        elif tag == "option" and self._select is not None:
            if "selected" in given or not self._select.value:
                self._select.value = given.get("value", "")
        elif not name:
            return
        elif tag == "input" and kind == "file":
            form.files.append(name)
        elif tag == "input" and kind not in UNSENT and (kind not in ("checkbox", "radio") or "checked" in given):
            form.fields.append(Field(name, given.get("value", ""), kind, kind in TYPED, wrong))
        elif tag == "textarea":
            self._area = Field(name, "", "textarea", True, wrong)
            form.fields.append(self._area)
        elif tag == "select":
            self._select = Field(name, "", "select", False)
            form.fields.append(self._select)

    def handle_endtag(self, tag: str) -> None:
        if tag == "template":
            self._inert -= 1
        elif tag == "form":
            self._form = None
        elif tag == "textarea":
            self._area = None
        elif tag == "select":
            self._select = None

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self._area.value += data.removeprefix("\n") if not self._area.value else data


def forms_of(page: str, html: str) -> list[Form]:
    """The forms of a page that has this address."""
    reader = _Reader(page)
    reader.feed(html)
    return reader.forms


def buttons_of(form: Form) -> Iterator[tuple[str, str] | None]:
    """The buttons with which a form is worth sending: the first and the last; None where they have no names."""
    named = [button if button[0] else None for button in form.buttons]
    yield from dict.fromkeys((*named[:1], *named[-1:]) or (None,))
