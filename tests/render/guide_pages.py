"""Makers and measures for tests of the floor guide's pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from signage.core.catalogue import Catalogue, Request
from signage.core.reading import minimum_code_px, minimum_em_px
from signage.core.shows import Box
from signage.render.canvas import Canvas
from signage.render.floor_guide import FloorGuideKind
from signage.render.marks import Stencil
from signage.render.pages import Page
from tests import floor_guide_office as office
from tests.core.test_floor_guide import at
from tests.render import legible

KIND = FloorGuideKind()
OPEN = "2026-11-24 10:00"


def a_canvas(request: Request, **changes: Any) -> Canvas:
    """The canvas of a request, as the publisher makes it."""
    screen = request.screen
    usual: dict[str, Any] = {
        "width": request.box[2],
        "height": request.box[3],
        "minimum_px": minimum_em_px(screen),
        "code_px": minimum_code_px(screen),
        "theme": screen.theme,
    }
    return Canvas(**{**usual, **changes})


def pages(
    screen: str = "lobby",
    local: str = OPEN,
    *,
    catalogue: Catalogue | None = None,
    languages: tuple[str, ...] = ("ja", "en", "zh-Hans", "ko", "vi"),
    box: Box | None = None,
    plain: bool = False,
    canvas: dict[str, Any] | None = None,
    **fields: Any,
) -> tuple[Page, ...]:
    """The guide's loop on one of the four screens."""
    more: dict[str, Any] = {} if box is None else {"box": box}
    request = office.a_request(
        at(local), screen=screen, catalogue=catalogue, slide=office.a_slide(**fields), plain=plain, **more
    )
    document = KIND.document(request)
    return KIND.pages(document, a_canvas(request, **(canvas or {})), languages, lambda sha: b"")


def distinct(loop: Iterable[Page]) -> list[Page]:
    """Each page once."""
    return list({page.key: page for page in loop}.values())


def overview(loop: Sequence[Page]) -> list[Page]:
    """The pages of the Japanese overview, each once."""
    return [page for page in distinct(loop) if page.language == "ja" and page.alt.startswith("庁舎案内")]


def longest_return_ms(loop: Sequence[Page], page: Page) -> int:
    """From one start of a page to its next, at the worst; the loop goes round."""
    starts, now = [], 0
    for each in loop:
        if each.key == page.key:
            starts.append(now)
        now += each.shown_ms
    gaps = [later - earlier for earlier, later in zip(starts, [*starts[1:], starts[0] + now], strict=True)]
    return max(gaps)


def words(page: Page) -> str:
    """All that is written on a page, run by run."""
    return "\n".join(text.text for text in page.texts)


def faults(page: Page, canvas: Canvas) -> list[str]:
    """What a visitor could not read, and signs that lie over words."""
    found = legible.faults(page, canvas)
    signs = [mark for mark in page.marks if isinstance(mark, Stencil)]
    solid = [*signs, *page.texts]
    for number, sign in enumerate(signs):
        found += [f"{sign} over {other}" for other in solid[number + 1 :] if _overlap(sign.box, other.box)]
    return found


def _overlap(one: Box, other: Box) -> bool:
    across = one[0] < other[0] + other[2] and other[0] < one[0] + one[2]
    return across and one[1] < other[1] + other[3] and other[1] < one[1] + one[3]
