"""The slow oracle: DESIGN.md section 6, "What is shown", sentence by sentence and millisecond by millisecond.

It shares no line with signage/core/shows.py, on purpose, and has no regard for speed.
"""

from __future__ import annotations

import calendar
import time
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

Json = Mapping[str, Any]
Still = list[tuple[list[int], str, str]]
"""The canvas without fades: box, looped id, asset, in painting order."""


class Glass:
    """One published state and one player's circumstances, to be asked what is on the glass."""

    def __init__(
        self, manifest: Json, live: list[Json], *, trusted: bool = True, missing: tuple[str, ...] = ()
    ) -> None:
        self.manifest, self.live, self.trusted, self.missing = manifest, live, trusted, missing

    def answer(self, at: float) -> dict[str, Any]:
        """The whole answer, as it stands in the vectors."""
        t = int(at // 1)
        segment = self.segment(t)
        if segment["power"] == "off":
            return {"power": "off", "fallback": False, "zones": [], "cues": []}
        return {
            "power": "on",
            "fallback": segment["fallback"],
            "zones": [zone for plan in segment["zones"] for zone in self.zones(plan, segment, t)],
            "cues": [cue["id"] for cue in self.cues(segment, t)],
        }

    def segment(self, t: int) -> Json:
        """Segments are in order, touch, and cover `valid`; else, or with no trusted clock, fallback."""
        if self.trusted:
            for segment in self.manifest["segments"]:
                if ms(segment["from"]) <= t < ms(segment["until"]):
                    return {**segment, "begins": ms(segment["from"]), "ends": ms(segment["until"]), "fallback": False}
        begins = ends = None
        if self.trusted and t >= ms(self.manifest["valid"]["until"]):
            begins = ms(self.manifest["valid"]["until"])
        elif self.trusted:
            ends = ms(self.manifest["valid"]["from"])
        zones = self.manifest["fallback"]
        return {"power": "on", "sound": "off", "zones": zones, "begins": begins, "ends": ends, "fallback": True}

    def zones(self, plan: Json, segment: Json, t: int) -> list[dict[str, Any]]:
        """A zone's picture, then each part that stands on it: all of them fade as their zone does."""
        return [self.zone(plan, segment, t, placed) for placed in self.placed(plan, t)]

    def zone(self, plan: Json, segment: Json, t: int, placed: tuple[list[int], str, str]) -> dict[str, Any]:
        """`mix(still(s - 1 ms), still(t), min(1, (t - s) / fade_ms))`, or a cut."""
        s, ends = self.turn(plan, t)
        if segment["begins"] is not None:
            s = max(s, segment["begins"])
        if segment["ends"] is not None:
            ends = min(ends, segment["ends"])
        weight, before = Fraction(1), []
        if t - s < plan["fade_ms"]:
            earlier = self.segment(s - 1)
            before = self.still(s - 1)
            if (
                earlier["power"] == "on"
                and earlier["fallback"] == segment["fallback"]
                and before
                and inside(before, placed[0]) != inside(self.still(t), placed[0])
            ):
                weight = Fraction(t - s, plan["fade_ms"])
            else:
                before = []
        return {
            "box": placed[0],
            "item": placed[1],
            "asset": placed[2],
            "began": s,
            "ends": ends,
            "weight": float(weight),
            "before": [[box, asset] for box, _, asset in before],
        }

    def still(self, t: int) -> Still:
        """The canvas without fades."""
        segment = self.segment(t)
        if segment["power"] == "off":
            return []
        return [placed for plan in segment["zones"] for placed in self.placed(plan, t)]

    def placed(self, plan: Json, t: int) -> Still:
        """The item whose turn it is, or the nearest before it that this player can draw; then what stands on it."""
        entries = self.manifest["loops"][plan["loop"]]
        index = entry_at(entries, ms(plan["anchor"]), t)
        for _ in entries:
            item = self.item(entries[index][0], t)
            if (asset := self.drawable(item)) is not None:
                return [(plan["box"], entries[index][0], asset), *self.parts(item, plan["box"], t)]
            index = index - 1 if index > 0 else len(entries) - 1
        return []

    def parts(self, item: Json, box: list[int], t: int) -> Still:
        """Each part where it stands, counted from the corner of its item; one that cannot be drawn is not there."""
        found = [
            (part["box"], part["item"], self.drawable(self.item(part["item"], t))) for part in item.get("parts", [])
        ]
        return [
            ([x + box[0], y + box[1], width, height], item_id, asset)
            for (x, y, width, height), item_id, asset in found
            if asset is not None
        ]

    def drawable(self, item: Json) -> str | None:
        """The picture that this player can draw for an item."""
        asset = item.get("asset") if item["kind"] == "image" else None
        here = [one for one in (asset, item.get("poster")) if one is not None and one not in self.missing]
        return here[0] if here else None

    def item(self, looped: str, t: int) -> Json:
        """Live items replace; past `until` comes `then`; where a chain leads nowhere, the manifest's own."""
        own = self.manifest["items"]
        known = dict(own)
        for document in self.live:
            known |= document["items"]
        current, been = looped, [looped]
        while "until" in known[current] and t >= ms(known[current]["until"]):
            following = known[current].get("then")
            if following not in known or following in been:
                return own[looped]
            been.append(following)
            current = following
        return known[current]

    def turn(self, plan: Json, t: int) -> tuple[int, int]:
        """When the turn that contains t began and will end, looked for one millisecond at a time."""
        entries = self.manifest["loops"][plan["loop"]]
        heads, total = set(), 0
        for _, length in entries:
            heads.add(total)
            total += length
        anchor = ms(plan["anchor"])
        began, ends = t, t + 1
        while (began - anchor) % total not in heads:
            began -= 1
        while (ends - anchor) % total not in heads:
            ends += 1
        return began, ends

    def cues(self, segment: Json, t: int) -> list[Json]:
        """at <= now < at + for_s, and the segment's sound is on."""
        cues = [cue for document in self.live for cue in document.get("cues", [])]
        due = [cue for cue in cues if ms(cue["at"]) <= t < ms(cue["at"]) + int(Fraction(str(cue["for_s"])) * 1000)]
        return due if segment["sound"] == "on" else []

    def steady_until(self, at: float, *, within_s: int = 90) -> int | None:
        """The first later instant at which power, stills or cues differ; None if that is not within `within_s`."""

        def looks(t: int) -> object:
            segment = self.segment(t)
            return segment["power"], segment["fallback"], self.still(t), self.cues(segment, t)

        t = int(at // 1)
        now = looks(t)
        for second in range(within_s):
            if looks(t + 1000 * (second + 1)) != now:
                low, high = t + 1000 * second, t + 1000 * (second + 1)
                while high - low > 1:
                    middle = (low + high) // 2
                    low, high = (middle, high) if looks(middle) == now else (low, middle)
                return high
        return None


def ms(text: str) -> int:
    """Whole milliseconds since the epoch."""
    return calendar.timegm(time.strptime(text, "%Y-%m-%dT%H:%M:%SZ")) * 1000


def entry_at(entries: list[list[Any]], anchor: int, t: int) -> int:
    """The index of the entry that contains `(t - anchor) mod sum`, walked one by one."""
    left = (t - anchor) % sum(length for _, length in entries)
    for index, (_, length) in enumerate(entries):
        if left < length:
            return index
        left -= length
    raise AssertionError("a loop is not empty")


def inside(still: Still, box: list[int]) -> list[tuple[list[int], str]]:
    """The boxes and assets that share at least one pixel with a box."""
    x, y, width, height = box
    columns, rows = set(range(x, x + width)), set(range(y, y + height))
    return [
        (other, asset)
        for other, _, asset in still
        if columns & set(range(other[0], other[0] + other[2])) and rows & set(range(other[1], other[1] + other[3]))
    ]
