"""Lists: words are found whatever their width and case; a page that there is not becomes the nearest."""

from __future__ import annotations

import pytest

from signage.core.lists import has_words, on_page


@pytest.mark.parametrize("asked", ["", "  ", "ロビー", "ﾛﾋﾞｰ", "lobby", "ＬＯＢＢＹ 1f", "1F lobby"])
def test_every_word_is_found_whatever_its_width_and_case(asked: str) -> None:
    assert has_words("1F ロビー Lobby", asked)


@pytest.mark.parametrize("asked", ["hall", "lobby hall", "2f"])
def test_a_word_that_is_not_there_is_not_found(asked: str) -> None:
    assert not has_words("1F ロビー Lobby", asked)


@pytest.mark.parametrize(
    ("wanted", "count", "shown"),
    [(1, 0, (1, 1)), (1, 50, (1, 1)), (2, 51, (2, 2)), (9, 51, (2, 2)), (0, 51, (1, 2)), (-3, 51, (1, 2))],
)
def test_a_page_that_there_is_not_becomes_the_nearest(wanted: int, count: int, shown: tuple[int, int]) -> None:
    assert on_page(wanted, count=count, size=50) == shown
