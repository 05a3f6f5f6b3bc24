"""Sheets: one row of a noun as it lies open on somebody's desk, and what some nouns have beside their forms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from signage.actions.edits import Key
from signage.core.catalogue import Catalogue
from signage.core.rulebook import Rulebook
from signage.web.form_reading import Posted
from signage.web.row_names import RowNames
from signage.web.words import PageLanguage


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """`row` is what is stored (None: a new one), `plain` the document in the form, `posted` the form if sent."""

    book: Rulebook
    names: RowNames
    language: PageLanguage
    at: int
    noun: str
    row: Any
    plain: Mapping[str, Any]
    posted: Posted | None

    @property
    def held(self) -> Catalogue:
        """Everything that is stored."""
        return self.book.catalogue


@dataclass(frozen=True, kw_only=True)
class Too:
    """What is saved by the same press as a row: other rows, and rows that go."""

    saves: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    removes: tuple[Key, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Beside:
    """What a noun's page shows beside its fields, and what else it saves with the row that came of them."""

    shown: Callable[[Sheet], Mapping[str, Any]] = lambda sheet: {}
    too: Callable[[Sheet, Any], Too] = lambda sheet, row: Too()
