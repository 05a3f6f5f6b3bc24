"""Pages as PDF: words stay words, shapes stay shapes; only what no outline describes becomes a picture."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from io import BytesIO
from itertools import groupby
from typing import Any

from PIL import Image, ImageDraw
from reportlab.lib.colors import HexColor
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas as Pdf

from signage.render import fonts
from signage.render.fonts import Weight
from signage.render.marks import Fill, Modules, Outline, Picture, PlacedText, Stencil
from signage.render.measuring import digit_width
from signage.render.pages import Page
from signage.render.papers import DOTS_PER_MM
from signage.render.tokens import THEMES, rgb

POINTS_PER_DOT = 72 / 25.4 / DOTS_PER_MM
FINER = 3
"""Icons are masks: so many times finer than the layout's dots, 600 to the inch."""


def pdf(pages: Iterable[Page], *, title: str, author: str, language: str) -> bytes:
    """A document, a sheet for each page. The same pages give the same bytes.

    A page's paper is not printed where it is the screens' light one: the sheet itself is paper.
    """
    out = BytesIO()
    told = Pdf(out, invariant=1, pageCompression=1, lang=language)
    told.setTitle(title)
    told.setAuthor(author)
    for page in pages:
        told.setPageSize((page.width * POINTS_PER_DOT, page.height * POINTS_PER_DOT))
        _Sheet(told, page).draw()
        told.showPage()
    told.save()
    return out.getvalue()


class _Sheet:
    """One page being written. Marks count from the upper left corner, PDF from the lower left one."""

    def __init__(self, told: Pdf, page: Page) -> None:
        self._told, self._page = told, page
        told.scale(POINTS_PER_DOT, POINTS_PER_DOT)

    def draw(self) -> None:
        """All of its marks, in their order."""
        page = self._page
        if page.paper != THEMES["light"].paper:
            self._fill(Fill(box=(0, 0, page.width, page.height), colour=page.paper))
        ways: Mapping[type, Callable[[Any], None]] = {
            PlacedText: self._text,
            Fill: self._fill,
            Outline: self._outline,
            Stencil: self._stencil,
            Modules: self._modules,
            Picture: self._picture,
        }
        for mark in page.marks:
            ways[type(mark)](mark)

    def _up(self, y: float) -> float:
        return self._page.height - y

    def _text(self, mark: PlacedText) -> None:
        name = _registered(mark.family, mark.weight, mark.text)
        if name is None:
            self._drawn(mark)
            return
        self._told.setFillColor(HexColor(mark.colour))
        left, width, baseline = mark.box[0], mark.box[2], self._up(mark.baseline)
        pieces = _tabular(mark) if mark.tabular else [(0.0, mark.text)]
        for x, words in pieces:
            line = self._told.beginText(left + x, baseline)
            line.setFont(name, mark.size)
            if not mark.tabular and len(words) > 1:
                # The layout measured hinted glyphs: a hair's breadth a character.
                line.setCharSpace((width - stringWidth(words, name, mark.size)) / len(words))
            line.textOut(words)
            self._told.drawText(line)

    def _drawn(self, mark: PlacedText) -> None:
        """As a picture: a font whose outlines PDF takes only whole (Noto Sans CJK), or a variant of a character."""
        x, y, width, height = mark.box
        room = mark.size // 2
        font = fonts.font(mark.family, mark.weight, mark.size * FINER)
        mask = Image.new("L", ((width + 2 * room) * FINER, (height + 2 * room) * FINER), 0)
        fine = (room * FINER, (mark.baseline - y + room) * FINER)
        ImageDraw.Draw(mask).text(fine, mark.text, 255, font, "ls")
        self._masked(mask, mark.colour, (x - room, y - room, width + 2 * room, height + 2 * room))

    def _fill(self, mark: Fill) -> None:
        x, y, width, height = mark.box
        self._told.setFillColor(HexColor(mark.colour))
        radius = min(mark.radius, width / 2, height / 2)
        self._told.roundRect(x, self._up(y + height), width, height, radius, stroke=0, fill=1)

    def _outline(self, mark: Outline) -> None:
        x, y, width, height = mark.box
        inside = mark.stroke / 2
        self._told.setStrokeColor(HexColor(mark.colour))
        self._told.setLineWidth(mark.stroke)
        radius = max(0, min(mark.radius, width / 2, height / 2) - inside)
        self._told.roundRect(
            x + inside, self._up(y + height) + inside, width - mark.stroke, height - mark.stroke, radius
        )

    def _stencil(self, mark: Stencil) -> None:
        self._masked(mark.draw(mark.box[2] * FINER), mark.colour, mark.box)

    def _masked(self, mask: Image.Image, colour: str, box: tuple[int, int, int, int]) -> None:
        inked = Image.new("RGBA", mask.size, (*rgb(colour), 0))
        inked.putalpha(mask)
        x, y, width, height = box
        self._told.drawImage(ImageReader(inked), x, self._up(y + height), width, height, mask="auto")

    def _modules(self, mark: Modules) -> None:
        x, y, width, height = mark.box
        self._fill(Fill(box=(x, y, width, height), colour=mark.paper))
        self._told.setFillColor(HexColor(mark.ink))
        for row, cells in enumerate(mark.rows):
            column = 0
            for cell, run in groupby(cells):
                length = len(list(run))
                if cell == "1":
                    top = y + (row + 1) * mark.module
                    left = x + column * mark.module
                    self._told.rect(left, self._up(top), length * mark.module, mark.module, stroke=0, fill=1)
                column += length

    def _picture(self, mark: Picture) -> None:
        x, y, width, height = mark.box
        packed = BytesIO()
        mark.open(width, height).save(packed, "JPEG", quality=90, subsampling=0)
        packed.seek(0)
        self._told.drawImage(ImageReader(packed), x, self._up(y + height), width, height)


def _tabular(mark: PlacedText) -> list[tuple[float, str]]:
    """Each character with where it stands: digits in the middle of cells of one width."""
    font = fonts.font(mark.family, mark.weight, mark.size)
    cell, pen, placed = digit_width(mark.family, mark.weight, mark.size), 0.0, []
    for character in mark.text:
        width = font.getlength(character)
        room = cell if character in "0123456789" else width
        placed.append((pen + (room - width) / 2, character))
        pen += room
    return placed


def _registered(family: str, weight: Weight, words: str) -> str | None:
    """The name under which the PDF library knows a face; None where it cannot write these words with it."""
    face = fonts.face(family, weight)
    if not face.path.endswith(".ttf"):
        return None
    known = _font(face.path)
    return known.fontName if all(ord(character) in known.face.charToGlyph for character in words) else None


@lru_cache(maxsize=16)
def _font(path: str) -> Any:  # noqa: ANN401 - reportlab has no types
    font = TTFont(path, path, asciiReadable=0)
    registerFont(font)
    return font
