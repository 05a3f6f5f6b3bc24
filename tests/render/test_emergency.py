"""Emergencies: what to do, first and largest, in every language in turn, never clipped."""

from __future__ import annotations

import pytest

from signage.core import guide
from signage.core.catalogue import Catalogue, FloorGuide
from signage.core.texts import Text
from signage.render.marks import Stencil
from signage.render.tokens import LEVELS
from tests.render.legible import faults
from tests.render.makers import CANVASES, LANGUAGES, a_canvas, a_catalogue, a_request, drawn

TITLE = {
    "ja": "地震です 頭を守ってください",
    "ja-x-easy": "{地震|じしん}です {頭|あたま}を {守|まも}ってください",
    "en": "Earthquake: protect your head",
    "zh-Hans": "地震！请保护头部",
    "ko": "지진입니다 머리를 보호하세요",
    "vi": "Động đất: hãy bảo vệ đầu",
}
BODY = {
    "ja": "あわてて外に出ないでください。エレベーターは使えません。",
    "en": "Do not run outside. Do not use the lifts.",
    "vi": "Không chạy ra ngoài. Không dùng thang máy.",
}


def an_emergency(level: int = 5, **fields):
    """What the disaster section has prepared."""
    return a_request("notice", **({"title": TITLE, "body": BODY, "level": level} | fields))


def with_exit(request):
    """The same on a screen from which an exit is known."""
    held: Catalogue = a_catalogue()
    door = guide.Facility(
        id="door", office="ward", kind="exit", name=Text.of(ja="正面玄関"), building="main", floors=("1f",)
    )
    way = guide.Direction(id="d", office="ward", screen="lobby", target="door", arrow="se")
    there = FloorGuide(**{**vars(held.guide), "facilities": (door,), "directions": (way,)})
    return type(request)(**{**vars(request), "catalogue": Catalogue(**{**vars(held), "guide": there})})


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("name", CANVASES)
def test_every_level_can_be_read_on_every_canvas_in_every_language(name, level):
    canvas = CANVASES[name]

    pages = drawn(an_emergency(level, drill=level == 5), canvas, LANGUAGES)

    assert [fault for page in pages for fault in faults(page, canvas)] == []
    assert [finding for page in pages for finding in page.findings] == []
    assert list(dict.fromkeys(page.language for page in pages)) == list(LANGUAGES)
    assert {page.paper for page in pages} == {LEVELS[level]}


@pytest.mark.parametrize("name", ["whole", "dark", "portrait"])
def test_what_to_do_is_first_and_largest_and_at_least_three_units(name):
    canvas = CANVASES[name]

    page = drawn(an_emergency(), canvas, ("ja",))[0]

    largest = max(page.texts, key=lambda text: text.size)
    assert largest.box[1] == min(text.box[1] for text in page.texts)
    assert largest.size >= canvas.units(3)
    assert largest.weight == "bold"


def test_level_three_has_black_words():
    (page,) = drawn(an_emergency(3), a_canvas(), ("en",))

    assert {text.colour for text in page.texts} == {"#0C0C0E"}


def test_sentences_stand_on_lines_of_their_own():
    (page,) = drawn(an_emergency(), a_canvas(), ("ja",))

    assert [text.text for text in page.texts][:2] == ["地震です", "頭を守ってください"]


def test_a_drill_says_so_in_the_language_of_the_page():
    pages = drawn(an_emergency(drill=True), a_canvas(), ("ja", "en"))

    assert [page.texts[0].text for page in pages] == ["【訓練】", "【DRILL】"]
    assert pages[0].alt.startswith("【訓練】")


def test_the_exit_has_an_arrow_from_where_the_screen_hangs_and_its_pictogram():
    canvas = a_canvas()

    (page,) = drawn(with_exit(an_emergency()), canvas, ("ja",))

    assert [mark.name for mark in page.marks if isinstance(mark, Stencil)] == ["arrow-se", "facility-exit"]
    assert page.texts[-1].text == "正面玄関"
    assert "正面玄関" in page.alt
    assert faults(page, canvas) == []


def test_words_that_do_not_fit_together_go_on_on_a_second_page():
    canvas = CANVASES["portrait-lower"]
    body = {"ja": "揺れがおさまったら、係員の案内で北口から外へ出てください。車は使わないでください。" * 3}

    pages = drawn(with_exit(an_emergency(body=body)), canvas, ("ja",))

    assert len(pages) == 2
    assert pages[0].alt.startswith("地震です")
    assert [fault for page in pages for fault in faults(page, canvas)] == []


def test_a_language_without_words_has_no_page():
    pages = drawn(an_emergency(title={"ja": "避難してください", "en": "Leave the building"}), a_canvas(), LANGUAGES)

    assert [page.language for page in pages] == ["ja", "en"]


def test_a_voice_hears_words_apart_where_a_line_ends():
    pages = drawn(an_emergency(), CANVASES["narrow"], ("en", "ko"))

    said = {language: " ".join(page.alt for page in pages if page.language == language) for language in ("en", "ko")}
    assert said["en"].startswith("Earthquake: protect your head Do not run outside.")
    assert "머리를 보호하세요" in said["ko"]
