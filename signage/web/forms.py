"""Forms: a dataclass asked for field by field, by its types; what was asked is read back in `form_reading`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, is_dataclass
from typing import Any, Literal, Protocol, get_args, get_origin

from signage.core import formats
from signage.core.documents import Member, bare, members
from signage.core.formats import Format
from signage.core.texts import LANGUAGES, Text
from signage.web.choices import CHOICES
from signage.web.labels import LABELS, told
from signage.web.words import PageLanguage

Widget = Literal[
    "text",
    "words",
    "number",
    "date",
    "moment",
    "span",
    "colour",
    "truth",
    "choice",
    "boxes",
    "lines",
    "group",
    "rows",
]
"""How a field is shown: `words` by language, `boxes` many of a few, `lines` one a line, `rows` in an order."""

Option = tuple[str, str]
"""A value, and the word for it."""


@dataclass(frozen=True, kw_only=True)
class Field:
    """One field as a template shows it. `value` is plain, as in documents or as somebody typed it.

    `parts` are the fields of a group, or for `rows` one field a row; `blank` is what a new row looks like.
    """

    name: str
    key: str
    label: str
    help: str
    unit: str
    widget: Widget
    value: Any
    error: str
    required: bool
    optional: bool
    more: bool
    options: tuple[Option, ...] = ()
    parts: tuple[Field, ...] = ()
    blank: Field | None = None

    def part(self, key: str) -> Field:
        """A field of a group by its key."""
        return next(part for part in self.parts if part.key == key)


class Names(Protocol):
    """Knows the rows that there are: what a field that names others is chosen from."""

    def options(self, nouns: Sequence[str]) -> tuple[Option, ...]:
        """The ids of these nouns, each with its name."""


@dataclass(frozen=True, kw_only=True)
class Asking:
    """What every field of one form is made with. `errors` are sentences by the field's name."""

    names: Names
    language: PageLanguage
    tags: tuple[str, ...]
    """The languages in which words are asked for, Japanese first."""
    errors: Mapping[str, str]

    def fields(self, kind: type[Any], plain: Mapping[str, Any], prefix: str = "") -> tuple[Field, ...]:
        """The fields of a dataclass in the order of its labels, filled with a plain document."""
        by_key = {member.key: member for member in flat(kind)}
        return tuple(self._field(kind, by_key[key], plain, prefix) for key in LABELS[kind])

    def _field(self, kind: type[Any], member: Member, plain: Mapping[str, Any], prefix: str) -> Field:
        label, name = LABELS[kind][member.key], f"{prefix}{member.key}"
        value = plain.get(member.key, starting(member))
        item, many = item_of(member.hint)
        widget = widget_of(kind, member.key, member.hint)
        return Field(
            name=name,
            key=member.key,
            label=label.word(self.language),
            help=told(label.help, self.language),
            unit=told(label.unit, self.language),
            widget=widget,
            value=value,
            error=self.errors.get(name, ""),
            required=member.required and widget not in ("rows", "boxes"),
            optional=not member.required and member.default is None,
            more=label.more,
            options=self._options(kind, member, value) if widget in ("choice", "boxes") else (),
            parts=self._parts(item, widget, value, name),
            blank=self._row(item, {} if is_dataclass(item) else "", f"{name}.*")
            if many and widget == "rows"
            else None,
        )

    def _options(self, kind: type[Any], member: Member, value: object) -> tuple[Option, ...]:
        """What may be chosen; of many that are in an order the chosen ones come first, in theirs."""
        item, many = item_of(member.hint)
        plain, notes = bare(item)
        found: tuple[Option, ...]
        if member.names:
            found = tuple(self.names.options(member.names))
        elif formats.LANGUAGE in notes:
            found = tuple(LANGUAGES.items())
        else:
            worded = CHOICES[kind, member.key]
            known = [str(each) for each in get_args(plain)] if get_origin(plain) is Literal else list(worded)
            return tuple((each, told(worded[each], self.language)) for each in known)
        if not many or not isinstance(value, list | tuple):
            return found
        words, chosen = dict(found), [str(each) for each in value]
        first = [(each, words[each]) for each in chosen if each in words]
        return (*first, *(option for option in found if option[0] not in chosen))

    def _parts(self, item: object, widget: Widget, value: Any, name: str) -> tuple[Field, ...]:  # noqa: ANN401
        if widget == "group":
            return self.fields(bare(item)[0], value or {}, f"{name}.")
        if widget == "rows":
            rows = value if isinstance(value, list | tuple) else ()
            return tuple(self._row(item, row, f"{name}.{index}") for index, row in enumerate(rows))
        return ()

    def _row(self, item: object, value: Any, name: str) -> Field:  # noqa: ANN401 — plain, as in documents
        """One row of several: a group of fields, or a field without a label."""
        kind = bare(item)[0]
        widget: Widget = "group" if is_dataclass(kind) else plain_widget(item)
        return Field(
            name=name,
            key="",
            label="",
            help="",
            unit="",
            widget=widget,
            value=value,
            error=self.errors.get(name, ""),
            required=False,
            optional=False,
            more=False,
            parts=self.fields(kind, value or {}, f"{name}.") if widget == "group" else (),
        )


def flat(kind: type[Any]) -> Iterator[Member]:
    """The fields of a dataclass; those that lie flat in its document as if they were its own."""
    for member in members(kind):
        yield from flat(member.kind) if member.flat else (member,)


def starting(member: Member) -> object:
    """What stands in a field at first: its default as a plain value."""
    return None if member.required or member.default is None else member.write(member.default)


def item_of(hint: object) -> tuple[object, bool]:
    """The type of each in a list, and that there are many; of anything else the type itself."""
    plain, _ = bare(hint)
    if get_origin(plain) is tuple and formats.SPAN not in bare(hint)[1]:
        return get_args(plain)[0], True
    return hint, False


def record_in(hint: object) -> type[Any] | None:
    """The dataclass that a field, or each in its list, is; None: it is a plain value."""
    plain = bare(item_of(hint)[0])[0]
    return plain if isinstance(plain, type) and is_dataclass(plain) and plain is not Text else None


def widget_of(kind: type[Any], key: str, hint: object) -> Widget:
    """How a field is shown."""
    item, many = item_of(hint)
    plain, notes = bare(item)
    if is_dataclass(plain) and plain is not Text:
        return "rows" if many else "group"
    listed = get_origin(plain) is Literal or formats.LANGUAGE in notes or (kind, key) in CHOICES
    if listed or any(isinstance(note, formats.Names) for note in notes):
        return "boxes" if many else "choice"
    if many:
        return "lines" if plain is str else "rows"
    return plain_widget(item)


_OF_FORMATS: Mapping[Format, Widget] = {
    formats.DAY: "date",
    formats.MOMENT: "moment",
    formats.SPAN: "span",
    formats.COLOUR: "colour",
}


def plain_widget(hint: object) -> Widget:
    """How one value is shown by its type alone."""
    plain, notes = bare(hint)
    for note in notes:
        if isinstance(note, Format) and note in _OF_FORMATS:
            return _OF_FORMATS[note]
    widgets: dict[object, Widget] = {Text: "words", bool: "truth", int: "number", float: "number"}
    return widgets.get(plain, "text")
