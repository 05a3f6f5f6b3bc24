"""Any schedule at all: catalogues of random rules, playlists and slides, and what plays there by the slow oracle."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hypothesis import strategies as st

from signage.core.catalogue import Catalogue
from signage.core.instants import DAY, HOUR
from signage.core.layouts import LAYOUTS
from signage.core.rulebook import Rulebook
from signage.core.schedules import LEVELS, Rule
from signage.core.texts import Text
from signage.core.timeline import Timeline, timeline
from tests.core.makers import Pages, a_calendar, a_catalogue, a_line, a_playlist, a_rule, a_screen, a_slide, at
from tests.core.schedule_oracle import Oracle, inside

BEGINS = at("2026-11-22 00:00")
"""A Sunday; Monday is a holiday."""

DAYS = 3
TIMES = ("", "", "9:00-12:00", "22:00-6:00", "11:30-13:30, 15:00-15:30", "0:00-24:00")
WITHINS = (
    None,
    None,
    None,
    None,
    "2026-11-23/",
    "/2026-11-23",
    "2026-11-22T10:42/2026-11-24T09:00",
    "2026-10-01/2026-10-03",
)


@st.composite
def rules(draw: st.DrawFn, number: int) -> Rule:
    level = draw(
        st.sampled_from(("base", "normal", "normal", "normal", "normal", "interrupt", "interrupt", "emergency"))
    )
    insert = draw(st.sampled_from((None, 1, 2))) if level == "interrupt" else None
    joins = level in ("base", "normal") and draw(st.booleans())
    return a_rule(
        draw(st.sampled_from(TIMES)),
        id=f"r{number}",
        plays=draw(st.sampled_from(("p0", "p1", "p2", "p3"))),
        weekdays=draw(st.sampled_from(("", "", "mon tue", "sun"))),
        during=draw(st.sampled_from((None, None, None, "open", "closed", "holidays"))),
        within=draw(st.sampled_from(WITHINS)),
        level=level,
        zone=draw(st.sampled_from(("main", "main", "main", "side"))),
        layout=None if joins else draw(st.sampled_from((None, None, "main-side", "whole"))),
        weight=draw(st.integers(1, 3)),
        every_minutes=insert,
        each_round=joins,
        changed_at=draw(INSTANTS),
    )


INSTANTS = st.integers(-20 * DAY // 700, DAYS * DAY // 700).map(lambda n: BEGINS + n * 700)


@st.composite
def catalogues(draw: st.DrawFn) -> Catalogue:
    states = st.sampled_from(("published", "published", "published", "draft", "withdrawn"))
    slides = [
        a_slide(f"s{n}", within=draw(st.sampled_from(WITHINS)), state=draw(states), changed_at=draw(INSTANTS))
        for n in range(5)
    ]
    entries = st.lists(st.sampled_from(("s0", "s1", "s2:7", "s3", "s4:20")), min_size=1, max_size=4)
    playlists = [
        a_playlist(f"p{n}", *draw(entries), *([f">p{n - 1}"] if n == 3 else []), changed_at=draw(INSTANTS))
        for n in range(4)
    ]
    power = a_calendar(a_line("7:00-22:00"), a_line(dates="2026-11-24"), id="power")
    screen = a_screen(
        power=draw(st.sampled_from((None, "power"))),
        sound=draw(st.sampled_from((None, "office"))),
        layout=draw(st.sampled_from(("whole", "main-side"))),
    )
    some = [draw(rules(n)) for n in range(draw(st.integers(0, 7)))]
    return a_catalogue(
        *some,
        slides=slides,
        playlists=playlists,
        calendars=[power],
        screens=[screen],
        holidays={date(2026, 11, 23): Text.of(ja="祝日")},
    )


@dataclass(frozen=True)
class Case:
    catalogue: Catalogue
    pages: Pages

    def planned(self, begins: int, ends: int) -> Timeline:
        return timeline(Rulebook(self.catalogue), "lobby", self.pages, begins, ends)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    turns = st.lists(st.integers(-10, 2 * DAYS * 24).map(lambda n: BEGINS + n * HOUR // 2), max_size=2)
    names = ("s0", "s1", "s2")
    by_slide = {name: tuple(sorted(draw(turns))) for name in names}
    return Case(draw(catalogues()), Pages(pages={"s1": 2, "s3": 3}, turns=by_slide))


@dataclass(frozen=True)
class Shown:
    """What one zone shows: the level at which its loop runs, and the rules of which it is made."""

    level: str
    winners: list[Rule]
    joined: list[Rule]
    inserts: list[Rule]

    @property
    def everyone(self) -> list[Rule]:
        return [*self.winners, *self.joined, *self.inserts]


class Slow:
    """What plays at one instant, asked of each rule directly."""

    def __init__(self, case: Case) -> None:
        self.catalogue, self.pages = case.catalogue, case.pages
        self.oracle = Oracle(case.catalogue)
        self.screen = case.catalogue.screens["lobby"]

    def entries(self, playlist: str) -> list[tuple[str, int | None]]:
        found: list[tuple[str, int | None]] = []
        for entry in self.catalogue.playlists[playlist].entries:
            found += self.entries(entry.playlist) if entry.playlist else [(entry.slide or "", entry.ms)]
        return found

    def visible(self, rule: Rule, now: int) -> list[tuple[str, int | None]]:
        zone = self.oracle.zone("midori")
        slides = self.catalogue.slides
        return [
            (slide, ms)
            for slide, ms in self.entries(rule.playlist or "")
            if slides[slide].state == "published" and inside(slides[slide].limits, now, zone)
        ]

    def there(self, now: int) -> list[Rule]:
        """The rules that are open with something to show."""
        return [r for r in self.catalogue.rules.values() if self.oracle.rule_open(r, now) and self.visible(r, now)]

    def layout(self, now: int) -> str:
        takers = sorted((r for r in self.there(now) if not mixed(r)), key=lambda r: (-LEVELS[r.level], r.id))
        return next((r.layout for r in takers if r.layout), self.screen.layout)

    def playing(self, now: int) -> tuple[bool, dict[str, Shown]]:
        """Whether the screen is lit, and what each zone shows that is not empty."""
        there = sorted(self.there(now), key=lambda r: r.id)
        zones = {}
        for zone in LAYOUTS[self.layout(now)].landscape:
            here = [r for r in there if r.zone == zone]
            level = max((r.level for r in here if not mixed(r)), key=LEVELS.__getitem__, default="base")
            shown = Shown(
                level=level,
                winners=[r for r in here if not mixed(r) and r.level == level],
                joined=[r for r in here if r.each_round and level in ("base", "normal")],
                inserts=[r for r in here if r.every_minutes and level != "emergency"],
            )
            if shown.winners or shown.joined:
                zones[zone] = shown
        lit = self.screen.power is None or self.oracle.is_open(self.screen.power, now)
        return lit or any(shown.level in ("interrupt", "emergency") for shown in zones.values()), zones

    def sound(self, now: int) -> bool:
        return self.screen.sound is not None and self.oracle.is_open(self.screen.sound, now)


def mixed(rule: Rule) -> bool:
    """Whether a rule takes nothing over, but is mixed into what plays."""
    return bool(rule.every_minutes) or rule.each_round
