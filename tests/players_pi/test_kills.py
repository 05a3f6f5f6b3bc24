"""Power loss: killed at any moment of its sync, a player starts again with a correct picture."""

from __future__ import annotations

import hashlib
import random
import threading
import time
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from players.pi.cache import Cache
from players.pi.documents import Manifest
from players.pi.enrolment import Enrolment
from players.pi.kept import kept
from players.pi.snapshot import snapshot
from players.pi.stage import OnAir
from tests.players_pi.process import now_ms, published_now, running
from tests.players_pi.serving import TreeServer
from tests.players_pi.theatre import Oracle, Theatre, differs, pixels_of
from tests.players_pi.tree import Tree

SEED = 20261122


def look_at(cache: Path, tree: Tree, enrolment: Enrolment, published: dict[str, Manifest]) -> str | None:
    """See that every asset is whole and that the picture is right; which manifest is in force."""
    for file in cache.iterdir():
        if len(file.name) == 64:
            assert hashlib.sha256(file.read_bytes()).hexdigest() == file.name
    manifest = kept(Cache(cache), enrolment=enrolment).manifest
    if manifest is None:
        return None
    published.setdefault(manifest.sha256, manifest)
    at = now_ms() // 2000 * 2000 + 1500  # outside the fades
    picture = cache.parent / "picture.png"
    snapshot(enrolment, folder=cache, at=at, file=picture)
    with Image.open(picture) as painted:
        assert differs(np.asarray(painted.convert("RGB")), Oracle(tree, manifest).paint(at)) == 0
    theatre = Theatre(cache, tree, at=at)
    theatre.show.put_on_air(OnAir(manifest=manifest, published=manifest.published))
    theatre.show.begin()
    theatre.end()
    assert differs(pixels_of(theatre.surface), Oracle(tree, manifest).paint(at)) == 0
    return manifest.sha256


def killed_again_and_again(tmp_path: Path, tree: Tree, server: TreeServer, *, times: int) -> list[str | None]:
    """Publish something new, start the player, kill it somewhere in between; what is in force after each kill."""
    dice, pause, cache = random.Random(SEED), threading.Event(), tmp_path / "cache"
    server.faults.date = lambda: now_ms() / 1000
    file, enrolment = tree.enrolment_file(tmp_path / "player.toml", server.url), tree.enrolment(server.url)
    server.faults.bytes_per_s["/assets/"] = 60_000
    in_force: list[str | None] = []
    tree.head(published_now(tree, 200))
    began = time.monotonic()
    with running(file, cache, "--windowed", "320x180"):
        while not (cache / "in-force.json").exists():
            assert not pause.wait(0.01)
    usual = time.monotonic() - began
    for kill in range(times):
        tree.head(published_now(tree, *(kill * 3 + n for n in range(4))))
        with running(file, cache, "--windowed", "320x180") as player:
            pause.wait(dice.uniform(0.4 * usual, 2 * usual))
            assert player.poll() is None
        in_force.append(look_at(cache, tree, enrolment, {}) if cache.exists() else None)
        assert in_force[-1] is not None or not any(in_force), "what was once shown is shown again"
    return in_force


def test_a_player_killed_at_random_moments_comes_back_with_a_correct_picture(
    tmp_path: Path, tree: Tree, server: TreeServer
) -> None:
    in_force = killed_again_and_again(tmp_path, tree, server, times=8)

    assert len(set(in_force)) > 1, "the kills hit a player that takes new manifests"


@pytest.mark.soak
def test_two_hundred_kills_leave_a_cache_that_shows(tmp_path: Path, tree: Tree, server: TreeServer) -> None:
    in_force = killed_again_and_again(tmp_path, tree, server, times=200)

    assert len(set(in_force)) > 20
