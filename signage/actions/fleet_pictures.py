"""Pictures of the fleet: what players sent of their glass, as it may be shown to staff."""

from __future__ import annotations

from collections.abc import Mapping

from signage.actions.enrolments import player_of
from signage.actions.installation import Installation
from signage.core.instants import MINUTE
from signage.core.people import Person
from signage.core.problems import Missing
from signage.core.rights import require_to_look
from signage.render.received import encoded, received
from signage.store import heartbeats, player_pictures
from signage.store.catalogue import catalogue
from signage.store.heartbeats import Which
from signage.store.player_pictures import Taken

STILL_LARGE_MS = 2 * MINUTE
"""So much newer a small picture must be to be shown in place of a large one: two reports."""


def newest(installation: Installation) -> Mapping[str, Taken]:
    """By player its newest small picture."""
    return {one.enrolment: one for one in player_pictures.taken(installation.db) if one.which == "regular"}


def best(installation: Installation, enrolment: str) -> Taken | None:
    """The picture by which one looks at a player closely: the large one, unless it is old beside the small."""
    found = {one.which: one for one in player_pictures.taken(installation.db, enrolment)}
    large, small = found.get("screenshot"), found.get("regular")
    if large is None or (small is not None and small.made_at - large.made_at > STILL_LARGE_MS):
        return small
    return large


def picture(installation: Installation, enrolment: str, which: Which, *, by: Person) -> bytes:
    """A JPEG of our own making, upright as a visitor sees it.

    Missing where there is none, Forbidden where it is not theirs to see, Refused where what was sent is no picture.
    """
    player = player_of(installation, enrolment)
    screen = catalogue(installation.db).screens[player.screen]
    require_to_look(by, screen.office)
    sent = heartbeats.picture(installation.db, player.id, which)
    if sent is None:
        raise Missing(ja="この表示端末の画面はまだ届いていません。", en="no picture of this player has come yet.")
    return encoded(received(sent.jpeg, rotation=screen.rotation))
