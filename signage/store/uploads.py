"""Uploads: what was brought in from outside, by its asset. No sweep takes these."""

from __future__ import annotations

from dataclasses import dataclass

from sqlite_utils import Database

from signage.store.database import Writing


@dataclass(frozen=True, kw_only=True)
class Upload:
    """One upload: its bytes lie in the files under `asset`; `name` is what the file was called."""

    asset: str
    type: str
    bytes: int
    name: str


def record_upload(under_way: Writing, upload: Upload, *, at: int, who: str) -> None:
    """Note an upload; the same bytes a second time are no news."""
    under_way.db.conn.execute(
        "INSERT INTO uploads (asset, type, bytes, name, at, who) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (upload.asset, upload.type, upload.bytes, upload.name, at, who),
    )


def uploads(db: Database) -> dict[str, Upload]:
    """All uploads by asset."""
    found = db.conn.execute("SELECT asset, type, bytes, name FROM uploads ORDER BY asset")
    return {row[0]: Upload(asset=row[0], type=row[1], bytes=row[2], name=row[3]) for row in found}
