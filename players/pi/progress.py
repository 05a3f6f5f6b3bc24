"""Progress: how far the network side of a player has come, for whoever reports it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Progress:
    """The head in force and who gave the newest, its manifest, the one that is loading, and what is still missing.

    `servers` is where to turn to, the one that answered last first.
    """

    sequence: int | None = None
    server: str = ""
    manifest: str | None = None
    pending: str | None = None
    missing: int = 0
    servers: tuple[str, ...] = ()
