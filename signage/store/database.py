"""The database: opened per thread, migrated under a lock, written by one short transaction at a time."""

from __future__ import annotations

import fcntl
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlite_utils import Database

from signage.core.problems import Broken, Busy
from signage.store.migrations import MIGRATIONS

__all__ = ["Database", "Writing", "change_number", "open_database", "writing"]

FILE = "signage.db"
PATIENCE_S = 30
"""How long a writer waits for another one; every transaction is far shorter."""


@dataclass(slots=True)
class Writing:
    """A transaction under way. Whoever changes what screens may show says so in `changed`.

    `versions` are the numbers of those that it made.
    """

    db: Database
    changed: bool = False
    versions: list[int] = field(default_factory=list)


def open_database(data: Path) -> Database:
    """This thread's connection to the database of a data folder; made and migrated if need be.

    Broken if the folder cannot be written to, or holds something else under the database's name.
    """
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        db = Database(sqlite3.connect(data / FILE, timeout=PATIENCE_S, isolation_level=None))
        db.conn.execute("PRAGMA foreign_keys = ON")
        # A notice that was accepted is on air tomorrow, even if the power fails now.
        db.conn.execute("PRAGMA synchronous = FULL")
        if _version(db) != len(MIGRATIONS):
            _migrate(db, data)
    except (OSError, sqlite3.DatabaseError) as error:
        raise Broken(
            ja=f"データベースを開けません({error})。フォルダーの権限を確かめるか、データフォルダーの控えから戻してください",
            en=f"cannot open the database ({error}); check the folder's permissions or put back a copy of it",
            where=str(data / FILE),
        ) from error
    return db


@contextmanager
def writing(db: Database) -> Iterator[Writing]:
    """One transaction, a writer from its start: all of it is kept, or nothing. Raises the change number at most once.

    Busy if another writer does not finish; Broken if the disk is full or fails.
    """
    assert not db.conn.in_transaction, "one at a time"
    try:
        db.conn.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        raise Busy(
            ja=f"データベースが使用中です({error})。少し待ってもう一度試してください",
            en=f"the database is in use ({error}); try again in a moment",
        ) from error
    try:
        under_way = Writing(db)
        yield under_way
        if under_way.changed:
            db.conn.execute("UPDATE change_number SET number = number + 1")
        db.conn.execute("COMMIT")
    except sqlite3.OperationalError as error:
        db.rollback()
        raise Broken(
            ja=f"データベースに書けません({error})。ディスクの空きを確かめてください。何も変わっていません",
            en=f"cannot write to the database ({error}); check the disk's free space. Nothing was changed",
        ) from error
    except BaseException:
        db.rollback()
        raise


def change_number(db: Database) -> int:
    """How many transactions have changed what screens may show."""
    (number,) = db.conn.execute("SELECT number FROM change_number").fetchone()
    return int(number)


def _version(db: Database) -> int:
    (version,) = db.conn.execute("PRAGMA user_version").fetchone()
    return int(version)


def _migrate(db: Database, data: Path) -> None:
    """Bring the tables up to date: one process at a time, each migration whole or not at all."""
    with (data / "migrate.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        db.enable_wal()
        done = _version(db)
        if done > len(MIGRATIONS):
            raise Broken(
                ja=f"データベースは新しい版のプログラムで作られています({done})。プログラムを新しくしてください",
                en=f"the database was made by a newer version of the program ({done}); update the program",
            )
        for number, migration in enumerate(MIGRATIONS[done:], start=done + 1):
            with writing(db):
                migration(db)
                db.conn.execute(f"PRAGMA user_version = {number}")
