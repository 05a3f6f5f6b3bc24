"""The floor guide's data: where sections, counters, services and facilities are, each with the dates it holds.

Ids are stable. One id may have several rows whose `limits` do not overlap: what holds today, and what from 1 April.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

from signage.core.formats import (
    AreaId,
    Between,
    BuildingId,
    CalendarId,
    Clock,
    Colour,
    CounterId,
    Day,
    FacilityId,
    FloorId,
    Id,
    Language,
    Moment,
    OfficeId,
    ScreenId,
    SectionId,
    TargetId,
    Url,
)
from signage.core.texts import Text
from signage.core.when import Limits

Arrow = Literal["n", "ne", "e", "se", "s", "sw", "w", "nw", "up", "down", "here"]
"""As one stands before the screen: n is straight on, s turns back; up and down are by lift or stairs."""


@dataclass(frozen=True, kw_only=True)
class Building:
    """A 棟."""

    id: Id
    office: OfficeId
    name: Text
    kind: Literal["本庁舎", "別館", "分庁舎"] = "本庁舎"
    address: Text = Text()
    access: Text = Text()
    step_free: bool = True
    limits: Limits = Limits()
    changed_at: int = 0


@dataclass(frozen=True, kw_only=True)
class Floor:
    """A 階. `label` is text ("B1", "中2階"); `order` counts upwards; `lifts` are facilities that stop here."""

    id: Id
    office: OfficeId
    building: BuildingId
    label: str
    order: int
    theme: Text = Text()
    lifts: tuple[FacilityId, ...] = ()
    limits: Limits = Limits()
    changed_at: int = 0


@dataclass(frozen=True, kw_only=True)
class Area:
    """A ゾーン: a mark ("A", "●", "北"), a colour, and the floors it crosses."""

    id: Id
    office: OfficeId
    name: Text
    mark: str
    colour: Colour
    floors: tuple[FloorId, ...] = ()
    limits: Limits = Limits()
    changed_at: int = 0


@dataclass(frozen=True, kw_only=True)
class Section:
    """A 所属 (visitors see 担当): a tree; owns its content."""

    id: Id
    office: OfficeId
    name: Text
    short: Text = Text()
    level: Literal["部", "室", "課", "係", "センター", "委員会"] = "課"
    parent: SectionId | None = None
    former: tuple[str, ...] = ()
    tel: str | None = None
    order: int = 0
    screens: tuple[ScreenId, ...] = ()
    """いつもの場所: where its notices usually hang."""
    share_percent: Annotated[int, Between(1, 100)] | None = None
    """How much of a loop's time its content should take at most; None: nobody has said."""
    limits: Limits = Limits()
    changed_at: int = 0


def from_the_top(sections: Iterable[Section]) -> list[tuple[Section, int]]:
    """Sections in their order, each followed by its own, and how deep each lies: 0 is the top.

    One whose parent is not among them is at the top.
    """
    below: defaultdict[str | None, list[Section]] = defaultdict(list)
    rows = {row.id: row for row in sections}
    for row in sorted(rows.values(), key=lambda row: (row.order, row.id)):
        below[row.parent if row.parent in rows else None].append(row)

    def beneath(parent: str | None, depth: int) -> Iterator[tuple[Section, int]]:
        for row in below[parent]:
            yield row, depth
            yield from beneath(row.id, depth + 1)

    return list(beneath(None, 0))


@dataclass(frozen=True, kw_only=True)
class Counter:
    """A 窓口: its number is text ("30", "5-A", "11〜14"); where it is, whose it is, and when it is open."""

    id: Id
    office: OfficeId
    number: str
    name: Text = Text()
    sections: tuple[SectionId, ...]
    building: BuildingId
    floor: FloorId
    area: AreaId | None = None
    calendar: CalendarId | None = None
    """None: the office's hours."""
    state: Literal["normal", "paused", "busy", "temporary", "closed"] = "normal"
    state_since: Moment | None = None
    """From when that state holds: what was on screens before it stays as it was, and need not be drawn anew."""
    state_until: Moment | None = None
    """Until when that state holds; after it the counter is as usual. A date includes that day."""
    low: bool = False
    hearing_loop: bool = False
    languages: tuple[Language, ...] = ()
    note: Text = Text()
    order: int = 0
    limits: Limits = Limits()
    changed_at: int = 0


@dataclass(frozen=True, kw_only=True)
class Serving:
    """Where a service is given: which counter, which step, and for whom ("あ〜さ行")."""

    counter: CounterId
    step: Literal["案内", "受付", "会計", "交付"] = "受付"
    condition: Text = Text()


@dataclass(frozen=True, kw_only=True)
class Service:
    """A 取扱業務, its synonyms and purposes, and the counters that give it, in visiting order."""

    id: Id
    office: OfficeId
    name: Text
    synonyms: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    bring: Text = Text()
    fee: str | None = None
    accepted_until: Clock | None = None
    online_url: Url | None = None
    shown: bool = True
    serves: tuple[Serving, ...] = ()
    limits: Limits = Limits()
    changed_at: int = 0


@dataclass(frozen=True, kw_only=True)
class Journey:
    """A purpose (引っ越し, おくやみ) and its counters in visiting order."""

    id: Id
    office: OfficeId
    name: Text
    counters: tuple[CounterId, ...]
    limits: Limits = Limits()
    changed_at: int = 0


@dataclass(frozen=True, kw_only=True)
class Facility:
    """A 設備: `kind` is its pictogram (JIS Z 8210); `out_of_order` is when it cannot be used."""

    id: Id
    office: OfficeId
    kind: Id
    name: Text
    building: BuildingId
    floors: tuple[FloorId, ...]
    area: AreaId | None = None
    features: Text = Text()
    out_of_order: Limits | None = None
    limits: Limits = Limits()
    changed_at: int = 0


@dataclass(frozen=True, kw_only=True)
class Elsewhere:
    """A place outside that people ask for here (税務署, 年金事務所): what it is for, and where it is."""

    id: Id
    office: OfficeId
    name: Text
    purpose: Text
    place: Text
    tel: str | None = None
    limits: Limits = Limits()
    changed_at: int = 0


@dataclass(frozen=True, kw_only=True)
class Direction:
    """From where a screen hangs, which way to a target: an area, a counter, a facility, a floor or a building."""

    id: Id
    office: OfficeId
    screen: ScreenId
    target: TargetId
    arrow: Arrow
    limits: Limits = Limits()
    changed_at: int = 0


@dataclass(frozen=True, kw_only=True)
class Change:
    """One line of a dated plan: on `date`, what was at or called `before` is at or called `after`."""

    id: Id
    office: OfficeId
    date: Day
    operation: Literal["移動", "改称", "統合", "分割", "新設", "廃止"]
    sections: tuple[SectionId, ...]
    before: Text = Text()
    after: Text = Text()
    announced_days: Annotated[int, Between(0, 400)] = 30
    """How long before and after it is told."""
    changed_at: int = 0


@dataclass(frozen=True, kw_only=True)
class Event:
    """An event of the day: time, room, title, organiser."""

    id: Id
    office: OfficeId
    begins: Moment
    ends: Moment
    room: Text
    title: Text
    organiser: Text = Text()
    changed_at: int = 0
