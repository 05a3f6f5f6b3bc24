"""Small makers of what a schedule is made of, and pages that stand in for drawn ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from signage.core.calendars import Calendar, Line
from signage.core.catalogue import Catalogue
from signage.core.instants import of_datetime
from signage.core.offices import Office
from signage.core.playlists import Entry, Part, Playlist
from signage.core.rulebook import Rulebook
from signage.core.schedules import Rule
from signage.core.screens import Screen
from signage.core.shows import Box
from signage.core.slides import Slide
from signage.core.texts import Text
from signage.core.timeline import PlannedZone, Segment, Timeline, timeline
from signage.core.when import Limits, When

OFFICE = "midori"
TOKYO = ZoneInfo("Asia/Tokyo")
WORKDAYS = ("mon", "tue", "wed", "thu", "fri")


def at(local: str, zone: str = "Asia/Tokyo") -> int:
    """An instant by its local time: "2026-11-24 10:00"."""
    return of_datetime(datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(zone)))


def a_span(first: str, last: str, zone: str = "Asia/Tokyo") -> tuple[int, int]:
    return at(first, zone), at(last, zone)


def hours(text: str) -> tuple[tuple[str, str], ...]:
    """ "8:45-12:00, 13:00-17:00" as pairs; nothing: closed."""
    pairs = (span.split("-") for span in text.replace(" ", "").split(",") if span)
    return tuple((begins, ends) for begins, ends in pairs)


def limits(text: str | None) -> Limits:
    """ "2026-11-22/2026-12-01"; either side may be empty."""
    begins, _, ends = (text or "/").partition("/")
    return Limits(begins=begins or None, ends=ends or None)


def days(text: str) -> tuple[Any, ...]:
    return tuple(text.split())


def a_line(
    open_hours: str = "", *, weekdays: str = "", within: str | None = None, name: str = "", **given: Any
) -> Line:
    text = Text.of(ja=name) if name else Text()
    return Line(hours=hours(open_hours), weekdays=days(weekdays), limits=limits(within), name=text, **given)


def a_calendar(*lines: Line, id: str = "office", base: str | None = None, office: str = OFFICE) -> Calendar:  # noqa: A002
    return Calendar(id=id, office=office, name=Text.of(ja=id), base=base, lines=lines)


def when(
    times: str = "", *, weekdays: str = "", nth: tuple[Any, ...] = (), within: str | None = None, **given: Any
) -> When:
    return When(times=hours(times), weekdays=days(weekdays), nth=nth, limits=limits(within), **given)


def a_rule(times: str = "", *, id: str = "rule", plays: str = "notices", **given: Any) -> Rule:  # noqa: A002
    """A rule for the lobby; what it does not know of itself it passes on to `when`."""
    own = {name: given.pop(name) for name in list(given) if name in Rule.__dataclass_fields__}
    own.setdefault("screens", ("lobby",))
    return Rule(id=id, office=OFFICE, playlist=plays, when=when(times, **given), **own)


def a_slide(id: str, *, within: str | None = None, **given: Any) -> Slide:  # noqa: A002
    return Slide(
        **{"office": OFFICE, "kind": "notice", "name": Text.of(ja=id), "owner": "koho", **given},
        id=id,
        limits=limits(within),
    )


def a_playlist(id: str, *entries: str | Entry, **given: Any) -> Playlist:  # noqa: A002
    """Entries are slides' ids; `>other` is a playlist; `slide:12` is shown 12 seconds a page."""
    return Playlist(id=id, office=OFFICE, name=Text.of(ja=id), entries=tuple(map(an_entry, entries)), **given)


def an_entry(text: str | Entry) -> Entry:
    if isinstance(text, Entry):
        return text
    name, _, seconds = text.partition(":")
    ms = int(seconds) * 1000 if seconds else None
    return Entry(playlist=name[1:], ms=ms) if name.startswith(">") else Entry(slide=name, ms=ms)


def a_screen(id: str = "lobby", **given: Any) -> Screen:  # noqa: A002
    defaults = {"diagonal_in": 55, "building": "main", "floor": "1f", "fallback": "always"}
    return Screen(**{**defaults, **given}, id=id, office=OFFICE, name=Text.of(ja=id))


def an_office(**given: Any) -> Office:
    return Office(**{"id": OFFICE, "name": Text.of(ja="みどり区役所"), "calendar": "office", **given})


def by_id(things: Iterable[Any]) -> dict[str, Any]:
    return {thing.id: thing for thing in things}


def a_catalogue(
    *rules: Rule,
    slides: Iterable[Slide] = (),
    playlists: Iterable[Playlist] = (),
    calendars: Iterable[Calendar] = (),
    screens: Iterable[Screen] = (),
    holidays: Mapping[date, Text] | None = None,
    **office: Any,
) -> Catalogue:
    """A catalogue with an office, open 8:45–17:00 on workdays, a lobby screen, and slides a, b, c in `notices`."""
    usual = (a_slide("a"), a_slide("b"), a_slide("c"), a_slide("g"))
    lists = (a_playlist("notices", "a", "b", "c"), a_playlist("always", "g"))
    return Catalogue(
        offices=by_id([an_office(**office)]),
        calendars=by_id([a_calendar(a_line("8:45-17:00", weekdays=" ".join(WORKDAYS))), *calendars]),
        holidays={OFFICE: holidays or {}},
        screens=by_id([a_screen(), *screens]),
        slides=by_id([*usual, *slides]),
        playlists=by_id([*lists, *playlists]),
        rules=by_id(rules),
    )


@dataclass
class Pages:
    """Stands in for drawn slides: `pages` of 10 s each, and instants at which a slide's pages become others."""

    pages: Mapping[str, int] = field(default_factory=dict)
    turns: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    def edges(self, slide: str, box: Box, begins: int, ends: int) -> Iterable[int]:
        return [turn for turn in self.turns.get(slide, ()) if begins < turn < ends]

    def changed(self, slide: str, box: Box, at: int) -> int:
        return max((turn for turn in self.turns.get(slide, ()) if turn <= at), default=0)

    def parts(self, slide: str, box: Box, at: int, *, plain: bool = False) -> tuple[Part, ...]:
        version = sum(turn <= at for turn in self.turns.get(slide, ()))
        mark = "-plain" if plain else f"-v{version}" if version else ""
        number = self.pages.get(slide, 1)
        return tuple(Part(f"{slide}{n or ''}{mark}@{box[2]}x{box[3]}", 10_000) for n in range(number))


def plan(
    catalogue: Catalogue, first: str, last: str, *, pages: Pages | None = None, screen: str = "lobby"
) -> Timeline:
    """The timeline from one local time in Tokyo to another."""
    return timeline(Rulebook(catalogue), screen, pages or Pages(), at(first), at(last))


def segment_at(planned: Timeline, instant: int) -> Segment:
    return next(segment for segment in planned.segments if segment.begins <= instant < segment.ends)


def zone_at(planned: Timeline, instant: int, zone: str = "main") -> PlannedZone:
    return next(found for found in segment_at(planned, instant).zones if found.zone == zone)


def slides_at(planned: Timeline, instant: int, zone: str = "main") -> list[str]:
    return [turn.slide for turn in zone_at(planned, instant, zone).turns]


def changed(catalogue: Catalogue, **replaced: Any) -> Catalogue:
    return replace(catalogue, **replaced)
