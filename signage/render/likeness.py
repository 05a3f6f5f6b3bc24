"""Likeness: whether the small picture that a player took of its glass looks like what should be there.

Both are compared in grey, block by block: how far they differ there, set against how much there is to see. Scaling
and JPEG change every block a little; another page, a window in front or an older date changes some block much.
Measured on the stills of three days of the sample office (45,000 pairs), 160 pixels across, JPEG from quality 50: the
same still differs by at most 0.18; of different ones 99.95 % differ by more than 0.4, and what is missed is one
counter's lamp. At 640 pixels: 0.43, and 0.70 for a date a day older in letters of 40 px on a Full HD screen.
"""

from __future__ import annotations

import io
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence

from PIL import Image, ImageChops, ImageFilter

from signage.core.shows import Box, Placed

DIFFERENT, FINELY_DIFFERENT = 0.4, 0.6
"""From here on a block does not show what it should; the second on pictures whose longer side is above _SMALL."""

FINEST = 640
"""Pixels of the longer side on which a screenshot is compared: letters of 40 px are still told apart."""

_BLOCK = 8
"""Pixels of a block's side."""

_PLAIN = 8
"""Steps of grey: so much may a plain block differ without anybody seeing it."""

_SOFTENED, _AROUND = 0.5, 6
"""Radii: of what hides how it was scaled, and of what tells the contents of a block from its ground."""

_OVERSIZED = 2
"""Pictures are put together twice as large, so that their edges lie where a player's do."""

_SMALL = 400
"""Only thumbnails whose longer side is at most this are kept: those of every minute."""

_KEPT = 1_024
"""Thumbnails, of 57 kB at most."""


class Thumbnails:
    """Small grey copies of assets, each decoded once. Belongs to one thread. `read` gives an asset by its SHA-256."""

    def __init__(self, read: Callable[[str], bytes]) -> None:
        self._read = read
        self._ready: OrderedDict[tuple[str, int, int], Image.Image] = OrderedDict()
        self.decoded = 0
        """How many were decoded so far: that is what costs time."""

    def get(self, asset: str, width: int, height: int) -> Image.Image:
        """An asset at this size."""
        key = asset, width, height
        if (found := self._ready.get(key)) is not None:
            self._ready.move_to_end(key)
            return found
        self.decoded += 1
        with Image.open(io.BytesIO(self._read(asset))) as picture:
            found = picture.convert("L").resize((width, height), Image.Resampling.BOX)
        if max(width, height) <= _SMALL:
            self._ready[key] = found
            while len(self._ready) > _KEPT:
                self._ready.popitem(last=False)
        return found


def resembles(
    taken: Image.Image,
    placed: Sequence[Placed],
    *,
    canvas: tuple[int, int],
    thumbnails: Thumbnails,
    hidden: Iterable[Box] = (),
) -> bool:
    """Whether a picture, upright as a visitor sees it, shows what is placed on a canvas; nothing placed is black.

    `hidden` are boxes of which nobody can say what they show.
    """
    found = unlike(taken, placed, canvas=canvas, thumbnails=thumbnails, hidden=hidden)
    return found < (DIFFERENT if max(taken.size) <= _SMALL else FINELY_DIFFERENT)


def unlike(
    taken: Image.Image,
    placed: Sequence[Placed],
    *,
    canvas: tuple[int, int],
    thumbnails: Thumbnails,
    hidden: Iterable[Box] = (),
) -> float:
    """How far the worst block of it is from what should be there; 0 is the same."""
    seen = _inside(taken.convert("L"), canvas)
    scale = min(FINEST, max(seen.size)) / max(canvas)
    size = max(1, round(canvas[0] * scale)), max(1, round(canvas[1] * scale))
    if seen.size != size:
        seen = seen.resize(size, Image.Resampling.BOX)
    wanted = _put_together(placed, canvas, size, thumbnails)
    return _worst(seen, wanted, _visible(hidden, canvas, size))


def _inside(taken: Image.Image, canvas: tuple[int, int]) -> Image.Image:
    """The picture without the bars beside a canvas of another shape than the panel."""
    scale = min(taken.width / canvas[0], taken.height / canvas[1])
    width, height = max(1, round(canvas[0] * scale)), max(1, round(canvas[1] * scale))
    left, top = (taken.width - width) // 2, (taken.height - height) // 2
    return taken.crop((left, top, left + width, top + height))


def _put_together(
    placed: Sequence[Placed], canvas: tuple[int, int], size: tuple[int, int], thumbnails: Thumbnails
) -> Image.Image:
    picture = Image.new("L", (size[0] * _OVERSIZED, size[1] * _OVERSIZED))
    for one in placed:
        left, top, right, bottom = _scaled(one.box, canvas, picture.size)
        if right > left and bottom > top:
            picture.paste(thumbnails.get(one.asset, right - left, bottom - top), (left, top))
    return picture.reduce(_OVERSIZED)


def _visible(hidden: Iterable[Box], canvas: tuple[int, int], size: tuple[int, int]) -> Image.Image:
    """White where somebody can say what should be there; around what is hidden a pixel more, for its edges."""
    mask = Image.new("L", size, 255)
    for box in hidden:
        left, top, right, bottom = _scaled(box, canvas, size)
        mask.paste(0, (left - 1, top - 1, right + 1, bottom + 1))
    return mask


def _scaled(box: Box, canvas: tuple[int, int], size: tuple[int, int]) -> tuple[int, int, int, int]:
    """Left, top, right and bottom at another size. Boxes that touch still touch."""
    x, y, width, height = box
    across, down = size[0] / canvas[0], size[1] / canvas[1]
    return round(x * across), round(y * down), round((x + width) * across), round((y + height) * down)


def _worst(seen: Image.Image, wanted: Image.Image, visible: Image.Image) -> float:
    """Of the blocks that are visible as a whole the one that differs most."""
    softly = ImageFilter.BoxBlur(_SOFTENED)
    apart = ImageChops.difference(seen.filter(softly), wanted.filter(softly)).reduce(_BLOCK).tobytes()
    there = ImageChops.lighter(_contents(seen), _contents(wanted)).tobytes()
    shown = visible.reduce(_BLOCK).tobytes()
    found = (off / (much + _PLAIN) for off, much, sight in zip(apart, there, shown, strict=True) if sight == 255)
    return max(found, default=0.0)


def _contents(picture: Image.Image) -> Image.Image:
    """How much each block has on its ground."""
    ground = picture.filter(ImageFilter.BoxBlur(_AROUND))
    return ImageChops.difference(picture, ground).reduce(_BLOCK)
