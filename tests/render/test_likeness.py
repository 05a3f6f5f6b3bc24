"""Whether a player's small picture shows what it should, whatever scaling and JPEG have done to it."""

from __future__ import annotations

import io
from collections.abc import Mapping

import pytest
from PIL import Image, ImageDraw, ImageFont

from signage.core.shows import Box, Placed
from signage.render.fonts import installed
from signage.render.likeness import Thumbnails, resembles

CANVAS = (1920, 1080)
WHOLE: Box = (0, 0, 1920, 1080)
FACE = next(face for _, face in installed() if face is not None)
ROWS = (
    "1番 総合案内",
    "2番 証明・印鑑登録",
    "3番 住民異動",
    "4番 国民健康保険",
    "5番 後期高齢者医療",
    "6番 税の証明",
)


def a_page(
    rows: tuple[str, ...] = ROWS, *, head: str = "11月24日(火)", size: tuple[int, int] = CANVAS
) -> Image.Image:
    """A list as the guide has it: heading, date, rows."""
    page = Image.new("RGB", size, "#F7F8FA")
    draw = ImageDraw.Draw(page)
    draw.rectangle((0, 0, size[0], 150), fill="#0B6E4F")
    large, small = (ImageFont.truetype(str(FACE.path), px, index=0) for px in (72, 40))
    draw.text((60, 35), "庁舎案内", font=large, fill="white")
    draw.text((size[0] - 380, 50), head, font=small, fill="white")
    for number, row in enumerate(rows):
        draw.text((80, 210 + 130 * number), row, font=large, fill="#111111")
        draw.line((60, 320 + 130 * number, size[0] - 60, 320 + 130 * number), fill="#888888", width=3)
    return page


def encoded(picture: Image.Image, form: str, **how: int) -> bytes:
    sink = io.BytesIO()
    picture.save(sink, form, **how)
    return sink.getvalue()


def taken(
    page: Image.Image,
    *,
    longest: int = 160,
    quality: int = 75,
    how: Image.Resampling = Image.Resampling.BOX,
    panel: tuple[int, int] | None = None,
) -> Image.Image:
    """As a player of that panel sends it."""
    if panel is not None:
        scale = min(panel[0] / page.width, panel[1] / page.height)
        inside = page.resize((round(page.width * scale), round(page.height * scale)), Image.Resampling.BILINEAR)
        page = Image.new("RGB", panel)
        page.paste(inside, ((panel[0] - inside.width) // 2, (panel[1] - inside.height) // 2))
    scale = longest / max(page.size)
    small = page.resize((round(page.width * scale), round(page.height * scale)), how)
    return Image.open(io.BytesIO(encoded(small, "JPEG", quality=quality)))


def shows(picture: Image.Image, page: Image.Image, *, hidden: tuple[Box, ...] = ()) -> bool:
    assets: Mapping[str, bytes] = {"page": encoded(page, "PNG", compress_level=1)}
    placed = [Placed(WHOLE, "page", {}, "page")]
    return resembles(picture, placed, canvas=CANVAS, thumbnails=Thumbnails(assets.__getitem__), hidden=hidden)


@pytest.mark.parametrize("quality", [50, pytest.param(80, marks=pytest.mark.soak)])
@pytest.mark.parametrize("how", [Image.Resampling.BOX, Image.Resampling.BILINEAR, Image.Resampling.BICUBIC])
def test_the_same_page_is_known_again_however_it_was_scaled(quality: int, how: Image.Resampling) -> None:
    assert shows(taken(a_page(), quality=quality, how=how), a_page())


@pytest.mark.parametrize("panel", [(1280, 1024), pytest.param((3840, 2160), marks=pytest.mark.soak), (1366, 768)])
def test_the_same_page_is_known_again_on_a_panel_of_another_size_or_shape(panel: tuple[int, int]) -> None:
    assert shows(taken(a_page(), panel=panel), a_page())


def test_another_page_of_the_same_style_is_another_page() -> None:
    other = a_page((*ROWS[:3], "7番 子育て支援", *ROWS[4:]))

    assert not shows(taken(other), a_page())


def test_a_black_glass_is_not_the_page_nor_the_page_a_black_glass() -> None:
    black, nothing = Image.new("RGB", CANVAS), Thumbnails(lambda asset: b"")

    assert not shows(taken(black), a_page())
    assert not resembles(taken(a_page()), [], canvas=CANVAS, thumbnails=nothing)
    assert resembles(taken(black), [], canvas=CANVAS, thumbnails=nothing)


def test_a_desktop_and_a_window_in_front_are_not_the_page() -> None:
    desktop = Image.linear_gradient("L").resize(CANVAS).convert("RGB")
    window = a_page()
    window.paste("#EEEEEE", (700, 400, 1000, 560))

    assert not shows(taken(desktop), a_page())
    assert not shows(taken(window), a_page())


def test_a_large_picture_betrays_a_date_of_yesterday() -> None:
    yesterday = a_page(head="11月23日(月)")

    assert not shows(taken(yesterday, longest=960), a_page())
    assert shows(taken(a_page(), longest=960), a_page())


def test_what_is_hidden_may_show_anything_and_nothing_else_may() -> None:
    called = a_page()
    called.paste("#FF2800", (1000, 400, 1500, 700))

    assert shows(taken(called), a_page(), hidden=((1000, 400, 500, 300),))
    assert not shows(taken(called), a_page(), hidden=((1000, 400, 500, 200),))


def test_each_asset_is_decoded_once() -> None:
    page = encoded(a_page(), "PNG", compress_level=1)
    thumbnails = Thumbnails({"page": page}.__getitem__)
    placed = [Placed(WHOLE, "page", {}, "page")]

    for _ in range(3):
        resembles(taken(a_page()), placed, canvas=CANVAS, thumbnails=thumbnails)

    assert thumbnails.decoded == 1
