"""Answers: what the pages and the command line ask about screens, from what is stored and what was published."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Any

from signage.actions.health import Health, health
from signage.actions.installation import Installation
from signage.core.explain import Explanation, explain
from signage.core.instants import of_datetime
from signage.core.problems import Refused
from signage.core.rulebook import Rulebook
from signage.core.shows import published, what_shows
from signage.core.texts import Text
from signage.publish.preview import Preview, archived, asset
from signage.publish.previews import Previews
from signage.publish.tree import Tree
from signage.render.snapshot import compose, png
from signage.store.catalogue import catalogue
from signage.store.database import change_number

YEARS = range(1971, 2100)
"""Years that can be asked about: far from where clocks and calendars end."""


@dataclass(frozen=True, kw_only=True)
class OnAir:
    """What one rule plays, from when until when; `until` None: no end in sight."""

    title: Text
    owner: Text
    begins: int
    until: int | None


@dataclass(frozen=True, kw_only=True)
class ScreenNow:
    """One screen at an instant. `upcoming` is what its next change, at `until`, brings."""

    id: str
    name: Text
    office_name: Text
    place: Text
    width: int
    height: int
    time_zone: str
    lit: bool
    until: int | None
    on_now: Sequence[OnAir]
    upcoming: Sequence[OnAir]
    goes_dark: bool


class Answers:
    """All questions about one installation. Safe to share between threads.

    `previews` draw what nobody has drawn yet; without them it is drawn here, and holds up whatever else is done here.
    """

    def __init__(self, installation: Installation, *, previews: Previews | None = None) -> None:
        self._installation, self._previews = installation, previews
        self._reading = Lock()
        self._ready: tuple[int, Rulebook] | None = None

    def screens_now(self, *, at: int, now: int) -> Sequence[ScreenNow]:
        """Every screen by id; `at` may be any instant: the plan of today answers for all of them."""
        book = self._rulebook()
        return [self._screen_now(book, screen, at) for screen in sorted(book.catalogue.screens)]

    def instant(self, screen: str, text: str, *, now: int) -> int:
        """A typed time (ISO 8601, down to milliseconds); without an offset it is the office's local time."""
        book = self._rulebook()
        zone = book.calendars.zone(book.screen(screen).office)
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            moment = None
        if moment is None or moment.year not in YEARS:
            raise Refused(
                ja=f"「{text}」は時刻として読めません。2026-12-29T10:00 のように書いてください。",
                en=f'"{text}" is not a time; write it like 2026-12-29T10:00.',
            )
        return of_datetime(moment if moment.tzinfo else moment.replace(tzinfo=zone))

    def show(self, screen: str, *, at: int, language: str) -> list[str]:
        """In lines of words: what plays, until when, which rule won over which and why. Missing: no such screen."""
        return explain(self._rulebook(), screen, at).told(language)

    def manifest(self, screen: str, *, at: int, now: int) -> bytes:
        """The manifest that covers an instant: archived, published, or compiled for that day from today's data."""
        here = self._installation
        return archived(here.db, here.data, screen, at=at) or self._compiled(screen, at)

    def snapshot(self, screen: str, *, at: int, now: int) -> bytes:
        """The picture on the glass at an instant: PNG, of the canvas's size, unrotated."""
        document = json.loads(self.manifest(screen, at=at, now=now))
        live = tuple(self.live_files(screen)) if at >= now else ()
        canvas = document["canvas"]
        picture = compose(
            what_shows(published(document, live), at),
            width=canvas["width"],
            height=canvas["height"],
            read=lambda sha: self.picture(sha).read_bytes(),
        )
        return png(picture)

    def live_files(self, screen: str) -> Sequence[Mapping[str, Any]]:
        """The live files that the screen's heads name, as they are now."""
        tree = Tree(self._installation.data)
        named = {
            live["key"]: None
            for document in tree.heads().values()
            if document.get("screen") == screen
            for live in document["live"]
        }
        files = tree.live() if named else {}
        return [files[key] for key in named if key in files]

    def picture(self, sha: str) -> Path:
        """Where the bytes of a picture are. Missing where no manifest ever named it."""
        return asset(self._installation.data, sha)

    def health(self, *, at: int) -> Health:
        """Whether every player is fed."""
        return health(self._installation, at=at)

    def _compiled(self, screen: str, at: int) -> bytes:
        if self._previews is not None:
            return self._previews.compiled(screen, at=at)
        preview = Preview(self._installation.data)
        try:
            return preview.compiled(screen, at=at).data
        finally:
            preview.close()

    def _rulebook(self) -> Rulebook:
        """What is stored, made ready to be asked; read again after a change, once for all threads."""
        with self._reading:
            change = change_number(self._installation.db)
            if self._ready is None or self._ready[0] != change:
                self._ready = change, Rulebook(catalogue(self._installation.db))
            return self._ready[1]

    def _screen_now(self, book: Rulebook, screen_id: str, at: int) -> ScreenNow:
        held, screen = book.catalogue, book.catalogue.screens[screen_id]
        told = explain(book, screen_id, at)
        after = explain(book, screen_id, told.until) if told.until is not None else None
        return ScreenNow(
            id=screen.id,
            name=screen.name,
            office_name=held.offices[screen.office].name,
            place=_place(book, screen_id),
            width=screen.width,
            height=screen.height,
            time_zone=held.offices[screen.office].time_zone,
            lit=told.lit,
            until=told.until,
            on_now=_on_air(book, told) if told.lit else (),
            upcoming=_on_air(book, after) if after is not None and after.lit else (),
            goes_dark=told.lit and after is not None and not after.lit,
        )


def _on_air(book: Rulebook, told: Explanation) -> list[OnAir]:
    """What plays, zone by zone."""
    held = book.catalogue
    found = []
    for judged in (one for zone in told.zones for one in zone.winners):
        rule = judged.rule
        slide = held.slides[rule.slide] if rule.slide is not None else None
        owners = [section.name for section in held.guide.sections if slide is not None and section.id == slide.owner]
        title = slide.name if slide is not None else held.playlists[rule.playlist or ""].name
        found.append(
            OnAir(title=title, owner=next(iter(owners), Text()), begins=judged.begins or 0, until=judged.ends)
        )
    return found


def _place(book: Rulebook, screen_id: str) -> Text:
    """The building and floor where a screen hangs, as its visitors know them."""
    guide, screen = book.catalogue.guide, book.catalogue.screens[screen_id]
    building = next((one.name for one in guide.buildings if one.id == screen.building), Text())
    label = next((one.label for one in guide.floors if one.id == screen.floor), "")
    return Text.of({tag: f"{words} {label}".strip() for tag, words in building}) if building else Text.of(ja=label)
