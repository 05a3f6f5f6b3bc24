"""Commands: what somebody tells a player to do once: sent with its head, in the log, and over by itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from signage.actions.enrolments import player_of
from signage.actions.installation import Installation
from signage.core import rights
from signage.core.heads import Deed
from signage.core.instants import MINUTE
from signage.core.people import Person
from signage.store import audit, commands
from signage.store.catalogue import catalogue
from signage.store.commands import Command
from signage.store.database import Writing, writing

LASTS_MS: Mapping[Deed, int] = {"screenshot": 2 * MINUTE, "identify": 2 * MINUTE, "restart": 10 * MINUTE}
"""A picture or a name that comes later is of no use to who waits for it; a player that hangs may take its time."""

NEEDS: Mapping[Deed, rights.Deed] = {"screenshot": "look", "identify": "settings", "restart": "settings"}
"""Whoever may look may look at what hangs in the lobby; the glass is disturbed by administrators alone."""

LOGGED: Mapping[Deed, str] = {
    "screenshot": "command-screenshot",
    "identify": "command-identify",
    "restart": "command-restart",
}
"""What the log calls each."""

State = Literal["sent", "done", "failed", "expired"]


def order(installation: Installation, enrolment: str, do: Deed, *, at: int, by: Person) -> Command:
    """Tell a player to do something; while it is still to do the same, that one is meant.

    Missing where there is no such player, Forbidden where it is not theirs to tell.
    """
    player, held = player_of(installation, enrolment), catalogue(installation.db)
    screen = held.screens[player.screen]
    rights.require(by, NEEDS[do], office=screen.office)
    text = screen.name.best("ja") if do == "identify" else ""
    with writing(installation.db) as under_way:
        waiting = waits_for(under_way, player.id, do, at=at)
        if waiting is not None:
            return waiting
        raised = raise_one(under_way, player.id, do, at=at, text=text, who=by.id)
        detail = {"enrolment": player.id, "command": raised.id}
        audit.record(under_way, at=at, who=by.id, action=LOGGED[do], what=player.screen, detail=detail)
    return raised


def raise_one(under_way: Writing, enrolment: str, do: Deed, *, at: int, text: str = "", who: str = "") -> Command:
    """A command that lasts as long as its kind does."""
    return commands.command(under_way, enrolment, do, at=at, until=at + LASTS_MS[do], text=text, who=who)


def waits_for(under_way: Writing, enrolment: str, do: Deed, *, at: int) -> Command | None:
    """The same command, where the player is still to do it."""
    still = commands.open_commands(under_way.db, at)
    return next((one for one in still if one.enrolment == enrolment and one.do == do), None)


def state_of(command: Command, *, at: int) -> State:
    """How far a command has come."""
    if command.done_at is not None:
        return "done" if command.outcome == "done" else "failed"
    return "sent" if at < command.until else "expired"
