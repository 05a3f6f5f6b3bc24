"""Schedules: what each screen will play this week and this month, why, and the list of all rules."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from signage.actions.notice_places import POSTED
from signage.actions.schedules import blocks
from signage.core.explain import Judged, explain
from signage.core.instants import local, local_day, midnight
from signage.core.people import Person
from signage.core.problems import Problem
from signage.core.rights import may_anywhere, may_look, require_to_look
from signage.core.rulebook import Rulebook
from signage.core.screens import Screen
from signage.core.texts import Text
from signage.web import gate, times
from signage.web.choices import LAYOUT_NAMES, LEVELS, ZONES
from signage.web.desk import Desk
from signage.web.labels import told
from signage.web.row_names import RowNames
from signage.web.rule_list import listed_rules
from signage.web.schedule_grid import Grid
from signage.web.words import said

FARTHEST = timedelta(days=3 * 366)
"""How far from today the schedule is told."""


def schedule_pages(desk: Desk) -> Blueprint:
    """The way in, and one screen's week and month."""
    pages = Blueprint("schedules", __name__)
    _lists(pages, desk)
    _one_screen(pages, desk)
    return pages


def _lists(pages: Blueprint, desk: Desk) -> None:
    """All rules, and the way to a screen."""

    @pages.get("/schedules")
    @gate.needs("look")
    def shelf() -> ResponseReturnValue:
        book, now = desk.ask.rulebook(), desk.clock()
        names = RowNames(book.catalogue, g.language)
        screens = [
            (screen.id, names.of("screens", screen.id), names.of("floors", screen.floor))
            for screen in _screens(book, gate.person())
        ]
        return render_template(
            "schedules/list.html",
            screens=screens,
            screen_options=[(name, called) for name, called, _ in screens],
            may_set=may_anywhere(gate.person(), "schedule"),
            **listed_rules(book, names, g.language, request.args, at=now, by=gate.person()),
        )

    @pages.get("/schedules/of")
    @gate.needs("look")
    def chosen() -> ResponseReturnValue:
        day = request.args.get("day") or None
        return redirect(url_for("schedules.week", screen=request.args.get("screen", ""), day=day))


def _one_screen(pages: Blueprint, desk: Desk) -> None:
    """What one screen will play."""

    @pages.get("/schedules/<screen>")
    @gate.needs("look")
    def week(screen: str) -> ResponseReturnValue:
        page = _Page(desk, screen)
        monday = page.day - timedelta(days=page.day.weekday())
        begins, ends = (midnight(day, page.zone) for day in (monday, monday + timedelta(days=7)))
        found, problem = page.blocks(begins, ends)
        asked = request.args.get("at", type=int)
        at = asked if asked is not None and abs(asked - page.now) < FARTHEST // timedelta(milliseconds=1) else None
        return render_template(
            "schedules/week.html",
            **page.values(),
            problem=problem,
            week=page.grid.week(found, monday, today=page.today) if found else None,
            monday=monday,
            before=monday - timedelta(days=7),
            after=monday + timedelta(days=7),
            why=page.why(at) if at is not None else None,
            bars=[block for block in found if block.level is not None],
        )

    @pages.get("/schedules/<screen>/month")
    @gate.needs("look")
    def month(screen: str) -> ResponseReturnValue:
        page = _Page(desk, screen)
        first = page.day.replace(day=1)
        begins = first - timedelta(days=first.weekday())
        found, problem = page.blocks(*(midnight(day, page.zone) for day in (begins, begins + timedelta(days=42))))
        return render_template(
            "schedules/month.html",
            **page.values(),
            problem=problem,
            weeks=page.grid.month(found, first, today=page.today) if found else [],
            first=first,
            before=(first - timedelta(days=1)).replace(day=1),
            after=(first + timedelta(days=32)).replace(day=1),
        )


def _screens(book: Rulebook, by: Person) -> list[Screen]:
    """The screens of the offices that somebody may look at."""
    return [screen for screen in book.catalogue.screens.values() if may_look(by, screen.office)]


class _Page:
    """One screen's page: the day that is asked for, on the clock of its office."""

    def __init__(self, desk: Desk, screen: str) -> None:
        self.book: Rulebook = desk.ask.rulebook()
        self.screen: Screen = self.book.screen(screen)
        require_to_look(gate.person(), self.screen.office)
        self.zone: ZoneInfo = self.book.calendars.zone(self.screen.office)
        self.names = RowNames(self.book.catalogue, g.language)
        self.grid = Grid(self.book.catalogue, self.names, g.language, self.zone)
        self.now = desk.clock()
        self.today = local_day(self.now, self.zone)
        self.day = self._asked_day()

    def values(self) -> Mapping[str, Any]:
        """What every page of one screen is rendered with."""
        at = local(self.now, self.zone)
        return {
            "screen": self.screen.id,
            "name": self.names.of("screens", self.screen.id),
            "screens": [
                (screen.id, self.names.of("screens", screen.id)) for screen in _screens(self.book, gate.person())
            ],
            "may_set": may_anywhere(gate.person(), "schedule"),
            "day": self.day,
            "today": self.today,
            "clock": f"{at.hour:02}:{at.minute // 10 * 10:02}",
            "levels": [(level, told(words, g.language)) for level, words in LEVELS.items()],
        }

    def blocks(self, begins: int, ends: int) -> tuple[Any, str]:
        """What it plays, or the sentence that says why that cannot be told."""
        try:
            return blocks(self.book, self.screen.id, begins, ends), ""
        except Problem as problem:
            return (), in_names(problem.sentence(g.language), self.names)

    def why(self, at: int) -> Mapping[str, Any]:
        """What is shown at an instant, zone by zone, and why; what is not, and why not."""
        told_all = explain(self.book, self.screen.id, at)
        zones = [
            {
                "name": told(ZONES[zone.zone], g.language) if zone.zone in ZONES else zone.zone,
                "winners": [self._judged(one) for one in zone.winners],
                "losers": [
                    self._judged(one) for one in zone.losers if one.verdict in ("outranked", "no zone", "empty")
                ],
                "waiting": [self._judged(one) for one in zone.losers if one.verdict in ("closed", "not yet")],
                "fallback": told_all.lit and zone.box is not None and not zone.winners,
            }
            for zone in told_all.zones
        ]
        return {
            "time": times.moment(at, self.zone, g.language),
            "at": at,
            "local": local(at, self.zone).strftime("%Y-%m-%dT%H:%M"),
            "power": self._words(told_all.power),
            "lasts": self._words(told_all.lasts),
            "layout": self._words(told_all.layout_why),
            "zones": zones,
            "lit": told_all.lit,
        }

    def _judged(self, one: Judged) -> Mapping[str, Any]:
        return {
            "rule": one.rule.id,
            "slide": one.rule.slide if one.rule.id.startswith(POSTED) else None,
            "what": self.names.words(one.what),
            "level": one.rule.level,
            "level_word": told(LEVELS[one.rule.level], g.language),
            "why": self._words(one.why),
            "left_out": [self._words(text) for text in one.left_out],
        }

    def _words(self, text: Text) -> str:
        return in_names(text.best(g.language), self.names)

    def _asked_day(self) -> date:
        try:
            day = date.fromisoformat(request.args.get("day", ""))
        except ValueError:
            return self.today
        return day if abs(day - self.today) <= FARTHEST else self.today


_QUOTED = re.compile(r"「([a-z0-9][a-z0-9._-]*)」|\"([a-z0-9][a-z0-9._-]*)\"")


def in_names(sentence: str, names: RowNames) -> str:
    """A sentence that speaks of rules, layouts and zones as files call them, in the words of people."""

    def named(found: re.Match[str]) -> str:
        name = found[1] or found[2]
        for words in (LAYOUT_NAMES, ZONES):
            if name in words:
                return said("schedule quoted", g.language, name=told(words[name], g.language))
        for noun in ("rules", "playlists", "slides"):
            if (called := names.of(noun, name)) != name:
                return called if noun == "rules" else said("schedule quoted", g.language, name=called)
        return found[0]

    return _QUOTED.sub(named, sentence)
