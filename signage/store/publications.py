"""Publications: how far the publisher has come, and what stopped it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlite_utils import Database

from signage.core.problems import Problem
from signage.store.database import Writing


@dataclass(frozen=True, kw_only=True)
class Publication:
    """The change number that is in the tree, since when, and the problem of the last attempt, if it had one."""

    change: int
    at: int
    error_ja: str | None = None
    error_en: str | None = None


def publication(db: Database) -> Publication:
    """How far the publisher has come."""
    change, at, ja, en = db.conn.execute("SELECT change, at, error_ja, error_en FROM publication").fetchone()
    return Publication(change=change, at=at, error_ja=ja, error_en=en)


def published(under_way: Writing, change: int, *, at: int) -> None:
    """The tree now holds everything up to this change number."""
    under_way.db.conn.execute(
        "UPDATE publication SET change = ?, at = ?, error_ja = NULL, error_en = NULL", (change, at)
    )


def failed(under_way: Writing, problem: Problem, *, others: int = 0) -> None:
    """The last attempt stopped at this, and at so many others; there the tree stays as it was."""
    ja = problem.sentence("ja") + (f"(ほか{others}件)" if others else "")
    en = problem.sentence("en") + (f" (and {others} more)" if others else "")
    under_way.db.conn.execute("UPDATE publication SET error_ja = ?, error_en = ?", (ja, en))
