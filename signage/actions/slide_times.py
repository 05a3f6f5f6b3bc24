"""Slide times: a picture of each slide and how long its pages take, as some screen has them published."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from signage.actions.installation import Installation
from signage.actions.slide_lists import manifests_of, pages_in
from signage.core.catalogue import Catalogue
from signage.core.playlists import inline


@dataclass(frozen=True, kw_only=True)
class Seen:
    """One slide on one screen: its first page's picture, and how long its pages take there, if they are in a loop."""

    screen: str
    asset: str
    ms: int | None


def seen_of(installation: Installation, held: Catalogue, slides: Collection[str]) -> Mapping[str, Seen]:
    """These slides, each as the first screen has it that shows it; what no screen shows is not in it."""
    found: dict[str, Seen] = {}
    for screen, path in manifests_of(installation, set(held.screens)).items():
        pages, times = pages_in(str(path)), _times(str(path))
        for slide in slides:
            known = found.get(slide)
            if slide in pages and (known is None or known.ms is None):
                found[slide] = Seen(screen=screen, asset=pages[slide][0].asset, ms=times.get(slide))
        if len(found) == len(slides) and all(seen.ms is not None for seen in found.values()):
            break
    return found


def playlist_ms(playlist: str, held: Catalogue, seen: Mapping[str, Seen]) -> int | None:
    """How long one round of a playlist takes; None where a slide in it is on no screen yet."""
    total = 0
    for slide, ms in inline(playlist, held):
        known = seen.get(slide)
        if known is None or known.ms is None:
            return None
        total += ms if ms is not None else known.ms
    return total


@lru_cache(maxsize=256)
def _times(path: str) -> Mapping[str, int]:
    """By slide, how long its pages take in one showing: of each of its pictures the time that loops give it."""
    try:
        document = json.loads(Path(path).read_bytes())
    except FileNotFoundError:
        return {}
    by_asset = {document["items"][item]["asset"]: ms for loop in document["loops"].values() for item, ms in loop}
    found: dict[str, int] = {}
    for slide, pages in pages_in(path).items():
        own = [by_asset[page.asset] for page in pages if page.asset in by_asset]
        if own:
            found[slide] = sum(own)
    return found
