"""The catalogue: everything that is stored, as one frozen value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlite_utils import Database

from signage.core.catalogue import Catalogue, FloorGuide
from signage.core.nouns import NOUNS
from signage.store import queue_hours
from signage.store.holidays import office_holidays
from signage.store.rows import stored


def catalogue(db: Database) -> Catalogue:
    """All rows, as one transaction left them, the holidays of each office, and what is counted of queues."""
    with db.atomic():
        rows = {noun: stored(db, noun) for noun in NOUNS}
        quiet = queue_hours.quiet(db)
    return replace(of_rows(rows), quiet=quiet)


def of_rows(rows: Mapping[str, tuple[Any, ...]]) -> Catalogue:
    """A catalogue of rows by noun."""
    by_id = {
        noun: {row.id: row for row in rows[noun]}
        for noun in ("offices", "calendars", "groups", "screens", "slides", "playlists", "rules", "queues", "feeds")
    }
    return Catalogue(
        **by_id,
        holidays={office.id: office_holidays(office) for office in rows["offices"]},
        guide=FloorGuide(**{noun: found for noun, found in rows.items() if noun not in by_id}),
    )
