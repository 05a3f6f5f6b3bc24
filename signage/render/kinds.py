"""Kinds: the table of what a slide can be. A new kind is one file, one line here and one test."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol

from signage.core.catalogue import Request
from signage.core.queue_said import QueueSaid
from signage.render.canvas import Canvas
from signage.render.floor_guide import FloorGuideKind
from signage.render.notice import NoticeKind
from signage.render.pages import Page, Step
from signage.render.picture import PictureKind
from signage.render.queue_board import QueueBoardKind
from signage.render.quiet_times import QuietTimesKind


class Kind(Protocol):
    """How slides of one kind are checked, when their pictures change, and what they look like."""

    name: str
    fields: type[Any]
    """The frozen dataclass of what staff type (core.documents converts to and from it)."""

    def edges(self, request: Request, begins: int, ends: int) -> Iterable[int]:
        """Instants in [begins, ends) at which the picture becomes another one by itself."""

    def document(self, request: Request) -> Mapping[str, Any]:
        """All that the picture depends on beside canvas and fonts: plain JSON values, so that it can be hashed."""

    def pages(
        self, document: Mapping[str, Any], canvas: Canvas, languages: tuple[str, ...], read: Callable[[str], bytes]
    ) -> tuple[Page, ...]:
        """The pages in the order in which they are shown; one may come back several times.

        `read` gives the bytes of an uploaded asset by its SHA-256. Laid out, not yet painted.
        """


class BoardKind(Kind, Protocol):
    """A kind whose pages have parts that change by the second."""

    def live(
        self,
        document: Mapping[str, Any],
        canvas: Canvas,
        languages: tuple[str, ...],
        said: Mapping[str, QueueSaid],
        *,
        at: int,
    ) -> Mapping[str, tuple[Step, ...]]:
        """What its parts show at an instant and thereafter, by the name of the part; a part without: its page's own.

        `said` is what is said of every queue of the installation.
        """


BOARDS: Mapping[str, BoardKind] = {kind.name: kind for kind in (QueueBoardKind(),)}

_KINDS: tuple[Kind, ...] = (NoticeKind(), FloorGuideKind(), PictureKind(), QuietTimesKind(), *BOARDS.values())

KINDS: Mapping[str, Kind] = {kind.name: kind for kind in _KINDS}
