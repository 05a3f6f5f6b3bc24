"""Papers: one entry, other papers: what can be printed of it, and its words for the office's web pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from signage.actions.installation import Installation
from signage.core.catalogue import Catalogue, Request
from signage.core.documents import from_plain
from signage.core.guide import Section
from signage.core.lists import on_page
from signage.core.offices import Office
from signage.core.people import Person
from signage.core.problems import Missing
from signage.core.rights import may_look, require_to_look
from signage.core.screens import Screen
from signage.core.slides import Slide
from signage.core.texts import Text
from signage.core.when import limits_span
from signage.publish.papers import Order, somewhere
from signage.render import notice_words as words
from signage.render import ruby
from signage.render.kinds import KINDS
from signage.render.notice_document import Notice, Where
from signage.store.catalogue import catalogue

KINDS_ON_PAPER = frozenset({"notice", "picture"})
"""What hangs on a wall as it is; the floor guide has a sheet of its own."""

A_PAGE = 50

_LONG_AGO = 0
"""Seen from 1970 every date is written with its year: a web page stays longer than a notice on a screen."""

_WHERE = Text.of(ja="場所", en="Where")
_COUNTER = Text.of(ja="{}番窓口", en="Counter {}")
_TEL = Text.of(ja="電話 {}", en="tel. {}")


@dataclass(frozen=True, kw_only=True)
class Printable:
    """What somebody may print: the offices' guides, slides that are on air or will be, screens.

    `slides` are those of one page of several, of `total` in all.
    """

    offices: tuple[Office, ...]
    slides: tuple[Slide, ...]
    screens: tuple[Screen, ...]
    sections: dict[str, Section]
    page: int
    pages: int
    total: int


@dataclass(frozen=True, kw_only=True)
class Article:
    """A notice as a web page tells it, in one language: lead, then a heading with its words each.

    `link` is an address and what it opens.
    """

    language: str
    title: str
    lead: tuple[str, ...] = ()
    parts: tuple[tuple[str, str], ...] = ()
    link: tuple[str, str] | None = None

    @property
    def text(self) -> str:
        """As plain text."""
        mark = "■" if self.language == "ja" else ""
        pieces = [self.title, *self.lead, *(f"{mark}{label}\n{said}" for label, said in self.parts)]
        if self.link is not None:
            pieces.append(f"{self.link[1]}\n{self.link[0]}")
        return "\n\n".join(pieces) + "\n"


def printable(installation: Installation, *, at: int, by: Person, page: int = 1) -> Printable:
    """The own section's slides first, then by the day on which they end; what has ended is not printed any more."""
    held = catalogue(installation.db)
    seen = {name: office for name, office in held.offices.items() if may_look(by, name)}
    slides = [
        slide
        for slide in held.slides.values()
        if slide.office in seen and slide.kind in KINDS_ON_PAPER and slide.state == "published"
        if limits_span(slide.limits, ZoneInfo(seen[slide.office].time_zone))[1] > at
    ]
    slides.sort(key=lambda slide: (slide.owner != by.section, slide.limits.ends or "9", slide.id))
    page, pages = on_page(page, count=len(slides), size=A_PAGE)
    return Printable(
        offices=tuple(seen.values()),
        slides=tuple(slides[(page - 1) * A_PAGE : page * A_PAGE]),
        screens=tuple(screen for screen in held.screens.values() if screen.office in seen),
        sections={section.id: section for section in held.guide.sections},
        page=page,
        pages=pages,
        total=len(slides),
    )


def wall_sheet(installation: Installation, name: str, *, by: Person) -> Order:
    """The A4 of a slide. Missing and Forbidden as they are met."""
    _slide(catalogue(installation.db), name, by)
    return Order(paper="notice", name=name)


def desk_sheet(installation: Installation, name: str, *, by: Person, upright: bool = False) -> Order:
    """The A3 of an office's guide."""
    if name not in catalogue(installation.db).offices:
        raise Missing(ja=f"庁舎「{name}」はありません。", en=f'there is no office "{name}".')
    require_to_look(by, name)
    return Order(paper="guide", name=name, upright=upright)


def articles(installation: Installation, name: str, *, by: Person) -> tuple[Article, ...]:
    """A slide's words for a web page, in Japanese and English, as far as it has them."""
    held = catalogue(installation.db)
    slide = _slide(held, name, by)
    section = next((one for one in held.guide.sections if one.id == slide.owner), None)
    if slide.kind != "notice":
        told = ((tag, slide.name.get(tag)) for tag in ("ja", "en"))
        return tuple(Article(language=tag, title=title) for tag, title in told if title is not None)
    screen = somewhere(held, slide.office)
    request = Request(catalogue=held, slide=slide, screen=screen, box=(0, 0, 1, 1), at=_LONG_AGO)
    notice = from_plain(Notice, KINDS["notice"].document(request), where=name)
    return tuple(_article(notice, section, tag) for tag in ("ja", "en") if notice.title.get(tag) is not None)


def is_on_paper(installation: Installation, name: str) -> bool:
    """Whether a slide hangs on a wall as it is."""
    slide = catalogue(installation.db).slides.get(name)
    return slide is not None and slide.kind in KINDS_ON_PAPER


def _article(notice: Notice, section: Section | None, language: str) -> Article:
    title = notice.title.best(language)
    if notice.band:
        band = notice.band.best(language)
        title = f"【{band}】{title}" if language == "ja" else f"[{band}] {title}"
    body = notice.body.get(language)
    return Article(
        language=language,
        title=ruby.strip(title),
        lead=tuple(ruby.strip(part) for part in (body or "").split("\n") if part),
        parts=tuple((ruby.strip(label), ruby.strip(said)) for label, said in _parts(notice, section, language)),
        link=(notice.code, notice.code_words.best(language)) if notice.code is not None else None,
    )


def _parts(notice: Notice, section: Section | None, language: str) -> Iterator[tuple[str, str]]:
    """When, where, for whom, what to bring, whom to ask: the section itself where the notice names nobody."""
    if notice.when:
        yield notice.label.best(language), _in_a_line(notice.when.best(language), language)
    if notice.where is not None:
        yield _WHERE.best(language), _where(notice.where, language)
    for row in notice.rows:
        yield row.label.best(language), row.said.best(language)
    asked = any(row.label == words.CONTACT for row in notice.rows)
    if section is not None and not asked:
        tel = _TEL.best(language).format(section.tel) if section.tel is not None else ""
        yield words.CONTACT.best(language), f"{section.name.best(language)} {tel}".strip()


def _where(where: Where, language: str) -> str:
    number = _COUNTER.best(language).format(where.number) if where.number else ""
    if where.number and not where.number[0].isdigit():
        number = where.number
    parts: Sequence[str] = [part for part in (where.floor, number, where.name.best(language)) if part]
    return (" " if language == "ja" else ", ").join(parts)


def _in_a_line(when: str, language: str) -> str:
    """Days and hours, which a screen has on lines of their own."""
    days, *hours = when.split("\n\n")
    return " ".join([days.replace("\n", "" if language == "ja" else " "), *hours])


def _slide(held: Catalogue, name: str, by: Person) -> Slide:
    slide = held.slides.get(name)
    if slide is None:
        raise Missing(ja=f"コンテンツ「{name}」はありません。", en=f'there is no slide "{name}".')
    require_to_look(by, slide.office)
    return slide
