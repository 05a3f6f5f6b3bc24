"""SDL without a display, and a published tree with its server, for the Pi player's tests."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.update(
    SDL_VIDEODRIVER="dummy",
    SDL_AUDIODRIVER="dummy",
    SDL_FRAMEBUFFER_ACCELERATION="0",
    PYGAME_HIDE_SUPPORT_PROMPT="1",
)

from tests.players_pi.rig import Rig
from tests.players_pi.serving import TreeServer, serving
from tests.players_pi.theatre import Opened, Theatre
from tests.players_pi.tree import SIZE, Tree


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    return Tree(tmp_path / "tree")


@pytest.fixture
def server(tree: Tree) -> Iterator[TreeServer]:
    with serving(tree.folder) as running:
        yield running


@pytest.fixture
def rig(tmp_path: Path, tree: Tree, server: TreeServer) -> Iterator[Rig]:
    """A player's network side, not yet started, whose time is the tests' noon."""
    made = Rig(tmp_path / "cache", tree, server)
    yield made
    made.stop()


@pytest.fixture
def opened(tmp_path: Path, tree: Tree) -> Iterator[Opened]:
    """Opens a player's showing side: `opened(panel=(640, 480))`."""
    theatres: list[Theatre] = []

    def open_one(**how: object) -> Theatre:
        theatres.append(Theatre(tmp_path / "cache", tree, **how))  # type: ignore[arg-type]
        return theatres[-1]

    yield open_one
    for theatre in theatres:
        theatre.end()


@pytest.fixture
def theatre(opened: Opened) -> Theatre:
    """The showing side on a panel of the small canvas's size."""
    return opened()


@pytest.fixture
def display() -> Iterator[str]:
    """An X server of the canvas's size; it chooses a free number itself."""
    if shutil.which("Xvfb") is None:
        pytest.skip("Xvfb is not installed on this machine")
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", "1", "-screen", "0", f"{SIZE[0]}x{SIZE[1]}x24"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert server.stdout is not None
    yield f":{server.stdout.readline().strip()}"
    server.terminate()
    server.wait(10)
    server.stdout.close()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 24 MiB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", folder], check=False)
    if mounted.returncode:
        pytest.skip("mounting a small disk takes root; the test with a limit on files runs anyway")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)
