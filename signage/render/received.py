"""Received pictures: what a player says its glass shows: opened within limits, and shown only as we have encoded it.

Whoever steals a player's token can send any bytes. Only a JPEG is tried, its size is read before its pixels are, and
what browsers and the comparison get is made of those pixels alone.
"""

from __future__ import annotations

import io
from typing import Literal

from PIL import Image, UnidentifiedImageError

from signage.core.problems import Refused

LONGEST_SIDE = 1_000
"""Pixels: players send 160 for a regular report and 960 where a picture was asked for (docs/api.md)."""

MOST_SCANS = 4
"""One a colour at most: half a megabyte has room for thousands, each of which costs as much as the whole picture."""

QUALITY = 85

_SCAN = b"\xff\xda"
"""Begins a scan, and is nowhere else in what is encoded."""

_UNREADABLE = (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError)

_TURNS = {90: Image.Transpose.ROTATE_90, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_270}
"""Pillow turns anticlockwise: by as much as the panel's picture was turned clockwise."""


def received(jpeg: bytes, *, rotation: Literal[0, 90, 180, 270] = 0) -> Image.Image:
    """The pixels as a visitor sees them: what the player turned for its panel is turned back.

    Refused where it is no such picture.
    """
    if jpeg.count(_SCAN) > MOST_SCANS:
        raise _refused()
    try:
        with Image.open(io.BytesIO(jpeg), formats=("JPEG",)) as image:
            if max(image.size) > LONGEST_SIDE:
                raise _refused()
            upright = image.convert("RGB")
            upright.info.clear()  # comments and profiles, which Pillow would write again
    except _UNREADABLE as error:
        raise _refused() from error
    return upright.transpose(_TURNS[rotation]) if rotation else upright


def encoded(picture: Image.Image) -> bytes:
    """Our own JPEG of it, without whatever else the received file held."""
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()


def _refused() -> Refused:
    return Refused(
        ja=f"表示端末から届いた画像を開けません。縦横 {LONGEST_SIDE:,} 画素までの JPEG ではありません。",
        en=f"the picture from the player cannot be opened: it is no JPEG of up to {LONGEST_SIDE:,} pixels a side.",
    )
