"""Timeline: rules, calendars and playlists resolved into segments, between which nothing changes by itself."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from signage.core.contents import Contents, Pictures, Scene
from signage.core.layouts import LAYOUTS
from signage.core.loops import Hands, Loops
from signage.core.playlists import Part, Turns, deal
from signage.core.problems import Refused
from signage.core.rulebook import Course, Rulebook
from signage.core.schedules import JOINED_LEVELS, Playing, Resolved, Rule, resolve
from signage.core.shows import Box
from signage.core.spans import EVER, Spans, span_at

FADE_MS = 600

FALLBACK = "fallback"
"""The zone that lies beneath all others where one of them is empty."""


@dataclass(frozen=True, kw_only=True)
class PlannedZone:
    """One zone of a segment: what is shown in its box, round and round, since when; and by which rules (by id)."""

    zone: str
    rules: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()
    inserts: tuple[str, ...] = ()
    box: Box
    turns: Turns
    loop_name: str
    anchor: int
    fade_ms: int = FADE_MS

    @cached_property
    def loop(self) -> tuple[Part, ...]:
        """All pages in order."""
        return tuple(part for turn in self.turns for part in turn.parts)


@dataclass(frozen=True, kw_only=True)
class Segment:
    """What holds in [begins, ends). `zones` in painting order, empty only where it is not lit."""

    begins: int
    ends: int
    lit: bool
    sound: bool
    zones: tuple[PlannedZone, ...]


@dataclass(frozen=True, kw_only=True)
class Timeline:
    """The resolved future of a screen: segments in order that touch and cover [begins, ends), and the fallback."""

    begins: int
    ends: int
    segments: tuple[Segment, ...]
    fallback: tuple[PlannedZone, ...]


def timeline(rulebook: Rulebook, screen_id: str, contents: Contents, begins: int, ends: int) -> Timeline:
    """What a screen shows in [begins, ends), whole seconds.

    Where the timelines of two spans overlap they say the same, but for the loops' names. Refused where a loop has
    more than 1,000 entries, a playlist contains itself, or the fallback has nothing that may always be shown.
    """
    return _Compiler(rulebook, screen_id, contents, begins, ends).timeline()


class _Compiler:
    """One screen's rules swept from the beginning of a span to its end."""

    def __init__(self, rulebook: Rulebook, screen_id: str, contents: Contents, begins: int, ends: int) -> None:
        self._begins, self._ends = begins, ends
        self._screen = rulebook.screen(screen_id)
        self._rulebook = rulebook
        self._courses = {rule.id: rulebook.course(rule, begins, ends) for rule in rulebook.rules(self._screen)}
        self._pictures = Pictures(contents, begins, ends)
        self._loops = Loops()
        self._whole: Box = (0, 0, self._screen.width, self._screen.height)
        self._fallback = self._made_fallback()
        self._left: dict[tuple[str, str], int] = {}
        self._scenes: dict[tuple[str, int, Box], Scene] = {}
        self._resolved: dict[frozenset[str], Resolved] = {}
        self._boxes_of: dict[str, dict[str, Box]] = {}
        self._planned: dict[tuple[object, ...], PlannedZone] = {}
        self._lit = self._open(self._screen.power, unless=((begins, ends),))
        self._sound = self._open(self._screen.sound, unless=())

    def timeline(self) -> Timeline:
        """Sweep, and make one segment of neighbours that do not differ."""
        segments: list[Segment] = []
        for segment in self._segments():
            if segments and _alike(segments[-1], segment):
                segments[-1] = _joined(segments[-1], segment)
            else:
                segments.append(segment)
        return Timeline(begins=self._begins, ends=self._ends, segments=tuple(segments), fallback=self._fallback)

    def _open(self, calendar: str | None, *, unless: Spans) -> Spans:
        if calendar is None:
            return unless
        return self._rulebook.calendars.open_spans(calendar, self._begins, self._ends)

    def _segments(self) -> Iterator[Segment]:
        opening: defaultdict[int, list[Course]] = defaultdict(list)
        closing: defaultdict[int, list[Course]] = defaultdict(list)
        edges = {self._begins, self._ends, *(edge for span in (*self._lit, *self._sound) for edge in span)}
        for course in self._courses.values():
            for begins, ends in course.spans:
                opening[max(begins, self._begins)].append(course)
                closing[ends].append(course)
            if course.spans:
                edges.update(course.marks)
        edges.update(opening, closing)
        open_now: set[str] = set()
        for begins, ends in pairwise(sorted(edge for edge in edges if self._begins <= edge <= self._ends)):
            for course in closing.get(begins, ()):
                open_now.discard(course.rule.id)
                key = _place(course.rule)
                self._left[key] = max(begins, self._left_before(key))
            open_now.update(course.rule.id for course in opening.get(begins, ()))
            resolved = self._resolve(frozenset(open_now))
            lit = resolved.wakes or span_at(self._lit, begins) is not None
            sound = lit and span_at(self._sound, begins) is not None
            if not lit:
                yield Segment(begins=begins, ends=ends, lit=False, sound=False, zones=())
                continue
            for low, high in pairwise(self._cuts(resolved, begins, ends)):
                yield Segment(begins=low, ends=high, lit=True, sound=sound, zones=self._zones(resolved, low))

    def _boxes(self, resolved: Resolved) -> dict[str, Box]:
        if resolved.layout not in self._boxes_of:
            layout = LAYOUTS[resolved.layout]
            self._boxes_of[resolved.layout] = layout.zones(self._screen.width, self._screen.height)
        return self._boxes_of[resolved.layout]

    def _resolve(self, open_now: frozenset[str]) -> Resolved:
        found = self._resolved.get(open_now)
        if found is None:
            rules = (self._courses[rule].rule for rule in open_now)
            found = self._resolved[open_now] = resolve(rules, layout=self._screen.layout)
        return found

    def _cuts(self, resolved: Resolved, begins: int, ends: int) -> list[int]:
        """Where in [begins, ends] the pages of a shown slide become others."""
        cuts = {begins, ends}
        boxes = self._boxes(resolved)
        for zone, playing in resolved.zones.items():
            for rule in playing.everyone:
                found = self._scene(rule, boxes[zone], begins).cuts
                cuts.update(found[bisect_right(found, begins) : bisect_left(found, ends)])
        return sorted(cuts)

    def _scene(self, rule: Rule, box: Box, at: int) -> Scene:
        """The slides of a rule that may be shown at an instant: others only from one of its marks to the next."""
        course = self._courses[rule.id]
        key = rule.id, bisect_right(course.marks, at), box
        found = self._scenes.get(key)
        if found is None:
            visible = (entry for entry in course.source.entries if self._rulebook.is_on_air(entry[0], at))
            found = self._scenes[key] = Scene(self._pictures, tuple(visible), box)
        return found

    def _zones(self, resolved: Resolved, at: int) -> tuple[PlannedZone, ...]:
        """Every zone that has something to show; the fallback beneath if one has not, so that nothing is black."""
        boxes = self._boxes(resolved)
        zones = [
            planned
            for zone, playing in resolved.zones.items()
            if (planned := self._zone(zone, boxes[zone], playing, at)) is not None
        ]
        return tuple(zones) if len(zones) == len(boxes) else (*self._fallback, *zones)

    def _zone(self, zone: str, box: Box, playing: Playing, at: int) -> PlannedZone | None:
        hands = self._hands(playing.rules, box, at)
        joined = self._newest_first(self._hands(playing.joined, box, at), box, at)
        if not hands and not joined:
            return None
        inserts = self._hands(playing.inserts, box, at)
        turns, name = self._loops.made(hands, joined, inserts)
        anchor = self._anchor(zone, box, playing, at)
        dealt, guests, put = (tuple(rule.id for rule, _ in some) for some in (hands, joined, inserts))
        key = zone, dealt, guests, put, box, name, anchor
        if key not in self._planned:
            self._planned[key] = PlannedZone(
                zone=zone,
                rules=dealt,
                joined=guests,
                inserts=put,
                box=box,
                turns=turns,
                loop_name=name,
                anchor=anchor,
            )
        return self._planned[key]

    def _newest_first(self, joined: Hands, box: Box, at: int) -> Hands:
        """In the order of their ids, from the one that came or changed last: a notice just posted is seen at once."""
        newest = max(range(len(joined)), key=lambda n: self._since(joined[n][0], box, at), default=0)
        return joined[newest:] + joined[:newest]

    def _hands(self, rules: tuple[Rule, ...], box: Box, at: int) -> Hands:
        looks = ((rule, self._scene(rule, box, at).look(at)) for rule in rules)
        return [(rule, look.turns) for rule, look in looks if look.turns]

    def _anchor(self, zone: str, box: Box, playing: Playing, at: int) -> int:
        """Since when the zone's loop, at its level, is what it is: a function of what is stored and the instant."""
        latest = self._left_before((zone, playing.level))
        if playing.level != "emergency":
            latest = max(latest, self._left_before((zone, "insert")))
        if playing.level in JOINED_LEVELS:
            latest = max(latest, self._left_before((zone, "joined")))
        return max(latest, *(self._since(rule, box, at) for rule in playing.everyone))

    def _since(self, rule: Rule, box: Box, at: int) -> int:
        """Since when an open rule shows what it shows: its window, its slides and their pages."""
        course = self._courses[rule.id]
        span = span_at(course.spans, at)
        assert span is not None
        index = bisect_right(course.marks, at)
        marked = course.marks[index - 1] if index else 0
        return max(span[0], marked, self._scene(rule, box, at).look(at).changed)

    def _left_before(self, place: tuple[str, str]) -> int:
        """When a rule of this zone and level last closed: swept so far, or before the span."""
        if place not in self._left:
            rules = [course.rule for course in self._courses.values() if _place(course.rule) == place]
            self._left[place] = max((self._rulebook.left(rule, self._begins) for rule in rules), default=0)
        return self._left[place]

    def _made_fallback(self) -> tuple[PlannedZone, ...]:
        """The screen's fallback: of its playlist what is on air by now and never ends, drawn plain."""
        source = self._rulebook.source(playlist=self._screen.fallback)
        asked = (
            self._pictures.turn(slide, self._whole, self._begins, ms, plain=True)
            for slide, ms in source.entries
            if (span := self._rulebook.on_air(slide)) is not None and span[0] <= self._begins and span[1] == EVER
        )
        turns = tuple(turn for turn in asked if turn.parts)
        if not turns:
            raise Refused(
                ja=f"モニター「{self._screen.id}」の通信断時のプレイリスト「{self._screen.fallback}」に、"
                "期限のない掲載中のコンテンツがありません。1件以上入れてください。",
                en=f'The fallback "{self._screen.fallback}" of screen "{self._screen.id}" has no published slide '
                "without an end. Put one in.",
            )
        turns = deal([(turns, 1)], name=self._screen.fallback)
        name = self._loops.name(self._screen.fallback, turns)
        return (PlannedZone(zone=FALLBACK, box=self._whole, turns=turns, loop_name=name, anchor=0),)


def _place(rule: Rule) -> tuple[str, str]:
    """Where a rule's coming and going is felt: among the equal rules of its zone, the inserts, or all that join."""
    if rule.each_round:
        return rule.zone, "joined"
    return rule.zone, rule.level if rule.every_minutes is None else "insert"


def _alike(one: Segment, other: Segment) -> bool:
    return (one.lit, one.sound, one.zones) == (other.lit, other.sound, other.zones)


def _joined(one: Segment, other: Segment) -> Segment:
    return Segment(begins=one.begins, ends=other.ends, lit=one.lit, sound=one.sound, zones=one.zones)
