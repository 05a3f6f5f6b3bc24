"""Bundle: a stick's worth of one screen: whole, signed, 35 days."""

from __future__ import annotations

import hashlib
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from signage.core.instants import HOUR
from signage.core.problems import Broken, Refused
from signage.publish import keys
from signage.publish.bundle import bundle
from signage.publish.publisher import Publisher
from signage.publish.signing import opened
from signage.store.enrolments import Enrolment
from tests.publish.makers import NOW, Card, Place


def head_of(place: Place, stick: Path, player: Enrolment) -> dict[str, Any]:
    with zipfile.ZipFile(stick) as archive:
        signed = archive.read(f"public/v1/heads/{player.head_key}.jws")
    return opened(signed, kind="signage-head", keys=[keys.read(place.data).signing[0].public])


def test_a_bundle_is_a_published_tree_of_35_days(place: Place, tmp_path: Path):
    (player,) = place.enrol()

    count = bundle(place.settings, "lobby-1f", at=NOW, into=tmp_path / "stick.zip", kinds={"card": Card()})

    with zipfile.ZipFile(tmp_path / "stick.zip") as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
    assert len(found) == count
    ring = keys.read(place.data)
    signed = found[f"public/v1/heads/{player.head_key}.jws"]
    head = opened(signed, kind="signage-head", keys=[ring.signing[0].public])
    manifest = json.loads(found[f"public/v1/assets/{head['manifest'][:2]}/{head['manifest']}"])
    assert manifest["valid"] == {"from": "2026-11-21T15:00:00Z", "until": "2026-12-26T15:00:00Z"}
    for name in (head["manifest"], *manifest["assets"]):
        assert hashlib.sha256(found[f"public/v1/assets/{name[:2]}/{name}"]).hexdigest() == name


def test_a_stick_s_heads_are_numbered_as_those_in_the_tree(place: Place, publisher: Publisher, tmp_path: Path):
    first = place.enrol("lobby-1f")
    publisher.publish(at=NOW)
    second = place.enrol("lobby-1f")
    publisher.publish(at=NOW + HOUR)

    bundle(place.settings, "lobby-1f", at=NOW + 2 * HOUR, into=tmp_path / "stick.zip", kinds={"card": Card()})

    sequences = [head_of(place, tmp_path / "stick.zip", player)["sequence"] for player in (*first, *second)]
    assert sequences == [NOW, NOW + HOUR]


def test_a_stick_made_before_anything_was_published_publishes_first(place: Place, tmp_path: Path):
    (player,) = place.enrol()

    bundle(place.settings, "lobby-1f", at=NOW, into=tmp_path / "stick.zip", kinds={"card": Card()})

    assert place.head(player)["sequence"] == head_of(place, tmp_path / "stick.zip", player)["sequence"] == NOW


def test_no_stick_is_made_by_a_clock_that_is_behind(place: Place, publisher: Publisher, tmp_path: Path):
    place.enrol()
    publisher.publish(at=NOW)

    with pytest.raises(Broken, match="clock"):
        bundle(place.settings, "lobby-1f", at=NOW - HOUR, into=tmp_path / "stick.zip", kinds={"card": Card()})


@pytest.mark.parametrize("days", [0, 401])
def test_a_stick_is_for_one_to_four_hundred_days(place: Place, tmp_path: Path, days: int):
    place.enrol()

    with pytest.raises(Refused, match="1 to 400"):
        bundle(place.settings, "lobby-1f", at=NOW, into=tmp_path / "stick.zip", days=days, kinds={"card": Card()})


def test_the_same_bundle_twice_is_the_same_bytes(place: Place, tmp_path: Path):
    place.enrol()

    for name in ("one.zip", "two.zip"):
        bundle(place.settings, "lobby-1f", at=NOW, into=tmp_path / name, days=3, kinds={"card": Card()})

    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_a_screen_without_a_player_has_no_bundle(place: Place, tmp_path: Path):
    with pytest.raises(Refused, match="enrol"):
        bundle(place.settings, "lobby-1f", at=NOW, into=tmp_path / "stick.zip", kinds={"card": Card()})

    assert list(tmp_path.glob("*.zip*")) == []
