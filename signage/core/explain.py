"""Explain: for any instant, which rule won on a screen, which lost and why, and until when that holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from signage.core import explain_words as words
from signage.core.instants import DAY, local_day
from signage.core.layouts import LAYOUTS
from signage.core.rulebook import Rulebook
from signage.core.schedules import LEVELS, Playing, Resolved, Rule, resolve
from signage.core.screens import Screen
from signage.core.shows import Box
from signage.core.spans import EVER, Span, span_at
from signage.core.spoken import Spoken
from signage.core.texts import Text
from signage.core.when import limits_span

HORIZONS = (8 * DAY, 64 * DAY, 400 * DAY)
"""How far ahead the next change is looked for, in growing steps."""

Verdict = Literal["plays", "joins", "inserted", "outranked", "no zone", "closed", "not yet", "over", "empty"]

WINNING: frozenset[Verdict] = frozenset({"plays", "joins", "inserted"})


@dataclass(frozen=True, kw_only=True)
class Judged:
    """One rule at one instant: `what` it plays, by name, and `why`, or why not; `left_out`: why slides are missing.

    `begins` and `ends` are of the window that is open (None: it has none in sight); where none is open, `begins` is
    of the next one, if there is any.
    """

    rule: Rule
    what: Text
    verdict: Verdict
    why: Text
    left_out: tuple[Text, ...]
    begins: int | None
    ends: int | None


@dataclass(frozen=True, kw_only=True)
class ZoneExplained:
    """One zone: the rules that play in it (none: the fallback shows there), and those that lost, highest first.

    `box` is None for a zone that rules speak of and the layout lacks.
    """

    zone: str
    box: Box | None
    winners: tuple[Judged, ...]
    losers: tuple[Judged, ...]


@dataclass(frozen=True, kw_only=True)
class Explanation:
    """What a screen shows at an instant, and why. `until` is the first instant at which that changes, if it does.

    `power`, `lasts`, `layout_why` are whole sentences.
    """

    screen: Screen
    at: int
    until: int | None
    lasts: Text
    lit: bool
    power: Text
    sound: bool
    layout: str
    layout_why: Text
    zones: tuple[ZoneExplained, ...]

    def told(self, language: str) -> list[str]:
        """The explanation as lines, in Japanese (`ja`) or else English."""
        return words.told(self, language)


def explain(rulebook: Rulebook, screen_id: str, at: int) -> Explanation:
    """Why a screen shows at an instant what it shows.

    Pages that change by themselves (a counter that opens) are not part of it: they are not the schedule's doing.
    """
    explainer = _Explainer(rulebook, rulebook.screen(screen_id), at)
    return explainer.explanation()


class _Explainer:
    """One question, and what is needed for its answer."""

    def __init__(self, rulebook: Rulebook, screen: Screen, at: int) -> None:
        self._book, self._screen, self._at = rulebook, screen, at
        self._zone = rulebook.calendars.zone(screen.office)
        self._say = Spoken(at=at, zone=self._zone)
        self._rules = rulebook.rules(screen)
        self._dark = False

    def explanation(self) -> Explanation:
        resolved = self._resolved(self._at, self._at + DAY)
        calendar, calendars = self._screen.sound, self._book.calendars
        lit = self._lit(self._at, resolved)
        self._dark = not lit
        until = self._until()
        return Explanation(
            screen=self._screen,
            at=self._at,
            until=until,
            lasts=words.lasts(self._say.next(until)),
            lit=lit,
            power=self._power(resolved),
            sound=lit and calendar is not None and calendars.is_open(calendar, self._at),
            layout=resolved.layout,
            layout_why=words.layout(resolved),
            zones=tuple(self._explained(resolved)),
        )

    def _resolved(self, at: int, ends: int) -> Resolved:
        """What the rules come to at an instant; asked within one reach, so that each rule is looked up once."""
        begins = self._at
        courses = (self._book.course(rule, begins, ends) for rule in self._rules)
        return resolve((course.rule for course in courses if span_at(course.spans, at)), layout=self._screen.layout)

    def _lit(self, at: int, resolved: Resolved) -> bool:
        calendar = self._screen.power
        return resolved.wakes or calendar is None or self._book.calendars.is_open(calendar, at)

    def _state(self, at: int, ends: int) -> object:
        """All that must stay the same for nothing to change."""
        resolved, calendars, sound = self._resolved(at, ends), self._book.calendars, self._screen.sound
        if not self._lit(at, resolved):
            return None
        playing = [rule for zone in resolved.zones.values() for rule in zone.everyone]
        shown = [slide for rule in playing for slide in self._slides(rule) if self._book.is_on_air(slide, at)]
        zones = {zone: playing.everyone for zone, playing in resolved.zones.items()}
        return resolved.layout, zones, shown, sound is not None and calendars.is_open(sound, at)

    def _until(self) -> int | None:
        for horizon in HORIZONS:
            ends = self._at + horizon
            now = self._state(self._at, ends)
            for edge in sorted(self._edges(ends)):
                if self._state(edge, ends) != now:
                    return edge
        return None

    def _edges(self, ends: int) -> set[int]:
        """The instants in (at, ends) at which anything may change."""
        edges: set[int] = set()
        for calendar in (self._screen.power, self._screen.sound):
            if calendar is not None:
                edges.update(self._book.calendars.edges(calendar, self._at, ends))
        for rule in self._rules:
            course = self._book.course(rule, self._at, ends)
            edges.update(edge for span in course.spans for edge in span)
            edges.update(course.marks if course.spans else ())
        return {edge for edge in edges if self._at < edge < ends}

    def _power(self, resolved: Resolved) -> Text:
        """Why the screen is lit or dark: the deciding line of its calendar, or the rule that woke it."""
        calendars, name = self._book.calendars, self._screen.power
        if name is None:
            return words.ALWAYS_LIT
        calendar = self._book.catalogue.calendars[name]
        line = calendars.deciding(name, self._at)
        holiday = calendars.holiday(name, local_day(self._at, self._zone))
        because = words.deciding(calendar, line, holiday)
        if calendars.is_open(name, self._at):
            ends = self._next(name, opens=False)
            return words.lit(because, None if ends is None else self._say.end(ends))
        if resolved.wakes:
            highest = max(resolved.zones.values(), key=lambda playing: LEVELS[playing.level])
            return words.woken(because, highest)
        return words.dark(because, self._say.next(self._next(name, opens=True)))

    def _next(self, calendar: str, *, opens: bool) -> int | None:
        """When a calendar next opens, or closes, after the instant."""
        for horizon in HORIZONS:
            spans = self._book.calendars.open_spans(calendar, self._at, self._at + horizon)
            edges = (span[0] if opens else span[1] for span in spans)
            if found := next((edge for edge in edges if self._at < edge < self._at + horizon), None):
                return found
        return None

    def _explained(self, resolved: Resolved) -> list[ZoneExplained]:
        boxes = LAYOUTS[resolved.layout].zones(self._screen.width, self._screen.height)
        names = [*boxes, *sorted({rule.zone for rule in self._rules} - set(boxes))]
        return [self._zone_explained(zone, boxes.get(zone), resolved) for zone in names]

    def _zone_explained(self, zone: str, box: Box | None, resolved: Resolved) -> ZoneExplained:
        judged = [self._judged(rule, resolved) for rule in self._rules if rule.zone == zone]
        judged.sort(key=lambda verdict: (-LEVELS[verdict.rule.level], verdict.rule.id))
        winners = tuple(one for one in judged if one.verdict in WINNING)
        losers = tuple(one for one in judged if one not in winners)
        return ZoneExplained(zone=zone, box=box, winners=winners, losers=losers)

    def _judged(self, rule: Rule, resolved: Resolved) -> Judged:
        window = self._window(rule)
        left_out = tuple(text for slide in self._slides(rule) if (text := self._left_out(slide)) is not None)
        if window is None:
            return self._not_open(rule, left_out)
        begins, ends = window
        verdict, why = self._open(rule, resolved, left_out)
        why = words.joined(why, self._because(rule), self._say.window(begins, ends))
        return Judged(
            rule=rule,
            what=self._what(rule),
            verdict=verdict,
            why=why,
            left_out=left_out,
            begins=begins or None,
            ends=ends if ends < EVER else None,
        )

    def _window(self, rule: Rule) -> Span | None:
        """The window of a rule that is open, whole; EVER as its end where none is in sight."""
        begins = ends = self._at
        for horizon in HORIZONS:
            span = span_at(self._book.windows(rule, self._at, self._at + horizon), self._at)
            if span is None:
                return None
            begins, ends = span
            if ends < self._at + horizon:
                return span
        return begins, EVER

    def _open(self, rule: Rule, resolved: Resolved, left_out: tuple[Text, ...]) -> tuple[Verdict, Text]:
        """Whether a rule whose window is open plays, and if not, why."""
        playing = resolved.zones.get(rule.zone)
        if playing is not None and rule in playing.everyone:
            return self._won(rule, playing)
        if not any(self._book.is_on_air(slide, self._at) for slide in self._slides(rule)):
            return "empty", words.empty(left_out)
        if rule.zone not in LAYOUTS[resolved.layout].landscape:
            return "no zone", words.no_zone(resolved, rule)
        return "outranked", words.nothing_to_insert_into() if playing is None else words.outranked(playing)

    def _won(self, rule: Rule, playing: Playing) -> tuple[Verdict, Text]:
        if rule in playing.rules:
            return "plays", words.plays(rule, equals=len(playing.rules), dark=self._dark)
        if rule in playing.joined:
            return "joins", words.joins(playing, dark=self._dark)
        return "inserted", words.inserted(rule)

    def _not_open(self, rule: Rule, left_out: tuple[Text, ...]) -> Judged:
        """A rule whose window is not open: over, not begun, or between two windows."""
        (first, last), ahead = self._book.limits(rule), self._next_window(rule)
        verdict: Verdict
        if last <= self._at:
            verdict, why = "over", words.over(self._say.end(last))
        elif self._at < first:
            verdict, why = "not yet", words.not_yet(self._say.beginning(first))
        else:
            verdict, why = "closed", words.closed(self._say.next(ahead))
        return Judged(
            rule=rule,
            what=self._what(rule),
            verdict=verdict,
            why=words.joined(why),
            left_out=left_out,
            begins=ahead,
            ends=None,
        )

    def _next_window(self, rule: Rule) -> int | None:
        for horizon in HORIZONS:
            if spans := self._book.windows(rule, self._at, self._at + horizon):
                return spans[0][0]
        return None

    def _because(self, rule: Rule) -> Text | None:
        """The calendar's word on a rule that plays while it is open or closed, or on holidays."""
        if rule.when.during is None:
            return None
        name = rule.when.calendar or self._book.catalogue.offices[rule.office].calendar
        calendars = self._book.calendars
        line, day = calendars.deciding(name, self._at), local_day(self._at, calendars.zone_of(name))
        because = words.deciding(self._book.catalogue.calendars[name], line, calendars.holiday(name, day))
        return words.during(rule.when.during, because)

    def _what(self, rule: Rule) -> Text:
        """The name of what a rule plays."""
        if rule.playlist is not None:
            return self._book.catalogue.playlists[rule.playlist].name
        return self._book.slide(rule.slide).name if rule.slide is not None else Text()

    def _slides(self, rule: Rule) -> list[str]:
        return [slide for slide, _ in self._book.source(playlist=rule.playlist, slide=rule.slide).entries]

    def _left_out(self, slide_id: str) -> Text | None:
        """Why a slide is not shown; None: it is."""
        slide = self._book.slide(slide_id)
        if slide.state != "published":
            return words.unpublished(slide)
        begins, ends = limits_span(slide.limits, self._book.calendars.zone(slide.office))
        if self._at < begins:
            return words.slide_not_yet(slide, self._say.beginning(begins))
        return words.slide_over(slide, self._say.end(ends)) if ends <= self._at else None
