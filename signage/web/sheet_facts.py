"""Sheet facts: what is told around a form: where its row is used, its other dates, what somebody else stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import g

from signage.actions import nouns
from signage.core.catalogue import Catalogue
from signage.core.differences import differences
from signage.core.nouns import NOUNS
from signage.core.problems import Problem
from signage.web.change_words import ChangeWords, Line
from signage.web.labels import told
from signage.web.noun_words import PLURALS
from signage.web.row_names import RowNames, edited_at
from signage.web.sheets import Sheet
from signage.web.words import said


def told_uses(found: Sequence[nouns.Use], names: RowNames) -> list[Mapping[str, str]]:
    """Where a row is used, in words, each with the page on which it can be taken out."""
    return [
        {
            "noun": told(PLURALS[use.noun], g.language),
            "name": names.of(use.noun, use.row.id),
            "url": edited_at(use.noun, use.row.id),
        }
        for use in found
    ]


def other_dates(sheet: Sheet, others: tuple[Any, ...]) -> list[Mapping[str, Any]]:
    """The rows of the same id that hold at other times."""
    rows = [row for row in nouns.rows_of(sheet.held, sheet.noun) if sheet.row is not None and row.id == sheet.row.id]
    return [
        {
            "number": rows.index(other),
            "dates": said(
                "noun from until", g.language, begins=other.limits.begins or "", ends=other.limits.ends or ""
            ).strip(),
        }
        for other in others
    ]


def tags_of(sheet: Sheet) -> tuple[str, ...]:
    """The languages in which words are asked for: those of the office, Japanese first."""
    office = sheet.held.offices.get(sheet.plain.get("office", sheet.plain.get("id", "")))
    spoken = office.languages if office is not None else ("ja", "ja-x-easy", "en", "zh-Hans", "ko", "vi")
    return ("ja", *(tag for tag in spoken if tag != "ja"))


def differing(held: Catalogue, noun: str, stored: Any, typed: Any) -> list[Line]:  # noqa: ANN401 — rows of the noun
    """Where what somebody else has stored by now differs from what was typed, field by field."""
    return ChangeWords(held, g.language).lines_of(noun, differences((stored,) if stored else (), (typed,)))


def in_names(problem: Problem, names: RowNames) -> str:
    """What is wrong with the whole, with names in place of ids."""
    sentence = problem.ja if g.language == "ja" else problem.en
    for noun in NOUNS:
        for name, called in names.options([noun]):
            for begins, ends in (("「", "」"), ('"', '"')):
                sentence = sentence.replace(f"{begins}{name}{ends}", f"{begins}{called}{ends}")
    return sentence
