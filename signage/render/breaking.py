"""Breaking: where a line of text may end: phrases, 禁則, and what is never taken apart."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import budoux

from signage.render.glossary import GLOSSARY

PHRASE, BREATH, WORD, FORCED, NEVER = 0, 1, 2, 3, 4
"""What a line end costs there: a phrase ends; one script gives way to another; inside a word; inside a number or a
Latin word, only where nothing else fits; not at all."""

NO_START = frozenset(
    "、。，．・：；？！ヽヾゝゞ々〻ー〜～’”）〕］｝〉》」』】〙〗°′″℃％‰"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ"
    ",.:;?!)]}%–—‐…‥」"
)
"""No line starts with these."""

NO_END = frozenset("‘“（〔［｛〈《「『【〘〖([{¥￥$＄£〒№#＃")
"""No line ends with these."""

_DIGIT = "[0-9０-９]"
_NUMBER = f"{_DIGIT}(?:[,，.．]?{_DIGIT})*"
_KANJI_NUMBER = "[一二三四五六七八九十百千〇]+"
_TIME = rf"(?:午前|午後)?{_DIGIT}{{1,2}}(?:[:：]{_DIGIT}{{2}}|時(?:{_DIGIT}{{1,2}}分|半)?)"
_SIGN = "[0-9A-Z]{1,4}(?:-[0-9A-Z]{1,4})*"
_UNITS = (
    "番窓口|番目|番線|番地|番|号窓口|号室|号館|号|年度|年|か月間|か月|カ月|ヶ月|箇月|月|週間|週|日間|日|時間|時|分間|分|秒|"
    "階|丁目|円|万円|億円|千円|人|名|件|個|枚|通|部|歳|才|回目|回|期|台|本|冊|組|点|級|倍|割|か所|カ所|ヶ所|箇所|"
    "キロ|メートル|センチ|km|cm|mm|kg|m|g|℃|度|%|％"
)
_GLUE = re.compile(
    "|".join(
        (
            rf"{_SIGN}(?:[〜～]{_SIGN})?(?:番窓口|番|階)|[0-9A-Z]{{1,4}}(?:-[0-9A-Z]{{1,4}})+(?![0-9A-Za-z-])",
            r"https?://[!-~]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
            rf"(?:令和|平成|昭和)(?:元|{_NUMBER})年度?",
            rf"{_DIGIT}{{1,2}}月{_DIGIT}{{1,2}}日(?:[(（][月火水木金土日](?:・?祝)?[)）])?",
            rf"{_DIGIT}{{1,2}}[/／]{_DIGIT}{{1,2}}(?:[(（][月火水木金土日][)）])?",
            rf"{_TIME}(?:\s?[〜～~\-–－]\s?{_TIME})?",
            rf"〒?{_DIGIT}{{3}}[-－‐]{_DIGIT}{{4}}",
            rf"{_DIGIT}{{2,5}}(?:[-－‐(（]{_DIGIT}{{1,4}}[-－‐)）]?)+{_DIGIT}{{3,4}}",
            rf"{_DIGIT}+丁目(?:{_DIGIT}+番(?:地)?(?:{_DIGIT}+号)?)?|{_DIGIT}+(?:[-－‐]{_DIGIT}+)+",
            rf"(?:(?:内線|第|約|各|毎月第|地下|中|¥|￥|No\.)\s?)?{_NUMBER}(?:[〜～・]{_NUMBER})?(?:{_UNITS})?",
            rf"第?{_KANJI_NUMBER}(?:{_UNITS})",
            r"[0-9A-Za-z０-９Ａ-Ｚａ-ｚÀ-ɏḀ-ỿ]+(?:[-'’.&/_][0-9A-Za-z０-９Ａ-Ｚａ-ｚÀ-ɏḀ-ỿ]+)*(?:階|番窓口|番)?",
            r"……|――|‥‥",
        )
    )
)
_YEAR = re.compile(rf"(?<!{_DIGIT}){_DIGIT}{{4}}年(?={_DIGIT}{{1,2}}月)")
"""A year stays with its day where it can: a narrow column may end a line between them."""
_LATIN_GLUE = re.compile(
    r"\d{1,2}(?::\d{2})?\s?(?:a\.m\.|p\.m\.|am|pm|noon)\b|"
    r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}\b|"
    r"\b\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*|"
    r"\b(?:Counter|Counters|Window|Floor|Room|No\.|Quầy|quầy|Tầng|tầng|số|phòng) (?:số )?[\dA-Z][\w-]*|"
    r"\d+(?:st|nd|rd|th) floor|\b\d+ (?:minutes?|hours?|days?|yen|phút|giờ|ngày|분|시|일|월|층|번)\b",
)
_KATAKANA = re.compile("[ァ-ヺー]{2,}")
_WIDE = re.compile("[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
_SPACES = " \u3000"


@lru_cache(maxsize=4)
def _phrases(language: str) -> Callable[[str], list[str]]:
    loaders: Mapping[str, Callable[[], budoux.Parser]] = {
        "ja": budoux.load_default_japanese_parser,
        "zh-Hans": budoux.load_default_simplified_chinese_parser,
        "zh-Hant": budoux.load_default_traditional_chinese_parser,
    }
    parse: Callable[[str], list[str]] = loaders[language]().parse
    return parse


@lru_cache(maxsize=4_096)
def breaks(text: str, language: str, keep: tuple[str, ...] = (), *, whole_words: bool = False) -> tuple[int, ...]:
    """What a line end costs before each character: `breaks(t)[i]` is for a line that ends with t[:i].

    The first value, for i = 0, is NEVER. `keep` are words of the office that are not taken apart; `whole_words`:
    nor are those that look like one in Japanese, though lines become less even (notices; not the guide's columns).
    """
    base = "ja" if language.startswith("ja") else language
    by_phrase = base in {"ja", "zh-Hans", "zh-Hant"}
    costs = _wide_costs(text, base, keep) if by_phrase else _spaced_costs(text, keep)
    if whole_words and base == "ja":
        costs = [cost if cost != BREATH or i == 0 else _between(text[i - 1], text[i]) for i, cost in enumerate(costs)]
    for i in range(1, len(text)):
        if text[i] in NO_START or text[i - 1] in NO_END or text[i] in _SPACES or _is_mark(text[i]):
            costs[i] = NEVER
    if costs:
        costs[0] = NEVER
    return tuple(costs)


def _wide_costs(text: str, language: str, keep: tuple[str, ...]) -> list[int]:
    costs = [BREATH] * len(text)
    position = 0
    for piece in _phrases(language)(text) if text else ():
        if position:
            costs[position] = PHRASE
        position += len(piece)
    for i in range(1, len(text)):
        if text[i - 1] in _SPACES or text[i - 1] in "、。，！？!?〜":
            costs[i] = PHRASE
        elif text[i] in "（「『【(〔" and text[i - 1] not in NO_END:
            costs[i] = min(costs[i], PHRASE)
    if language == "ja":
        for found in _KATAKANA.finditer(text):
            _raise(costs, found.start(), found.end(), WORD)
        _keep(costs, text, (*GLOSSARY, *keep))
    else:
        _keep(costs, text, keep)
    for found in _GLUE.finditer(text):
        _raise(costs, found.start(), found.end(), FORCED)
    for found in _YEAR.finditer(text):
        costs[found.end()] = max(costs[found.end()], WORD)
    return costs


def _between(one: str, other: str) -> int:
    """Two neighbours inside a phrase; most likely of one word: the same script, 送り仮名, お and ご."""
    if one == "・":
        return PHRASE
    return WORD if _script(one) == _script(other) or _script(other) == "kana" or one in "おご" else BREATH


def _script(character: str) -> str:
    if "ぁ" <= character <= "ゟ":
        return "kana"
    if "ァ" <= character <= "ヿ":
        return "katakana"
    return "kanji" if "㐀" <= character <= "鿿" or character in "々〆" else "other"


def _spaced_costs(text: str, keep: tuple[str, ...]) -> list[int]:
    costs = [FORCED] * len(text)
    for i in range(1, len(text)):
        if text[i - 1] in _SPACES:
            costs[i] = PHRASE
        elif (text[i - 1] in "-/" and text[i].isalpha()) or _WIDE.match(text[i]) or _WIDE.match(text[i - 1]):
            costs[i] = BREATH
    for found in _LATIN_GLUE.finditer(text):
        _raise(costs, found.start(), found.end(), WORD)
    _keep(costs, text, keep)
    return costs


def _keep(costs: list[int], text: str, words: tuple[str, ...]) -> None:
    for word in words:
        start = text.find(word)
        while start >= 0:
            _raise(costs, start, start + len(word), WORD)
            start = text.find(word, start + len(word))


def _raise(costs: list[int], start: int, end: int, least: int) -> None:
    for i in range(start + 1, end):
        costs[i] = max(costs[i], least)


def _is_mark(character: str) -> bool:
    code = ord(character)
    return (
        0x300 <= code <= 0x36F or 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF or code in (0x3099, 0x309A)
    )


_LINE_COST = 0.3
_END_COST = (0.0, 0.9, 4.0, 12.0, 1_000.0)
_WIDOW_COST = 6.0
_SHORT, _SHORT_COST = 0.22, 0.2
"""A last line of one short word is better filled from the line before; never for another line."""
_CLAUSES, _CLAUSE_GAIN = "、。，！？", 0.12
"""Where a voice would pause, a line ends better."""


@dataclass(frozen=True, slots=True)
class _Passage:
    """What is to be divided into lines, and how."""

    text: str
    costs: tuple[int, ...]
    reach: tuple[float, ...]
    width: float
    balanced: bool

    def trimmed(self, start: int, end: int) -> int:
        """The end without the spaces before it."""
        while end > start and self.text[end - 1] in _SPACES:
            end -= 1
        return end

    def cheapest(self, end: int, best: list[tuple[float, int]]) -> tuple[float, int]:
        """What all lines up to t[:end] cost at least, and where the last of them starts then."""
        last = end == len(self.text)
        found = (float("inf"), end - 1)
        shown_end = self.trimmed(0, end)
        for start in range(end - 1, -1, -1):
            count = shown_end - start
            used = self.reach[shown_end] - self.reach[start] if count > 0 else 0.0
            if used > self.width and count > 1:
                break
            cost = best[start][0] + _LINE_COST
            if not last:
                cost += _END_COST[self.costs[end]] - (_CLAUSE_GAIN if self.text[end - 1] in _CLAUSES else 0.0)
            elif start and count <= 1:
                cost += _WIDOW_COST
            elif start and used < _SHORT * self.width:
                cost += _SHORT_COST
            if self.balanced or not last:
                cost += max(0.0, 1 - used / self.width) ** 2
            if cost < found[0]:
                found = (cost, start)
        return found


def lines(
    text: str, costs: tuple[int, ...], reach: tuple[float, ...], width: float, *, balanced: bool = False
) -> tuple[tuple[int, int], ...]:
    """Where each line starts and ends, its trailing spaces left out, so that the whole costs least.

    `reach[i]` is how far t[:i] reaches; no line is wider than `width` unless a single character is. Fewest awkward
    ends first, then few lines; `balanced` (titles) makes the lines alike in length.
    """
    passage = _Passage(text, costs, reach, width, balanced)
    whole = passage.trimmed(0, len(text))
    if reach[whole] <= width:
        return ((0, whole),)
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(text) + 1):
        best.append(passage.cheapest(end, best))
    ends = [len(text)]
    while ends[-1] > 0:
        ends.append(best[ends[-1]][1])
    ends.reverse()
    return tuple((start, passage.trimmed(start, end)) for start, end in pairwise(ends))
