"""Noun lists: the rows of a noun as its page lists them: found by words, in an order that people know, in pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from signage.actions.nouns import rows_of
from signage.core.catalogue import Catalogue
from signage.core.guide import from_the_top
from signage.core.lists import has_words, on_page
from signage.web.noun_columns import COLUMNS, Listing
from signage.web.row_names import RowNames, edited_at
from signage.web.words import PageLanguage, said

A_PAGE = 50
"""Rows on one page of a list."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line: `depth` is how far down a tree it is, `colour` its own, if it has one."""

    name: str
    url: str
    cells: Sequence[tuple[str, str]]
    depth: int
    colour: str | None


@dataclass(frozen=True, kw_only=True)
class Listed:
    """One page of one noun's list."""

    noun: str
    new_url: str
    headings: Sequence[str]
    rows: Sequence[Row]
    total: int
    page: int
    pages: int


def listed(
    noun: str, held: Catalogue, names: RowNames, language: PageLanguage, *, search: str = "", page: int = 1
) -> Listed:
    """A page of the rows in which all words of the search are found; each id once."""
    listing = Listing(held=held, names=names, language=language)
    headings = [said(key, language) for key, _ in COLUMNS[noun]]
    by_id = {row.id: row for row in reversed(rows_of(held, noun))}
    ordered = _ordered(noun, {name: by_id[name] for name in reversed(by_id)}, names)
    rows = []
    for row, depth in ordered:
        cells = [cell(row, listing) for _, cell in COLUMNS[noun]]
        name = names.of(noun, row.id)
        text = " ".join((name, *cells, *(words for _, words in getattr(row, "name", ()))))
        if has_words(text, search):
            rows.append(_row(noun, row, name, list(zip(headings, cells, strict=True)), 0 if search else depth))
    page, pages = on_page(page, count=len(rows), size=A_PAGE)
    return Listed(
        noun=noun,
        new_url=new_url(noun),
        headings=headings,
        rows=rows[(page - 1) * A_PAGE : page * A_PAGE],
        total=len(rows),
        page=page,
        pages=pages,
    )


def new_url(noun: str) -> str:
    """Where a new row is begun."""
    return "/screens/settings/new" if noun == "screens" else f"/{noun}/new"


def _row(noun: str, row: Any, name: str, cells: list[tuple[str, str]], depth: int) -> Row:  # noqa: ANN401 — a noun's row
    colour = getattr(row, "colour", None) or getattr(row, "accent", None)
    return Row(name=name, url=edited_at(noun, row.id), cells=cells, depth=depth, colour=colour)


def _ordered(noun: str, rows: Mapping[str, Any], names: RowNames) -> list[tuple[Any, int]]:
    """In the order in which one knows them: a tree of sections, floors from below, all else as it was stored."""
    if noun == "sections":
        return from_the_top(rows.values())
    if noun in ("floors", "screens"):
        order = {name: number for number, (name, _) in enumerate(names.options(["floors"]))}
        return [
            (row, 0) for row in sorted(rows.values(), key=lambda row: order.get(getattr(row, "floor", row.id), 0))
        ]
    return [(row, 0) for row in rows.values()]
