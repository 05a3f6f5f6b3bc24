"""Live files: what changes by the second on one board, for every shape of screen that shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from signage.core.instants import written
from signage.core.manifests import VERSION, AssetFacts, Item, assets_document, item_document

SOURCE_TRUSTED_S = 120
"""A live item is believed for this long after its source was last known alive (DESIGN)."""


@dataclass(frozen=True, kw_only=True)
class LiveItem(Item):
    """An item that gives way by itself: past `until` the item `then` stands for it. None: it stays."""

    until: int | None = None
    then: str | None = None


@dataclass(frozen=True, kw_only=True)
class Cue:
    """A sound, played once by its id if at ≤ now < at + for_s."""

    id: str
    at: int
    for_s: int
    asset: str


def live_file(
    *,
    key: str,
    sequence: int,
    items: Mapping[str, LiveItem],
    assets: Mapping[str, AssetFacts],
    cues: Sequence[Cue] = (),
) -> dict[str, Any]:
    """The live file of one board (DESIGN, "What is published").

    KeyError if an asset that it names is not given; ValueError if an item has no words.
    """
    named = [*(item.asset for item in items.values()), *(cue.asset for cue in cues)]
    return {
        "version": VERSION,
        "key": key,
        "sequence": sequence,
        "items": {item_id: _item(item_id, item) for item_id, item in items.items()},
        "cues": [{"id": cue.id, "at": written(cue.at), "for_s": cue.for_s, "asset": cue.asset} for cue in cues],
        "assets": assets_document(assets, named),
    }


def _item(item_id: str, item: LiveItem) -> dict[str, Any]:
    document = item_document(item_id, item)
    if item.until is not None:
        document["until"] = written(item.until)
    if item.then is not None:
        document["then"] = item.then
    return document
