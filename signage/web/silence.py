"""Silence: screens whose player has stopped asking: they go on with what they have; somebody looks at the cable."""

from __future__ import annotations

from signage.actions.enrolments import in_force
from signage.web.desk import Desk

SILENT_AFTER_POLLS = 4
"""One poll may be lost, and one be late."""


def silent_since(desk: Desk, *, now: int) -> dict[str, int]:
    """By screen the instant at which its player was last heard, for those that are overdue.

    A player that this server has not heard since its own start is not spoken of: it may be fed by others.
    """
    overdue = now - SILENT_AFTER_POLLS * desk.installation.settings.poll_ms
    found: dict[str, int] = {}
    for player in in_force(desk.installation):
        heard_at = round(desk.heard.get(player.head_key, 0) * 1000)
        if 0 < heard_at < overdue:
            found[player.screen] = heard_at
    return found
