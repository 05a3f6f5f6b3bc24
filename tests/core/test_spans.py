"""Spans: held to sets of whole numbers."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from signage.core.spans import Spans, clip, complement, intersect, span_at, union

ENDS = st.integers(0, 30)
RAW = st.lists(st.tuples(ENDS, ENDS), max_size=6)
SPANS = RAW.map(union)


def points(spans: Spans) -> set[int]:
    return {point for begins, ends in spans for point in range(begins, ends)}


@settings(deadline=None)
@given(RAW)
def test_a_union_has_all_points_in_order_and_apart(raw: list[tuple[int, int]]) -> None:
    joined = union(raw)

    assert points(joined) == points(tuple(raw))
    assert all(begins < ends for begins, ends in joined)
    assert all(one[1] < other[0] for one, other in pairwise(joined))


@settings(deadline=None)
@given(SPANS, SPANS)
def test_an_intersection_has_the_common_points(one: Spans, other: Spans) -> None:
    both = intersect(one, other)

    assert points(both) == points(one) & points(other)
    assert both == intersect(other, one)


@settings(deadline=None)
@given(SPANS, ENDS, ENDS)
def test_a_complement_has_the_other_points(spans: Spans, begins: int, ends: int) -> None:
    others = complement(spans, begins, ends)

    assert points(others) == set(range(begins, ends)) - points(spans)
    assert points(clip(spans, begins, ends)) == set(range(begins, ends)) & points(spans)


@settings(deadline=None)
@given(SPANS, ENDS)
def test_a_span_is_found_by_any_of_its_points(spans: Spans, point: int) -> None:
    found = span_at(spans, point)

    assert (found is not None) == (point in points(spans))
    assert found is None or found[0] <= point < found[1]
