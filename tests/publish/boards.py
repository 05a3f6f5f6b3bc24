"""A board for tests: a still picture with two parts, a number and the time, called out by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from signage.core.catalogue import Request
from signage.core.live import Cue, LiveItem
from signage.core.shows import Box
from signage.publish.live import Board, Live, Shapes
from signage.render.canvas import Canvas
from signage.render.pages import Page, PagePart, encode
from tests.publish.makers import NOW, Card, hash_of

NUMBER: Box = (8, 8, 40, 20)
TIME: Box = (80, 60, 40, 8)


def page(words: str, box: Box) -> Page:
    """A plain picture whose colour its words choose."""
    paper = f"#{hash_of(words) % 0xFFFFFF:06X}"
    return Page(width=box[2], height=box[3], paper=paper, marks=(), language="ja", alt=words, shown_ms=6_000)


class Numbers(Card):
    """The kind, and the source of what it says; `call` changes the number, `alive_at` says when it was last alive."""

    name = "board"

    def __init__(self) -> None:
        super().__init__()
        self.number, self.alive_at, self.news = "42", NOW, 1
        self.cues: tuple[Cue, ...] = ()

    def call(self, number: str, *, alive_at: int | None = None) -> None:
        self.number, self.alive_at, self.news = number, self.alive_at if alive_at is None else alive_at, self.news + 1

    def document(self, request: Request) -> Mapping[str, Any]:
        return {"slide": request.slide.id, "plain": request.plain}

    def pages(self, document: Mapping[str, Any], canvas: Canvas, languages: tuple[str, ...], read: Any) -> Any:
        whole = page(f"board {document}", (0, 0, canvas.width, canvas.height))
        named = (("number", NUMBER), ("time", TIME)) if not document["plain"] else ()
        parts = tuple(
            PagePart(name=f"{document['slide']}-{name}", box=box, page=page(f"no {name}", box)) for name, box in named
        )
        return (Page(**{**vars(whole), "parts": parts}),)

    def is_newer(self) -> bool:
        news, self.news = self.news, 0
        return bool(news)

    def boards(self, shapes: Shapes, *, at: int) -> Iterable[Board]:
        for slide, orders in shapes.items():
            items, assets = {}, {}
            for order in orders:
                name = order.item(f"{slide}-number")
                for item, words, holds, then in (
                    (name, self.number, 120_000, f"{name}~1"),
                    (f"{name}~1", f"{self.number} grey", 600_000, None),
                ):
                    frame = encode(page(words, NUMBER))
                    live = Live.of(frame.data, frame.type)
                    assets[live.name] = live
                    items[item] = LiveItem(
                        asset=live.name, lang="ja", alt=words, until=self.alive_at + holds, then=then
                    )
            yield Board(slide=slide, items=items, assets=list(assets.values()), cues=self.cues)
