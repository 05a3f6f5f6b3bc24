"""Compile: a whole installation published, and one changed rule, with every frame already drawn."""

from __future__ import annotations

import gc
import math
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.table import Row
from signage.config import Settings
from signage.core.calendars import Calendar, Line
from signage.core.catalogue import Group, Request
from signage.core.nouns import NOUNS
from signage.core.offices import Office
from signage.core.playlists import Entry, Playlist
from signage.core.schedules import Rule
from signage.core.screens import Screen
from signage.core.shows import instant_of
from signage.core.slides import Slide
from signage.core.texts import Text
from signage.core.when import Limits, When
from signage.publish import keys
from signage.publish.publisher import Publisher
from signage.publish.signing import sign
from signage.publish.tree import Tree
from signage.render.canvas import Canvas
from signage.render.pages import Page
from signage.store.database import Database, open_database, writing
from signage.store.enrolments import enrol
from signage.store.rows import save

NOW = instant_of("2026-11-22T01:00:00Z")
SIZES = (10, 100, 1_000)
GROUPS = 40
FULL_S = 2.0
CHANGE_S = 0.1


@dataclass(frozen=True)
class _Fields:
    words: str = ""


class _Card:
    """Costs nothing to draw; one slide in ten changes by itself every day, as an opening state does."""

    name = "card"
    fields = _Fields

    def edges(self, request: Request, begins: int, ends: int) -> Iterable[int]:
        day = 86_400_000
        if request.slide.fields["turning"]:
            return range(begins // day * day + day // 8, ends, day)
        return ()

    def document(self, request: Request) -> Mapping[str, Any]:
        return {"words": request.slide.fields["words"], "open": (request.at // 43_200_000) % 2}

    def pages(
        self, document: Mapping[str, Any], canvas: Canvas, languages: tuple[str, ...], read: Callable[[str], bytes]
    ) -> tuple[Page, ...]:
        return tuple(
            Page(
                width=64,
                height=64,
                paper=f"#{int(document['words']) * 7919 % 0xFFFFFF:06X}",
                marks=(),
                language=language,
                alt=f"お知らせ {document['words']} {language}",
                shown_ms=8_000,
            )
            for language in languages
        )


def _whens() -> list[When]:
    """Every sort of window that a ward office uses."""
    weekdays = ("mon", "tue", "wed", "thu", "fri")
    return [
        When(),
        When(weekdays=weekdays, times=(("08:30", "17:15"),)),
        When(during="open"),
        When(during="before-closing", minutes=30),
        When(weekdays=("sat",), nth=(2, 4), times=(("09:00", "12:00"),)),
        When(times=(("11:00", "13:00"), ("15:00", "16:00"))),
        When(limits=Limits(begins="2026-11-10", ends="2026-12-10"), weekdays=weekdays),
        When(times=(("22:00", "06:00"),)),
        When(during="closed"),
        When(limits=Limits(ends="2026-11-26T12:00")),
    ]


def _rule(number: int, groups: int, whens: list[When], slides: int) -> Rule:
    """Each group's dozen rules are of every sort: base, normal, side by side, taking over, inserted."""
    round_, group = divmod(number, groups)
    sort = round_ % 12
    given: dict[str, Any] = {"playlist": f"p{number % 100}"}
    if sort == 11:
        given = {"slide": f"s{number % slides}", "level": "interrupt", "every_minutes": 4}
    elif sort == 10:
        given = {"slide": f"s{number % slides}", "level": "interrupt"}
    elif sort == 9:
        given |= {"layout": "main-side"}
    elif sort == 8:
        given |= {"zone": "side"}
    elif sort < 2:
        given |= {"level": "base"}
    return Rule(
        id=f"r{number:04}",
        office="ward",
        groups=(f"g{group}",),
        weight=2 if sort == 5 else 1,
        when=whens[(round_ + group) % len(whens)],
        **given,
    )


def _things(screens: int) -> list[Any]:
    """A city with so many screens, in at most 40 groups, with half as many rules."""
    groups, rules, slides = min(GROUPS, screens), max(5, screens // 2), 300
    hours = (Line(weekdays=("mon", "tue", "wed", "thu", "fri"), hours=(("08:45", "17:00"),)),)
    whens = _whens()
    name = Text.of(ja="区役所")
    return [
        Office(id="ward", name=name, calendar="hours"),
        Calendar(id="hours", office="ward", name=name, lines=hours),
        *(Group(id=f"g{n}", office="ward", name=name) for n in range(groups)),
        *(
            Slide(
                id=f"s{n}",
                office="ward",
                kind="card",
                name=name,
                owner="general",
                limits=Limits(ends=f"2026-12-{n % 28 + 1:02}") if n % 3 else Limits(),
                fields={"words": str(n), "turning": n % 10 == 0},
            )
            for n in range(slides)
        ),
        *(
            Playlist(
                id=f"p{n}",
                office="ward",
                name=name,
                entries=tuple(Entry(slide=f"s{(n * 7 + k) % slides}") for k in range(6)),
            )
            for n in range(100)
        ),
        *(
            Screen(
                id=f"screen-{n:04}",
                office="ward",
                name=name,
                diagonal_in=55,
                building="main",
                floor="1f",
                groups=(f"g{n % groups}",),
                languages=("ja",),
                fallback="p0",
            )
            for n in range(screens)
        ),
        *(_rule(n, groups, whens, slides) for n in range(rules)),
    ]


def _save(db: Database, things: Iterable[Any], at: int) -> None:
    nouns = {noun.kind: plural for plural, noun in NOUNS.items()}
    with writing(db) as under_way:
        for thing in things:
            save(under_way, nouns[type(thing)], [thing], at=at, who="benchmark")


@dataclass(frozen=True, kw_only=True)
class Measured:
    """Seconds: everything from nothing but drawn frames; a rule that touches ten screens; the floor beneath both.

    `alike_s`: the ten are of one group and get one manifest; `unlike_s`: of ten groups, and none shares its manifest.
    """

    full_s: float
    alike_s: float
    unlike_s: float
    least_s: float


def measure(screens: int, folder: Path) -> Measured:
    """Publish an installation of so many screens; the best of three each."""
    settings = Settings(data=folder / "data")
    kinds = {"card": _Card()}
    db = open_database(settings.data)
    keys.make(settings.data, at=NOW)
    things = _things(screens)
    _save(db, things, NOW)
    with writing(db) as under_way:
        for n in range(screens):
            enrol(under_way, f"screen-{n:04}", at=NOW)
    with Publisher(settings, kinds=kinds) as publisher:
        done = publisher.publish(at=NOW)  # draws the frames
        assert not done.problems, done.problems
    fulls: list[float] = []
    changes: dict[str, list[float]] = {"alike": [], "unlike": []}
    groups = min(GROUPS, screens)
    tens = {"alike": range(0, screens, groups), "unlike": range(groups)}
    for turn in range(3):
        shutil.rmtree(settings.data / "public")
        with Publisher(settings, kinds=kinds) as publisher:
            fulls.append(_timed(partial(publisher.publish, at=NOW + turn)))
            for name, numbers in tens.items():
                ten = tuple(f"screen-{n:04}" for n in numbers[:10])
                special = Rule(id=f"special-{name}", office="ward", screens=ten, playlist=f"p{turn}")
                _save(db, [special], NOW + turn + 1)
                changes[name].append(_timed(partial(publisher.publish, at=NOW + turn + 1)))
    least = _least(settings.data, screens, folder / "least")
    db.close()
    alike, unlike = min(changes["alike"]), min(changes["unlike"])
    return Measured(full_s=min(fulls), alike_s=alike, unlike_s=unlike, least_s=least)


def _timed(work: Callable[[], object]) -> float:
    gc.collect()
    began = perf_counter()
    work()
    return perf_counter() - began


def _least(data: Path, screens: int, folder: Path) -> float:
    """What no compiler could save: so many signatures, files and one sync."""
    key = keys.read(data).signing[0].private
    tree = Tree(folder)
    tree.prepare()

    def work() -> None:
        document = {"screen": "lobby-1f", "manifest": "0" * 64, "keys": ["A" * 43], "servers": []}
        signed = {
            f"{n:032x}": sign({**document, "sequence": n}, kind="signage-head", key=key) for n in range(screens)
        }
        tree.put_heads(signed, at=NOW)

    return _timed(work)


def rows() -> list[Row]:
    """The full compile at three sizes, its growth, and one changed rule among 1,000 screens."""
    found = {}
    for screens in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            found[screens] = measure(screens, Path(folder))
    table = []
    for screens, measured in found.items():
        last = screens == SIZES[-1]
        table.append(
            Row(
                name=f"full compile, {screens:,} screens, 8 days, signed and synced",
                value=measured.full_s,
                unit="s",
                reference=f"signing and writing as many heads: {measured.least_s:.3f} s",
                ratio=measured.full_s / measured.least_s,
                bar=f"at most {FULL_S:g} s" if last else "",
                ok=measured.full_s <= FULL_S if last else None,
            )
        )
    for small, large in pairwise(SIZES):
        growth = found[large].full_s / found[small].full_s
        bar = large * math.log(large) / (small * math.log(small))
        table.append(
            Row(
                name=f"growth of a full compile from {small} to {large:,} screens",
                value=growth,
                unit="times",
                reference=f"n log n: {bar:.1f} times",
                ratio=growth / bar,
                bar="at most 1.00",
                ok=growth <= bar,
            )
        )
    full = found[SIZES[-1]].full_s
    changes = {"of one group": found[SIZES[-1]].alike_s, "of ten": found[SIZES[-1]].unlike_s}
    for which, changed in changes.items():
        promised = which == "of one group"
        table.append(
            Row(
                name=f"one changed rule touching 10 of 1,000 screens, {which}",
                value=changed,
                unit="s",
                reference=f"full compile: {full:.2f} s",
                ratio=changed / full,
                bar=f"at most {CHANGE_S:g} s" if promised else "",
                ok=changed <= CHANGE_S if promised else None,
            )
        )
    return table
