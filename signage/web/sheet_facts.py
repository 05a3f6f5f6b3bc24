"""Sheet facts: what is told around a form: where its row is used, its other dates, what somebody else stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import g

from signage.actions import nouns
from signage.core.documents import to_plain
from signage.core.nouns import NOUNS
from signage.core.problems import Problem
from signage.web.forms import Field
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


def theirs(sheet: Sheet, asked: tuple[Field, ...]) -> list[tuple[str, str, str]]:
    """Where what is stored by now differs from what was typed."""
    stored = to_plain(sheet.row) if sheet.row is not None else {}
    return [
        (each.label, _as_told(stored.get(each.key), each), _as_told(sheet.plain.get(each.key), each))
        for each in asked
        if _as_told(stored.get(each.key), each) != _as_told(sheet.plain.get(each.key), each)
    ]


def _as_told(value: object, asked: Field) -> str:
    """A plain value in the words of its field."""
    if isinstance(value, Mapping):
        return ", ".join(str(part) for part in value.values())
    if isinstance(value, list | tuple):
        return ", ".join(_as_told(part, asked) for part in value) or "—"
    words = dict(asked.options)
    return "—" if value in (None, "") else words.get(str(value), str(value))


def in_names(problem: Problem, names: RowNames) -> str:
    """What is wrong with the whole, with names in place of ids."""
    sentence = problem.ja if g.language == "ja" else problem.en
    for noun in NOUNS:
        for name, called in names.options([noun]):
            for begins, ends in (("「", "」"), ('"', '"')):
                sentence = sentence.replace(f"{begins}{name}{ends}", f"{begins}{called}{ends}")
    return sentence
