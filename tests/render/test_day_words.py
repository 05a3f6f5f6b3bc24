"""Days and hours as screens write them, in every language."""

from __future__ import annotations

from datetime import date

import pytest

from signage.render.day_words import NO_BREAK, day_words, days_words, hours_words

SUNDAY, NEXT_YEAR = date(2026, 11, 22), date(2027, 1, 3)


def plain(words):
    """With spaces that may break."""
    return words.replace(NO_BREAK, " ")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ja", "11月22日(日)"),
        ("ja-x-easy", "11月22日(日曜日)"),
        ("en", "Sun 22 Nov"),
        ("zh-Hans", "11月22日(周日)"),
        ("ko", "11월 22일(일)"),
        ("vi", "Chủ nhật, 22/11"),
    ],
)
def test_a_day_of_this_year_is_written_without_it(language, said):
    assert plain(day_words(SUNDAY, language, this_year=2026)) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ja", "2027年1月3日(日)"),
        ("en", "Sun 3 Jan 2027"),
        ("zh-Hans", "2027年1月3日(周日)"),
        ("ko", "2027년 1월 3일(일)"),
        ("vi", "Chủ nhật, 3/1/2027"),
    ],
)
def test_a_day_of_another_year_is_written_with_it(language, said):
    assert plain(day_words(NEXT_YEAR, language, this_year=2026)) == said


def test_a_span_has_a_line_for_each_end():
    assert days_words(SUNDAY, NEXT_YEAR, "ja", this_year=2026).split("\n") == ["11月22日(日)〜", "2027年1月3日(日)"]


def test_one_day_is_one_day():
    for last in (None, SUNDAY):
        assert days_words(SUNDAY, last, "ja", this_year=2026) == "11月22日(日)"


def test_a_deadline_says_until():
    assert days_words(None, SUNDAY, "ja", this_year=2026) == "11月22日(日)まで"
    assert plain(days_words(None, SUNDAY, "en", this_year=2026)) == "until Sun 22 Nov"


@pytest.mark.parametrize(
    ("language", "style", "said"),
    [
        ("ja", "9:00", "9:00〜12:00"),
        ("ja", "午前9時", "午前9時から正午まで"),
        ("ja-x-easy", "9:00", "午前9時から正午まで"),
        ("en", "午前9時", "9:00–12:00"),
        ("ko", "9:00", "9:00〜12:00"),
    ],
)
def test_hours_are_written_in_the_style_of_the_office(language, style, said):
    assert hours_words(("09:00", "12:00"), language, style=style) == said


def test_afternoon_and_half_past_are_said_in_words():
    assert hours_words(("13:30", "24:00"), "ja", style="午前9時") == "午後1時30分から午後12時まで"
