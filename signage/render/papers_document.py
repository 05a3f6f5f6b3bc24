"""A document on paper: headings, sentences, tables and steps, on as many A4 sheets as they need."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from signage.core.chapters import Chapter, Document
from signage.render.canvas import Canvas
from signage.render.fonts import Weight
from signage.render.marks import Fill, Mark
from signage.render.pages import Page
from signage.render.papers import DOTS_PER_MM, READING, READING_WIDE
from signage.render.text import Paragraph, Style, line, set_text
from signage.render.tokens import THEMES, readable

_THEME = THEMES["light"]
_BODY = 29
"""Dots: 10.3 point."""
_GAP = 2 * DOTS_PER_MM
_BETWEEN = 4 * DOTS_PER_MM
"""Between columns."""
_FOOT = 12 * DOTS_PER_MM


@dataclass(frozen=True, kw_only=True)
class _Piece:
    """What stands on one page whole: paragraphs where they stand, a rule above, and the room before it.

    `with_next`: never the last on a page. `again`: repeated at the top of a page on which its table goes on.
    """

    height: int
    placed: tuple[tuple[int, int, Paragraph], ...] = ()
    rules: tuple[Fill, ...] = ()
    gap: int = _GAP
    with_next: bool = False
    again: _Piece | None = None

    def marks(self, x: int, y: int) -> Iterator[Mark]:
        """Its marks, its upper left corner there."""
        for rule in self.rules:
            left, top, width, height = rule.box
            yield replace(rule, box=(x + left, y + top, width, height))
        for left, top, told in self.placed:
            yield from told.place(x + left, y + top)


def document_pages(document: Document) -> tuple[Page, ...]:
    """All of it; every sheet says whose it is, of which day, and which of how many."""
    writing = _Writing(document)
    sheets = writing.sheets()
    return tuple(writing.page(pieces, number, len(sheets)) for number, pieces in enumerate(sheets, start=1))


class _Writing:
    """One document being set."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._sheet = READING_WIDE if document.landscape else READING
        self._canvas: Canvas = self._sheet.canvas(accent=document.accent, foot=_FOOT)
        self._x, self._y = 20 * DOTS_PER_MM, 16 * DOTS_PER_MM
        self._width = self._canvas.width - 2 * self._x
        self._accent = readable(document.accent, _THEME.paper)

    def sheets(self) -> list[list[tuple[int, _Piece]]]:
        """Which piece stands at which height of which sheet."""
        pieces, room = list(self._pieces()), self._canvas.height - self._y
        sheets: list[list[tuple[int, _Piece]]] = [[]]
        y = 0
        for index, piece in enumerate(pieces):
            top = y + (piece.gap if sheets[-1] else 0)
            if sheets[-1] and top + self._needed(pieces[index:]) > room:
                sheets.append([])
                top = 0
                if piece.again is not None:
                    sheets[-1].append((0, piece.again))
                    top = piece.again.height + _GAP // 2
            sheets[-1].append((top, piece))
            y = top + piece.height
        return sheets

    def page(self, pieces: Sequence[tuple[int, _Piece]], number: int, count: int) -> Page:
        """One sheet."""
        marks = [mark for y, piece in pieces for mark in piece.marks(self._x, self._y + y)]
        said = " ".join(told.said for _, piece in pieces for _, _, told in piece.placed)
        width, height = self._sheet.dots
        return Page(
            width=width,
            height=height,
            paper=_THEME.paper,
            marks=(*marks, *self._foot(number, count)),
            language=self._document.language,
            alt=said or self._document.title,
            shown_ms=0,
        )

    @staticmethod
    def _needed(pieces: Sequence[_Piece]) -> int:
        """The height of the first, and of what must follow it on the same sheet."""
        height = 0
        for index, piece in enumerate(pieces):
            height += piece.height + (piece.gap if index else 0)
            if not piece.with_next:
                break
        return height

    def _foot(self, number: int, count: int) -> Iterator[Mark]:
        document, y = self._document, self._canvas.height + 3 * DOTS_PER_MM
        style = self._style(24, quiet=True)
        right = line(f"{number} / {count}", style)
        yield Fill(box=(self._x, y - DOTS_PER_MM, self._width, 2), colour=_THEME.hairline)
        yield from line(f"{document.office}　{document.title}　{document.note}", style).place(self._x, y)
        yield from right.place(self._x + self._width - right.width, y)

    def _pieces(self) -> Iterator[_Piece]:
        document = self._document
        title = set_text(document.title, self._style(68, bold=True), width=self._width)
        rule = Fill(box=(0, title.height + _GAP, self._width, 6), colour=self._accent)
        yield _Piece(height=title.height + _GAP + 6, placed=((0, 0, title),), rules=(rule,), with_next=True)
        yield self._words(f"{document.office}　{document.note}", self._style(_BODY, quiet=True))
        for chapter in document.chapters:
            yield from self._chapter(chapter)

    def _chapter(self, chapter: Chapter) -> Iterator[_Piece]:
        heading = set_text(chapter.title, self._style(44, bold=True), width=self._width - _BETWEEN)
        tab = Fill(box=(0, 0, 8, heading.height), colour=self._accent)
        yield _Piece(
            height=heading.height,
            placed=((_BETWEEN // 2, 0, heading),),
            rules=(tab,),
            gap=7 * DOTS_PER_MM,
            with_next=True,
        )
        if chapter.note:
            note = self._words(chapter.note, self._style(_BODY))
            yield replace(note, with_next=bool(chapter.rows or chapter.steps))
        if chapter.rows:
            yield from self._table(chapter)
        elif chapter.nothing:
            yield self._words(chapter.nothing, self._style(_BODY, quiet=True))
        for number, step in enumerate(chapter.steps, start=1):
            indent = 8 * DOTS_PER_MM
            told = set_text(step, self._style(_BODY), width=self._width - indent)
            count = line(f"{number}.", self._style(_BODY, bold=True))
            yield _Piece(height=told.height, placed=((0, 0, count), (indent, 0, told)))

    def _words(self, words: str, style: Style) -> _Piece:
        told = set_text(words, style, width=self._width)
        return _Piece(height=told.height, placed=((0, 0, told),))

    def _table(self, chapter: Chapter) -> Iterator[_Piece]:
        widths = self._widths(chapter)
        head = self._row(chapter.heads, widths, self._style(26, bold=True, quiet=True), ruled=False)
        yield replace(head, with_next=True)
        for row in chapter.rows:
            yield replace(self._row(row.cells, widths, self._style(_BODY), ruled=True), again=head, gap=_GAP // 2)

    def _row(self, cells: Sequence[str], widths: Sequence[int], style: Style, *, ruled: bool) -> _Piece:
        top = _GAP // 2 if ruled else 0
        placed, x = [], 0
        for cell, width in zip(cells, widths, strict=True):
            placed.append((x, top, set_text(cell, style, width=width)))
            x += width + _BETWEEN
        rules = (Fill(box=(0, 0, self._width, 2), colour=_THEME.hairline),) if ruled else ()
        height = top + max((told.height for _, _, told in placed), default=0)
        return _Piece(height=height, placed=tuple(placed), rules=rules)

    def _widths(self, chapter: Chapter) -> list[int]:
        """Short columns as wide as they need; the long ones share what is left by how much they say."""
        style, count = self._style(_BODY), len(chapter.heads)
        rows = [chapter.heads, *(row.cells for row in chapter.rows)]
        lines = [[part for row in rows for part in row[column].split("\n")] for column in range(count)]
        wants = [max(line(part, style).width for part in told) for told in lines]
        left, free = self._width - (count - 1) * _BETWEEN, set(range(count))
        widths = [0] * count
        while True:
            share = left / max(1, len(free))
            short = {column for column in free if wants[column] <= share}
            if not short:
                break
            for column in short:
                widths[column] = wants[column]
                left -= wants[column]
            free -= short
        said = {column: sum(wants[column] / 2 + len(part) * _BODY / 2 for part in lines[column]) for column in free}
        least = left // (2 * max(1, len(free)))
        for column in free:
            widths[column] = least + int((left - least * len(free)) * said[column] / sum(said.values()))
        return widths

    def _style(self, size: int, *, bold: bool = False, quiet: bool = False) -> Style:
        weight: Weight = "bold" if bold else "regular"
        return Style(
            size=size,
            language=self._document.language,
            colour=_THEME.quiet if quiet else _THEME.ink,
            background=_THEME.paper,
            weight=weight,
            leading=1.4,
            whole_words=True,
        )
