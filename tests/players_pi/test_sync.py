"""Sync: what takes force, what is refused, and what a broken server cannot do."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from players.pi.cache import Cache
from players.pi.kept import kept
from tests.players_pi.rig import Rig
from tests.players_pi.serving import TreeServer, serving
from tests.players_pi.tree import (
    DAY,
    HEAD_KEY,
    HOUR,
    NOON,
    SCREEN,
    Tree,
    b64,
    public,
    signed,
)


def test_what_is_published_takes_force_and_every_file_of_it_is_in_the_cache(rig: Rig, tree: Tree) -> None:
    manifest = tree.rotation(1, 2, 3)
    tree.head(manifest)

    rig.bring_up()

    assert rig.in_force() == manifest
    assert all(rig.cache.check(asset) for asset in tree.lengths)
    assert rig.shows().zones[0].placed.item_id.startswith("slide-")


def test_an_idle_poll_is_a_304_and_writes_nothing(rig: Rig, tree: Tree, server: TreeServer) -> None:
    tree.head(tree.rotation(1))
    rig.bring_up()
    rig.polls(1)
    before = {file: file.stat().st_mtime_ns for file in rig.folder.iterdir()}
    server.asked.clear()

    rig.polls(5)

    assert {status for _, _, status in server.asked} == {304}
    assert {file: file.stat().st_mtime_ns for file in rig.folder.iterdir()} == before


def test_only_what_is_missing_is_loaded_for_a_new_manifest(rig: Rig, tree: Tree, server: TreeServer) -> None:
    tree.head(tree.rotation(1, 2, 3))
    rig.bring_up()
    server.asked.clear()

    changed = tree.rotation(1, 2, 4)
    tree.head(changed)
    rig.settle(lambda: rig.in_force() == changed)

    assets = [path for path, _, _ in server.asked if "/assets/" in path]
    assert len(assets) == 2  # the manifest and picture 4


def test_a_restart_shows_from_the_cache_before_asking_anybody(rig: Rig, tree: Tree, server: TreeServer) -> None:
    manifest = tree.rotation(1, 2)
    tree.head(manifest)
    rig.bring_up().stop()
    server.faults.down = True

    rig.start()

    assert rig.in_force() == manifest


@pytest.mark.parametrize(
    "fault", ["signature", "key", "typ", "alg", "screen", "version", "nonsense", "html", "empty"]
)
def test_an_answer_that_is_not_a_good_head_leaves_the_last_good_state(rig: Rig, tree: Tree, fault: str) -> None:
    manifest = tree.rotation(1)
    good = tree.head(manifest)
    rig.bring_up()

    other = good | {"sequence": good["sequence"] + 50, "manifest": tree.rotation(5)}
    jws = signed(other, typ="signage-head", key=tree.key)
    tree.write_head(
        {
            "signature": jws[:-8] + b"AAAAAAAA",
            "key": signed(other, typ="signage-head", key=Ed25519PrivateKey.generate()),
            "typ": signed(other, typ="signage-live", key=tree.key),
            "alg": b64(b'{"alg":"none","typ":"signage-head"}').encode() + b"." + jws.split(b".")[1] + b".",
            "screen": signed(other | {"screen": "lobby-2f"}, typ="signage-head", key=tree.key),
            "version": signed(other | {"version": 2}, typ="signage-head", key=tree.key),
            "nonsense": signed({"version": 1, "screen": SCREEN}, typ="signage-head", key=tree.key),
            "html": b"<html>Welcome to the hotel</html>",
            "empty": b"",
        }[fault]
    )  # fmt: skip
    rig.polls(4)

    assert rig.in_force() == manifest
    assert rig.sync.problem() is not None
    tree.sequence += 100
    tree.head(tree.rotation(2))
    rig.settle(lambda: rig.in_force() != manifest)


def test_a_replayed_head_is_refused_even_after_a_restart(rig: Rig, tree: Tree) -> None:
    tree.head(tree.rotation(1))
    old = tree.read_head()
    newer = tree.rotation(2)
    tree.head(newer)
    rig.bring_up()
    tree.write_head(old)

    rig.polls(3)
    rig.stop()
    rig.start()
    rig.polls(3)

    assert rig.in_force() == newer


def test_a_server_restored_from_yesterday_is_followed_once_it_publishes_again(rig: Rig, tree: Tree) -> None:
    today = tree.rotation(1)
    tree.head(today)
    rig.bring_up()
    newest = tree.sequence
    yesterday = tree.rotation(7)

    tree.sequence = newest - 24 * HOUR
    tree.head(yesterday)
    rig.polls(3)
    assert rig.in_force() == today
    tree.sequence = newest + 5000
    tree.head(yesterday)
    rig.settle(lambda: rig.in_force() == yesterday)


def test_a_corrupted_file_is_found_at_the_start_and_fetched_again(rig: Rig, tree: Tree) -> None:
    manifest = tree.rotation(1, 2, 3)
    tree.head(manifest)
    rig.bring_up().stop()
    assets = [asset for asset in tree.lengths if asset != manifest]
    (rig.folder / assets[0]).write_bytes(b"\0" * tree.lengths[assets[0]])
    (rig.folder / assets[1]).write_bytes(tree.path(assets[1]).read_bytes()[:-1])

    rig.start()
    rig.settle(lambda: all(rig.cache.has(asset) and rig.cache.check(asset) for asset in assets))

    assert rig.in_force() == manifest


@pytest.mark.parametrize("name", ["newest.json", "in-force.json", "manifest"])
@pytest.mark.parametrize("harm", ["truncated", "flipped", "zeroed", "gone"])
def test_whatever_file_of_its_state_is_harmed_the_player_comes_back(
    rig: Rig, tree: Tree, name: str, harm: str
) -> None:
    manifest = tree.rotation(1)
    tree.head(manifest)
    rig.bring_up().stop()
    file = rig.folder / (manifest if name == "manifest" else name)
    data = file.read_bytes()
    middle = len(data) // 2
    if harm == "gone":
        file.unlink()
    else:
        flipped = data[:middle] + bytes([data[middle] ^ 4]) + data[middle + 1 :]
        file.write_bytes({"truncated": data[:middle], "flipped": flipped, "zeroed": bytes(len(data))}[harm])

    rig.start()
    rig.settle(lambda: rig.sync.complete)

    assert rig.in_force() == manifest


def test_another_enrolment_does_not_inherit_the_heads_of_a_cache(rig: Rig, tree: Tree) -> None:
    tree.head(tree.rotation(1))
    rig.bring_up().stop()

    stranger = tree.enrolment(rig.server.url, public_key=public(Ed25519PrivateKey.generate()))

    assert kept(Cache(rig.folder), enrolment=stranger).newest is None


def test_an_announced_key_is_accepted_from_then_on_and_after_a_restart(rig: Rig, tree: Tree) -> None:
    new = Ed25519PrivateKey.generate()
    tree.head(tree.rotation(1), keys=[b64(public(tree.key)), b64(public(new))])
    rig.bring_up()
    tree.head(tree.rotation(2), key=new, keys=[b64(public(new))])
    rig.settle(lambda: rig.sync.complete and rig.in_force() == tree.rotation(2))
    rig.stop()

    rig.start()
    assert rig.in_force() == tree.rotation(2)
    tree.head(tree.rotation(3), key=new, keys=[b64(public(new))])
    rig.settle(lambda: rig.in_force() == tree.rotation(3))
    tree.head(tree.rotation(4), key=tree.recovery)
    rig.settle(lambda: rig.in_force() == tree.rotation(4))


def test_a_key_that_is_no_longer_announced_is_worth_nothing_though_the_enrolment_has_it(rig: Rig, tree: Tree) -> None:
    stolen, new = tree.key, Ed25519PrivateKey.generate()
    rotated = tree.rotation(2)
    tree.head(rotated, key=stolen, keys=[b64(public(stolen)), b64(public(new))])
    rig.bring_up()
    tree.head(rotated, key=new, keys=[b64(public(new))])
    rig.polls(2)

    for _ in range(2):
        tree.head(tree.rotation(6), key=stolen)
        rig.polls(3)
        assert rig.in_force() == rotated
        assert "signature" in str(rig.sync.problem())
        rig.stop()
        rig.start()

    tree.head(tree.rotation(3), key=new, keys=[b64(public(new))])
    rig.settle(lambda: rig.in_force() == tree.rotation(3))


def test_a_wiped_player_begins_with_the_key_of_its_enrolment_or_the_recovery_key_alone(rig: Rig, tree: Tree) -> None:
    new = Ed25519PrivateKey.generate()
    tree.head(tree.rotation(2), key=new, keys=[b64(public(new))])

    rig.start()
    rig.polls(3)
    assert rig.in_force() is None
    tree.head(tree.rotation(3), key=tree.recovery, keys=[b64(public(new))])
    rig.settle(lambda: rig.in_force() == tree.rotation(3))
    tree.head(tree.rotation(4), key=new, keys=[b64(public(new))])
    rig.settle(lambda: rig.in_force() == tree.rotation(4))


@pytest.mark.parametrize("ahead", [2**53 - 1 - NOON, DAY + HOUR])
def test_a_thief_of_the_key_cannot_lock_out_a_player_that_knows_the_time(rig: Rig, tree: Tree, ahead: int) -> None:
    before = tree.rotation(1)
    tree.head(before)
    rig.bring_up()

    tree.head(tree.rotation(6), sequence=NOON + ahead)
    rig.polls(3)
    assert rig.in_force() == before
    assert "ahead" in str(rig.sync.problem())

    tree.head(tree.rotation(2), key=tree.recovery)
    rig.settle(lambda: rig.in_force() == tree.rotation(2))


def test_what_a_server_says_wrong_is_told_before_one_that_does_not_answer(rig: Rig, tree: Tree) -> None:
    tree.head(tree.rotation(1), servers=["http://127.0.0.1:9", rig.server.url])
    rig.bring_up()

    tree.write_head(b"<html>Welcome to the hotel</html>")
    rig.polls(2)

    assert "not a signed file" in str(rig.sync.problem())


def test_the_next_server_is_asked_where_the_first_is_gone_or_talks_nonsense(rig: Rig, tree: Tree) -> None:
    tree.head(tree.rotation(1), servers=["http://127.0.0.1:9", rig.server.url])
    rig.bring_up()
    with serving(tree.folder) as second:
        second.faults.date = rig.server.faults.date
        tree.head(tree.rotation(2), servers=["http://127.0.0.1:9", rig.server.url, second.url])
        rig.settle(lambda: rig.in_force() == tree.rotation(2))
        rig.server.faults.nonsense.add("/")

        tree.head(tree.rotation(3), servers=["http://127.0.0.1:9", rig.server.url, second.url])
        rig.settle(lambda: rig.in_force() == tree.rotation(3))


def test_a_revoked_player_clears_its_cache_waits_and_cannot_be_brought_back_by_a_replay(rig: Rig, tree: Tree) -> None:
    tree.head(tree.rotation(1, 2))
    old = tree.read_head()
    rig.bring_up()

    tree.head("", revoked=True)
    rig.settle(lambda: rig.stage.waiting is not None)
    assert rig.stage.waiting is not None
    assert rig.stage.waiting.why == "revoked"
    assert not any(len(file.name) == 64 for file in rig.folder.iterdir())
    rig.stop()
    tree.write_head(old)
    rig.start()
    rig.polls(3)
    assert rig.stage.on_air is None

    tree.head(tree.rotation(3))
    rig.settle(lambda: rig.in_force() == tree.rotation(3))


def test_what_nothing_reaches_is_pruned_but_never_what_is_on_air_or_pending(rig: Rig, tree: Tree) -> None:
    tree.head(tree.rotation(1, 2))
    rig.bring_up()
    pending = tree.rotation(3, 4)
    rig.server.faults.missing.add(tree.item(4)["asset"])
    tree.head(pending)
    rig.settle(lambda: rig.cache.has(tree.item(3)["asset"]))

    rig.cache.prune(spare=0)
    assert all(rig.cache.has(tree.item(number)["asset"]) for number in (1, 2, 3, 99))
    rig.server.faults.missing.clear()
    rig.settle(lambda: rig.in_force() == pending)
    rig.cache.prune(spare=0)

    assert all(rig.cache.has(tree.item(number)["asset"]) for number in (3, 4, 99))
    assert not rig.cache.has(tree.item(1)["asset"])


def test_a_manifest_that_cannot_be_shown_leaves_what_is_on_air(rig: Rig, tree: Tree) -> None:
    good = tree.rotation(1)
    tree.head(good)
    rig.bring_up()
    for broken in (
        b"{}",
        b"not json",
        b'{"version":1}',
        tree.path(good).read_bytes().replace(b'"version":1', b'"version":3'),
    ):
        tree.head(tree.asset(broken))
        rig.polls(3)
        assert rig.in_force() == good

    tree.head(tree.rotation(2))
    rig.settle(lambda: rig.in_force() == tree.rotation(2))


def test_a_stick_publishes_like_a_server_but_gives_no_time(rig: Rig, tree: Tree) -> None:
    rig.enrolment = tree.enrolment(tree.folder.as_uri())
    tree.head(tree.rotation(1))

    rig.bring_up()

    assert rig.shows().fallback
    assert not rig.clock.now().trusted
    assert not rig.server.asked


def test_an_oversized_answer_is_cut_off(rig: Rig, tree: Tree) -> None:
    manifest = tree.rotation(1)
    tree.head(manifest)
    rig.bring_up()
    (tree.folder / f"v1/heads/{HEAD_KEY}.jws").write_bytes(b"A" * (3 << 20))

    rig.polls(3)

    assert rig.in_force() == manifest
