"""Pictures that players send: ours are opened and turned back; what else a stolen token sends is refused."""

from __future__ import annotations

import io
import time

import pytest
from PIL import Image

from signage.core.problems import Refused
from signage.render.received import LONGEST_SIDE, MOST_SCANS, encoded, received


def a_jpeg(width: int = 160, height: int = 90, **how: object) -> bytes:
    """A picture, its upper left quarter red."""
    picture = Image.new("RGB", (width, height), "white")
    picture.paste("red", (0, 0, width // 2, height // 2))
    out = io.BytesIO()
    picture.save(out, **{"format": "JPEG", **how})  # type: ignore[arg-type] # Pillow's own options
    return out.getvalue()


def many_scans(jpeg: bytes, count: int) -> bytes:
    """The same with its scan repeated, as a file that is to keep a decoder busy."""
    begins = jpeg.index(b"\xff\xda")
    return jpeg[:begins] + jpeg[begins:-2] * count + jpeg[-2:]


def test_a_players_picture_is_opened_as_a_visitor_sees_it() -> None:
    picture = received(a_jpeg(160, 90), rotation=90)

    assert picture.size == (90, 160)
    red, green, _ = picture.getpixel((5, 155))  # type: ignore[misc]
    assert red > 200
    assert green < 60


def test_what_browsers_get_is_our_own_and_holds_nothing_else_of_the_file() -> None:
    sent = a_jpeg(comment=b"<script>alert(1)</script>")

    told = encoded(received(sent))

    assert b"script" in sent
    assert b"script" not in told
    assert told.startswith(b"\xff\xd8\xff")


@pytest.mark.parametrize(
    "bad",
    [
        b"",
        b"\xff\xd8\xff",
        b"<html><script>alert(1)</script></html>",
        a_jpeg(format="PNG"),
        a_jpeg()[:300],
        a_jpeg(LONGEST_SIDE + 8, 16),
        a_jpeg(960, 540, progressive=True),
        a_jpeg(960, 540).replace(b"\x02\x1c\x03\xc0", b"\xff\xff\xff\xff"),
    ],
    ids=["nothing", "a beginning", "a page", "a PNG", "cut", "too wide", "progressive", "claims to be huge"],
)
def test_anything_else_is_refused(bad: bytes) -> None:
    with pytest.raises(Refused):
        received(bad)


def test_a_file_that_would_keep_a_decoder_busy_is_refused_at_once() -> None:
    bad = many_scans(a_jpeg(960, 540), MOST_SCANS + 200)
    began = time.perf_counter()

    with pytest.raises(Refused):
        received(bad)

    assert time.perf_counter() - began < 0.1
