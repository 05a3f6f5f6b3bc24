"""Playlists: what is in one, each with its picture and its time, what a round takes, and finding more to put in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from signage.actions.installation import Installation
from signage.actions.slide_times import Seen, playlist_ms, seen_of
from signage.core.catalogue import Catalogue
from signage.core.lists import has_words
from signage.core.playlists import inline
from signage.core.problems import Problem
from signage.web.sheets import Beside, Sheet
from signage.web.words import said

FOUND = 12
"""How much is offered at a time."""


def beside(installation: Installation) -> Beside:
    """What a playlist's page needs of the installation: what its slides look like on some screen."""
    return Beside(shown=lambda sheet: _shown(installation, sheet))


def _shown(installation: Installation, sheet: Sheet) -> Mapping[str, Any]:
    held, entries = sheet.held, [row for row in sheet.plain.get("entries", ()) if isinstance(row, Mapping)]
    words = sheet.posted.get("find", "") if sheet.posted is not None else ""
    slides, playlists = _offered(sheet, words)
    own = {row["slide"] for row in entries if row.get("slide")}
    nested = [row["playlist"] for row in entries if row.get("playlist") in held.playlists]
    within = {slide for name in nested for slide, _ in _inlined(name, held)}
    seen = seen_of(installation, held, own | within | set(slides))
    rows = [_row(sheet, row, seen) for row in entries]
    total = None if any(row["ms"] is None for row in rows) else sum(row["ms"] for row in rows)
    budget = sheet.plain.get("budget_seconds", 180)
    return {
        "entries": rows,
        "total": _seconds(sheet, total),
        "over": total is not None and str(budget).isdecimal() and total > int(budget) * 1_000,
        "budget": _seconds(sheet, int(budget) * 1_000 if str(budget).isdecimal() else None),
        "find": words,
        "slides": [(name, sheet.names.of("slides", name), seen.get(name)) for name in slides],
        "playlists": [(name, sheet.names.of("playlists", name)) for name in playlists],
    }


def _row(sheet: Sheet, row: Mapping[str, Any], seen: Mapping[str, Seen]) -> Mapping[str, Any]:
    slide, playlist = row.get("slide"), row.get("playlist")
    picture = seen.get(slide) if slide else None
    ms = picture.ms if picture is not None else None
    if playlist is not None and playlist in sheet.held.playlists:
        ms = playlist_ms(playlist, sheet.held, seen)
    typed = str(row.get("seconds", ""))
    if typed.replace(".", "", 1).isdecimal() and slide:
        ms = round(float(typed) * 1_000)
    return {
        "slide": slide or "",
        "playlist": playlist or "",
        "name": sheet.names.of("slides", slide) if slide else sheet.names.of("playlists", playlist),
        "picture": picture,
        "ms": ms,
        "takes": _seconds(sheet, ms),
        "seconds": typed,
    }


def _offered(sheet: Sheet, words: str) -> tuple[list[str], list[str]]:
    """What could be put in: slides on air or to come, newest first, and other playlists, in which all words are."""

    def fits(noun: str, name: str) -> bool:
        return has_words(sheet.names.of(noun, name), words)

    newest = sorted(sheet.held.slides.values(), key=lambda slide: (-slide.changed_at, slide.id))
    slides = [slide.id for slide in newest if slide.state == "published" and fits("slides", slide.id)]
    own = sheet.row.id if sheet.row is not None else None
    playlists = [name for name in sheet.held.playlists if name != own and fits("playlists", name)]
    return slides[:FOUND], playlists[:FOUND]


def _inlined(playlist: str, held: Catalogue) -> tuple[tuple[str, int | None], ...]:
    try:
        return inline(playlist, held)
    except Problem:
        return ()


def _seconds(sheet: Sheet, ms: int | None) -> str:
    if ms is None:
        return said("playlist unknown time", sheet.language)
    minutes, seconds = divmod(round(ms / 1_000), 60)
    key = "playlist minutes" if minutes else "playlist seconds"
    return said(key, sheet.language, minutes=minutes, seconds=seconds)
