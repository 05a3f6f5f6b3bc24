"""Sets: blocks of one language set as large as the page, the wait and the viewing distance allow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import inf

from signage.core.reading import searching_ms
from signage.core.texts import Text
from signage.render import breaking, ruby
from signage.render import floor_guide_words as words
from signage.render.canvas import Canvas
from signage.render.floor_guide_blocks import Block
from signage.render.floor_guide_body import Body, Form, Measured, measure
from signage.render.floor_guide_cells import Cell
from signage.render.floor_guide_loop import Timed
from signage.render.floor_guide_setting import Setting, inverted, on_paper
from signage.render.floor_guide_sheet import Foot, Header, Panel, body_box, header, panel
from signage.render.marks import Mark
from signage.render.pages import Page

LARGEST = 1.25
"""Names are at most so many units: LOOK's size for section names."""
MOST_PAGES = 12

_BILINGUAL = (Form(second="beside"), Form(per_page=2), Form(per_page=2, tabs="above"), Form(per_page=3, tabs="above"))
_SINGLE = (Form(), Form(per_page=2), Form(per_page=2, tabs="above"), Form(per_page=3), Form(per_page=3, tabs="above"))


@dataclass(frozen=True, kw_only=True)
class Told:
    """What a set is made of, in one language and perhaps a second beside it.

    `headline` stands in the title's place where there is no room for both; `sign` is an area's mark and colour.
    `here` are the rows of the screen's own floor for the panel at the foot; empty where they stand in `blocks`.
    """

    canvas: Canvas
    language: str
    second: str | None
    title: Text
    sentence: str
    blocks: tuple[Block, ...]
    foot: Foot | None
    here: tuple[Cell, ...] = ()
    headline: str = ""
    sign: tuple[str, str] | None = None


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A set that fits: header, body and panel."""

    told: Told
    head: Header
    foot: Panel | None
    body: Body
    at: tuple[int, int]

    @property
    def longest_ms(self) -> int:
        """How long its longest page is shown."""
        return max(searching_ms(self.body.rows_on(page)) for page in range(self.body.pages))

    def pages(self) -> tuple[Timed[Page], ...]:
        """The pages, each with its time."""
        return tuple(self._page(number) for number in range(self.body.pages))

    def _page(self, number: int) -> Timed[Page]:
        canvas, count = self.told.canvas, self.body.pages
        marks: list[Mark] = [*self.head.marks(number, count), *self.body.marks(number, self.at)]
        marks += self.foot.marks() if self.foot is not None else ()
        place = f" {number + 1}/{count}" if count > 1 else ""
        alt = f"{self.told.title.best(self.told.language)}{place}: {self.body.said(number)}{self._said_at_foot}"
        ms = searching_ms(self.body.rows_on(number))
        page = Page(
            width=canvas.width,
            height=canvas.height,
            paper=self.body.setting.colours.paper,
            marks=tuple(marks),
            language=self.told.language,
            alt=alt,
            shown_ms=ms,
        )
        return Timed(page=page, ms=ms)

    @property
    def _said_at_foot(self) -> str:
        """The screen's own floor, where its rows stand on every page."""
        if self.foot is None or self.foot.rows is None or self.told.foot is None:
            return ""
        label = f"{words.HERE.best(self.told.language)} {self.told.foot.label}"
        return f" / {label}: {'; '.join(cell.said for cell in self.told.here)}"


def bare_page(told: Told) -> Page:
    """Header and foot alone, for a guide that has no rows."""
    canvas, head, foot = told.canvas, _head(told), _foot(told, told.canvas.unit)
    title = told.title.best(told.language)
    return Page(
        width=canvas.width,
        height=canvas.height,
        paper=on_paper(canvas).paper,
        marks=(*head.marks(0, 1), *(foot.marks() if foot is not None else ())),
        language=told.language,
        alt=f"{title} {told.foot.label}" if told.foot is not None else title,
        shown_ms=searching_ms(0),
    )


@lru_cache(maxsize=256)
def best_sheet(ways: tuple[Told, ...], *, whole_ms: int, page_ms: int, page_worth: float) -> Sheet | None:
    """The best of all ways to tell it, forms and sizes, whose pages take no longer, each and together.

    None where there is none. `page_worth`: what a page less is worth, in units of size.
    """
    best: _Draft | None = None
    for told in ways:
        search = _Search(told, whole_ms=whole_ms, page_ms=page_ms, page_worth=page_worth)
        for form in _forms(told):
            best = search.better(form, best)
    if best is None:
        return None
    for more in range(3):
        sheet = best.sheet(best.pages + more)
        if sheet is not None and sheet.longest_ms <= page_ms:
            return sheet
    return None


def _forms(told: Told) -> tuple[Form, ...]:
    forms = _BILINGUAL if told.second is not None else _SINGLE
    if any(block.label for block in told.blocks):
        return forms
    return tuple(replace(form, tabs="none") for form in forms if form.tabs == "side")


_TORN = {breaking.PHRASE: 0.0, breaking.BREATH: 0.05, breaking.WORD: 0.12, breaking.FORCED: 0.4, breaking.NEVER: 0.8}
"""What it costs that a name had to be divided there."""


@dataclass(frozen=True, kw_only=True)
class _Draft:
    """A set that fits on so many pages; its rows are not dealt yet."""

    told: Told
    head: Header
    foot: Panel | None
    measured: Measured
    at: tuple[int, int]
    pages: int
    worth: float

    def sheet(self, pages: int) -> Sheet | None:
        """Dealt onto so many pages."""
        laid = self.measured.dealt(pages)
        return None if laid is None else Sheet(told=self.told, head=self.head, foot=self.foot, body=laid, at=self.at)


class _Search:
    """One way to tell a set, tried in forms and sizes."""

    def __init__(self, told: Told, *, whole_ms: int, page_ms: int, page_worth: float) -> None:
        self._told, self._page_worth = told, page_worth
        rows = sum(len(block.cells) for block in told.blocks)
        a_row = searching_ms(1) - searching_ms(0)
        self._most = min(MOST_PAGES, (whole_ms - a_row * rows) // searching_ms(0))
        self._least = -(-rows // max(1, (page_ms - searching_ms(0)) // a_row))
        self._sizes = _sizes(told.canvas, told.language)
        self._head, self._foots = _head(told), dict[int, Panel | None]()

    def better(self, form: Form, best: _Draft | None) -> _Draft | None:
        """The best in this form, if it is better than the best so far: for the fewest pages, and for one more."""
        least = self._tried(form, self._sizes[-1], self._most)
        if least is None:
            return best
        more = 1 if self._page_worth < 1 else 0
        for pages in range(least.pages, min(self._most, least.pages + more) + 1):
            enough = -inf if best is None else best.worth
            sizes = [size for size in self._sizes if self._worth(form, size, pages) > enough]
            found = self._largest(form, sizes, pages)
            if found is not None and found.worth > enough:
                best = found
        return best

    def _largest(self, form: Form, sizes: Sequence[int], pages: int) -> _Draft | None:
        """By halving: what fits in one size fits in the smaller ones, nearly always."""
        low, high = 0, len(sizes) - 1
        best: _Draft | None = None
        while low <= high:
            middle = (low + high) // 2
            tried = self._tried(form, sizes[middle], pages)
            if tried is None:
                low = middle + 1
            else:
                best, high = tried, middle - 1
        return best

    def _tried(self, form: Form, size: int, most: int) -> _Draft | None:
        """In this form and size, if it takes no more pages; words are torn apart in the smallest size only."""
        told = self._told
        foot = self._foot(min(size, told.canvas.unit))
        if told.here and (foot is None or foot.rows is None):
            return None
        x, y, width, height = body_box(told.canvas, self._head, foot)
        setting = Setting(
            canvas=told.canvas, colours=on_paper(told.canvas), language=told.language, second=told.second, size=size
        )
        measured = measure(told.blocks, setting, form, size=(width, height))
        if measured is None or measured.least_pages is None:
            return None
        if measured.strain >= breaking.FORCED and size > self._sizes[-1]:
            return None
        pages = max(self._least, measured.least_pages)
        if pages > most:
            return None
        seen = size if foot is None else min(size, foot.size)
        worth = self._worth(form, seen, pages) - _TORN[measured.strain]
        return _Draft(told=told, head=self._head, foot=foot, measured=measured, at=(x, y), pages=pages, worth=worth)

    def _foot(self, size: int) -> Panel | None:
        """As large as the body; where its rows need more than their share of the page, as large as they may be."""
        if size not in self._foots:
            found = _foot(self._told, size)
            smaller = max((one for one in self._sizes if one < size), default=None)
            fits = found is None or found.rows is not None or not self._told.here
            self._foots[size] = found if fits or smaller is None else self._foot(smaller)
        return self._foots[size]

    def _worth(self, form: Form, size: int, pages: int) -> float:
        """How good it is to look at and to wait for: large, calm, few pages."""
        calm = 0.15 if form.per_page == 1 else 0.0
        panel = 0.1 if self._told.here else 0.0
        return size / self._told.canvas.unit + calm + panel - self._page_worth * (pages - 1)


def _sizes(canvas: Canvas, language: str) -> tuple[int, ...]:
    """From the comfortable to the least, in steps of a twelfth."""
    least = canvas.minimum_for(language)
    size = round(LARGEST * canvas.unit * least / canvas.minimum_px)
    sizes = []
    while size > least:
        sizes.append(size)
        size -= max(1, round(size / 12))
    return (*sizes, least)


def _head(told: Told) -> Header:
    second = told.title.best("en") if told.second == "en" and not told.headline else ""
    return header(
        told.canvas,
        title=told.headline or ruby.spoken(told.title.best(told.language)),
        second=second,
        sentence=told.sentence,
        language=told.language,
        sign=told.sign,
    )


@lru_cache(maxsize=128)
def _foot(told: Told, size: int) -> Panel | None:
    if told.foot is None:
        return None
    setting = Setting(
        canvas=told.canvas, colours=inverted(told.canvas), language=told.language, second=told.second, size=size
    )
    return panel(setting, told.foot, told.here)
