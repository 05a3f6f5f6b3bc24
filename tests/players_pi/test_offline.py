"""Without the server: a day and its boundaries, an ended notice, and after the horizon nothing but the fallback."""

from __future__ import annotations

from players.pi.documents import Manifest
from tests.players_pi.theatre import Opened, Oracle, Theatre, differs, pixels_of
from tests.players_pi.tree import DAY, HOUR, NOON, Tree, a_loop, a_segment, a_zone

MIDNIGHT = NOON - 11 * HOUR
"""Of 22 November 2026 in Japan."""
OPENS, NOTICE_ENDS, CLOSES = MIDNIGHT + 8 * HOUR + 2_700_000, MIDNIGHT + 13 * HOUR + 60_000, MIDNIGHT + 17 * HOUR
DARK = MIDNIGHT + 20 * HOUR
HORIZON = MIDNIGHT + DAY


def a_day(tree: Tree) -> str:
    """Dark until 8:45; open, with a notice that ends at 13:01; closed at 17:00; dark at 20:00; over at midnight."""
    size = (80, 45)
    items = {f"s{number}": tree.item(number, size) for number in range(6)} | {"plain": tree.item(99, size)}
    box = (0, 0, 80, 45)
    return tree.manifest(
        items=items,
        loops={
            "with": a_loop(("s0", 12_000), ("s1", 9_000), ("s2", 15_000)),
            "without": a_loop(("s0", 12_000), ("s2", 15_000)),
            "closed": a_loop(("s4", 20_000), ("s5", 10_000)),
            "always": a_loop(("plain", 12_000)),
        },
        segments=[
            a_segment(MIDNIGHT, OPENS, power="off"),
            a_segment(OPENS, NOTICE_ENDS, a_zone("with", box=box, anchor=OPENS)),
            a_segment(NOTICE_ENDS, CLOSES, a_zone("without", box=box, anchor=NOTICE_ENDS)),
            a_segment(CLOSES, DARK, a_zone("closed", box=box, anchor=CLOSES)),
            a_segment(DARK, HORIZON, power="off"),
        ],
        fallback=[a_zone("always", box=box, anchor=0)],
        canvas=size,
    )


def test_a_day_without_a_server_goes_through_its_boundaries_to_the_millisecond(opened: Opened, tree: Tree) -> None:
    theatre = opened(panel=(80, 45), at=MIDNIGHT)
    made = theatre.give(a_day(tree))
    oracle = Oracle(tree, made)
    theatre.frame()

    # A fade is looked at in its first frame only, or a day would take an hour.
    for at in theatre.play(HORIZON + 2 * HOUR, hurry=lambda: hurried(made, theatre)):
        assert differs(pixels_of(theatre.surface), oracle.paint(at)) <= 2, at

    times = [presented.at for presented in theatre.presented]
    for boundary in (OPENS, NOTICE_ENDS, CLOSES, DARK, HORIZON):
        assert boundary in times
    notice = oracle.paint(OPENS + 15_000)
    assert any(differs(p.pixels, notice) == 0 for p in theatre.presented if p.at < NOTICE_ENDS)
    assert not any(differs(p.pixels, notice) == 0 for p in theatre.presented if p.at > NOTICE_ENDS)
    assert all(differs(p.pixels, oracle.paint(HORIZON)) == 0 for p in theatre.presented if p.at >= HORIZON)


def hurried(made: Manifest, theatre: Theatre) -> float:
    """How long nothing changes from now on."""
    from signage.core.shows import what_shows

    shown = what_shows(made.published, int(theatre.at))
    next_turn = shown.until - int(theatre.at)
    faded = [zone.began + 600 - int(theatre.at) for zone in shown.zones if zone.weight < 1]
    return float(min([next_turn, *faded]))
