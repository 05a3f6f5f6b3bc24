"""A browser as a player, cut off in its first minute: a day as `signage show` says, over TLS; and plain HTTP."""

from __future__ import annotations

import base64
import io
import json
import time
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from players.pi.documents import Manifest
from signage.core.instants import DAY, MINUTE
from signage.core.shows import what_shows
from tests.journeys.browsers import NAME, kiosk, over_tls
from tests.journeys.cable import Cable, plugged_in
from tests.journeys.processes import wait_until
from tests.journeys.sample_office import Sample
from tests.journeys.test_offline_day import SETTLED_MS, Players, a_busy_day, differs, in_force
from tests.players_web.rig import lobby

pytestmark = pytest.mark.browser

SCREEN = "lobby-1f"
GLASS = "() => [Date.now(), document.querySelector('canvas').toDataURL('image/png')]"
LIT = "() => document.querySelector('canvas').getContext('2d').getImageData(9, 9, 1, 1).data[1] > 0"
KEPT = """
async (names) => {
  const kept = await (await caches.open("signage-assets")).keys();
  return names.every((name) => kept.some((request) => request.url.endsWith(name)));
}
"""


class Day:
    """A browser's day without a network: its clock is ours to move, and what it shows is compared to the pixel."""

    def __init__(self, sample: Sample, manifest: Manifest) -> None:
        self.sample, self.manifest = sample, manifest
        self.at = int(time.time() * 1000)

    def begin(self, page: Any, cable: Cable) -> None:
        """Pair it (the enrolment is what pairing gives), wait until it keeps everything, and pull the cable."""
        page.clock.install()
        enrolment = tomllib.loads(self.sample.enrolment(SCREEN).read_text("utf-8"))
        page.goto(f"https://{NAME}:{cable.port}/player/words.json")
        page.evaluate("(kept) => localStorage.setItem('signage-enrolment', kept)", json.dumps(enrolment))
        page.goto(f"https://{NAME}:{cable.port}/player")
        names = [self.manifest.sha256, *self.manifest.assets]
        wait_until(lambda: bool(page.evaluate(KEPT, names)))
        page.wait_for_function("() => navigator.serviceWorker.controller !== null")
        cable.pull()

    def follow(self, page: Any, instants: list[int]) -> None:
        """At each of these the glass is what `signage snapshot` draws for that instant."""
        for instant in instants:
            page.clock.fast_forward(max(0, instant - page.evaluate("() => Date.now()")))
            self.is_right(page)

    def is_right(self, page: Any) -> None:
        """The glass, once its pictures are decoded, is what should be on it at the time that the machine has."""
        deadline = time.monotonic() + 15
        while True:
            self.at, url = page.evaluate(GLASS)
            if what_shows(self.manifest.published, self.at).settled:
                expected = self.sample.answers.snapshot(SCREEN, at=self.at, now=self.sample.at)
                with Image.open(io.BytesIO(base64.b64decode(url.partition(",")[2]))) as picture:
                    pixels = np.asarray(picture.convert("RGB"))
                if pixels.shape == (1080, 1920, 3) and (apart := differs(pixels, expected)) <= 2:
                    return
                assert time.monotonic() < deadline, (self.at, apart)
            page.wait_for_timeout(100)


def a_day(players: Players, sample: Sample) -> tuple[Day, list[int]]:
    """Tomorrow's busiest day, or one of the days after it: a second after each of its boundaries."""
    manifest = in_force(players, SCREEN)
    edges = a_busy_day(manifest, sample.at + DAY)
    return Day(sample, manifest), [edge + SETTLED_MS for edge in edges]


def test_a_browser_cut_off_in_its_first_minute_shows_tomorrow_over_a_reload_and_a_restart(
    browser: Any, published_sample: Sample, players: Players, tmp_path: Path
) -> None:
    day, instants = a_day(players, published_sample)
    with over_tls(published_sample, tmp_path) as port, plugged_in(port) as cable:
        with kiosk(browser, tmp_path / "profile", trusts=port) as page:
            day.begin(page, cable)

            page.reload()
            day.follow(page, instants[1:2])

        with kiosk(browser, tmp_path / "profile", trusts=port) as page:
            page.clock.install(time=(day.at + 20 * MINUTE) / 1000)
            page.goto(f"https://{NAME}:{cable.port}/player")
            day.is_right(page)


@pytest.mark.soak
def test_a_browser_without_a_network_follows_a_whole_day(
    browser: Any, published_sample: Sample, players: Players, tmp_path: Path
) -> None:
    day, instants = a_day(players, published_sample)
    with over_tls(published_sample, tmp_path) as port, plugged_in(port) as cable:
        with kiosk(browser, tmp_path / "profile", trusts=port) as page:
            day.begin(page, cable)
            day.follow(page, instants[: len(instants) // 2])
            page.reload()
            day.follow(page, [instants[len(instants) // 2]])

        for instant in instants[len(instants) // 2 + 1 :]:
            with kiosk(browser, tmp_path / "profile", trusts=port) as page:
                page.clock.install(time=instant / 1000)
                page.goto(f"https://{NAME}:{cable.port}/player")
                day.is_right(page)


def test_over_plain_http_it_says_what_it_cannot_do_and_does_the_rest(browser: Any, tmp_path: Path) -> None:
    with lobby(tmp_path) as here, kiosk(browser, tmp_path / "profile") as page:
        address = here.address.replace("127.0.0.1", NAME)
        page.goto(f"{address}/player")
        assert "本物かどうかは確かめられず" in page.locator("#plain").inner_text()
        assert page.evaluate("() => isSecureContext") is False
        here.tree.head(here.rotation(1))
        page.evaluate(
            "(kept) => localStorage.setItem('signage-enrolment', kept)", json.dumps(here.enrolment(server=address))
        )
        page.reload()
        page.wait_for_function(LIT)

        here.close()

        assert page.evaluate(LIT)
        with pytest.raises(Exception, match="ERR_CONNECTION_REFUSED"):
            page.reload()
