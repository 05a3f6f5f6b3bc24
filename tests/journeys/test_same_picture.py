"""What the server says is on the glass, and what the player puts there, are one picture."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from players.pi.enrolment import enrolment_in
from players.pi.snapshot import snapshot
from signage.core.instants import DAY, written
from signage.core.shows import Published, Shown, published, what_shows
from tests.journeys.processes import player, signage
from tests.journeys.sample_office import SCREENS, Sample

Players = dict[str, tuple[Path, Path]]
Plans = dict[str, Published]

INSTANTS = 20
WEEK = 7 * DAY

Wanted = Callable[[Published, Shown], bool]


def is_settled(_: Published, shown: Shown) -> bool:
    return shown.power == "on" and shown.settled


def is_fading(_: Published, shown: Shown) -> bool:
    return not shown.settled


def has_photograph(on_air: Published, shown: Shown) -> bool:
    return is_settled(on_air, shown) and any(is_photograph(on_air, placed.asset) for placed in shown.still)


def is_photograph(on_air: Published, asset: str) -> bool:
    return bool(on_air.manifest["assets"][asset]["type"] == "image/jpeg")


WANTED: tuple[Wanted, ...] = (is_fading, is_settled, has_photograph, is_fading, is_settled)


@pytest.fixture(scope="module")
def plans(published_sample: Sample) -> Plans:
    """What was published for each screen."""
    answers, at = published_sample.answers, published_sample.at
    return {screen: published(json.loads(answers.manifest(screen, at=at, now=at))) for screen in SCREENS}


def instants(sample: Sample, plans: Plans) -> Iterator[tuple[str, int]]:
    """Spread over the coming week: each is looked for on another screen, and is of another sort."""
    for number in range(INSTANTS):
        screen, wanted = SCREENS[number % len(SCREENS)], WANTED[number % len(WANTED)]
        begins = sample.at + number * WEEK // INSTANTS
        yield screen, found(plans[screen], wanted, begins, sample.at + WEEK) or begins


def found(plan: Published, wanted: Wanted, begins: int, ends: int) -> int | None:
    """The first instant that is wanted, within a fade that something begins with or just after it; None: none is."""
    at = begins
    while at < ends:
        for later in (217, 817):
            if wanted(plan, what_shows(plan, at + later)):
                return at + later
        at = what_shows(plan, at).until
    return None


def pixels(png: bytes) -> NDArray[np.int16]:
    with Image.open(io.BytesIO(png)) as picture:
        assert picture.mode == "RGB"
        return np.asarray(picture, dtype=np.int16)


def differences(plan: Published, at: int, ours: NDArray[np.int16], theirs: NDArray[np.int16]) -> list[str]:
    """What is not the same, zone by zone: drawn frames to the pixel, photographs and fades as the eye sees it."""
    if ours.shape != theirs.shape:
        return [f"{ours.shape} is not {theirs.shape}"]
    shown, wrong = what_shows(plan, at), []
    apart = np.abs(ours - theirs)
    for zone in shown.zones:
        x, y, width, height = zone.placed.box
        inside = apart[y : y + height, x : x + width]
        drawn = zone.weight >= 1 and not is_photograph(plan, zone.placed.asset)
        if (drawn and inside.any()) or inside.mean() > 2:
            wrong.append(f"{zone.placed.item_id}: mean {inside.mean():.3f}, most {inside.max()} at {written(at)}")
    return wrong or (["dark is not black"] if not shown.zones and (ours.any() or apart.any()) else [])


def compared(sample: Sample, players: Players, plans: Plans, file: Path, *, each_on: int) -> list[tuple[str, Shown]]:
    """What was shown at twenty instants on so many screens each; the pictures are the same."""
    seen: list[tuple[str, Shown]] = []
    wrong: list[str] = []
    for first, at in instants(sample, plans):
        for place in range(each_on):
            screen = SCREENS[(SCREENS.index(first) + place) % len(SCREENS)]
            plan, (enrolment, cache) = plans[screen], players[screen]
            snapshot(enrolment_in(enrolment), folder=cache, at=at, file=file)
            ours = sample.answers.snapshot(screen, at=at, now=sample.at)
            wrong += [f"{screen} {one}" for one in differences(plan, at, pixels(ours), pixels(file.read_bytes()))]
            seen.append((screen, what_shows(plan, at)))
    assert wrong == []
    return seen


@pytest.mark.soak
def test_twenty_instants_of_the_week_look_alike_on_server_and_player(
    published_sample: Sample, players: Players, plans: Plans, tmp_path: Path
) -> None:
    seen = compared(published_sample, players, plans, tmp_path / "player.png", each_on=1)

    assert sum(not shown.settled for _, shown in seen) >= 6
    assert any(has_photograph(plans[screen], shown) for screen, shown in seen)
    assert {screen for screen, shown in seen if shown.power == "on"} == set(SCREENS)


@pytest.mark.soak
def test_twenty_instants_look_alike_on_each_of_the_screens(
    published_sample: Sample, players: Players, plans: Plans, tmp_path: Path
) -> None:
    seen = compared(published_sample, players, plans, tmp_path / "player.png", each_on=len(SCREENS))

    assert len(seen) == INSTANTS * len(SCREENS)
    assert any(shown.power == "off" for _, shown in seen)


@pytest.mark.parametrize("screen", ["lift-2f"])
def test_both_command_lines_write_the_same_picture(
    published_sample: Sample, players: Players, plans: Plans, tmp_path: Path, screen: str
) -> None:
    plan, (enrolment, cache) = plans[screen], players[screen]
    at = found(plan, is_settled, published_sample.at + DAY, published_sample.at + WEEK)
    assert at is not None
    time = written(at)

    ours = signage("snapshot", screen, "--at", time, "-o", tmp_path / "a.png", "--data", published_sample.data)
    theirs = player("--enrolment", enrolment, "--cache", cache, "--snapshot", tmp_path / "b.png", "--at", time)

    assert (ours.returncode, ours.stdout, ours.stderr) == (0, "", "")
    assert (theirs.returncode, theirs.stdout, theirs.stderr) == (0, "", "")
    both = [pixels((tmp_path / name).read_bytes()) for name in ("a.png", "b.png")]
    assert both[0].shape == (1920, 1080, 3)
    assert differences(plan, at // 1000 * 1000, *both) == []
