"""Chapters: a document of words alone, in one language: what a page and a sheet of paper tell alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row of a chapter's table. `link` is the page where it is looked after; paper has none."""

    cells: tuple[str, ...]
    link: str = ""


@dataclass(frozen=True, kw_only=True)
class Chapter:
    """A heading, and below it what there is of: a sentence, a table, steps in their order.

    `name` is what an address points to. `nothing` is said where a table has no rows.
    """

    name: str
    title: str
    note: str = ""
    heads: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    nothing: str = ""
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Document:
    """Chapters under one title; `note` says of which day it is, `landscape` how it lies on paper."""

    title: str
    office: str
    language: str
    accent: str = "#005AFF"
    note: str = ""
    landscape: bool = False
    chapters: tuple[Chapter, ...] = ()


def document_of(plain: Mapping[str, Any]) -> Document:
    """A document that came as JSON values, `dataclasses.asdict` of one."""
    chapters = (
        Chapter(
            **{
                **chapter,
                "heads": tuple(chapter["heads"]),
                "rows": tuple(Row(cells=tuple(row["cells"]), link=row["link"]) for row in chapter["rows"]),
                "steps": tuple(chapter["steps"]),
            }
        )
        for chapter in plain["chapters"]
    )
    return Document(**{**plain, "chapters": tuple(chapters)})
