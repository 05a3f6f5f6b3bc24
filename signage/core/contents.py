"""Contents: what slides look like on a screen, as the timeline asks whoever draws them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from signage.core.instants import SECOND
from signage.core.playlists import Entries, Part, Turn, Turns
from signage.core.shows import Box


class Contents(Protocol):
    """What slides look like on one screen. All instants are whole seconds."""

    def edges(self, slide: str, box: Box, begins: int, ends: int) -> Iterable[int]:
        """The instants in (begins, ends) at which the slide's pages become others by themselves."""

    def changed(self, slide: str, box: Box, at: int) -> int:
        """The latest such instant that is not after `at`; 0 if there is none. Whatever was compiled before."""

    def parts(self, slide: str, box: Box, at: int, *, plain: bool = False) -> tuple[Part, ...]:
        """The slide's pages as they are at an instant; `plain`: for the fallback. None: it cannot be shown there."""


class Unpainted:
    """Slides as if each were one page that never changes: for when which of them plays, nothing need be drawn."""

    def edges(self, slide: str, box: Box, begins: int, ends: int) -> Iterable[int]:
        """It never changes by itself."""
        return ()

    def changed(self, slide: str, box: Box, at: int) -> int:
        """Nor did it."""
        return 0

    def parts(self, slide: str, box: Box, at: int, *, plain: bool = False) -> tuple[Part, ...]:
        """One page, as long as most."""
        return (Part(slide, 15 * SECOND),)


@dataclass(frozen=True)
class Look:
    """What is shown of some slides until one of them changes: their pages, and when the last one changed."""

    turns: Turns
    changed: int


class Scene:
    """Slides that may be shown together in one box over a span, and how they change by themselves."""

    def __init__(self, pictures: Pictures, entries: Entries, box: Box) -> None:
        self._pictures, self._entries, self._box = pictures, entries, box
        self._looks: dict[int, Look] = {}
        self.cuts = sorted({edge for slide, _ in entries for edge in pictures.edges(slide, box)})
        """The beginning of the span, and where the pages of a slide become others."""

    def look(self, at: int) -> Look:
        """Their pages at an instant. A slide without pages is passed over."""
        index = bisect_right(self.cuts, at)
        found = self._looks.get(index)
        if found is None:
            pictures, box = self._pictures, self._box
            turns = (pictures.turn(slide, box, at, ms) for slide, ms in self._entries)
            found = self._looks[index] = Look(
                turns=tuple(turn for turn in turns if turn.parts),
                changed=max((pictures.changed(slide, box, at) for slide, _ in self._entries), default=0),
            )
        return found


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
