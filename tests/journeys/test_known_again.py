"""Every still of the sample office is known again on a player's small picture, and no other still is taken for it."""

from __future__ import annotations

import json
from base64 import b64decode

import pytest

from signage.core.instants import DAY, HOUR
from signage.core.shows import Placed, Published, published, what_shows
from signage.publish.tree import Tree
from signage.render.likeness import DIFFERENT, Thumbnails, unlike
from signage.render.received import received
from signage.render.snapshot import compose
from tests.journeys.sample_office import SCREENS, Sample
from tests.simulated_player import photo

MISSED = 0.001
"""Of different stills so many may be taken for each other: those that differ by one counter's lamp."""

FADED_MS = 900
"""A fade is over by then."""


def stills(plan: Published, *, ms: int, most: int) -> list[tuple[int, tuple[Placed, ...]]]:
    """What a screen shows from the first hour of the plan on, each still once, with an instant of it.

    Where another zone turns before a fade is over there is no such instant.
    """
    at, found = plan.begins + 9 * HOUR, dict[frozenset[tuple[object, str]], tuple[int, tuple[Placed, ...]]]()
    ends = at + ms
    while at < ends and len(found) < most:
        shown = what_shows(plan, at)
        if shown.still and at + FADED_MS < shown.until:
            found.setdefault(frozenset((one.box, one.asset) for one in shown.still), (at + FADED_MS, shown.still))
        at = shown.until
    return list(found.values())


def compared(sample: Sample, screen: str, *, ms: int, most: int) -> tuple[list[float], list[float]]:
    """How far each still's picture is from itself, and from each other still."""
    tree = Tree(sample.data)
    (head,) = (head for head in tree.heads().values() if head["screen"] == screen)
    plan = published(json.loads(tree.asset(head["manifest"]).read_bytes()))
    size = plan.manifest["canvas"]["width"], plan.manifest["canvas"]["height"]
    known, thumbnails = stills(plan, ms=ms, most=most), Thumbnails(lambda sha: tree.asset(sha).read_bytes())
    same, other = list[float](), list[float]()
    for at, still in known:
        glass = compose(
            what_shows(plan, at), width=size[0], height=size[1], read=lambda sha: tree.asset(sha).read_bytes()
        )
        picture = received(b64decode(photo(glass, at=at)["jpeg"]))
        for _, wanted in known:
            found = unlike(picture, wanted, canvas=size, thumbnails=thumbnails)
            (same if wanted == still else other).append(found)
    return same, other


@pytest.mark.parametrize(
    ("screen", "ms", "most"),
    [
        pytest.param("lobby-1f", DAY, 16),
        *(pytest.param(screen, 3 * DAY, 120, marks=pytest.mark.soak) for screen in SCREENS),
    ],
)
def test_no_still_is_a_false_alarm_and_none_is_taken_for_another(
    published_sample: Sample, screen: str, ms: int, most: int
) -> None:
    same, other = compared(published_sample, screen, ms=ms, most=most)

    assert max(same) < DIFFERENT * 0.7, "room for other ways of scaling"
    assert sum(apart < DIFFERENT for apart in other) <= MISSED * len(other)
