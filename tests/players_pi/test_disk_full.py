"""A full disk: what is shown stays, what nothing reaches makes room, and when there is room the new takes force."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

from tests.players_pi.process import now_ms
from tests.players_pi.rig import Rig
from tests.players_pi.serving import TreeServer
from tests.players_pi.tree import DAY, HOUR, NOON, Tree, a_loop, a_segment, a_zone

MIB = 1 << 20


def with_large(tree: Tree, number: int, length: int, *, begins: int = NOON - DAY) -> tuple[str, str]:
    """A manifest whose first item needs an asset of so many bytes; and that asset."""
    large = tree.asset(bytes([number]) * length)
    items = {
        "large": {"kind": "video", "asset": large, "poster": large, "alt": "large"},
        "plain": tree.item(99),
        "first": tree.item(number),
    }
    manifest = tree.manifest(
        items=items,
        loops={"main": a_loop(("first", 5000), ("large", 5000)), "always": a_loop(("plain", 5000))},
        segments=[a_segment(begins, begins + 9 * DAY, a_zone("main"))],
        fallback=[a_zone("always", anchor=0)],
    )
    return manifest, large


def test_what_is_shown_stays_until_there_is_room(small_disk: Path, rig: Rig, tree: Tree) -> None:
    rig.folder = small_disk / "cache"
    first = tree.rotation(1)
    tree.head(first)
    rig.bring_up()
    filler = small_disk / "filler"
    filler.write_bytes(bytes(12 * MIB))

    second, large = with_large(tree, 2, 6 * MIB)
    tree.head(second)
    rig.polls(4)
    assert rig.in_force() == first
    assert "room" in str(next(iter(rig.sync.loader.failing()))[1])
    filler.unlink()
    rig.settle(lambda: rig.in_force() == second)

    assert rig.cache.check(large)


def test_a_disk_without_a_byte_left_changes_nothing_that_is_shown(small_disk: Path, rig: Rig, tree: Tree) -> None:
    rig.folder = small_disk / "cache"
    tree.head(tree.rotation(1))
    rig.bring_up()
    filler = small_disk / "filler"
    with filler.open("wb") as file:
        try:
            while True:
                file.write(bytes(MIB))
                file.flush()
        except OSError:
            pass

    tree.head(tree.rotation(2))
    rig.polls(4)
    assert rig.in_force() == tree.rotation(1)
    rig.stop()
    rig.start()
    assert rig.in_force() == tree.rotation(1)
    filler.unlink()

    rig.settle(lambda: rig.in_force() == tree.rotation(2))


def test_a_worn_out_card_that_is_read_only_is_shown_from_all_the_same(small_disk: Path, rig: Rig, tree: Tree) -> None:
    rig.folder = small_disk / "cache"
    tree.head(tree.rotation(1))
    rig.bring_up().stop()
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)

    rig.start()
    with rig.cache.alone():
        tree.head(tree.rotation(2))
        rig.polls(4)
        assert rig.in_force() == tree.rotation(1)
    subprocess.run(["mount", "-o", "remount,rw", small_disk], check=True)
    rig.settle(lambda: rig.in_force() == tree.rotation(2))


def test_the_oldest_of_what_nothing_reaches_makes_room(small_disk: Path, rig: Rig, tree: Tree) -> None:
    rig.folder = small_disk / "cache"
    old, old_large = with_large(tree, 1, 6 * MIB)
    tree.head(old)
    rig.bring_up()
    middle, middle_large = with_large(tree, 2, 6 * MIB)
    tree.head(middle)
    rig.settle(lambda: rig.in_force() == middle)
    os.utime(rig.cache.path(old_large), (1, 1))

    newest, newest_large = with_large(tree, 3, 6 * MIB)
    tree.head(newest)
    rig.settle(lambda: rig.in_force() == newest)

    assert not rig.cache.has(old_large)
    assert rig.cache.has(middle_large)
    assert rig.cache.has(newest_large)


def test_a_limit_on_files_is_said_in_one_line_and_nothing_is_lost(
    tmp_path: Path, tree: Tree, server: TreeServer
) -> None:
    server.faults.date = lambda: now_ms() / 1000
    begins = now_ms() // 1000 * 1000 - DAY
    tree.sequence = now_ms() - HOUR
    enrolment = tree.enrolment_file(tmp_path / "player.toml", server.url)
    words = [
        sys.executable,
        "-m",
        "players.pi.cli",
        "--enrolment",
        enrolment,
        "--cache",
        tmp_path / "cache",
        "--once",
    ]
    tree.head(tree.rotation(1, begins=begins, ends=begins + 9 * DAY))
    subprocess.run(words, check=True, capture_output=True)
    in_force = (tmp_path / "cache/in-force.json").read_bytes()

    tree.head(with_large(tree, 2, 3 * MIB, begins=begins)[0])
    limited = subprocess.run(
        words,
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (MIB, MIB)),
    )

    assert limited.returncode == 1
    assert "no room" in limited.stderr.splitlines()[-1]
    assert (tmp_path / "cache/in-force.json").read_bytes() == in_force
    subprocess.run(words, check=True, capture_output=True)
