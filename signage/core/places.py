"""Places: where a screen hangs, as visitors know it: the building and the floor."""

from __future__ import annotations

from signage.core.catalogue import FloorGuide
from signage.core.screens import Screen
from signage.core.texts import Text


def place_of(screen: Screen, guide: FloorGuide) -> Text:
    """「本庁舎 1F」; the floor alone where the building is not in the guide."""
    building = next((one.name for one in guide.buildings if one.id == screen.building), Text())
    label = next((one.label for one in guide.floors if one.id == screen.floor), "")
    return Text.of({tag: f"{words} {label}".strip() for tag, words in building}) if building else Text.of(ja=label)
