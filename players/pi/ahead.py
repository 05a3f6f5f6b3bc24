"""Looking ahead: in which order a manifest's assets will be shown, and which of them are needed soon."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from players.pi.clock import Clock
from players.pi.documents import Live, Manifest, assets_of, chain, parts_of
from signage.core.shows import DRAWN_KINDS, Published, instant_of

SOON_MS = 15 * 60 * 1000
"""A manifest takes force once all that it shows within this is here."""

_GOOD_FOR_MS = 60_000
_LAST = 2**62


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """In which order to load a manifest's assets, and without which it cannot take force; with their lengths."""

    order: Mapping[str, int]
    needed: Mapping[str, int]
    made: int
    trusted: bool


class Plans:
    """The plan of each manifest that matters, made again every minute, for time goes on."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._plans: dict[str, Plan] = {}

    def of(self, manifest: Manifest) -> Plan:
        """The plan of a manifest."""
        now, boot = self._clock.now(), self._clock.boot()
        plan = self._plans.get(manifest.sha256)
        if plan is None or boot >= plan.made + _GOOD_FOR_MS or plan.trusted != now.trusted:
            order = first_shown(manifest, at=now.at, trusted=now.trusted)
            soon = needed(manifest, at=now.at, trusted=now.trusted)
            lengths = {asset: manifest.assets[asset] for asset in order}
            plan = self._plans[manifest.sha256] = Plan(
                order=lengths,
                needed={asset: length for asset, length in lengths.items() if asset in soon},
                made=boot,
                trusted=now.trusted,
            )
        return plan

    def forget_all_but(self, manifest: Manifest | None) -> None:
        """Only this one matters any more."""
        self._plans = {sha256: plan for sha256, plan in self._plans.items() if manifest and sha256 == manifest.sha256}


def first_shown(manifest: Manifest, *, at: int, trusted: bool) -> dict[str, int]:
    """When each asset of a manifest may be shown first: `at` for the fallback's, last of all what no loop names."""
    on_air = manifest.published
    first: dict[str, int] = {}
    for zone in on_air.fallback:
        _note(first, on_air, dict.fromkeys(zone.loop.items, at))
    for segment in on_air.segments if trusted else ():
        begins = max(at, segment.begins)
        for zone in segment.zones if begins < segment.ends else ():
            turns = _turns(zone.loop.items, zone.loop.starts, zone.loop.total, anchor=zone.anchor, begins=begins)
            _note(first, on_air, {item: turn for item, turn in turns.items() if turn < segment.ends})
    return {
        asset: first.get(asset, _LAST) for asset in sorted(manifest.assets, key=lambda one: first.get(one, _LAST))
    }


def needed(manifest: Manifest, *, at: int, trusted: bool) -> set[str]:
    """The assets without which a manifest cannot take force: the fallback's, and what is drawn within 15 minutes."""
    drawn = {asset for item in manifest.published.items.values() if (asset := _drawn(item)) is not None}
    soon = {asset for asset, first in first_shown(manifest, at=at, trusted=trusted).items() if first < at + SOON_MS}
    return drawn & soon


def of_live(live: Live, *, beside: Manifest) -> set[str]:
    """The assets of a live file that this screen needs: of the items that its own manifest names, and of its cues.

    A screen that may not sound then loads no sound: spoken calls are ten times as large as their pictures.
    """
    items: Mapping[str, Any] = live.document["items"]
    named = {link for item_id in beside.published.own for link in chain(items, item_id)}
    pictures = {asset for item_id in named for asset in assets_of(items[item_id])}
    return pictures | {cue["asset"] for cue in live.document.get("cues", ()) if _is_heard(cue, beside.published)}


def _is_heard(cue: Mapping[str, Any], on_air: Published) -> bool:
    begins = instant_of(cue["at"])
    ends = begins + int(cue["for_s"] * 1000)
    return any(one.sound and one.begins < ends and begins < one.ends for one in on_air.segments)


def _turns(
    items: tuple[str, ...], starts: tuple[int, ...], total: int, *, anchor: int, begins: int
) -> dict[str, int]:
    """When each item of a loop is shown first from `begins` on."""
    position = (begins - anchor) % total
    turns: dict[str, int] = {}
    for index, item_id in enumerate(items):
        ends = starts[index + 1] if index + 1 < len(starts) else total
        under_way = starts[index] <= position < ends
        turn = begins if under_way else begins + (starts[index] - position) % total
        turns[item_id] = min(turn, turns.get(item_id, turn))
    return turns


def _note(first: dict[str, int], on_air: Published, turns: Mapping[str, int]) -> None:
    for item_id, turn in turns.items():
        whole = list(chain(on_air.own, item_id))
        standing = [link for one in whole for part in parts_of(on_air.own[one]) for link in chain(on_air.own, part)]
        for link in (*whole, *standing):
            for asset in assets_of(on_air.own[link]):
                first[asset] = min(turn, first.get(asset, _LAST))


def _drawn(item: Mapping[str, Any]) -> str | None:
    field = "asset" if item["kind"] in DRAWN_KINDS else "poster"
    asset: str | None = item.get(field)
    return asset
