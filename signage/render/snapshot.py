"""Snapshots: the picture on the glass at one instant, composed as players compose it."""

from __future__ import annotations

import io
from collections.abc import Callable

from PIL import Image

from signage.core.shows import Placed, Shown

DARK = (0, 0, 0)


def compose(shown: Shown, *, width: int, height: int, read: Callable[[str], bytes]) -> Image.Image:
    """What `shown` says, as an RGB picture of the canvas's size, unrotated. `read` gives an asset by its SHA-256."""
    decoded: dict[str, Image.Image] = {}

    def picture(asset: str) -> Image.Image:
        if asset not in decoded:
            decoded[asset] = Image.open(io.BytesIO(read(asset))).convert("RGB")
        return decoded[asset]

    def painted(placed: tuple[Placed, ...]) -> Image.Image:
        canvas = Image.new("RGB", (width, height), DARK)
        for one in placed:
            canvas.paste(picture(one.asset), one.box[:2])
        return canvas

    still = painted(shown.still)
    canvas = still.copy()
    for zone in shown.zones:
        x, y, w, h = zone.placed.box
        corners = (x, y, x + w, y + h)
        inside = still.crop(corners)
        if zone.weight < 1:
            inside = Image.blend(painted(zone.before).crop(corners), inside, zone.weight)
        canvas.paste(inside, (x, y))
    return canvas


def png(picture: Image.Image) -> bytes:
    """A picture as PNG."""
    sink = io.BytesIO()
    picture.save(sink, "PNG", compress_level=1)
    return sink.getvalue()
