"""Called aloud: the readings that a visitor expects, number by number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signage.core.called_aloud import counter_phrases, number_phrases, reading

READINGS = {
    "0": "ゼロ",
    "1": "イチ",
    "2": "ニ",
    "3": "サン",
    "4": "ヨン",
    "5": "ゴ",
    "6": "ロク",
    "7": "ナナ",
    "8": "ハチ",
    "9": "キュー",
    "10": "ジュー",
    "14": "ジューヨン",
    "17": "ジューナナ",
    "19": "ジューキュー",
    "20": "ニジュー",
    "42": "ヨンジューニ",
    "70": "ナナジュー",
    "99": "キュージューキュー",
    "100": "ヒャク",
    "104": "ヒャクヨン",
    "300": "サンビャク",
    "333": "サンビャクサンジューサン",
    "600": "ロッピャク",
    "800": "ハッピャク",
    "888": "ハッピャクハチジューハチ",
    "1000": "セン",
    "3000": "サンゼン",
    "4700": "ヨンセンナナヒャク",
    "8000": "ハッセン",
    "9999": "キューセンキューヒャクキュージューキュー",
    "10234": "イチゼロニサンヨン",
    "042": "ヨンジューニ",
    "４２": "ヨンジューニ",
    "A-7": "エーノナナ",
    "A7": "エーナナ",
    "5-A": "ゴノエー",
    "５−Ａ": "ゴノエー",
    "11〜14": "ジューイチカラジューヨン",
    "1・2": "イチ、ニ",
    "税1": "税イチ",
}


@pytest.mark.parametrize(("label", "sounds"), READINGS.items())
def test_a_label_is_read_as_people_read_it(label: str, sounds: str) -> None:
    assert reading(label) == sounds


def test_a_call_is_two_phrases_in_each_language() -> None:
    number, counter = number_phrases("42"), counter_phrases("3")

    assert [phrase.text for phrase in number] == ["42番のかたは、", "Number 42,"]
    assert [phrase.text for phrase in counter] == ["3番窓口へお越しください。", "please go to counter 3."]
    assert number[0].reading == "ヨンジューニバンノカタワ、"
    assert counter[0].reading == "サンバンマドグチエオコシクダサイ。"
    assert number[0].plain == "ヨンジューニ番のかたは、"


@pytest.mark.parametrize(
    ("sign", "japanese", "english"),
    [
        ("5-A", "ゴノエー番窓口へお越しください。", "please go to counter 5 A."),
        ("11〜14", "ジューイチカラジューヨン番窓口へお越しください。", "please go to counters 11 to 14."),
        ("07", "7番窓口へお越しください。", "please go to counter 7."),
        ("税1", "税イチ番窓口へお越しください。", "please go to the counter on the screen."),
        ("総合案内", "総合案内へお越しください。", "please go to the counter on the screen."),
        ("2階受付", "2階受付へお越しください。", "please go to the counter on the screen."),
    ],
)
def test_signs_that_are_no_plain_number_are_said_too(sign: str, japanese: str, english: str) -> None:
    told = counter_phrases(sign)

    assert [phrase.text for phrase in told] == [japanese, english]


def test_no_two_numbers_sound_alike_and_none_by_a_reading_that_is_easily_misheard() -> None:
    sounds = [reading(str(number)) for number in range(10_000)]

    assert len(set(sounds)) == 10_000
    assert not any("シ" in sound for sound in sounds), (
        "4 is ヨン and 7 is ナナ: シ and シチ are taken for one another"
    )


@given(st.text(max_size=12))
def test_whatever_stands_on_a_ticket_can_be_said(label: str) -> None:
    for phrase in (*number_phrases(label), *counter_phrases(label)):
        assert phrase.text
