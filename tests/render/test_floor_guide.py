"""The floor guide as pages: the overview within 40 s, legible everywhere, in every state and language."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from signage.core.catalogue import Catalogue
from signage.core.guide import Section
from signage.core.instants import DAY, MINUTE
from signage.render.floor_guide_loop import RETURNS_MS
from signage.render.pages import encode
from tests import floor_guide_office as office
from tests.core.test_floor_guide import at
from tests.render.guide_pages import KIND, a_canvas, distinct, faults, longest_return_ms, overview, pages, words

EVERY = tuple(office.SCREENS)
CANVAS = a_canvas(office.a_request(0))


@pytest.mark.parametrize("screen", EVERY)
@pytest.mark.parametrize("local", ["2026-11-24 10:00", "2026-11-24 19:00", "2026-11-28 10:00", "2026-11-22 10:00"])
def test_the_overview_comes_back_within_forty_seconds(screen: str, local: str) -> None:
    loop = pages(screen, local)

    assert overview(loop)
    assert max(longest_return_ms(loop, page) for page in overview(loop)) <= RETURNS_MS


@pytest.mark.parametrize("screen", EVERY)
def test_every_section_stands_in_the_overview_with_its_numbers(screen: str) -> None:
    told = "\n".join(words(page) for page in overview(pages(screen))).replace("\n", "")

    for line in office.SECTIONS:
        name, numbers = line.split(" ", 2)[2].rsplit(" ", 1)
        assert name.split("|")[0].replace(" ", "") in told.replace(" ", "")
        assert numbers.split(",")[0] in told


@pytest.mark.parametrize("screen", EVERY)
@pytest.mark.parametrize("languages", [("ja", "en", "zh-Hans", "ko", "vi"), ("ja", "ja-x-easy"), ("en", "ja")])
def test_nothing_is_too_small_clipped_or_overlapping(screen: str, languages: tuple[str, ...]) -> None:
    for local in ("2026-11-24 10:00", "2026-11-28 10:00"):
        for page in distinct(pages(screen, local, languages=languages, budget_s=900)):
            assert faults(page, a_canvas(office.a_request(0, screen=screen))) == []
            assert page.alt


def test_own_floor_is_in_sight_on_every_page() -> None:
    for page in distinct(pages("lobby", budget_s=900)):
        here = {"ja": "現在地", "zh-Hans": "您在此处", "ko": "현재 위치", "vi": "Bạn đang ở đây"}[page.language]
        assert "1F" in words(page)
        assert here.replace(" ", "") in words(page).replace(" ", "")


def test_english_stands_beside_japanese_smaller_and_quieter() -> None:
    (first, *_) = overview(pages("lobby"))

    japanese = [text for text in first.texts if text.text == "総務課"]
    english = [text for text in first.texts if text.text == "General Affairs"]

    assert japanese[0].size > english[0].size >= 0.75 * 34
    assert japanese[0].baseline == english[0].baseline or english[0].baseline > japanese[0].baseline
    assert japanese[0].weight == "bold"


def test_each_language_is_drawn_in_its_own_letters() -> None:
    families = {"zh-Hans": "Noto Sans CJK SC", "ko": "Noto Sans CJK KR", "vi": "Noto Sans CJK JP"}

    for page in distinct(pages("lobby", budget_s=900)):
        for text in page.texts:
            if text.language in families:
                assert text.family == families[text.language]


def test_languages_that_do_not_fit_are_named_on_the_first_page() -> None:
    loop = pages("lobby", budget_s=60, show="overview")

    (finding,) = loop[0].findings

    assert "Tiếng Việt" in finding.ja
    assert not any(page.language == "vi" for page in loop)
    assert not any(page.findings for page in loop[1:])


def test_the_whole_loop_stays_within_its_budget() -> None:
    for budget in (60, 120, 180, 300):
        loop = pages("lobby", budget_s=budget)
        assert sum(page.shown_ms for page in loop) <= 1000 * budget


def test_a_page_stays_as_long_as_searching_takes() -> None:
    for page in distinct(pages("lobby")):
        assert 6_000 < page.shown_ms <= 6_000 + 300 * 60
        assert page.shown_ms % 300 == 0


def test_a_page_tells_its_place_in_its_set() -> None:
    loop = overview(pages("lobby"))

    assert [f"{n + 1}/{len(loop)}" in words(page) for n, page in enumerate(loop)] == [True] * len(loop)


def test_in_opening_hours_only_what_is_not_open_is_marked() -> None:
    rows = office.a_guide()
    paused = tuple(replace(c, state="paused") if c.number == "25" else c for c in rows.counters)

    told = "\n".join(
        words(page) for page in overview(pages(catalogue=office.a_catalogue(replace(rows, counters=paused))))
    )

    assert told.count("休止") == 1
    assert "受付中" not in told


def test_on_a_saturday_what_is_open_is_marked() -> None:
    told = "\n".join(words(page) for page in overview(pages(local="2026-11-28 10:00")))

    assert "受付中" in told
    assert "本日休み" not in told or told.count("受付中") > told.count("本日休み")


def test_when_all_is_closed_it_is_said_once() -> None:
    evening = overview(pages(local="2026-11-24 19:00"))
    sunday = overview(pages(local="2026-11-22 10:00"))
    early = overview(pages(local="2026-11-24 07:00"))

    assert all(words(page).count("本日の受付は終了しました") == 1 for page in evening)
    assert all(words(page).count("本日は閉庁日です") == 1 for page in sunday)
    assert all("受付は8:45からです" in words(page) for page in early)
    assert "受付終了" not in "".join(words(page) for page in evening)


def test_two_evenings_give_the_same_frames() -> None:
    one, other = pages(local="2026-11-24 19:00"), pages(local="2026-11-26 22:10")

    assert [page.key for page in one] == [page.key for page in other]


def test_the_same_page_gives_the_same_bytes() -> None:
    page = pages("lift")[0]

    assert encode(page) == encode(page)
    assert page.paint().size == (1080, 1280)


def test_the_fallback_sends_people_to_information() -> None:
    rows = office.a_guide(changes=(office.a_change("2026-11-24"),))
    paused = tuple(replace(c, state="paused") for c in rows.counters)
    loop = pages(catalogue=office.a_catalogue(replace(rows, counters=paused)), plain=True, languages=("ja", "en"))

    for page in distinct(loop):
        assert "最新の情報は総合案内へ" in words(page)
        assert "休止" not in words(page)
        assert "移動" not in words(page)


def test_a_move_is_told_with_its_day_before_and_with_the_old_place_after() -> None:
    rows = office.a_guide(changes=(office.a_change("2027-04-01", sections=("s27",)),))
    catalogue = office.a_catalogue(rows)

    before = "\n".join(words(page) for page in pages(local="2027-03-31 10:00", catalogue=catalogue))
    after = "\n".join(words(page) for page in pages(local="2027-04-01 10:00", catalogue=catalogue))

    assert "4月1日から 3階31番へ移動" in before.replace("\n", "")
    assert "1階1番から移動しました" in after.replace("\n", "")


def test_moves_have_a_page_that_says_who_goes_where() -> None:
    rows = office.a_guide(changes=(office.a_change("2027-04-01", sections=("s27",)),))

    loop = pages(local="2027-03-31 10:00", catalogue=office.a_catalogue(rows), languages=("ja", "en"))

    (page,) = [page for page in distinct(loop) if page.alt.startswith("移動・名称変更")]
    assert "総務課 General Affairs 1階1番 → 3階31番 4月1日から" in page.alt


def test_what_is_not_drawn_changes_no_picture() -> None:
    rows = office.a_guide()
    request = office.a_request(at("2026-11-24 10:00"), catalogue=office.a_catalogue(rows))
    looped = tuple(replace(counter, hearing_loop=True, languages=("en",)) for counter in rows.counters)
    other = office.a_request(at("2026-11-24 10:00"), catalogue=office.a_catalogue(replace(rows, counters=looped)))

    assert KIND.document(request) == KIND.document(other)


def test_a_new_name_is_told_with_the_old_one() -> None:
    change = office.a_change(
        "2027-04-01",
        sections=("s27",),
        operation="改称",
        before=office.a_text("総務係"),
        after=office.a_text("総務課"),
    )

    after = pages(local="2027-04-02 10:00", catalogue=office.a_catalogue(office.a_guide(changes=(change,))))

    assert "旧総務係" in "".join(words(page) for page in overview(after))


def test_a_lift_out_of_order_is_said_on_its_floor_s_page() -> None:
    rows = office.a_guide()
    out = office.limits("2026-11-24", "2026-11-25")
    lifts = tuple(replace(f, out_of_order=out) if f.id == "lift-n" else f for f in rows.facilities)

    loop = pages(catalogue=office.a_catalogue(replace(rows, facilities=lifts)), show="floors", budget_s=900)

    assert any("使えません" in words(page) and "11月25日まで" in words(page) for page in loop)


def test_floors_alone_and_areas_alone_can_be_shown() -> None:
    floors = distinct(pages(show="floors", budget_s=900))
    areas = distinct(pages(show="areas", budget_s=900))

    assert any("ATM" in words(page) for page in floors)
    assert any("北\n北棟" in words(page) for page in areas)
    assert not overview(floors)


def test_only_the_floors_that_were_asked_for_are_shown() -> None:
    told = "\n".join(words(page) for page in pages(show="floors", floors=("2f",), budget_s=900))

    assert "納税課" in told
    assert "総務課" not in told


@pytest.mark.parametrize("size", [(1920, 180), (1080, 320), (3840, 360), (1920, 120)])
def test_a_flat_box_shows_the_own_floor_alone(size: tuple[int, int]) -> None:
    loop = pages(box=(0, 0, *size))
    told = "".join(words(page) for page in loop)

    assert "現在地" in told
    assert "会計室" in told
    assert "納税課" not in told
    assert [fault for page in loop for fault in faults(page, CANVAS)] == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("accent", ["#005AFF", "#FFF100", "#0B6E4F", "#FF4B00"])
def test_every_theme_and_accent_can_be_read(theme: str, accent: str) -> None:
    loop = pages(canvas={"theme": theme, "accent": accent}, show="overview", languages=("ja", "en"))

    assert [fault for page in distinct(loop) for fault in faults(page, CANVAS)] == []


def test_what_is_said_to_stand_on_a_colour_does() -> None:
    """Contrast is asserted from what a text says of its ground: here the pixels say it too."""
    for page in distinct(pages("lobby", show="overview"))[:4]:
        image = page.paint()
        for text in page.texts:
            x, y, _, _ = text.box
            pixel = image.crop((max(0, x - 2), y + text.box[3] - 1, x, y + text.box[3])).getpixel((0, 0))
            colour = "#{:02X}{:02X}{:02X}".format(*pixel)  # type: ignore[misc]
            assert colour == text.background.upper(), text.text


@pytest.mark.parametrize("screen", EVERY)
def test_long_names_of_buildings_floors_and_offices_stay_on_the_page(screen: str) -> None:
    rows = office.a_guide()
    long = office.a_text("保健福祉総合センター・子育て支援複合施設|Integrated Health and Welfare Centre with Nursery")
    buildings = tuple(replace(one, name=long) for one in rows.buildings)
    floors = tuple(replace(one, theme=long, label="地下中2階") for one in rows.floors)
    catalogue = office.a_catalogue(replace(rows, buildings=buildings, floors=floors))

    for page in distinct(pages(screen, catalogue=catalogue, languages=("ja", "en"), budget_s=600)):
        assert faults(page, a_canvas(office.a_request(0, screen=screen))) == []


def test_an_office_without_rows_still_has_a_page() -> None:
    empty = office.a_guide(sections=(), counters=(), facilities=())

    (page,) = pages(catalogue=office.a_catalogue(empty))

    assert page.alt
    assert faults(page, CANVAS) == []


def test_the_picture_changes_where_the_guide_does() -> None:
    request = office.a_request(at("2026-11-24 10:00"))
    begins = at("2026-11-24 00:00")

    edges = list(KIND.edges(request, begins, begins + DAY))

    assert begins + 17 * 60 * MINUTE in edges
    before, after = (KIND.document(replace(request, at=edges[-1] + shift)) for shift in (-1, 0))
    assert before != after


def an_office_of(sections: list[tuple[str, int]]) -> Catalogue:
    """Sections by name and number of counters, dealt over the floors."""
    floors = ("5f", "4f", "3f", "2f", "1f", "a1")
    rows, counters = [], []
    for order, (name, count) in enumerate(sections):
        rows.append(
            Section(id=f"s{order}", office=office.OFFICE, name=office.a_text(f"{name}|Section {order}"), order=order)
        )
        floor = floors[order * len(floors) // len(sections)]
        counters += [
            office.a_counter(f"{order + 1}-{n + 1}", floor=floor, section=f"s{order}", order=len(counters) + n)
            for n in range(count)
        ]
    return office.a_catalogue(office.a_guide(sections=tuple(rows), counters=tuple(counters)))


NAMES = st.text(alphabet="市民課窓口福祉支援税務こども家庭センター・国保年金", min_size=2, max_size=14)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    sections=st.lists(st.tuples(NAMES, st.integers(1, 3)), min_size=1, max_size=40),
    screen=st.sampled_from(EVERY),
    languages=st.sampled_from([("ja", "en"), ("ja",), ("ja", "en", "zh-Hans", "vi"), ("ja", "ko")]),
)
def test_whatever_the_office_the_law_holds_or_is_said_to_be_broken(
    sections: Any, screen: str, languages: Any
) -> None:
    loop = pages(screen, catalogue=an_office_of(sections), languages=languages)

    said = any("40" in finding.ja for finding in loop[0].findings)
    assert said or max(longest_return_ms(loop, page) for page in overview(loop)) <= RETURNS_MS
    assert [
        fault for page in distinct(loop) for fault in faults(page, a_canvas(office.a_request(0, screen=screen)))
    ] == []
