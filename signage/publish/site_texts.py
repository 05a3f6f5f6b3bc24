"""Texts on the visitors' pages: all languages inside, one shown at a time, readings over what they are of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from markupsafe import Markup, escape

from signage.core.texts import Text
from signage.publish.site_words import LANGUAGES

_PLACE = re.compile(r"\{([a-z]+)\}")
_READ = re.compile(r"\{([^{}|]+)\|([^{}|]+)\}")


def said(text: Text, **places: object) -> Markup:
    """One span a language, with the tags of all whose readers it serves; `{places}` filled in."""
    whole = _spans(text)
    if not places:
        return whole
    told: Mapping[str, Markup] = {name: escape(value) for name, value in places.items()}
    return Markup(_PLACE.sub(lambda found: told.get(found[1], found[0]), whole))  # noqa: S704 - all parts are escaped


@lru_cache(maxsize=4_096)
def _spans(text: Text) -> Markup:
    readers: dict[str, list[str]] = {}
    for language in LANGUAGES:
        readers.setdefault(_tag(text, language), []).append(language)
    spans = (
        f'<span lang="{escape(tag)}" data-for="{" ".join(served)}">{_with_readings(text.get(tag) or "")}</span>'
        for tag, served in readers.items()
    )
    return Markup(f'<span class="said">{"".join(spans)}</span>')  # noqa: S704 - all parts are escaped


def _tag(text: Text, language: str) -> str:
    """The language in which `Text.best` answers."""
    wanted = (language, *(("ja",) if language == "ja-x-easy" else ("en", "ja")))
    tags = [tag for tag, _ in text]
    return next((tag for tag in wanted if tag in tags), tags[0] if tags else "ja")


def _with_readings(words: str) -> str:
    return _READ.sub(r"<ruby>\1<rp>(</rp><rt>\2</rt><rp>)</rp></ruby>", str(escape(words)))
