"""The document of a queue board: the rows that it has, without any number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from signage.core.texts import Text

Rows = Literal["counters", "services"]


@dataclass(frozen=True, kw_only=True)
class Sign:
    """A counter: its id, and what its sign says."""

    id: str
    number: str


@dataclass(frozen=True, kw_only=True, eq=False)
class BoardQueue:
    """One 業務. `digits` is how long its numbers usually are; `counts`: its waiting people can be known, `lamp`: how
    crowded it is; `wait` is the longest text that it says of a wait.
    """

    id: str
    name: Text
    counters: tuple[Sign, ...] = ()
    digits: int = 3
    counts: bool = True
    lamp: bool = False
    wait: Text = Text()
    ready: bool = False
    only_display: bool = False


@dataclass(frozen=True, kw_only=True, eq=False)
class Board:
    """What the still picture of a board is drawn from. Read once from its document, it is known by itself.

    `code` is what its 二次元コード opens.
    """

    slide: str
    queues: tuple[BoardQueue, ...] = ()
    rows: Rows = "counters"
    code: str | None = None
    time_zone: str = "Asia/Tokyo"
    plain: bool = False
    glossary: tuple[str, ...] = ()
