"""What the pages ask, and the shape of the answers: `signage.actions` answers, tests hand in stand-ins."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from signage.core.rulebook import Rulebook
from signage.core.texts import Text
from signage.publish.papers import Order
from signage.publish.redrawing import Redrawn, Rows
from signage.publish.trials import Trial, Tried


class OnAir(Protocol):
    """One thing that is shown, from when until when."""

    @property
    def title(self) -> Text: ...
    @property
    def owner(self) -> Text: ...
    @property
    def begins(self) -> int: ...
    @property
    def until(self) -> int | None: ...


class ScreenNow(Protocol):
    """One screen at an instant. `upcoming` is what its next change brings: empty where there is none in sight."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> Text: ...
    @property
    def office(self) -> str: ...
    @property
    def office_name(self) -> Text: ...
    @property
    def place(self) -> Text: ...
    @property
    def floor(self) -> str: ...
    @property
    def width(self) -> int: ...
    @property
    def height(self) -> int: ...
    @property
    def time_zone(self) -> str: ...
    @property
    def lit(self) -> bool: ...
    @property
    def until(self) -> int | None: ...
    @property
    def on_now(self) -> Sequence[OnAir]: ...
    @property
    def upcoming(self) -> Sequence[OnAir]: ...
    @property
    def goes_dark(self) -> bool: ...


class Sentence(Protocol):
    """One sentence in both languages."""

    @property
    def ja(self) -> str: ...
    @property
    def en(self) -> str: ...


class Health(Protocol):
    """Whether every screen is fed, and what is wrong where not."""

    @property
    def ok(self) -> bool: ...
    @property
    def problems(self) -> Sequence[Sentence]: ...
    @property
    def details(self) -> Mapping[str, Any]: ...


class Questions(Protocol):
    """All that the pages ask. Missing where there is no such screen or picture."""

    def screens_now(self, *, at: int, now: int, only: Collection[str] | None = None) -> Sequence[ScreenNow]:
        """Every screen, or `only` these, floor by floor."""

    def instant(self, screen: str, text: str, *, now: int) -> int:
        """A typed time: without an offset it is the office's local time. Refused for nonsense."""

    def rulebook(self) -> Rulebook:
        """What is stored, made ready to be asked."""

    def manifest(self, screen: str, *, at: int, now: int) -> bytes:
        """The canonical bytes of the manifest that covers an instant."""

    def live_files(self, screen: str) -> Sequence[Mapping[str, Any]]:
        """The live files beside it, as they are now."""

    def picture(self, sha: str) -> Path:
        """Where the bytes of a picture are that a manifest named; drawn if it was not yet."""

    def snapshot(self, screen: str, *, at: int, now: int) -> bytes:
        """The picture on the glass at an instant, as PNG."""

    def paper(self, order: Order, *, at: int) -> bytes:
        """A sheet or a document as PDF, a picture of the glass as PNG."""

    def tried(self, trial: Trial, screen: str, *, at: int, writer: str = "", number: int = 0) -> Tried | None:
        """What is not saved yet, as a screen would show it. None where the same form has asked anew meanwhile."""

    def redrawn(self, rows: Rows, screen: str, *, at: int) -> Sequence[Redrawn]:
        """The pages of a screen that a change of the guide would make others."""

    def keep_tried(self, trial: Trial, *, at: int) -> None:
        """What was drawn of a trial that is about to be saved need not be drawn again."""

    def health(self, *, at: int) -> Health:
        """Whether every screen is fed."""
