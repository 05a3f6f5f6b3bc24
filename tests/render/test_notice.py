"""Notices: every template, on every canvas, in every language, can be read."""

from __future__ import annotations

import pytest

from signage.core.problems import Refused
from signage.core.reading import reading_ms
from signage.core.texts import Text
from signage.render import notice_words
from signage.render.kinds import KINDS
from signage.render.marks import Modules, Picture
from signage.render.pages import encode
from tests.render.legible import faults
from tests.render.makers import CANVASES, LANGUAGES, a_canvas, a_catalogue, a_photograph, a_request, drawn

TEMPLATES = "ABCDEFGHIJKL"
LONG = "この手続きには、本人を確認できる書類と、前の年の所得がわかる書類をお持ちください。" * 6


def a_subject_of(template: str) -> str | None:
    """The first usual subject of a template."""
    return next((name for name, one in notice_words.subjects().items() if one.template == template), None)


def a_notice(template: str | None = None, **fields: object) -> dict[str, object]:
    """All that a notice may have."""
    usual: dict[str, object] = {
        "first": "2026-12-01",
        "last": "2027-01-15",
        "hours": "9:00-12:00",
        "counter": "c30",
        "whom": {"ja": "区内にお住まいの方", "en": "Residents of the ward"},
        "bring": {"ja": "本人確認書類、印鑑", "en": "Proof of identity"},
        "contact": {"ja": "電話 03-1234-5678"},
        "code": "https://www.ward.example/notice/123",
    }
    if template is not None:
        subject = a_subject_of(template)
        usual |= {"template": template}
        usual |= {"subject": subject} if subject is not None else {"title": {"ja": "健康まつり", "en": "Health Fair"}}
    return usual | fields


@pytest.mark.parametrize(
    ("name", "language"),
    [
        *((name, language) for name in CANVASES for language in ("ja", "ja-x-easy")),
        *((name, language) for name in ("side", "portrait") for language in ("en", "zh-Hans", "ko", "vi")),
    ],
)
def test_every_template_can_be_read_on_every_canvas_in_every_language(name, language):
    canvas = CANVASES[name]
    second = ("en",) if language == "ja" else ()

    pages = [
        (template, page)
        for template in TEMPLATES
        for page in drawn(a_request("notice", **a_notice(template)), canvas, (language, *second))
    ]

    assert [f"{template}: {fault}" for template, page in pages for fault in faults(page, canvas)] == []
    assert [finding for _, page in pages for finding in page.findings] == []
    assert all(page.alt and page.language == language for _, page in pages)


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_template_has_its_sentences_in_six_languages(template):
    told = notice_words.templates()[template]

    for text in (told.label, told.title, told.body):
        assert {language for language, _ in text} >= set(LANGUAGES)


def test_every_subject_belongs_to_a_template_and_is_named_in_six_languages():
    subjects = notice_words.subjects()

    assert len(subjects) >= 12
    assert all(one.template in TEMPLATES for one in subjects.values())
    assert [name for name, one in subjects.items() if {tag for tag, _ in one.name} < set(LANGUAGES)] == []


def test_an_unknown_subject_is_refused_with_the_names_of_those_that_there_are():
    with pytest.raises(Refused) as refused:
        drawn(a_request("notice", subject="no-such-thing"), a_canvas())

    assert all(name in refused.value.en for name in notice_words.subjects())


@pytest.mark.parametrize("name", ["side", "narrow", "portrait-lower", "whole"])
def test_what_does_not_fit_goes_on_on_another_page_at_the_same_size(name):
    canvas = CANVASES[name]

    pages = drawn(a_request("notice", title={"ja": "お知らせ"}, body={"ja": LONG * 4}), canvas, ("ja",))

    body = {text.size for page in pages for text in page.texts if text.weight == "regular" and text.language == "ja"}
    assert len(pages) > 1
    assert len(body) == 1
    assert [fault for page in pages for fault in faults(page, canvas)] == []
    assert (
        "".join(page.alt for page in pages).replace(" ", "").replace("お知らせ", "").count("前の年の所得がわかる書類")
        == 24
    )


def test_pages_of_a_set_say_which_they_are():
    canvas = CANVASES["side"]

    pages = drawn(a_request("notice", title={"ja": "お知らせ"}, body={"ja": LONG * 2}), canvas, ("ja",))

    for number, page in enumerate(pages, start=1):
        assert f"{number}/{len(pages)}" in [text.text for text in page.texts]


def test_a_page_stays_as_long_as_reading_it_takes():
    short, long = (
        drawn(a_request("notice", title={"ja": "お知らせ"}, body={"ja": body}), CANVASES["whole"], ("ja",))
        for body in ("休み", LONG)
    )

    assert short[0].shown_ms == 5_000
    assert sum(page.shown_ms for page in long) >= reading_ms(LONG, "ja")


def test_japanese_is_larger_than_the_english_beside_it():
    (page,) = drawn(a_request("notice", title={"ja": "閉庁", "en": "Closed"}), CANVASES["whole"])

    japanese, english = (next(text for text in page.texts if text.language == tag) for tag in ("ja", "en"))

    assert english.size < japanese.size
    assert english.box[1] > japanese.box[1]


def test_the_year_is_written_only_where_it_is_another():
    (page,) = drawn(
        a_request("notice", title={"ja": "休み"}, first="2026-12-29", last="2027-01-03"), CANVASES["whole"]
    )

    said = "".join(text.text for text in page.texts if text.language == "ja")

    assert "12月29日(火)〜" in said
    assert "2026年" not in said
    assert "2027年1月3日(日)" in said


def test_new_year_is_when_a_notice_changes_by_itself():
    request = a_request("notice", title={"ja": "休み"}, first="2026-12-29")

    edges = list(KINDS["notice"].edges(request, 1_795_316_400_000, 1_798_800_000_000))

    assert edges == [1_798_729_200_000]  # 2027-01-01T00:00 in Tokyo


def test_a_counter_is_shown_as_its_sign_has_it_with_its_floor():
    (page,) = drawn(a_request("notice", title={"ja": "申請"}, counter="c30"), CANVASES["whole"])

    said = [text.text for text in page.texts]

    assert "30" in said
    assert any(text.startswith("2F") for text in said)
    assert "30番窓口" in page.alt


def test_a_cancelled_event_says_so_first():
    (page,) = drawn(a_request("notice", title={"ja": "区民まつり"}, band="中止"), CANVASES["whole"])

    highest = min(page.texts, key=lambda text: text.box[1])

    assert highest.text == "中止"
    assert page.alt.startswith("中止")


def test_a_character_that_no_font_has_is_a_finding_and_a_geta_mark():
    (page,) = drawn(a_request("notice", title={"ja": "お知らせ🐈"}), CANVASES["whole"], ("ja",))

    assert [finding.kind for finding in page.findings] == ["glyph"]
    assert "🐈" in page.findings[0].ja
    assert any("〓" in text.text for text in page.texts)


def test_the_picture_stands_on_the_side_away_from_the_text():
    canvas = CANVASES["whole"]
    fields = a_notice(title={"ja": "区民まつり"}, picture="a" * 64)

    pages = drawn(a_request("notice", **fields), canvas)

    picture = next(mark for mark in pages[0].marks if isinstance(mark, Picture))
    assert picture.box[0] > canvas.width / 2
    assert [fault for page in pages for fault in faults(page, canvas)] == []


def test_a_code_has_whole_modules_and_words_that_say_what_it_opens():
    canvas = CANVASES["side"]

    pages = drawn(a_request("notice", title={"ja": "申請"}, code="https://ward.example/a"), canvas)

    (code,) = (mark for page in pages for mark in page.marks if isinstance(mark, Modules))
    assert code.box[2] == len(code.rows) * code.module
    assert any("くわしく" in page.alt for page in pages)


def test_readings_stand_over_the_characters_of_plain_japanese():
    canvas = CANVASES["whole"]
    title = {"ja": "休み", "ja-x-easy": "{区役所|くやくしょ}は {休|やす}みです"}

    (page,) = drawn(a_request("notice", title=title), canvas, ("ja-x-easy",))

    readings = [text for text in page.texts if text.ruby]
    assert [text.text for text in readings] == ["くやくしょ", "やす"]
    assert min(text.size for text in readings) >= canvas.minimum_px
    assert "{" not in page.alt


def test_the_same_notice_gives_the_same_key_and_bytes():
    def made():
        return drawn(a_request("notice", **a_notice("C", picture="a" * 64)), CANVASES["whole"])[0]

    one, other = made(), made()

    assert one.key == other.key
    assert encode(one).data == encode(other).data


def test_what_is_painted_stands_on_the_background_that_its_contrast_is_told_from():
    for name in ("whole", "dark", "side"):
        fields = a_notice("L", band="延期", tone="urgent")
        for page in drawn(a_request("notice", **fields), CANVASES[name]):
            image = page.paint()
            for text in page.texts:
                x, y = text.box[0], text.box[1]
                corner = "#{:02X}{:02X}{:02X}".format(*image.getpixel((max(0, x - 1), y)))
                assert corner == text.background, text


def test_in_the_fallback_a_notice_has_no_date_and_sends_to_the_information_desk():
    request = a_request("notice", title={"ja": "休み"}, first="2026-12-29")
    plain = type(request)(**{**vars(request), "plain": True})

    (page,) = drawn(plain, CANVASES["whole"])

    assert "12月29日" not in page.alt
    assert "最新の情報は総合案内へ" in page.alt.replace(" ", "")


def test_a_title_typed_beside_a_template_wins_over_its_sentence():
    subject = a_subject_of("A")
    fields = a_notice("A", subject=subject, title={"ja": "お急ぎください"})

    pages = drawn(a_request("notice", **fields), CANVASES["whole"], ("ja",))

    assert pages[0].alt.startswith("お急ぎください")


def test_a_photograph_in_a_notice_keeps_its_shape():
    canvas = CANVASES["whole"]

    pages = drawn(
        a_request("notice", title={"ja": "花"}, picture="b" * 64), canvas, read=lambda _: a_photograph(400, 100)
    )

    picture = next(mark for mark in pages[0].marks if isinstance(mark, Picture))
    assert abs(picture.box[2] / picture.box[3] - 4) < 0.1


def test_an_office_without_counters_can_name_a_place_instead():
    assert a_catalogue().guide.counters
    place = {"ja": "1階 ロビー", "en": "Lobby, 1F"}

    (page,) = drawn(a_request("notice", title={"ja": "血圧測定"}, place=place), CANVASES["whole"])

    assert "1階 ロビー" in page.alt
    assert Text.of(place).best("en") in [text.text for text in page.texts]
