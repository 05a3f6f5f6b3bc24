"""The page about the content format names every key, heading, choice and kind that there is, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from signage.actions.sheet_columns import SHEETS, Sheet
from signage.core.calendars import Line
from signage.core.documents import keys, members
from signage.core.nouns import NOUNS
from signage.core.texts import LANGUAGES
from signage.core.when import When
from signage.render.kinds import KINDS
from tests.actions.small_office import FILES

PAGE = (Path(__file__).parents[2] / "docs" / "content-format.md").read_text(encoding="utf-8")
YAML_NOUNS = [noun for noun in NOUNS.values() if noun.plural not in {sheet.noun for sheet in SHEETS.values()}]


def tables(heading: str) -> list[dict[str, str]]:
    """The tables of a section: what its first column names, and the rest of the row."""
    section = re.split(r"\n##+ ", PAGE.partition(f"\n### {heading}")[2])[0]
    found: list[dict[str, str]] = []
    for line in section.splitlines():
        if line.startswith("|---"):
            found.append({})
        elif line.startswith("|") and found:
            _, named, *rest = line.split("|")
            found[-1] |= dict.fromkeys(re.findall("`([^`]+)`", named), "|".join(rest))
    return found


def assert_told(kind: type[Any], table: dict[str, str]) -> None:
    assert set(table) == set(keys(kind))
    required = {member.key for member in members(kind) if member.required and member.key != "office"}
    assert all("✓" in table[key] for key in required)


@pytest.mark.parametrize("noun", YAML_NOUNS, ids=lambda noun: noun.plural)
def test_every_key_of_a_noun_is_on_the_page(noun: Any) -> None:
    assert_told(noun.kind, tables(f"{noun.plural} ")[0])


def test_the_parts_of_calendars_and_rules_are_on_the_page() -> None:
    assert_told(Line, tables("calendars ")[1])
    assert_told(When, tables("rules ")[1])


@pytest.mark.parametrize("sheet", SHEETS.values(), ids=lambda sheet: sheet.name)
def test_every_heading_of_a_sheet_is_on_the_page(sheet: Sheet) -> None:
    (table,) = tables(f"{sheet.name}.csv")

    assert set(table) == set(sheet.headings)
    assert {heading for heading in table if "✓" in table[heading]} == {
        column.heading for column in sheet.columns if column.required
    }
    for column in sheet.columns:
        assert all(f"`{word}`" in table[column.heading] for word in column.words)


def test_every_language_is_on_the_page() -> None:
    assert all(f"`{tag}`" in PAGE for tag in LANGUAGES)


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_every_field_of_a_kind_is_on_the_page(kind: Any) -> None:
    assert_told(kind.fields, tables(f"{kind.name} ")[0])


def test_the_small_office_of_these_tests_uses_every_sheet_and_noun() -> None:
    text = "".join(FILES.values())

    assert all(f"{noun.plural}:" in text for noun in YAML_NOUNS)
    assert {Path(name).stem for name in FILES if name.endswith(".csv")} == set(SHEETS)
