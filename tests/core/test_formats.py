"""Formats: what typed text becomes."""

from __future__ import annotations

import pytest

from signage.core import formats
from signage.core.formats import Format
from signage.core.problems import Refused


@pytest.mark.parametrize(
    ("form", "typed", "stored"),
    [
        (formats.DAY, "2026-11-22", "2026-11-22"),
        (formats.DAY, "2026/4/1", "2026-04-01"),
        (formats.DAY, "２０２６/４/１", "2026-04-01"),
        (formats.MOMENT, "2026-11-22 9:05", "2026-11-22T09:05"),
        (formats.MOMENT, "2026-11-22", "2026-11-22"),
        (formats.CLOCK, "９：００", "09:00"),
        (formats.CLOCK, "23:59", "23:59"),
        (formats.SPAN, "22:00 - 6:00", ("22:00", "06:00")),
        (formats.SPAN, "0:00-24:00", ("00:00", "24:00")),
        (formats.DATES, "12-29..1-3", "12-29..01-03"),
        (formats.DATES, "2-29", "02-29"),
        (formats.DATES, "2026-12-29 .. 2027-01-03", "2026-12-29..2027-01-03"),
        (formats.COLOUR, "#0b6e4f", "#0B6E4F"),
        (formats.URL, "https://www.example.jp/a?b=c#d", "https://www.example.jp/a?b=c#d"),
    ],
)
def test_what_people_type_is_stored_in_one_form(form: Format, typed: str, stored: object) -> None:
    assert form.parse(typed) == stored
    assert form.parse(form.write(form.parse(typed))) == stored


@pytest.mark.parametrize(
    ("form", "typed"),
    [
        (formats.DAY, "2026-02-30"),
        (formats.DAY, "2026-4/1"),
        (formats.DAY, "26-04-01"),
        (formats.DAY, "0000-01-01"),
        (formats.CLOCK, "24:00"),
        (formats.CLOCK, "9:60"),
        (formats.CLOCK, "9"),
        (formats.SPAN, "9:00"),
        (formats.SPAN, "9:00-9:00"),
        (formats.SPAN, "9:00-24:30"),
        (formats.MOMENT, "2026-11-22T"),
        (formats.MOMENT, "2026-11-22T10:42:00"),
        (formats.MOMENT, "2026-11-22T10:42Z"),
        (formats.DATES, "2-30"),
        (formats.DATES, "2026-12-29.."),
        (formats.DATES, "12-29..2027-01-03"),
        (formats.COLOUR, "0B6E4F"),
        (formats.URL, "https://a b.jp"),
        (formats.URL, "https://user@example.jp/"),
        (formats.URL, "ftp://example.jp/"),
        (formats.ID, "a" * 65),
        (formats.ID, "-a"),
        (formats.TIME_ZONE, "../../etc/passwd"),
        (formats.LANGUAGE, "JA"),
    ],
)
def test_what_means_nothing_is_refused(form: Format, typed: str) -> None:
    with pytest.raises(Refused):
        form.parse(typed)
