"""The studio: draws what was never drawn, two pages at a time, and remembers it by all that it depends on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

import signage.render
from signage.core.catalogue import Request
from signage.core.manifests import canonical
from signage.core.problems import Missing, Problem
from signage.core.slides import Slide
from signage.publish.fence import fenced
from signage.render import fonts
from signage.render.canvas import Canvas
from signage.render.kinds import KINDS, Kind
from signage.render.pages import Frame, Page, PagePart, encode
from signage.store.database import Database, writing
from signage.store.files import Files
from signage.store.frames import Drawn, DrawnPart, cached, keep

DRAWING_THREADS = 2
"""Encoding lets go of Python's lock: two threads draw 1.8 times as fast as one on two cores."""

_Result = TypeVar("_Result")


class Undrawable(Problem):
    """A slide that could not be drawn. Others go on."""

    def __init__(self, slide: str, why: Problem) -> None:
        super().__init__(
            ja=f"コンテンツ「{slide}」を描けません: {why.sentence('ja')}",
            en=f'the slide "{slide}" cannot be drawn: {why.sentence("en")}',
        )
        self.slide = slide


def drawing(slide: str, work: Callable[[], _Result]) -> _Result:
    """Whatever goes wrong in a kind becomes Undrawable, with the slide's name."""
    try:
        return fenced(f"drawing {slide}", work)
    except Problem as problem:
        if isinstance(problem, Superseded):
            raise
        raise Undrawable(slide, problem) from problem


class Superseded(Problem):
    """Something newer was stored while old things were being drawn: it may be urgent, and is looked at first."""

    def __init__(self) -> None:
        super().__init__(ja="新しい変更があります。", en="there is something newer.")


@dataclass(frozen=True, kw_only=True)
class Order:
    """A slide to be drawn, in plain values: any process may do it."""

    key: str
    slide: str
    kind: str
    document: Mapping[str, Any]
    canvas: Mapping[str, Any]
    languages: tuple[str, ...]

    def item(self, part: str) -> str:
        """The id of what stands for a part of it on this shape of screen: `queue-3@480x1080-5d41402a`."""
        return f"{part}@{self.canvas['width']}x{self.canvas['height']}-{self.key[:8]}"


NOT_YET = (Drawn(asset="0" * 64, type="image/webp", bytes=0, lang="ja", alt="…", ms=10_000),)
"""What `pages` answers for a slide that is not drawn, while orders are being collected."""


class Studio:
    """Belongs to one thread, as its database does.

    While `orders` is a dictionary nothing is drawn: what is missing is written down there. `before_drawing` is called
    before each drawing, and may raise.
    """

    def __init__(self, db: Database, files: Files, *, kinds: Mapping[str, Kind] = KINDS) -> None:
        self.orders: dict[str, Order] | None = None
        self.before_drawing: Callable[[], None] = lambda: None
        self._db, self._files, self._kinds = db, files, kinds
        self._known: dict[str, tuple[Drawn, ...]] = {}
        self._fresh: dict[str, tuple[Drawn, ...]] = {}
        self.boards: dict[str, Order] = {}
        """What has parts, by the items of its parts: whoever draws what is live needs to know of it."""
        self._pixels: dict[str, tuple[str, str, int]] = {}

    def kind(self, slide: Slide) -> Kind:
        """The kind of a slide; Missing where this version has none of that name."""
        try:
            return self._kinds[slide.kind]
        except KeyError:
            known = ", ".join(self._kinds)
            raise Missing(
                ja=f"種類「{slide.kind}」はありません。使えるのは {known} です。",
                en=f'there is no kind "{slide.kind}"; the kinds are {known}.',
            ) from None

    def pages(self, kind: Kind, request: Request, canvas: Canvas, languages: tuple[str, ...]) -> tuple[Drawn, ...]:
        """The finished pages in the order in which they are shown, from memory, from the store, or drawn now."""
        order = ordered(kind, request, canvas, languages)
        if order.key not in self._known:
            drawn = self._stored(order.key)
            if drawn is None and self.orders is not None:
                self.orders[order.key] = order
                return NOT_YET
            self._known[order.key] = drawn = drawn or self.draw(order)
            self.boards |= {part.item: order for page in drawn for part in page.parts}
        return self._known[order.key]

    def draw(self, order: Order) -> tuple[Drawn, ...]:
        """Lay it out, paint and encode every page, and put the pictures into the content store."""
        self.before_drawing()
        kind, canvas = self._kinds[order.kind], Canvas(**order.canvas)
        laid_out = kind.pages(order.document, canvas, order.languages, self._files.read)
        painted = (one for page in laid_out for one in (page, *(part.page for part in page.parts)))
        missing = {page.key: page for page in painted if page.key not in self._pixels}
        for page_key, frame in zip(missing, _encoded(list(missing.values())), strict=True):
            self._pixels[page_key] = (self._files.put(frame.data), frame.type, len(frame.data))
        self._fresh[order.key] = tuple(self._drawn(page, order) for page in laid_out)
        return self._fresh[order.key]

    def keep(self, *, at: int) -> int:
        """Let the store remember what was drawn since last time; how much that was."""
        fresh, self._fresh = self._fresh, {}
        if fresh:
            with writing(self._db) as under_way:
                keep(under_way, fresh, at=at)
        return len(fresh)

    @property
    def keys(self) -> frozenset[str]:
        """What was asked for since the last `forget`."""
        return frozenset(self._known)

    def forget(self) -> None:
        """Make room: what is still wanted is asked of the store again."""
        self._known.clear()
        self._pixels.clear()

    def _stored(self, key: str) -> tuple[Drawn, ...] | None:
        """What the store remembers, if its files are still here: it may have been restored without them."""
        drawn = cached(self._db, key)
        return drawn if drawn is not None and all(self._files.has(one.asset) for one in drawn) else None

    def _drawn(self, page: Page, order: Order) -> Drawn:
        asset, media_type, size = self._pixels[page.key]
        return Drawn(
            asset=asset,
            type=media_type,
            bytes=size,
            lang=page.language,
            alt=page.alt,
            ms=max(1_000, page.shown_ms),
            parts=tuple(self._part(part, order) for part in page.parts),
        )

    def _part(self, part: PagePart, order: Order) -> DrawnPart:
        asset, media_type, size = self._pixels[part.page.key]
        return DrawnPart(
            item=order.item(part.name),
            box=part.box,
            asset=asset,
            type=media_type,
            bytes=size,
            lang=part.page.language,
            alt=part.page.alt,
        )


def _encoded(pages: list[Page]) -> list[Frame]:
    if len(pages) < 2:
        return [encode(page) for page in pages]
    with ThreadPoolExecutor(DRAWING_THREADS) as pool:
        return list(pool.map(encode, pages))


def ordered(kind: Kind, request: Request, canvas: Canvas, languages: tuple[str, ...]) -> Order:
    """What is asked for, under the name that its pictures have before they are drawn."""
    document = kind.document(request)
    return Order(
        key=frame_key(kind.name, document, canvas, languages),
        slide=request.slide.id,
        kind=kind.name,
        document=document,
        canvas=vars(canvas),
        languages=languages,
    )


def frame_key(kind: str, document: Mapping[str, Any], canvas: Canvas, languages: tuple[str, ...]) -> str:
    """Names the pictures before they are drawn: by everything that they depend on, and the program that draws."""
    told = {
        "kind": kind,
        "document": document,
        "canvas": vars(canvas),
        "languages": languages,
        "drawn_by": [fonts.fingerprint(), _renderer()],
    }
    return sha256(canonical(told)).hexdigest()


@cache
def _renderer() -> str:
    """The drawing program itself: another one may draw the same document differently."""
    digest = sha256()
    for path in sorted(Path(signage.render.__path__[0]).rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
