"""The frame cache: what a slide looked like for one canvas, by a key of all that the picture depends on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlite_utils import Database

from signage.store.database import Writing


@dataclass(frozen=True, kw_only=True)
class DrawnPart:
    """What may be replaced by the second: the item that live files name, its box, and what is shown without them."""

    item: str
    box: tuple[int, int, int, int]
    asset: str
    type: str
    bytes: int
    lang: str
    alt: str


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """One drawn page: its picture, and what a manifest says of it."""

    asset: str
    type: str
    bytes: int
    lang: str
    alt: str
    ms: int
    parts: tuple[DrawnPart, ...] = ()


def cached(db: Database, key: str) -> tuple[Drawn, ...] | None:
    """The pages drawn under a key, in the order in which they are shown; None: not drawn yet."""
    row = db.conn.execute("SELECT pages FROM frames WHERE key = ?", (key,)).fetchone()
    return None if row is None else tuple(map(_drawn, json.loads(row[0])))


def keep(under_way: Writing, drawn: Mapping[str, Sequence[Drawn]], *, at: int) -> None:
    """Remember drawn pages by key."""
    under_way.db.conn.executemany(
        "INSERT INTO frames (key, pages, used_at) VALUES (?, ?, ?) "
        "ON CONFLICT (key) DO UPDATE SET pages = excluded.pages, used_at = excluded.used_at",
        [
            (key, json.dumps([asdict(frame) for frame in frames], ensure_ascii=False), at)
            for key, frames in drawn.items()
        ],
    )


def used(under_way: Writing, keys: Iterable[str], *, at: int) -> None:
    """Note that these are still wanted, so that no sweep takes them."""
    under_way.db.conn.executemany("UPDATE frames SET used_at = ? WHERE key = ?", [(at, key) for key in keys])


def forget_unused(under_way: Writing, *, before: int) -> int:
    """Drop what nobody has wanted since then; how many. Their files are swept as whatever nothing names."""
    return under_way.db.conn.execute("DELETE FROM frames WHERE used_at < ?", (before,)).rowcount


def frame_assets(db: Database) -> frozenset[str]:
    """Every asset that a cached frame names, or a part of one."""
    found = db.conn.execute(
        "SELECT json_extract(page.value, '$.asset') FROM frames, json_each(pages) AS page UNION "
        "SELECT json_extract(part.value, '$.asset') "
        "FROM frames, json_each(pages) AS page, json_each(page.value, '$.parts') AS part"
    )
    return frozenset(asset for (asset,) in found)


def _drawn(page: dict[str, Any]) -> Drawn:
    parts = (DrawnPart(**{**part, "box": tuple(part["box"])}) for part in page.pop("parts", ()))
    return Drawn(**page, parts=tuple(parts))
