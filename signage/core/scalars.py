"""Scalars: how one typed value (words, a number, yes or no, a choice, a text) is read, and refused by its place."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from signage.core.formats import Between, Format, words
from signage.core.problems import Refused
from signage.core.texts import LANGUAGES, Text

Path = tuple[str | int, ...]
"""The way to a value inside a document: keys and list positions."""

Where = Callable[[Path], str]
"""Names the place of a value (file and line) for whoever must put it right."""

Readings = Mapping[Format, Callable[[str], str]]
"""What is done to typed text of a format before it is parsed: relative dates resolved, pictures stored."""


@dataclass(frozen=True, slots=True)
class Reader:
    """What every value of one document is read with."""

    where: Where
    readings: Readings
    called: Mapping[str, str]

    def refused(self, path: Path, *, ja: str, en: str) -> Refused:
        """A problem at a place of the document, led by the keys on the way to it."""
        named = name_of(path, self.called)
        return Refused(ja=named + ja, en=named + en, where=self.where(path))

    def parsed(self, parse: Callable[[str], object], typed: str, path: Path) -> object:
        """What `parse` makes of typed text; what it refuses is told with its place."""
        try:
            return parse(typed)
        except Refused as refused:
            raise self.refused(path, ja=refused.ja, en=refused.en) from None


def name_of(path: Path, called: Mapping[str, str]) -> str:
    """The keys of a path as whoever wrote it knows them, with a colon; nothing for the whole row."""
    keys = [part for part in path if isinstance(part, str)]
    for end in range(len(keys), 0, -1):
        if (heading := called.get(".".join(keys[:end]))) is not None:
            return f"{heading}: "
    return " ".join(keys) + ": " if keys else ""


Read = Callable[[Reader, object, Path], object]
"""Makes a value from its plain form, which stands at a place of a document."""


def formatted(form: Format) -> Read:
    """Reads text of a format."""

    def read(reader: Reader, plain: object, path: Path) -> object:
        typed = string(reader, plain, path)
        if form in reader.readings:
            typed = str(reader.parsed(reader.readings[form], typed, path))
        return reader.parsed(form.parse, typed, path)

    return read


def string(reader: Reader, plain: object, path: Path) -> str:
    """Words that can be drawn."""
    if isinstance(plain, bool) or not isinstance(plain, str | int | float):
        raise reader.refused(path, ja="文字で書いてください", en="write text here, neither a list nor fields")
    return str(reader.parsed(words, str(plain), path))


def truth(reader: Reader, plain: object, path: Path) -> bool:
    """`yes` or `no`."""
    known = {"yes": True, "true": True, "no": False, "false": False}
    if (word := str(plain).lower()) not in known:
        raise reader.refused(
            path, ja=f"「{plain}」ではなく yes か no と書いてください", en=f'write yes or no, not "{plain}"'
        )
    return known[word]


_WHOLE = re.compile(r"[+-]?[0-9]{1,18}")
_DECIMAL = re.compile(r"[+-]?[0-9]{1,18}(\.[0-9]*)?")


def whole(bounds: Between) -> Read:
    """Reads a whole number within bounds."""

    def read(reader: Reader, plain: object, path: Path) -> object:
        if not _WHOLE.fullmatch(str(plain)):
            raise reader.refused(
                path, ja=f"「{plain}」ではなく整数を書いてください", en=f'write a whole number, not "{plain}"'
            )
        return _within(bounds, reader, int(str(plain)), path)

    return read


def decimal(bounds: Between) -> Read:
    """Reads a number within bounds."""

    def read(reader: Reader, plain: object, path: Path) -> object:
        if not _DECIMAL.fullmatch(str(plain)):
            raise reader.refused(
                path, ja=f"「{plain}」ではなく数を書いてください", en=f'write a number, not "{plain}"'
            )
        return _within(bounds, reader, float(str(plain)), path)

    return read


def milliseconds(bounds: Between) -> Read:
    """Reads seconds, with a point if need be, as whole milliseconds."""
    seconds = decimal(Between(bounds.least / 1000, bounds.most / 1000))
    return lambda reader, plain, path: round(float(str(seconds(reader, plain, path))) * 1000)


ANY_NUMBER = Between(-math.inf, math.inf)


def _within(bounds: Between, reader: Reader, number: float, path: Path) -> float:
    if not bounds.least <= number <= bounds.most:
        span = f"{bounds.least:g}", f"{bounds.most:g}"
        raise reader.refused(
            path,
            ja=f"{number:g} は使えません。{span[0]}〜{span[1]} で書いてください",
            en=f"{number:g} will not do; write {span[0]} to {span[1]}",
        )
    return number


def choice(choices: Sequence[object]) -> Read:
    """Reads one of a few words or numbers."""
    by_word = {str(each): each for each in choices}

    def read(reader: Reader, plain: object, path: Path) -> object:
        word = str(plain)
        if word not in by_word:
            ja, en = instead(word, list(by_word))
            raise reader.refused(path, ja=f"「{word}」は使えません。{ja}", en=f'"{word}" will not do; {en}')
        return by_word[word]

    return read


_LISTED = 12
"""How many choices are told to somebody who chose none of them."""


def instead(word: str, known: Sequence[str]) -> tuple[str, str]:
    """What to write instead of an unknown word, in Japanese and English."""
    if near := get_close_matches(word, known, n=1):
        return f"「{near[0]}」のことですか", f'write "{near[0]}"?'
    if not known:
        return "まだ一つもありません", "there is none yet"
    listed = ", ".join([*known[:_LISTED], *(["…"] if len(known) > _LISTED else [])])
    return f"使えるのは {listed} です", f"write one of: {listed}"


def text(reader: Reader, plain: object, path: Path) -> Text:
    """Words by language; words alone are Japanese."""
    if not isinstance(plain, Mapping):
        return Text.of(ja=string(reader, plain, path))
    if not plain:
        raise reader.refused(
            path, ja="言葉がありません。{ja: …} と書いてください", en="there are no words; write {ja: …}"
        )
    for tag in plain:
        if tag not in LANGUAGES:
            ja, en = instead(str(tag), list(LANGUAGES))
            raise reader.refused(
                path, ja=f"言語「{tag}」はありません。{ja}", en=f'there is no language "{tag}"; {en}'
            )
    # In one order, so that a row is the same however its languages were listed.
    return Text.of({tag: string(reader, plain[tag], (*path, tag)) for tag in LANGUAGES if tag in plain})


def text_plain(value: Text) -> str | dict[str, str]:
    """A text's plain form: Japanese alone as it is."""
    by_language = dict(value)
    return by_language["ja"] if list(by_language) == ["ja"] else by_language
