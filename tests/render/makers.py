"""Small makers: canvases as they hang in lobbies, styles, and notices as staff type them."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from typing import Any

from PIL import Image

from signage.core import guide
from signage.core.catalogue import Catalogue, FloorGuide, Request
from signage.core.instants import Instant
from signage.core.offices import Office
from signage.core.reading import minimum_code_px, minimum_em_px
from signage.core.screens import Screen
from signage.core.slides import Slide
from signage.core.texts import Text
from signage.render.canvas import Canvas
from signage.render.kinds import KINDS
from signage.render.pages import Page
from signage.render.text import Style

NOON = Instant(1_795_316_400_000)
"""2026-11-22T12:00 in Tokyo."""

LANGUAGES = ("ja", "ja-x-easy", "en", "zh-Hans", "ko", "vi")


def a_screen(**parts: Any) -> Screen:
    """55 inches across, seen from five metres."""
    usual: dict[str, Any] = {
        "id": "lobby",
        "office": "ward",
        "name": Text.of(ja="ロビー"),
        "diagonal_in": 55.0,
        "building": "main",
        "floor": "1f",
        "fallback": "always",
    }
    return Screen(**(usual | parts))


def a_canvas(width: int = 1920, height: int = 1080, *, screen: Screen | None = None, **parts: Any) -> Canvas:
    """A zone of a screen, by default the whole of a lobby's."""
    there = screen or a_screen()
    return Canvas(
        width=width, height=height, minimum_px=minimum_em_px(there), code_px=minimum_code_px(there), **parts
    )


PORTRAIT = a_screen(width=1080, height=1920, diagonal_in=43.0, viewing_distance_m=3.0)
HALL = a_screen(width=3840, height=2160, diagonal_in=65.0, viewing_distance_m=8.0)

CANVASES: Mapping[str, Canvas] = {
    "whole": a_canvas(),
    "dark": a_canvas(theme="dark"),
    "side": a_canvas(640, 1080),
    "narrow": a_canvas(480, 1080),
    "portrait": a_canvas(1080, 1920, screen=PORTRAIT),
    "portrait-lower": a_canvas(1080, 640, screen=PORTRAIT),
    "hall": a_canvas(3840, 2160, screen=HALL),
    "hall-side": a_canvas(1280, 2160, screen=HALL),
}


def a_style(size: int = 51, language: str = "ja", **parts: Any) -> Style:
    """Ink on paper."""
    return Style(**({"size": size, "language": language, "colour": "#1A1A1C", "background": "#F7F8FA"} | parts))


def a_catalogue() -> Catalogue:
    """An office with one counter on its second floor."""
    floor = guide.Floor(id="2f", office="ward", building="main", label="2F", order=2)
    counter = guide.Counter(
        id="c30",
        office="ward",
        number="30",
        name=Text.of(ja="子育て支援課", en="Child Support", ko="육아 지원과", vi="Hỗ trợ nuôi con"),
        sections=(),
        building="main",
        floor="2f",
    )
    return Catalogue(
        offices={"ward": Office(id="ward", name=Text.of(ja="みずき区役所"), calendar="hours")},
        guide=FloorGuide(floors=(floor,), counters=(counter,)),
    )


def a_request(kind: str, **fields: Any) -> Request:
    """What a kind is asked to draw when staff have typed these fields."""
    slide = Slide(id="s", office="ward", kind=kind, name=Text.of(ja="名前"), owner="soumu", fields=fields)
    return Request(catalogue=a_catalogue(), slide=slide, screen=a_screen(), box=(0, 0, 1920, 1080), at=NOON)


def drawn(
    request: Request,
    canvas: Canvas,
    languages: tuple[str, ...] = ("ja", "en"),
    read: Callable[[str], bytes] = lambda _: a_photograph(),
) -> tuple[Page, ...]:
    """Its pages."""
    kind = KINDS[request.slide.kind]
    return kind.pages(kind.document(request), canvas, languages, read)


def a_photograph(width: int = 320, height: int = 200, *, form: str = "JPEG", **saving: Any) -> bytes:
    """A picture file with the colours of a sunset."""
    image = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    out = io.BytesIO()
    image.save(out, form, **saving)
    return out.getvalue()
