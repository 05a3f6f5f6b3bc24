"""What visitors of the sample office read: large enough, whole, clear of all else, in the letters of its language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from signage.core.catalogue import Catalogue, Request
from signage.core.instants import local_day, of_datetime
from signage.core.layouts import LAYOUTS, MAIN
from signage.core.rulebook import Rulebook
from signage.core.screens import Screen
from signage.core.shows import Box
from signage.publish.frames import Frames
from signage.publish.studio import Studio
from signage.render.canvas import Canvas
from signage.render.kinds import Kind
from signage.render.pages import Page
from signage.store.catalogue import catalogue
from signage.store.database import Database, open_database
from signage.store.files import Files
from signage.store.frames import Drawn
from tests.journeys.sample_office import EACH, Sample
from tests.render.legible import faults

TOKYO = ZoneInfo("Asia/Tokyo")
EVERY_LANGUAGE = ("ja", "ja-x-easy", "en", "zh-Hans", "ko", "vi")
AMPLE_S = "900"
"""A guide's loop that is so long leaves no language and no page out."""


@dataclass(frozen=True, kw_only=True)
class LaidOut:
    """A page of a slide as a screen would show it."""

    slide: str
    page: Page
    canvas: Canvas


class Layouter(Studio):
    """Lays out what the publisher would draw, and keeps the pages."""

    def __init__(self, db: Database, files: Files) -> None:
        super().__init__(db, files)
        self.laid_out: dict[str, LaidOut] = {}
        self._read = files.read

    def pages(self, kind: Kind, request: Request, canvas: Canvas, languages: tuple[str, ...]) -> tuple[Drawn, ...]:
        found = kind.pages(kind.document(request), canvas, languages, self._read)
        assert found, f"{request.slide.id} has no page on {request.screen.id} in {request.box}"
        for page in found:
            self.laid_out[page.key] = LaidOut(slide=request.slide.id, page=page, canvas=canvas)
        return tuple(
            Drawn(asset=page.key, type="image/webp", bytes=0, lang=page.language, alt=page.alt, ms=page.shown_ms)
            for page in found
        )


@pytest.fixture(scope="module")
def stored(published_sample: Sample) -> Iterator[tuple[Catalogue, Layouter]]:
    db = open_database(published_sample.data)
    yield catalogue(db), Layouter(db, Files(published_sample.data / "assets"))
    db.close()


def places(book: Rulebook, screen: Screen) -> Iterator[tuple[str, Box]]:
    """Every slide that any rule may show on a screen, in every box that the zone may have."""
    rules = book.rules(screen)
    layouts = {screen.layout, *(rule.layout for rule in rules if rule.layout is not None)}
    for rule in rules:
        for layout in sorted(layouts):
            box = LAYOUTS[layout].zones(screen.width, screen.height).get(rule.zone)
            if box is not None:
                source = book.source(playlist=rule.playlist, slide=rule.slide)
                yield from ((slide, box) for slide, _ in source.entries)


def a_morning(sample: Sample, days: int) -> int:
    """Ten o'clock so many days after the sample was loaded."""
    day = local_day(sample.at, TOKYO) + timedelta(days=days)
    return of_datetime(datetime(day.year, day.month, day.day, 10, tzinfo=TOKYO))


def in_every_language(held: Catalogue) -> Catalogue:
    """All languages on every screen, and a guide with time enough for them."""
    screens = {name: replace(screen, languages=EVERY_LANGUAGE) for name, screen in held.screens.items()}
    guides = {
        name: replace(slide, fields={**slide.fields, "budget_s": AMPLE_S})
        for name, slide in held.slides.items()
        if slide.kind == "floor-guide"
    }
    return replace(held, screens=screens, slides={**held.slides, **guides})


@pytest.mark.parametrize("screen", EACH)
def test_every_slide_can_be_read_in_every_language_wherever_it_may_stand(
    published_sample: Sample, stored: tuple[Catalogue, Layouter], screen: str
) -> None:
    held, layouter = in_every_language(stored[0]), stored[1]
    layouter.laid_out.clear()
    book = Rulebook(held)
    contents = Frames(held, layouter).on(held.screens[screen])

    for slide, box in dict.fromkeys(places(book, held.screens[screen])):
        contents.parts(slide, box, a_morning(published_sample, 2))

    found = layouter.laid_out.values()
    assert [(one.slide, fault) for one in found for fault in faults(one.page, one.canvas)] == []
    assert {text.language for one in found for text in one.page.texts} >= set(EVERY_LANGUAGE)
    assert all(one.page.alt.strip() for one in found)


@pytest.mark.parametrize("screen", EACH)
def test_the_guide_can_be_read_in_every_state(
    published_sample: Sample, stored: tuple[Catalogue, Layouter], screen: str
) -> None:
    held, layouter = stored
    layouter.laid_out.clear()
    own = held.screens[screen]
    box = LAYOUTS[own.layout].zones(own.width, own.height)[MAIN]
    contents = Frames(held, layouter).on(own)

    for days in (1, 6, 7, 140):
        contents.parts("guide", box, a_morning(published_sample, days))
    contents.parts("guide", box, a_morning(published_sample, 0) + 10 * 3_600_000)
    contents.parts("guide", (0, 0, own.width, own.height), published_sample.at, plain=True)

    found = layouter.laid_out.values()
    assert [(one.slide, fault) for one in found for fault in faults(one.page, one.canvas)] == []
