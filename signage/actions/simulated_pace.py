"""The pace of the demo's queues: how many come at which hour, and how long each takes. All of it is invented."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

_BY_HOUR = {8: 0.7, 9: 1.1, 10: 1.35, 11: 1.3, 12: 1.05, 13: 1.0, 14: 0.95, 15: 0.85, 16: 0.8}
"""Of the usual number of people; late in the evening half as many."""

ABSENT = 0.03
"""So many have gone when they are called."""

_BY_WEEKDAY = (1.25, 1.0, 0.85, 0.85, 1.1, 1.2, 1.0)


@dataclass(frozen=True, kw_only=True)
class Pace:
    """One queue: people an hour, and the minutes that one takes at a counter."""

    an_hour: float
    minutes: float
    by_machine: bool = False
    """Its numbers are called at the ticket machine's own keys, which only its log tells of."""
    leads_to: str = ""
    """To where every fifth is sent on under the same number."""


PACES: Mapping[str, Pace] = {
    "certificates": Pace(an_hour=19, minutes=2.2, by_machine=True),
    "moving": Pace(an_hour=11, minutes=8, leads_to="insurance"),
    "insurance": Pace(an_hour=6, minutes=6),
}


def until_next(pace: Pace, random: Random, *, hour: int, weekday: int) -> float:
    """Minutes until the next one takes a ticket: a Poisson process whose rate follows the hour and the weekday."""
    return random.expovariate(pace.an_hour * _BY_HOUR.get(hour, 0.5) * _BY_WEEKDAY[weekday] / 60)


def at_counter(pace: Pace, random: Random) -> float:
    """Minutes that one takes: mostly near the mean, now and then far longer, never none."""
    return max(0.6, random.gammavariate(3, pace.minutes / 3))
