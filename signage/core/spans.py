"""Spans: half-open stretches of time, ordered, apart from each other; joined, cut and turned round."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import pairwise

EVER = 2**62
"""Milliseconds; beyond any instant that means something."""

Span = tuple[int, int]
"""From, until: instants; until is not in it."""

Spans = tuple[Span, ...]
"""In order, none empty, no two overlapping or touching."""


def union(spans: Iterable[Span]) -> Spans:
    """All of them together; those that overlap or touch become one."""
    joined: list[Span] = []
    for begins, ends in sorted(spans):
        if begins >= ends:
            continue
        if joined and begins <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(ends, joined[-1][1])
        else:
            joined.append((begins, ends))
    return tuple(joined)


def intersect(one: Spans, other: Spans) -> Spans:
    """What lies in both."""
    both: list[Span] = []
    i = j = 0
    while i < len(one) and j < len(other):
        begins, ends = max(one[i][0], other[j][0]), min(one[i][1], other[j][1])
        if begins < ends:
            both.append((begins, ends))
        if one[i][1] <= other[j][1]:
            i += 1
        else:
            j += 1
    return tuple(both)


def clip(spans: Spans, begins: int, ends: int) -> Spans:
    """What lies in [begins, ends)."""
    return intersect(spans, ((begins, ends),))


def complement(spans: Spans, begins: int, ends: int) -> Spans:
    """What of [begins, ends) lies in none of them."""
    edges = [begins, *(edge for span in clip(spans, begins, ends) for edge in span), ends]
    return tuple((low, high) for low, high in list(pairwise(edges))[::2] if low < high)


def span_at(spans: Spans, at: int) -> Span | None:
    """The one that contains the instant."""
    index = bisect_right(spans, (at, EVER)) - 1
    return spans[index] if index >= 0 and at < spans[index][1] else None
