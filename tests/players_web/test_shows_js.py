"""The browser's whatShows answers every vector as the oracle did: in real Chromium, over real HTTP."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.core.test_shows import as_written, asked, on_air
from tests.vectors.generate import written
from tests.vectors.scenarios import at_random

pytestmark = pytest.mark.browser

ASK_ALL = """
async (given) => {
  const { published, whatShows } = await import("/players/web/shows.js");
  const vectors = given ?? await (await fetch("/tests/vectors/shows.json")).json();
  const plain = (shown) => ({
    power: shown.power,
    fallback: shown.fallback,
    zones: shown.zones.map(({ placed, began, ends, weight, before }) => ({
      box: placed.box, item: placed.itemId, asset: placed.asset, began, ends, weight,
      before: before.map(({ box, asset }) => [box, asset]),
    })),
    cues: shown.cues.map((cue) => cue.id),
  });
  const wrong = [];
  let asked = 0;
  for (const { about, head, manifest, live, asks } of vectors) {
    const onAir = published(manifest, head.live.map(({ key }) => live[key]));
    for (const ask of asks) {
      asked += 1;
      const has = (asset) => !ask.missing.includes(asset);
      const shown = whatShows(onAir, ask.at, { trusted: ask.trusted, has });
      const late = ask.steady_until !== null && shown.until > ask.steady_until;
      if (JSON.stringify(plain(shown)) !== JSON.stringify(ask.shown) || shown.until <= ask.at || late) {
        wrong.push({ about, why: ask.why, at: ask.at, is: plain(shown), should: ask.shown, until: shown.until });
      }
    }
  }
  return { asked, wrong, zone: Intl.DateTimeFormat().resolvedOptions().timeZone };
}
"""

HASH_ALL = """
async () => {
  const sorted = (value) => Array.isArray(value) ? value.map(sorted)
    : value !== null && typeof value === "object"
      ? Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted(value[key])])) : value;
  const vectors = await (await fetch("/tests/vectors/shows.json")).json();
  const wrong = [];
  for (const { about, head, manifest } of vectors) {
    const bytes = new TextEncoder().encode(JSON.stringify(sorted(manifest)));
    const digest = [...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))];
    if (digest.map((byte) => byte.toString(16).padStart(2, "0")).join("") !== head.manifest) wrong.push(about);
  }
  return wrong;
}
"""


@pytest.fixture
def address(serve_folder: Callable[[Path], str]) -> str:
    return serve_folder(ROOT)


@pytest.mark.parametrize("time_zone", ["Asia/Tokyo", "America/New_York", "Australia/Lord_Howe"])
def test_every_question_is_answered_as_the_oracle_did(browser: Any, address: str, time_zone: str) -> None:
    page = browser.new_page(timezone_id=time_zone)
    page.goto(f"{address}/players/web/screen.js")

    result = page.evaluate(ASK_ALL)
    page.close()

    assert result["zone"] == time_zone
    assert result["wrong"] == []
    assert result["asked"] >= 300


def test_both_players_agree_on_sixty_states_dealt_at_random(browser: Any, address: str) -> None:
    vectors = [written(at_random(seed)) for seed in range(1_000, 1_060)]
    for vector in vectors:
        state = on_air(vector)
        for ask in vector["asks"]:
            shown = asked(state, ask)
            assert as_written(shown) == ask["shown"], (vector["about"], ask["why"])
    page = browser.new_page()
    page.goto(f"{address}/players/web/screen.js")

    result = page.evaluate(ASK_ALL, vectors)
    page.close()

    assert result["wrong"] == []


def test_the_canonical_bytes_hash_to_what_the_head_names(browser: Any, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/players/web/screen.js")

    wrong = page.evaluate(HASH_ALL)
    page.close()

    assert wrong == []


@pytest.mark.parametrize("text", ["2026-11-22T00:00:00+09:00", "2026-11-22", "2026-13-40T00:00:00Z", ""])
def test_an_instant_that_is_not_utc_to_the_second_is_refused(browser: Any, address: str, text: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/players/web/screen.js")

    name = page.evaluate(
        """async (text) => {
          const { instantOf } = await import("/players/web/shows.js");
          try { return instantOf(text); } catch (error) { return error.name; }
        }""",
        text,
    )
    page.close()

    assert name == "RangeError"
