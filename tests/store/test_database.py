"""The database: opened by many, migrated by one, written whole or not at all."""

from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlite_utils import Database

from signage.core.problems import Broken
from signage.store.database import change_number, open_database, writing
from signage.store.migrations import MIGRATIONS
from signage.store.rows import save, stored
from tests.store.makers import a_slide, an_office, fill, save_all


def test_it_is_a_write_ahead_log_that_syncs_fully_and_holds_foreign_keys(db: Database) -> None:
    assert db.journal_mode == "wal"
    assert db.conn.execute("PRAGMA synchronous").fetchone() == (2,)
    assert db.conn.execute("PRAGMA foreign_keys").fetchone() == (1,)


def test_every_table_is_strict(db: Database) -> None:
    assert [table.name for table in db.tables if not table.strict] == []


def test_nobody_else_may_look_into_the_data_folder(db: Database, tmp_path: Path) -> None:
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700


def test_a_database_of_any_earlier_version_is_brought_up_to_date(tmp_path: Path) -> None:
    old = Database(sqlite3.connect(tmp_path / "signage.db", isolation_level=None))
    MIGRATIONS[0](old)
    old.conn.execute("PRAGMA user_version = 1")
    old.conn.execute("""INSERT INTO slides (id, body, changed_at) VALUES ('a', '{"id": "a"}', 5)""")
    old.close()

    db = open_database(tmp_path)

    assert db.conn.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)
    assert db.conn.execute("SELECT id, changed_at FROM slides").fetchall() == [("a", 5)]
    assert change_number(db) == 0
    db.close()


def test_a_database_of_a_later_version_is_left_alone(tmp_path: Path) -> None:
    open_database(tmp_path).close()
    later = sqlite3.connect(tmp_path / "signage.db")
    later.execute("PRAGMA user_version = 99")
    later.close()

    with pytest.raises(Broken, match="newer version"):
        open_database(tmp_path)


def test_what_is_no_database_is_left_alone_and_named(tmp_path: Path) -> None:
    (tmp_path / "signage.db").write_bytes(b"a letter to the mayor" * 99)

    with pytest.raises(Broken, match=r"signage\.db: cannot open the database \(file is not a database\)"):
        open_database(tmp_path)

    assert (tmp_path / "signage.db").read_bytes().startswith(b"a letter")


def test_a_full_disk_is_told_and_nothing_is_changed(db: Database) -> None:
    fill(db)
    (pages,) = db.conn.execute("PRAGMA page_count").fetchone()
    db.conn.execute(f"PRAGMA max_page_count = {pages}")

    with pytest.raises(Broken, match="disk is full"), writing(db) as under_way:
        save(under_way, "slides", [a_slide("large", title="x" * 900_000)], at=2, who="test")

    assert [slide.id for slide in stored(db, "slides")] == ["guide"]


def test_several_processes_may_open_a_new_one_at_once(tmp_path: Path) -> None:
    program = "import sys, pathlib; from signage.store.database import *; "
    program += "print(change_number(open_database(pathlib.Path(sys.argv[1]))))"

    command = [sys.executable, "-c", program, str(tmp_path)]
    started = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(4)]

    assert [process.communicate(timeout=60)[0] for process in started] == ["0\n"] * 4


def test_many_writers_that_read_first_all_come_through(tmp_path: Path) -> None:
    open_database(tmp_path).close()

    def count_up(_: int) -> None:
        db = open_database(tmp_path)
        for _ in range(10):
            with writing(db) as under_way:
                change_number(db)
                under_way.changed = True
        db.close()

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(count_up, range(4)))

    db = open_database(tmp_path)
    assert change_number(db) == 40
    db.close()


def test_a_transaction_raises_the_change_number_once_however_much_it_changes(db: Database) -> None:
    with writing(db) as under_way:
        assert all(save_all(under_way, at=1))

    assert change_number(db) == 1


def test_a_transaction_that_changes_nothing_leaves_the_change_number(db: Database) -> None:
    fill(db, at=1)

    with writing(db) as under_way:
        news = save_all(under_way, at=2)

    assert not any(news)
    assert change_number(db) == 1


def test_a_transaction_that_fails_leaves_nothing(db: Database) -> None:
    def fail() -> None:
        with writing(db) as under_way:
            save_all(under_way, at=1)
            raise KeyError

    with pytest.raises(KeyError):
        fail()

    assert change_number(db) == 0
    assert stored(db, "offices") == ()
    assert not db.conn.in_transaction


def test_a_row_that_names_nothing_is_not_kept_even_if_nobody_checked(db: Database) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"), writing(db) as under_way:
        save(under_way, "offices", [an_office()], at=1, who="test")

    assert stored(db, "offices") == ()


def test_rows_may_name_each_other_in_any_order_within_a_transaction(db: Database) -> None:
    fill(db)

    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"), writing(db):
        db.conn.execute("DELETE FROM offices")

    with writing(db) as under_way:
        save(under_way, "slides", [a_slide("more")], at=1, who="test")
    assert len(stored(db, "slides")) == 2


def test_the_document_of_a_row_is_json_and_of_that_id(db: Database) -> None:
    for body, said in (("{", "malformed JSON"), ('{"id": "b"}', "CHECK")):
        with pytest.raises(sqlite3.Error, match=said):
            db.conn.execute("INSERT INTO slides (id, body, changed_at) VALUES ('a', ?, 1)", (body,))
