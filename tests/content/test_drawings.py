"""The sample's drawings and pictures: what the scripts make is what lies there, and it is not much."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

CONTENT = Path(__file__).parents[2] / "content"
ORIENTATION = 0x0112


def made(script: Path, folder: Path) -> Path:
    """The folder into which a script has drawn."""
    subprocess.run([sys.executable, str(script), str(folder)], check=True)
    return folder


def pixels(file: Path) -> Image.Image:
    """A picture, read and closed."""
    with Image.open(file) as picture:
        return picture.copy()


@pytest.fixture(scope="module")
def drawings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All illustrations, drawn anew."""
    return made(CONTENT / "illustrations" / "make.py", tmp_path_factory.mktemp("illustrations"))


def test_the_script_draws_the_illustrations_that_lie_there(drawings: Path) -> None:
    names = sorted(file.name for file in (CONTENT / "illustrations").glob("*.png"))

    assert len(names) >= 16
    assert names == sorted(file.name for file in drawings.iterdir())
    for name in names:
        # Pixels, not bytes: zlib packs differently on other machines.
        there, here = pixels(CONTENT / "illustrations" / name), pixels(drawings / name)
        assert ImageChops.difference(there, here).getbbox() is None, name


def test_illustrations_are_square_and_share_one_plate(drawings: Path) -> None:
    pictures = [pixels(file) for file in drawings.iterdir()]

    assert {picture.size for picture in pictures} == {(960, 960)}
    assert len({picture.getpixel((4, 4)) for picture in pictures}) == 1


def test_the_script_paints_the_pictures_that_lie_there(tmp_path: Path) -> None:
    painted = made(CONTENT / "pictures" / "make.py", tmp_path)
    names = sorted(file.name for file in (CONTENT / "pictures").glob("*.jpg"))

    assert len(names) >= 3
    assert names == sorted(file.name for file in painted.iterdir())
    for name in names:
        there, here = pixels(CONTENT / "pictures" / name), pixels(painted / name)
        assert max(ImageStat.Stat(ImageChops.difference(there, here)).mean) < 1, name


def test_one_picture_is_stored_sideways_as_cameras_store_it() -> None:
    held = [pixels(file).getexif().get(ORIENTATION) for file in (CONTENT / "pictures").glob("*.jpg")]

    assert sorted(held, key=str) == [6, None, None, None]


def test_pictures_and_drawings_weigh_at_most_three_megabytes() -> None:
    weights = [file.stat().st_size for file in CONTENT.rglob("*") if file.suffix in {".png", ".jpg"}]

    assert sum(weights) <= 3_000_000
