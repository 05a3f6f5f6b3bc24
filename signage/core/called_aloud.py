"""Called aloud: what a voice says of a call, in Japanese and English, and how Japanese reads its numbers."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from string import ascii_uppercase
from typing import Literal


@dataclass(frozen=True, kw_only=True, slots=True)
class Phrase:
    """A piece of a sentence, for a voice of one language.

    `reading` is how it must sound, in the katakana of pronunciation dictionaries (ー for long vowels, ワ for the
    particle は); empty where nobody can know: words in kanji. What says it otherwise is to be given `plain`.
    """

    lang: Literal["ja", "en"]
    text: str
    reading: str = ""
    plain: str = ""


def number_phrases(number: str) -> tuple[Phrase, Phrase]:
    """ "42番のかたは、", "Number 42,": the same wherever the number is called to."""
    number = _folded(number)
    japanese = Phrase(
        lang="ja",
        text=f"{_written(number)}番のかたは、",
        reading=_sounded(number, "バンノカタワ、"),
        plain=f"{reading(number)}番のかたは、",
    )
    spelled = _spelled(number)
    return japanese, Phrase(lang="en", text=f"Number {spelled}," if spelled else "The number on the screen,")


def counter_phrases(sign: str) -> tuple[Phrase, Phrase]:
    """ "3番窓口へお越しください。", "please go to counter 3.": by what the counter's sign says."""
    sign = _folded(sign)
    if not _NUMBERED.fullmatch(sign):
        japanese = Phrase(lang="ja", text=f"{sign}へお越しください。", plain=f"{sign}へお越しください。")
        return japanese, _ON_THE_SCREEN
    japanese = Phrase(
        lang="ja",
        text=f"{_written(sign)}番窓口へお越しください。",
        reading=_sounded(sign, "バンマドグチエオコシクダサイ。"),
        plain=f"{reading(sign)}番窓口へお越しください。",
    )
    if not sign.isascii():
        return japanese, _ON_THE_SCREEN
    several = "counters" if any(mark in sign for mark in "~,") else "counter"
    return japanese, Phrase(lang="en", text=f"please go to {several} {_spelled(sign)}.")


def reading(label: str) -> str:
    """A number or sign as it is read in katakana: ヨンジューニ, ゴノエー, ジューイチカラジューヨン.

    What is neither digit, letter nor a mark between them stays as it is.
    """
    return "".join(_read(token) for token in _tokens(_folded(label)))


_ON_THE_SCREEN = Phrase(lang="en", text="please go to the counter on the screen.")

_NUMBERED = re.compile(r".*[A-Za-z0-9]")
"""A sign that is followed by 番窓口; any other says itself what it is (総合案内)."""

_TOKEN = re.compile(r"[0-9]+|[A-Za-z]|.")
_READ_WHOLE = 9_999
"""Longer numbers are read digit by digit, as nobody counts so far."""

_ONES = ("", "イチ", "ニ", "サン", "ヨン", "ゴ", "ロク", "ナナ", "ハチ", "キュー")
_TENS = ("", "ジュー", *(f"{one}ジュー" for one in _ONES[2:]))
_HUNDREDS = (
    *("", "ヒャク", "ニヒャク", "サンビャク", "ヨンヒャク"),
    *("ゴヒャク", "ロッピャク", "ナナヒャク", "ハッピャク", "キューヒャク"),
)
_THOUSANDS = (
    "",
    "セン",
    "ニセン",
    "サンゼン",
    "ヨンセン",
    "ゴセン",
    "ロクセン",
    "ナナセン",
    "ハッセン",
    "キューセン",
)
_LETTER_NAMES = (
    "エー ビー シー ディー イー エフ ジー エイチ アイ ジェー ケー エル エム エヌ オー ピー キュー アール エス ティー "
    "ユー ブイ ダブリュー エックス ワイ ゼット"
)
_LETTERS = dict(zip(ascii_uppercase, _LETTER_NAMES.split(), strict=True))
_MARKS = {"-": "ノ", "~": "カラ", ",": "、", " ": ""}


def _folded(label: str) -> str:
    """Full width as half width, and the many dashes and waves as one of each."""
    folded = unicodedata.normalize("NFKC", label).strip()
    folded = re.sub("[‐‑‒–—−]", "-", folded)
    return re.sub("[・、]", ",", re.sub("[〜～∼]", "~", folded))


def _tokens(folded: str) -> list[str]:
    return _TOKEN.findall(folded)


def _read(token: str) -> str:
    if token.isdecimal():
        return _count(int(token)) if int(token) <= _READ_WHOLE else "".join(_digit(one) for one in token)
    return _LETTERS.get(token.upper(), _MARKS.get(token, token))


def _count(number: int) -> str:
    if number == 0:
        return "ゼロ"
    thousands, hundreds = divmod(number, 1000)
    hundreds, tens = divmod(hundreds, 100)
    tens, ones = divmod(tens, 10)
    return _THOUSANDS[thousands] + _HUNDREDS[hundreds] + _TENS[tens] + _ONES[ones]


def _digit(one: str) -> str:
    return _ONES[int(one)] or "ゼロ"


def _sounded(label: str, rest: str) -> str:
    """The reading of a label and of what follows it; nothing where the label holds what we cannot read."""
    known = reading(label)
    return known + rest if re.fullmatch("[ァ-ヶー、]+", known) else ""


def _written(folded: str) -> str:
    """What a voice is given first: a number in digits, of which it knows the melody; all else in katakana."""
    return str(int(folded)) if folded.isdecimal() and int(folded) <= _READ_WHOLE else reading(folded)


def _spelled(folded: str) -> str:
    """For an English voice: "A 7", "5 A", "11 to 14"."""
    words = {"-": "", "~": "to", ",": "and"}
    known = [one for one in _tokens(folded) if one.isascii()]
    spelled = [str(int(one)) if one.isdecimal() else words.get(one, one) for one in known]
    return " ".join(one.strip() for one in spelled if one.strip())
