"""Commands: what a player is told to do once, in its signed head, until it has done it or the time is over."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Literal, get_args

from sqlite_utils import Database

from signage.core.problems import Refused
from signage.store.database import Writing

Deed = Literal["screenshot", "restart"]


@dataclass(frozen=True, kw_only=True)
class Command:
    """One command to the player of an enrolment."""

    id: str
    enrolment: str
    do: Deed
    raised_at: int
    until: int
    done_at: int | None = None


def command(under_way: Writing, enrolment: str, do: Deed, *, at: int, until: int) -> Command:
    """Raise a command; it takes force with the next head."""
    if do not in get_args(Deed) or until <= at:
        raise Refused(
            ja=f"指示「{do}」は出せません。{'、'.join(get_args(Deed))} のどれかと、これからの期限を指定してください",
            en=f'cannot command "{do}"; name one of {", ".join(get_args(Deed))} and an end that is still to come',
        )
    raised = Command(id=secrets.token_hex(8), enrolment=enrolment, do=do, raised_at=at, until=until)
    under_way.db.conn.execute(
        "INSERT INTO commands (id, enrolment, deed, raised_at, until) VALUES (?, ?, ?, ?, ?)",
        (raised.id, enrolment, do, at, until),
    )
    under_way.changed = True
    return raised


def open_commands(db: Database, at: int) -> tuple[Command, ...]:
    """What players are still to do at an instant, in the order in which it was raised."""
    found = db.conn.execute(
        "SELECT id, enrolment, deed, raised_at, until FROM commands "
        "WHERE raised_at <= ? AND until > ? AND done_at IS NULL ORDER BY raised_at, id",
        (at, at),
    )
    return tuple(
        Command(id=name, enrolment=enrolment, do=deed, raised_at=raised_at, until=until)
        for name, enrolment, deed, raised_at, until in found
    )


def done(under_way: Writing, name: str, *, at: int) -> bool:
    """A player has done it; whether that was news."""
    news = under_way.db.conn.execute(
        "UPDATE commands SET done_at = ? WHERE id = ? AND done_at IS NULL", (at, name)
    ).rowcount
    under_way.changed |= news > 0
    return news > 0
