"""Subjects: what notices are usually about: the list to choose from, what is due this month, and dates a year on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from signage.core.lists import folded
from signage.core.slides import Slide
from signage.core.texts import Text
from signage.render import notice_words

FREE, PICTURE = "free", "picture"
"""Instead of a subject: in one's own words; a picture."""

AHEAD = timedelta(days=14)
"""How long before its month a usual subject is offered."""

YEAR: Mapping[int, tuple[str, ...]] = {
    1: ("tax-return-venue", "refund-fraud"),
    2: ("tax-return-venue", "spring-rush"),
    3: ("spring-rush", "card-on-holidays"),
    4: ("spring-rush", "card-on-holidays"),
    5: ("light-vehicle-tax", "cooling-shelter"),
    6: ("resident-tax", "premium-notices", "cooling-shelter"),
    7: ("eligibility-certificate", "cooling-shelter"),
    8: ("eligibility-certificate", "cooling-shelter"),
    9: ("vaccinations",),
    10: ("nursery-entry", "vaccinations", "ward-festival"),
    11: ("after-school", "child-abuse-189", "fire-prevention"),
    12: ("year-end", "convenience-stop", "refund-fraud"),
}
"""今月の定番: DOMAIN's year of notices, by month, as far as there is a subject for it."""

_BY_WEEKDAY = frozenset("CDFJKL")
"""Templates of what falls on the same weekday of its week every year; the others fall on the same date."""


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One subject to choose. `found_by` is all that a search looks through, folded."""

    id: str
    template: str
    name: Text
    label: Text
    found_by: str


def choices() -> tuple[Choice, ...]:
    """Every subject, in the order of the templates."""
    templates = notice_words.templates()
    return tuple(
        Choice(
            id=name,
            template=subject.template,
            name=subject.name,
            label=templates[subject.template].label,
            found_by=folded(
                " ".join(words for text in (subject.name, subject.body) for _, words in text) + " " + name
            ),
        )
        for name, subject in sorted(notice_words.subjects().items(), key=lambda one: one[1].template)
    )


def due(today: date, slides: Iterable[Slide], *, section: str) -> tuple[str, ...]:
    """今月の定番 that are not up yet, two weeks ahead; first what this section has posted before."""
    months = dict.fromkeys(((today + AHEAD).month, today.month))
    wanted = list(dict.fromkeys(subject for month in months for subject in YEAR[month]))
    posted: Counter[str] = Counter()
    up: set[str] = set()
    for slide in slides:
        subject = slide.fields.get("subject")
        if isinstance(subject, str):
            posted[subject] += slide.owner == section
            if slide.state == "published" and not _is_over(slide, today):
                up.add(subject)
    return tuple(sorted((one for one in wanted if one not in up), key=lambda one: -posted[one]))


def last_posted(slides: Iterable[Slide], subject: str, *, office: str) -> Slide | None:
    """The newest notice about a subject at an office; what is drafted does not count."""
    found = [one for one in slides if one.fields.get("subject") == subject and one.office == office]
    posted = [one for one in found if one.state != "draft"]
    return max(posted, key=lambda one: one.limits.ends or "", default=None)


def template_of(fields: Mapping[str, object]) -> str | None:
    """The letter of a notice's template, by itself or by its subject."""
    letter, name = fields.get("template"), fields.get("subject")
    if isinstance(letter, str):
        return letter
    subject = notice_words.subjects().get(name) if isinstance(name, str) else None
    return subject.template if subject is not None else None


def in_year(day: date, year: int, *, template: str | None) -> date:
    """A day of another year as it is in this one: the same date, or the same weekday of the same week of its month.

    29 February is the 28th where there is none; a fifth Sunday is the last one where there are four.
    """
    same = date(year, day.month, min(day.day, 28)) if (day.month, day.day) == (2, 29) else day.replace(year=year)
    if template not in _BY_WEEKDAY:
        return same
    first = date(year, day.month, 1)
    nth = first + timedelta(days=(day.weekday() - first.weekday()) % 7 + (day.day - 1) // 7 * 7)
    return nth if nth.month == day.month else nth - timedelta(days=7)


def _is_over(slide: Slide, today: date) -> bool:
    ends = slide.limits.ends
    return ends is not None and ends[:10] < today.isoformat()
