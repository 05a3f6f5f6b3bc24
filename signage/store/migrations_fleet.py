"""Migrations of the fleet: the tables in which the server keeps what it knows of its players."""

from __future__ import annotations

from sqlite_utils import Database

_FLEET = (
    """
    CREATE TABLE pairings (
        id TEXT PRIMARY KEY, code TEXT NOT NULL UNIQUE, commitment TEXT NOT NULL, nonce TEXT, model TEXT NOT NULL,
        address TEXT NOT NULL, raised_at INTEGER NOT NULL, expires_at INTEGER NOT NULL, heard_at INTEGER NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('waiting', 'paired', 'refused')), by_whom TEXT NOT NULL DEFAULT '',
        enrolment TEXT UNIQUE REFERENCES enrolments (id), secret TEXT
    ) STRICT
    """,
    "ALTER TABLE enrolments ADD COLUMN used_at INTEGER",
    "ALTER TABLE enrolments ADD COLUMN by_whom TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE commands ADD COLUMN text TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE commands ADD COLUMN by_whom TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE commands ADD COLUMN outcome TEXT NOT NULL DEFAULT ''",
    """
    CREATE TABLE heartbeats (
        enrolment TEXT NOT NULL REFERENCES enrolments (id), slot INTEGER NOT NULL, id BLOB NOT NULL,
        PRIMARY KEY (enrolment, slot), UNIQUE (enrolment, id)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE newest_heartbeats (
        enrolment TEXT PRIMARY KEY REFERENCES enrolments (id), heard_at INTEGER NOT NULL,
        made_at INTEGER NOT NULL, count INTEGER NOT NULL, document TEXT NOT NULL CHECK (json_valid(document))
    ) STRICT
    """,
    """
    CREATE TABLE player_pictures (
        enrolment TEXT NOT NULL REFERENCES enrolments (id),
        which TEXT NOT NULL CHECK (which IN ('regular', 'screenshot')),
        taken_at INTEGER NOT NULL, heard_at INTEGER NOT NULL, made_at INTEGER NOT NULL,
        width INTEGER NOT NULL, height INTEGER NOT NULL, jpeg BLOB NOT NULL, PRIMARY KEY (enrolment, which)
    ) STRICT
    """,
    """
    CREATE TABLE standings (
        screen TEXT PRIMARY KEY, enrolment TEXT, why TEXT NOT NULL, since INTEGER NOT NULL,
        looked_at INTEGER NOT NULL, lit_since INTEGER, troubled_since INTEGER, told_at INTEGER
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE letters (
        subject TEXT NOT NULL, address TEXT NOT NULL, title TEXT NOT NULL, body TEXT NOT NULL,
        written_at INTEGER NOT NULL, sent_at INTEGER, PRIMARY KEY (subject, address)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE addresses (
        url TEXT PRIMARY KEY, announced_at INTEGER NOT NULL, by_whom TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
)


def fleet(db: Database) -> None:
    """11: players that wait for a screen, what they report, how that is judged, where the server moves to."""
    for statement in _FLEET:
        db.conn.execute(statement)
