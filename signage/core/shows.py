"""What a screen shows: a pure function of what was published and the clock. The one module that players import."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from itertools import accumulate
from typing import Any, Literal

Box = tuple[int, int, int, int]
"""x, y, width, height in pixels of the canvas."""

Has = Callable[[str], bool]
DRAWN_KINDS = frozenset({"image"})
"""The kinds of item whose `asset` is a picture. Others keep their slot and show their `poster`."""

_EVER = 2**62
"""Milliseconds; beyond any instant that a manifest can name."""


@lru_cache(maxsize=4096)
def instant_of(text: str) -> int:
    """Milliseconds since the Unix epoch of `YYYY-MM-DDTHH:MM:SSZ`; ValueError for anything else."""
    return int(datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC).timestamp()) * 1000


@dataclass(frozen=True, slots=True)
class Loop:
    """A loop made ready for looking up: its item ids, and where each begins. Milliseconds."""

    items: tuple[str, ...]
    starts: tuple[int, ...]
    total: int

    def turn(self, at: int, *, anchor: int) -> tuple[int, int, int]:
        """The index of the item at `at`, and the instants at which its turn began and will end."""
        position = (at - anchor) % self.total
        index = bisect_right(self.starts, position) - 1
        began = at - position + self.starts[index]
        ends = at - position + (self.starts[index + 1] if index + 1 < len(self.starts) else self.total)
        return index, began, ends


@dataclass(frozen=True, slots=True)
class _ZonePlan:
    box: Box
    loop: Loop
    anchor: int
    fade_ms: int


@dataclass(frozen=True, slots=True)
class _Segment:
    """What holds between two changes; `fallback` has no beginning and no end."""

    begins: int
    ends: int
    lit: bool
    sound: bool
    fallback: bool
    zones: tuple[_ZonePlan, ...]


@dataclass(frozen=True, slots=True)
class Published:
    """One manifest and the live files beside it, parsed once, asked often. Made by `published`."""

    manifest: Mapping[str, Any]
    items: Mapping[str, Mapping[str, Any]]
    own: Mapping[str, Mapping[str, Any]]
    cues: tuple[tuple[int, int, Mapping[str, Any]], ...]
    begins: int
    ends: int
    segments: tuple[_Segment, ...]
    starts: tuple[int, ...]
    fallback: tuple[_ZonePlan, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """One picture in its box, without its fade."""

    box: Box
    item_id: str
    item: Mapping[str, Any]
    asset: str


@dataclass(frozen=True, slots=True)
class Zone:
    """What one zone, or a part on its picture, shows: `mix(before, still, weight)` inside its box; at weight 1 the
    still picture alone. Parts follow the picture on which they stand.

    `before` are all pictures of the canvas one millisecond before this one's turn, in painting order.
    """

    placed: Placed
    began: int
    ends: int
    before: tuple[Placed, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Shown:
    """A whole screen at one instant.

    Paint `still` in order, later above earlier; then, in the order of `zones`, put the mixed picture into the box
    of each zone that is not settled (and the still one into each later zone that lies over it). `until` is the
    first instant after `at` at which a different picture or cue may begin or end; the fades run before it. `fallback`
    says that the instant lies outside `valid`, or that there is no trusted clock.
    """

    power: Literal["on", "off"]
    sound: bool
    fallback: bool
    zones: tuple[Zone, ...]
    cues: tuple[Mapping[str, Any], ...]
    until: int

    @property
    def still(self) -> tuple[Placed, ...]:
        """The canvas without fades, in painting order."""
        return tuple(zone.placed for zone in self.zones)

    @property
    def settled(self) -> bool:
        """No fade is under way."""
        return all(zone.weight >= 1 for zone in self.zones)


def published(manifest: Mapping[str, Any], live: tuple[Mapping[str, Any], ...] = ()) -> Published:
    """Make a manifest (version 1, checked) and the live files that its head names ready to be asked.

    KeyError, TypeError, IndexError or ValueError where the document is not what its schema says.
    """
    loops = {name: _loop(entries) for name, entries in manifest["loops"].items()}
    segments = tuple(_segment(segment, loops) for segment in manifest["segments"])
    alone = Published(
        manifest=manifest,
        items=manifest["items"],
        own=manifest["items"],
        cues=(),
        begins=instant_of(manifest["valid"]["from"]),
        ends=instant_of(manifest["valid"]["until"]),
        segments=segments,
        starts=tuple(segment.begins for segment in segments),
        fallback=tuple(_zone(zone, loops) for zone in manifest["fallback"]),
    )
    return with_live(alone, live)


def with_live(on_air: Published, live: tuple[Mapping[str, Any], ...]) -> Published:
    """The same manifest with these live files beside it, and no others; cheap, for they change by the second."""
    items = dict(on_air.own)
    for document in live:
        items.update(document["items"])
    heard = [(instant_of(cue["at"]), cue) for document in live for cue in document.get("cues", ())]
    cues = tuple((begins, begins + int(cue["for_s"] * 1000), cue) for begins, cue in heard)
    return replace(on_air, items=items, cues=cues)


def what_shows(on_air: Published, at: float, *, trusted: bool = True, has: Has = lambda asset: True) -> Shown:
    """What is on the glass at `at` (ms since the epoch, floored).

    `trusted` is whether the clock may be believed; without it `at` only drives the fallback's loop. `has` says
    whether an asset can be drawn here: one that cannot leaves its predecessor in the loop standing.
    """
    now = math.floor(at)
    segment = _segment_at(on_air, now, trusted=trusted)
    if not segment.lit:
        return Shown(power="off", sound=False, fallback=False, zones=(), cues=(), until=segment.ends)
    cues = tuple(cue for begins, ends, cue in on_air.cues if segment.sound and begins <= now < ends)
    looks = [_still(on_air, plan, now, has) for plan in segment.zones]
    zones = tuple(_zones(on_air, segment, looks, now, trusted=trusted, has=has))
    edges = [segment.ends, *(zone.ends for zone in zones), *(edge for _, edge in looks)]
    edges += [edge for begins, ends, _ in on_air.cues if segment.sound for edge in (begins, ends) if edge > now]
    return Shown("on", segment.sound, segment.fallback, zones, cues, min(edges))


def _loop(entries: list[tuple[str, int]]) -> Loop:
    spans = tuple(accumulate((ms for _, ms in entries), initial=0))
    return Loop(tuple(item for item, _ in entries), spans[:-1], spans[-1])


def _zone(zone: Mapping[str, Any], loops: Mapping[str, Loop]) -> _ZonePlan:
    x, y, width, height = zone["box"]
    return _ZonePlan((x, y, width, height), loops[zone["loop"]], instant_of(zone["anchor"]), zone["fade_ms"])


def _segment(segment: Mapping[str, Any], loops: Mapping[str, Loop]) -> _Segment:
    zones = tuple(_zone(zone, loops) for zone in segment["zones"])
    lit, sound = segment["power"] != "off", segment["sound"] == "on"
    return _Segment(
        instant_of(segment["from"]), instant_of(segment["until"]), lit, sound, fallback=False, zones=zones
    )


def _segment_at(on_air: Published, at: int, *, trusted: bool) -> _Segment:
    """The segment in force; outside `valid` or without a trusted clock the fallback, as a segment of its own."""
    if trusted and on_air.begins <= at < on_air.ends:
        return on_air.segments[bisect_right(on_air.starts, at) - 1]
    begins = on_air.ends if trusted and at >= on_air.ends else -_EVER
    ends = on_air.begins if trusted and at < on_air.begins else _EVER
    return _Segment(begins, ends, lit=True, sound=False, fallback=True, zones=on_air.fallback)


def _live_now(on_air: Published, item_id: str, at: int) -> tuple[Mapping[str, Any], int]:
    """The item that stands for a looped id at `at`, its chain followed, and when the chain moves on."""
    item, seen = on_air.items[item_id], {item_id}
    while (until := item.get("until")) is not None and (ends := instant_of(until)) <= at:
        follower = item.get("then")
        if follower is None or follower in seen or follower not in on_air.items:
            return on_air.own[item_id], _EVER
        seen.add(follower)
        item = on_air.items[follower]
    return item, _EVER if until is None else ends


def _drawn(item: Mapping[str, Any], has: Has) -> str | None:
    """The asset that can be drawn for an item: its own, or its poster."""
    asset: str | None = item.get("asset")
    if item["kind"] in DRAWN_KINDS and asset is not None and has(asset):
        return asset
    poster: str | None = item.get("poster")
    return poster if poster is not None and has(poster) else None


_Look = tuple[tuple[Placed, ...], int]


def _still(on_air: Published, plan: _ZonePlan, at: int, has: Has) -> _Look:
    """A zone's still picture (one that cannot be drawn leaves its predecessor standing) with its parts on it.

    And the first instant at which a live item on the way gives way by itself.
    """
    index, _, _ = plan.loop.turn(at, anchor=plan.anchor)
    edge = _EVER
    for back in range(len(plan.loop.items)):
        item_id = plan.loop.items[index - back]
        item, ends = _live_now(on_air, item_id, at)
        edge = min(edge, ends)
        if (asset := _drawn(item, has)) is not None:
            parts, ends = _parts(on_air, item, plan.box, at, has)
            return (Placed(plan.box, item_id, item, asset), *parts), min(edge, ends)
    return (), edge


def _parts(on_air: Published, item: Mapping[str, Any], box: Box, at: int, has: Has) -> _Look:
    """What stands on an item: items of their own, each in its box from the item's corner, and no deeper."""
    placed, edge = [], _EVER
    for part in item.get("parts", ()):
        found, ends = _live_now(on_air, part["item"], at)
        edge = min(edge, ends)
        if (asset := _drawn(found, has)) is not None:
            x, y, width, height = part["box"]
            placed.append(Placed((box[0] + x, box[1] + y, width, height), part["item"], found, asset))
    return tuple(placed), edge


def _zones(
    on_air: Published, segment: _Segment, looks: list[_Look], at: int, *, trusted: bool, has: Has
) -> list[Zone]:
    drawn = [(plan, one) for plan, (placed, _) in zip(segment.zones, looks, strict=True) for one in placed]
    still = [placed for _, placed in drawn]
    zones = []
    for plan, placed in drawn:
        _, turn, ends = plan.loop.turn(at, anchor=plan.anchor)
        began = max(segment.begins, turn)
        weight = 1.0 if at - began >= plan.fade_ms else (at - began) / plan.fade_ms
        before: tuple[Placed, ...] = ()
        if weight < 1:
            before = _before(on_air, began - 1, fallback=segment.fallback, trusted=trusted, has=has)
            if not before or _under(before, placed.box) == _under(still, placed.box):
                before, weight = (), 1.0
        zones.append(Zone(placed, began, min(ends, segment.ends), before, weight))
    return zones


def _before(on_air: Published, at: int, *, fallback: bool, trusted: bool, has: Has) -> tuple[Placed, ...]:
    """The canvas without fades from which one fades; empty (a cut) after power off or outside `valid`."""
    segment = _segment_at(on_air, at, trusted=trusted)
    if not segment.lit or segment.fallback != fallback:
        return ()
    return tuple(placed for plan in segment.zones for placed in _still(on_air, plan, at, has)[0])


def _under(canvas: list[Placed] | tuple[Placed, ...], box: Box) -> list[tuple[Box, str]]:
    """The assets and boxes that lie under a box."""
    x, y, width, height = box
    found = []
    for placed in canvas:
        left, top, wide, high = placed.box
        if left < x + width and x < left + wide and top < y + height and y < top + high:
            found.append((placed.box, placed.asset))
    return found
