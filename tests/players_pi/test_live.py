"""Live files: what changes by the second, on its own."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.players_pi.rig import Rig
from tests.players_pi.tree import HOUR, NOON, Tree, a_loop, a_segment, a_zone, signed, text_of


def test_a_newer_live_file_takes_force_alone_and_gives_way_by_itself(rig: Rig, tree: Tree) -> None:
    tree.head(tree.rotation(1), live=[{"key": "board", "poll_ms": 200}])
    grey = tree.item(41)
    tree.live("board", {"slide-1": tree.item(42, until=text_of(NOON + 120_000), then="grey"), "grey": grey})
    rig.bring_up()
    rig.settle(lambda: rig.shows(NOON).zones[0].placed.asset == tree.item(42)["asset"])

    tree.live("board", {"slide-1": tree.item(43, until=text_of(NOON + 120_000), then="grey"), "grey": grey})
    rig.settle(lambda: rig.shows(NOON).zones[0].placed.asset == tree.item(43)["asset"])
    server_gone = rig.shows(NOON + 121_000)

    assert server_gone.zones[0].placed.asset == grey["asset"]


def test_a_live_item_without_its_picture_leaves_the_one_before(rig: Rig, tree: Tree) -> None:
    tree.head(tree.rotation(1), live=[{"key": "board", "poll_ms": 200}])
    tree.live("board", {"slide-1": tree.item(42)})
    rig.bring_up()
    rig.settle(lambda: rig.shows().zones[0].placed.asset == tree.item(42)["asset"])
    coming = tree.item(43)["asset"]
    rig.server.faults.missing.add(coming)

    tree.live("board", {"slide-1": tree.item(43)})
    rig.polls(3)
    assert rig.shows().zones[0].placed.asset == tree.item(42)["asset"]
    rig.server.faults.missing.clear()
    rig.settle(lambda: rig.shows().zones[0].placed.asset == coming)

    assert not (rig.folder / "live").exists()


def test_a_live_file_that_is_older_forged_or_broken_changes_nothing(rig: Rig, tree: Tree) -> None:
    tree.head(tree.rotation(1), live=[{"key": "board", "poll_ms": 200}])
    tree.live("board", {"slide-1": tree.item(42)})
    file = tree.folder / "v1/live/board.jws"
    old = file.read_bytes()
    tree.live("board", {"slide-1": tree.item(43)})
    rig.bring_up()
    rig.settle(lambda: rig.shows().zones[0].placed.asset == tree.item(43)["asset"])

    for bad in (old, b"nonsense", signed({"version": 1, "key": "board"}, typ="signage-live", key=tree.key),
                signed({"version": 1}, typ="signage-live", key=Ed25519PrivateKey.generate())):  # fmt: skip
        file.write_bytes(bad)
        rig.polls(3)
        assert rig.shows().zones[0].placed.asset == tree.item(43)["asset"]


@pytest.mark.parametrize(("sound", "loads"), [("on", True), ("off", False)])
def test_only_a_screen_that_may_sound_loads_sounds(rig: Rig, tree: Tree, sound: str, loads: bool) -> None:
    manifest = tree.manifest(
        items={"a": tree.item(1), "plain": tree.item(99)},
        loops={"main": a_loop(("a", 5000)), "always": a_loop(("plain", 5000))},
        segments=[a_segment(NOON - HOUR, NOON + HOUR, a_zone("main"), sound=sound)],
        fallback=[a_zone("always", anchor=0)],
    )
    chime = tree.asset(b"a sound")
    tree.head(manifest, live=[{"key": "board", "poll_ms": 200}])
    cue = {"id": "call-1", "at": text_of(NOON), "for_s": 15, "asset": chime}
    tree.live("board", {"a": tree.item(42)}, cues=[cue])

    rig.bring_up()
    rig.settle(lambda: rig.shows(NOON).zones[0].placed.asset == tree.item(42)["asset"])
    rig.polls(3)

    assert (rig.folder / chime).exists() is loads
