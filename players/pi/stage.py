"""The stage: what the network side of a player tells the side that shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

from players.pi.documents import Command, Manifest
from signage.core.shows import Published

Why = Literal["starting", "unreachable", "loading", "revoked", "empty"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiting:
    """Why there is nothing to show yet, and how far it has come: `here` of `of` assets."""

    why: Why
    here: int = 0
    of: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class OnAir:
    """What is in force: a manifest with the live files beside it."""

    manifest: Manifest
    published: Published


class Stage(Protocol):
    """What the network side may tell; from any thread."""

    def put_on_air(self, on_air: OnAir) -> None:
        """This is in force now."""

    def wait_for(self, waiting: Waiting) -> None:
        """Nothing is in force, for this reason."""

    def look_again(self) -> None:
        """An asset came or went, or the clock is known better."""

    def obey(self, commands: tuple[Command, ...]) -> None:
        """These are the commands of the newest head; each is to be done once, by its id."""
