"""Pauses between attempts at being paired: whoever stands in between gets few codes to guess with."""

from __future__ import annotations

import random

READ_S = 8.0
"""So long a person has to read why a new code follows."""

AGAIN_S = 2.0
"""Before this player asks again; ever longer while nothing comes of it."""

_LAST_AGAIN_S = 30.0
_LAST_ANEW_S = 5 * 60.0
_DOUBLINGS = 10
_LIVED_MS = 20 * 60 * 1000
"""A code lives half an hour; one that was over before this ended early. What a server says of it, anybody may say."""


class Pauses:
    """How long to wait before the next attempt.

    Somebody in between can end a code, and has one guess at words that fit with every code that is shown. So after
    codes that ended early, for whatever reason, the next is ever slower to come.
    """

    def __init__(self, *, read_s: float = READ_S, again_s: float = AGAIN_S) -> None:
        self._read_s, self._again_s = read_s, again_s
        self._failures = self._early = 0

    def after(self, *, lived_ms: int | None, asked_s: int | None = None) -> float:
        """Seconds, after a code that lived so long. After none (None) at least as long as the server asks for."""
        if lived_ms is not None:
            early = 0 if lived_ms > _LIVED_MS else self._early
            self._failures, self._early = 0, min(early + 1, _DOUBLINGS)
            return min(_LAST_ANEW_S, self._read_s * (1 << early))
        backed_off = min(_LAST_AGAIN_S, self._again_s * (1 << self._failures))
        self._failures = min(self._failures + 1, _DOUBLINGS)
        jitter = random.uniform(0.75, 1)  # noqa: S311 - never all players at once; no secret
        return max(backed_off, min(asked_s or 0, 120)) * jitter
