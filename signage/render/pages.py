"""Pages: one slide laid out for one canvas and language, and the finished frame it becomes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import Literal, cast

from PIL import Image

from signage.core.shows import Box
from signage.render import fonts, indexed
from signage.render.indexed import Inked
from signage.render.marks import Mark, PlacedText
from signage.render.tokens import rgb

DRAWING = 2
"""Raised when the same marks are to be painted or encoded differently: part of every frame's key."""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """Something that a visitor could not read, and the remedy, for whoever posts."""

    kind: Literal["glyph", "length", "contrast", "picture"]
    ja: str
    en: str


@dataclass(frozen=True, kw_only=True)
class PagePart:
    """What on a page may be replaced by the second: its name, its box on the page, and what stands there without."""

    name: str
    box: Box
    page: Page


@dataclass(frozen=True, kw_only=True)
class Step:
    """What a part shows until an instant (ms since the epoch); then its next step, at last what its page has."""

    page: Page
    until: int


@dataclass(frozen=True, kw_only=True)
class Page:
    """Laid out, not yet painted: how many pages there are and how long each is shown is known without a pixel.

    `alt` says the same to those who cannot see it, and is not empty; `shown_ms` is what reading or searching takes.
    """

    width: int
    height: int
    paper: str
    marks: tuple[Mark, ...]
    language: str
    alt: str
    shown_ms: int
    photographic: bool = False
    findings: tuple[Finding, ...] = ()
    parts: tuple[PagePart, ...] = ()
    indexed: bool = False
    """A small page of few colours that changes by the second: a PNG whose palette alone differs where it is grey."""
    grain: int = 1
    """Of an indexed page: squares of so many pixels are drawn as one, where pixels are finer than can be seen."""

    @property
    def texts(self) -> tuple[PlacedText, ...]:
        """Every run that is drawn."""
        return tuple(mark for mark in self.marks if isinstance(mark, PlacedText))

    @cached_property
    def key(self) -> str:
        """Names its pixels before they are drawn: equal keys, equal bytes."""
        if self.indexed:  # packed sooner than described
            return hashlib.sha256(self.packed).hexdigest()
        size = f"{self.width}x{self.height}"
        told = f"{DRAWING} {fonts.fingerprint()} {size} {self.paper} {self.photographic} {self.marks!r}"
        return hashlib.sha256(told.encode()).hexdigest()

    @cached_property
    def packed(self) -> bytes:
        """The bytes of an indexed page."""
        return indexed.packed(self._inked, (self.width, self.height), self.paper, grain=self.grain)

    @property
    def _inked(self) -> tuple[Inked, ...]:
        return cast(tuple[Inked, ...], self.marks)

    def paint(self) -> Image.Image:
        """The picture: RGB, exactly width × height."""
        if self.indexed:
            return indexed.painted(self._inked, (self.width, self.height), self.paper, grain=self.grain)
        image = Image.new("RGB", (self.width, self.height), rgb(self.paper))
        for mark in self.marks:
            mark.paint(image)
        return image


@dataclass(frozen=True, kw_only=True)
class Frame:
    """A finished picture as a player gets it."""

    data: bytes
    type: Literal["image/webp", "image/jpeg", "image/png"]


def encode(page: Page) -> Frame:
    """Lossless WebP for what is drawn, PNG for parts, JPEG for photographs (measured). Same page, same bytes."""
    if page.indexed:
        return Frame(data=page.packed, type="image/png")
    image, out = page.paint(), BytesIO()
    if page.photographic:
        image.save(out, "JPEG", quality=90, subsampling=0)
        return Frame(data=out.getvalue(), type="image/jpeg")
    image.save(out, "WEBP", lossless=True, method=1, quality=0, exact=True)
    return Frame(data=out.getvalue(), type="image/webp")
