"""Rows of files as values: offices first, as their clocks say what `today` is; then all else, with its pictures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from signage.actions import dates
from signage.actions.pictures import Pictures
from signage.actions.sources import Row
from signage.core import scalars
from signage.core.documents import from_plain, to_plain
from signage.core.formats import PICTURE
from signage.core.instants import JAPAN, local
from signage.core.nouns import NOUNS
from signage.core.offices import Office
from signage.core.problems import Refused
from signage.core.scalars import Readings
from signage.core.schedules import EMERGENCY_HOURS, Rule
from signage.core.slides import Slide
from signage.render.kinds import Kind
from signage.store.holidays import check_country


@dataclass(kw_only=True)
class Conversion:
    """What rows were made into: values with the rows they came from, and what was wrong with the others."""

    kinds: Mapping[str, Kind]
    pictures: Pictures
    at: int
    values: list[tuple[Row, Any]] = field(default_factory=list)
    problems: list[Refused] = field(default_factory=list)
    offices: dict[str, Office] = field(default_factory=dict)
    slides: list[tuple[Slide, object]] = field(default_factory=list)
    """Slides with what their kind made of their fields."""

    def convert(self, rows: Sequence[Row]) -> None:
        """Make values of rows, those of offices first; go on past what is wrong, to count it."""
        for row in sorted(rows, key=lambda row: row.noun != "offices"):
            try:
                value = self._value(row)
            except Refused as refused:
                self.problems.append(refused)
                continue
            self.values.append((row, value))
            if isinstance(value, Office):
                self.offices[value.id] = value

    def _value(self, row: Row) -> Any:  # noqa: ANN401 — an instance of the noun's dataclass
        plain = self._with_office(row)
        readings = self._readings(row, plain)
        value = from_plain(NOUNS[row.noun].kind, plain, where=row.where, readings=readings, called=row.called)
        if isinstance(value, Slide):
            return self._checked_slide(row, value, readings)
        if isinstance(value, Rule):
            return _self_ending(value, local(self.at, self._zone(plain)))
        if isinstance(value, Office):
            _check_country(row, value)
        return value

    def _with_office(self, row: Row) -> Mapping[str, Any]:
        """Where there is only one office, rows need not name it."""
        if row.noun != "offices" and "office" not in row.plain and len(self.offices) == 1:
            return {**row.plain, "office": next(iter(self.offices))}
        return row.plain

    def _zone(self, plain: Mapping[str, Any]) -> ZoneInfo:
        office = self.offices.get(str(plain.get("office")))  # one that is not known is refused afterwards
        return JAPAN if office is None else ZoneInfo(office.time_zone)

    def _readings(self, row: Row, plain: Mapping[str, Any]) -> Readings:
        return {
            **dates.readings(self.at, self._zone(plain)),
            PICTURE: lambda typed: self.pictures.name(typed, row.source),
        }

    def _checked_slide(self, row: Row, slide: Slide, readings: Readings) -> Slide:
        """A slide whose fields are what its kind asks for, in their stored form."""
        kind = self.kinds.get(slide.kind)
        if kind is None:
            ja, en = scalars.instead(slide.kind, list(self.kinds))
            raise Refused(
                ja=f"kind: 「{slide.kind}」という種類はありません。{ja}",
                en=f'kind: there is no kind "{slide.kind}"; {en}',
                where=row.where(("kind",)),
            )
        fields = from_plain(
            kind.fields, slide.fields, where=lambda path: row.where(("fields", *path)), readings=readings
        )
        slide = replace(slide, fields=to_plain(fields))
        self.slides.append((slide, fields))
        return slide


def _check_country(row: Row, office: Office) -> None:
    try:
        check_country(office.country)
    except Refused as refused:
        raise Refused(ja=refused.ja, en=refused.en, where=row.where(("country",))) from None


def _self_ending(rule: Rule, now: datetime) -> Rule:
    """An emergency fills the screen, and ends by itself: hours after its start or, without one, after now."""
    if rule.level != "emergency":
        return rule
    rule = replace(rule, layout=rule.layout or "whole")
    limits = rule.when.limits
    if limits.ends is not None:
        return rule
    begins = now if limits.begins is None else datetime.fromisoformat(limits.begins)
    ends = begins + timedelta(hours=EMERGENCY_HOURS)
    return replace(rule, when=replace(rule.when, limits=replace(limits, ends=f"{ends:%Y-%m-%dT%H:%M}")))


def by_id(values: Iterable[tuple[Row, Any]]) -> tuple[dict[tuple[str, str], list[Any]], list[Refused]]:
    """Values by noun and id, dated ones in the order of their limits; and ids that are there twice."""
    gathered: dict[tuple[str, str], list[Any]] = {}
    first: dict[tuple[str, str], Row] = {}
    problems = []
    for row, value in values:
        key = row.noun, value.id
        if key in gathered and not NOUNS[row.noun].dated:
            problems.append(
                Refused(
                    ja=f"id「{value.id}」は {first[key].where()} にもあります。どちらかを消してください",
                    en=f'the id "{value.id}" is at {first[key].where()} too; remove one of them',
                    where=row.where(("id",)),
                )
            )
        first.setdefault(key, row)
        gathered.setdefault(key, []).append(value)
    for (noun, _), same in gathered.items():
        if NOUNS[noun].dated:
            same.sort(key=lambda value: value.limits.begins or "")
    return gathered, problems
