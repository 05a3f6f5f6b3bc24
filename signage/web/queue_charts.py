"""Charts of queues: where each cell and bar of an SVG stands, and what is written in it. The template draws them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from signage.actions.queue_statistics import QueuePeriod, Slot

STEPS_MIN = (5, 10, 20, 30)
"""Up to which wait each shade goes; the last is for longer ones."""

_LEFT, _TOP, _CELL, _ROW = 36, 28, 54, 36
_BARS_HIGH, _BAR = 170, 18


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One hour of a weekday. `shade` 0 to 4; None: nobody came."""

    x: int
    y: int
    text: str
    shade: int | None


@dataclass(frozen=True, kw_only=True)
class Heat:
    """Weekdays below each other, hours beside each other. `waits`: median waits; else people called in a day."""

    waits: bool
    width: int
    height: int
    hours: tuple[tuple[int, int], ...]
    weekdays: tuple[tuple[int, int], ...]
    cells: tuple[Cell, ...]
    cell: int = _CELL
    row: int = _ROW


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One bar with its number above; `x` is its left edge."""

    x: int
    y: int
    high: int
    minutes: int


@dataclass(frozen=True, kw_only=True)
class Bars:
    """By hour of the clock: the median of the waits, and how long nine of ten wait at most."""

    width: int
    height: int
    floor: int
    hours: tuple[tuple[int, int], ...]
    medians: tuple[Bar, ...]
    tenths: tuple[Bar, ...]
    bar: int = _BAR


def heat(period: QueuePeriod) -> Heat:
    """By weekday and hour; a weekday on which nobody ever came has no row."""
    waits = any(one.median_min is not None for one in period.hours)
    clock = [slot.hour for slot in _shown(period)]
    weekdays = sorted({one.weekday for one in period.hours})
    known = {(one.weekday, one.hour): one for one in period.hours}
    most = max((one.called / one.days for one in period.hours), default=0)
    cells = []
    for row, weekday in enumerate(weekdays):
        for column, hour in enumerate(clock):
            one = known.get((weekday, hour))
            value = None if one is None else one.median_min if waits else one.called / one.days
            shade = None if value is None else _shade(value) if waits else min(4, int(5 * value / (most or 1)))
            text = "" if value is None else f"{value:.0f}"
            cells.append(Cell(x=_LEFT + column * _CELL, y=_TOP + row * _ROW, text=text, shade=shade))
    return Heat(
        waits=waits,
        width=_LEFT + _CELL * len(clock),
        height=_TOP + _ROW * len(weekdays),
        hours=tuple((hour, _LEFT + column * _CELL + _CELL // 2) for column, hour in enumerate(clock)),
        weekdays=tuple((weekday, _TOP + row * _ROW + _ROW // 2) for row, weekday in enumerate(weekdays)),
        cells=tuple(cells),
    )


def bars(period: QueuePeriod) -> Bars:
    """Each hour's median on the left, its ninetieth percentile on the right."""
    longest = max((slot.p90_min or 0 for slot in period.slots), default=0) or 1
    medians, tenths, hours = list[Bar](), list[Bar](), list[tuple[int, int]]()
    slots = _shown(period)
    for column, slot in enumerate(slots):
        middle = _LEFT + column * _CELL + _CELL // 2
        hours.append((slot.hour, middle))
        if slot.median_min is not None and slot.p90_min is not None:
            medians.append(_bar(middle - _BAR - 1, slot.median_min, longest))
            tenths.append(_bar(middle + 1, slot.p90_min, longest))
    return Bars(
        width=_LEFT + _CELL * len(slots),
        height=_TOP + _BARS_HIGH + _TOP,
        floor=_TOP + _BARS_HIGH,
        hours=tuple(hours),
        medians=tuple(medians),
        tenths=tuple(tenths),
    )


def legend() -> Sequence[tuple[int, int | None]]:
    """Each shade and the wait up to which it goes; None: longer."""
    return [*enumerate(STEPS_MIN), (len(STEPS_MIN), None)]


def _shown(period: QueuePeriod) -> Sequence[Slot]:
    """The hours of the clock in which tickets were issued whose wait is known; where there are none, all."""
    known = [place for place, slot in enumerate(period.slots) if slot.median_min is not None]
    return period.slots[known[0] : known[-1] + 1] if known else period.slots


def _shade(minutes: int | float) -> int:
    return sum(minutes > step for step in STEPS_MIN)


def _bar(x: int, minutes: int, longest: int) -> Bar:
    high = max(2, round(_BARS_HIGH * minutes / longest)) if minutes else 1
    return Bar(x=x, y=_TOP + _BARS_HIGH - high, high=high, minutes=minutes)
