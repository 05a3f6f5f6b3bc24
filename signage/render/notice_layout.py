"""Notices on a page: what stands where, how large, and what goes on on the next page rather than become too small."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from signage.core.reading import reading_ms
from signage.render import notice_words as words
from signage.render import ruby, tokens
from signage.render.breaking import PHRASE
from signage.render.canvas import Canvas
from signage.render.codes import code_side
from signage.render.findings import LENGTH, PICTURE, glyphs
from signage.render.marks import Fill, Mark, bar
from signage.render.notice_blocks import coded, pictured, plate, rows, sign
from signage.render.notice_document import Notice
from signage.render.notice_head import continued, head
from signage.render.notice_setting import Block, Setting
from signage.render.pages import Finding, Page
from signage.render.text import Style, line

Read = Callable[[str], bytes]
Flow = list[tuple[int, Block]]
"""Blocks of one page, each with its distance from the upper margin."""

WIDE_UNITS = 24
"""A canvas at least so many units wide has a column beside the text for the picture and the code."""

ROOMY_UNITS = 16
"""A canvas at least so many units wide and high has titles and dates of two units."""

_LARGER, _SMALLER = (1.2, 1.35, 1.5), (0.9, 0.8, 0.72, 2 / 3)
"""What is tried after 1: where all stands on one page easily, and where it does not."""
_A_PAGE_SAVED = 4.0
"""A page less is worth a quarter of the size: a visitor reads on sooner, but still from where he stands."""
_PICTURE_HIGH, _PICTURE_LEAST = 0.4, 4.0
"""A picture's height: at most so much of the page, at least so many units."""

_PICTURE_LOST, _WORDS_LOST, _POOR_PAGE, _POOR_LINE = 0.5, 20.0, 0.5, 0.25
"""In pages: a picture is decoration, words are what the notice is; pages hardly filled, lines ending inside words."""
_FILLED = 0.4


def notice_pages(notice: Notice, canvas: Canvas, language: str, second: str | None, read: Read) -> tuple[Page, ...]:
    """A notice in one language with another beside it, on as few pages as can be at a size that is easily read."""

    def laid_out(scale: float) -> _Layout:
        return _Layout(notice, canvas.scaled(scale), language, second, read)

    best = laid_out(1.0)
    if best.alone:
        for scale in _LARGER:
            larger = laid_out(scale)
            if not larger.alone:
                break
            best = larger
        return best.pages()
    for scale in _SMALLER:
        smaller = laid_out(scale)
        if smaller.cost < best.cost:
            best = smaller
        if smaller.alone:
            break
    return best.pages()


class _Layout:
    """One notice laid out at one size."""

    def __init__(self, notice: Notice, canvas: Canvas, language: str, second: str | None, read: Read) -> None:
        self._notice, self._canvas, self._read = notice, canvas, read
        self._theme = tokens.THEMES[canvas.theme]
        roomy = min(canvas.width, canvas.height) >= ROOMY_UNITS * canvas.unit
        self._largest = tokens.HEADING if roomy else 1.5
        self._left = canvas.unit + canvas.margin_x
        inner = canvas.width - self._left - canvas.margin_x
        column = self._column(inner)
        text = Setting(
            canvas=canvas,
            theme=self._theme,
            language=language,
            second=second,
            width=inner - (column + canvas.unit if column else 0),
            keep=notice.glossary,
        )
        self._text, self._aside = text, text.within(column)
        self._room = canvas.height - 2 * canvas.margin_y
        self._left_out = False
        self._side = list(self._beside()) if column else []
        self.flows = self._divided(alone=True)
        if len(self.flows) > 1:
            self.flows = self._divided(alone=False)
        self._poor = sum(flow[-1][0] + flow[-1][1].height < _FILLED * self._room for flow in self.flows[:-1])
        if not column and notice.picture is not None:
            self._left_out = not self._illustrated(notice.picture)

    def _column(self, inner: int) -> int:
        """How wide the column beside the text is: a third, or as the code needs; 0 where there is none."""
        canvas, notice = self._canvas, self._notice
        wide = canvas.width >= WIDE_UNITS * canvas.unit and canvas.width > canvas.height
        if not wide or not (notice.picture or notice.code):
            return 0
        least = code_side(notice.code, least_px=canvas.code_px) if notice.code is not None else 0
        column = max((inner - canvas.unit) // 3, least)
        return column if column * 2 < inner else 0

    @property
    def alone(self) -> bool:
        """Whether one page holds all of it well."""
        return len(self.flows) == 1 and not self._loss

    @property
    def cost(self) -> float:
        """In pages; what is set smaller, left out or looks poor counts as so many more."""
        return len(self.flows) + _A_PAGE_SAVED * (1 - self._canvas.scale) + self._loss

    @property
    def _loss(self) -> float:
        columns = (*self.flows, self._side)
        cut = any(y + block.height > self._room for flow in columns for y, block in flow)
        strained = any(told.strain > PHRASE for flow in columns for _, block in flow for told in block.told)
        return _PICTURE_LOST * self._left_out + _WORDS_LOST * cut + _POOR_PAGE * self._poor + _POOR_LINE * strained

    def pages(self) -> tuple[Page, ...]:
        """What was laid out."""
        return tuple(self._page(flow, number) for number, flow in enumerate(self.flows, start=1))

    def _divided(self, *, alone: bool) -> list[Flow]:
        """All blocks on pages; those of a set leave their foot for n/m."""
        room = self._room - (0 if alone else self._canvas.units(1.1))
        return self._flowed(list(self._blocks()), room)

    def _flowed(self, waiting: list[Block], room: int) -> list[Flow]:
        """Which block stands at which height of which page; words too long for one page are divided between lines."""
        small = continued(self._text, self._notice.title)
        flows: list[Flow] = [[]]
        y = 0
        while waiting:
            block = waiting.pop(0)
            top = y + (block.gap if y else 0)
            if top + block.height <= room:
                flows[-1].append((top, block))
                y = top + block.height
                continue
            first = y == (small.height if len(flows) > 1 else 0)
            parts = block.divided(room - top) if block.height > room - small.height - block.gap else None
            if parts is not None:
                waiting[:0] = parts
            elif first:
                flows[-1].append((top, block))  # alone on its page: a finding says that it does not fit
                y = room
            else:
                flows.append([(0, small)])
                y = small.height
                waiting.insert(0, block)
        return flows

    def _blocks(self) -> Iterator[Block]:
        """In reading order: what, when, where, more about it, for whom, and where to read on."""
        notice, text, canvas = self._notice, self._text, self._canvas
        yield head(
            text, notice.title, tone=notice.tone, band=notice.band, largest=self._largest, height=canvas.inner_height
        )
        if notice.when:
            yield plate(text, notice.label, notice.when, largest=self._largest)
        if notice.where is not None:
            yield sign(text, notice.where)
        if notice.body:
            yield text.both(notice.body, text.width, gap=0.9)
        yield from rows(text, notice.rows)
        if notice.plain:
            yield text.both(words.ASK, text.width, gap=0.9)
        if not self._aside.width and notice.code is not None:
            yield coded(text, notice.code, notice.code_words)

    def _beside(self) -> Iterator[tuple[int, Block]]:
        """The column of picture and code, the same on every page; the code where there is room for one alone."""
        notice, y = self._notice, 0
        code = coded(self._aside, notice.code, notice.code_words) if notice.code is not None else None
        if notice.picture is not None:
            below = code.height + self._canvas.unit if code is not None else 0
            share = _PICTURE_HIGH if code is not None else 1.5 * _PICTURE_HIGH
            high = min(self._room - below, round(self._canvas.inner_height * share))
            if high >= _PICTURE_LEAST * self._canvas.unit:
                picture = pictured(self._aside, notice.picture, self._read(notice.picture), high=high)
                yield 0, picture
                y = picture.height + self._canvas.unit
            else:
                self._left_out = True
        if code is not None:
            yield y, code

    def _illustrated(self, picture: str) -> bool:
        """Put the picture on the first page with room below its words, on the right; whether there is one."""
        canvas = self._canvas
        foot = canvas.units(1.1) if len(self.flows) > 1 else 0
        for flow in self.flows:
            used = flow[-1][0] + flow[-1][1].height + canvas.unit
            high = min(self._room - foot - used, round(canvas.inner_height * _PICTURE_HIGH))
            if high >= _PICTURE_LEAST * canvas.unit:
                block = pictured(self._text, picture, self._read(picture), high=high, right=True)
                flow.append((self._room - foot - block.height, block))
                return True
        return False

    def _page(self, flow: Flow, number: int) -> Page:
        canvas, count = self._canvas, len(self.flows)
        edge = Fill(box=(0, 0, canvas.unit, canvas.height), colour=tokens.TONES[self._notice.tone])
        marks: list[Mark] = [edge]
        for left, column in ((self._left, flow), (self._left + self._text.width + canvas.unit, self._side)):
            for y, block in column:
                marks += block.place(left, canvas.margin_y + y)
        if count > 1:
            marks += _place_in_set(canvas, self._theme, number, count)
        blocks = [block for _, block in (*flow, *(self._side if number == 1 else []))]
        said = " ".join(part for block in blocks for part in block.said if part)
        beside = " ".join(part for block in blocks for part in block.said_beside if part)
        language, second = self._text.language, self._text.second
        return Page(
            width=canvas.width,
            height=canvas.height,
            paper=self._theme.paper,
            marks=tuple(marks),
            language=language,
            alt=ruby.strip(said),
            shown_ms=max(reading_ms(said, language), reading_ms(beside, second) if second is not None else 0),
            findings=tuple(self._findings(flow, said, beside)),
        )

    def _findings(self, flow: Flow, said: str, beside: str) -> Iterator[Finding]:
        """What a visitor could not read."""
        yield from glyphs((said, self._text.language), (beside, self._text.second or "en"))
        if self._left_out:
            yield PICTURE
        if any(y + block.height > self._room for y, block in (*flow, *self._side)):
            yield LENGTH


def _place_in_set(canvas: Canvas, theme: tokens.Theme, number: int, count: int) -> tuple[Mark, ...]:
    """Where a page stands in its set: n/m, and a still bar of m parts."""
    style = Style(
        size=canvas.minimum_latin_px,
        language="en",
        colour=theme.quiet,
        background=theme.paper,
        leading=1.0,
        tabular=True,
    )
    told = line(f"{number}/{count}", style)
    bottom, right = canvas.height - canvas.margin_y, canvas.width - canvas.margin_x
    thick = max(4, canvas.units(0.12))
    width = min(canvas.units(1.4) * count, canvas.inner_width // 2)
    box = (right - width, bottom - thick, width, thick)
    return (
        *bar(box, parts=count, filled=number, colour=theme.quiet, empty=theme.hairline),
        *told.place(right - width - canvas.units(0.4) - told.width, bottom - told.height),
    )
