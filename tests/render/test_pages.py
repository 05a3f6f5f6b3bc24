"""Marks and pages: what is painted, the key that names it before, and the frame it becomes."""

from __future__ import annotations

import io
import os
import pickle
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops

from signage.core.problems import Refused
from signage.render.canvas import Canvas
from signage.render.codes import QUIET, code, code_side
from signage.render.marks import Fill, Outline, bar
from signage.render.pages import Page, encode
from signage.render.text import line, set_text
from signage.render.tokens import (
    AREAS,
    LEVELS,
    TEXT_CONTRAST,
    THEMES,
    TONES,
    contrast,
    ink_on,
    mix,
    readable,
    rgb,
)
from tests.render.makers import CANVASES, a_canvas, a_request, a_style, drawn

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}")


def a_page(*marks, **parts) -> Page:
    """A small page with these marks."""
    usual = {
        "width": 320,
        "height": 180,
        "paper": "#F7F8FA",
        "marks": marks,
        "language": "ja",
        "alt": "見本",
        "shown_ms": 5_000,
    }
    return Page(**(usual | parts))


def test_a_page_is_painted_in_exactly_its_size():
    image = a_page().paint()

    assert (image.mode, image.size) == ("RGB", (320, 180))
    assert image.getcolors() == [(320 * 180, rgb("#F7F8FA"))]


def test_a_fill_has_exact_straight_edges():
    image = a_page(Fill(box=(10, 20, 30, 40), colour="#FF0000")).paint()

    assert image.getpixel((10, 20)) == image.getpixel((39, 59)) == (255, 0, 0)
    assert image.getpixel((9, 20)) == image.getpixel((40, 59)) == rgb("#F7F8FA")


def test_round_corners_are_smooth_and_stay_in_their_box():
    fill = Fill(box=(10, 10, 100, 60), colour="#000000", radius=20)

    image = a_page(fill).paint()

    assert image.getpixel((10, 10)) == rgb("#F7F8FA")
    assert image.getpixel((60, 10)) == (0, 0, 0)
    assert len({image.getpixel((x, 12)) for x in range(10, 30)}) > 2
    outside = a_page(fill, Fill(box=(10, 10, 100, 60), colour="#F7F8FA")).paint()
    assert len(outside.getcolors()) == 1


def test_an_outline_is_hollow():
    image = a_page(Outline(box=(10, 10, 100, 60), colour="#000000", stroke=4, radius=12)).paint()

    assert image.getpixel((60, 12)) == (0, 0, 0)
    assert image.getpixel((60, 40)) == rgb("#F7F8FA")


@given(st.integers(1, 20), st.integers(60, 400))
def test_the_bar_has_a_part_for_every_page_inside_its_box(parts, width):
    marks = bar((7, 9, width, 6), parts=parts, filled=1, colour="#000000", empty="#C8C8CB")

    assert len(marks) == parts
    assert [mark.colour for mark in marks].count("#000000") == 1
    assert marks[0].box[0] == 7
    assert marks[-1].box[0] + marks[-1].box[2] == 7 + width


def test_drawn_frames_are_lossless():
    page = a_page(*line("12月29日", a_style(40)).place(10, 60))

    frame = encode(page)

    assert frame.type == "image/webp"
    with Image.open(io.BytesIO(frame.data)) as shown:
        assert ImageChops.difference(shown.convert("RGB"), page.paint()).getbbox() is None


def test_equal_pages_have_equal_keys_and_bytes():
    def made():
        return a_page(Fill(box=(0, 0, 9, 9), colour="#112233", radius=3), *line("同じ", a_style(40)).place(10, 60))

    assert made().key == made().key
    assert encode(made()).data == encode(made()).data


@pytest.mark.parametrize(
    "change",
    [{"width": 321}, {"paper": "#000000"}, {"photographic": True}, {"marks": ()}],
    ids=lambda c: next(iter(c)),
)
def test_whatever_changes_a_pixel_changes_the_key(change):
    page = a_page(Fill(box=(0, 0, 9, 9), colour="#112233"))

    assert replace(page, **change).key != page.key


def test_words_that_only_a_voice_reads_do_not_change_the_key():
    page = a_page(Fill(box=(0, 0, 9, 9), colour="#112233"))

    assert replace(page, alt="別の言葉", shown_ms=9_000).key == page.key


def test_a_page_laid_out_can_be_handed_to_another_process():
    page = a_page(*set_text("区役所", a_style(40), width=300).place(10, 60))

    assert pickle.loads(pickle.dumps(page)).key == page.key


@pytest.mark.parametrize("url", ["https://w.example/a", "https://www.ward.example/notice/" + "x" * 300])
def test_a_code_is_at_least_so_large_and_its_modules_are_whole(url):
    modules = code(url, (5, 7), least_px=237)

    count = len(modules.rows) - 2 * QUIET
    assert count * modules.module >= 237
    assert modules.box == (5, 7, len(modules.rows) * modules.module, len(modules.rows) * modules.module)
    assert modules.box[2] == code_side(url, least_px=237)
    assert all(set(row) == {"0"} for row in (*modules.rows[:QUIET], *modules.rows[-QUIET:]))


def test_a_code_is_painted_square_by_square():
    modules = code("https://w.example/a", (0, 0), least_px=60)

    image = a_page(modules).paint()

    for y in (QUIET, QUIET + 3):
        for x in range(len(modules.rows)):
            seen = image.getpixel((x * modules.module, y * modules.module))
            assert seen == ((0, 0, 0) if modules.rows[y][x] == "1" else (255, 255, 255))


def test_an_address_too_long_for_a_code_is_refused():
    with pytest.raises(Refused):
        code("https://w.example/" + "x" * 3_000, (0, 0), least_px=237)


@given(COLOURS)
def test_ink_on_any_colour_can_be_read(colour):
    assert contrast(ink_on(colour), colour) >= TEXT_CONTRAST


@given(COLOURS, st.sampled_from(["#F7F8FA", "#10151C", "#FFFFFF", "#E9EBEF"]))
def test_any_accent_is_made_readable_on_paper(colour, paper):
    assert contrast(readable(colour, paper), paper) >= TEXT_CONTRAST


@given(COLOURS, COLOURS)
def test_mixing_goes_from_one_colour_to_the_other(one, other):
    assert mix(one, other, 0) == one
    assert mix(one, other, 1) == other


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_every_theme_can_be_read(theme):
    for ground in (theme.paper, theme.plate):
        assert contrast(theme.ink, ground) >= 7
        assert contrast(theme.quiet, ground) >= TEXT_CONTRAST


def test_black_stands_on_level_three_and_white_on_four_and_five():
    assert ink_on(LEVELS[3]) == "#0C0C0E"
    assert ink_on(LEVELS[4]) == ink_on(LEVELS[5]) == "#FFFFFF"
    assert len(TONES) == 4
    assert len(set(AREAS)) == 9


@pytest.mark.parametrize("canvas", CANVASES.values(), ids=CANVASES)
def test_a_canvas_measures_everything_in_units(canvas):
    assert canvas.minimum_px < canvas.unit <= canvas.minimum_px * 1.5 + 1
    assert canvas.minimum_for("en") == canvas.minimum_latin_px < canvas.minimum_for("ja") == canvas.minimum_px
    assert canvas.margin_x >= canvas.width * 0.05 - 1
    assert canvas.inner_width + 2 * canvas.margin_x == canvas.width
    assert canvas.inner_height + 2 * canvas.margin_y == canvas.height


@given(st.floats(0.01, 3))
def test_no_scale_brings_a_unit_below_the_minimum(scale):
    canvas: Canvas = a_canvas()

    assert canvas.scaled(scale).unit >= canvas.minimum_px


def test_another_process_gives_the_same_key():
    script = (
        "from tests.render.makers import a_request, a_canvas, drawn\n"
        "request = a_request('notice', title={'ja': '区民まつり'}, first='2026-12-01', tone='urgent')\n"
        "print(drawn(request, a_canvas())[0].key)"
    )

    keys = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=Path(__file__).parents[2],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }

    assert len(keys) == 1


@pytest.mark.parametrize("name", ["whole", "dark", "side", "portrait"])
def test_a_drawn_page_has_so_few_colours_that_its_frame_keeps_a_palette(name):
    fields = {
        "title": {"ja": "区民まつり", "en": "Festival"},
        "first": "2026-12-01",
        "counter": "c30",
        "band": "中止",
    }

    pages = drawn(a_request("notice", **fields), CANVASES[name])

    assert all(len(page.paint().getcolors(100_000)) <= 256 for page in pages)
