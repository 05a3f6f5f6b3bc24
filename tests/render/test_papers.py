"""Papers: what hangs on the wall and lies on the desk can be read there, and its words stay words."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from signage.core.catalogue import Catalogue
from signage.core.guide import Building, Counter, Section
from signage.core.offices import Office
from signage.core.problems import Refused
from signage.core.texts import Text
from signage.render.papers import DESK, DESK_UPRIGHT, DOTS_PER_MM, WALL, Sheet, em_px
from signage.render.papers_guide import desk_pages
from signage.render.papers_notice import Posted, wall_pages
from signage.render.papers_pdf import pdf
from tests.render.makers import NOON, a_catalogue, a_photograph, a_request

NINE_MM = em_px(9)
HOUSE = Section(id="s", office="ward", name=Text.of(ja="子育て支援課", en="Child Support"), tel="03-1234-5678")
LAST = date(2026, 12, 10)


def a_poster(**fields: object) -> dict[str, object]:
    """A notice with all that paper has to hold."""
    usual: dict[str, object] = {
        "title": {"ja": "学童クラブの申請", "en": "After-school clubs"},
        "body": {"ja": "期限までに手続きをお済ませください。", "en": "Please apply in time."},
        "last": "2026-12-10",
        "counter": "c30",
        "code": "https://www.ward.example/notice/123",
    }
    return usual | fields


def posted(last: date | None = LAST) -> Posted:
    """By the child support section."""
    return Posted(office=Text.of(ja="みずき区役所", en="Mizuki Ward Office"), section=HOUSE, last=last)


def a_house() -> Catalogue:
    """One building, one floor, one section with two counters."""
    counters = [
        Counter(
            id=f"c{number}",
            office="ward",
            number=str(number),
            name=Text.of(ja=name, en=name),
            sections=("s",),
            building="main",
            floor="2f",
        )
        for number, name in ((30, "こども総合窓口"), (31, "児童手当"))
    ]
    usual = a_catalogue()
    office = Office(id="ward", name=Text.of(ja="みずき区役所", en="Mizuki Ward Office"), calendar="hours")
    building = Building(id="main", office="ward", name=Text.of(ja="本館", en="Main"), kind="本庁舎")
    guide = replace(usual.guide, buildings=(building,), sections=(HOUSE,), counters=tuple(counters))
    return replace(usual, offices={"ward": office}, guide=guide)


def test_a_notice_on_the_wall_is_one_sheet_whose_words_are_read_at_two_metres() -> None:
    request = a_request("notice", **a_poster())

    (sheet,) = wall_pages(request, posted(), lambda _: a_photograph())

    assert (sheet.width, sheet.height) == WALL.dots
    running = [text for text in sheet.texts if text.text in "期限までに手続きをお済ませください。"]
    assert running
    assert min(text.size for text in running) >= NINE_MM
    assert "学童クラブの申請" in "".join(text.text for text in sheet.texts)
    assert "After-school clubs" in " ".join(text.text for text in sheet.texts)


def test_its_foot_says_who_put_it_up_and_until_which_day_of_which_year() -> None:
    request = a_request("notice", **a_poster())

    (sheet,) = wall_pages(request, posted(), lambda _: a_photograph())

    foot = " ".join(text.text for text in sheet.texts if text.box[1] > sheet.height - 20 * DOTS_PER_MM)
    assert "みずき区役所 子育て支援課 電話 03-1234-5678" in foot
    assert "掲示期限 2026年12月10日(木)" in foot
    assert "On display until Thu 10 Dec 2026" in foot


def test_a_notice_without_an_end_says_none() -> None:
    request = a_request("notice", **a_poster())

    (sheet,) = wall_pages(request, posted(last=None), lambda _: a_photograph())

    assert not any("掲示期限" in text.text for text in sheet.texts)


def test_a_long_notice_is_set_smaller_before_it_takes_a_second_sheet() -> None:
    request = a_request("notice", **a_poster(body={"ja": "窓口はお休みします。戸籍届は宿直でお預かりします。" * 3}))

    pages = wall_pages(request, posted(), lambda _: a_photograph())

    assert len(pages) == 1


def test_the_floor_guide_is_no_notice_and_says_where_its_sheet_is() -> None:
    with pytest.raises(Refused, match="A3"):
        wall_pages(a_request("floor-guide"), posted(), lambda _: b"")


@pytest.mark.parametrize("sheet", [DESK, DESK_UPRIGHT])
def test_the_guide_is_one_sheet_with_every_counter_and_no_place_of_its_own(sheet: Sheet) -> None:
    (page,) = desk_pages(a_house(), "ward", sheet, at=NOON)

    told = "".join(text.text for text in page.texts).replace("\u00a0", " ")
    assert (page.width, page.height) == sheet.dots
    for said in (
        "2F",
        "30・31",
        "子育て支援課",
        "Child Support",
        "30 こども総合窓口",
        "31 児童手当",
        "2026年11月22日(日) 現在",
    ):
        assert said in told
    assert "現在地" not in told
    assert min(text.size for text in page.texts) >= em_px(2)


def test_a_document_holds_words_in_the_fonts_of_the_screens_and_is_small() -> None:
    pages = wall_pages(a_request("notice", **a_poster()), posted(), lambda _: a_photograph())

    made = pdf(pages, title="学童クラブの申請", author="みずき区役所", language="ja")

    assert made.startswith(b"%PDF-")
    assert re.search(rb"/MediaBox \[ 0 0 595\.\d+ 841\.\d+ \]", made)
    assert b"BIZUDPGothic-Bold" in made
    assert b"/ToUnicode" in made
    assert len(made) < 150_000


def test_the_same_pages_make_the_same_bytes() -> None:
    pages = wall_pages(a_request("notice", **a_poster()), posted(), lambda _: a_photograph())

    first, second = (pdf(pages, title="題", author="区", language="ja") for _ in range(2))

    assert first == second


def test_characters_that_the_first_font_lacks_are_drawn_all_the_same() -> None:
    request = a_request("notice", **a_poster(title={"ja": "𠮷野家のお知らせ"}, picture="0" * 64))
    pages = wall_pages(request, posted(), lambda _: a_photograph())

    made = pdf(pages, title="題", author="区", language="ja")

    assert b"/SMask" in made
    assert b"/DCTDecode" in made
