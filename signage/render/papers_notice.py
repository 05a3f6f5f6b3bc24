"""A slide as a sheet for the wall: drawn as on a screen, for paper; at its foot who put it up and until when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from signage.core.catalogue import Request
from signage.core.guide import Section
from signage.core.problems import Refused
from signage.core.texts import Text
from signage.render import ruby
from signage.render.canvas import Canvas
from signage.render.day_words import day_words
from signage.render.fonts import Weight
from signage.render.kinds import KINDS
from signage.render.marks import Fill, Mark
from signage.render.pages import Page
from signage.render.papers import DOTS_PER_MM, FOOT_MM, WALL, em_px
from signage.render.text import Paragraph, Style, fit
from signage.render.tokens import THEMES

_LANGUAGES = ("ja", "en")
_FOOT = 17 * DOTS_PER_MM
_UNTIL = Text.of(ja="掲示期限 {}", en="On display until {}")
_SMALLER = (1.0, 0.85, 0.75, 2 / 3)
"""One sheet rather than two. A page sets its words half as large again as the least: at the last of these still so
large as can be read at two metres."""
_NOT_ON_PAPER = ("floor-guide",)


@dataclass(frozen=True, kw_only=True)
class Posted:
    """Who puts a sheet up, and the last day on which it may hang; None: nobody has said."""

    office: Text
    section: Section | None
    last: date | None


def wall_pages(request: Request, posted: Posted, read: Callable[[str], bytes]) -> tuple[Page, ...]:
    """The sheets of one slide. Refused for the floor guide, which has a sheet of its own."""
    if request.slide.kind in _NOT_ON_PAPER:
        raise Refused(
            ja="庁舎案内は、庁舎案内のページから A3 で印刷してください。",
            en="Print the floor guide as A3, from the page of the floor guide.",
        )
    kind, office = KINDS[request.slide.kind], request.catalogue.offices[request.slide.office]
    usual = WALL.canvas(accent=office.accent, foot=_FOOT)
    box = (0, 0, usual.width, usual.height)
    screen = replace(request.screen, width=usual.width, height=usual.height, languages=_LANGUAGES, theme="light")
    document = kind.document(replace(request, screen=screen, box=box))
    for share in _SMALLER:
        canvas = replace(usual, minimum_px=round(usual.minimum_px * share))
        pages = kind.pages(document, canvas, _LANGUAGES, read)
        if len(pages) == 1:
            break
    return tuple(_footed(page, usual, posted) for page in pages)


def _footed(page: Page, canvas: Canvas, posted: Posted) -> Page:
    """The page with its foot; the tone's edge and a page's own ground go down to the sheet's end."""
    height = WALL.dots[1]
    edges = [mark for mark in page.marks if isinstance(mark, Fill) and mark.box[3] == canvas.height]
    longer = [replace(mark, box=(*mark.box[:3], height)) for mark in edges]
    ground = page.paper if page.paper == THEMES["light"].paper else THEMES["light"].paper
    foot = [Fill(box=(0, canvas.height, canvas.width, _FOOT), colour=ground)] if page.paper != ground else []
    left = min((text.box[0] for text in page.texts), default=canvas.margin_x)
    marks = (*longer, *(mark for mark in page.marks if mark not in edges), *foot, *_foot(left, canvas, posted))
    return replace(page, height=height, marks=marks, alt=f"{page.alt} {_said(posted, 'ja')}")


def _foot(left: int, canvas: Canvas, posted: Posted) -> list[Mark]:
    """A hairline; the office and the section at its left, until when the sheet hangs at its right."""
    x, width = left, canvas.width - left - canvas.margin_x
    theme, y = THEMES["light"], canvas.height + 2 * DOTS_PER_MM
    marks: list[Mark] = [Fill(box=(x, y, width, canvas.hairline // 2 + 1), colour=theme.hairline)]
    last = posted.last
    untils = [_until(last, language) for language in _LANGUAGES] if last is not None else []
    room = width - max((one.width for one in untils), default=0) - 6 * DOTS_PER_MM
    pen = y + round(2.5 * DOTS_PER_MM)
    for number, language in enumerate(_LANGUAGES):
        who = _fitted(_said(posted, language), language, room, weight="bold" if language == "ja" else "regular")
        marks += who.place(x, pen)
        if untils:
            until = untils[number]
            marks += until.place(x + width - until.width, pen + who.ascent - until.ascent)
        pen += who.height + DOTS_PER_MM
    return marks


def _said(posted: Posted, language: str) -> str:
    """「みずき区役所 子育て支援課 電話 03-1234-5678」."""
    names = [posted.office.best(language)]
    if posted.section is not None:
        names.append(posted.section.name.best(language))
        if posted.section.tel is not None:
            names.append(f"電話 {posted.section.tel}" if language == "ja" else f"tel. {posted.section.tel}")
    return ruby.strip(" ".join(names) if language == "ja" else ", ".join(names))


def _until(last: date, language: str) -> Paragraph:
    """Always with the year: paper outlives it."""
    words = _UNTIL.best(language).format(day_words(last, language, this_year=0))
    return _fitted(words, language, 10_000)


def _fitted(words: str, language: str, width: int, *, weight: Weight = "regular") -> Paragraph:
    theme, largest = THEMES["light"], em_px(FOOT_MM)
    size = largest if language == "ja" else round(0.8 * largest)
    style = Style(
        size=size,
        language=language,
        colour=theme.ink if language == "ja" else theme.quiet,
        background=theme.paper,
        weight=weight,
    )
    return fit(words, style, width=width, height=size * 3, smallest=size // 2, most_lines=1)
