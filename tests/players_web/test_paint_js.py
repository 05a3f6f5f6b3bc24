"""The browser's painting is the picture that DESIGN's sentence about mixing describes, pixel by pixel."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.conftest import ROOT
from tests.vectors.generate import SHOWS
from tests.vectors.makers import LOBBY

pytestmark = pytest.mark.browser

PAINT_ALL = """
async (size) => {
  const { published, whatShows } = await import("/players/web/shows.js");
  const { paint } = await import("/players/web/paint.js");
  const vectors = await (await fetch("/tests/vectors/shows.json")).json();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = size;
  const pictures = {
    made: new Map(),
    get(asset) {
      if (!this.made.has(asset)) {
        const dot = new OffscreenCanvas(1, 1);
        const context = dot.getContext("2d");
        context.fillStyle = `#${asset.slice(0, 6)}`;
        context.fillRect(0, 0, 1, 1);
        this.made.set(asset, dot.transferToImageBitmap());
      }
      return this.made.get(asset);
    },
  };
  const painted = [];
  for (const { manifest, head, live, asks } of vectors) {
    const onAir = published(manifest, head.live.map(({ key }) => live[key]));
    for (const { at, trusted, missing } of asks) {
      const shown = whatShows(onAir, at, { trusted, has: (asset) => !missing.includes(asset) });
      paint(canvas, shown, pictures, manifest.canvas);
      const { data } = canvas.getContext("2d").getImageData(0, 0, ...size);
      painted.push(btoa(String.fromCharCode(...data.filter((_, index) => index % 4 !== 3))));
    }
  }
  return painted;
}
"""


def still(placed: list[tuple[list[int], str]]) -> np.ndarray:
    """A canvas without fades: black, and each asset's colour in its box."""
    canvas = np.zeros((LOBBY[1], LOBBY[0], 3))
    for (x, y, width, height), asset in placed:
        canvas[y : y + height, x : x + width] = [int(asset[at : at + 2], 16) for at in (0, 2, 4)]
    return canvas


def mixed(shown: dict[str, Any]) -> np.ndarray:
    """In each zone's box `mix(still(s - 1), still(t), weight)`, later zones above earlier ones."""
    now = still([(zone["box"], zone["asset"]) for zone in shown["zones"]])
    glass = np.zeros_like(now)
    for zone in shown["zones"]:
        x, y, width, height = zone["box"]
        inside = (slice(y, y + height), slice(x, x + width))
        before, weight = still(zone["before"]), zone["weight"]
        glass[inside] = before[inside] * (1 - weight) + now[inside] * weight
    return glass


def test_every_vector_is_painted_as_described(browser: Any, serve_folder: Callable[[Path], str]) -> None:
    import base64

    page = browser.new_page()
    page.goto(f"{serve_folder(ROOT)}/tests/vectors/shows.json")
    expected = [mixed(ask["shown"]) for vector in json.loads(SHOWS.read_text("utf-8")) for ask in vector["asks"]]

    painted = page.evaluate(PAINT_ALL, list(LOBBY))
    page.close()

    assert len(painted) == len(expected)
    for pixels, should in zip(painted, expected, strict=True):
        is_ = np.frombuffer(base64.b64decode(pixels), np.uint8).reshape(should.shape)
        assert np.abs(is_ - should).max() <= 2
