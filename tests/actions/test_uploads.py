"""Uploads: who may bring pictures in, what is kept of one, what a full disk leaves, and where each is used."""

from __future__ import annotations

import errno
import io
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from signage.actions import installation, uploads
from signage.actions.installation import Installation
from signage.actions.uploads import shelf, shown_name, small, take
from signage.config import Settings
from signage.core.instants import DAY
from signage.core.problems import Broken, Forbidden, Missing
from signage.core.slides import Slide
from signage.core.texts import Text
from signage.store import audit
from signage.store.database import writing
from signage.store.rows import save
from signage.store.uploads import Upload, record_upload, upload_of
from tests.staff import a_person
from tests.store.makers import fill

NOW = 1_795_311_720_000
CLERK = a_person("editor")


def a_photograph(size: tuple[int, int] = (640, 480)) -> bytes:
    out = io.BytesIO()
    Image.merge("RGB", [Image.effect_noise(size, 90) for _ in "RGB"]).save(out, "JPEG")
    return out.getvalue()


def size_of(path: Path) -> tuple[int, int]:
    with Image.open(path) as picture:
        return picture.size


class FillsTheDisk(io.BytesIO):
    """A stream after whose first block there is no more room."""

    def read(self, size: int | None = -1, /) -> bytes:
        if self.tell():
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return super().read(1000)


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Installation]:
    settings = Settings(data=tmp_path / "data")
    installation.create(settings, at=NOW)
    opened = installation.opened(settings)
    fill(opened.db)
    yield opened
    opened.db.close()


def test_an_upload_is_kept_as_it_came_and_as_screens_use_it(here: Installation) -> None:
    photograph = a_photograph((5_000, 500))

    taken = take(here, io.BytesIO(photograph), name="祭り.jpg", at=NOW, by=CLERK)

    assert (taken.name, taken.width, taken.height, taken.at, taken.who) == ("祭り.jpg", 4096, 410, NOW, "editor")
    assert taken.original is not None
    assert here.files.read(taken.original) == photograph
    assert size_of(here.files.path(taken.asset)) == (4096, 410)
    assert size_of(small(here, taken.asset)) == (480, 48)
    assert [event.action for event in audit.events(here.db, begins=NOW, ends=NOW + 1)] == ["upload"]


def test_a_photograph_without_colour_is_kept_as_one_and_a_drawing_is_not(here: Installation) -> None:
    photograph, drawing = Image.effect_noise((640, 480), 90), Image.new("L", (640, 480), "white")
    ImageDraw.Draw(drawing).ellipse((99, 99, 420, 420), fill=90, outline=0, width=9)
    grey = Image.merge("RGB", [photograph] * 3)

    kinds = []
    for picture in (photograph, grey, drawing.resize((500, 375))):
        out = io.BytesIO()
        picture.save(out, "PNG")
        taken = take(here, io.BytesIO(out.getvalue()), name="a.png", at=NOW, by=CLERK)
        kinds.append(taken.type)

    assert kinds == ["image/jpeg", "image/jpeg", "image/png"]


def test_the_same_file_twice_is_one_picture(here: Installation) -> None:
    photograph = a_photograph()
    first = take(here, io.BytesIO(photograph), name="a.jpg", at=NOW, by=CLERK)

    again = take(here, io.BytesIO(photograph), name="b.jpg", at=NOW + 5, by=CLERK)

    assert (again, shelf(here, by=CLERK).count) == (first, 1)


@pytest.mark.parametrize("role", ["viewer", "auditor", "night"])
def test_who_may_not_post_brings_nothing_in(here: Installation, role: str) -> None:
    with pytest.raises(Forbidden):
        take(here, io.BytesIO(a_photograph()), name="a.jpg", at=NOW, by=a_person(role))  # type: ignore[arg-type]

    assert list(here.files.names()) == []


def test_a_full_disk_is_told_and_leaves_nothing(here: Installation) -> None:
    with pytest.raises(Broken, match="disk is full"):
        take(here, FillsTheDisk(a_photograph()), name="a.jpg", at=NOW, by=CLERK)

    assert (list(here.files.names()), list((here.data / uploads.INCOMING).iterdir())) == ([], [])


def test_what_a_power_cut_left_goes_with_the_next_upload(here: Installation) -> None:
    left = here.data / uploads.INCOMING / "left"
    left.mkdir(parents=True)
    (left / "brought").write_bytes(b"half")

    take(here, io.BytesIO(a_photograph()), name="a.jpg", at=NOW + 10 * 365 * DAY, by=CLERK)

    assert list((here.data / uploads.INCOMING).iterdir()) == []


def test_a_picture_that_was_loaded_gets_its_small_one_when_it_is_asked_for(here: Installation) -> None:
    asset = here.files.put(a_photograph((1_000, 500)))
    with writing(here.db) as under_way:
        record_upload(under_way, Upload(asset=asset, type="image/jpeg", bytes=9, name="a.jpg"), at=NOW, who="cli")

    path = small(here, asset)

    assert size_of(path) == (480, 240)
    known = upload_of(here.db, asset)
    assert known is not None
    assert (known.width, known.original, known.small) == (1_000, None, path.name)
    with pytest.raises(Missing):
        small(here, "0" * 64)


def test_the_shelf_tells_which_slides_use_a_picture(here: Installation) -> None:
    taken = take(here, io.BytesIO(a_photograph()), name="a.jpg", at=NOW, by=CLERK)
    fields = {"picture": taken.asset, "alt": {"ja": "祭り"}}
    slide = Slide(
        id="festival", office="midori", kind="picture", name=Text.of(ja="祭り"), owner="soumu", fields=fields
    )
    with writing(here.db) as under_way:
        save(under_way, "slides", [slide], at=NOW, who="test")

    (listed,) = shelf(here, by=CLERK, page=99).listed

    assert (listed.upload.asset, [each.id for each in listed.slides]) == (taken.asset, ["festival"])


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("/etc/passwd", "passwd"),
        ("C:\\写真\\a.jpg", "a.jpg"),
        ("gpj.\u202eexe.jpg", "gpj.exe.jpg"),
        ("a\0b\r\n.jpg", "ab.jpg"),
        ("half\udcff.jpg", "half.jpg"),
        ("", "picture"),
        ("か\u3099.jpg", "が.jpg"),
    ],
)
def test_a_file_name_is_shown_without_what_nobody_can_see(typed: str, shown: str) -> None:
    assert shown_name(typed) == shown
