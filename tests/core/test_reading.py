"""Reading: DOMAIN.md's tables of sizes and times."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signage.core.reading import character_mm, minimum_code_px, minimum_em_px, reading_ms, searching_ms
from signage.core.screens import Screen
from signage.core.texts import Text


def a_screen(inches, *, metres=5.0, width=1920, height=1080, scanned=1.5):
    """A screen of this size, seen from so far."""
    return Screen(
        id="s",
        office="o",
        name=Text.of(ja="モニター"),
        diagonal_in=inches,
        viewing_distance_m=metres,
        scanning_distance_m=scanned,
        width=width,
        height=height,
        building="b",
        floor="1f",
        fallback="always",
    )


@pytest.mark.parametrize(("inches", "at_five", "at_ten"), [(32, 58, 115), (43, 43, 85), (55, 34, 67), (65, 29, 57)])
def test_the_smallest_japanese_text_is_as_in_the_table(inches, at_five, at_ten):
    assert minimum_em_px(a_screen(inches)) == at_five
    assert minimum_em_px(a_screen(inches, metres=10.0)) == at_ten


@pytest.mark.parametrize(
    ("metres", "mm"), [(0.5, 9), (1, 9), (2, 9), (4, 20), (5, 20), (10, 40), (20, 80), (30, 120), (15, 60), (40, 160)]
)
def test_a_character_is_as_high_as_the_guideline_says(metres, mm):
    assert character_mm(metres) == pytest.approx(mm)


@given(st.floats(0.5, 40), st.floats(0.5, 40))
def test_from_further_away_characters_are_no_smaller(one, other):
    near, far = sorted((one, other))

    assert character_mm(near) <= character_mm(far)


def test_four_times_the_pixels_need_twice_the_size():
    hd, uhd = minimum_em_px(a_screen(65)), minimum_em_px(a_screen(65, width=3840, height=2160))

    assert abs(uhd - 2 * hd) <= 1


def test_rotation_changes_nothing():
    assert minimum_em_px(a_screen(43)) == minimum_em_px(a_screen(43, width=1080, height=1920))


def test_a_code_is_a_tenth_of_the_scanning_distance():
    assert minimum_code_px(a_screen(55)) == 237
    assert minimum_code_px(a_screen(55, scanned=3.0)) in (473, 474)


@pytest.mark.parametrize(
    ("text", "language", "ms"),
    [
        ("休み", "ja", 5_000),
        ("あ" * 40, "ja", 13_000),
        ("あ " * 40, "ja", 13_000),
        ("one two three four five", "en", 5_000),
        ("word " * 25, "en", 13_000),
        ("字" * 40, "zh-Hans", 13_000),
        ("", "ja", 5_000),
    ],
)
def test_words_stay_as_long_as_reading_takes(text, language, ms):
    assert reading_ms(text, language) == ms


def test_lists_stay_as_long_as_searching_takes():
    assert searching_ms(0) == 6_000
    assert searching_ms(20) == 12_000
