"""Queues: the 業務 for which visitors take a number, what a board says of them, and from where their events come."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Literal

from signage.core.formats import Between, CalendarId, CounterId, FeedId, Id, OfficeId, SectionId
from signage.core.texts import Text


@dataclass(frozen=True, kw_only=True)
class Wait:
    """What is said of the wait while at most `waiting` people wait: a range from a table, never a computed minute."""

    waiting: Annotated[int, Between(0, 9_999)]
    text: Text


@dataclass(frozen=True, kw_only=True)
class Queue:
    """One 業務 with numbers of its own, called at its counters.

    `tickets` "paper" are reusable (1 to 99 in DOMAIN): nobody knows how many wait, and no count is invented.
    """

    id: Id
    office: OfficeId
    section: SectionId
    name: Text
    counters: tuple[CounterId, ...]
    tickets: Literal["machine", "paper"] = "machine"
    first: Annotated[int, Between(0, 9_999)] = 1
    last: Annotated[int, Between(1, 9_999)] = 999
    """After the last number comes the first again. A number outside is called as well: somebody was passed on."""
    calendar: CalendarId | None = None
    """When it is open; None: in the office's hours."""
    waits: tuple[Wait, ...] = ()
    """Ascending; above the last the last text holds."""
    some_from: Annotated[int, Between(1, 9_999)] | None = None
    busy_from: Annotated[int, Between(1, 9_999)] | None = None
    """From how many waiting people on the lamp says やや混雑, and 混雑; None: never."""
    ready: bool = False
    """It also shows 交付番号: the numbers whose certificates are ready."""
    only_display: bool = False
    """No other board shows these numbers: where ours falls silent it says 「係員がお呼びします」."""
    sound: Literal["none", "chime", "spoken"] = "none"
    """What is heard with a call, on screens that may sound; spoken in Japanese and English, where that is ready."""
    feed: FeedId | None = None
    """From where its events come beside the console and the API."""
    code: str = ""
    """What the feed calls it."""
    order: int = 0
    changed_at: int = 0


DAY_CODE = re.compile(r"%[Ymd]")
"""What of the day may stand in the name of a feed's file: tickets-%Y%m%d.log."""

ReadField = Literal["date", "time", "kind", "queue", "number", "counter", "waiting"]
"""What a feed may say of something that happened: 日付, 時刻, what it was, 業務, 番号, 窓口, 待ち人数."""

MeantKind = Literal["issued", "called", "cancelled", "held", "served", "ready", "taken", "waiting"]
"""What a feed may tell of."""


@dataclass(frozen=True, kw_only=True)
class Reading:
    """Which column of a table, or which key of a JSON document, holds what."""

    heading: str
    field: ReadField


@dataclass(frozen=True, kw_only=True)
class Meaning:
    """One of a feed's own words for what happened."""

    word: str
    kind: MeantKind


@dataclass(frozen=True, kw_only=True)
class Feed:
    """A 取込元: a log that a ticket machine writes, a CSV of any other form, or a JSON document at an address.

    `place` is an http(s) address; or a file in the folder of feeds, or in one that the settings name, with `%Y%m%d`
    for the day. A log's columns and meanings are fixed (DOMAIN: yyyymmdd,HH:MM,0発券|1呼出|2取消,業務,番号), those of
    other kinds are saved here: rows with dates and times are what happened, without they are how it is now.
    """

    id: Id
    office: OfficeId
    name: Text
    kind: Literal["log", "csv", "json"] = "log"
    place: str
    every_s: Annotated[int, Between(1, 300)] = 1
    columns: tuple[Reading, ...] = ()
    meanings: tuple[Meaning, ...] = ()
    changed_at: int = 0
