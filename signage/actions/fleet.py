"""The fleet: how every screen's player stands, as it was judged last and as its polls say since."""

from __future__ import annotations

from collections.abc import Mapping

from signage.actions.enrolments import in_force
from signage.actions.installation import Installation
from signage.core.fleet import Standing, with_polls
from signage.store import standings as kept
from signage.store.rows import stored


def standings(
    installation: Installation, at: int, *, polled: Mapping[str, int] | None = None
) -> Mapping[str, Standing]:
    """Of every screen how its player stands, by the screen's id; of those without a player too.

    `polled`: when each head, by its key, was last asked for here, in Unix ms: who stops asking is silent within four
    polls, long before a report is missed. Without it nothing is said of polls.
    """
    players = {player.screen: player for player in in_force(installation)}
    judged = kept.standings(installation.db)
    found = {}
    for screen in stored(installation.db, "screens"):
        player, stood = players.get(screen.id), judged.get(screen.id)
        found[screen.id] = Standing(screen=screen.id, enrolment=None, why="no player", since=at, looked_at=at)
        if player is not None:
            known = stood is not None and stood.enrolment == player.id
            standing = Standing(
                screen=screen.id,
                enrolment=player.id,
                why=stood.why if stood is not None and known else "never heard",
                since=stood.since if stood is not None and known else player.enrolled_at,
                looked_at=stood.looked_at if stood is not None else at,
                lit=stood is None or stood.lit_since is not None,
            )
            found[screen.id] = with_polls(
                standing, polled_at=(polled or {}).get(player.head_key), poll_ms=installation.settings.poll_ms, at=at
            )
    return found
