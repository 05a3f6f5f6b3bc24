"""The queue board: its still pages, and what its parts show by the second."""

from __future__ import annotations

from tests.render.makers import a_canvas, a_request, drawn


def test_a_board_without_queues_is_one_page():
    (page,) = drawn(a_request("queue-board"), a_canvas())

    assert page.alt == "番号案内"
