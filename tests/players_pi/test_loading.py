"""Loading: what comes when, and how it survives a bad line."""

from __future__ import annotations

import itertools
import json

import pytest

from tests.players_pi.rig import Rig
from tests.players_pi.serving import TreeServer
from tests.players_pi.tree import HOUR, NOON, Tree, a_loop, a_segment, a_zone


@pytest.mark.parametrize("fault", ["flip", "cut", "missing", "html"])
def test_a_bad_asset_is_fetched_again_until_it_is_right(rig: Rig, tree: Tree, server: TreeServer, fault: str) -> None:
    first = tree.rotation(1)
    tree.head(first)
    rig.bring_up()
    item = tree.item(8, (640, 360))
    second = tree.rotation(1, 8)
    name = item["asset"]
    second_only = next(
        asset for asset in json.loads(tree.path(second).read_bytes())["assets"] if not rig.cache.has(asset)
    )
    faults = server.faults
    {
        "flip": lambda: faults.flip.add(second_only),
        "cut": lambda: faults.cut_after.update({second_only: 100}),
        "missing": lambda: faults.missing.add(second_only),
        "html": lambda: faults.nonsense.add(second_only),
    }[fault]()

    tree.head(second)
    rig.polls(3)
    held = rig.in_force()
    faults.flip.clear(), faults.missing.clear(), faults.nonsense.clear(), faults.cut_after.clear()
    rig.settle(lambda: rig.in_force() == second)

    assert held == first or fault == "cut"  # what is cut is resumed, a hundred bytes at a time
    assert not rig.cache.has(name)
    assert rig.cache.check(second_only)


def test_a_cut_download_is_resumed_where_it_broke(rig: Rig, tree: Tree, server: TreeServer) -> None:
    manifest = tree.rotation(1)
    big = next(asset for asset in json.loads(tree.path(manifest).read_bytes())["assets"])
    server.faults.cut_after[big] = 200
    tree.head(manifest)

    rig.bring_up()

    ranges = [asked for path, asked, _ in server.asked if big in path]
    assert ranges[:3] == [None, "bytes=200-", "bytes=400-"]


def test_a_server_without_ranges_is_read_from_the_beginning(rig: Rig, tree: Tree, server: TreeServer) -> None:
    manifest = tree.rotation(1)
    big = next(asset for asset in json.loads(tree.path(manifest).read_bytes())["assets"])
    server.faults.cut_after[big] = 200
    server.faults.ranges = False
    tree.head(manifest)
    rig.start()
    rig.settle(lambda: len([1 for path, _, _ in server.asked if big in path]) > 2)

    server.faults.cut_after.clear()
    rig.settle(lambda: rig.sync.complete)

    assert rig.cache.check(big)


def test_a_manifest_takes_force_before_what_it_shows_only_later(rig: Rig, tree: Tree, server: TreeServer) -> None:
    later = tree.item(2)
    items = {"now": tree.item(1), "later": later, "plain": tree.item(99)}
    manifest = tree.manifest(
        items=items,
        loops={"now": a_loop(("now", 5000)), "later": a_loop(("later", 5000)), "always": a_loop(("plain", 5000))},
        segments=[
            a_segment(NOON - HOUR, NOON + HOUR, a_zone("now")),
            a_segment(NOON + HOUR, NOON + 9 * HOUR, a_zone("later")),
        ],
        fallback=[a_zone("always", anchor=0)],
    )
    server.faults.missing.add(later["asset"])
    tree.head(manifest)

    rig.start()
    rig.settle(lambda: rig.in_force() == manifest)
    assert rig.shows(NOON + 2 * HOUR).zones == ()
    server.faults.missing.clear()
    rig.settle(lambda: rig.sync.complete)

    assert rig.shows(NOON + 2 * HOUR).zones[0].placed.item_id == "later"


def test_assets_come_in_the_order_in_which_they_are_shown(rig: Rig, tree: Tree, server: TreeServer) -> None:
    items = {f"slide-{number}": tree.item(number) for number in range(6)} | {"plain": tree.item(99)}
    hours = [NOON - HOUR, *(NOON + n * HOUR for n in (1, 2, 3, 4, 5, 6))]
    order = [3, 0, 5, 1, 4, 2]
    manifest = tree.manifest(
        items=items,
        loops={f"l{n}": a_loop((f"slide-{n}", 5000)) for n in order} | {"always": a_loop(("plain", 5000))},
        segments=[a_segment(hours[i], hours[i + 1], a_zone(f"l{n}")) for i, n in enumerate(order)],
        fallback=[a_zone("always", anchor=0)],
    )
    tree.head(manifest)

    rig.bring_up()

    came = [path.rsplit("/", 1)[1] for path, _, _ in server.asked if "/assets/" in path]
    later = [items[f"slide-{n}"]["asset"] for n in order[1:]]
    places = [came.index(asset) for asset in later]
    assert all(place > came.index(items["slide-3"]["asset"]) for place in places)
    assert sum(a > b for a, b in itertools.pairwise(places)) <= 2  # two load at a time


def test_an_emergency_takes_force_while_a_large_asset_is_still_loading(
    rig: Rig, tree: Tree, server: TreeServer
) -> None:
    large = tree.asset(bytes(range(256)) * 20_000)
    items = {"now": tree.item(1), "large": {"kind": "image", "asset": large, "alt": "large"}, "plain": tree.item(99)}
    calm = tree.manifest(
        items=items,
        loops={"now": a_loop(("now", 5000), ("large", 5000)), "always": a_loop(("plain", 5000))},
        segments=[a_segment(NOON - HOUR, NOON + HOUR, a_zone("now"))],
        fallback=[a_zone("always", anchor=0)],
    )
    server.faults.bytes_per_s[large] = 200_000
    tree.head(calm)
    rig.start()
    rig.settle(lambda: rig.cache.part(large).exists() and rig.cache.part(large).stat().st_size > 0)

    emergency = tree.rotation(66)
    tree.head(emergency)
    rig.settle(lambda: rig.in_force() == emergency, limit_s=3)

    assert not rig.cache.has(large)


def test_servers_that_drip_do_not_keep_the_rest_waiting(rig: Rig, tree: Tree, server: TreeServer) -> None:
    manifest = tree.rotation(1, 2, 3, 4)
    pictures = {number: tree.item(number)["asset"] for number in (99, 1, 2, 3, 4)}
    dripping, others = [pictures[99], pictures[1]], [pictures[2], pictures[3], pictures[4]]
    server.faults.bytes_per_s.update(dict.fromkeys(dripping, 20))
    tree.head(manifest)

    rig.start()
    rig.settle(lambda: all(map(rig.cache.has, others)))
    rig.settle(lambda: sum(dripping[0] in path for path, _, _ in server.asked) > 1)

    ranges = [asked for path, asked, _ in server.asked if dripping[0] in path]
    assert ranges[0] is None
    assert all(asked is not None and asked.startswith("bytes=") for asked in ranges[1:])
    assert not any(map(rig.cache.has, dripping))


@pytest.mark.soak
def test_an_emergency_takes_force_while_two_hundred_megabytes_are_loading(
    rig: Rig, tree: Tree, server: TreeServer
) -> None:
    large = tree.asset(bytes(200 << 20))
    items = {"now": tree.item(1), "large": {"kind": "video", "asset": large, "alt": "large"}, "plain": tree.item(99)}
    calm = tree.manifest(
        items=items,
        loops={"now": a_loop(("now", 5000), ("large", 5000)), "always": a_loop(("plain", 5000))},
        segments=[a_segment(NOON - HOUR, NOON + HOUR, a_zone("now"))],
        fallback=[a_zone("always", anchor=0)],
    )
    server.faults.bytes_per_s[large] = 20_000_000
    tree.head(calm)
    rig.start()
    rig.settle(lambda: rig.in_force() == calm and rig.cache.part(large).exists())
    rig.settle(lambda: rig.cache.part(large).stat().st_size > 10 << 20)

    emergency = tree.rotation(66)
    tree.head(emergency)
    rig.settle(lambda: rig.in_force() == emergency, limit_s=2)
    assert not rig.cache.has(large)
    tree.head(calm)
    rig.settle(lambda: rig.cache.has(large), limit_s=60)

    resumed = [asked for path, asked, _ in server.asked if large in path]
    assert resumed[0] is None
    assert all(asked is not None and int(asked[6:-1]) > 10 << 20 for asked in resumed[1:])
