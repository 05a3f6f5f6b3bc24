"""Rule choices: what a rule may play, each with its picture; where, and at which level."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from signage.actions.installation import Installation
from signage.actions.slide_times import seen_of
from signage.core.catalogue import Catalogue
from signage.core.lists import has_words
from signage.core.playlists import inline
from signage.core.problems import Problem
from signage.web.choices import LEVELS, NTH, WEEKDAYS, ZONES
from signage.web.labels import told
from signage.web.row_names import RowNames
from signage.web.words import PageLanguage

OFFERED = 12
"""How much of each is offered at a time; the rest is found by words."""


def rule_choices(
    installation: Installation,
    held: Catalogue,
    *,
    names: RowNames,
    plain: Mapping[str, Any],
    language: PageLanguage,
    find: str,
) -> Mapping[str, Any]:
    """What the form offers to choose from."""
    playlists = _found(names, "playlists", list(held.playlists), find, plain.get("playlist"))
    newest = sorted(held.slides.values(), key=lambda slide: (-slide.changed_at, slide.id))
    on_air = [slide.id for slide in newest if slide.state == "published"]
    slides = _found(names, "slides", on_air, find, plain.get("slide"))
    faces = {name: _first(name, held) for name in playlists}
    seen = seen_of(installation, held, {*slides, *(slide for slide in faces.values() if slide is not None)})
    levels = [level for level in LEVELS if level != "emergency" or plain.get("level") == "emergency"]
    return {
        "playlists": [(name, names.of("playlists", name), seen.get(faces[name] or "")) for name in playlists],
        "slides": [(name, names.of("slides", name), seen.get(name)) for name in slides],
        "screens": names.options(["screens"]),
        "groups": names.options(["groups"]),
        "zones": [(zone, told(words, language)) for zone, words in ZONES.items()],
        "levels": [(level, told(LEVELS[level], language)) for level in levels],
        "nth": [(key, told(words, language)) for key, words in NTH.items()],
        "weekdays": [(key, told(words, language)) for key, words in WEEKDAYS.items()],
    }


def _found(names: RowNames, noun: str, there: list[str], find: str, chosen: str | None) -> list[str]:
    """Those in whose names all words are, what is chosen before them all."""
    fits = [name for name in there if name != chosen and has_words(names.of(noun, name), find)]
    return [*([chosen] if chosen in there and chosen is not None else []), *fits[:OFFERED]]


def _first(playlist: str, held: Catalogue) -> str | None:
    """The slide that stands for a playlist: its first."""
    try:
        return next((slide for slide, _ in inline(playlist, held)), None)
    except Problem:
        return None
