"""Manifests: the document that a player obeys, made from a timeline, and canonical JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from signage.core.instants import written
from signage.core.shows import Box
from signage.core.timeline import PlannedZone, Segment, Timeline

VERSION = 1

LOUDEST = 100
"""The volume of a manifest that names none, in percent."""


@dataclass(frozen=True, kw_only=True)
class ItemPart:
    """What stands on an item: an item of its own, which live files may replace, in a box from the item's corner."""

    item: str
    box: Box


@dataclass(frozen=True, kw_only=True)
class Item:
    """What a loop's entry shows: a drawn page in one language, and what it says for those who cannot see it."""

    asset: str
    lang: str
    alt: str
    kind: Literal["image"] = "image"
    parts: tuple[ItemPart, ...] = ()


@dataclass(frozen=True, kw_only=True)
class AssetFacts:
    """What a player must know of an asset before it has it."""

    bytes: int
    type: str


def manifest(
    timeline: Timeline,
    *,
    width: int,
    height: int,
    rotation: int,
    items: Mapping[str, Item],
    assets: Mapping[str, AssetFacts],
    volume: int = LOUDEST,
) -> dict[str, Any]:
    """The manifest of a timeline (DESIGN, "What is published"), with those of the items and assets that it reaches.

    `volume` caps how loud its cues are, in percent. KeyError if one that it reaches is not given; ValueError if an
    item has no words.
    """
    zones = [*(zone for segment in timeline.segments for zone in segment.zones), *timeline.fallback]
    loops = {zone.loop_name: zone for zone in zones}
    looped = {part.item for zone in loops.values() for part in zone.loop}
    ids = looped | {part.item for item_id in looped for part in items[item_id].parts}
    document = {
        "version": VERSION,
        "canvas": {"width": width, "height": height, "rotation": rotation},
        "valid": {"from": written(timeline.begins), "until": written(timeline.ends)},
        "segments": [_segment(segment) for segment in timeline.segments],
        "fallback": _zones(timeline.fallback),
        "loops": {name: [[part.item, part.ms] for part in zone.loop] for name, zone in loops.items()},
        "items": {item_id: item_document(item_id, items[item_id]) for item_id in ids},
        "assets": assets_document(assets, (items[item_id].asset for item_id in ids)),
    }
    return document if volume == LOUDEST else {**document, "volume": volume}


def item_document(item_id: str, item: Item) -> dict[str, Any]:
    """An item as it stands in a manifest."""
    if not item.alt.strip():
        raise ValueError(f"item {item_id} has no alt text")
    document: dict[str, Any] = {"kind": item.kind, "asset": item.asset, "lang": item.lang, "alt": item.alt}
    if item.parts:
        document["parts"] = [{"item": part.item, "box": list(part.box)} for part in item.parts]
    return document


def assets_document(assets: Mapping[str, AssetFacts], named: Iterable[str]) -> dict[str, Any]:
    """Size and type of each asset that is named, as manifests and live files hold them."""
    return {asset: {"bytes": assets[asset].bytes, "type": assets[asset].type} for asset in named}


def canonical(document: Mapping[str, Any]) -> bytes:
    """The one way of writing a document: UTF-8, sorted keys, no spaces, non-ASCII unescaped, no NaN."""
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode()


def _segment(segment: Segment) -> dict[str, Any]:
    return {
        "from": written(segment.begins),
        "until": written(segment.ends),
        "power": "on" if segment.lit else "off",
        "sound": "on" if segment.sound else "off",
        "zones": _zones(segment.zones),
    }


def _zones(zones: tuple[PlannedZone, ...]) -> list[dict[str, Any]]:
    return [
        {"box": list(zone.box), "loop": zone.loop_name, "anchor": written(zone.anchor), "fade_ms": zone.fade_ms}
        for zone in zones
    ]
