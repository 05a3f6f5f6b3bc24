"""Hostile uploads: each of a table of files gets one clear sentence, or is safely taken; nothing is left behind."""

from __future__ import annotations

import errno
import io
import os
from pathlib import Path
from typing import IO, Any

import pytest
from flask import Request
from flask.testing import FlaskClient
from PIL import Image

from signage.actions import uploads as taking
from signage.actions.installation import Installation
from signage.store.uploads import uploads
from signage.web.app import create_app
from tests.staff import csrf_token, signed_in
from tests.web.hostile_files import HOSTILE, Hostile, a_picture, with_exif
from tests.web.standins import StandIn, a_desk

SCRIPT = {"Accept": "application/json, text/plain;q=0.9"}


class Door:
    """Somebody signed in who brings files."""

    def __init__(self, folder: Path) -> None:
        self.desk = a_desk(folder, StandIn(folder))
        self.client: FlaskClient = signed_in(create_app(self.desk).test_client(), "editor")
        self.token = csrf_token(self.client.get("/uploads").text)

    @property
    def here(self) -> Installation:
        return self.desk.installation

    def bring(self, content: bytes, name: str, **headers: str) -> Any:
        """As a script does, whatever is in the name."""
        called = name.encode("utf-8", "surrogateescape").replace(b'"', b"%22")
        head = b'--cut\r\nContent-Disposition: form-data; name="file"; filename="%s"\r\n\r\n' % called
        return self.client.post(
            "/uploads",
            data=head + content + b"\r\n--cut--\r\n",
            content_type="multipart/form-data; boundary=cut",
            headers={**SCRIPT, "X-CSRFToken": self.token, **headers},
        )

    def left(self) -> set[str]:
        """Everything that an upload could leave: files kept, files under way, rows."""
        incoming = self.here.data / taking.INCOMING
        under_way = {str(path) for path in incoming.rglob("*")} if incoming.exists() else set()
        return {*self.here.files.names(), *map(str, self.here.files.unfinished()), *under_way, *uploads(self.here.db)}


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Door:
    return Door(tmp_path_factory.mktemp("door"))


def test_the_table_has_at_least_sixty_files() -> None:
    assert len({hostile.id for hostile in HOSTILE}) == len(HOSTILE) >= 60


@pytest.mark.parametrize("hostile", [each for each in HOSTILE if each.refused], ids=lambda each: each.id)
def test_a_hostile_file_is_refused_in_one_sentence_and_leaves_nothing(door: Door, hostile: Hostile) -> None:
    before = door.left()

    content = hostile.content()
    japanese = door.bring(content, hostile.name, **{"Accept-Language": "ja"})

    assert japanese.status_code == 400
    assert hostile.refused is not None
    assert hostile.refused in japanese.text
    assert (japanese.text.count("\n"), japanese.text.count("。") <= 3, japanese.text.endswith("。\n")) == (
        1,
        True,
        True,
    )
    assert door.left() == before


@pytest.mark.parametrize("hostile", [each for each in HOSTILE if not each.refused], ids=lambda each: each.id)
def test_an_odd_file_is_made_our_own_picture(door: Door, hostile: Hostile) -> None:
    answer = door.bring(hostile.content(), hostile.name)

    assert answer.status_code == 201, answer.text
    kept = Image.open(io.BytesIO(door.here.files.read(answer.json["asset"])))
    assert (kept.format in {"JPEG", "PNG"}, kept.mode, kept.getexif(), getattr(kept, "n_frames", 1)) == (
        True,
        "RGB",
        {},
        1,
    )
    assert kept.info.keys() <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert max(kept.size) <= 4096
    name = answer.json["name"]
    assert name.isprintable()
    assert not {"/", "\\"} & set(name)
    assert 0 < len(name) <= taking.LONGEST_NAME
    assert not any((door.here.data / taking.INCOMING).iterdir())


def test_where_a_photograph_was_taken_is_not_kept_on_what_screens_show(door: Door) -> None:
    gps = {1: "N", 2: (35.0, 28.0, 12.0), 3: "E", 4: (139.0, 35.0, 46.0)}
    photograph = with_exif({0x0112: 6, 0x8825: gps, 0x010F: "CameraMaker"})

    asset = door.bring(photograph, "IMG_1.JPG").json["asset"]

    content = door.here.files.read(asset)
    assert (b"Exif" in content, b"CameraMaker" in content) == (False, False)
    assert Image.open(io.BytesIO(content)).size == (48, 64)  # upright
    original = uploads(door.here.db)[asset].original
    assert original is not None
    assert door.here.files.read(original) == photograph


def test_a_file_name_of_ten_megabytes_is_refused(door: Door) -> None:
    before = door.left()

    answer = door.bring(a_picture(), "a" * 10_000_000 + ".jpg")

    assert answer.status_code == 413
    assert answer.text.count("\n") == 1
    assert door.left() == before


@pytest.mark.parametrize(("size", "status"), [(taking.LARGEST + 1, 400), (70_000_000, 413)])
def test_a_file_that_is_too_large_is_refused_and_leaves_nothing(door: Door, size: int, status: int) -> None:
    before = door.left()

    answer = door.bring(a_picture() + bytes(size), "a.jpg")

    assert (answer.status_code, "大き" in answer.text, answer.text.count("\n")) == (status, True, 1)
    assert door.left() == before


def test_a_plain_form_is_told_about_each_of_its_files(door: Door) -> None:
    files = [(io.BytesIO(a_picture(size=(20, 20))), "良い.jpg"), (io.BytesIO(b"%PDF-1.7"), "案内.pdf")]

    answer = door.client.post("/uploads", data={"csrf_token": door.token, "file": files}, follow_redirects=True)

    assert answer.status_code == 200
    assert "「良い.jpg」を取り込みました。" in answer.text
    assert "「案内.pdf」: PDF はまだ取り込めません。" in answer.text


def test_pictures_come_back_small_and_whole_and_nothing_else_does(door: Door) -> None:
    asset = door.bring(a_picture(size=(2000, 1000)), "a.jpg").json["asset"]

    with door.client.get(f"/uploads/{asset}/small") as small, door.client.get(f"/uploads/{asset}") as large:
        sizes = [Image.open(io.BytesIO(answer.data)).size for answer in (small, large)]
        told = small.mimetype, large.headers["X-Content-Type-Options"]

    assert (sizes, told) == ([(480, 240), (2000, 1000)], ("image/jpeg", "nosniff"))
    known = uploads(door.here.db)[asset]
    for other in (known.original, known.small, "0" * 64, "..%2f..%2fsignage.db", "%00"):
        assert door.client.get(f"/uploads/{other}").status_code == 404


class FullDisk(io.BytesIO):
    """Where what comes in is put aside, without room."""

    def write(self, content: Any, /) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_disk_that_fills_while_a_file_comes_in_is_told_in_one_sentence(door: Door) -> None:
    class Incoming(Request):
        def _get_file_stream(self, *told: Any, **more: Any) -> IO[bytes]:
            return FullDisk()

    roomy, door.client.application.request_class = door.client.application.request_class, Incoming
    before = door.left()

    answer = door.bring(a_picture(), "a.jpg")

    door.client.application.request_class = roomy
    assert (answer.status_code, "ディスクがいっぱい" in answer.text, answer.text.count("\n")) == (507, True, 1)
    assert door.left() == before
