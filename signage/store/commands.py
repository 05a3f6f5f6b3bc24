"""Commands: what a player is told to do once, in its signed head, until it has done it or the time is over."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import get_args

from sqlite_utils import Database

from signage.core.heads import Deed
from signage.core.problems import Refused
from signage.store.database import Writing


@dataclass(frozen=True, kw_only=True)
class Command:
    """One command to the player of an enrolment."""

    id: str
    enrolment: str
    do: Deed
    raised_at: int
    until: int
    text: str = ""
    who: str = ""
    done_at: int | None = None
    outcome: str = ""


def command(
    under_way: Writing, enrolment: str, do: Deed, *, at: int, until: int, text: str = "", who: str = ""
) -> Command:
    """Raise a command; it takes force with the next head. `text` is what "identify" shows."""
    if do not in get_args(Deed) or until <= at:
        raise Refused(
            ja=f"指示「{do}」は出せません。{'、'.join(get_args(Deed))} のどれかと、これからの期限を指定してください",
            en=f'cannot command "{do}"; name one of {", ".join(get_args(Deed))} and an end that is still to come',
        )
    raised = Command(
        id=secrets.token_hex(8), enrolment=enrolment, do=do, raised_at=at, until=until, text=text, who=who
    )
    under_way.db.conn.execute(
        "INSERT INTO commands (id, enrolment, deed, raised_at, until, text, by_whom) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (raised.id, enrolment, do, at, until, text, who),
    )
    under_way.changed = True
    return raised


def open_commands(db: Database, at: int) -> tuple[Command, ...]:
    """What players are still to do at an instant, in the order in which it was raised."""
    where = "raised_at <= ? AND until > ? AND done_at IS NULL ORDER BY raised_at, id"
    return tuple(_command(row) for row in db.conn.execute(f"{_SELECT} WHERE {where}", (at, at)))


def commands_to(db: Database, enrolment: str, *, most: int) -> tuple[Command, ...]:
    """What a player was told lately, newest first."""
    where = "enrolment = ? ORDER BY raised_at DESC, id LIMIT ?"
    return tuple(_command(row) for row in db.conn.execute(f"{_SELECT} WHERE {where}", (enrolment, most)))


def done(under_way: Writing, name: str, *, enrolment: str, outcome: str, at: int) -> bool:
    """The player that was told says what came of it; whether that was news."""
    news = under_way.db.conn.execute(
        "UPDATE commands SET done_at = ?, outcome = ? WHERE id = ? AND enrolment = ? AND done_at IS NULL",
        (at, outcome, name, enrolment),
    ).rowcount
    under_way.changed |= news > 0
    return news > 0


def forget(under_way: Writing, *, before: int) -> None:
    """What was over by then; that it was told is in the log."""
    under_way.db.conn.execute("DELETE FROM commands WHERE until < ?", (before,))


_SELECT = "SELECT id, enrolment, deed, raised_at, until, text, by_whom, done_at, outcome FROM commands"


def _command(row: tuple[str, str, Deed, int, int, str, str, int | None, str]) -> Command:
    name, enrolment, do, raised_at, until, text, who, done_at, outcome = row
    return Command(
        id=name,
        enrolment=enrolment,
        do=do,
        raised_at=raised_at,
        until=until,
        text=text,
        who=who,
        done_at=done_at,
        outcome=outcome,
    )
