"""Uploads: what was brought in from outside, by its asset. No sweep takes these."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlite_utils import Database

from signage.store.database import Writing


@dataclass(frozen=True, kw_only=True)
class Upload:
    """One upload. `asset` is what slides name and screens are drawn from; `name` is what the file was called.

    What was brought through the pages is our own encoding of it, with the file itself (`original`) and a picture for
    lists (`small`) beside it. What was loaded from a folder is the file itself, and has neither.
    """

    asset: str
    type: str
    bytes: int
    name: str
    original: str | None = None
    small: str | None = None
    width: int | None = None
    height: int | None = None
    at: int = 0
    who: str = ""


_COLUMNS = "asset, type, bytes, name, original, small, width, height, at, who"


def record_upload(under_way: Writing, upload: Upload, *, at: int, who: str) -> None:
    """Note an upload; the same bytes a second time are no news, but for what was not known of them."""
    under_way.db.conn.execute(
        f"INSERT INTO uploads ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "  # noqa: S608 — our own names
        "ON CONFLICT (asset) DO UPDATE SET original = coalesce(original, excluded.original), "
        "small = coalesce(small, excluded.small), width = coalesce(width, excluded.width), "
        "height = coalesce(height, excluded.height)",
        (
            *(upload.asset, upload.type, upload.bytes, upload.name, upload.original, upload.small),
            *(upload.width, upload.height, at, who),
        ),
    )


def uploads(db: Database) -> dict[str, Upload]:
    """All uploads by asset."""
    return {upload.asset: upload for upload in _found(db, "ORDER BY asset")}


def newest_uploads(db: Database) -> tuple[Upload, ...]:
    """All of them, the newest first."""
    return tuple(_found(db, "ORDER BY at DESC, asset"))


def upload_of(db: Database, asset: str) -> Upload | None:
    """One upload, if there is one of this asset."""
    return next(_found(db, "WHERE asset = ?", asset), None)


def uploaded_files(db: Database) -> set[str]:
    """Every file of every upload: what no sweep takes."""
    rows = db.conn.execute("SELECT asset, original, small FROM uploads")
    return {name for row in rows for name in row if name is not None}


def _found(db: Database, which: str, *values: object) -> Iterator[Upload]:
    for row in db.conn.execute(f"SELECT {_COLUMNS} FROM uploads {which}", values):  # noqa: S608 — our own names
        yield Upload(**dict(zip(_COLUMNS.split(", "), row, strict=True)))
