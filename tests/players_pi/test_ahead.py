"""Looking ahead: the fast way to what is needed is held to the slow one, which asks what_shows at every change."""

from __future__ import annotations

import itertools
import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from players.pi.ahead import SOON_MS, first_shown, needed
from players.pi.documents import Manifest, manifest_of
from signage.core.shows import what_shows
from tests.players_pi.tree import HOUR, NOON, a_loop, a_segment, a_zone

MINUTE = 60_000


def an_asset(number: int) -> str:
    return f"{number:064x}"


@st.composite
def manifests(draw: st.DrawFn) -> Manifest:
    """Up to four segments of up to three zones, with loops that share their items."""
    count = draw(st.integers(2, 12))
    items: dict[str, Any] = {f"i{n}": {"kind": "image", "asset": an_asset(n), "alt": f"{n}"} for n in range(count)}
    film = {"kind": "video", "asset": an_asset(99), "poster": an_asset(98), "alt": "a film"}
    entry = st.tuples(st.sampled_from([*items, "film"]), st.integers(1, 400).map(lambda s: s * 1000))
    loops = draw(st.lists(st.lists(entry, min_size=1, max_size=8), min_size=1, max_size=4))
    names = st.sampled_from([f"l{n}" for n in range(len(loops))])
    zone = st.builds(lambda loop, early: a_zone(loop, anchor=NOON - early * 1000), names, st.integers(-5000, 100_000))
    edges = [NOON - HOUR, *sorted(draw(st.sets(st.integers(-50, 50), min_size=1, max_size=3)))]
    instants = [NOON - HOUR, *(NOON + edge * MINUTE for edge in edges[1:]), NOON + 3 * HOUR]
    segments = []
    for begins, ends in itertools.pairwise(instants):
        zones = draw(st.lists(zone, max_size=3))
        segments.append(a_segment(begins, ends, *zones, power="on" if zones else "off"))
    document = {
        "version": 1,
        "canvas": {"width": 320, "height": 180, "rotation": 0},
        "valid": {"from": segments[0]["from"], "until": segments[-1]["until"]},
        "segments": segments,
        "fallback": [a_zone(draw(names), anchor=0)],
        "loops": {f"l{n}": a_loop(*entries) for n, entries in enumerate(loops)},
        "items": items | {"film": film},
        "assets": {an_asset(n): {"bytes": 1} for n in (*range(count), 98, 99)},
    }
    return manifest_of(json.dumps(document).encode(), sha256=an_asset(0))


def seen(manifest: Manifest, *, at: int, until: int) -> dict[str, int]:
    """When each asset is on the glass first, looked at change by change."""
    first: dict[str, int] = {}
    now = at
    while now < until:
        shown = what_shows(manifest.published, now)
        for placed in shown.still:
            first.setdefault(placed.asset, now)
        now = shown.until
    return first


def of_fallback(manifest: Manifest) -> set[str]:
    """The pictures of the fallback."""
    names = {name for zone in manifest.published.fallback for name in zone.loop.items}
    items = [manifest.published.own[name] for name in names]
    return {item["poster" if item["kind"] == "video" else "asset"] for item in items}


@settings(max_examples=60, deadline=None)
@given(manifest=manifests(), at=st.integers(-55 * MINUTE, 100 * MINUTE).map(lambda ms: NOON + ms))
def test_what_is_needed_is_the_fallback_and_what_what_shows_asks_for(manifest: Manifest, at: int) -> None:
    wanted = needed(manifest, at=at, trusted=True)

    assert wanted == of_fallback(manifest) | set(seen(manifest, at=at, until=at + SOON_MS))


@settings(max_examples=60, deadline=None)
@given(manifest=manifests(), at=st.integers(-55 * MINUTE, 100 * MINUTE).map(lambda ms: NOON + ms))
def test_assets_are_ordered_by_their_first_showing(manifest: Manifest, at: int) -> None:
    order = first_shown(manifest, at=at, trusted=True)
    shown = seen(manifest, at=at, until=at + HOUR)

    assert list(order.values()) == sorted(order.values())
    assert set(order) == set(manifest.assets)
    assert all(order[asset] == first for asset, first in shown.items() if asset not in of_fallback(manifest))


@settings(max_examples=30, deadline=None)
@given(manifest=manifests())
def test_without_a_trusted_clock_only_the_fallback_is_needed(manifest: Manifest) -> None:
    wanted = needed(manifest, at=NOON, trusted=False)

    shown = {placed.asset for second in range(0, 4000, 5) for placed in
             what_shows(manifest.published, NOON + second * 1000, trusted=False).still}  # fmt: skip
    assert shown <= wanted
