"""Fonts: which family draws what in which language, and what none can draw."""

from __future__ import annotations

from pathlib import Path

import pytest

from signage.core.problems import Broken
from signage.render import fonts
from signage.render.cmap import coverage, revision

VIETNAMESE = "Quầy số 30 ở tầng 2 sẽ đóng cửa; ẵ ệ ỗ ợ ữ ỵ Đ Ơ Ư"


@pytest.mark.parametrize(
    ("language", "family"),
    [
        ("ja", "BIZ UDPGothic"),
        ("ja-x-easy", "BIZ UDPGothic"),
        ("en", "BIZ UDPGothic"),
        ("zh-Hans", "Noto Sans CJK SC"),
        ("zh-Hant", "Noto Sans CJK TC"),
        ("ko", "Noto Sans CJK KR"),
        ("vi", "Noto Sans CJK JP"),
        ("pt", "Noto Sans CJK JP"),
    ],
)
def test_a_language_has_a_family_of_its_own(language, family):
    assert {run.family for run in fonts.runs("A1", language)} == {family}


@pytest.mark.parametrize("character", "髙﨑①→〜㈱℃〒☎")
def test_the_first_family_draws_what_japanese_offices_type(character):
    assert fonts.runs(character, "ja") == (fonts.Run("BIZ UDPGothic", character),)


@pytest.mark.parametrize("character", "𠮷简한")
def test_what_the_first_family_lacks_is_drawn_by_the_next_of_the_same_language(character):
    assert fonts.runs(f"吉{character}吉", "ja") == (
        fonts.Run("BIZ UDPGothic", "吉"),
        fonts.Run("Noto Sans CJK JP", character),
        fonts.Run("BIZ UDPGothic", "吉"),
    )


def test_vietnamese_is_set_in_one_family_with_all_its_marks():
    assert {run.family for run in fonts.runs(VIETNAMESE, "vi")} == {"Noto Sans CJK JP"}
    assert fonts.missing(VIETNAMESE, "vi") == ()


def test_the_same_character_has_chinese_glyphs_only_in_chinese():
    families = [fonts.runs("直骨", language)[0].family for language in ("ja", "zh-Hans", "zh-Hant", "ko")]

    assert families == ["BIZ UDPGothic", "Noto Sans CJK SC", "Noto Sans CJK TC", "Noto Sans CJK KR"]


def test_what_no_font_draws_is_told_once_and_drawn_as_a_geta():
    assert fonts.missing("会🐈議♿🐈", "ja") == ("🐈", "♿")
    assert [run.text for run in fonts.runs("🐈", "ja")] == ["〓"]


def test_a_variation_sequence_goes_to_the_family_that_has_it():
    with_selector = "葛\U000e0100"

    (run,) = fonts.runs(with_selector, "ja")

    assert run.text == with_selector
    assert fonts.missing(with_selector, "ja") == ()


def test_a_variation_that_no_font_has_is_told_and_drawn_in_its_usual_form():
    strange = "あ\U000e01ef"

    assert fonts.missing(strange, "ja") == (strange,)
    assert "".join(run.text for run in fonts.runs(strange, "ja")) == "あ"


def test_emoji_selectors_are_passed_over():
    assert fonts.runs("☎\ufe0f", "ja") == fonts.runs("☎", "ja")


def test_a_machine_without_japanese_fonts_is_told_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setattr(fonts, "library", lambda: fonts.Library((tmp_path,)))

    with pytest.raises(Broken) as broken:
        fonts.chain("ja")

    assert "fonts-morisawa-bizud-gothic" in broken.value.ja
    assert "fonts-morisawa-bizud-gothic" in broken.value.en


def test_a_machine_that_cannot_shape_text_is_told_what_to_install(monkeypatch):
    monkeypatch.setattr(fonts.features, "check_feature", lambda feature: feature != "raqm")
    fonts.font.cache_clear()

    with pytest.raises(Broken) as broken:
        fonts.font("BIZ UDPGothic", "regular", 20)

    assert "libfribidi0" in broken.value.ja
    assert "libfribidi0" in broken.value.en


def test_a_missing_bold_is_drawn_by_the_regular(tmp_path):
    regular = fonts.library().find("BIZ UDPGothic", "regular")
    (tmp_path / "BIZUDPGothic-Regular.ttf").symlink_to(regular.path)

    found = fonts.Library((tmp_path,)).find("BIZ UDPGothic", "bold")

    assert Path(found.path).name == "BIZUDPGothic-Regular.ttf"


def test_a_collection_is_opened_at_the_family_that_is_asked_for():
    for family in ("Noto Sans CJK JP", "Noto Sans CJK SC", "Noto Sans CJK KR"):
        assert fonts.font(family, "regular", 20).getname()[0] == family


def test_coverage_is_read_from_the_file_itself():
    biz, noto = (fonts.face(family, "regular") for family in ("BIZ UDPGothic", "Noto Sans CJK JP"))

    small, large = coverage(biz.path, biz.index), coverage(noto.path, noto.index)

    assert ord("髙") in small
    assert ord("𠮷") not in small
    assert ord("𠮷") in large
    assert 0xFFFF not in small
    assert ord("葛") in large.variations[0xE0100]
    assert revision(biz.path, biz.index) != revision(noto.path, noto.index)


def test_every_family_names_its_debian_package():
    assert {fonts.package_of(family) for family, _ in fonts.installed()} == {
        "fonts-morisawa-bizud-gothic",
        "fonts-noto-cjk",
        "fonts-noto-core",
    }


def test_the_fingerprint_is_the_same_every_time():
    first = fonts.fingerprint()
    fonts.fingerprint.cache_clear()

    assert fonts.fingerprint() == first
