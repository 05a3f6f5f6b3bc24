"""The diary of the tables: numbered steps, never edited once released, only added to.

A row's content is one JSON document, in the form of `core.documents`. The columns that other tables or queries need
are generated from it by SQLite, so that they cannot disagree with it. `place` keeps the order in which rows came.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlite_utils import Database

from signage.store.migrations_fleet import fleet

Migration = Callable[[Database], None]


def _content(db: Database, table: str, *, dated: bool = False, **references: str) -> None:
    """A table of one noun. `references` are keys of the document that name a row of another table."""
    columns = "".join(
        f", {key} TEXT GENERATED ALWAYS AS (json_extract(body, '$.{key}')) STORED "
        f"REFERENCES {other} (id) DEFERRABLE INITIALLY DEFERRED"
        for key, other in references.items()
    )
    part = "part INTEGER NOT NULL CHECK (part >= 0), " if dated else ""
    db.conn.execute(
        f"CREATE TABLE {table} (place INTEGER PRIMARY KEY, id TEXT NOT NULL, {part}"
        "body TEXT NOT NULL CHECK (json_valid(body) AND json_extract(body, '$.id') = id), "
        f"changed_at INTEGER NOT NULL{columns}, UNIQUE (id{', part' if dated else ''})) STRICT"
    )
    for key in references:
        # What SQLite looks through when the row that is named goes.
        db.conn.execute(f"CREATE INDEX {table}_by_{key} ON {table} ({key})")


def content(db: Database) -> None:
    """1: the nouns. Rows of the floor guide may repeat an id: what refers to them is checked before it is saved."""
    _content(db, "offices", calendar="calendars")
    _content(db, "calendars", office="offices", base="calendars")
    _content(db, "groups", office="offices")
    _content(db, "screens", office="offices", power="calendars", sound="calendars", fallback="playlists")
    _content(db, "playlists", office="offices")
    _content(db, "rules", office="offices", playlist="playlists", slide="slides")
    _content(db, "slides", office="offices")
    for table in ("buildings", "floors", "areas", "sections", "services", "journeys", "facilities", "elsewhere"):
        _content(db, table, dated=True, office="offices")
    _content(db, "counters", dated=True, office="offices", calendar="calendars")
    _content(db, "directions", dated=True, office="offices", screen="screens")
    _content(db, "changes", office="offices")
    _content(db, "events", office="offices")


def records(db: Database) -> None:
    """2: what happened: the change number, earlier versions of every row, the audit log, uploads."""
    _run(
        db,
        "CREATE TABLE change_number (only INTEGER PRIMARY KEY CHECK (only = 1), number INTEGER NOT NULL) STRICT",
        "INSERT INTO change_number VALUES (1, 0)",
        """
        CREATE TABLE versions (
            number INTEGER PRIMARY KEY, noun TEXT NOT NULL, id TEXT NOT NULL, at INTEGER NOT NULL, who TEXT NOT NULL,
            rows TEXT NOT NULL CHECK (json_valid(rows))
        ) STRICT
        """,
        "CREATE INDEX versions_by_row ON versions (noun, id, number)",
        """
        CREATE TABLE audit (
            number INTEGER PRIMARY KEY, at INTEGER NOT NULL, who TEXT NOT NULL, action TEXT NOT NULL,
            what TEXT NOT NULL, detail TEXT NOT NULL CHECK (json_valid(detail))
        ) STRICT
        """,
        """
        CREATE TABLE uploads (
            asset TEXT PRIMARY KEY, type TEXT NOT NULL, bytes INTEGER NOT NULL, name TEXT NOT NULL,
            at INTEGER NOT NULL, who TEXT NOT NULL
        ) STRICT
        """,
        *(
            f"CREATE TRIGGER {table}_refuses_{deed} BEFORE {deed} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is only ever added to'); END"
            for table in ("versions", "audit")
            for deed in ("UPDATE", "DELETE")
        ),
    )


def publishing(db: Database) -> None:
    """3: what the publisher keeps: drawn frames, the archive, players and their commands, how far it has come."""
    _run(
        db,
        """
        CREATE TABLE frames (
            key TEXT PRIMARY KEY, pages TEXT NOT NULL CHECK (json_valid(pages)), used_at INTEGER NOT NULL
        ) STRICT
        """,
        "CREATE INDEX frames_by_use ON frames (used_at)",
        """
        CREATE TABLE archive (
            screen TEXT NOT NULL, in_force_from INTEGER NOT NULL, manifest TEXT NOT NULL, day TEXT NOT NULL,
            PRIMARY KEY (screen, in_force_from)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE enrolments (
            id TEXT PRIMARY KEY, screen TEXT NOT NULL REFERENCES screens (id), head_key TEXT NOT NULL UNIQUE,
            token_sha256 TEXT NOT NULL UNIQUE, enrolled_at INTEGER NOT NULL, revoked_at INTEGER
        ) STRICT
        """,
        "CREATE INDEX enrolments_by_screen ON enrolments (screen)",
        """
        CREATE TABLE commands (
            id TEXT PRIMARY KEY, enrolment TEXT NOT NULL REFERENCES enrolments (id), deed TEXT NOT NULL,
            raised_at INTEGER NOT NULL, until INTEGER NOT NULL, done_at INTEGER
        ) STRICT
        """,
        "CREATE INDEX commands_by_enrolment ON commands (enrolment, until)",
        """
        CREATE TABLE publication (
            only INTEGER PRIMARY KEY CHECK (only = 1), change INTEGER NOT NULL, at INTEGER NOT NULL,
            error_ja TEXT, error_en TEXT
        ) STRICT
        """,
        "INSERT INTO publication VALUES (1, 0, 0, NULL, NULL)",
    )


def people(db: Database) -> None:
    """4: people, what proves who they are, and what waits for somebody's approval."""
    _run(
        db,
        """
        CREATE TABLE people (
            place INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
            body TEXT NOT NULL CHECK (json_valid(body) AND json_extract(body, '$.id') = id),
            changed_at INTEGER NOT NULL
        ) STRICT
        """,
        """
        CREATE TABLE credentials (
            person TEXT PRIMARY KEY REFERENCES people (id), password TEXT, must_change INTEGER NOT NULL DEFAULT 0,
            totp TEXT, codes TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(codes)),
            epoch INTEGER NOT NULL DEFAULT 0, signed_in_at INTEGER
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE proposals (
            number INTEGER PRIMARY KEY,
            state TEXT NOT NULL CHECK (state IN ('waiting', 'returned', 'done', 'dropped')),
            office TEXT NOT NULL, section TEXT NOT NULL, who TEXT NOT NULL, at INTEGER NOT NULL,
            changed_at INTEGER NOT NULL, what TEXT NOT NULL, body TEXT NOT NULL CHECK (json_valid(body))
        ) STRICT
        """,
        "CREATE INDEX proposals_by_state ON proposals (state, office, number)",
    )


def uploads_and_tokens(db: Database) -> None:
    """5: of an upload the file itself and a small picture; tokens by which programs speak for people."""
    _run(
        db,
        "ALTER TABLE uploads ADD COLUMN original TEXT",
        "ALTER TABLE uploads ADD COLUMN small TEXT",
        "ALTER TABLE uploads ADD COLUMN width INTEGER",
        "ALTER TABLE uploads ADD COLUMN height INTEGER",
        "CREATE INDEX uploads_by_age ON uploads (at)",
        """
        CREATE TABLE tokens (
            id TEXT PRIMARY KEY, name TEXT NOT NULL, person TEXT NOT NULL REFERENCES people (id),
            scopes TEXT NOT NULL CHECK (json_valid(scopes)), office TEXT, section TEXT,
            token_sha256 TEXT NOT NULL UNIQUE, made_at INTEGER NOT NULL, made_by TEXT NOT NULL,
            used_at INTEGER, revoked_at INTEGER
        ) STRICT
        """,
    )


def recovery(db: Database) -> None:
    """6: the hash of the sealed recovery code; which step of a second factor's clock was last used."""
    _run(
        db,
        "ALTER TABLE credentials ADD COLUMN totp_step INTEGER NOT NULL DEFAULT 0",
        """
        CREATE TABLE recovery (
            only INTEGER PRIMARY KEY CHECK (only = 1), code TEXT NOT NULL, made_at INTEGER NOT NULL,
            made_by TEXT NOT NULL
        ) STRICT
        """,
    )


def looking_back(db: Database) -> None:
    """7: what three years of the log and of versions are looked through by: time, person, action; those with rows."""
    _run(
        db,
        "ALTER TABLE audit ADD COLUMN changed_rows INTEGER GENERATED ALWAYS AS "
        "(json_type(detail, '$.versions') IS NOT NULL) VIRTUAL",
        "CREATE INDEX audit_by_time ON audit (at)",
        "CREATE INDEX audit_by_person ON audit (who, at)",
        "CREATE INDEX audit_by_action ON audit (action, at)",
        "CREATE INDEX audit_of_rows ON audit (at) WHERE changed_rows",
        "CREATE INDEX versions_by_time ON versions (at)",
    )


def deciding(db: Database) -> None:
    """8: which proposals still concern somebody, what changed lately, and who was told of what, where."""
    _run(
        db,
        "ALTER TABLE proposals ADD COLUMN unseen INTEGER NOT NULL DEFAULT 0",
        "CREATE INDEX proposals_unseen ON proposals (number) WHERE unseen",
        "CREATE INDEX proposals_by_change ON proposals (changed_at)",
        """
        CREATE TABLE tellings (
            proposal INTEGER NOT NULL REFERENCES proposals (number), changed_at INTEGER NOT NULL,
            address TEXT NOT NULL, PRIMARY KEY (proposal, changed_at, address)
        ) STRICT, WITHOUT ROWID
        """,
    )


def queues(db: Database) -> None:
    """9: queues and their feeds; what happened in each, told once by its id; when each source was last alive."""
    _content(db, "queues", office="offices", calendar="calendars", feed="feeds")
    _content(db, "feeds", office="offices")
    _run(
        db,
        """
        CREATE TABLE queue_events (
            number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, queue TEXT NOT NULL, at INTEGER NOT NULL,
            kind TEXT NOT NULL, ticket TEXT NOT NULL, counter TEXT NOT NULL, detail TEXT NOT NULL,
            source TEXT NOT NULL, received_at INTEGER NOT NULL
        ) STRICT
        """,
        "CREATE INDEX queue_events_by_time ON queue_events (queue, at)",
        "CREATE INDEX queue_events_by_age ON queue_events (at)",
        "CREATE TRIGGER queue_events_refuses_UPDATE BEFORE UPDATE ON queue_events "
        "BEGIN SELECT RAISE(ABORT, 'what happened is not changed'); END",
        """
        CREATE TABLE queue_sources (
            id TEXT PRIMARY KEY, alive_at INTEGER NOT NULL, said_at INTEGER NOT NULL DEFAULT 0,
            said TEXT NOT NULL DEFAULT '', problem_ja TEXT, problem_en TEXT,
            state TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(state))
        ) STRICT, WITHOUT ROWID
        """,
    )


def queue_hours(db: Database) -> None:
    """10: what hours of queues came to, up to which event that is counted, and how crowded hours mostly are."""
    _run(
        db,
        """
        CREATE TABLE queue_hours (
            queue TEXT NOT NULL, day TEXT NOT NULL, hour INTEGER NOT NULL, issued INTEGER NOT NULL,
            called INTEGER NOT NULL, cancelled INTEGER NOT NULL, waits TEXT NOT NULL CHECK (json_valid(waits)),
            PRIMARY KEY (queue, day, hour)
        ) STRICT, WITHOUT ROWID
        """,
        "CREATE TABLE queue_counted (only INTEGER PRIMARY KEY CHECK (only = 1), number INTEGER NOT NULL) STRICT",
        "INSERT INTO queue_counted VALUES (1, 0)",
        "CREATE TABLE queue_quiet (queue TEXT PRIMARY KEY, levels TEXT NOT NULL CHECK (json_valid(levels))) STRICT",
    )


def _run(db: Database, *statements: str) -> None:
    for statement in statements:
        db.conn.execute(statement)


MIGRATIONS: tuple[Migration, ...] = (
    content,
    records,
    publishing,
    people,
    uploads_and_tokens,
    recovery,
    looking_back,
    deciding,
    queues,
    queue_hours,
    fleet,
)
