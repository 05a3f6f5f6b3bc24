"""Layouts: zones touch, fill the canvas and leave nothing over, at any size."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from signage.core.layouts import LAYOUTS, MAIN

SIDES = st.integers(240, 4_320)


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=lambda layout: layout.id)
@settings(deadline=None)
@given(width=SIDES, height=SIDES)
def test_zones_tile_the_canvas(layout: object, width: int, height: int) -> None:
    boxes = LAYOUTS[layout.id].zones(width, height)  # type: ignore[attr-defined]

    assert MAIN in boxes
    assert sum(w * h for _, _, w, h in boxes.values()) == width * height
    for (x, y, w, h), (x2, y2, w2, h2) in combinations(boxes.values(), 2):
        assert x + w <= x2 or x2 + w2 <= x or y + h <= y2 or y2 + h2 <= y


def test_a_portrait_canvas_has_its_side_below() -> None:
    assert LAYOUTS["main-side"].zones(1920, 1080) == {"main": (0, 0, 1280, 1080), "side": (1280, 0, 640, 1080)}
    assert LAYOUTS["main-side"].zones(1080, 1920) == {"main": (0, 0, 1080, 1280), "side": (0, 1280, 1080, 640)}
