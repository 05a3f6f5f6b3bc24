"""The Pi's player and the browser's put the same pixels on the glass, at twenty instants of a week."""

from __future__ import annotations

import base64
import io
import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pygame
import pytest
from numpy.typing import NDArray
from PIL import Image

from players.pi.cache import Cache
from players.pi.documents import manifest_of
from players.pi.snapshot import painted
from signage.core.instants import DAY, HOUR
from signage.core.shows import Published, Shown, published, what_shows
from tests.conftest import ROOT
from tests.journeys.sample_office import Sample

pytestmark = pytest.mark.browser

DRAWN, PHOTOGRAPHED, FADING = 0, 3, 2
"""The largest difference of a pixel (of 255): none in what the server drew; what two decoders make of one JPEG; what
rounding makes of a mixture."""

TOKYO = ZoneInfo("Asia/Tokyo")
LAST_DAY = int(datetime(2026, 12, 28, 10, tzinfo=TOKYO).timestamp() * 1000)
CLOSED = LAST_DAY + DAY

SHOW = """
async ({ manifest, live, at }) => {
  const { published, whatShows } = await import("/players/web/shows.js");
  const { Showing } = await import("/players/web/showing.js");
  const { ChosenClock } = await import("/players/web/clock.js");
  const canvas = document.body.appendChild(document.createElement("canvas"));
  for (const side of ["width", "height"]) canvas.style[side] = `${manifest.canvas[side]}px`;
  const onAir = published(manifest, live);
  const load = async (asset) => (await fetch(`/assets/${asset}`)).blob();
  const showing = new Showing(canvas, { load, looks: 1 });
  showing.put(onAir, new ChosenClock(at, { hold: true }));
  const plain = (shown) => JSON.stringify([shown.power, shown.zones]);
  const frame = () => new Promise(requestAnimationFrame);
  const wanted = plain(whatShows(onAir, at));
  while (showing.shown === null || plain(showing.shown) !== wanted) await frame();
  await frame();
  const png = canvas.toDataURL();
  showing.end();
  canvas.remove();
  return png.slice(png.indexOf(",") + 1);
}
"""


@dataclass(frozen=True, kw_only=True)
class Instant:
    """An instant of a screen, and what was published for it."""

    about: str
    screen: str
    at: int
    manifest: bytes
    live: tuple[Any, ...] = ()

    @property
    def on_air(self) -> Published:
        return published(json.loads(self.manifest), self.live)

    @property
    def shown(self) -> Shown:
        return what_shows(self.on_air, self.at)


class Week:
    """The sample office's week, in which instants are looked for."""

    def __init__(self, sample: Sample) -> None:
        self.sample = sample

    def instant(self, about: str, screen: str, at: int) -> Instant:
        """As it was published, or is compiled for a later day."""
        manifest = self.sample.answers.manifest(screen, at=at, now=self.sample.at)
        return Instant(about=about, screen=screen, at=at, manifest=manifest)

    def now(self, about: str, screen: str, at: int) -> Instant:
        """What is published now, whatever the instant; with its live files."""
        live = tuple(self.sample.answers.live_files(screen))
        return replace(self.instant(about, screen, self.sample.at), at=at, live=live)

    def found(self, about: str, screen: str, wanted: Callable[[Shown], bool], *, later: int, day: int) -> Instant:
        """So many ms after the first change from that day on after which it is what is wanted."""
        first = self.instant(about, screen, self.sample.at)
        on_air, at = first.on_air, self.sample.at + day * DAY
        while at < self.sample.at + 7 * DAY:
            at = what_shows(on_air, at).until
            if wanted(what_shows(on_air, at + later)):
                return replace(first, at=at + later)
        raise AssertionError(f"there is none: {about}")

    def photographs(self, screen: str) -> set[str]:
        """The assets of a screen that are no drawings."""
        assets = json.loads(self.instant("", screen, self.sample.at).manifest)["assets"]
        return {sha for sha, asset in assets.items() if asset["type"] == "image/jpeg"}


def is_fading(shown: Shown) -> bool:
    return not shown.settled


def is_lit(shown: Shown) -> bool:
    return shown.power == "on" and shown.settled


def is_dark(shown: Shown) -> bool:
    return shown.power == "off"


def has_one(shown: Shown, assets: frozenset[str]) -> bool:
    return any(zone.placed.asset in assets for zone in shown.zones)


def four(week: Week) -> Iterator[Instant]:
    """What differs most in kind: a fade upright, a board with its numbers, a fade's last millisecond, no plan."""
    yield week.found("in a fade, upright", "lift-2f", is_fading, later=217, day=1)
    yield week.now("a board with numbers", "queue-1f", week.sample.at)
    yield week.found("as a fade ends", "lobby-1f", is_fading, later=599, day=2)
    yield week.now("outside of what is planned", "waiting-1f", week.sample.at + 30 * DAY)


def sixteen(week: Week) -> Iterator[Instant]:
    """More of each kind, all screens, photographs, night, and the end of the year."""
    for day, screen, later in (
        (0, "lobby-1f", 30),
        (1, "lobby-1f", 570),
        (2, "waiting-1f", 300),
        (3, "hall-4k", 421),
    ):
        yield week.found("in a fade", screen, is_fading, later=later, day=day)
    for day, screen in ((3, "lobby-1f"), (4, "lift-2f"), (4, "queue-1f")):
        yield week.found("as a page begins", screen, is_fading, later=0, day=day)
    for day, screen in ((1, "hall-4k"), (2, "waiting-1f")):
        yield week.found("a page", screen, is_lit, later=2_500, day=day)
    for day, screen, later in ((0, "lobby-1f", 2_500), (1, "lift-2f", 250)):
        drawn = frozenset(week.photographs(screen))
        yield week.found("a photograph", screen, lambda shown, of=drawn: has_one(shown, of), later=later, day=day)
    yield week.found("in the night", "lobby-1f", is_dark, later=HOUR, day=0)
    yield week.now("a board whose numbers have grown old", "queue-1f", week.sample.at + HOUR)
    for screen in ("lobby-1f", "queue-1f"):
        yield week.instant("on 28 December", screen, LAST_DAY)
    yield week.instant("on 29 December", "lift-2f", CLOSED)


class Both:
    """The two players before one shelf of assets."""

    def __init__(self, sample: Sample, folder: Path, page: Any, address: str) -> None:
        self._sample, self._folder, self._page, self._address = sample, folder, page, address

    def difference(self, instant: Instant) -> NDArray[np.int16]:
        """How far apart each pixel is."""
        for asset in json.loads(instant.manifest)["assets"] | {
            asset: None for document in instant.live for asset in document["assets"]
        }:
            if not (self._folder / asset).exists():
                os.link(self._sample.answers.picture(asset), self._folder / asset)
        return np.abs(self._on_the_pi(instant) - self._in_the_browser(instant))

    def _on_the_pi(self, instant: Instant) -> NDArray[np.int16]:
        manifest = replace(manifest_of(instant.manifest, sha256=""), published=instant.on_air)
        surface = painted(manifest, cache=Cache(self._folder), at=instant.at)
        return np.asarray(pygame.surfarray.array3d(surface).swapaxes(0, 1), dtype=np.int16)

    def _in_the_browser(self, instant: Instant) -> NDArray[np.int16]:
        manifest = json.loads(instant.manifest)
        asked = {"manifest": manifest, "live": instant.live, "at": instant.at}
        width, height = manifest["canvas"]["width"], manifest["canvas"]["height"]
        self._page.set_viewport_size({"width": width, "height": height})
        with Image.open(io.BytesIO(base64.b64decode(self._page.evaluate(SHOW, asked)))) as picture:
            return np.asarray(picture.convert("RGB"), dtype=np.int16)


@pytest.fixture
def both(
    published_sample: Sample, tmp_path: Path, browser: Any, serve_folder: Callable[[Path], str]
) -> Iterator[Both]:
    (tmp_path / "players").symlink_to(ROOT / "players")
    (tmp_path / "assets").mkdir()
    (tmp_path / "blank.html").write_text("<!doctype html>")
    address = serve_folder(tmp_path)
    page = browser.new_page()
    page.goto(f"{address}/blank.html")
    yield Both(published_sample, tmp_path / "assets", page, address)
    page.close()


def allowed(instant: Instant) -> int:
    """By how much a pixel of this instant may differ."""
    shown, assets = instant.shown, json.loads(instant.manifest)["assets"]
    placed = [zone.placed for zone in shown.zones] + [one for zone in shown.zones for one in zone.before]
    photographed = any(assets.get(one.asset, {}).get("type") == "image/jpeg" for one in placed)
    return max(PHOTOGRAPHED if photographed else DRAWN, DRAWN if shown.settled else FADING)


def apart(both: Both, instants: Iterator[Instant]) -> tuple[list[Instant], list[str]]:
    """The instants that were looked at, and those at which the two players differ."""
    seen, wrong = [], []
    for instant in instants:
        most = int(both.difference(instant).max())
        if most > allowed(instant):
            wrong.append(f"{instant.about} ({instant.screen}, {instant.at}): {most} of 255")
        seen.append(instant)
    return seen, wrong


def test_both_players_show_the_same_pixels_at_four_instants(published_sample: Sample, both: Both) -> None:
    seen, wrong = apart(both, four(Week(published_sample)))

    assert wrong == []
    assert len(seen[1].shown.zones) > 2, "a board has parts"
    assert {zone.placed.asset for zone in seen[1].shown.zones} & set(seen[1].live[0]["assets"]), (
        "its numbers are live"
    )


@pytest.mark.soak
def test_both_players_show_the_same_pixels_at_sixteen_more(published_sample: Sample, both: Both) -> None:
    seen, wrong = apart(both, sixteen(Week(published_sample)))

    assert wrong == []
    assert len(seen) == 16
    assert sum(not instant.shown.settled for instant in seen) >= 4
    assert sum(instant.shown.power == "off" for instant in seen) == 2
