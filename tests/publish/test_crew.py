"""The crew: processes that draw what the publisher would have drawn, the same pictures under the same keys."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from signage.core.catalogue import Request
from signage.core.slides import Slide
from signage.core.texts import Text
from signage.publish import crew
from signage.publish.studio import Order, Studio, ordered
from signage.render.canvas import Canvas
from signage.render.kinds import KINDS
from signage.store.catalogue import catalogue
from signage.store.files import Files
from signage.store.frames import cached
from tests.publish.makers import NOW, Place

CANVAS = Canvas(width=960, height=540, minimum_px=17, code_px=118)


@pytest.fixture
def orders(place: Place) -> list[Order]:
    """As many notices as are worth a crew."""
    held = catalogue(place.db)
    found = []
    for number in range(crew.WORTH_IT):
        slide = Slide(
            id=f"n{number}",
            office="ward",
            kind="notice",
            name=Text.of(ja=f"お知らせ{number}"),
            owner="general",
            fields={"title": {"ja": f"お知らせ{number}"}},
        )
        screen = next(iter(held.screens.values()))
        request = Request(catalogue=held, slide=slide, screen=screen, box=(0, 0, 960, 540), at=NOW)
        found.append(ordered(KINDS["notice"], request, CANVAS, ("ja",)))
    return found


def test_a_crew_draws_the_same_pictures_as_the_publisher(place: Place, orders: list[Order], tmp_path: Path):
    crew.draw(place.data, orders, at=NOW, stop=lambda: False)

    own = Studio(place.db, Files(tmp_path / "own"))
    for order in orders:
        assert cached(place.db, order.key) == own.draw(order)


def test_a_few_orders_are_not_worth_a_crew(place: Place, orders: list[Order]):
    crew.draw(place.data, orders[:-1], at=NOW, stop=lambda: False)

    assert [cached(place.db, order.key) for order in orders] == [None] * len(orders)


def test_all_of_one_canvas_is_in_one_hand_and_hands_have_alike_much_to_paint(orders: list[Order]):
    canvases = {"small": (10, 10), "middle": (20, 20), "large": (20, 21)}
    given = [
        replace(order, canvas={"name": name, "width": width, "height": height})
        for order in orders
        for name, (width, height) in canvases.items()
    ]

    dealt = crew.shares(given, 2)

    assert [sorted({order.canvas["name"] for order in share}) for share in dealt] == [["large"], ["middle", "small"]]
    assert sum(map(len, dealt)) == len(given)


def test_a_crew_can_be_called_off(place: Place, orders: list[Order]):
    crew.draw(place.data, orders, at=NOW, stop=lambda: True)

    assert None in [cached(place.db, order.key) for order in orders]
