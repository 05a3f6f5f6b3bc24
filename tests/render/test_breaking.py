"""Line breaking: laws that hold for any text, and the examples of DOMAIN.md."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signage.render.breaking import FORCED, NEVER, NO_END, NO_START, PHRASE, WORD, breaks, lines
from signage.render.text import set_text
from tests.render.makers import LANGUAGES, a_style

LETTERS = st.text("あいのを区役所窓口年月日時、。「」（）ーっ0123456789:〜-円階番 AaBb", min_size=1, max_size=60)
WORDS = st.lists(
    st.sampled_from(
        [
            "区役所",
            "窓口は",
            "12月29日(火)",
            "9:00〜12:00",
            "03-1234-5678",
            "2階",
            "30番窓口",
            "1,200円",
            "です。",
            "お持ちください",
            "「転入届」",
        ]
    ),
    min_size=1,
    max_size=12,
).map("".join)


def reach(text, each=10.0):
    """How far each prefix reaches where every character is as wide."""
    return tuple(each * i for i in range(len(text) + 1))


def broken(text, width, language="ja", *, keep=(), balanced=False):
    """The lines of a text whose characters are ten wide."""
    costs = breaks(text, language, keep)
    return [text[start:end] for start, end in lines(text, costs, reach(text), width, balanced=balanced)]


@given(LETTERS, st.integers(1, 30), st.sampled_from(LANGUAGES), st.booleans())
def test_nothing_is_lost_but_spaces_at_line_ends(text, columns, language, balanced):
    told = broken(text, columns * 10, language, balanced=balanced)

    assert "".join(told).replace(" ", "") == text.replace(" ", "")


@given(LETTERS, st.integers(1, 30), st.sampled_from(LANGUAGES))
def test_no_line_is_wider_than_its_box(text, columns, language):
    told = broken(text, columns * 10, language)

    assert all(len(line) <= columns for line in told)


@given(WORDS, st.integers(12, 30))
def test_no_line_starts_or_ends_with_what_may_not_stand_there(text, columns):
    told = broken(text, columns * 10)

    assert [line for line in told[1:] if line[0] in NO_START] == []
    assert [line for line in told[:-1] if line[-1] in NO_END] == []


@given(WORDS, st.integers(13, 40))
def test_dates_times_and_numbers_are_never_taken_apart(text, columns):
    told = broken(text, columns * 10)

    for piece in ("12月29日(火)", "9:00〜12:00", "03-1234-5678", "30番窓口", "1,200円"):
        assert sum(line.count(piece) for line in told) == text.count(piece)


@given(WORDS, st.integers(4, 30))
def test_no_text_of_several_lines_ends_with_one_character(text, columns):
    told = broken(text, columns * 10)

    assert len(told) == 1 or len(told[-1]) > 1


@given(st.text(min_size=1, max_size=40), st.integers(20, 400))
def test_any_text_at_all_can_be_set(text, width):
    told = set_text(text, a_style(20), width=width)

    assert all(line.width <= width or len(line.text.strip()) <= 2 for line in told.lines)


@pytest.mark.parametrize(
    "piece",
    [
        "30分", "12月29日", "11月22日(日)", "12/29(火)", "9:00〜12:00", "午前9時30分", "午後1時",
        "03-1234-5678", "内線2345", "2階", "地下1階", "十階", "30番窓口", "5-A番", "1,200円", "第3期",
        "〒123-4567", "1丁目2番3号", "1-2-3", "https://www.ward.example/a", "a@ward.example",
        "令和8年", "65歳", "約3分",
    ],
)  # fmt: skip
def test_this_is_one_piece(piece):
    before, after = "これは", "になります"
    text = before + piece + after

    costs = breaks(text, "ja")

    inside = costs[len(before) + 1 : len(before) + len(piece)]
    assert min(inside) >= FORCED


@pytest.mark.parametrize("word", ["手数料", "子育て支援課", "お持ちください", "エレベーター"])
def test_a_word_of_the_glossary_is_not_divided(word):
    text = f"新しい{word}です"

    costs = breaks(text, "ja")

    assert min(costs[4 : 3 + len(word)]) >= WORD


def test_an_office_adds_words_of_its_own():
    name = "みずきの森プラザ"

    free, kept = breaks(f"{name}で", "ja"), breaks(f"{name}で", "ja", (name,))

    assert min(free[1 : len(name)]) < WORD
    assert min(kept[1 : len(name)]) >= WORD


@pytest.mark.parametrize(
    ("text", "columns", "expected"),
    [
        ("休みは12月29日(火)から1月3日(日)までです。", 12, ["休みは", "12月29日(火)から", "1月3日(日)までです。"]),
        ("手数料は30分以内に子育て支援課へ。", 9, ["手数料は", "30分以内に", "子育て支援課へ。"]),
        ("机の下に入り、頭を守ってください", 11, ["机の下に入り、", "頭を守ってください"]),
        ("受付は9:00〜12:00です", 10, ["受付は", "9:00〜12:00", "です"]),
    ],
)  # fmt: skip
def test_japanese_is_broken_where_one_would_breathe(text, columns, expected):
    assert broken(text, columns * 10) == expected


def test_english_is_broken_between_words_and_not_before_its_numbers():
    told = broken("Please come to Counter 30 on the 2nd floor at 9:00 am today", 200, "en")

    assert told[0] == "Please come to"
    assert any("Counter 30" in line for line in told)
    assert any("9:00 am" in line for line in told)


def test_korean_is_broken_between_words():
    told = broken("출생 신고는 2층 창구에서 접수합니다", 120, "ko")

    assert " ".join(told) == "출생 신고는 2층 창구에서 접수합니다"


def test_chinese_is_broken_at_phrases_and_keeps_its_punctuation():
    told = broken("窗口休息。结婚登记等户籍申报请交到值班窗口。", 90, "zh-Hans")

    assert "".join(told) == "窗口休息。结婚登记等户籍申报请交到值班窗口。"
    assert not [line for line in told if line[0] in "。，"]


def test_a_title_has_lines_of_like_length():
    told = broken("軽自動車税の期限が近づいています", 150, balanced=True)

    assert told == ["軽自動車税の期限が", "近づいています"]


def test_a_line_end_costs_nothing_only_between_phrases():
    costs = breaks("区役所は休みです。", "ja")

    assert costs[0] == NEVER
    assert costs[4] == PHRASE
    assert costs[8] == NEVER
