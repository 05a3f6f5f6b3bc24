"""The rulebook: a catalogue's rules by screen, and when each of them is open and has something to show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable
from dataclasses import dataclass
from functools import cached_property

from signage.core.calendars import REMEMBERED, CalendarBook
from signage.core.catalogue import Catalogue
from signage.core.instants import DAY, HOUR, SECOND
from signage.core.playlists import Entries, inline, nested
from signage.core.problems import Missing
from signage.core.schedules import EMERGENCY_HOURS, Rule
from signage.core.screens import Screen
from signage.core.slides import Slide
from signage.core.spans import EVER, Span, Spans, intersect, span_at, union
from signage.core.when import LONG_AGO, limits_span, windows


@dataclass(frozen=True, kw_only=True)
class Source:
    """What a rule or a fallback plays.

    `on_air` is when at least one of them may be shown. `marks` are the instants, in order, at which the contents
    were changed or will change by a slide's limits.
    """

    entries: Entries
    on_air: Spans
    marks: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Course:
    """One rule over a stretch of time: when it is open with something to show, each span from where it began."""

    rule: Rule
    source: Source
    spans: Spans
    marks: tuple[int, ...]


class Rulebook:
    """A catalogue made ready to be asked what plays. Made once for a catalogue; what was asked once is remembered."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.calendars = CalendarBook(catalogue)
        self._by_screen: defaultdict[str, list[str]] = defaultdict(list)
        self._by_group: defaultdict[str, list[str]] = defaultdict(list)
        for rule in catalogue.rules.values():
            for screen in rule.screens:
                self._by_screen[screen].append(rule.id)
            for group in rule.groups:
                self._by_group[group].append(rule.id)
        self._rules: dict[Hashable, tuple[Rule, ...]] = {}
        self._sources: dict[tuple[str | None, str | None], Source] = {}
        self._courses: dict[tuple[str, int, int], Course] = {}
        self._slides: dict[str, Span | None] = {}
        self._versions: dict[Hashable, Hashable] = {}

    def screen(self, screen_id: str) -> Screen:
        """A screen by its id; Missing if there is none."""
        try:
            return self.catalogue.screens[screen_id]
        except KeyError:
            raise Missing(
                ja=f"モニター「{screen_id}」はありません。", en=f'There is no screen "{screen_id}".'
            ) from None

    def rules(self, screen: Screen) -> tuple[Rule, ...]:
        """The rules that speak of a screen, by itself or by a group, in the order of their ids."""
        own = tuple(self._by_screen.get(screen.id, ()))
        found = self._rules.get((own, screen.groups))
        if found is None:
            ids = {*own, *(rule for group in screen.groups for rule in self._by_group.get(group, ()))}
            found = self._rules[own, screen.groups] = tuple(self.catalogue.rules[rule] for rule in sorted(ids))
        return found

    def source(self, *, playlist: str | None = None, slide: str | None = None) -> Source:
        """What a playlist, or else one slide, comes to."""
        found = self._sources.get((playlist, slide))
        if found is None:
            found = self._sources[playlist, slide] = self._made_source(playlist, slide)
        return found

    def on_air(self, slide_id: str) -> Span | None:
        """From when until when a slide may be shown; None: it is not published."""
        if slide_id not in self._slides:
            slide = self.slide(slide_id)
            published = slide.state == "published"
            self._slides[slide_id] = (
                limits_span(slide.limits, self.calendars.zone(slide.office)) if published else None
            )
        return self._slides[slide_id]

    def is_on_air(self, slide_id: str, at: int) -> bool:
        """Whether a slide may be shown at an instant."""
        span = self.on_air(slide_id)
        return span is not None and span[0] <= at < span[1]

    def slide(self, slide_id: str) -> Slide:
        """A slide by its id; Missing if there is none."""
        try:
            return self.catalogue.slides[slide_id]
        except KeyError:
            raise Missing(
                ja=f"コンテンツ「{slide_id}」はありません。", en=f'There is no slide "{slide_id}".'
            ) from None

    def course(self, rule: Rule, begins: int, ends: int) -> Course:
        """When in [begins, ends) a rule is open with something to show. One without counts as not there."""
        found = self._courses.get((rule.id, begins, ends))
        if found is None:
            source = self.source(playlist=rule.playlist, slide=rule.slide)
            if len(self._courses) > REMEMBERED:
                self._courses.clear()
            found = self._courses[rule.id, begins, ends] = Course(
                rule=rule,
                source=source,
                spans=_since(begins, intersect(self.windows(rule, begins, ends), source.on_air)),
                marks=tuple(sorted({*source.marks, _second(rule.changed_at)})),
            )
        return found

    def windows(self, rule: Rule, begins: int, ends: int) -> Spans:
        """When in [begins, ends) a rule is open, whatever it has to show; each from where it really began."""
        zone = self.calendars.zone(rule.office)
        calendar = self.catalogue.offices[rule.office].calendar
        spans = windows(rule.when, begins, ends, zone=zone, book=self.calendars, calendar=calendar)
        return _since(begins, intersect(spans, (self.limits(rule),)))

    def limits(self, rule: Rule) -> Span:
        """From when until when a rule is in force. An emergency ends by itself; it begins when it was stored."""
        first, last = limits_span(rule.when.limits, self.calendars.zone(rule.office))
        if rule.level != "emergency":
            return max(first, 0), last
        first = first if rule.when.limits.begins is not None else _second(rule.changed_at)
        return first, last if rule.when.limits.ends is not None else first + EMERGENCY_HOURS * HOUR

    def left(self, rule: Rule, before: int) -> int:
        """The last instant up to `before` at which a rule closed; 0 if it never did, or is open at `before`."""
        first, last = self.limits(rule)
        source = self.source(playlist=rule.playlist, slide=rule.slide)
        if not source.on_air:
            return 0
        first, last = max(first, source.on_air[0][0], LONG_AGO), min(last, source.on_air[-1][1])
        high = min(before, last) + SECOND
        low, back = high, 8 * DAY
        while low > first:
            low = max(high - back, first)
            spans = intersect(self.windows(rule, low, high), source.on_air)
            if span_at(spans, before):
                return 0
            if closed := [ends for _, ends in spans if ends < high]:
                return closed[-1]
            back *= 2
        return 0

    def plan_key(self, screen_id: str) -> Hashable:
        """What a screen's timeline depends on: equal keys, equal timelines, in this catalogue and in later ones.

        Of the floor guide it holds only the screen's own directions: whoever remembers drawn pages or manifests
        from one catalogue to the next also looks at the guide's rows.
        """
        screen = self.screen(screen_id)
        rules = self.rules(screen)
        return _shape(screen), self._directions.get(screen_id, ()), self._version(rules, screen)

    @cached_property
    def _directions(self) -> dict[str, tuple[Hashable, ...]]:
        found: defaultdict[str, list[Hashable]] = defaultdict(list)
        for row in self.catalogue.guide.directions:
            found[row.screen].append((row.target, row.arrow, row.limits))
        return {screen: tuple(rows) for screen, rows in found.items()}

    def _version(self, rules: tuple[Rule, ...], screen: Screen) -> Hashable:
        """The id and last change of everything that the rules and the screen reach. Computed once for equal ones."""
        key = (id(rules), screen.office, screen.power, screen.sound, screen.fallback)
        if key not in self._versions:
            self._versions[key] = self._reached(rules, screen)
        return self._versions[key]

    def _reached(self, rules: tuple[Rule, ...], screen: Screen) -> Hashable:
        catalogue = self.catalogue
        played = {rule.playlist for rule in rules if rule.playlist is not None} | {screen.fallback}
        playlists = {name for playlist in played for name in nested(playlist, catalogue)}
        slides = {entry.slide for name in playlists for entry in catalogue.playlists[name].entries if entry.slide}
        slides |= {rule.slide for rule in rules if rule.slide is not None}
        offices = {screen.office, *(rule.office for rule in rules), *(self.slide(slide).office for slide in slides)}
        named = {rule.when.calendar for rule in rules} | {screen.power, screen.sound}
        calendars = {name for name in named if name} | {catalogue.offices[office].calendar for office in offices}
        calendars |= {base for name in calendars for base in self.calendars.bases(name)}
        offices |= {catalogue.calendars[name].office for name in calendars}
        return tuple(
            tuple((name, held[name].changed_at) for name in sorted(names))
            for held, names in (
                (catalogue.rules, {rule.id for rule in rules}),
                (catalogue.playlists, playlists),
                (catalogue.slides, slides),
                (catalogue.calendars, calendars),
                (catalogue.offices, offices),
            )
        )

    def _made_source(self, playlist: str | None, slide: str | None) -> Source:
        catalogue = self.catalogue
        entries = inline(playlist, catalogue) if playlist is not None else ((slide, None),) if slide else ()
        marks = (
            set()
            if playlist is None
            else {catalogue.playlists[name].changed_at for name in nested(playlist, catalogue)}
        )
        spans = []
        for slide_id, _ in entries:
            if (span := self.on_air(slide_id)) is not None:
                spans.append(span)
                marks |= {edge for edge in span if -EVER < edge < EVER}
            if self.slide(slide_id).state != "draft":
                marks.add(self.slide(slide_id).changed_at)
        return Source(entries=entries, on_air=union(spans), marks=tuple(sorted(map(_second, marks))))


def _since(begins: int, spans: Spans) -> Spans:
    """Those that are not over by then."""
    return tuple(span for span in spans if span[1] > begins)


def _second(instant: int) -> int:
    """The whole second in which an instant lies: published instants have no parts of one."""
    return instant // SECOND * SECOND


def _shape(screen: Screen) -> Hashable:
    """What of a screen decides what its pictures look like and when it is lit; its name and groups do not."""
    return (
        *(screen.office, screen.width, screen.height, screen.rotation, screen.diagonal_in),
        *(screen.viewing_distance_m, screen.scanning_distance_m, screen.building, screen.floor, screen.area),
        *(screen.facing, screen.languages, screen.theme, screen.layout, screen.power, screen.sound, screen.fallback),
        screen.volume_percent,
    )
