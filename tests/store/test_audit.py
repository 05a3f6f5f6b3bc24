"""The log: only ever added to, and looked through by person, action, thing and time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

import pytest
from sqlite_utils import Database

from signage.store import audit
from signage.store.audit import Place, Sieve
from signage.store.database import writing


def fill(db: Database, lines: Iterable[tuple[int, str, str, str]], *, versions: bool = False) -> None:
    """Lines of the log: when, who, what was done, to what."""
    with writing(db) as under_way:
        for at, who, action, what in lines:
            detail = {"versions": [1]} if versions else None
            audit.record(under_way, at=at, who=who, action=action, what=what, detail=detail)


def found(db: Database, sieve: Sieve, *, before: Place | None = None, most: int = 10) -> list[int]:
    """The instants of the wanted lines."""
    return [line.at for line in audit.newest(db, sieve, most=most, before=before)]


@pytest.mark.parametrize(
    "statement", ["UPDATE audit SET who = 'nobody'", "DELETE FROM audit", "DELETE FROM versions"]
)
def test_the_database_itself_refuses_to_change_or_forget_a_line(db: Database, statement: str) -> None:
    fill(db, [(1, "sato", "edit", "tax")])
    db.conn.execute("INSERT INTO versions (noun, id, at, who, rows) VALUES ('slides', 'tax', 1, 'sato', '[]')")

    with pytest.raises(sqlite3.IntegrityError, match="only ever added to"):
        db.conn.execute(statement)

    assert found(db, Sieve()) == [1]


def test_the_newest_lines_come_first_and_the_rest_goes_on_where_they_ended(db: Database) -> None:
    fill(db, [(at, "sato", "edit", "tax") for at in (1, 2, 2, 3)])

    first = audit.newest(db, Sieve(), most=2)
    rest = found(db, Sieve(), before=audit.place_of(first[-1]))

    assert [line.at for line in first] == [3, 2]
    assert rest == [2, 1]


@pytest.mark.parametrize(
    ("sieve", "instants"),
    [
        (Sieve(who="sato"), [4, 1]),
        (Sieve(who="sat"), []),
        (Sieve(action="edit"), [3, 1]),
        (Sieve(what="ax"), [2, 1]),
        (Sieve(begins=2, ends=4), [3, 2]),
        (Sieve(who="suzuki", action="edit", what="guide"), [3]),
    ],
)
def test_lines_are_sifted(db: Database, sieve: Sieve, instants: list[int]) -> None:
    fill(
        db,
        [
            (1, "sato", "edit", "tax"),
            (2, "suzuki", "withdraw", "tax"),
            (3, "suzuki", "edit", "guide"),
            (4, "sato (Hanako)", "sign-in", "sato"),
        ],
    )

    assert found(db, sieve) == instants


def test_lines_that_changed_rows_are_told_from_others(db: Database) -> None:
    fill(db, [(1, "sato", "edit", "tax")], versions=True)
    fill(db, [(2, "sato", "sign-in", "sato")])

    assert found(db, Sieve(of_rows=True)) == [1]


def test_everybody_in_the_log_is_named_once(db: Database) -> None:
    fill(db, [(1, "sato", "edit", "a"), (2, "suzuki", "edit", "a"), (3, "sato", "edit", "a")])

    assert audit.everybody(db) == ("sato", "suzuki")


def test_all_lines_are_there_though_they_are_taken_a_few_at_a_time(db: Database) -> None:
    fill(db, [(at // 3, "sato", "edit", "tax") for at in range(2_500)])

    assert len({line.number for line in audit.all_of(db, Sieve())}) == 2_500


def test_no_search_reads_the_log_from_end_to_end_where_an_index_knows(db: Database) -> None:
    queries = [
        "SELECT * FROM audit WHERE at >= 1 AND at < 2 ORDER BY at DESC, number DESC LIMIT 100",
        "SELECT * FROM audit WHERE action = 'edit' ORDER BY at DESC, number DESC LIMIT 100",
        "SELECT * FROM audit WHERE changed_rows ORDER BY at DESC, number DESC LIMIT 100",
    ]

    for query in queries:
        plan = " ".join(row[3] for row in db.conn.execute(f"EXPLAIN QUERY PLAN {query}"))
        assert "USING INDEX" in plan
        assert "TEMP B-TREE" not in plan
