"""Playlists: ordered slides and playlists, inlined, dealt and repeated into one loop."""

from __future__ import annotations

from dataclasses import dataclass

from signage.core.texts import Text


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One place in a playlist: a slide or another playlist; `ms` overrides what reading or searching takes."""

    slide: str | None = None
    playlist: str | None = None
    ms: int | None = None


@dataclass(frozen=True, kw_only=True)
class Playlist:
    """One プレイリスト. `budget_ms`: how long one round of it may take (DOMAIN: 180 s)."""

    id: str
    office: str
    name: Text
    entries: tuple[Entry, ...]
    budget_ms: int = 180_000
    changed_at: int = 0
