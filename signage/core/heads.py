"""Heads: the small document that a player polls, pointing to its manifest and its live files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from signage.core.instants import written
from signage.core.manifests import VERSION

POLL_MS = 5_000
LIVE_POLL_MS = 500


@dataclass(frozen=True, kw_only=True)
class Watched:
    """A live file that a screen shows, and how often it is polled."""

    key: str
    poll_ms: int = LIVE_POLL_MS


Deed = Literal["screenshot", "identify", "restart"]
"""What a player can be told to do: send a picture of its glass, show who it is for a while, begin again."""


@dataclass(frozen=True, kw_only=True)
class Command:
    """What a player is told to do once, by its id, before an instant. `text` is what "identify" shows."""

    id: str
    do: Deed
    until: int
    text: str = ""

    def document(self) -> dict[str, str]:
        """As a head says it."""
        said = {"id": self.id, "do": self.do, "until": written(self.until)}
        return said | ({"text": self.text} if self.text else {})


def head(
    *,
    screen: str,
    sequence: int,
    manifest: str,
    keys: Sequence[str],
    servers: Sequence[str],
    live: Sequence[Watched] = (),
    commands: Sequence[Command] = (),
    poll_ms: int = POLL_MS,
    revoked: bool = False,
) -> dict[str, Any]:
    """The head of one enrolment (DESIGN, "What is published"). `sequence` is Unix ms, `manifest` a SHA-256."""
    return {
        "version": VERSION,
        "screen": screen,
        "sequence": sequence,
        "manifest": manifest,
        "poll_ms": poll_ms,
        "live": [{"key": watched.key, "poll_ms": watched.poll_ms} for watched in live],
        "keys": list(keys),
        "servers": list(servers),
        "commands": [command.document() for command in commands],
        "revoked": revoked,
    }
