"""Sets: blocks of one language set as large as the page, the wait and the viewing distance allow."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from signage.core.reading import searching_ms
from signage.core.texts import Text
from signage.render import breaking, ruby
from signage.render.canvas import Canvas
from signage.render.floor_guide_blocks import Block
from signage.render.floor_guide_body import Body, Form, measure
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


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A set that fits: header, body and panel."""

    told: Told
    head: Header
    foot: Panel | None
    body: Body
    at: tuple[int, int]
    worth: float

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
        alt = f"{self.told.title.best(self.told.language)}{place}: {self.body.said(number)}"
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
def best_sheet(told: Told, *, whole_ms: int, page_ms: int, page_worth: float) -> Sheet | None:
    """The best of all forms and sizes whose pages take no longer, each and together; None where there is none.

    `page_worth`: what a page less is worth, in units of size.
    """
    best: Sheet | None = None
    most = _most_pages(told, whole_ms)
    sizes = _sizes(told.canvas, told.language)
    for form in _forms(told):
        least = _fewest_pages(told, form, sizes[-1], most=most, page_ms=page_ms)
        if least is None:
            continue
        for pages in range(least.body.pages, min(most, least.body.pages + (page_worth < 1)) + 1):
            hope = _worth(told, form, sizes[0], pages=pages, page_worth=page_worth)
            if best is not None and hope <= best.worth:
                break
            found = _largest(told, form, sizes, pages=pages, page_ms=page_ms) or least
            laid = found.body
            worth = (
                _worth(told, form, laid.setting.size, pages=laid.pages, page_worth=page_worth) - _TORN[laid.strain]
            )
            if best is None or worth > best.worth:
                best = replace(found, worth=worth)
    return best


def _forms(told: Told) -> tuple[Form, ...]:
    forms = _BILINGUAL if told.second is not None else _SINGLE
    if any(block.label for block in told.blocks):
        return forms
    return tuple(replace(form, tabs="none") for form in forms if form.tabs == "side")


def _largest(told: Told, form: Form, sizes: tuple[int, ...], *, pages: int, page_ms: int) -> Sheet | None:
    """By halving: what fits in one size fits in the smaller ones, nearly always."""
    low, high = 0, len(sizes) - 1
    best: Sheet | None = None
    while low <= high:
        middle = (low + high) // 2
        tried = _fewest_pages(told, form, sizes[middle], most=pages, page_ms=page_ms)
        if tried is None:
            low = middle + 1
        else:
            best, high = tried, middle - 1
    return best


_TORN = {breaking.PHRASE: 0.0, breaking.BREATH: 0.05, breaking.WORD: 0.12, breaking.FORCED: 0.4, breaking.NEVER: 0.8}
"""What it costs that a name had to be divided there."""


def _worth(told: Told, form: Form, size: int, *, pages: int, page_worth: float) -> float:
    """How good it is to look at and to wait for: large, calm, few pages."""
    calm = 0.15 if form.per_page == 1 else 0.0
    panel = 0.1 if told.here else 0.0
    return size / told.canvas.unit + calm + panel - page_worth * (pages - 1)


def _sizes(canvas: Canvas, language: str) -> tuple[int, ...]:
    """From the comfortable to the least, in steps of a twelfth."""
    least = canvas.minimum_for(language)
    size = round(LARGEST * canvas.unit * least / canvas.minimum_px)
    sizes = []
    while size > least:
        sizes.append(size)
        size -= max(1, round(size / 12))
    return (*sizes, least)


def _most_pages(told: Told, whole_ms: int) -> int:
    """So many pages can be shown in this time."""
    rows = sum(len(block.cells) for block in told.blocks)
    return min(MOST_PAGES, (whole_ms - (searching_ms(rows) - searching_ms(0))) // searching_ms(0))


def _fewest_pages(told: Told, form: Form, size: int, *, most: int, page_ms: int) -> Sheet | None:
    setting = Setting(
        canvas=told.canvas, colours=on_paper(told.canvas), language=told.language, second=told.second, size=size
    )
    head, foot = _head(told), _foot(told, min(size, told.canvas.unit))
    if told.here and (foot is None or foot.rows is None):
        return None
    x, y, width, height = body_box(told.canvas, head, foot)
    measured = measure(told.blocks, setting, form, size=(width, height))
    if measured is None:
        return None
    for pages in range(measured.least_pages, min(most, measured.least_pages + 3) + 1):
        laid = measured.dealt(pages)
        if laid is not None:
            found = Sheet(told=told, head=head, foot=foot, body=laid, at=(x, y), worth=0.0)
            if found.longest_ms <= page_ms:
                return found
    return None


@lru_cache(maxsize=64)
def _head(told: Told) -> Header:
    second = told.title.best("en") if told.second == "en" else ""
    return header(
        told.canvas,
        title=ruby.spoken(told.title.best(told.language)),
        second=second,
        sentence=told.sentence,
        language=told.language,
    )


@lru_cache(maxsize=128)
def _foot(told: Told, size: int) -> Panel | None:
    if told.foot is None:
        return None
    setting = Setting(
        canvas=told.canvas, colours=inverted(told.canvas), language=told.language, second=told.second, size=size
    )
    return panel(setting, told.foot, told.here)
