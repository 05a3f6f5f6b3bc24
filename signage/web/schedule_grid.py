"""The schedule's grid: a week of one screen as days by hours, and a month as what differs from the usual day."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from signage.actions.schedules import Block
from signage.core.catalogue import Catalogue
from signage.core.instants import HOUR, MINUTE, days, local, midnight
from signage.web.choices import LEVELS, ZONES
from signage.web.labels import told
from signage.web.row_names import RowNames
from signage.web.words import PageLanguage, said

LEFT, WIDE, LANE, GAP = 92, 908, 26, 10
"""The grid in units of its drawing: room for the day's name, for the hours, and the height of a zone."""

NARROW = 44
"""A bar that has no room for a word."""

_ORDER = ("main", "side", "strip")

Like = frozenset[tuple[int, int, str, tuple[str, ...]]]
"""A day as it can be compared with others: from and until in minutes of the day, zone, rules."""


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One block of one day. `says` is all of it in words."""

    x: float
    y: float
    width: float
    height: float
    tone: str
    label: str
    says: str
    at: int


@dataclass(frozen=True, kw_only=True)
class Scale:
    """Where bars stand: the first hour, units an hour, the lane's top, and the height of the whole day."""

    low: int
    step: float
    y: float
    tall: float


@dataclass(frozen=True, kw_only=True)
class DayRow:
    """One day: where it stands, and its bars in the order of zones and time."""

    day: date
    label: str
    y: float
    height: float
    is_today: bool
    bars: Sequence[Bar]


@dataclass(frozen=True, kw_only=True)
class Week:
    """Seven days, and the hours between which any screen is lit."""

    rows: Sequence[DayRow]
    hours: Sequence[tuple[int, float]]
    height: float
    zones: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class MonthDay:
    """One day of a month: from when until when it is lit, and what differs from that weekday's usual."""

    day: date
    lit: str
    more: Sequence[str]
    less: Sequence[str]
    differs: bool
    is_today: bool
    within: bool


class Grid:
    """Blocks of one screen on its office's clock, in one language."""

    def __init__(self, held: Catalogue, names: RowNames, language: PageLanguage, zone: ZoneInfo) -> None:
        self._held, self._names, self._language, self._zone = held, names, language, zone

    def week(self, blocks: Sequence[Block], monday: date, *, today: date) -> Week:
        """The seven days from a Monday."""
        zones = [zone for zone in _ORDER if any(block.zone == zone for block in blocks)]
        low, high = self._lit_hours(blocks)
        step = WIDE / (high - low)
        tall = len(zones) * LANE + GAP
        rows = []
        for number, day in enumerate(days(monday, monday + timedelta(days=6))):
            top = 24 + number * tall
            bars = [
                bar
                for lane, zone in enumerate(zones)
                for bar in self._bars(
                    blocks, zone, day, Scale(low=low, step=step, y=top + lane * LANE, tall=tall - GAP - 2)
                )
            ]
            label = said("schedule weekday", self._language).split(",")[day.weekday()]
            rows.append(
                DayRow(
                    day=day,
                    label=said("schedule day", self._language, month=day.month, day=day.day, weekday=label),
                    y=top,
                    height=tall - GAP,
                    is_today=day == today,
                    bars=bars,
                )
            )
        hours = [(hour, LEFT + (hour - low) * step) for hour in range(low, high + 1, 1 if high - low <= 14 else 2)]
        named = [told(ZONES[zone], self._language) for zone in zones]
        return Week(rows=rows, hours=hours, height=24 + 7 * tall, zones=named)

    def month(self, blocks: Sequence[Block], first: date, *, today: date) -> list[list[MonthDay]]:
        """The weeks of a month from Monday; each day told against what most days of its weekday are like."""
        begins = first - timedelta(days=first.weekday())
        shown = [begins + timedelta(days=n) for n in range(42)]
        shown = [day for day in shown if day <= _last(first) + timedelta(days=6 - _last(first).weekday())]
        like = {day: self._day(blocks, day) for day in shown}
        usual = {
            weekday: Counter(like[day] for day in shown if day.weekday() == weekday).most_common(1)[0][0]
            for weekday in range(7)
        }
        cells = []
        for day in shown:
            more, less = self._differs(like[day], usual[day.weekday()])
            cells.append(
                MonthDay(
                    day=day,
                    lit=self._lit(blocks, day),
                    more=more,
                    less=less,
                    differs=like[day] != usual[day.weekday()],
                    is_today=day == today,
                    within=day.month == first.month,
                )
            )
        return [cells[at : at + 7] for at in range(0, len(cells), 7)]

    def what(self, rule: str) -> str:
        """The name of what a rule plays."""
        held = self._held.rules[rule]
        return self._names.of("playlists", held.playlist) if held.playlist else self._names.of("slides", held.slide)

    def label(self, block: Block) -> str:
        """What a block plays, in a few words."""
        if block.level is None:
            return said("schedule dark", self._language)
        names = list(dict.fromkeys(self.what(rule) for rule in block.rules))
        if not names and not block.joined:
            return said("schedule fallback", self._language)
        parts = [said("schedule with", self._language).join(names)] if names else []
        if block.joined:
            key = "schedule joined" if names else "schedule joined alone"
            parts.append(said(key, self._language, count=len(block.joined)))
        if block.inserts:
            parts.append(said("schedule inserts", self._language, count=len(block.inserts)))
        return " ".join(parts)

    def clock(self, instant: int, day: date) -> str:
        """The time of day; the midnight that ends a day is 24:00."""
        at = local(instant, self._zone)
        return "24:00" if at.date() > day else f"{at.hour}:{at.minute:02}"

    def _bars(self, blocks: Sequence[Block], zone: str, day: date, scale: Scale) -> Iterator[Bar]:
        """A zone's blocks on a day; what is dark is drawn once for all zones."""
        low, step = scale.low, scale.step
        begins, ends = midnight(day, self._zone), midnight(day + timedelta(days=1), self._zone)
        for block in blocks:
            if block.zone != zone or block.ends <= begins or block.begins >= ends:
                continue
            if block.level is None and zone != "main":
                continue
            since, until = max(block.begins, begins), min(block.ends, ends)
            left = max(0.0, (since - begins) / HOUR - low)
            right = min(WIDE / step, (until - begins) / HOUR - low)
            if right <= left:
                continue
            width = (right - left) * step
            level = "" if block.level is None else told(LEVELS[block.level], self._language)
            label = self.label(block)
            yield Bar(
                x=round(LEFT + left * step, 1),
                y=scale.y,
                width=round(width - 1, 1),
                height=scale.tall if block.level is None else LANE - 2,
                tone=block.level or "dark",
                label=label if width > NARROW else "",
                says=said(
                    "schedule bar",
                    self._language,
                    day=f"{day.month}/{day.day}",
                    begins=self.clock(since, day),
                    ends=self.clock(until, day),
                    zone=told(ZONES[zone], self._language),
                    level=level,
                    what=label,
                ),
                at=since,
            )

    def _lit_hours(self, blocks: Sequence[Block]) -> tuple[int, int]:
        """The whole hours of the day between which it is lit on any day; day and night where it is never dark."""
        lit = [block for block in blocks if block.level is not None]
        low, high = 24, 0
        for block in lit:
            begins, last = local(block.begins, self._zone), local(block.ends - 1, self._zone)
            if begins.date() != last.date():
                return 0, 24
            low, high = min(low, begins.hour), max(high, last.hour + 1)
        return (low, high) if low < high else (0, 24)

    def _day(self, blocks: Sequence[Block], day: date) -> Like:
        """What is compared of a day."""
        begins, ends = midnight(day, self._zone), midnight(day + timedelta(days=1), self._zone)
        return frozenset(
            (
                (max(block.begins, begins) - begins) // MINUTE,
                (min(block.ends, ends) - begins) // MINUTE,
                block.zone,
                ("dark",) if block.level is None else block.everyone,
            )
            for block in blocks
            if block.begins < ends and block.ends > begins
        )

    def _differs(self, own: Like, usual: Like) -> tuple[list[str], list[str]]:
        """What plays longer on a day than usual, and what shorter or not at all."""
        now, before = _minutes(own), _minutes(usual)
        changed = [rule for rule in {**now, **before} if rule != "dark" and now.get(rule) != before.get(rule)]
        more = dict.fromkeys(self.what(rule) for rule in changed if now.get(rule, 0) > before.get(rule, 0))
        less = dict.fromkeys(self.what(rule) for rule in changed if now.get(rule, 0) < before.get(rule, 0))
        return list(more), [name for name in less if name not in more] if set(now) != {"dark"} else []

    def _lit(self, blocks: Sequence[Block], day: date) -> str:
        begins, ends = midnight(day, self._zone), midnight(day + timedelta(days=1), self._zone)
        spans = sorted(
            (max(block.begins, begins), min(block.ends, ends))
            for block in blocks
            if block.zone == "main" and block.level is not None and block.begins < ends and block.ends > begins
        )
        if not spans:
            return said("schedule dark all day", self._language)
        since, until = spans[0][0], max(span[1] for span in spans)
        if (since, until) == (begins, ends):
            return said("schedule lit all day", self._language)
        return f"{self.clock(since, day)}〜{self.clock(until, day)}"


def _minutes(day: Like) -> dict[str, int]:
    """How long each rule plays on a day."""
    found: defaultdict[str, int] = defaultdict(int)
    for begins, ends, _, rules in day:
        for rule in rules:
            found[rule] += ends - begins
    return found


def _last(first: date) -> date:
    """The last day of a month that begins on `first`."""
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
