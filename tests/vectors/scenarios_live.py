"""The scenarios about live files, cues, and what a player lacks or cannot play."""

from __future__ import annotations

from typing import Any

from tests.vectors.makers import at, image, live, manifest, segment, sha, zone
from tests.vectors.scenarios import EVENING, MORNING, Ask, Scenario, around

CALLED, GREY, HIDDEN = "2026-11-22T01:44:07Z", "2026-11-22T01:52:07Z", "2026-11-22T02:02:07Z"
BOARD = "queue-3@24x54"


def the_board(items: dict[str, dict[str, Any]], asks: list[Ask], about: str, **more: Any) -> Scenario:
    """A guide and beside it a board, fed by one live file."""
    zones = [zone("guide", MORNING, box=(0, 0, 72, 54)), zone("queue", MORNING, box=(72, 0, 24, 54), fade=0)]
    loops = {"guide": [("guide", 12_000)], "queue": [(BOARD, 10_000)]}
    lit = segment(MORNING, EVENING, *zones)
    return Scenario(about=about, manifest=manifest([lit], loops), live=[live("b1f0", items)], asks=asks, **more)


def chain() -> Scenario:
    items = {
        BOARD: image("no-42", until=CALLED, then="grey"),
        "grey": image("no-42-grey", until=GREY, then="hidden"),
        "hidden": image("look-at-the-counter", until=HIDDEN),
    }
    asks = around(at(MORNING), "the live item from the start")
    asks += around(at(CALLED), "the number turns grey", steps=(-1, 0, 1))
    asks += around(at(GREY), "the number is hidden", steps=(-1, 0, 1))
    asks += around(at(HIDDEN), "past the last until: the manifest's own item", steps=(-1, 0, 1, 3_600_000))
    asks += [
        Ask(why="a live picture that has not come leaves the board empty", at=at(MORNING, 5), missing=(sha("no-42"),))
    ]
    asks += [Ask(why="no trusted clock: no numbers", at=at(CALLED, -1), trusted=False)]
    return the_board(items, asks, "A chain of live items")


def chain_without_end() -> Scenario:
    items = {BOARD: image("open", until=CALLED, then="steady"), "steady": image("steady")}
    asks = around(at(CALLED), "what has no until stays", steps=(-1, 0, 1, 9_000_000))
    return the_board(items, asks, "A chain that ends in an item without until")


def cycles() -> Scenario:
    items = {
        BOARD: image("one", until=CALLED, then="two"),
        "two": image("two", until=GREY, then=BOARD),
    }
    asks = around(at(CALLED), "a cycle, first step", steps=(-1, 0))
    asks += around(at(GREY), "a cycle leads nowhere", steps=(-1, 0, 1, 600_000))
    return the_board(items, asks, "A chain that bites its tail")


def self_cycle() -> Scenario:
    items = {BOARD: image("me", until=CALLED, then=BOARD)}
    return the_board(
        items, around(at(CALLED), "itself as follower", steps=(-1, 0, 1)), "A chain of one that bites its tail"
    )


def dangling() -> Scenario:
    items = {BOARD: image("last", until=CALLED, then="nobody")}
    return the_board(items, around(at(CALLED), "a follower that is not there", steps=(-1, 0, 1)), "A dangling chain")


def shortcut() -> Scenario:
    items = {
        BOARD: image("fresh", until=CALLED, then="stale"),
        "stale": image("stale", until=MORNING, then="guide"),
    }
    asks = around(at(CALLED), "a follower already past gives way at once, to one of the manifest", steps=(-1, 0, 1))
    return the_board(items, asks, "A chain into the past and into the manifest")


def into_a_fade() -> Scenario:
    """Live items take effect at once, without a fade; the fades of their zone stay what they are."""
    middle = "2026-11-22T00:00:10Z"
    lit = segment(MORNING, EVENING, zone("mixed", MORNING, fade=4_000))
    items = {
        "lamp": image("lamp-busy", until="2026-11-22T00:00:11Z", then="lamp-free"),
        "lamp-free": image("lamp-free"),
    }
    asks = around(
        at(middle),
        "within the fade into a live item its chain moves on",
        steps=(-1, 0, 999, 1_000, 1_001, 3_999, 4_000),
    )
    asks += around(at("2026-11-22T00:00:20Z"), "out of the live item", steps=(-1, 0, 2_000))
    asks += [Ask(why="no fade at an until outside one", at=at(MORNING, plus)) for plus in (30_999, 31_000)]
    plan = manifest([lit], {"mixed": [("page", 10_000), ("lamp", 10_000)]})
    return Scenario(about="A live chain within a fade", manifest=plan, live=[live("c2", items)], asks=asks)


def two_files_and_a_stranger() -> Scenario:
    zones = [zone("guide", MORNING, box=(0, 0, 48, 54)), zone("lamp", MORNING, box=(48, 0, 48, 54), fade=0)]
    loops = {"guide": [(BOARD, 12_000)], "lamp": [("lamp", 5_000)]}
    known = [live("b1", {BOARD: image("from-b1", until=GREY)}), live("c2", {"lamp": image("from-c2", until=CALLED)})]
    asks = around(at(CALLED), "two live files, each with its own time", steps=(-1, 0))
    asks += around(at(GREY), "the other one", steps=(-1, 0))
    strangers = [live("zz", {"lamp": image("from-a-stranger")})]
    plan = manifest([segment(MORNING, EVENING, *zones)], loops)
    return Scenario(
        about="Two live files, and one the head does not name",
        manifest=plan,
        live=known,
        strangers=strangers,
        asks=asks,
    )


def cues() -> Scenario:
    called, quiet, dark = "2026-11-22T01:42:08Z", "2026-11-22T04:00:00Z", "2026-11-22T05:00:00Z"
    plan = zone("guide", MORNING)
    lit = [segment(MORNING, quiet, plan, sound="on"), segment(quiet, dark, plan), segment(dark, EVENING, power="off")]
    file = live("b1f0", {}, [
        {"id": "call-1042", "at": called, "for_s": 15, "asset": sha("chime")},
        {"id": "call-1043", "at": "2026-11-22T01:42:18Z", "for_s": 15, "asset": sha("chime")},
        {"id": "short", "at": "2026-11-22T02:00:00Z", "for_s": 0.5, "asset": sha("chime")},
        {"id": "late", "at": "2026-11-22T03:59:55Z", "for_s": 15, "asset": sha("chime")},
        {"id": "silent", "at": "2026-11-22T04:30:00Z", "for_s": 15, "asset": sha("chime")},
        {"id": "night", "at": "2026-11-22T06:00:00Z", "for_s": 15, "asset": sha("chime")},
    ])  # fmt: skip
    asks = around(at(called), "a call begins")
    asks += around(at(called, 10_000), "two calls at once")
    asks += around(at(called, 15_000), "the first call ends: half-open")
    asks += around(at(called, 25_000), "the second call ends", steps=(-1, 0))
    asks += around(at("2026-11-22T02:00:00Z"), "half a second", steps=(-1, 0, 499, 499.9, 500))
    asks += around(at(quiet), "the sound goes off within a call", steps=(-5_001, -5_000, -1, 0, 1))
    asks += around(at("2026-11-22T04:30:00Z"), "sound off: no cue", steps=(0, 1_000))
    asks += around(at("2026-11-22T06:00:00Z"), "power off: no cue", steps=(0, 1_000))
    asks += [Ask(why="no trusted clock: no cue", at=at(called), trusted=False)]
    return Scenario(about="Cues", manifest=manifest(lit, {"guide": [("g", 10_000)]}), live=[file], asks=asks)


def missing_assets() -> Scenario:
    lit = segment(MORNING, EVENING, zone("guide", MORNING))
    loops = {"guide": [("a", 4_000), ("b", 4_000), ("c", 4_000)]}
    a, b, c = sha("a"), sha("b"), sha("c")
    asks = []
    for missing, why in (
        ((b,), "b is missing"),
        ((a,), "a is missing"),
        ((b, c), "only a is here"),
        ((a, b, c), "nothing is here"),
    ):
        asks += [
            Ask(why=f"{why}, {plus} ms", at=at(MORNING, plus), missing=missing)
            for plus in (0, 300, 4_000, 4_300, 8_000, 8_300, 12_000, 12_300)
        ]
    asks += [
        Ask(why="a fallback's picture is missing", at=at(EVENING, plus), missing=(sha("plain-1"),))
        for plus in (0, 5_000, 12_000)
    ]
    return Scenario(
        about="Missing assets leave their predecessor standing", manifest=manifest([lit], loops), asks=asks
    )


def empty_zone_shows_what_lies_below() -> Scenario:
    zones = [zone("below", MORNING), zone("above", MORNING, box=(10, 10, 20, 20))]
    loops = {"below": [("b1", 5_000), ("b2", 5_000)], "above": [("top", 3_000), ("top-2", 4_000)]}
    missing = (sha("top"), sha("top-2"))
    asks = [
        Ask(why="the zone above has nothing", at=at(MORNING, plus), missing=missing)
        for plus in (0, 5_000, 5_300, 7_000)
    ]
    asks += [
        Ask(why="the zone below has nothing", at=at(MORNING, plus), missing=(sha("b1"), sha("b2")))
        for plus in (0, 3_300)
    ]
    plan = manifest([segment(MORNING, EVENING, *zones)], loops)
    return Scenario(about="A zone with nothing to draw", manifest=plan, asks=asks)


def kinds() -> Scenario:
    lit = segment(MORNING, EVENING, zone("guide", MORNING))
    words = {"lang": "ja", "alt": "映像"}
    items = {
        "film": {"kind": "video", "asset": sha("film"), "poster": sha("film-poster"), **words},
        "hologram": {"kind": "hologram", "asset": sha("hologram"), **words},
        "strip": {"kind": "ticker", "asset": sha("strip"), "px_per_s": 90, **words},
        "watch": {
            "kind": "clock",
            "asset": sha("digits"),
            "time_zone": "Asia/Tokyo",
            "poster": sha("watch-poster"),
            **words,
        },
    }
    loops = {"guide": [("page", 5_000), *((name, 5_000) for name in items)]}
    asks = [
        Ask(why=f"kinds a player cannot play, {plus} ms", at=at(MORNING, plus))
        for plus in (0, 4_999, 5_000, 5_300, 10_000, 10_300, 15_000, 15_300, 20_000, 20_300, 25_000, 25_300)
    ]
    asks += [
        Ask(why="the poster is missing too", at=at(MORNING, plus), missing=(sha("film-poster"),))
        for plus in (5_000, 5_300, 10_000)
    ]
    return Scenario(about="Kinds that keep their slot", manifest=manifest([lit], loops, items=items), asks=asks)


def several_fallback_zones() -> Scenario:
    fallback = [
        zone("always", "1970-01-01T00:00:00Z", box=(0, 0, 96, 44)),
        zone("foot", "1970-01-01T00:00:03Z", box=(0, 44, 96, 10), fade=0),
    ]
    lit = segment(MORNING, EVENING, zone("guide", MORNING))
    plan = manifest([lit], {"guide": [("g", 5_000)], "foot": [("f-1", 4_000), ("f-2", 2_000)]}, fallback=fallback)
    asks = [
        Ask(why="two zones of fallback", at=at(EVENING, plus)) for plus in (0, 1, 1_000, 4_000, 7_000, 12_000, 12_300)
    ]
    asks += [
        Ask(why="two zones of fallback, no clock", at=at(MORNING, plus), trusted=False) for plus in (0, 3_000, 12_100)
    ]
    return Scenario(about="A fallback of several zones", manifest=plan, asks=asks)


def all_live() -> list[Scenario]:
    makers = (
        chain, chain_without_end, cycles, self_cycle, dangling, shortcut, into_a_fade, two_files_and_a_stranger, cues,
        missing_assets, empty_zone_shows_what_lies_below, kinds, several_fallback_zones,
    )  # fmt: skip
    return [make() for make in makers]
