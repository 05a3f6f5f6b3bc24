"""The queue board: which number is called to which counter, how many wait, and what is ready."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from signage.core import guide
from signage.core.catalogue import FloorGuide, Request
from signage.core.documents import from_plain, to_plain
from signage.core.floor_guide_rows import Now, row_edges
from signage.core.formats import QueueId
from signage.core.queue_said import QueueSaid
from signage.core.queues import Queue
from signage.core.reading import searching_ms
from signage.core.texts import Text
from signage.render.canvas import Canvas
from signage.render.findings import LENGTH, glyphs
from signage.render.marks import Mark, PlacedText
from signage.render.pages import Page, PagePart, Step
from signage.render.queue_board_cell import Cell
from signage.render.queue_board_cells import drawn
from signage.render.queue_board_document import Board, BoardQueue, Rows, Sign
from signage.render.queue_board_live import steps, without
from signage.render.queue_board_sheets import Layout, Sheet
from signage.render.queue_board_ways import laid_out
from signage.render.tokens import THEMES


@dataclass(frozen=True, kw_only=True)
class QueueBoardFields:
    """What staff say of a queue board: which queues in which order, and what a row of it is.

    `code`: whether it shows the 二次元コード of the visitors' page, where the office has a public address.
    """

    queues: tuple[QueueId, ...] = ()
    rows: Rows = "counters"
    code: bool = True


class QueueBoardKind:
    """The kind `queue-board`."""

    name = "queue-board"
    fields = QueueBoardFields

    def edges(self, request: Request, begins: int, ends: int) -> Iterable[int]:
        """Where counters of its queues begin or cease to hold, and so perhaps what their signs say."""
        office = request.slide.office
        zone = ZoneInfo(request.catalogue.offices[office].time_zone)
        named = {counter for queue in _queues(request) for counter in queue.counters}
        rows = FloorGuide(counters=tuple(one for one in request.catalogue.guide.counters if one.id in named))
        found = row_edges(rows, office, zone, plain=request.plain)
        return sorted({edge for edge in found if begins <= edge < ends})

    def document(self, request: Request) -> Mapping[str, Any]:
        """Its rows, and nothing that changes by the second."""
        fields = from_plain(QueueBoardFields, request.slide.fields, where=request.slide.id)
        office = request.catalogue.offices[request.slide.office]
        now = Now(office=office.id, at=request.at, zone=ZoneInfo(office.time_zone), plain=request.plain)
        signs = {one.id: one for one in now.of(request.catalogue.guide.counters)}
        coded = fields.code and office.public_url is not None and not request.plain
        board = Board(
            slide=request.slide.id,
            queues=tuple(_row(queue, signs) for queue in _queues(request)),
            rows=fields.rows,
            code=f"{(office.public_url or '').rstrip('/')}/o/{office.id}/queue/" if coded else None,
            time_zone=office.time_zone,
            plain=request.plain,
        )
        plain: Mapping[str, Any] = to_plain(board)
        return plain

    def pages(
        self, document: Mapping[str, Any], canvas: Canvas, languages: tuple[str, ...], read: Callable[[str], bytes]
    ) -> tuple[Page, ...]:
        """The still pages, each with its parts as they are while nothing is known."""
        board, layout = _laid_out(document, canvas, languages)
        told = [(queue.name.best(layout.setting.language), layout.setting.language) for queue in board.queues]
        findings = (*glyphs(*told), *(() if layout.fits else (LENGTH,)))
        pages = tuple(_page(board, canvas, layout, sheet) for sheet in layout.sheets)
        return (replace(pages[0], findings=findings), *pages[1:])

    def live(
        self,
        document: Mapping[str, Any],
        canvas: Canvas,
        languages: tuple[str, ...],
        said: Mapping[str, QueueSaid],
        *,
        at: int,
    ) -> Mapping[str, tuple[Step, ...]]:
        """What its parts show at an instant and from then on, by name; a part that is missing shows its own."""
        board, layout = _laid_out(document, canvas, languages)
        return {} if board.plain else steps(board, layout, said, at=at)


def _queues(request: Request) -> Iterator[Queue]:
    """Those that it shows; one that was taken away is shown no more."""
    fields = from_plain(QueueBoardFields, request.slide.fields, where=request.slide.id)
    known = request.catalogue.queues
    return (known[queue] for queue in fields.queues if queue in known)


def _row(queue: Queue, signs: Mapping[str, guide.Counter]) -> BoardQueue:
    return BoardQueue(
        id=queue.id,
        name=queue.name,
        counters=tuple(Sign(id=one, number=signs[one].number) for one in queue.counters if one in signs),
        digits=len(str(queue.last)),
        counts=queue.tickets == "machine",
        lamp=queue.tickets == "machine" and (queue.some_from or queue.busy_from) is not None,
        wait=max((row.text for row in queue.waits), key=lambda text: len(text.best("ja")), default=Text()),
        ready=queue.ready,
        only_display=queue.only_display,
    )


def _laid_out(document: Mapping[str, Any], canvas: Canvas, languages: tuple[str, ...]) -> tuple[Board, Layout]:
    board = _board(json.dumps(document, sort_keys=True, ensure_ascii=False))
    first = languages[0] if languages else "ja"
    second = "en" if "en" in languages and first != "en" else None
    return board, laid_out(board, canvas, first, second)


@lru_cache(maxsize=256)
def _board(plain: str) -> Board:
    return from_plain(Board, json.loads(plain), where=QueueBoardKind.name)


def _page(board: Board, canvas: Canvas, layout: Layout, sheet: Sheet) -> Page:
    parts = tuple(PagePart(name=cell.name, box=cell.box, page=drawn(cell, without(cell))) for cell in sheet.cells)
    return Page(
        width=canvas.width,
        height=canvas.height,
        paper=THEMES[canvas.theme].paper,
        marks=(*sheet.marks, *(_flat(sheet.cells) if board.plain else ())),
        language=layout.setting.language,
        alt=sheet.alt,
        shown_ms=searching_ms(sheet.rows),
        parts=() if board.plain else parts,
    )


def _flat(cells: Iterable[Cell]) -> Iterator[Mark]:
    """What the parts of a fallback would show, on the page itself: nothing of it will ever change."""
    for cell in cells:
        if cell.place in ("newest", "line"):
            for mark in drawn(cell, without(cell)).marks:
                yield _moved(mark, cell.box[0], cell.box[1])


def _moved(mark: Mark, right: int, down: int) -> Mark:
    x, y, width, height = mark.box
    moved: dict[str, Any] = {"box": (x + right, y + down, width, height)}
    if isinstance(mark, PlacedText):
        moved["baseline"] = mark.baseline + down
    made: Mark = replace(mark, **moved)  # type: ignore[type-var]
    return made
