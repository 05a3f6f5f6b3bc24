"""Playlists: ordered slides and playlists, inlined, dealt and repeated into one loop."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from signage.core.formats import Between, Id
from signage.core.texts import Text


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One place in a playlist: a slide or another playlist; `ms` overrides what reading or searching takes."""

    slide: Id | None = None
    playlist: Id | None = None
    ms: Annotated[int, Between(1_000, 3_600_000)] | None = None


@dataclass(frozen=True, kw_only=True)
class Playlist:
    """One プレイリスト. `budget_ms`: how long one round of it may take (DOMAIN: 180 s)."""

    id: Id
    office: Id
    name: Text
    entries: tuple[Entry, ...]
    budget_ms: Annotated[int, Between(1_000, 86_400_000)] = 180_000
    changed_at: int = 0
