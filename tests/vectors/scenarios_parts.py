"""The scenarios about parts: what stands on a picture, live or not, in a box of its own."""

from __future__ import annotations

from typing import Any

from tests.vectors.makers import at, image, live, manifest, segment, sha, zone
from tests.vectors.scenarios import EVENING, MORNING, Ask, Scenario, around

CALLED, GREY = "2026-11-22T01:44:07Z", "2026-11-22T01:52:07Z"
FIRST, SECOND, CORNER = "board-row-1@24x10", "board-row-2@24x10", "board-time@10x4"
PARTS = [
    {"box": [0, 10, 24, 10], "item": FIRST},
    {"box": [0, 20, 24, 10], "item": SECOND},
    {"box": [14, 50, 10, 4], "item": CORNER},
]


def the_board(more: list[tuple[str, int]]) -> dict[str, Any]:
    """A guide, and beside it a zone with a board of three parts, alone or among other slides."""
    zones = [zone("guide", MORNING, box=(0, 0, 72, 54)), zone("side", MORNING, box=(72, 0, 24, 54))]
    items = {"board": image("board", parts=PARTS)} | {one: image(f"{one} empty") for one in (FIRST, SECOND, CORNER)}
    loops = {"guide": [("guide-1", 12_000), ("guide-2", 9_000)], "side": [("board", 20_000), *more]}
    return manifest([segment(MORNING, EVENING, *zones)], loops, items=items)


def alone() -> Scenario:
    said = {
        FIRST: image("42", until=CALLED, then="row-1-grey"),
        "row-1-grey": image("42 grey", until=GREY),
        CORNER: image("10:42", until=CALLED),
    }
    asks = around(at(MORNING), "parts stand on their picture from the start")
    asks += around(at(CALLED), "each part gives way by itself", steps=(-1, 0, 1))
    asks += around(at(GREY), "past the last until: the manifest's own part", steps=(-1, 0, 1))
    asks += [Ask(why="a part that has not come is not there", at=at(MORNING, 5), missing=(sha("42"),))]
    asks += [Ask(why="without the picture no part of it either", at=at(MORNING, 5), missing=(sha("board"),))]
    asks += [Ask(why="no trusted clock: fallback", at=at(CALLED), trusted=False)]
    return Scenario(
        about="A board of parts, alone in its zone", manifest=the_board([]), live=[live("b1", said)], asks=asks
    )


def among_others() -> Scenario:
    said = {SECOND: image("7", until=GREY)}
    asks = around(at(MORNING, 20_000), "parts fade out with their picture", steps=(-1, 0, 1, 300, 599, 600))
    asks += around(at(MORNING, 29_000), "and in again", steps=(-1, 0, 1, 300, 599, 600, 601))
    asks += [
        Ask(why="the board stands on where the notice is missing", at=at(MORNING, 25_000), missing=(sha("notice"),)),
        Ask(why="the notice stands on where the board is missing", at=at(MORNING, 30_000), missing=(sha("board"),)),
    ]
    plan = the_board([("notice", 9_000)])
    return Scenario(about="A board of parts among other slides", manifest=plan, live=[live("b1", said)], asks=asks)


def all_parts() -> list[Scenario]:
    return [alone(), among_others()]
