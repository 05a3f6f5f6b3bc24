"""The guide's loop: the overview comes back within 40 s, and between its rounds stands what there is time for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

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
    """Pages that are shown all or not at all: a language, a floor. `fits`: whether they can be drawn at all."""

    name: str
    pages: tuple[Timed[P], ...]
    fits: bool = True


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
    if not overview:
        return Loop(pages=tuple(page.page for offer in offers for page in offer.pages))
    taken: list[Timed[P]] = []
    left_out: list[str] = []
    for offer in offers:
        wanted = [*taken, *offer.pages]
        gaps = _gaps(wanted, room(overview))
        if gaps is None or not offer.fits or span(overview) * len(gaps) + span(wanted) > budget_ms:
            left_out.append(offer.name)
        else:
            taken = wanted
    gaps = _gaps(taken, room(overview)) or [[]]
    pages = tuple(page.page for gap in gaps for page in (*overview, *gap))
    return Loop(pages=pages, left_out=tuple(left_out))


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
