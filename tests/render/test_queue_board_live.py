"""What a queue board shows by the second: pulses, grey, hidden; told by looking at the pixels of the glass."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from signage.core.queue_said import GREY_MS, HIDDEN_MS
from signage.core.texts import Text
from signage.render import tokens
from signage.render.pages import encode
from tests.render import legible
from tests.render.makers import NOON, a_canvas
from tests.render.queue_boards import SHAPES, a_board, an_office, called, said, words

CALLED = NOON + 300
"""Not a whole second: the pulses begin at the next."""


def _pixels(images):
    return [np.asarray(image.convert("RGB")).astype(int) for image in images]


@pytest.mark.parametrize("shape", SHAPES)
def test_a_call_changes_pixels_in_the_parts_that_say_it_and_nowhere_else(shape):
    office = an_office(3, 3, 2)
    board = a_board(office, SHAPES[shape])
    before = said(office)
    after = called(before, "142", "c2", CALLED)

    one, other = board.now(before, NOON + 10_000), board.now(after, NOON + 10_000)

    changed = {name for name in one if one[name].key != other[name].key}
    assert all(name.startswith(("board-newest-", "board-recent-", "board-q0-")) for name in changed)
    assert "board-newest-1" in changed
    for page, (earlier, later) in zip(
        board.pages, zip(_pixels(board.glass(one)), _pixels(board.glass(other)), strict=True), strict=True
    ):
        differs = (earlier != later).any(axis=2)
        for part in page.parts:
            x, y, width, height = part.box
            assert differs[y : y + height, x : x + width].any() == (part.name in changed)
            differs[y : y + height, x : x + width] = False
        assert not differs.any()


def test_the_newest_call_stands_out_twice_for_a_second_and_then_stands():
    office = an_office(3)
    board = a_board(office)
    told = called(said(office, alive_at=CALLED), "142", "c2", CALLED)

    pulse = board.live(told, CALLED)["board-pulse-1"]

    on = {step.until: _solid(step.page) for step in pulse}
    assert list(on.items()) == [(NOON + 2_000, True), (NOON + 3_000, False), (NOON + 4_000, True)]
    assert not _solid(next(part.page for part in board.pages[0].parts if part.name == "board-pulse-1"))
    assert "board-pulse-1" not in board.live(told, NOON + 4_000)


def _solid(page):
    image = page.paint()
    return image.getpixel((image.width - 12, image.height // 2)) == tokens.rgb(tokens.THEMES["light"].ink)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_numbers_are_grey_after_two_minutes_and_gone_after_ten(theme):
    office = an_office(3, 2)
    board = a_board(office, a_canvas(theme=theme))
    told = said(office)

    fresh = board.now(told, NOON, NOON + GREY_MS - 1)
    grey = board.now(told, NOON, NOON + GREY_MS)
    hidden = board.now(told, NOON, NOON + HIDDEN_MS)

    assert _colourful(fresh["board-q0-info-1"])
    assert "101" in words([fresh["board-recent-1"]])
    assert not words([grey["board-recent-1"]])
    assert grey["board-q0-info-1"].alt == "12:00 現在"
    for name in ("board-newest-1", "board-q0-0-1", "board-ready-1"):
        assert not _colourful(grey[name])
        assert grey[name].alt == fresh[name].alt
        assert grey[name].key != fresh[name].key
        assert legible.faults(grey[name], board.canvas) == []
    assert words([grey["board-time-1"]]) == "12:00 現在"
    for call in (call for one in told.values() for call in one.calls):
        assert call.number not in words(list(hidden.values())).split("\n")
    assert hidden["board-newest-1"].alt == "窓口の表示をご覧ください"
    (empty,) = _pixels([hidden["board-time-1"].paint()])
    assert (empty == empty[0, 0]).all()


def _colourful(page):
    """Whether any pixel has much more of one colour than of another; the dark paper itself is a little blue."""
    (pixels,) = _pixels([page.paint()])
    return (pixels.max(axis=2) - pixels.min(axis=2)).max() > 24


def test_a_queue_whose_source_is_silent_goes_grey_and_hides_alone():
    office = an_office(2, 2)
    board = a_board(office)
    told = said(office)
    told["q0"] = replace(told["q0"], alive_at=NOON - GREY_MS)

    shown = board.now(told, NOON)
    later = board.now({**told, "q1": replace(told["q1"], alive_at=NOON + HIDDEN_MS)}, NOON + HIDDEN_MS)

    assert not _colourful(shown["board-q0-info-1"])
    assert _colourful(shown["board-q1-info-1"])
    assert words([shown["board-time-1"]]) == "11:58 現在"
    assert "100" not in words([later["board-q0-0-1"]])
    assert words([later["board-newest-1"]]).startswith("200")
    assert later["board-q0-info-1"].alt == "窓口の表示をご覧ください"


def test_before_opening_the_hours_speak_though_no_source_does():
    office = an_office(2)
    board = a_board(office)
    told = {
        name: replace(one, status="before", opens_at=NOON + 3_600_000, calls=(), alive_at=0, waiting=None)
        for name, one in said(office).items()
    }

    shown = board.now(told, NOON)

    assert shown["board-newest-1"].alt == "受付は13:00からです"
    assert shown["board-q0-info-1"].alt == "受付は13:00からです"
    assert all(step.until > NOON + HIDDEN_MS - 1 for step in board.live(told)["board-newest-1"])


@pytest.mark.parametrize(("state", "word"), [("paused", "休止"), ("closed", "受付終了")])
def test_a_counter_that_calls_nobody_says_so_in_the_place_of_its_number(state, word):
    office = an_office(2)
    board = a_board(office)
    told = said(office)
    counters = (replace(told["q0"].counters[0], state=state), *told["q0"].counters[1:])

    shown = board.now({"q0": replace(told["q0"], counters=counters)}, NOON)

    lines = [page for name, page in shown.items() if name.startswith("board-q0-") and "info" not in name]
    alts = " ".join(line.alt for line in lines)
    assert f"1番窓口 {word}" in alts
    assert "2番窓口 101番" in alts
    assert "100" not in words(lines)


def test_a_lamp_has_a_word_a_shape_and_a_colour():
    office = an_office(2)
    board = a_board(office)
    told = said(office)

    shown = [board.now({"q0": replace(told["q0"], lamp=lamp)}, NOON) for lamp in ("some", "busy")]
    some, busy = (parts["board-q0-info-1"] for parts in shown)

    assert "やや混雑" in words([some])
    assert {mark.name for mark in some.marks if hasattr(mark, "name")} == {"state-some"}
    assert {mark.name for mark in busy.marks if hasattr(mark, "name")} == {"state-busy"}
    assert _colourful(some)


def test_paper_tickets_have_no_waiting_count():
    office = an_office(2, tickets="paper")
    told = {name: replace(one, waiting=None, wait=None, lamp=None) for name, one in said(office).items()}

    board = a_board(office)

    assert not words([board.now(told, NOON)["board-q0-info-1"]])


def test_what_a_voice_reads_is_the_counter_and_the_number():
    office = an_office(3)
    board = a_board(office)

    newest = board.now(called(said(office), "42", "c3", NOON), NOON)["board-newest-1"]

    assert newest.alt == "住民票・戸籍 3番窓口 42番"
    assert newest.language == "ja"


def test_a_number_longer_than_usual_is_whole():
    office = an_office(3)
    board = a_board(office)

    newest = board.now(called(said(office), "AB-12345", "c3", NOON), NOON)["board-newest-1"]

    assert "AB-12345" in words([newest])
    assert legible.faults(newest, board.canvas) == []


def test_what_did_not_change_is_neither_laid_out_nor_packed_again():
    office = an_office(3, 3, 2)
    board = a_board(office)
    told = said(office)

    first, again = board.live(told), board.live({name: replace(one) for name, one in told.items()})

    assert all(one.page is other.page for name in first for one, other in zip(first[name], again[name], strict=True))


@pytest.mark.parametrize("shape", SHAPES)
def test_a_call_is_at_most_25_kilobytes_of_pictures(shape):
    office = an_office(3, 3, 2)
    board = a_board(office, SHAPES[shape])
    before = called(said(office), "777", "c1", CALLED - 60_000)
    after = called(before, "888", "c2", CALLED)
    after["q0"] = replace(after["q0"], waiting=6, wait=Text.of(ja="数分〜15分", en="a few to 15 min"))

    seen = (board.live(before, CALLED - 60_000), board.live(before))
    known = {step.page.key for live in seen for steps in live.values() for step in steps}
    fresh = {step.page.key: step.page for steps in board.live(after).values() for step in steps}

    assert sum(len(encode(page).data) for key, page in fresh.items() if key not in known) <= 25_000
