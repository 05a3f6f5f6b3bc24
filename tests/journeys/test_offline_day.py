"""Cut off from its server, a player goes through the sample office's days exactly as `signage show` says."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest
from PIL import Image

from players.pi.cache import Cache
from players.pi.documents import Manifest
from players.pi.enrolment import enrolment_in
from players.pi.kept import kept
from players.pi.stage import OnAir
from signage.core.explain import ZoneExplained, explain
from signage.core.instants import DAY
from signage.core.rulebook import Rulebook
from signage.core.shows import instant_of, what_shows
from signage.store.catalogue import catalogue
from signage.store.database import open_database
from tests.journeys.sample_office import EACH, Sample
from tests.players_pi.theatre import Theatre, pixels_of

Players = dict[str, tuple[Path, Path]]
SETTLED_MS = 1_000
"""A second after a boundary its fade is over."""


@pytest.fixture(scope="module")
def book(published_sample: Sample) -> Iterator[Rulebook]:
    db = open_database(published_sample.data)
    yield Rulebook(catalogue(db))
    db.close()


def in_force(players: Players, screen: str) -> Manifest:
    """What the player kept, read as at a start without a network."""
    enrolment, cache = players[screen]
    manifest = kept(Cache(cache), enrolment=enrolment_in(enrolment)).manifest
    assert manifest is not None
    return manifest


def slide_of(item: str, lang: str) -> str:
    """Items are called `<slide>-<page>-<language>-<what it shows>`."""
    found = re.fullmatch(rf"(.+)-\d+-{re.escape(lang)}-[0-9a-f]{{8}}", item)
    assert found is not None, item
    return found[1]


def told(book: Rulebook, zone: ZoneExplained, at: int) -> set[str]:
    """The slides that play in a zone, by the explanation."""
    sources = [book.source(playlist=one.rule.playlist, slide=one.rule.slide) for one in zone.winners]
    return {slide for source in sources for slide, _ in source.entries if book.is_on_air(slide, at)}


@pytest.mark.parametrize("screen", EACH)
def test_every_segment_holds_what_show_says_of_it(players: Players, book: Rulebook, screen: str) -> None:
    document = in_force(players, screen).published.manifest

    for segment in document["segments"]:
        at = instant_of(segment["from"])
        said = explain(book, screen, at)
        assert said.lit == (segment["power"] == "on"), segment["from"]
        boxes = {tuple(zone["box"]): zone["loop"] for zone in segment["zones"]}
        for zone in said.zones if said.lit else ():
            if zone.box in boxes and zone.winners:
                loop = document["loops"][boxes[zone.box]]
                shown = {slide_of(item, document["items"][item]["lang"]) for item, _ in loop}
                assert shown == told(book, zone, at), (segment["from"], zone.zone)


@pytest.mark.parametrize("screen", EACH)
def test_an_ended_notice_is_gone_on_its_minute(players: Players, book: Rulebook, screen: str) -> None:
    manifest = in_force(players, screen)
    document, plan = manifest.published.manifest, manifest.published
    begins, ends = plan.begins, plan.ends
    last = {name: span[1] for name in book.catalogue.slides if (span := book.on_air(name)) is not None}
    ended = {name: at for name, at in last.items() if begins < at < ends}
    assert ended

    for segment in document["segments"]:
        for zone in segment["zones"]:
            for item, _ in document["loops"][zone["loop"]]:
                slide = slide_of(item, document["items"][item]["lang"])
                assert instant_of(segment["until"]) <= ended.get(slide, ends), (slide, segment["until"])


def test_the_glass_follows_a_day_to_the_pixel(published_sample: Sample, players: Players) -> None:
    screen = "lobby-1f"
    manifest, cache = in_force(players, screen), players[screen][1]
    edges = a_busy_day(manifest, published_sample.at + 2 * DAY)
    theatre = Theatre(cache, cast(Any, None), panel=(1920, 1080), at=edges[0] - SETTLED_MS)
    theatre.show.put_on_air(OnAir(manifest=manifest, published=manifest.published))

    try:
        theatre.frame()
        for edge in edges:
            for at in (edge - 1, edge + SETTLED_MS):
                theatre.at = at
                while theatre.frame() <= 0:
                    pass
                theatre.frame()
                shown = what_shows(manifest.published, at)
                if shown.settled:
                    expected = published_sample.answers.snapshot(screen, at=at, now=published_sample.at)
                    assert differs(pixels_of(theatre.surface), expected) <= 2, at
    finally:
        theatre.end()


def a_busy_day(manifest: Manifest, begins: int) -> list[int]:
    """The boundaries of the day that has most of them."""
    starts = manifest.published.starts
    days = ([edge for edge in starts if day <= edge < day + DAY] for day in range(begins, begins + 5 * DAY, DAY))
    return max(days, key=len)


def differs(pixels: np.ndarray[Any, np.dtype[np.uint8]], png: bytes) -> float:
    """The mean difference of 255: photographs are decoded by another library."""
    with Image.open(io.BytesIO(png)) as picture:
        return float(np.abs(pixels.astype(int) - np.asarray(picture.convert("RGB"), dtype=int)).mean())
