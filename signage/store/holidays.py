"""Public holidays, from a library that knows every country's; corrected by what an office observes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

import holidays

from signage.core.offices import Holiday, Office
from signage.core.problems import Refused
from signage.core.texts import Text

YEARS = range(2020, 2071)
"""From before the oldest thing in any archive to beyond the life of this program: 65 ms, once a process."""

_LANGUAGES = {"ja": "ja", "en": "en_US"}
"""Our language tags, and the library's."""


def office_holidays(office: Office) -> Mapping[date, Text]:
    """The holidays that an office observes, by day, with their names."""
    return _corrected(office.country, office.holidays)


def check_country(country: str) -> None:
    """Refused if the library does not know the country."""
    if country not in holidays.list_supported_countries(include_aliases=False):
        raise Refused(
            ja=f"country: 「{country}」の祝日はわかりません。JP のように国の符号(ISO 3166)を書いてください",
            en=f'country: the holidays of "{country}" are not known; write a country code (ISO 3166) like JP',
        )


@lru_cache(maxsize=64)
def _corrected(country: str, corrections: tuple[Holiday, ...]) -> Mapping[date, Text]:
    found = dict(_public(country))
    for correction in corrections:
        day = date.fromisoformat(correction.date)
        if correction.observed:
            found[day] = correction.name or found.get(day, Text())
        else:
            found.pop(day, None)
    return dict(sorted(found.items()))


@lru_cache(maxsize=64)
def _public(country: str) -> Mapping[date, Text]:
    """A country's holidays in the languages that the library has of ours; else in its own."""
    spoken = holidays.country_holidays(country).supported_languages
    names: dict[date, dict[str, str]] = {}
    known: list[tuple[str, str | None]] = [(tag, theirs) for tag, theirs in _LANGUAGES.items() if theirs in spoken]
    for tag, theirs in known or [("en", None)]:
        for day, name in holidays.country_holidays(country, years=YEARS, language=theirs).items():
            names.setdefault(day, {})[tag] = name
    return {day: Text.of(by_language) for day, by_language in names.items()}
