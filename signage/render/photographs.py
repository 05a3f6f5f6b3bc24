"""Uploaded pictures: hostile until shown otherwise; opened upright, in sRGB, and cut to a size."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO, Literal

from PIL import Image, ImageChops, ImageCms, ImageOps, UnidentifiedImageError

from signage.core.problems import Refused

How = Literal["fit", "fill"]

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")

MOST_PIXELS = 100_000_000
"""A 100-megapixel camera; more would take over 300 MB to open."""

LONGEST_SIDE = 30_000

PHOTOGRAPHIC_COLOURS = 4_096
"""A drawing has fewer colours than this at a sixteenth of its size; a photograph has more."""

PHOTOGRAPHIC_GREYS = 48
"""Without colour: a photograph has more greys than this that each cover a thousandth of it. In a drawing or a scanned
page most is paper or ink, and what lies between are edges."""

KEPT_QUALITY = 92
"""Of a photograph that is kept: it is encoded once more for each screen, and must not show it."""


_NO_COLOUR = ((0, 0), (0, 0), (0, 0))
"""What red, green and blue differ from their grey by in a picture without colour."""


@contextmanager
def _guarded() -> Iterator[None]:
    """Whatever a file does to Pillow becomes one sentence."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            yield
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise Refused(
            ja="この画像は画素が多すぎます。縦横 8,000 画素ほどに縮めてください",
            en="this picture has too many pixels; scale it down to about 8,000 on a side",
        ) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, MemoryError) as error:
        raise Refused(
            ja="この画像は壊れているか、画像ではありません。JPEG か PNG で保存し直してください",
            en="this picture is damaged or is none; save it again as JPEG or PNG",
        ) from error


def check(content: bytes) -> tuple[int, int]:
    """The upright size of a picture that is whole and safe. Refused, with the remedy, for anything else."""
    return _upright(content).size


@lru_cache(maxsize=2)
def _upright(content: bytes) -> Image.Image:
    """The first frame, turned as its EXIF says, in sRGB, on white where it is transparent."""
    with _guarded():
        image = _opened(io.BytesIO(content), FORMATS)
        image.load()
        return _finished(image)


def shrunk(file: BinaryIO, name: str, longest: int) -> Image.Image:
    """The same of a file of this format (also "HEIF"), made smaller where a side is longer than `longest`."""
    if name == "HEIF":
        import pillow_heif  # noqa: PLC0415 — slow to import, and nothing that is drawn needs it

        pillow_heif.register_heif_opener(thumbnails=False)
        pillow_heif.options.DECODE_THREADS = 1
    with _guarded():
        image = _opened(file, (name,))
        if max(image.size) > longest:
            image = image.convert("RGBA") if image.mode == "P" else _in_eight_bits(image)
            image.thumbnail((longest, longest), Image.Resampling.LANCZOS)  # JPEG is not even decoded whole
        image.load()
        return _finished(image)


def _opened(file: BinaryIO, formats: tuple[str, ...]) -> Image.Image:
    """Only looked at so far: its size is told before anything is decoded."""
    image = Image.open(file, formats=formats)
    if max(image.size) > LONGEST_SIDE or image.width * image.height > MOST_PIXELS:
        raise Image.DecompressionBombError
    return image


def _finished(image: Image.Image) -> Image.Image:
    profile = image.info.get("icc_profile")
    return _in_srgb(_flat(ImageOps.exif_transpose(image), profile), profile)


def _flat(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Without transparency, eight bits a colour; still in its own colours where a profile explains them."""
    image = _in_eight_bits(image)
    if image.mode in {"RGBA", "LA", "PA", "P"} or "transparency" in image.info:
        above = image.convert("RGBA")
        paper = Image.new("RGBA", above.size, "white")
        return Image.alpha_composite(paper, above).convert("RGB")
    if image.mode == "CMYK" and profile is not None:
        return image
    return image if image.mode in {"RGB", "L"} else image.convert("RGB")


def _in_eight_bits(image: Image.Image) -> Image.Image:
    """Pillow would take whatever is brighter than a 256th for white."""
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    return image.convert("L") if image.mode == "1" else image


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Colour-managed; a profile that cannot be read, or is of another kind of picture, is passed over."""
    if profile is not None:
        try:
            told = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            managed = ImageCms.profileToProfile(image, told, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError):
            managed = None
        if managed is not None:
            return managed
    return image.convert("RGB")


def cut(content: bytes, width: int, height: int, *, how: How, around: str = "#000000") -> Image.Image:
    """The picture in exactly this size: `fill` cuts its edges off, `fit` shows all of it on a colour."""
    upright = _upright(content)
    with _guarded():
        if how == "fill":
            return ImageOps.fit(upright, (width, height), Image.Resampling.LANCZOS)
        inside = ImageOps.contain(upright, (width, height), Image.Resampling.LANCZOS)
        canvas = Image.new("RGB", (width, height), around)
        canvas.paste(inside, ((width - inside.width) // 2, (height - inside.height) // 2))
        return canvas


def is_photograph(content: bytes) -> bool:
    """Whether JPEG suits it better than a lossless format: by how many colours it has, or greys."""
    return _has_many_tones(_upright(content))


def _has_many_tones(image: Image.Image) -> bool:
    """Looked at in a sample of 65,536 pixels."""
    sample = image.resize((256, 256), Image.Resampling.NEAREST)
    found = sample.getcolors(PHOTOGRAPHIC_COLOURS)
    if found is None:
        return True
    if ImageChops.difference(sample.convert("L").convert("RGB"), sample).getextrema() != _NO_COLOUR:
        return False
    return sum(count >= 65 for count, _ in found) > PHOTOGRAPHIC_GREYS


def keep(image: Image.Image, path: Path) -> str:
    """Write a picture of ours, and nothing but its pixels, in the format that suits it; its media type."""
    bare = Image.frombytes("RGB", image.size, image.tobytes())
    if _has_many_tones(bare):
        bare.save(path, "JPEG", quality=KEPT_QUALITY, subsampling=0)
        return "image/jpeg"
    bare.save(path, "PNG", compress_level=2)
    return "image/png"


def keep_small(image: Image.Image, path: Path, longest: int) -> None:
    """Write it small, for lists, as JPEG."""
    small = image.copy()
    small.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    small.save(path, "JPEG", quality=80)
