"""Comparing: two versions of a slide field by field, in the words of the form."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from signage.actions import slide_versions
from signage.actions.slide_versions import Difference
from signage.core.slides import Slide
from signage.core.texts import LANGUAGES
from signage.web.words import WORDS, PageLanguage, said


@dataclass(frozen=True, kw_only=True)
class Told:
    """One field that differs: what it is called, and what stood and stands there; "" for nothing."""

    label: str
    before: str
    after: str


def differences(before: Slide | None, after: Slide | None, language: PageLanguage) -> list[Told]:
    """What differs between two versions."""
    return told(slide_versions.differences(before, after), language)


def told(found: Iterable[Difference], language: PageLanguage) -> list[Told]:
    """The same of what was found already."""
    return [
        Told(label=_label(one.field, language), before=_value(one, one.before), after=_value(one, one.after))
        for one in found
    ]


def _label(path: str, language: PageLanguage) -> str:
    """`fields.title.ko` is 「題名(한국어)」."""
    parts = path.removeprefix("fields.").split(".")
    key = f"slide's {parts[0]}"
    name = said(key, language) if key in WORDS else parts[0]
    return f"{name} ({LANGUAGES[parts[-1]]})" if parts[-1] in LANGUAGES else name


def _value(one: Difference, value: object) -> str:
    if value is None:
        return ""
    if one.field.endswith("picture"):
        return str(value)[:12]
    return str(value)
