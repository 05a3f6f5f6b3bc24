"""Hostile files: sixty and more that an upload must refuse in one sentence, or take without harm, made here."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PIL import Image, ImageCms

Made = Callable[[], bytes]


@dataclass(frozen=True, kw_only=True)
class Hostile:
    """One file: what it is called, how it is made, and a word of the sentence that refuses it; None: it is taken."""

    id: str
    content: Made
    refused: str | None
    name: str = "picture.jpg"


DAMAGED, TOO_LARGE, NO_PICTURE, TWO_IN_ONE = "壊れ", "縮めて", "画像ではありません", "別のファイル"
OTHER_FORMAT, PROGRAM, VIDEO, TEXT, DOCUMENT = "この形式", "プログラム", "動画", "ウェブページ", "PowerPoint"


def a_picture(form: str = "JPEG", mode: str = "RGB", size: tuple[int, int] = (64, 48), **options: object) -> bytes:
    """A small picture that is what it says."""
    out = io.BytesIO()
    Image.new(mode, size, None if mode in {"P", "I;16", "1", "L", "CMYK"} else "teal").save(out, form, **options)
    return out.getvalue()


def chunk(name: bytes, content: bytes) -> bytes:
    """One part of a PNG."""
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png_of(width: int, height: int, *, depth: int = 8, colour: int = 2, lines: bytes = b"\0" * 64) -> bytes:
    """A PNG that says it is of this size, whatever its pixels are."""
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    pixels = zlib.compress(lines, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def a_zip(**files: bytes) -> bytes:
    """An archive, as office documents are."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def frames_of_gif(count: int) -> bytes:
    """An animation."""
    pictures = [Image.new("P", (16, 16), number % 200) for number in range(count)]
    out = io.BytesIO()
    pictures[0].save(out, "GIF", save_all=True, append_images=pictures[1:], optimize=False, disposal=2)
    return out.getvalue()


def frames_of(form: str, count: int) -> bytes:
    """An animated WebP or PNG."""
    pictures = [Image.new("RGB", (32, 32), (number * 40 % 256, 80, 90)) for number in range(count)]
    out = io.BytesIO()
    pictures[0].save(out, form, save_all=True, append_images=pictures[1:], duration=100)
    return out.getvalue()


def with_exif(content: dict[int, object]) -> bytes:
    """A photograph whose camera said much."""
    exif = Image.Exif()
    exif.update(content)
    return a_picture(exif=exif.tobytes())


def jpeg_with(marker: int, content: bytes) -> bytes:
    """A JPEG with one more segment behind its first."""
    whole = a_picture()
    return whole[:2] + bytes((0xFF, marker)) + struct.pack(">H", len(content) + 2) + content + whole[2:]


def jpeg_saying(width: int, height: int) -> bytes:
    """A JPEG whose head says another size."""
    whole = bytearray(a_picture())
    at = whole.index(b"\xff\xc0")
    whole[at + 5 : at + 9] = struct.pack(">HH", height, width)
    return bytes(whole)


def gif_saying(width: int, height: int) -> bytes:
    """A GIF whose head says another size."""
    whole = bytearray(a_picture("GIF", "P"))
    whole[6:10] = struct.pack("<HH", width, height)
    return bytes(whole)


def sixteen_bits() -> bytes:
    """A grey PNG of two bytes a pixel."""
    out = io.BytesIO()
    Image.frombytes("I;16", (4, 1), struct.pack("<4H", 0, 20_000, 40_000, 65_535)).save(out, "PNG")
    return out.getvalue()


def heic() -> bytes:
    """What a telephone makes."""
    import pillow_heif

    out = io.BytesIO()
    pillow_heif.from_pillow(Image.new("RGB", (64, 48), "teal")).save(out)
    return out.getvalue()


def bomb() -> bytes:
    """Eighty megapixels in a few kilobytes: allowed by its size, so it must come out of the process in one piece."""
    return png_of(10_000, 8_000, depth=1, colour=0, lines=(b"\0" + bytes(1250)) * 8_000)


def _wrong_types() -> Iterator[Hostile]:
    yield Hostile(id="nothing at all", content=lambda: b"", refused="空です")
    yield Hostile(id="one byte", content=lambda: b"\xff", refused=NO_PICTURE)
    yield Hostile(id="zeros", content=lambda: bytes(5_000), refused=NO_PICTURE)
    yield Hostile(id="PDF", content=lambda: b"%PDF-1.7\n1 0 obj\n", refused="PDF はまだ", name="a.jpg")
    yield Hostile(id="PDF behind noise", content=lambda: b"\0" * 500 + b"%PDF-1.4\n", refused="PDF はまだ")
    yield Hostile(id="PostScript", content=lambda: b"%!PS-Adobe-3.0\n", refused="PDF はまだ")
    yield Hostile(id="PPTX", content=lambda: a_zip(ppt__presentation=b"<p/>"), refused=DOCUMENT, name="案内.pptx")
    yield Hostile(id="PPTX named PNG", content=lambda: a_zip(ppt__slides=b"x"), refused=DOCUMENT, name="a.png")
    yield Hostile(
        id="old PowerPoint", content=lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), refused=DOCUMENT
    )
    yield Hostile(id="zip", content=lambda: a_zip(a=b"b" * 999), refused=DOCUMENT)
    yield Hostile(id="gzip", content=lambda: b"\x1f\x8b\x08" + bytes(50), refused=DOCUMENT)
    yield Hostile(id="7-Zip", content=lambda: b"7z\xbc\xaf\x27\x1c" + bytes(50), refused=DOCUMENT)
    yield Hostile(id="SVG", content=lambda: b'<svg xmlns="http://www.w3.org/2000/svg"/>', refused="SVG は")
    svg = b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- x -->\n<svg onload="alert(1)"></svg>'
    yield Hostile(id="SVG with script", content=lambda: svg, refused="SVG は", name="a.png")
    xxe = b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg>&a;</svg>'
    yield Hostile(id="SVG with entities", content=lambda: xxe, refused="SVG は")
    yield Hostile(id="HTML", content=lambda: b"<!doctype html><script>alert(1)</script>", refused=TEXT, name="a.gif")
    yield Hostile(id="XML", content=lambda: b'<?xml version="1.0"?><a/>', refused=TEXT)
    yield Hostile(id="JSON", content=lambda: b'{"a": 1}', refused=TEXT)
    yield Hostile(id="text", content=lambda: b"Dear sirs, " * 20, refused=TEXT)
    yield Hostile(id="UTF-16 text", content=lambda: "<html>".encode("utf-16"), refused=TEXT)
    yield Hostile(id="MP4", content=lambda: b"\0\0\0\x20ftypisom" + bytes(50), refused=VIDEO)
    yield Hostile(id="AVI", content=lambda: b"RIFF\x20\0\0\0AVI LIST" + bytes(50), refused=VIDEO)
    yield Hostile(id="MP3", content=lambda: b"ID3\x04" + bytes(50), refused=VIDEO)
    yield Hostile(id="WebM", content=lambda: b"\x1aE\xdf\xa3" + bytes(50), refused=VIDEO)
    yield Hostile(id="TIFF", content=lambda: a_picture("TIFF"), refused=OTHER_FORMAT)
    yield Hostile(id="BMP", content=lambda: a_picture("BMP"), refused=OTHER_FORMAT)
    yield Hostile(id="icon", content=lambda: a_picture("ICO"), refused=OTHER_FORMAT)
    yield Hostile(id="AVIF", content=lambda: a_picture("AVIF"), refused=OTHER_FORMAT)
    yield Hostile(id="JPEG 2000", content=lambda: a_picture("JPEG2000"), refused=OTHER_FORMAT)
    yield Hostile(id="Photoshop", content=lambda: b"8BPS\0\x01" + bytes(50), refused=OTHER_FORMAT)
    yield Hostile(id="Windows program", content=lambda: b"MZ\x90\0" + bytes(200), refused=PROGRAM, name="a.jpg.exe")
    yield Hostile(id="Linux program", content=lambda: b"\x7fELF" + bytes(200), refused=PROGRAM)
    yield Hostile(id="shell script", content=lambda: b"#!/bin/sh\nrm -rf /\n", refused=PROGRAM)


def _broken() -> Iterator[Hostile]:
    for form in ("JPEG", "PNG", "WEBP", "GIF"):
        whole = a_picture(form, size=(400, 300))
        yield Hostile(id=f"{form} cut in half", content=lambda w=whole: w[: len(w) // 2], refused=DAMAGED)
        yield Hostile(id=f"{form} of 16 bytes", content=lambda w=whole: w[:16], refused=DAMAGED)
    yield Hostile(id="HEIC cut in half", content=lambda: heic()[: len(heic()) // 2], refused=DAMAGED)
    yield Hostile(id="HEIC of its first box", content=lambda: heic()[:40], refused=DAMAGED)
    yield Hostile(id="a mark and noise", content=lambda: b"\xff\xd8\xff" + bytes(range(256)) * 40, refused=DAMAGED)
    yield Hostile(id="PNG with a false sum", content=_with_a_false_sum, refused=DAMAGED)
    yield Hostile(id="PNG without pixels", content=lambda: png_of(40, 40, lines=b""), refused=DAMAGED)
    yield Hostile(id="PNG of no width", content=lambda: png_of(0, 40), refused=DAMAGED)
    yield Hostile(
        id="WebP of wrong length", content=lambda: b"RIFF\xff\xff\xff\x7fWEBPVP8 " + bytes(30), refused=DAMAGED
    )


def _with_a_false_sum() -> bytes:
    whole = bytearray(a_picture("PNG"))
    whole[whole.index(b"IDAT") + 6] ^= 0xFF
    return bytes(whole)


def _bombs() -> Iterator[Hostile]:
    yield Hostile(id="200 megapixels", content=lambda: png_of(20_000, 10_000), refused=TOO_LARGE)
    yield Hostile(id="PNG of 2 gigapixels", content=lambda: png_of(2**31 - 1, 2**31 - 1), refused=TOO_LARGE)
    yield Hostile(id="a line of a million", content=lambda: png_of(1_000_000, 1), refused=TOO_LARGE)
    yield Hostile(id="JPEG of 65,500 a side", content=lambda: jpeg_saying(65_500, 65_500), refused=TOO_LARGE)
    yield Hostile(id="GIF of 65,535 a side", content=lambda: gif_saying(65_535, 65_535), refused=TOO_LARGE)
    yield Hostile(id="80 megapixels in 10 kB", content=bomb, refused=None)
    text = chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(90_000_000), 9))
    whole = a_picture("PNG")
    yield Hostile(id="PNG text bomb", content=lambda: whole[:33] + text + whole[33:], refused=DAMAGED)
    icc = chunk(b"iCCP", b"a\0\0" + zlib.compress(bytes(90_000_000), 9))
    yield Hostile(id="PNG profile bomb", content=lambda: whole[:33] + icc + whole[33:], refused=DAMAGED)


def _two_in_one() -> Iterator[Hostile]:
    yield Hostile(id="JPEG and zip", content=lambda: a_picture() + a_zip(a=b"b"), refused=TWO_IN_ONE)
    yield Hostile(id="PNG and zip", content=lambda: a_picture("PNG") + a_zip(a=b"b"), refused=TWO_IN_ONE)
    yield Hostile(
        id="GIF and HTML", content=lambda: a_picture("GIF") + b"<script>alert(1)</script>", refused=TWO_IN_ONE
    )
    yield Hostile(id="JPEG comment of HTML", content=lambda: jpeg_with(0xFE, b"<html><body>"), refused=TWO_IN_ONE)
    yield Hostile(
        id="JPEG comment of PHP", content=lambda: jpeg_with(0xFE, b"<?php system($_GET[0]); ?>"), refused=TWO_IN_ONE
    )
    yield Hostile(id="JPEG and PDF", content=lambda: jpeg_with(0xFE, b"%PDF-1.7"), refused=TWO_IN_ONE)
    svg = chunk(b"tEXt", b'a\0<svg xmlns="http://www.w3.org/2000/svg" onload="x()">')
    whole = a_picture("PNG")
    yield Hostile(id="PNG and SVG", content=lambda: whole[:33] + svg + whole[33:], refused=TWO_IN_ONE)
    yield Hostile(id="JPEG and film", content=lambda: a_picture() + b"\0\0\0\x18ftypmp42" + bytes(999), refused=None)


def _odd() -> Iterator[Hostile]:
    yield Hostile(id="GIF of 2,000 frames", content=lambda: frames_of_gif(2_000), refused=None)
    yield Hostile(id="animated WebP", content=lambda: frames_of("WEBP", 20), refused=None)
    yield Hostile(id="animated PNG", content=lambda: frames_of("PNG", 20), refused=None)
    yield Hostile(id="CMYK", content=lambda: a_picture(mode="CMYK"), refused=None)
    yield Hostile(id="16 bits", content=sixteen_bits, refused=None, name="a.png")
    yield Hostile(id="one bit", content=lambda: a_picture("PNG", "1"), refused=None)
    yield Hostile(id="half transparent", content=lambda: a_picture("PNG", "LA"), refused=None)
    yield Hostile(id="palette", content=lambda: a_picture("PNG", "P", transparency=0), refused=None)
    yield Hostile(id="broken profile", content=lambda: a_picture(icc_profile=b"nonsense" * 40), refused=None)
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    yield Hostile(id="profile of another kind", content=lambda: a_picture(icc_profile=lab), refused=None)
    yield Hostile(id="huge EXIF", content=lambda: with_exif({0x010E: "x" * 60_000}), refused=None)
    yield Hostile(id="broken EXIF", content=lambda: jpeg_with(0xE1, b"Exif\0\0II*\0\xff\xff\xff\xff"), refused=None)
    yield Hostile(id="no such turn", content=lambda: with_exif({0x0112: 99}), refused=None)
    yield Hostile(id="one pixel", content=lambda: a_picture("PNG", size=(1, 1)), refused=None)
    yield Hostile(id="very narrow", content=lambda: a_picture("PNG", size=(1, 20_000)), refused=None)
    yield Hostile(id="HEIC", content=heic, refused=None, name="IMG_0001.HEIC")
    yield Hostile(id="JPEG named PDF", content=a_picture, refused=None, name="a.pdf")


def _names() -> Iterator[Hostile]:
    names = {
        "a path": "../../../../etc/passwd",
        "a path of Windows": "C:\\Windows\\..\\a.jpg",
        "a right-to-left name": "gpj.\u202eexe.jpg",
        "a name with NUL": "a\0b.jpg",
        "a name with markup": '"><script>alert(1)</script>.jpg',
        "a name of dots": "...",
        "an empty name": "",
        "a long name": "長い" * 5_000 + ".jpg",
        "a name of SQL": "'); DROP TABLE uploads;--.jpg",
    }
    no_file = "選ばれていません"
    yield Hostile(id="a name with line breaks", content=a_picture, refused=no_file, name="a\r\nSet-Cookie: x=1.jpg")
    yield Hostile(id="half a character", content=a_picture, refused=no_file, name="a\udcff.jpg")
    for what, name in names.items():
        yield Hostile(id=what, content=a_picture, refused=None, name=name)


HOSTILE = (*_wrong_types(), *_broken(), *_bombs(), *_two_in_one(), *_odd(), *_names())
