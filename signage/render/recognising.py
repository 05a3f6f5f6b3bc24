"""Recognising: what a file that somebody brings is, by its bytes alone; and what to do with what is no picture."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from mmap import mmap
from typing import BinaryIO

from signage.core.problems import Refused

PICTURES: Mapping[str, re.Pattern[bytes]] = {
    "JPEG": re.compile(rb"\xff\xd8\xff"),
    "PNG": re.compile(rb"\x89PNG\r\n\x1a\n"),
    "WEBP": re.compile(rb"RIFF....WEBP", re.DOTALL),
    "GIF": re.compile(rb"GIF8[79]a"),
    "HEIF": re.compile(rb"....ftyp(?=(hei[cxms]|hev[cxms]|mif1|msf1))(?!.{0,40}avi[fs])", re.DOTALL),
}
"""What we take, by Pillow's names. `mif1` alone does not tell HEIC from AVIF: the brands that follow do."""

MEDIA_TYPES: Mapping[str, str] = {
    "JPEG": "image/jpeg",
    "PNG": "image/png",
    "WEBP": "image/webp",
    "GIF": "image/gif",
    "HEIF": "image/heic",
}

_Told = tuple[str, str]
"""What it is and what to do, in Japanese and in English."""

_PDF: _Told = (
    "PDF はまだ取り込めません。載せたいページを画像(PNG か JPEG)として保存して入れてください",
    "PDF cannot be taken in yet; save the page as a picture (PNG or JPEG) and bring that",
)
_OFFICE: _Told = (
    "PowerPoint などの文書や圧縮ファイルは取り込めません。「名前を付けて保存」で PNG を選んで、画像で入れてください",
    "documents (PowerPoint, Word …) and archives cannot be taken in; choose PNG under “Save as” and bring that",
)
_SVG: _Told = (
    "SVG は取り込めません。PNG として書き出して入れてください",
    "SVG cannot be taken in; export it as PNG and bring that",
)
_PAGE: _Told = (
    "ウェブページや文章のファイルは取り込めません。画像(JPEG か PNG)を入れてください",
    "web pages and text cannot be taken in; bring a picture (JPEG or PNG)",
)
_VIDEO: _Told = (
    "動画と音声はまだ取り込めません。画像(JPEG か PNG)を入れてください",
    "video and sound cannot be taken in yet; bring a picture (JPEG or PNG)",
)
_OTHER_PICTURE: _Told = (
    "この形式の画像は取り込めません。JPEG か PNG で保存し直して入れてください",
    "pictures of this format cannot be taken in; save it again as JPEG or PNG",
)
_PROGRAM: _Told = (
    "これはプログラムです。画像(JPEG か PNG)を入れてください",
    "this is a program; bring a picture (JPEG or PNG)",
)
_NOTHING: _Told = (
    "これは画像ではありません。JPEG・PNG・WebP・GIF・HEIC のどれかを入れてください",
    "this is not a picture; bring JPEG, PNG, WebP, GIF or HEIC",
)
_TWO_THINGS: _Told = (
    "画像の中に別のファイルが入っています。画像を開いて JPEG か PNG で保存し直してから入れてください",
    "another file is hidden in this picture; open it, save it again as JPEG or PNG and bring that",
)

_OTHERS: tuple[tuple[re.Pattern[bytes], _Told], ...] = (
    (re.compile(rb"PK[\x01-\x08][\x02-\x08]|\xd0\xcf\x11\xe0|7z\xbc\xaf|Rar!|\x1f\x8b|BZh|\xfd7zXZ"), _OFFICE),
    (re.compile(rb"(\xef\xbb\xbf)?\s*<.{0,4000}?svg[\s>]", re.DOTALL | re.IGNORECASE), _SVG),
    (re.compile(rb"....ftypavi[fs]|....ftyp(mif1|msf1)|....ftypj|....ftypcrx|....JXL ", re.DOTALL), _OTHER_PICTURE),
    (re.compile(rb"....(ftyp|moov|mdat)|RIFF....(AVI |WAVE)|\x1aE\xdf\xa3|OggS|ID3|fLaC|FLV", re.DOTALL), _VIDEO),
    (
        re.compile(rb"II[*+]\0|MM\0[*+]|BM|8BPS|\0\0[\x01\x02]\0|\xff\x0a|\xff\x4f|....jP  ", re.DOTALL),
        _OTHER_PICTURE,
    ),
    (re.compile(rb"%!PS|\xc5\xd0\xd3\xc6"), _PDF),
    (re.compile(rb"MZ|\x7fELF|\xfe\xed\xfa|\xca\xfe\xba\xbe|#!"), _PROGRAM),
    (re.compile(rb"(\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\x00]*[<{\[]|[\t\n\r -~]{64}"), _PAGE),
)
"""The first that fits counts."""

_HIDDEN = re.compile(
    rb"<(?:script[\s>]|html[\s>]|!doctype html|svg\s[^<>]{0,200}xmlns|\?php\s|iframe\s)", re.IGNORECASE
)
"""What a browser or a server would run if somebody served the file as something else. Too long to occur by chance."""

_PDF_WITHIN = 1024
"""Bytes at whose end readers of PDF stop looking for its mark."""


def recognised(content: mmap, file: BinaryIO) -> str:
    """The format of a picture, by Pillow's name. Refused for anything else, and for two things in one.

    `content` are the bytes of `file`.
    """
    name = next((name for name, mark in PICTURES.items() if mark.match(content)), None)
    pdf = content.find(b"%PDF-", 0, _PDF_WITHIN) >= 0
    if name is None:
        raise _refused(_PDF if pdf else next((told for mark, told in _OTHERS if mark.match(content)), _NOTHING))
    if pdf or _HIDDEN.search(content) or zipfile.is_zipfile(file):
        raise _refused(_TWO_THINGS)
    file.seek(0)
    return name


def _refused(told: _Told) -> Refused:
    ja, en = told
    return Refused(ja=ja, en=en)
