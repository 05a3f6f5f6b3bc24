"""Pairings: codes as people type them, words that nobody mishears, and what stands between them and a stranger."""

from __future__ import annotations

import json
import unicodedata
from base64 import urlsafe_b64decode
from itertools import combinations
from typing import Any

import pytest

from signage.core.pairings import Server, Word, code_of, digest, fits, words
from signage.core.problems import Refused
from tests.vectors.pairing import LIST, PAIRING, all_pairings, text_of

WORDS = tuple(Word(*pair) for pair in json.loads(LIST.read_text(encoding="utf-8")))
VECTORS: list[dict[str, Any]] = json.loads(PAIRING.read_text(encoding="utf-8"))


def key(text: str) -> bytes:
    return urlsafe_b64decode(text + "=")


def told(vector: dict[str, Any]) -> Server:
    return Server(
        public_key=key(vector["public_key"]),
        recovery_key=key(vector["recovery_key"]),
        authority=vector["authority"],
    )


def heard(kana: str) -> str:
    """Kana by their sound, roughly: hiragana, without marks, no small ones, no long ones."""
    hiragana = "".join(chr(ord(c) - 0x60) if "ァ" <= c <= "ヶ" else c for c in kana)
    bare = "".join(c for c in unicodedata.normalize("NFD", hiragana) if c not in "\u3099\u309a")
    return bare.translate(str.maketrans("ぁぃぅぇぉっゃゅょ", "あいうえおつやゆよ"))


def apart(one: str, other: str) -> int:
    """How many letters must be changed, put in or taken out to make one of the other."""
    before = list(range(len(other) + 1))
    for place, letter in enumerate(one, start=1):
        line = [place]
        for column, opposite in enumerate(other, start=1):
            line.append(min(before[column] + 1, line[-1] + 1, before[column - 1] + (letter != opposite)))
        before = line
    return before[-1]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["why"])
def test_the_words_are_those_of_the_vector(vector: dict[str, Any]) -> None:
    found = words(told(vector), code=vector["code"], nonce=vector["nonce"], among=WORDS)

    assert [list(word) for word in found] == vector["words"]
    assert fits(vector["commitment"], vector["nonce"]) is bool(vector["nonce"])


def test_the_vectors_are_what_their_generator_writes_and_all_differ() -> None:
    digests = {digest(told(vector), code=vector["code"], nonce=vector["nonce"]) for vector in VECTORS}

    assert text_of(all_pairings()) == PAIRING.read_text(encoding="utf-8")
    assert len(digests) == len(VECTORS) >= 12


def test_there_are_256_words_in_kana_of_two_to_six_letters_each_with_its_english() -> None:
    japanese, english = [word.ja for word in WORDS], [word.en for word in WORDS]

    assert len(set(japanese)) == len(set(english)) == 256
    assert all(2 <= len(word) <= 6 and all("ぁ" <= c <= "ヶ" or c == "ー" for c in word) for word in japanese)
    assert all(word.isascii() and word == word.lower() for word in english)


def test_no_two_words_differ_in_one_sound_alone() -> None:
    sounds = [heard(word.ja) for word in WORDS]

    close = [(one, other) for one, other in combinations(sounds, 2) if apart(one, other) < 2]

    assert close == []


@pytest.mark.parametrize("typed", ["123456", "123 456", " 123-456 ", "１２３　４５６", "123・456"])
def test_a_code_is_read_however_it_is_typed(typed: str) -> None:
    assert code_of(typed) == "123456"


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "12345a", "一二三四五六", "١٢٣٤٥٦"])
def test_what_is_no_code_is_refused_with_what_to_type(typed: str) -> None:
    with pytest.raises(Refused, match="six digits"):
        code_of(typed)


@pytest.mark.parametrize("nonce", ["", "00", "zz" * 16, "00" * 15, "00" * 17])
def test_other_bytes_than_those_committed_to_do_not_fit(nonce: str) -> None:
    assert not fits(VECTORS[0]["commitment"], nonce)
