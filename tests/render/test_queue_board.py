"""The queue board: its still pages, legible on every canvas with any number of rows, and what they say alone."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from signage.core.when import Limits
from signage.render.marks import Modules
from tests.render import legible
from tests.render.makers import NOON, a_canvas
from tests.render.queue_boards import KIND, NAMES, SHAPES, a_board, a_request, an_office, said, words

DIVIDED = {1: (1,), 6: (3, 3), 12: (5, 4, 3), 24: (9, 8, 7)}
"""How many counters in all, in up to three queues."""


@pytest.mark.parametrize("count", DIVIDED)
@pytest.mark.parametrize("shape", SHAPES)
def test_every_word_and_number_can_be_read_on_every_canvas(shape, count):
    office = an_office(*DIVIDED[count])
    board = a_board(office, SHAPES[shape])

    shown = board.now(said(office), NOON)

    for page in board.pages:
        assert page.findings == ()
        assert legible.faults(page, board.canvas) == []
        for part in page.parts:
            for drawn in (part.page, shown[part.name]):
                assert legible.faults(drawn, board.canvas) == [], part.name
                assert (drawn.width, drawn.height) == part.box[2:]
                assert drawn.alt


@pytest.mark.parametrize(("shape", "rows"), [("whole", "counters"), ("hall", "counters"), ("side", "services")])
def test_every_row_is_on_some_page_and_no_part_lies_over_another(shape, rows):
    office = an_office(9, 8, 7) if rows == "counters" else an_office(*(1,) * 24)
    board = a_board(office, SHAPES[shape], rows=rows)

    shown = board.now(said(office), NOON)

    assert all(legible.faults(page, board.canvas) == [] for page in shown.values())
    numbers = words([page for name, page in shown.items() if name.split("-")[1].startswith("q")])
    for one in said(office).values():
        for call in one.calls:
            assert call.number in numbers.split("\n")
    for page in board.pages:
        boxes = [part.box for part in page.parts]
        assert not any(_meet(one, other) for i, one in enumerate(boxes) for other in boxes[i + 1 :])
        assert all(x >= 0 and y >= 0 and x + w <= page.width and y + h <= page.height for x, y, w, h in boxes)
    assert len({part.name for page in board.pages for part in page.parts}) == sum(len(p.parts) for p in board.pages)


def _meet(one, other):
    return (
        one[0] < other[0] + other[2]
        and other[0] < one[0] + one[2]
        and one[1] < other[1] + other[3]
        and other[1] < one[1] + one[3]
    )


@pytest.mark.parametrize("shape", SHAPES)
def test_the_newest_call_is_three_times_as_large_as_the_others(shape):
    office = an_office(3, 3, 2)
    board = a_board(office, SHAPES[shape])

    shown = board.now(said(office), NOON)

    newest = max(text.size for text in shown["board-newest-1"].texts)
    rows = [page for name, page in shown.items() if name.startswith("board-q0-")]
    (other,) = {text.size for page in rows for text in page.texts if text.text == "101"}
    assert newest == 3 * other


@pytest.mark.parametrize("shape", ["side", "lower"])
def test_what_does_not_fit_goes_on_on_further_pages_which_say_where_they_are(shape):
    office = an_office(*(1,) * 24)

    board = a_board(office, SHAPES[shape], rows="services")

    assert len(board.pages) > 1
    for number, page in enumerate(board.pages, start=1):
        assert f"{number}/{len(board.pages)}" in words([page])
        assert page.shown_ms >= 6_000


def test_a_board_shows_services_in_japanese_with_english_beside():
    board = a_board(an_office(3, 3, 2))

    written = words(board.pages)

    for ja, en in NAMES[:3]:
        assert ja in written
        assert en in written
    assert "番号案内" in written
    assert "Now serving" in written


def test_the_code_opens_the_visitors_page_where_the_office_has_a_public_address():
    board, none = a_board(an_office(3)), a_board(an_office(3, url=None))

    assert board.document["code"] == "https://signage.ward.example/o/ward/queue/"
    assert any(isinstance(mark, Modules) for mark in board.pages[0].marks)
    assert not any(isinstance(mark, Modules) for mark in none.pages[0].marks)


def test_without_live_data_signs_stand_without_numbers_and_a_sentence_says_where_to_look():
    board, alone = a_board(an_office(2)), a_board(an_office(2, only_display=True))

    parts = {part.name: part.page for part in board.pages[0].parts}
    newest = next(part.page for part in alone.pages[0].parts if part.name == "board-newest-1")

    assert parts["board-newest-1"].alt == "窓口の表示をご覧ください"
    assert newest.alt == "係員がお呼びします"
    signs = [page for name, page in parts.items() if name.startswith("board-q0-") and "info" not in name]
    assert words(signs).split("\n") == ["1", "2"]
    assert not words([parts["board-time-1"]])


def test_the_fallback_has_no_parts_and_no_numbers():
    board = a_board(an_office(3, 3), plain=True)

    (page,) = board.pages

    assert page.parts == ()
    assert "窓口の" in words([page])
    assert board.live(said(an_office(3, 3))) == {}


def test_the_document_is_plain_json_without_any_number_and_follows_the_guide():
    office = an_office(2)
    first = office.guide.counters[0]
    moved = (
        replace(first, limits=Limits(ends="2026-11-30")),
        replace(first, number="21", limits=Limits(begins="2026-12-01")),
    )
    changed = replace(office, guide=replace(office.guide, counters=(*moved, *office.guide.counters[1:])))
    request = a_request(changed)

    (edge,) = KIND.edges(request, NOON, NOON + 30 * 86_400_000)

    before, after = KIND.document(request), KIND.document(replace(request, at=edge))
    assert json.loads(json.dumps(before)) == before
    assert before["queues"][0]["counters"][0]["number"] == "1"
    assert after["queues"][0]["counters"][0]["number"] == "21"


def test_a_board_without_queues_is_one_page_that_says_what_it_is():
    (page,) = a_board(an_office()).pages

    assert page.alt == "番号案内"


def test_a_flat_box_has_the_newest_call_and_the_time():
    office = an_office(3, 2)
    canvas = a_canvas(1920, 140)
    board = a_board(office, canvas)

    shown = board.now(said(office), NOON)

    assert "100" in words([shown["board-newest-1"]])
    assert shown["board-time-1"].alt == "12:00 現在"
    assert all(legible.faults(page, canvas) == [] for page in (*board.pages, *shown.values()))
