"""The notice kind: what, when, where and for whom, from a template or in free words; and the emergency's page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from signage.core.catalogue import Request
from signage.core.documents import from_plain, to_plain
from signage.core.faults import Fault, faults
from signage.core.formats import Between, CounterId, Day, Id, Picture, Span, Url
from signage.core.instants import local_day, midnight
from signage.core.problems import Refused
from signage.core.texts import Text
from signage.render import notice_words as words
from signage.render.canvas import Canvas
from signage.render.day_words import days_words, hours_words
from signage.render.emergency import emergency_pages
from signage.render.notice_document import Exit, Notice, Row, Where
from signage.render.notice_layout import notice_pages
from signage.render.pages import Page

_LANGUAGES = ("ja", "ja-x-easy", "en", "zh-Hans", "zh-Hant", "ko", "vi")


@dataclass(frozen=True, kw_only=True)
class NoticeFields:
    """What staff type. With `subject` and its template the sentences are there in six languages.

    `level` (1 to 5, the official warning levels) makes it an emergency: white or black on the level's colour, every
    language in turn. `drill` marks that as 訓練.
    """

    template: Literal["A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L"] | None = None
    subject: Id | None = None
    title: Text = Text()
    body: Text = Text()
    first: Day | None = None
    last: Day | None = None
    hours: Span | None = None
    counter: CounterId | None = None
    place: Text = Text()
    whom: Text = Text()
    bring: Text = Text()
    contact: Text = Text()
    picture: Picture | None = None
    code: Url | None = None
    code_words: Text = Text()
    tone: Literal["calm", "info", "caution", "urgent"] | None = None
    band: Literal["中止", "延期"] | None = None
    level: Annotated[int, Between(1, 5)] | None = None
    drill: bool = False


@faults.register
def _faults(value: NoticeFields) -> Iterator[Fault]:
    if value.first is not None and value.last is not None and value.last < value.first:
        yield (
            "last",
            f"最終日({value.last})が初日({value.first})より前です。後の日にしてください",
            f"the last day ({value.last}) is before the first ({value.first}); write a later one",
        )
    try:
        _ = words.subject(value.subject) if value.subject is not None else None
    except Refused as refused:
        yield "subject", refused.ja, refused.en


class NoticeKind:
    """Notices."""

    name = "notice"
    fields = NoticeFields

    def edges(self, request: Request, begins: int, ends: int) -> Iterable[int]:
        """New Year: a date of another year is written with it."""
        zone = ZoneInfo(request.catalogue.offices[request.slide.office].time_zone)
        years = range(local_day(begins, zone).year, local_day(ends, zone).year + 1)
        return [edge for year in years if begins <= (edge := midnight(date(year, 1, 1), zone)) < ends]

    def document(self, request: Request) -> Mapping[str, Any]:
        """Every word in every language; the counter as the floor guide has it."""
        fields = from_plain(NoticeFields, request.slide.fields, where=request.slide.id)
        office = request.catalogue.offices[request.slide.office]
        subject = words.subject(fields.subject) if fields.subject is not None else None
        letter = fields.template or (subject.template if subject is not None else None)
        template = words.templates()[letter] if letter is not None else None
        name = subject.name if subject is not None else fields.title
        title = words.filled(template.title, name) if template is not None and name else fields.title
        body = fields.body or (subject.body if subject is not None else Text())
        this_year = local_day(request.at, ZoneInfo(office.time_zone)).year
        notice = Notice(
            title=fields.title if subject is not None and fields.title else title or request.slide.name,
            body=body or (template.body if template is not None else Text()),
            label=template.label if template is not None else words.WHEN,
            when=Text() if request.plain else _when(fields, this_year, office.time_style),
            where=_where(request, fields),
            rows=tuple(
                Row(label=label, said=said)
                for label, said in (
                    (words.WHOM, fields.whom),
                    (words.BRING, fields.bring),
                    (words.CONTACT, fields.contact),
                )
                if said
            ),
            picture=fields.picture,
            code=fields.code,
            code_words=fields.code_words or words.MORE,
            tone=fields.tone or (template.tone if template is not None else "info"),
            band=words.BANDS[fields.band] if fields.band is not None else Text(),
            level=fields.level,
            drill=fields.drill,
            exit=_exit(request) if fields.level is not None else None,
            plain=request.plain,
            glossary=office.glossary,
        )
        plain: Mapping[str, Any] = to_plain(notice)
        return plain

    def pages(
        self, document: Mapping[str, Any], canvas: Canvas, languages: tuple[str, ...], read: Callable[[str], bytes]
    ) -> tuple[Page, ...]:
        """In the screen's first language with English beside; an emergency in every language in turn."""
        notice = from_plain(Notice, document, where=self.name)
        if notice.level is not None:
            told = [language for language in languages if notice.title.get(language) is not None]
            return tuple(
                page for language in told or languages[:1] for page in emergency_pages(notice, canvas, language)
            )
        first = languages[0] if languages else "ja"
        second = "en" if "en" in languages and first != "en" else None
        return notice_pages(notice, canvas, first, second, read)


def _when(fields: NoticeFields, this_year: int, style: str) -> Text:
    """The days (a newline between two), and after an empty line the hours, in every language."""
    if fields.first is None and fields.last is None:
        return Text()
    first = date.fromisoformat(fields.first) if fields.first is not None else None
    last = date.fromisoformat(fields.last) if fields.last is not None else None
    said = {}
    for language in _LANGUAGES:
        said[language] = days_words(first, last, language, this_year=this_year)
        if fields.hours is not None:
            said[language] += "\n\n" + hours_words(fields.hours, language, style=style)
    return Text.of(said)


def _where(request: Request, fields: NoticeFields) -> Where | None:
    """The counter as its sign has it, or another place."""
    guide = request.catalogue.guide
    counter = next((one for one in guide.counters if one.id == fields.counter), None)
    if counter is None:
        return Where(name=fields.place) if fields.place else None
    label = next((floor.label for floor in guide.floors if floor.id == counter.floor), "")
    section = next((one.name for one in guide.sections if one.id in counter.sections), Text())
    return Where(number=counter.number, floor=label, name=fields.place or counter.name or section)


def _exit(request: Request) -> Exit | None:
    """The nearest exit as the floor guide's directions have it for this screen."""
    guide = request.catalogue.guide
    exits = {one.id: one.name for one in guide.facilities if one.kind == "exit"}
    ways = (way for way in guide.directions if way.screen == request.screen.id and way.target in exits)
    return next((Exit(name=exits[way.target], arrow=way.arrow) for way in ways), None)
