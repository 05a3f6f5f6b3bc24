"""Offices: a ward office or branch, with its time zone, its colour and its way of writing times."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from signage.core.formats import Between, CalendarId, Colour, Day, Id, Language, TimeZone, Url
from signage.core.instants import JAPAN
from signage.core.texts import Text


@dataclass(frozen=True, kw_only=True)
class Holiday:
    """A correction to the national holidays of the library: added (with a name), or not observed here."""

    date: Day
    name: Text = Text()
    observed: bool = True


@dataclass(frozen=True, kw_only=True)
class Approval:
    """How many people, one after another, must agree before a slide of a kind is put on air."""

    kind: Id
    steps: Annotated[int, Between(0, 3)]


@dataclass(frozen=True, kw_only=True)
class Office:
    """One 庁舎・施設."""

    id: Id
    name: Text
    accent: Colour = "#005AFF"
    """The one colour for header, 「現在地」 and arrows."""
    time_zone: TimeZone = "Asia/Tokyo"
    country: str = "JP"
    """Whose public holidays are observed (ISO 3166)."""
    holidays: tuple[Holiday, ...] = ()
    calendar: CalendarId
    """The office's own opening hours."""
    time_style: Literal["9:00", "午前9時"] = "9:00"
    languages: tuple[Language, ...] = ("ja", "ja-x-easy", "en", "zh-Hans", "ko", "vi")
    public_url: Url | None = None
    """What a 二次元コード points to; None: none is drawn."""
    glossary: tuple[str, ...] = ()
    """Words that no line break may divide."""
    approvals: tuple[Approval, ...] = ()
    """By kind of slide; a kind that is not named needs none."""
    changed_at: int = 0

    def steps(self, kind: str) -> int:
        """How many steps of approval a slide of a kind takes here."""
        return next((approval.steps for approval in self.approvals if approval.kind == kind), 0)


def city_zone(offices: Iterable[Office]) -> ZoneInfo:
    """The clock of a city: that of its first office."""
    return next((ZoneInfo(office.time_zone) for office in offices), JAPAN)
