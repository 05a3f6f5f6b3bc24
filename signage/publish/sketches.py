"""Sketches: draws trials while somebody types: the slide's own pages, and around them what was drawn before."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from signage.core.catalogue import Catalogue, Request
from signage.core.instants import DAY, SECOND
from signage.core.layouts import LAYOUTS
from signage.core.loop_facts import posted_facts
from signage.core.playlists import Part
from signage.core.rulebook import Rulebook
from signage.core.schedules import Rule
from signage.core.screens import Screen
from signage.core.shows import Box
from signage.core.spans import Spans, intersect
from signage.core.timeline import PlannedZone, Segment, timeline
from signage.publish.frames import Frames, OnScreen
from signage.publish.studio import Order, Studio, Undrawable, ordered
from signage.publish.trials import Loop, Placed, Trial, Tried, TriedPage
from signage.render.canvas import Canvas
from signage.render.kinds import KINDS, Kind
from signage.render.pages import Finding
from signage.store.catalogue import catalogue
from signage.store.database import change_number, open_database
from signage.store.files import Files
from signage.store.frames import Drawn

HORIZONS = (DAY, 16 * DAY, 400 * DAY)
"""How far ahead it is looked for when a notice is first seen, in growing steps."""

REMEMBERED = 64
"""Trials whose frames may still be kept: those of whoever types now."""


class Trials:
    """Belongs to one thread, as its database does."""

    def __init__(self, data: Path, *, kinds: Mapping[str, Kind] = KINDS) -> None:
        self._db = open_database(data)
        self._studio = Sketches(self._db, Files(data / "assets"), kinds=kinds)
        self._held: tuple[int, Catalogue] | None = None
        self._draft: tuple[tuple[str, int], Rulebook, Frames] | None = None
        self._drawn: OrderedDict[str, set[str]] = OrderedDict()

    def close(self) -> None:
        """Let go of the database."""
        self._db.close()

    def tried(self, trial: Trial, screen: str, *, at: int) -> Tried:
        """The first slide of a trial on a screen. Missing: no such screen; Undrawable: the slide cannot be drawn."""
        rulebook, frames = self._ready(trial)
        with self._studio.noting(slide.id for slide in trial.slides) as noted:
            tried = _Trying(rulebook, frames, self._studio, rulebook.screen(screen), trial).tried(at)
        self._studio.keep_others(at=at)
        self._drawn.setdefault(trial.key, set()).update(noted)
        while len(self._drawn) > REMEMBERED:
            self._drawn.popitem(last=False)
        return tried

    def keep(self, trial: Trial, *, at: int) -> int:
        """Let the store remember what was drawn of a trial, so that nobody draws it again; how much that was."""
        return self._studio.keep_only(self._drawn.pop(trial.key, set()), at=at)

    def _ready(self, trial: Trial) -> tuple[Rulebook, Frames]:
        """The catalogue as it would be. What was asked of other slides is known from the trial before."""
        change = change_number(self._db)
        if self._held is None or self._held[0] != change:
            self._held = change, catalogue(self._db)
        key = trial.key, change
        if self._draft is None or self._draft[0] != key:
            draft = trial.over(self._held[1])
            frames = Frames(draft, self._studio) if self._draft is None else self._draft[2].next(draft)
            self._draft = key, Rulebook(draft), frames
        return self._draft[1:]


class Sketches(Studio):
    """A studio whose drawings the store forgets unless somebody says to keep them; it also tells what is wrong.

    Whoever types for a minute has twenty versions drawn, of which one is wanted.
    """

    def __init__(self, *beside: Any, **named: Any) -> None:  # noqa: ANN401 - as a Studio is made
        super().__init__(*beside, **named)
        self._orders: dict[str, Order] = {}
        self._found: dict[str, tuple[tuple[Finding, ...], ...]] = {}
        self._slides: frozenset[str] = frozenset()
        self._noted: set[str] = set()
        self._trials: set[str] = set()

    @contextmanager
    def noting(self, slides: Iterable[str]) -> Iterator[set[str]]:
        """Under which keys the frames of these slides are that are asked for meanwhile."""
        self._slides, self._noted = frozenset(slides), set()
        yield self._noted
        self._trials |= self._noted
        self._slides = frozenset()

    def pages(self, kind: Kind, request: Request, canvas: Canvas, languages: tuple[str, ...]) -> tuple[Drawn, ...]:
        """The finished pages, drawn anew where a sweep has taken them meanwhile."""
        order = ordered(kind, request, canvas, languages)
        if not all(self._files.has(page.asset) for page in self._known.get(order.key, ())):
            self.forget()
        pages = super().pages(kind, request, canvas, languages)
        if request.slide.id in self._slides:
            self._noted.add(order.key)
            self._orders.update(dict.fromkeys((page.asset for page in pages), order))
        return pages

    def findings(self, asset: str) -> tuple[tuple[Finding, ...], ...]:
        """What could not be read, page by page, of the slide to which a picture belongs: by laying it out again."""
        order = self._orders[asset]
        if order.key not in self._found:
            canvas = Canvas(**order.canvas)
            laid_out = self._kinds[order.kind].pages(order.document, canvas, order.languages, self._files.read)
            self._found[order.key] = tuple(page.findings for page in laid_out)
        return self._found[order.key]

    def keep_only(self, keys: Collection[str], *, at: int) -> int:
        """Let the store remember these; the others it may remember later."""
        others = {key: drawn for key, drawn in self._fresh.items() if key not in keys}
        self._fresh = {key: drawn for key, drawn in self._fresh.items() if key in keys}
        kept = self.keep(at=at)
        self._fresh = others
        return kept

    def keep_others(self, *, at: int) -> int:
        """Let the store remember what had to be drawn around a trial: it is on air, or soon will be."""
        return self.keep_only(self._fresh.keys() - self._trials, at=at)


class _Still:
    """What slides look like at one instant: how they became so is not asked, as nothing here depends on it."""

    def __init__(self, pictures: OnScreen) -> None:
        self._pictures = pictures

    def edges(self, slide: str, box: Box, begins: int, ends: int) -> Iterable[int]:
        """None."""
        return ()

    def changed(self, slide: str, box: Box, at: int) -> int:
        """Long ago."""
        return 0

    def parts(self, slide: str, box: Box, at: int, *, plain: bool = False) -> tuple[Part, ...]:
        """The slide's pages."""
        return self._pictures.parts(slide, box, at, plain=plain)


class _Trying:
    """One trial on one screen."""

    def __init__(self, rulebook: Rulebook, frames: Frames, studio: Sketches, screen: Screen, trial: Trial) -> None:
        self._book, self._frames, self._studio, self._screen, self._trial = rulebook, frames, studio, screen, trial
        self._slide = trial.slides[0]
        self._pictures = frames.on(screen)

    def tried(self, now: int) -> Tried:
        """At the first instant from now on at which it would be seen."""
        at, rule, box = self._seen(now)
        segment = self._segment(at)
        zone = next((zone for zone in segment.zones if rule is not None and zone.zone == rule.zone), None)
        parts = self._pictures.parts(self._slide.id, box, at)
        findings = self._studio.findings(self._pictures.items[parts[0].item].asset) if parts else ()
        begun = _begins(zone, self._slide.id)
        pages = []
        for part, found in zip(parts, findings, strict=True):
            item = self._pictures.items[part.item]
            pages.append(
                TriedPage(
                    asset=item.asset,
                    language=item.lang,
                    alt=item.alt,
                    ms=part.ms,
                    findings=found,
                    glass=(*self._around(segment, box, begun or 0), Placed(asset=item.asset, box=box)),
                )
            )
            begun = None if begun is None else begun + part.ms
        width, height = self._screen.width, self._screen.height
        tried = Tried(screen=self._screen.id, at=at, width=width, height=height, box=box, pages=tuple(pages))
        facts = posted_facts(self._book, segment.zones, self._slide.id, at=at)
        return tried if facts is None else replace(tried, loop=Loop.of(facts))

    def _seen(self, now: int) -> tuple[int, Rule | None, Box]:
        """When, by which rule and in which box it is first seen; now, in the box for notices, where never."""
        rules = [rule for rule in self._trial.rules if self._speaks_here(rule)]
        now = now // SECOND * SECOND
        for horizon in HORIZONS:
            found = [
                (max(begins, now), rule)
                for rule in rules
                for begins, _ in intersect(self._book.course(rule, now, now + horizon).spans, self._lit(now, horizon))
            ]
            for at, rule in sorted(found, key=lambda one: (one[0], one[1].id)):
                zones = {zone.zone: zone.box for zone in self._segment(at).zones}
                if rule.zone in zones:
                    return at, rule, zones[rule.zone]
        boxes = LAYOUTS[self._screen.layout].zones(self._screen.width, self._screen.height)
        zone = next((rule.zone for rule in rules if rule.zone in boxes), next(iter(boxes)))
        return now, None, boxes[zone]

    def _speaks_here(self, rule: Rule) -> bool:
        return self._screen.id in rule.screens or not set(rule.groups).isdisjoint(self._screen.groups)

    def _lit(self, now: int, horizon: int) -> Spans:
        """When the screen is lit."""
        power, until = self._screen.power, now + horizon
        return ((now, until),) if power is None else self._book.calendars.open_spans(power, now, until)

    def _segment(self, at: int) -> Segment:
        """What the screen shows at an instant. Another slide that cannot be drawn is as if it were withdrawn."""
        book = self._book
        while True:
            try:
                line = timeline(book, self._screen.id, _Still(self._pictures), at, at + SECOND)
            except Undrawable as broken:
                if broken.slide in {slide.id for slide in self._trial.slides}:
                    raise
                held = book.catalogue
                slide = replace(held.slides[broken.slide], state="withdrawn")
                book = Rulebook(replace(held, slides={**held.slides, slide.id: slide}))
            else:
                return line.segments[0]

    def _around(self, segment: Segment, box: Box, passed: int) -> Iterator[Placed]:
        """What the other zones show when so much of a round has passed."""
        for zone in segment.zones:
            if zone.box != box:
                item = _item_at(zone, passed)
                yield Placed(asset=self._pictures.items[item].asset, box=zone.box)


def _begins(zone: PlannedZone | None, slide: str) -> int | None:
    """How much of a round has passed when a slide's turn comes; None where it has none."""
    passed = 0
    for turn in zone.turns if zone is not None else ():
        if turn.slide == slide:
            return passed
        passed += turn.ms
    return None


def _item_at(zone: PlannedZone, passed: int) -> str:
    """The item that is shown when so much of a round has passed."""
    passed %= sum(part.ms for part in zone.loop)
    for part in zone.loop:
        if passed < part.ms:
            return part.item
        passed -= part.ms
    raise AssertionError("a loop is as long as its parts")
