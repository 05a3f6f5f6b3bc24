"""The show: asks what is shown now, paints it, decodes what comes next, and sleeps until then."""

from __future__ import annotations

import threading
import time
from typing import Literal

import pygame

from players.pi.clock import Clock, Reading
from players.pi.commands import Commands
from players.pi.cues import Cues
from players.pi.documents import Command
from players.pi.geometry import Geometry
from players.pi.glass import Glass, needed_pictures
from players.pi.identify import name_card
from players.pi.keypad import Keypad
from players.pi.pictures import Picture, Pictures
from players.pi.stage import OnAir, Waiting
from players.pi.waiting import calm_screen
from players.pi.watchdog import Watchdog
from players.pi.witness import Witness
from signage.core.shows import Shown, what_shows

FRAME_MS = 1000 / 60
"""A fade's frames."""

_LOOK_MS = 250
"""How often the window system is listened to, and the clock looked at, while nothing changes."""

_KEY_S = 0.02
"""How often a number pad is listened to: who presses a key looks up at once."""

_AHEAD_MS, _AHEAD_STEPS = 2_000, 16
"""The pictures of all changes within this are decoded ahead, and those of the next change however far it is."""


Ended = Literal["closed", "again", "revoked"]
"""Why a show ends: nobody wants it any more; it is to begin again; this player has no enrolment any more."""


class Show:
    """The side of a player that shows: a Stage to the network, a loop to its process."""

    def __init__(
        self,
        *,
        glass: Glass,
        pictures: Pictures,
        clock: Clock,
        cues: Cues,
        commands: Commands,
        witness: Witness,
        screen: str,
        server: str,
        wake: threading.Event,
        pairs: bool = False,
    ) -> None:
        """`pairs` says that the show ends when the enrolment is revoked, for this player waits for another then."""
        self._glass, self._pictures, self._clock, self._cues, self._commands = glass, pictures, clock, cues, commands
        self._witness, self._screen, self._server, self._wake, self._pairs = witness, screen, server, wake, pairs
        self._keypad: Keypad | None = None
        self._on_air: OnAir | None = None
        self._waiting = Waiting(why="starting")
        self._rotation = 0
        self._orders: tuple[Command, ...] = ()
        self._until: int | None = None
        self._named: str | None = None
        self._stopping = False

    # What the network side tells (from its thread).

    def put_on_air(self, on_air: OnAir) -> None:
        """As Stage says."""
        self._on_air = on_air
        self._wake.set()

    def wait_for(self, waiting: Waiting) -> None:
        """As Stage says."""
        self._waiting = waiting
        if waiting.why == "revoked" or self._on_air is None:
            self._on_air = None
            self._wake.set()

    def look_again(self) -> None:
        """As Stage says."""
        self._wake.set()

    def obey(self, commands: tuple[Command, ...]) -> None:
        """As Stage says."""
        self._orders = commands

    # The loop.

    def begin(self, *, limit_s: float = 1) -> None:
        """The first picture, as soon as it is decoded; without it after `limit_s`."""
        deadline = time.monotonic() + limit_s
        while not self._glass.presented and time.monotonic() < deadline:
            self._wake.clear()
            self.frame()
            if not self._glass.presented:
                self._wake.wait(_LOOK_MS / 1000)

    def run(self, watchdog: Watchdog) -> Ended:
        """Show until there is a reason to end."""
        while not self._stopping:
            if self._commands.restart:
                return "again"
            if self._pairs and self._on_air is None and self._waiting.why == "revoked":
                return "revoked"
            began = time.monotonic()
            self._wake.clear()
            due_ms = self.frame()
            watchdog.alive()
            self._rest(began + due_ms / 1000)
        return "closed"

    def heed(self, keypad: Keypad) -> None:
        """From now on keys of a number pad are for it."""
        self._keypad = keypad

    def stop(self) -> None:
        """End the loop when it comes round. Touches no lock: a signal may call it in the midst of anything."""
        self._stopping = True

    def frame(self) -> float:
        """Bring the glass up to date. How many milliseconds it may be left alone, at most."""
        if self._until is None or self._clock.now().at >= self._until:
            self._clock.at_boundary()
        now = self._clock.now()
        for command in self._orders if now.trusted else ():
            self._commands.obey(command, at=now.at)
        if (name := self._commands.identifies) and self._may_identify():
            return self._identify(name)
        self._named = None
        due_ms = self._wait(now) if self._on_air is None else self._present(self._on_air, now)
        if due_ms >= _LOOK_MS:
            self._witness.look(self._glass.surface, at=now.at)
        return due_ms

    def _may_identify(self) -> bool:
        """Not any more once something else is published: it may be an emergency."""
        manifest = "" if self._on_air is None else self._on_air.manifest.sha256
        if self._named not in {None, manifest}:
            self._commands.no_longer_identify()
            return False
        self._named = manifest
        return True

    def _identify(self, name: str) -> float:
        """Who this is, over everything."""
        self._until = None
        self._glass.card(
            (name, self._rotation),
            lambda: name_card(
                self._glass.surface.get_size(),
                name,
                screen=self._screen,
                server=self._server,
                rotation=self._rotation,
            ),
        )
        return _LOOK_MS

    def _present(self, on_air: OnAir, now: Reading) -> float:
        """Paint what is on air now, if it is decoded; until then what is on the glass stays."""
        shown = self._what_shows(on_air, now.at, trusted=now.trusted)
        geometry = self._geometry(on_air)
        if shown.power == "on" and not shown.zones:
            self._waiting = Waiting(why="empty")
            return self._wait(now)
        self._pictures.want(self._soon(on_air, now, shown, geometry))
        if shown.power == "off":
            self._glass.dark()
            self._witness.saw("dark", at=now.at)
            self._until = None  # nothing is shown that a step of the clock could cut
        else:
            if not self._glass.paint(shown.zones, geometry=geometry, get=self._pictures.get):
                return _LOOK_MS  # the pictures' thread wakes this one
            self._until = shown.until
            self._witness.saw(
                "fallback" if shown.fallback else "showing",
                at=now.at,
                items=tuple(one.item_id for one in shown.still if one.item_id in on_air.manifest.looped),
            )
        for cue in shown.cues:
            self._cues.play(cue, at=now.at, volume=on_air.manifest.volume)
        if not shown.settled:
            return FRAME_MS
        return min(_LOOK_MS, max(0, shown.until - now.at))

    def _what_shows(self, on_air: OnAir, at: int, *, trusted: bool) -> Shown:
        """What is shown, and the fallback where nothing of it can be painted."""
        shown = what_shows(on_air.published, at, trusted=trusted, has=self._pictures.has)
        if shown.power == "on" and not shown.zones:
            return what_shows(on_air.published, at, trusted=False, has=self._pictures.has)
        return shown

    def _soon(self, on_air: OnAir, now: Reading, shown: Shown, geometry: Geometry) -> list[Picture]:
        """What to hold decoded: this moment's pictures and, once they stand still, those of the next changes."""
        current = needed_pictures(shown.zones, geometry=geometry)
        wanted, at = list(current), shown.until
        if not shown.settled and at > now.at + _AHEAD_MS / 2:
            return wanted
        for step in range(_AHEAD_STEPS):
            if at > now.at + _AHEAD_MS and (len(wanted) > len(current) or step > 2):
                break
            coming = self._what_shows(on_air, at, trusted=now.trusted)
            standing = [geometry.picture(placed) for placed in coming.still]
            wanted += [picture for picture in standing if picture not in wanted]
            at = coming.until
        return wanted

    def _wait(self, now: Reading) -> float:
        self._witness.saw("waiting", at=now.at, why=self._waiting.why)
        self._pictures.want(())
        self._until = None
        waiting, rotation = self._waiting, self._rotation
        self._glass.card(
            (waiting, rotation),
            lambda: calm_screen(
                self._glass.surface.get_size(), waiting, screen=self._screen, server=self._server, rotation=rotation
            ),
        )
        return _LOOK_MS

    def _geometry(self, on_air: OnAir) -> Geometry:
        manifest = on_air.manifest
        self._rotation = manifest.rotation
        return Geometry(
            width=manifest.width,
            height=manifest.height,
            rotation=manifest.rotation,
            panel=self._glass.surface.get_size(),
        )

    def _rest(self, until: float) -> None:
        """Listen until then (monotonic seconds), or until there is news; to a number pad without a pause."""
        self._listen()
        while not self._wake.wait(min(self._listen_s, max(0.0, until - time.monotonic()))):
            if time.monotonic() >= until:
                return
            self._listen()

    @property
    def _listen_s(self) -> float:
        return _LOOK_MS / 1000 if self._keypad is None else _KEY_S

    def _listen(self) -> None:
        """Hear the window system out: a window that is closed, or uncovered; a key of the number pad."""
        for event in pygame.event.get():
            if event.type == pygame.QUIT:
                self.stop()
            elif event.type == pygame.KEYDOWN and self._keypad is not None:
                self._keypad.key(event.key)
            elif event.type in {pygame.WINDOWEXPOSED, pygame.WINDOWSIZECHANGED}:
                self._glass.invalidate()
