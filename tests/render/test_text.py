"""Text: set in a width, fitted to a size, with readings and with figures of one width."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops

from signage.render import ruby
from signage.render.marks import PlacedText
from signage.render.text import fit, line, set_text
from signage.render.tokens import rgb
from tests.render.makers import LANGUAGES, a_style

JAPANESE = "年末年始は12月29日(火)から1月3日(日)まで閉庁します。戸籍の届出は宿直窓口で受け付けます。"
SAMPLES = {
    "ja": JAPANESE,
    "ja-x-easy": "{区役所|くやくしょ}は {休|やす}みです。{1月4日|いちがつよっか}に {来|き}てください。",
    "en": "The ward office is closed from 29 December to 3 January; family registers go to the night desk.",
    "zh-Hans": "年末年初窗口休息。结婚登记等户籍申报请交到值班窗口。",
    "ko": "연말연시에는 창구를 쉽니다. 혼인 신고 등 호적 신고는 숙직 창구에서 접수합니다.",
    "vi": "Các quầy nghỉ cuối năm. Giấy khai hộ tịch như kết hôn được nhận tại quầy trực.",
}


def ink(placed: tuple[PlacedText, ...], width: int = 900, height: int = 1400) -> tuple[int, int, int, int] | None:
    """The box of what is really drawn."""
    image = Image.new("RGB", (width, height), rgb("#FFFFFF"))
    empty = image.copy()
    for one in placed:
        one.paint(image)
    return ImageChops.difference(image, empty).getbbox()


def test_what_is_drawn_lies_inside_the_boxes_that_are_told():
    for language, words in SAMPLES.items():
        told = set_text(words, a_style(60, language, ruby_px=30), width=700)
        placed = told.place(100, 100)

        left, top, right, bottom = ink(placed)

        assert left >= min(one.box[0] for one in placed) - 2, language
        assert right <= max(one.box[0] + one.box[2] for one in placed) + 2, language
        assert top >= min(one.box[1] for one in placed) - 6, language
        assert bottom <= max(one.box[1] + one.box[3] for one in placed) + 2, language
        assert right <= 800 + 2, language
        assert bottom - top <= told.height + 8, language


@given(st.sampled_from(LANGUAGES), st.integers(160, 900), st.integers(12, 80))
def test_a_paragraph_keeps_to_its_width(language, width, size):
    told = set_text(SAMPLES[language], a_style(size, language), width=max(width, size * 8))

    assert told.width <= max(width, size * 8)
    assert told.height == told.ascent + (len(told.lines) - 1) * told.pitch + (told.height - told.ascent) % told.pitch


def test_lines_never_touch():
    for language, words in SAMPLES.items():
        told = set_text(words, a_style(40, language, ruby_px=20), width=400)
        boxes = [one.box for one in told.place(0, 0)]
        rows = sorted({(box[1], box[1] + box[3]) for box in boxes})

        assert all(bottom <= top for (_, bottom), (top, _) in pairwise(rows)), language


def test_head_and_tail_are_the_whole():
    told = set_text(JAPANESE, a_style(51), width=500)

    assert told.head(3).text + "\n" + told.tail(3).text == told.text
    assert told.head(3).height < told.height


def test_words_are_fitted_between_the_smallest_and_the_largest_size():
    for height in (60, 90, 150, 400):
        told = fit("子育て支援課", a_style(100), width=500, height=height, smallest=34)

        assert 34 <= told.style.size <= 100
        assert told.height <= height


def test_more_room_never_makes_words_smaller():
    sizes = [fit(JAPANESE, a_style(90), width=w, height=400, smallest=20).style.size for w in (300, 600, 900, 1800)]

    assert sizes == sorted(sizes)


def test_what_fits_nowhere_is_set_at_the_smallest_size_and_no_smaller():
    told = fit(JAPANESE, a_style(90), width=200, height=50, smallest=34)

    assert told.style.size == 34
    assert told.height > 50


def test_a_title_is_made_smaller_rather_than_broken_inside_a_phrase():
    told = fit("軽自動車税の期限が近づいています", a_style(102), width=560, height=600, smallest=34, balanced=True)

    assert told.text.split("\n") in (
        ["軽自動車税の", "期限が", "近づいています"],
        ["軽自動車税の期限が", "近づいています"],
    )


def test_readings_stand_over_their_characters_without_meeting():
    told = set_text(
        "{承|うけたまわ}る {区役所|くやくしょ}の {市|し}", a_style(68, "ja-x-easy", ruby_px=34), width=900
    )

    raised = [one for one in told.place(0, 0) if one.ruby]

    assert [one.text for one in raised] == ["うけたまわ", "くやくしょ", "し"]
    assert {one.size for one in raised} == {34}
    assert all(a.box[0] + a.box[2] <= b.box[0] + 1 for a, b in pairwise(raised))
    assert all(one.box[0] >= 0 for one in raised)


def test_readings_are_left_out_where_they_would_be_too_small():
    told = set_text("{区役所|くやくしょ}", a_style(51, "ja-x-easy", ruby_px=34), width=900)

    assert told.text == "区役所"
    assert [one.ruby for one in told.place(0, 0)] == [False]


def test_a_reading_is_not_divided_at_a_line_end():
    told = set_text("{住民異動届|じゅうみんいどうとどけ}を" * 4, a_style(68, "ja-x-easy", ruby_px=34), width=500)

    assert all(one.text.startswith("住民異動届") for one in told.lines)


def test_lines_without_readings_are_no_further_apart_for_them():
    style = a_style(68, "ja-x-easy", ruby_px=34)

    assert set_text("ひらがな\nだけ", style, width=900).pitch < set_text("{漢字|かんじ}", style, width=900).pitch


def test_tabular_figures_are_all_as_wide():
    widths = {line(f"{digit}{digit}", a_style(80, tabular=True)).width for digit in range(10)}

    assert len(widths) == 1
    assert line("11", a_style(80)).width < line("11", a_style(80, tabular=True)).width


def test_alignment_is_of_each_line_in_its_column():
    told = set_text("一\n二二二", a_style(50), width=500)

    left, right = (told.place(0, 0, width=500, align=align) for align in ("left", "right"))

    assert {one.box[0] for one in left} == {0}
    assert {one.box[0] + one.box[2] for one in right} == {500}


def test_ruby_is_read_written_and_spoken():
    written = "{区役所|くやくしょ}は{休|やす}み"

    told = ruby.parse(written)

    assert told.base == ruby.strip(written) == "区役所は休み"
    assert [told.base[one.start : one.end] for one in told.readings] == ["区役所", "休"]
    assert ruby.spoken(written) == "くやくしょはやすみ"


@given(st.text("{}|漢字かな", max_size=30))
def test_braces_that_are_no_reading_are_left_alone(written):
    assert ruby.parse(written).base == ruby.strip(written)
