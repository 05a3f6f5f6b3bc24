"""Approval words: a proposal as a list tells it, what differs with it, and the fields that put slips right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from flask import g

from signage.actions import approvals, proposals
from signage.actions.approvals import MENDED, Case
from signage.actions.notice_typed import Typed
from signage.actions.slide_lists import Listed
from signage.core.catalogue import Catalogue
from signage.core.proposals import still_needed
from signage.core.slides import Slide
from signage.core.spans import EVER
from signage.core.texts import Text
from signage.core.when import limits_span
from signage.store.proposals import Proposal
from signage.web.change_words import ChangeWords, Line
from signage.web.choices import KINDS
from signage.web.desk import Desk
from signage.web.labels import told
from signage.web.slide_words import until_words
from signage.web.words import said
from signage.web.words.slides import FIELDS

_DAYS = {"first": "notice first day", "last": "notice last day", "until_day": "until day"}


@dataclass(frozen=True, kw_only=True)
class Row:
    """One proposal of a list, in words."""

    known: Proposal
    title: str
    section: str
    kind: str
    where: str
    until: str
    missing: int


def row(desk: Desk, held: Catalogue, known: Proposal) -> Row:
    matter = known.matter
    sections = {row.id: row.name for row in held.guide.sections}
    screens = [held.screens[name].name.best(g.language) for name in approvals.where(held, known)]
    where = ("、" if g.language == "ja" else ", ").join(screens[:3])
    more = said("and more screens", g.language, count=len(screens) - 3) if len(screens) > 3 else ""
    slide = proposals.edit_of(known).saves["slides"][0]
    kind = KINDS.get(matter.kind)
    return Row(
        known=known,
        title=matter.title.best(g.language) or slide.id,
        section=sections.get(matter.section, Text.of(ja=matter.section)).best(g.language),
        kind=told(kind, g.language) if kind is not None else matter.kind,
        where=f"{where} {more}".strip(),
        until=_until(desk, held, slide),
        missing=still_needed(matter),
    )


def _until(desk: Desk, held: Catalogue, slide: Slide) -> str:
    """Until when it would be up; from when too, where that is still to come."""
    begins, ends = limits_span(slide.limits, ZoneInfo(held.offices[slide.office].time_zone))
    return until_words(
        desk,
        Listed(
            slide=slide,
            section=Text(),
            standing="later" if begins > desk.clock() else "on",
            screens=(),
            begins=begins if begins > -EVER else None,
            ends=ends if ends < EVER else None,
            mine=False,
        ),
    )


def lines(held: Catalogue, looked_at: Case) -> list[Line]:
    """What differs from what is on air, field by field; of what is new the page tells all by itself."""
    if looked_at.after.slide.id not in held.slides or looked_at.known.state == "done":
        return []
    words = ChangeWords(held, g.language)
    found = words.lines_of("slides", looked_at.what)
    before = looked_at.before.screens if looked_at.before is not None else ()
    if before != looked_at.after.screens:
        join = "、" if g.language == "ja" else ", "
        was, becomes = (
            join.join(held.screens[name].name.best(g.language) for name in screens)
            for screens in (before, looked_at.after.screens)
        )
        found.append(Line(label=said("notice where", g.language), before=was, after=becomes))
    return found


def fields(typed: Typed, faults: Mapping[str, str]) -> list[dict[str, str]]:
    """The fields in which a slip is put right: those in which something stands, and those of one's own words."""
    always = {"free": ("title_ja", "title_en", "body_ja", "body_en"), "picture": ("alt_ja",)}.get(typed.about, ())
    return [
        {
            "name": name,
            "label": label(typed, name),
            "value": getattr(typed, name),
            "error": faults.get(name, ""),
            "widget": "date" if name in _DAYS else "area" if name.startswith("body") else "text",
            "lang": "en" if name.endswith("_en") else "ja",
        }
        for name in MENDED
        if name in always or getattr(typed, name)
    ]


def label(typed: Typed, name: str) -> str:
    """What a field is called in which slips are put right."""
    if name == "until_day" and typed.until == "standing":
        return told(FIELDS["review_on"], g.language)
    if name in _DAYS:
        return said(_DAYS[name], g.language)
    key, _, tag = name.partition("_")
    word = told(FIELDS[key], g.language)
    return f"{word} ({said('slide in english', g.language)})" if tag == "en" else word
