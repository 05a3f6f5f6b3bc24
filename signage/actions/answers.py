"""Answers: what the pages and the command line ask about screens, from what is stored and what was published."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Any

from signage.actions.health import Health, health
from signage.actions.installation import Installation
from signage.actions.wall import ScreenNow, Wall
from signage.core.explain import explain
from signage.core.instants import of_datetime
from signage.core.problems import Refused
from signage.core.rulebook import Rulebook
from signage.publish.papers import Order, Papers
from signage.publish.preview import Preview, archived, asset
from signage.publish.previews import Previews
from signage.publish.redrawing import Redrawing, Redrawn, Rows
from signage.publish.sketches import Trials
from signage.publish.tree import Tree
from signage.publish.trials import Trial, Tried
from signage.store.catalogue import catalogue
from signage.store.database import change_number

YEARS = range(1971, 2100)
"""Years that can be asked about: far from where clocks and calendars end."""


class Answers:
    """All questions about one installation. Safe to share between threads.

    `previews` draw what nobody has drawn yet; without them it is drawn here, and holds up whatever else is done here.
    """

    def __init__(self, installation: Installation, *, previews: Previews | None = None) -> None:
        self._installation, self._previews = installation, previews
        self._reading = Lock()
        self._ready: tuple[int, Rulebook, Wall] | None = None

    def screens_now(self, *, at: int, now: int, only: Collection[str] | None = None) -> Sequence[ScreenNow]:
        """Every screen, or `only` these, floor by floor; the plan of today answers for any instant."""
        return self._read()[1].seen(at=at, only=only)

    def instant(self, screen: str, text: str, *, now: int) -> int:
        """A typed time (ISO 8601, down to milliseconds); without an offset it is the office's local time."""
        book = self.rulebook()
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
        return explain(self.rulebook(), screen, at).told(language)

    def manifest(self, screen: str, *, at: int, now: int) -> bytes:
        """The manifest that covers an instant: archived, published, or compiled for that day from today's data."""
        here = self._installation
        return archived(here.db, here.data, screen, at=at) or self._compiled(screen, at)

    def snapshot(self, screen: str, *, at: int, now: int) -> bytes:
        """The picture on the glass at an instant: PNG, of the canvas's size, unrotated."""
        document = json.loads(self.manifest(screen, at=at, now=now))
        live = tuple(self.live_files(screen)) if at >= now else ()
        return self.paper(Order(paper="glass", glass={"manifest": document, "live": live}), at=at)

    def paper(self, order: Order, *, at: int) -> bytes:
        """A sheet or a document as PDF, a picture of the glass as PNG. Missing where what it names is not there."""
        if self._previews is not None:
            return self._previews.paper(order, at=at)
        papers = Papers(self._installation.data)
        try:
            return papers.made(order, at=at)
        finally:
            papers.close()

    def tried(self, trial: Trial, screen: str, *, at: int, writer: str = "", number: int = 0) -> Tried | None:
        """What is not saved yet, as a screen would show it. None where the same form has asked anew meanwhile."""
        if self._previews is not None:
            return self._previews.tried(trial, screen, at=at, writer=writer, number=number)
        trials = Trials(self._installation.data)
        try:
            return trials.tried(trial, screen, at=at)
        finally:
            trials.close()

    def keep_tried(self, trial: Trial, *, at: int) -> None:
        """What was drawn of a trial that is about to be saved need not be drawn again."""
        if self._previews is not None:
            self._previews.keep(trial, at=at)

    def redrawn(self, rows: Rows, screen: str, *, at: int) -> list[Redrawn]:
        """The pages of a screen that a change of the guide would make others, before and after."""
        if self._previews is not None:
            return self._previews.redrawn(rows, screen, at=at)
        redrawing = Redrawing(self._installation.data)
        try:
            return redrawing.redrawn(rows, screen, at=at)
        finally:
            redrawing.close()

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

    def rulebook(self) -> Rulebook:
        """What is stored, made ready to be asked: the same until something changes."""
        return self._read()[0]

    def _read(self) -> tuple[Rulebook, Wall]:
        """What is stored, made ready to be asked; read again after a change, once for all threads."""
        with self._reading:
            change = change_number(self._installation.db)
            if self._ready is None or self._ready[0] != change:
                book = Rulebook(catalogue(self._installation.db))
                self._ready = change, book, Wall(book)
            return self._ready[1:]
