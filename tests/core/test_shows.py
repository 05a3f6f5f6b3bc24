"""what_shows is held to the vectors, which a slow oracle answered, and to laws."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from signage.core.shows import Published, Shown, instant_of, published, what_shows
from tests.vectors.generate import SHOWS, all_written, text_of
from tests.vectors.makers import canonical, manifest, segment, zone

VECTORS: list[dict[str, Any]] = json.loads(SHOWS.read_text(encoding="utf-8"))
MORNING, NOON, EVENING = "2026-11-22T00:00:00Z", "2026-11-22T03:00:00Z", "2026-11-22T08:00:00Z"
START = instant_of(MORNING)


def on_air(vector: dict[str, Any]) -> Published:
    """What a player of this head has: the manifest, and of the live files those that the head names."""
    return published(vector["manifest"], tuple(vector["live"][entry["key"]] for entry in vector["head"]["live"]))


def asked(state: Published, ask: dict[str, Any]) -> Shown:
    return what_shows(state, ask["at"], trusted=ask["trusted"], has=lambda asset: asset not in ask["missing"])


def as_written(shown: Shown) -> dict[str, Any]:
    """An answer in the vectors' form."""
    zones = [
        {
            "box": list(zone.placed.box),
            "item": zone.placed.item_id,
            "asset": zone.placed.asset,
            "began": zone.began,
            "ends": zone.ends,
            "weight": zone.weight,
            "before": [[list(placed.box), placed.asset] for placed in zone.before],
        }
        for zone in shown.zones
    ]
    return {
        "power": shown.power,
        "fallback": shown.fallback,
        "zones": zones,
        "cues": [cue["id"] for cue in shown.cues],
    }


def a_day() -> Published:
    """Dark, a zone with another above it, a change at noon."""
    loops = {
        "guide": [("g-1", 7_000), ("g-2", 5_000)],
        "band": [("b-1", 3_000), ("b-2", 4_000)],
        "late": [("l", 9_000)],
    }
    band = zone("band", "2026-11-21T12:00:01Z", box=(40, 10, 50, 20), fade=900)
    segments = [
        segment(MORNING, NOON, zone("guide", MORNING), band, sound="on"),
        segment(NOON, EVENING, zone("late", NOON)),
    ]
    return published(manifest(segments, loops))


@pytest.fixture(params=["Asia/Tokyo", "America/New_York", "Australia/Lord_Howe"])
def _in_zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def test_there_are_at_least_three_hundred_questions() -> None:
    assert sum(len(vector["asks"]) for vector in VECTORS) >= 300


def test_the_vectors_are_what_their_generator_writes() -> None:
    assert text_of(all_written()) == SHOWS.read_text(encoding="utf-8")


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["about"])
def test_every_question_is_answered_as_the_oracle_did(vector: dict[str, Any]) -> None:
    state = on_air(vector)

    answers = [(ask["why"], as_written(asked(state, ask))) for ask in vector["asks"]]

    assert answers == [(ask["why"], ask["shown"]) for ask in vector["asks"]]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["about"])
def test_until_is_later_and_never_after_the_next_change(vector: dict[str, Any]) -> None:
    state = on_air(vector)

    for ask in vector["asks"]:
        until = asked(state, ask).until
        assert ask["at"] < until, ask["why"]
        assert ask["steady_until"] is None or until <= ask["steady_until"], ask["why"]


@pytest.mark.usefixtures("_in_zone")
def test_the_machines_time_zone_changes_nothing() -> None:
    for vector in VECTORS:
        state = on_air(vector)
        assert all(as_written(asked(state, ask)) == ask["shown"] for ask in vector["asks"])


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["about"])
def test_the_head_names_the_manifest_by_the_hash_of_its_canonical_bytes(vector: dict[str, Any]) -> None:
    digest = hashlib.sha256(canonical(vector["manifest"])).hexdigest()

    assert digest == vector["head"]["manifest"]


@given(st.integers(-20_000, 9 * 3_600_000))
def test_between_an_instant_and_until_the_stills_stay(offset: int) -> None:
    state = a_day()
    now = what_shows(state, START + offset)

    last = what_shows(state, min(now.until - 1, START + offset + 60_000))

    assert last.still == now.still
    assert last.power == now.power


@given(st.integers(-20_000, 9 * 3_600_000), st.integers(1, 1_000))
def test_a_weight_never_falls_while_its_turn_lasts(offset: int, step: int) -> None:
    state = a_day()
    now, later = what_shows(state, START + offset), what_shows(state, START + offset + step)

    pairs = zip(now.zones, later.zones, strict=False)

    assert all(a.weight <= b.weight for a, b in pairs if a.began == b.began)
    assert all(0 <= zone.weight <= 1 for zone in now.zones)
    assert all((zone.weight < 1) == bool(zone.before) for zone in now.zones)


@given(st.floats(0, 0.99), st.integers(0, 30_000))
def test_a_fraction_of_a_millisecond_counts_for_nothing(fraction: float, offset: int) -> None:
    state = a_day()

    assert what_shows(state, START + offset + fraction).zones == what_shows(state, START + offset).zones


@settings(max_examples=50)
@given(st.lists(st.integers(1_000, 60_000), min_size=1, max_size=1_000), st.integers(-(10**13), 10**13))
def test_the_turn_contains_its_instant_for_every_loop_and_anchor(lengths: list[int], offset: int) -> None:
    entries = [(f"i{index}", ms) for index, ms in enumerate(lengths)]
    state = published(manifest([segment(MORNING, EVENING, zone("long", MORNING, fade=0))], {"long": entries}))

    shown = what_shows(state, START + offset).zones[0]

    assert shown.began <= START + offset < shown.ends
    assert shown.ends - shown.began <= 60_000


def test_an_instant_that_is_not_utc_to_the_second_is_refused() -> None:
    for text in ("2026-11-22T00:00:00+09:00", "2026-11-22", "2026-02-30T00:00:00Z", ""):
        with pytest.raises(ValueError, match=r"\S"):
            instant_of(text)
