"""The guide's loop: the overview comes back within 40 s, and between its rounds stands what there is time for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import inf
from typing import Any, Generic, TypeVar

from signage.core.reading import searching_ms

P = TypeVar("P")

RETURNS_MS = 40_000
"""Every page of the overview is seen again after this at the latest (DESIGN, idea 8)."""


@dataclass(frozen=True, kw_only=True)
class Timed(Generic[P]):
    """A page and how long it is shown."""

    page: P
    ms: int


@dataclass(frozen=True, kw_only=True)
class Offer(Generic[P]):
    """Pages that are shown all or not at all: a language, a floor.

    `make` lays them out for gaps of so many milliseconds, or says None where they cannot be. It is asked only while
    there is time left.
    """

    name: str
    make: Callable[[int], tuple[Timed[P], ...] | None]


@dataclass(frozen=True, kw_only=True)
class Loop(Generic[P]):
    """The pages in the order in which they are shown, and the names of what did not fit."""

    pages: tuple[P, ...]
    left_out: tuple[str, ...] = ()


def span(pages: Sequence[Timed[P]]) -> int:
    """How long pages take together."""
    return sum(page.ms for page in pages)


def room(overview: Sequence[Timed[P]]) -> int:
    """How long other pages may stand between two rounds of the overview; negative where it is too long itself."""
    return RETURNS_MS - span(overview)


def interleaved(overview: Sequence[Timed[P]], offers: Sequence[Offer[P]], *, budget_ms: int) -> Loop[P]:
    """The overview, what fits, the overview again … All of an offer is in the loop, or its name in `left_out`.

    From the start of a page of the overview to its next start never more than `RETURNS_MS`, the loop's end and
    beginning included; the whole within the budget. Offers are taken in the order given; one that does not fit
    does not keep a shorter one out.
    """
    gap = room(overview) if overview else budget_ms
    taken: list[Timed[P]] = []
    left_out: list[str] = []
    for offer in offers:
        wanted = _with(offer, taken, overview, gap=gap, budget_ms=budget_ms)
        if wanted is None:
            left_out.append(offer.name)
        else:
            taken = wanted
    gaps = _gaps(taken, gap) or [[]]
    pages = tuple(page.page for one in gaps for page in (*overview, *one))
    return Loop(pages=pages, left_out=tuple(left_out))


def _with(
    offer: Offer[P], taken: list[Timed[P]], overview: Sequence[Timed[P]], *, gap: int, budget_ms: int
) -> list[Timed[P]] | None:
    """What is shown if this is taken too; None where it does not fit."""
    if _whole([*taken, *_SHORTEST], overview, gap) > budget_ms:
        return None
    pages = offer.make(gap)
    if pages is None:
        return None
    wanted = [*taken, *pages]
    return wanted if _whole(wanted, overview, gap) <= budget_ms else None


_SHORTEST: tuple[Timed[Any], ...] = (Timed(page=None, ms=searching_ms(1)),)
"""A page of one row: no offer needs less time."""


def _whole(pages: Sequence[Timed[P]], overview: Sequence[Timed[P]], gap: int) -> float:
    """How long the loop is with these pages between the rounds of the overview."""
    gaps = _gaps(pages, gap)
    return inf if gaps is None else span(overview) * max(1, len(gaps)) + span(pages)


def _gaps(pages: Sequence[Timed[P]], most: int) -> list[list[Timed[P]]] | None:
    """The pages, in order, in as few gaps as hold them; None where one is longer than a gap."""
    gaps: list[list[Timed[P]]] = []
    for page in pages:
        if page.ms > most:
            return None
        if gaps and span(gaps[-1]) + page.ms <= most:
            gaps[-1].append(page)
        else:
            gaps.append([page])
    return gaps
