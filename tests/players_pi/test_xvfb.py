"""On a real X server: what a camera in front of the screen would see, frame by frame."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from players.pi.documents import manifest_of
from tests.players_pi.process import now_ms, published_now, running
from tests.players_pi.serving import TreeServer
from tests.players_pi.theatre import Oracle, Pixels
from tests.players_pi.tree import SIZE, Tree

RATE = 25
missing = [name for name in ("Xvfb", "ffmpeg") if shutil.which(name) is None]
pytestmark = pytest.mark.skipif(bool(missing), reason=f"{' and '.join(missing)} not installed on this machine")


def filmed(display: str, *, seconds: int) -> list[NDArray[np.uint8]]:
    """Every frame of a film of the display."""
    film = subprocess.run(
        ["ffmpeg", "-loglevel", "error", "-f", "x11grab", "-draw_mouse", "0", "-framerate", str(RATE),
         "-video_size", f"{SIZE[0]}x{SIZE[1]}", "-i", display, "-t", str(seconds),
         "-f", "rawvideo", "-pix_fmt", "rgb24", "-"],
        check=True, capture_output=True,
    ).stdout  # fmt: skip
    frames = np.frombuffer(film, dtype=np.uint8).reshape(-1, SIZE[1], SIZE[0], 3)
    return list(frames)


def weights_of(frame: NDArray[np.uint8], before: Pixels, after: Pixels) -> tuple[float, float, float]:
    """The least and most weight of a fade in any tenth of the rows, and how far the frame is from such a fade."""
    weights, errors = [], []
    for rows in np.array_split(np.arange(SIZE[1]), 10):
        change = after[rows] - before[rows]
        weight = float((change * (frame[rows] - before[rows])).sum() / (change * change).sum())
        weights.append(weight)
        errors.append(float(np.abs(before[rows] + weight * change - frame[rows]).max()))
    return min(weights), max(weights), max(errors)


def watched(tmp_path: Path, tree: Tree, server: TreeServer, display: str, *, seconds: int) -> set[int]:
    """Film a player, and see that each frame is a still picture or one moment of a fade; the pictures seen."""
    server.faults.date = lambda: now_ms() / 1000
    numbers = (1, 2, 3, 4)
    manifest = published_now(tree, *numbers, ms=2000)
    tree.head(manifest)
    enrolment = tree.enrolment_file(tmp_path / "player.toml", server.url)
    oracle = Oracle(tree, manifest_of(tree.path(manifest).read_bytes(), sha256=manifest))
    pictures = [oracle._picture(tree.item(number)["asset"]) for number in numbers]
    with running(enrolment, tmp_path / "cache", "--once") as player:
        assert player.wait(20) == 0
    with running(enrolment, tmp_path / "cache", environment={"SDL_VIDEODRIVER": "x11", "DISPLAY": display}) as player:
        while not any((frame == picture).all() for frame in filmed(display, seconds=1) for picture in pictures):
            assert player.poll() is None
        frames = filmed(display, seconds=seconds)
        assert player.poll() is None

    assert len(frames) >= seconds * RATE * 0.9
    seen: set[int] = set()
    for number, frame in enumerate(frames):
        still = [index for index, picture in enumerate(pictures) if (frame == picture).all()]
        seen.update(still)
        if not still:
            fades = [weights_of(frame, pictures[index - 1], pictures[index]) for index in range(len(pictures))]
            least, most, error = min(fades, key=lambda fade: fade[2])
            assert error <= 4, f"frame {number} is no mix of a picture and its successor"
            assert -0.01 <= least <= most <= 1.01
            assert most - least <= 0.15, f"frame {number} is half drawn"
    return seen


def test_every_frame_on_an_x_server_is_a_picture_or_a_fade(
    tmp_path: Path, tree: Tree, server: TreeServer, display: str
) -> None:
    seen = watched(tmp_path, tree, server, display, seconds=6)

    assert len(seen) >= 3


@pytest.mark.soak
def test_a_minute_on_an_x_server_has_no_black_and_no_half_drawn_frame(
    tmp_path: Path, tree: Tree, server: TreeServer, display: str
) -> None:
    seen = watched(tmp_path, tree, server, display, seconds=60)

    assert len(seen) == 4
