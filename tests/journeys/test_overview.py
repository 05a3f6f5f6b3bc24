"""Nobody waits long: while the office is open every section with its counters comes back within 40 s, in Japanese."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from signage.core.explain import explain
from signage.core.guide import Counter, Section
from signage.core.rulebook import Rulebook
from signage.core.shows import instant_of
from signage.core.spans import intersect
from signage.core.when import limits_span
from signage.store.catalogue import catalogue
from signage.store.database import open_database
from tests.journeys.sample_office import GUIDED, Sample

LONGEST_MS = 40_000


@pytest.fixture(scope="module")
def book(published_sample: Sample) -> Iterator[Rulebook]:
    db = open_database(published_sample.data)
    yield Rulebook(catalogue(db))
    db.close()


def open_segments(book: Rulebook, screen: str, manifest: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The segments of the days ahead in which the office is open and nothing takes the screen over."""
    office = book.catalogue.offices[book.screen(screen).office]
    for segment in manifest["segments"]:
        begins, ends = instant_of(segment["from"]), instant_of(segment["until"])
        spans = intersect(book.calendars.open_spans(office.calendar, begins, ends), ((begins, ends),))
        if any(not taken_over(book, screen, begins) for begins, _ in spans):
            yield segment


def taken_over(book: Rulebook, screen: str, at: int) -> bool:
    zones = {zone.zone: zone for zone in explain(book, screen, at).zones}
    return any(
        one.rule.level in ("interrupt", "emergency") and one.verdict == "plays" for one in zones["main"].winners
    )


def is_overview(item: dict[str, Any]) -> bool:
    return item["lang"] == "ja" and item["alt"].startswith("庁舎案内")


def returns(loop: Sequence[tuple[str, int]], item: str) -> int:
    """From one beginning of an item to its next, at the worst; the loop goes round."""
    begins, at = [], 0
    for name, ms in loop:
        if name == item:
            begins.append(at)
        at += ms
    return max(later - earlier for earlier, later in zip(begins, [*begins[1:], begins[0] + at], strict=True))


def numbers(told: str) -> set[str]:
    """Every counter number that is told, ranges counted out: 26〜28, 29-A〜C, 別-1・2."""
    found: set[str] = set()
    for word in re.split(r"[\s:;/]+", told):
        stem = ""
        for part in word.split("・"):
            own, first, last = re.fullmatch(r"(.*-)?([^-〜]*)(?:〜(.*))?", part, re.DOTALL).groups("")  # type: ignore[union-attr]
            stem = own or stem
            found |= {stem + each for each in counted(first, last)}
    return found


def counted(first: str, last: str) -> list[str]:
    """From one number or letter to another."""
    if first.isdecimal() and last.isdecimal():
        return [str(number) for number in range(int(first), int(last) + 1)]
    if len(first) == len(last) == 1:
        return [chr(code) for code in range(ord(first), ord(last) + 1)]
    return [first]


def at_work(book: Rulebook, screen: str, at: int) -> tuple[list[Section], list[Counter]]:
    """The sections that have counters on a day, and these counters."""
    guide, zone = book.catalogue.guide, book.calendars.zone(book.screen(screen).office)

    def valid(row: Section | Counter) -> bool:
        begins, ends = limits_span(row.limits, zone)
        return begins <= at < ends

    counters = [row for row in guide.counters if valid(row)]
    own = {section for counter in counters for section in counter.sections}
    return [row for row in guide.sections if valid(row) and row.id in own], counters


@pytest.mark.parametrize("screen", GUIDED)
def test_every_section_comes_back_within_forty_seconds_while_the_office_is_open(
    published_sample: Sample, book: Rulebook, screen: str
) -> None:
    at = published_sample.at
    manifest = json.loads(published_sample.answers.manifest(screen, at=at, now=at))
    items, segments = manifest["items"], list(open_segments(book, screen, manifest))

    for segment in segments:
        loops = [manifest["loops"][zone["loop"]] for zone in segment["zones"]]
        guides = [loop for loop in loops if any(is_overview(items[item]) for item, _ in loop)]
        assert guides, f"no overview from {segment['from']}"
        pages = {item for loop in guides for item, _ in loop if is_overview(items[item])}
        assert max(returns(loop, item) for loop in guides for item in pages) <= LONGEST_MS, segment["from"]

        told = " ".join(items[item]["alt"] for item in pages)
        sections, counters = at_work(book, screen, instant_of(segment["from"]))
        names = {row.id: {row.name.best("ja"), row.short.best("ja")} - {""} for row in sections}
        assert [row for row, known in names.items() if not any(name in told for name in known)] == []
        assert [row.number for row in counters if not numbers(row.number) <= numbers(told)] == []

    assert len(segments) >= 3
