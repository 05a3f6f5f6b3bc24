"""The document of a notice: all that it says, in every language, and nothing of how it looks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from signage.core.guide import Arrow
from signage.core.texts import Text


@dataclass(frozen=True, kw_only=True)
class Where:
    """A counter as its sign has it, or another place."""

    number: str = ""
    floor: str = ""
    name: Text


@dataclass(frozen=True, kw_only=True)
class Row:
    """A label and what it says: whom it concerns, what to bring, whom to ask."""

    label: Text
    said: Text


@dataclass(frozen=True, kw_only=True)
class Exit:
    """The way out, from where the screen hangs."""

    name: Text
    arrow: Arrow


@dataclass(frozen=True, kw_only=True)
class Notice:
    """What the picture of a notice is drawn from."""

    title: Text
    body: Text = Text()
    label: Text
    when: Text = Text()
    where: Where | None = None
    rows: tuple[Row, ...] = ()
    picture: str | None = None
    code: str | None = None
    code_words: Text = Text()
    tone: Literal["calm", "info", "caution", "urgent"] = "info"
    band: Text = Text()
    level: int | None = None
    drill: bool = False
    exit: Exit | None = None
    """Only for emergencies."""
    plain: bool = False
    glossary: tuple[str, ...] = ()
