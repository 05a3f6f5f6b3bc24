"""The catalogue of the interface: complete in both languages and both directions, and the only place of sentences."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import signage.web
from signage.actions import plans
from signage.actions.guide_columns import TABLES, heads
from signage.web.words import WORDS, files
from signage.web.words.guide import HEADINGS

WEB = Path(signage.web.__file__).parent
TEMPLATES = sorted(WEB.glob("templates/**/*.html"))
SOURCES = [*TEMPLATES, *sorted(WEB.glob("*.py")), *sorted(WEB.glob("api/*.py"))]
JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
COMMENT = re.compile(r"{#.*?#}", re.DOTALL)


def test_every_sentence_that_a_page_says_is_in_the_catalogue() -> None:
    asked = re.compile(r"""\b(?:said|tell)\(\s*["']([^"']+)["']""")

    said = {key: path.name for path in SOURCES for key in asked.findall(path.read_text("utf-8"))}

    assert {key: name for key, name in said.items() if key not in WORDS} == {}


def test_no_two_files_hold_the_same_key() -> None:
    held = [key for own in files().values() for key in own]

    assert sorted({key for key in held if held.count(key) > 1}) == []


def test_every_sentence_of_the_catalogue_is_said_somewhere() -> None:
    text = "".join(path.read_text("utf-8") for path in SOURCES)

    assert [key for key in WORDS if f'"{key}"' not in text and f"'{key}'" not in text] == []


@pytest.mark.parametrize("key", sorted(WORDS))
def test_every_sentence_is_whole_in_both_languages(key: str) -> None:
    words = WORDS[key]

    assert words.ja, "it is said in Japanese"
    assert words.en, "and in English"
    assert set(re.findall(r"{\w+", words.ja)) == set(re.findall(r"{\w+", words.en)), "of the same values"
    assert key == "other language" or not JAPANESE.search(words.en), "without a rest of the other language"


def test_every_heading_of_the_guides_files_has_a_name_on_english_pages() -> None:
    asked = {*plans.HEADINGS, *(head.column.heading for noun in TABLES for head in heads(noun, ()))}

    assert asked == set(HEADINGS)
    assert not any(JAPANESE.search(name) for name in HEADINGS.values())


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_sentence_stands_in_a_template(path: Path) -> None:
    assert not JAPANESE.search(COMMENT.sub("", path.read_text("utf-8")))
