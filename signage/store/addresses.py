"""Addresses: where players will find the server after it has moved; told to them beside those of the settings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlite_utils import Database

from signage.store.database import Writing


@dataclass(frozen=True, kw_only=True)
class Address:
    """One announced address: since when, and by whom."""

    url: str
    announced_at: int
    who: str


def addresses(db: Database) -> tuple[Address, ...]:
    """All that were announced, the newest first: that is where the server moves to."""
    found = db.conn.execute("SELECT url, announced_at, by_whom FROM addresses ORDER BY announced_at DESC, url")
    return tuple(Address(url=url, announced_at=at, who=who) for url, at, who in found)


def servers(db: Database, own: Iterable[str]) -> tuple[str, ...]:
    """What heads name as servers, in the order in which players try them: where it moves to, then its own."""
    return tuple(dict.fromkeys((*(address.url for address in addresses(db)), *own)))


def announce(under_way: Writing, url: str, *, at: int, who: str) -> None:
    """Tell players of an address; once more makes it the newest."""
    under_way.db.conn.execute(
        "INSERT OR REPLACE INTO addresses (url, announced_at, by_whom) VALUES (?, ?, ?)", (url, at, who)
    )
    under_way.changed = True


def take_back(under_way: Writing, url: str) -> bool:
    """No longer tell players of an address; whether they were told of it."""
    gone = under_way.db.conn.execute("DELETE FROM addresses WHERE url = ?", (url,)).rowcount
    under_way.changed |= gone > 0
    return gone > 0
