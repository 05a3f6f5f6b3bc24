"""Glasses: what screens show at an instant by what is published, as pictures in their boxes; nothing is drawn."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from signage.actions.installation import Installation
from signage.actions.slide_lists import manifests_of
from signage.core.shows import Published, published, what_shows
from signage.publish.trials import Placed


def glasses(installation: Installation, screens: Iterable[str], *, at: int) -> Mapping[str, tuple[Placed, ...]]:
    """Each screen's pictures, back to front; none where it is dark. Screens that no player feeds are left out."""
    manifests = manifests_of(installation, set(screens))
    return {screen: _shown(_read(str(path)), at) for screen, path in manifests.items() if path.is_file()}


def _shown(plan: Published, at: int) -> tuple[Placed, ...]:
    return tuple(Placed(asset=one.asset, box=one.box) for one in what_shows(plan, at).still)


@lru_cache(maxsize=64)
def _read(path: str) -> Published:
    """A manifest made ready: immutable, so read once."""
    return published(json.loads(Path(path).read_bytes()))
