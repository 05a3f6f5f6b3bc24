"""Kills: whenever the publisher is ended by force, each head in the tree has its manifest and its assets, whole."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
import random
import signal
from pathlib import Path
from time import time

import pytest

from signage.publish import keys
from signage.publish.publisher import Publisher
from signage.publish.signing import opened
from signage.publish.sweep import sweep
from tests.publish.makers import Card, Place, a_screen, a_slide


def publish_without_end(folder: Path, seed: int) -> None:
    """What is killed: it changes a slide, publishes, sweeps now and then, and begins again."""
    place = Place.again(folder)
    turn = seed * 1_000_000
    while True:
        with Publisher(place.settings, kinds={"card": Card()}) as publisher:
            for _ in range(5):
                turn += 1
                at = int(time() * 1000)
                place.save(a_slide("notice-1", words=f"turn {turn}"), at=at)
                publisher.publish(at=at)
            sweep(publisher, place.settings, at=at)


def whole_heads(data: Path) -> dict[str, int]:
    """The sequence of every head, each looked through to its last asset."""
    public = [key.public for key in keys.read(data).signing]
    found = {}
    for path in sorted((data / "public/v1/heads").glob("*.jws")):
        head = opened(path.read_bytes(), kind="signage-head", keys=public)
        manifest = whole(data, head["manifest"])
        for name in json.loads(manifest)["assets"]:
            whole(data, name)
        found[path.stem] = head["sequence"]
    return found


def whole(data: Path, name: str) -> bytes:
    content = (data / "public/v1/assets" / name[:2] / name).read_bytes()
    assert hashlib.sha256(content).hexdigest() == name
    return content


def kill_at_random_moments(folder: Path, *, kills: int, seed: int) -> None:
    place = Place(folder, *(a_screen(f"s{n}", groups=("all",), height=72 + 8 * n) for n in range(3)))
    place.enrol("s0", "s1", "s2")
    chance, forked = random.Random(seed), multiprocessing.get_context("fork")
    last: dict[str, int] = {}
    for number in range(kills):
        child = forked.Process(target=publish_without_end, args=(folder, number + 1), daemon=True)
        child.start()
        child.join(chance.uniform(0.02, 0.25))
        assert child.is_alive()
        assert child.pid is not None
        os.kill(child.pid, signal.SIGKILL)
        child.join()

        now = whole_heads(place.data)
        assert all(now[key] >= sequence for key, sequence in last.items())
        last = now
    with Publisher(place.settings, kinds={"card": Card()}) as publisher:
        publisher.publish(at=int(time() * 1000))
    assert len(whole_heads(place.data)) == 3
    assert list((place.data / "public").rglob("*.new")) == []
    place.close()


def test_after_a_dozen_kills_every_head_is_whole(tmp_path: Path):
    kill_at_random_moments(tmp_path, kills=12, seed=20_261_122)


@pytest.mark.soak
def test_after_500_kills_every_head_is_whole(tmp_path: Path):
    kill_at_random_moments(tmp_path, kills=500, seed=1)
