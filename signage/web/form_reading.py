"""Reading forms: what was posted becomes a plain document, and that a value; or else sentences, each by its field."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from werkzeug.datastructures import MultiDict

from signage.core.documents import Member, from_plain
from signage.core.problems import Refused
from signage.core.texts import LANGUAGES
from signage.web.forms import flat, item_of, plain_widget, record_in, widget_of
from signage.web.labels import LABELS
from signage.web.words import PageLanguage, said

T = TypeVar("T")

Posted = MultiDict[str, str]

NOT_THERE = object()
"""A field that was left empty."""


@dataclass(frozen=True, kw_only=True)
class Made(Generic[T]):
    """What a form came to: a value, or sentences by the name of the field in which each is to be put right."""

    value: T | None
    errors: Mapping[str, str]


def made(kind: type[T], plain: Mapping[str, Any], language: PageLanguage) -> Made[T]:
    """The value that a plain document from a form says."""
    missing = dict(_missing(kind, plain, "", language))
    if missing:
        return Made(value=None, errors=missing)
    headings = dict(_headings(kind, "", language))
    try:
        value = from_plain(kind, _without_blanks(plain), where=lambda path: ".".join(map(str, path)), called=headings)
    except Refused as refused:
        sentence = refused.ja if language == "ja" else refused.en
        return Made(
            value=None,
            errors={refused.where or "": _in_labels(sentence, headings) + said("noun full stop", language)},
        )
    return Made(value=value, errors={})


def read(kind: type[Any], posted: Posted, prefix: str = "") -> dict[str, Any]:
    """The plain document of the fields that a form asks for; those left empty are not in it."""
    by_key = {member.key: member for member in flat(kind)}
    found = {key: _typed(kind, by_key[key], posted, f"{prefix}{key}") for key in LABELS[kind]}
    return {key: value for key, value in found.items() if value is not NOT_THERE}


def rearranged(posted: Posted, do: str) -> Posted:
    """The same form after a row was moved, taken out or added: `up:lines:2`, `down:…`, `remove:…`, `add:lines`.

    `put:entries:slide:guide` adds a row with a field filled.
    """
    deed, _, rest = do.partition(":")
    name, _, marker = rest.partition(":")
    order = posted.getlist(name)
    changed: Posted = MultiDict(posted)
    if deed in ("add", "put"):
        order.append(str(max((int(each) for each in order if each.isdecimal()), default=-1) + 1))
        key, _, value = marker.partition(":")
        if value:
            changed[f"{name}.{order[-1]}.{key}"] = value
    elif marker in order:
        place = order.index(marker)
        del order[place]
        if deed != "remove":
            order.insert(max(0, place - 1) if deed == "up" else place + 1, marker)
    changed.setlist(name, order)
    return changed


def _typed(kind: type[Any], member: Member, posted: Posted, name: str) -> object:
    item, many = item_of(member.hint)
    widget = widget_of(kind, member.key, member.hint)
    if widget == "boxes":
        return posted.getlist(name)
    if widget == "lines":
        return [line.strip() for line in posted.get(name, "").splitlines() if line.strip()]
    if many:
        return [_one(item, posted, f"{name}.{marker}") for marker in posted.getlist(name)]
    found = _one(item, posted, name)
    return NOT_THERE if found == "" else found


def _one(hint: object, posted: Posted, name: str) -> object:
    """One value; "" for one that was left empty."""
    kind = record_in(hint)
    widget = plain_widget(hint)
    if widget == "words":
        words = {tag: posted.get(f"{name}.{tag}", "").strip() for tag in LANGUAGES}
        return {tag: text for tag, text in words.items() if text} or ""
    if kind is not None:
        return read(kind, posted, f"{name}.")
    typed = posted.get(name, "").strip()
    if widget == "truth":
        return "yes" if typed else "no"
    if widget == "moment":
        clock = posted.get(f"{name}.clock", "").strip()
        return f"{typed}T{clock}" if typed and clock else typed
    if widget == "span":
        ends = posted.get(f"{name}.ends", "").strip()
        return f"{typed}-{ends}" if typed or ends else ""
    return typed


def _missing(
    kind: type[Any], plain: Mapping[str, Any], prefix: str, language: PageLanguage
) -> Iterator[tuple[str, str]]:
    """Every field that must be filled and is not, with its sentence."""
    for member in flat(kind):
        label = LABELS[kind].get(member.key)
        if label is None:
            continue
        item, many = item_of(member.hint)
        name, value = f"{prefix}{member.key}", plain.get(member.key)
        if member.required and value is None and not many:
            yield name, said("noun fill in", language, label=label.word(language))
        inner = record_in(item)
        if inner is None or inner not in LABELS or value is None:
            continue
        rows = list(enumerate(value)) if isinstance(value, list) else [("", value)]
        for index, row in rows:
            yield from _missing(inner, row, f"{name}.{index}." if many else f"{name}.", language)


def _without_blanks(plain: Any) -> Any:  # noqa: ANN401 — a plain document
    """Rows that were left empty are not there."""
    if isinstance(plain, Mapping):
        return {key: _without_blanks(value) for key, value in plain.items()}
    if isinstance(plain, list):
        return [_without_blanks(value) for value in plain if value != ""]
    return plain


def _headings(kind: type[Any], prefix: str, language: PageLanguage) -> Iterator[tuple[str, str]]:
    """Each field's label by its keys with dots, as problems are told with."""
    for member in flat(kind):
        label = LABELS[kind].get(member.key)
        if label is not None:
            yield f"{prefix}{member.key}", label.word(language)
            inner = record_in(member.hint)
            if inner is not None and inner in LABELS:
                yield from _headings(inner, f"{prefix}{member.key}.", language)


def _in_labels(sentence: str, headings: Mapping[str, str]) -> str:
    """A sentence that speaks of fields as files call them, with their labels instead."""
    words = {key.rpartition(".")[2]: label for key, label in headings.items()}
    known = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    return re.sub(
        rf"(?<![A-Za-z_\"「])({known})(?![A-Za-z_])", lambda found: f"「{words[found[1]]}」", sentence, flags=re.ASCII
    )
