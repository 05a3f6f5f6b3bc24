"""Contents: what slides look like on a screen, as the timeline asks whoever draws them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import Protocol

from signage.core.instants import SECOND
from signage.core.playlists import Part, Turn
from signage.core.shows import Box


class Contents(Protocol):
    """What slides look like on one screen. All instants are whole seconds."""

    def edges(self, slide: str, box: Box, begins: int, ends: int) -> Iterable[int]:
        """The instants in (begins, ends) at which the slide's pages become others by themselves."""

    def changed(self, slide: str, box: Box, at: int) -> int:
        """The latest such instant that is not after `at`; 0 if there is none. Whatever was compiled before."""

    def parts(self, slide: str, box: Box, at: int, *, plain: bool = False) -> tuple[Part, ...]:
        """The slide's pages as they are at an instant; `plain`: for the fallback. None: it cannot be shown there."""


class Pictures:
    """The pages of slides over a span, asked once for each stretch in which they stay the same."""

    def __init__(self, contents: Contents, begins: int, ends: int) -> None:
        self._contents, self._begins, self._ends = contents, begins, ends
        self._edges: dict[tuple[str, Box], list[int]] = {}
        self._before: dict[tuple[str, Box], int] = {}
        self._turns: dict[tuple[str, Box, int, int | None, bool], Turn] = {}

    def edges(self, slide: str, box: Box) -> list[int]:
        """Where the stretches begin, the first one at the beginning of the span."""
        found = self._edges.get((slide, box))
        if found is None:
            inner = self._contents.edges(slide, box, self._begins, self._ends)
            found = [self._begins, *sorted({edge for edge in inner if self._begins < edge < self._ends})]
            self._edges[slide, box] = found
        return found

    def changed(self, slide: str, box: Box, at: int) -> int:
        """When the pages that are shown at an instant became what they are."""
        edges = self.edges(slide, box)
        if (since := edges[bisect_right(edges, at) - 1]) > self._begins:
            return since
        if (slide, box) not in self._before:
            self._before[slide, box] = self._contents.changed(slide, box, self._begins) // SECOND * SECOND
        return self._before[slide, box]

    def turn(self, slide: str, box: Box, at: int, ms: int | None, *, plain: bool = False) -> Turn:
        """A slide's pages at an instant, each for `ms` if that is given."""
        edges = [self._begins] if plain else self.edges(slide, box)
        index = bisect_right(edges, at) - 1
        found = self._turns.get((slide, box, index, ms, plain))
        if found is None:
            parts = self._contents.parts(slide, box, edges[index], plain=plain)
            found = Turn(slide, parts if ms is None else tuple(Part(part.item, ms) for part in parts))
            self._turns[slide, box, index, ms, plain] = found
        return found
