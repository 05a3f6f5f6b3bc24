"""The show: every surface that is presented is what what_shows says, and none is ever half drawn."""

from __future__ import annotations

import numpy as np
import pytest

from players.pi.stage import Waiting
from tests.players_pi.theatre import Opened, Oracle, Theatre, differs, pixels_of
from tests.players_pi.tree import DAY, HOUR, NOON, Tree, a_loop, a_segment, a_zone

ROUNDING = 2.0
"""A fade may be off by so much of 255: SDL mixes in integers."""


def two_zones(tree: Tree, *, rotation: int = 0) -> str:
    """A guide and a board beside it that change at different times; from noon + 5 min a band over both."""
    guide = {f"guide-{n}": tree.item(n, (60, 45)) for n in range(4)}
    board = {f"board-{n}": tree.item(20 + n, (20, 45)) for n in range(3)}
    band = {f"band-{n}": tree.item(40 + n, (80, 7)) for n in range(2)}
    zones = (a_zone("guide", box=(0, 0, 60, 45)), a_zone("board", box=(60, 0, 20, 45), fade_ms=250))
    over = a_zone("band", box=(0, 38, 80, 7), anchor=NOON + 300_000, fade_ms=400)
    return tree.manifest(
        items=guide | board | band | {"plain": tree.item(99, (80, 45))},
        loops={
            "guide": a_loop(*((name, 7000) for name in guide)),
            "board": a_loop(*((name, 4300) for name in board)),
            "band": a_loop(*((name, 2100) for name in band)),
            "always": a_loop(("plain", 5000)),
        },
        canvas=(80, 45),
        segments=[
            a_segment(NOON - DAY, NOON + 300_000, *zones),
            a_segment(NOON + 300_000, NOON + DAY, *zones, over),
        ],
        fallback=[a_zone("always", box=(0, 0, 80, 45), anchor=0)],
        rotation=rotation,
    )


def test_every_surface_of_ten_minutes_is_what_is_shown_and_none_is_black(opened: Opened, tree: Tree) -> None:
    theatre = opened(panel=(80, 45))
    oracle = Oracle(tree, theatre.give(two_zones(tree)))
    theatre.frame()

    for _ in theatre.play(NOON + 600_000):
        pass

    assert len(theatre.presented) > 3000
    for presented in theatre.presented:
        allowed = 0 if oracle.shown(presented.at).settled else ROUNDING
        assert differs(presented.pixels, oracle.paint(presented.at)) <= allowed, presented.at
        assert presented.pixels.max(axis=2).min() > 30


def test_between_changes_the_glass_stays_as_what_is_shown(opened: Opened, tree: Tree) -> None:
    theatre = opened(panel=(80, 45))
    oracle = Oracle(tree, theatre.give(two_zones(tree)))
    theatre.frame()
    theatre.frame()

    for at in theatre.play(NOON + 40_000):
        allowed = 0 if oracle.shown(at).settled else ROUNDING
        assert differs(pixels_of(theatre.surface), oracle.paint(at)) <= allowed, at


def test_a_change_finds_its_picture_decoded(theatre: Theatre, tree: Tree) -> None:
    theatre.give(tree.rotation(1, 2, 3, ms=3000))
    theatre.frame()

    for _ in theatre.play(NOON + 30_000):
        pass

    changes = [p.at for p in theatre.presented if (p.at - NOON) % 3000 == 0]
    assert len(changes) == 10, "each change is presented in the millisecond in which it is due"


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_rotation_is_applied_last_and_clockwise(opened: Opened, tree: Tree, rotation: int) -> None:
    panel = (80, 45) if rotation == 180 else (45, 80)
    theatre = opened(panel=panel)
    oracle = Oracle(tree, theatre.give(two_zones(tree, rotation=rotation)))
    theatre.frame()

    for at in theatre.play(NOON + 9000):
        turned = np.rot90(oracle.paint(at), k=-rotation // 90)
        assert differs(pixels_of(theatre.surface), turned) <= (0 if oracle.shown(at).settled else ROUNDING)


def test_another_panel_is_filled_as_far_as_it_goes_with_black_bars(opened: Opened, tree: Tree) -> None:
    theatre = opened(panel=(640, 480))
    oracle = Oracle(tree, theatre.give(tree.rotation(1)))
    theatre.frame()
    theatre.frame()

    pixels = pixels_of(theatre.surface)

    assert pixels[:60].max() == 0
    assert pixels[420:].max() == 0
    small = pixels[60:420].reshape(180, 2, 320, 2, 3).mean(axis=(1, 3))
    assert np.abs(small - oracle.paint(NOON)).mean() < 6


def test_power_off_is_dark_and_on_again_is_a_cut(theatre: Theatre, tree: Tree) -> None:
    manifest = tree.manifest(
        items={"a": tree.item(1), "plain": tree.item(99)},
        loops={"a": a_loop(("a", 5000)), "always": a_loop(("plain", 5000))},
        segments=[
            a_segment(NOON - HOUR, NOON + 2000, a_zone("a")),
            a_segment(NOON + 2000, NOON + 4000, power="off"),
            a_segment(NOON + 4000, NOON + 8000, a_zone("a")),
        ],
        fallback=[a_zone("always", anchor=0)],
    )
    oracle = Oracle(tree, theatre.give(manifest))
    theatre.frame()

    for _ in theatre.play(NOON + 9000):
        pass

    assert [p.at for p in theatre.presented] == [NOON, NOON + 2000, NOON + 4000, NOON + 8000]
    assert theatre.presented[1].pixels.max() == 0
    assert all(differs(p.pixels, oracle.paint(p.at)) == 0 for p in theatre.presented)


def test_outside_valid_the_fallback_is_shown_and_nothing_else(theatre: Theatre, tree: Tree) -> None:
    oracle = Oracle(tree, theatre.give(tree.rotation(1, 2, ends=NOON + 5000)))
    theatre.frame()

    for _ in theatre.play(NOON + 60_000):
        pass

    late = [p for p in theatre.presented if p.at >= NOON + 5000]
    assert differs(late[-1].pixels, oracle.paint(NOON + 59_000)) == 0
    assert oracle.shown(NOON + 59_000).fallback
    assert len(late) == 1


def test_a_file_that_was_corrupted_on_the_disk_is_never_painted(theatre: Theatre, tree: Tree) -> None:
    made = theatre.give(tree.rotation(1, 2, ms=3000))
    bad = tree.item(2)["asset"]
    data = tree.path(bad).read_bytes()
    (theatre.cache.path(bad)).write_bytes(data[:-30] + b"\0" * 30)
    oracle = Oracle(tree, made)

    theatre.frame()
    for _ in theatre.play(NOON + 30_000):
        pass

    first = oracle.paint(
        next(
            at
            for at in range(NOON, NOON + DAY, 1500)
            if oracle.shown(at).still[0].asset != bad and oracle.shown(at).settled
        )
    )
    assert all(differs(p.pixels, first) == 0 for p in theatre.presented)
    assert not theatre.cache.has(bad)


def test_where_nothing_can_be_painted_a_calm_screen_says_so(theatre: Theatre, tree: Tree) -> None:
    made = theatre.give(tree.rotation(1))
    for asset in made.assets:
        theatre.cache.remove(asset)

    theatre.frame()

    assert theatre.presented[-1].pixels[0, 0].tolist() == [247, 248, 250]
    assert len(np.unique(theatre.presented[-1].pixels)) > 20


@pytest.mark.parametrize("why", ["starting", "unreachable", "loading", "revoked", "empty"])
@pytest.mark.parametrize("panel", [(1920, 1080), (1080, 1920), (320, 180)])
def test_the_calm_screen_keeps_its_margins(opened: Opened, tree: Tree, why: str, panel: tuple[int, int]) -> None:
    theatre = opened(panel=panel)
    theatre.show.wait_for(Waiting(why=why, here=3, of=12))  # type: ignore[arg-type]

    theatre.frame()
    theatre.frame()

    ink = np.argwhere(np.abs(pixels_of(theatre.surface).astype(int) - (247, 248, 250)).max(axis=2) > 30)
    (top, left), (bottom, right) = ink.min(axis=0), ink.max(axis=0)
    assert left >= 0.05 * panel[0]
    assert right <= 0.95 * panel[0]
    assert top >= 0.05 * panel[1]
    assert bottom <= 0.96 * panel[1]
    assert len(theatre.presented) == 1


def test_a_step_of_the_clock_waits_for_the_next_item(theatre: Theatre, tree: Tree) -> None:
    theatre.give(tree.rotation(1, 2, ms=5000))
    theatre.frame()
    theatre.frame()
    before = theatre.clock.now().at

    theatre.late_ms = 60_000
    theatre.clock.look(newest=0)
    theatre.at += 1000
    theatre.frame()
    waiting = theatre.clock.now().at
    theatre.at += 4001
    theatre.frame()

    assert waiting == before + 1000
    assert theatre.clock.now().at == before + 65_001
