"""What nobody could read on a page: told from its layout alone, as a list of sentences."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from signage.core.shows import Box
from signage.render.canvas import Canvas
from signage.render.marks import Modules, Picture, PlacedText
from signage.render.pages import Page
from signage.render.tokens import contrast

FAMILIES = {
    "ja": {"BIZ UDPGothic", "Noto Sans CJK JP"},
    "zh-Hans": {"Noto Sans CJK SC"},
    "zh-Hant": {"Noto Sans CJK TC"},
    "ko": {"Noto Sans CJK KR"},
    "vi": {"Noto Sans CJK JP"},
}


def faults(page: Page, canvas: Canvas) -> list[str]:
    """Empty where every word can be read from where visitors stand."""
    return [
        *_small(page, canvas),
        *_outside(page),
        *_overlapping(page),
        *_faint(page),
        *_foreign(page),
    ]


def _small(page: Page, canvas: Canvas) -> Iterator[str]:
    for text in page.texts:
        least = canvas.minimum_for(text.language)
        if text.size < least:
            yield f"「{text.text}」 has {text.size} px, least is {least}"
    for mark in page.marks:
        if isinstance(mark, Modules) and (len(mark.rows) - 8) * mark.module < canvas.code_px:
            yield f"a code of {mark.module} px modules is under {canvas.code_px} px"


def _outside(page: Page) -> Iterator[str]:
    for mark in page.marks:
        x, y, width, height = mark.box
        if x < 0 or y < 0 or x + width > page.width or y + height > page.height:
            yield f"{_name(mark)} at {mark.box} leaves {page.width}×{page.height}"


def _overlapping(page: Page) -> Iterator[str]:
    solid = [mark for mark in page.marks if isinstance(mark, PlacedText | Picture | Modules)]
    for one, other in combinations(solid, 2):
        if _meet(one.box, other.box):
            yield f"{_name(one)} at {one.box} lies over {_name(other)} at {other.box}"


def _faint(page: Page) -> Iterator[str]:
    for text in page.texts:
        ratio = contrast(text.colour, text.background)
        if ratio < 4.5:
            yield f"「{text.text}」 has contrast {ratio:.1f}"


def _foreign(page: Page) -> Iterator[str]:
    for text in page.texts:
        usual = FAMILIES["ja"] if text.language.startswith("ja") else FAMILIES.get(text.language)
        if usual is not None and text.family not in usual:
            yield f"「{text.text}」 ({text.language}) is drawn by {text.family}"


def _meet(one: Box, other: Box) -> bool:
    """Runs of one line may touch by the pixel to which their widths are rounded up."""
    x, y, width, height = one
    left, top, wide, high = other
    return x + width - 1 > left + 1 and left + wide - 1 > x + 1 and y + height > top and top + high > y


def _name(mark: object) -> str:
    return f"「{mark.text}」" if isinstance(mark, PlacedText) else type(mark).__name__
