"""The archive: which manifest was in force on which screen, and from when: for 400 days, what was on air."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlite_utils import Database

from signage.store.database import Writing

KEPT_DAYS = 400


def archive(under_way: Writing, manifests: Mapping[str, str], *, at: int, day: str) -> None:
    """Note the manifest that takes force on each screen at an instant; `day` is the local day it was compiled for.

    A screen whose newest manifest is the same already gets no new line.
    """
    for screen, manifest in manifests.items():
        if newest(under_way.db, screen) != manifest:
            under_way.db.conn.execute(
                "INSERT INTO archive (screen, in_force_from, manifest, day) VALUES (?, ?, ?, ?) "
                "ON CONFLICT (screen, in_force_from) DO UPDATE SET manifest = excluded.manifest, day = excluded.day",
                (screen, at, manifest, day),
            )


def newest(db: Database, screen: str) -> str | None:
    """The last manifest that took force on a screen."""
    return _one(db, "SELECT manifest FROM archive WHERE screen = ? ORDER BY in_force_from DESC LIMIT 1", (screen,))


def is_archived(db: Database, screen: str, manifest: str) -> bool:
    """Whether a manifest was ever in force on a screen, as far as the archive reaches."""
    found = _one(db, "SELECT manifest FROM archive WHERE screen = ? AND manifest = ? LIMIT 1", (screen, manifest))
    return found is not None


def manifest_at(db: Database, screen: str, at: int) -> str | None:
    """The manifest in force at an instant; before the first one, the oldest. None: nothing is archived."""
    in_force = _one(
        db,
        "SELECT manifest FROM archive WHERE screen = ? AND in_force_from <= ? ORDER BY in_force_from DESC LIMIT 1",
        (screen, at),
    )
    return in_force or _one(
        db, "SELECT manifest FROM archive WHERE screen = ? ORDER BY in_force_from LIMIT 1", (screen,)
    )


@dataclass(frozen=True, kw_only=True)
class InForce:
    """The manifest that answers for an instant, from when it was in force, and when the next one was (None: never).

    `since` is later than the instant where none had taken force yet.
    """

    manifest: str
    since: int
    until: int | None


def in_force(db: Database, screen: str, at: int) -> InForce | None:
    """What `manifest_at` finds, with the instants around it."""
    found = db.conn.execute(
        "SELECT manifest, in_force_from FROM archive WHERE screen = ? AND in_force_from <= ? "
        "ORDER BY in_force_from DESC LIMIT 1",
        (screen, at),
    ).fetchone()
    later = db.conn.execute(
        "SELECT manifest, in_force_from FROM archive WHERE screen = ? AND in_force_from > ? "
        "ORDER BY in_force_from LIMIT 2",
        (screen, at),
    ).fetchall()
    if found is None and later:
        found = later.pop(0)
    if found is None:
        return None
    return InForce(manifest=found[0], since=found[1], until=later[0][1] if later else None)


def last_taken_before(db: Database, screen: str, at: int) -> int | None:
    """When a manifest last took force before an instant."""
    (found,) = db.conn.execute(
        "SELECT max(in_force_from) FROM archive WHERE screen = ? AND in_force_from < ?", (screen, at)
    ).fetchone()
    return None if found is None else int(found)


def forget_old(under_way: Writing, *, before: int) -> int:
    """Drop what was replaced before an instant; how many. What was in force at that instant stays."""
    return under_way.db.conn.execute(
        "DELETE FROM archive WHERE EXISTS (SELECT 1 FROM archive AS later WHERE later.screen = archive.screen "
        "AND later.in_force_from > archive.in_force_from AND later.in_force_from <= ?)",
        (before,),
    ).rowcount


def in_force_since(db: Database, since: int) -> frozenset[str]:
    """Every manifest that was in force on any screen at an instant, or became so later."""
    found = db.conn.execute(
        "SELECT DISTINCT manifest FROM archive WHERE NOT EXISTS (SELECT 1 FROM archive AS later "
        "WHERE later.screen = archive.screen AND later.in_force_from > archive.in_force_from "
        "AND later.in_force_from <= ?)",
        (since,),
    )
    return frozenset(manifest for (manifest,) in found)


def archived_manifests(db: Database) -> frozenset[str]:
    """Every manifest that the archive names: these assets, and what they name, are not swept."""
    return frozenset(manifest for (manifest,) in db.conn.execute("SELECT DISTINCT manifest FROM archive"))


def _one(db: Database, query: str, values: tuple[str | int, ...]) -> str | None:
    row = db.conn.execute(query, values).fetchone()
    return None if row is None else str(row[0])
