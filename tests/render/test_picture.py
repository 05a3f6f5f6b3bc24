"""Pictures: hostile until shown otherwise, upright, in sRGB, and in exactly their box."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image, ImageCms

from signage.core.problems import Refused
from signage.render import photographs
from signage.render.marks import Picture
from signage.render.pages import encode
from tests.render.legible import faults
from tests.render.makers import CANVASES, a_canvas, a_photograph, a_request, drawn

RED, BLUE = (200, 30, 30), (30, 30, 200)


def saved(image: Image.Image, form: str = "PNG", **parts) -> bytes:
    """A picture as a file."""
    out = io.BytesIO()
    image.save(out, form, **parts)
    return out.getvalue()


def halves() -> Image.Image:
    """Red on the left, blue on the right."""
    image = Image.new("RGB", (80, 40), RED)
    image.paste(BLUE, (40, 0, 80, 40))
    return image


def a_bomb(side: int) -> bytes:
    """A PNG that says it is so large and has hardly any bytes."""

    def chunk(tag: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + tag + data + struct.pack(">I", zlib.crc32(tag + data))

    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 64)) + chunk(b"IEND", b"")
    )


HOSTILE = {
    "nothing": b"",
    "words": b"hello" * 100,
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>',
    "html called a picture": b"<!doctype html><img src=x onerror=alert(1)>",
    "truncated jpeg": a_photograph()[:400],
    "truncated png": a_photograph(form="PNG")[:60],
    "a hundred thousand pixels wide": a_bomb(100_000),
    "twenty thousand pixels square": a_bomb(20_000),
    "a program": b"MZ\x90\x00" + b"\0" * 200,
    "postscript": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n",
    "tiff": saved(halves(), "TIFF"),
    "bmp": saved(halves(), "BMP"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_one_sentence(name):
    with pytest.raises(Refused) as refused:
        photographs.check(HOSTILE[name])

    assert "\n" not in refused.value.ja
    assert "\n" not in refused.value.en


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF"])
def test_the_usual_forms_are_opened(form):
    assert photographs.check(saved(halves(), form)) == (80, 40)


@pytest.mark.parametrize(("orientation", "corner"), [(1, RED), (3, BLUE), (6, RED), (8, BLUE)])
def test_a_picture_stands_as_the_camera_was_held(orientation, corner):
    exif = Image.Exif()
    exif[0x0112] = orientation
    content = saved(halves(), "PNG", exif=exif)

    width, height = photographs.check(content)
    shown = photographs.cut(content, width, height, how="fit")

    assert (width > height) == (orientation in (1, 3))
    assert shown.getpixel((2, 2)) == corner


def test_fit_shows_all_of_it_and_fill_cuts_its_edges():
    content = saved(halves())

    fitted = photographs.cut(content, 40, 40, how="fit", around="#00FF00")
    filled = photographs.cut(content, 40, 40, how="fill")

    assert fitted.size == filled.size == (40, 40)
    assert fitted.getpixel((20, 2)) == (0, 255, 0)
    assert filled.getpixel((2, 2)) == RED


def test_transparency_lies_on_white():
    content = saved(Image.new("RGBA", (10, 10), (0, 0, 0, 0)))

    assert photographs.cut(content, 10, 10, how="fill").getpixel((5, 5)) == (255, 255, 255)


def test_an_animation_is_its_first_frame():
    frames = [Image.new("RGB", (20, 20), RED), Image.new("RGB", (20, 20), BLUE)]
    content = saved(frames[0], "GIF", save_all=True, append_images=frames[1:])

    red, _, blue = photographs.cut(content, 20, 20, how="fill").getpixel((10, 10))

    assert red > blue


def test_colours_are_managed_to_srgb():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    content = saved(halves(), "PNG", icc_profile=profile)

    shown = photographs.cut(content, 80, 40, how="fit")

    assert all(abs(a - b) <= 2 for a, b in zip(shown.getpixel((5, 5)), RED, strict=True))
    assert "icc_profile" not in shown.info


def test_a_damaged_profile_is_passed_over():
    content = saved(halves(), "PNG", icc_profile=b"no profile at all")

    assert photographs.cut(content, 80, 40, how="fit").getpixel((5, 5)) == RED


def test_grey_and_cmyk_become_rgb():
    for content in (saved(Image.new("L", (20, 20), 128)), saved(Image.new("CMYK", (20, 20), (0, 0, 0, 0)), "JPEG")):
        assert photographs.cut(content, 20, 20, how="fill").mode == "RGB"


@pytest.mark.parametrize("name", CANVASES)
def test_a_caption_stands_on_a_plate_and_never_over_the_picture(name):
    canvas = CANVASES[name]
    fields = {"picture": "a" * 64, "alt": {"ja": "紅葉"}, "caption": {"ja": "みずき公園の紅葉 見ごろは11月下旬です"}}

    (page,) = drawn(a_request("picture", **fields), canvas, ("ja",))

    assert faults(page, canvas) == []
    assert next(mark for mark in page.marks if isinstance(mark, Picture)).box[2] == canvas.width
    assert page.alt.startswith("紅葉")


def test_a_photograph_becomes_a_jpeg_and_a_drawing_stays_lossless():
    fields = {"picture": "a" * 64, "alt": {"ja": "絵"}}
    noise = saved(Image.merge("RGB", [Image.effect_noise((300, 300), 90) for _ in range(3)]))

    (photograph,) = drawn(a_request("picture", **fields), a_canvas(), read=lambda _: noise)
    (drawing,) = drawn(a_request("picture", **fields), a_canvas(), read=lambda _: saved(halves()))

    assert encode(photograph).type == "image/jpeg"
    assert encode(drawing).type == "image/webp"


def test_the_picture_is_in_the_key_by_its_hash_and_its_cut():
    def key(**fields):
        return drawn(a_request("picture", alt={"ja": "絵"}, **fields), a_canvas())[0].key

    assert key(picture="a" * 64) == key(picture="a" * 64)
    assert len({key(picture="a" * 64), key(picture="b" * 64), key(picture="a" * 64, how="fill")}) == 3


def test_a_caption_that_no_font_draws_is_a_finding():
    fields = {"picture": "a" * 64, "alt": {"ja": "猫"}, "caption": {"ja": "猫🐈"}}

    (page,) = drawn(a_request("picture", **fields), a_canvas(), ("ja",))

    assert [finding.kind for finding in page.findings] == ["glyph"]
