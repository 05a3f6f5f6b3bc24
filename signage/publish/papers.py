"""Papers: sheets for walls and desks, documents and pictures of the glass, made where nobody waits for a poll."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

from signage.core.catalogue import Catalogue, Request
from signage.core.chapters import document_of
from signage.core.problems import Missing
from signage.core.screens import Screen
from signage.core.shows import published, what_shows
from signage.core.slides import Slide
from signage.core.texts import Text
from signage.publish.preview import asset
from signage.render.papers import DESK, DESK_UPRIGHT
from signage.render.papers_document import document_pages
from signage.render.papers_guide import desk_pages
from signage.render.papers_notice import Posted, wall_pages
from signage.render.papers_pdf import pdf
from signage.render.snapshot import compose, png
from signage.store.catalogue import catalogue
from signage.store.database import open_database
from signage.store.files import Files


@dataclass(frozen=True, kw_only=True)
class Order:
    """What is to be made: a slide's A4, an office's guide as A3, a document, or the glass of a manifest.

    `name` is of the slide or the office; `glass` holds a manifest and the live files beside it.
    """

    paper: Literal["notice", "guide", "document", "glass"]
    name: str = ""
    upright: bool = False
    document: Mapping[str, Any] | None = None
    glass: Mapping[str, Any] | None = None

    def plain(self) -> dict[str, Any]:
        """As JSON values, on its way to the process that draws."""
        return asdict(self)


class Papers:
    """Belongs to one thread, as its database does."""

    def __init__(self, data: Path) -> None:
        self._data, self._db, self._files = data, open_database(data), Files(data / "assets")

    def close(self) -> None:
        """Let go of the database."""
        self._db.close()

    def made(self, order: Order, *, at: int) -> bytes:
        """PDF, or PNG of the glass. Missing where what it names is not there."""
        match order.paper:
            case "notice":
                return self._notice(order.name, at)
            case "guide":
                return self._guide(order, at)
            case "document":
                return _document(order)
            case "glass":
                return self._glass(order, at)

    def _notice(self, name: str, at: int) -> bytes:
        held = catalogue(self._db)
        slide = held.slides.get(name)
        if slide is None:
            raise Missing(ja=f"コンテンツ「{name}」はありません。", en=f'there is no slide "{name}".')
        office = held.offices[slide.office]
        section = next((one for one in held.guide.sections if one.id == slide.owner), None)
        posted = Posted(office=office.name, section=section, last=_last_day(slide, ZoneInfo(office.time_zone)))
        request = Request(catalogue=held, slide=slide, screen=somewhere(held, slide.office), box=(0, 0, 1, 1), at=at)
        pages = wall_pages(request, posted, self._files.read)
        return pdf(pages, title=slide.name.best("ja"), author=office.name.best("ja"), language="ja")

    def _guide(self, order: Order, at: int) -> bytes:
        held = catalogue(self._db)
        office = held.offices.get(order.name)
        if office is None:
            raise Missing(ja=f"庁舎「{order.name}」はありません。", en=f'there is no office "{order.name}".')
        pages = desk_pages(held, office.id, DESK_UPRIGHT if order.upright else DESK, at=at)
        name = office.name.best("ja")
        return pdf(pages, title=f"{name} 庁舎案内", author=name, language="ja")

    def _glass(self, order: Order, at: int) -> bytes:
        assert order.glass is not None
        manifest, live = order.glass["manifest"], tuple(order.glass["live"])
        canvas = manifest["canvas"]
        picture = compose(
            what_shows(published(manifest, live), at),
            width=canvas["width"],
            height=canvas["height"],
            read=lambda sha: asset(self._data, sha).read_bytes(),
        )
        return png(picture)


def _document(order: Order) -> bytes:
    assert order.document is not None
    document = document_of(order.document)
    return pdf(document_pages(document), title=document.title, author=document.office, language=document.language)


def _last_day(slide: Slide, zone: ZoneInfo) -> date | None:
    """The last day on which it may hang: the day its validity ends, that day included."""
    ends = slide.limits.ends
    if ends is None:
        return None
    return date.fromisoformat(ends[:10])


def somewhere(held: Catalogue, office: str) -> Screen:
    """A screen of the office, as kinds ask for one; a sheet stands in its place."""
    found = next((one for one in held.screens.values() if one.office == office), None)
    return found or Screen(
        id="paper", office=office, name=Text(), diagonal_in=20.0, building="", floor="", fallback=""
    )
