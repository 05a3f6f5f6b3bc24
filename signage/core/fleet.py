"""The fleet: how a player stands: what it reports of itself, held against what its screen should be showing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from signage.core.fleet_words import REASONS, REMARKS, Reason, State, Why
from signage.core.heartbeats import EVERY_MS, Heartbeat
from signage.core.instants import MINUTE, SECOND
from signage.core.shows import Published, published, what_shows
from signage.core.texts import Text

SILENT_MS = EVERY_MS + 40 * SECOND
"""One report may come late (they are spread), none may be lost: a lost one is sent again."""

SILENT_POLLS = 4
"""Where polls are heard too: one may be lost, and one be late."""

LATE_MS = MINUTE
"""How long a player may take to what is new in the tree."""

CLOCK_MS = 5 * SECOND
"""How far a player's clock may be off: what hangs beside it changes within this."""

ABOUT_MS = 2 * SECOND
"""How far from its instant a claim is looked for: players take small steps of their clocks at the next item."""

HOT_C, LEAST_DISK = 80.0, 200 * 1024 * 1024
"""A Pi slows down at 80 °C; its cache needs room for a day's frames."""


@dataclass(frozen=True, kw_only=True)
class Planned:
    """What a plan says of an instant: on or off, and the looped items of all zones; of each turn within ABOUT_MS."""

    lit: frozenset[bool]
    fallback: bool
    items: frozenset[tuple[str, ...]]


@dataclass(frozen=True, kw_only=True)
class Believed:
    """What the tree has for a player. `manifest` and `sequence` are its head's; None: it has none.

    `behind_since`: from when the tree has had what the player has not said to have. `planned` is what the manifest
    that the player itself names says of the instant of its newest report; None where nobody knows that manifest.
    """

    screen: str
    enrolment: str | None
    manifest: str | None = None
    sequence: int | None = None
    behind_since: int | None = None
    is_upright: bool = False
    """Whether its panel should be higher than wide in its own pixels."""
    planned: Planned | None = None


@dataclass(frozen=True, kw_only=True)
class Heard:
    """What a player said last, when that came, and whether its picture was what should be there (None: unknown)."""

    beat: Heartbeat
    received_at: int
    resembles: bool | None = None


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How one screen's player stands: the one judgement that wall, sheet, doctor, metrics and alarms read.

    `state` is for colours and counting: agreed, late, silent, wrong, none (no player), unknown (never heard, or it
    does not report). `why` is a key of REASONS; `says` and `remedy` are its two sentences, `sentence` both. `since`:
    from when it stands so. `heard_at`: its newest report or poll; `looked_at`: when this was judged last. `beat` is
    its newest report with all that it says of itself; `clock_off_ms` how far its clock is ahead of this server's.
    `lit`: whether the screen should be on now; no alarm and no colour of alarm where not.
    """

    screen: str
    enrolment: str | None
    why: Why
    since: int
    looked_at: int
    heard_at: int | None = None
    received_at: int | None = None
    beat: Heartbeat | None = None
    lit: bool = True

    @property
    def state(self) -> State:
        """agreed, late, silent, wrong, none or unknown."""
        return self._reason.state

    @property
    def is_well(self) -> bool:
        """Nobody has to do anything."""
        return self.state == "agreed"

    @property
    def says(self) -> Text:
        """What is so."""
        return self._reason.says

    @property
    def remedy(self) -> Text:
        """What to do; empty where there is nothing to do."""
        return self._reason.remedy

    @property
    def sentence(self) -> Text:
        """What is so and what to do."""
        return self._reason.sentence

    @property
    def clock_off_ms(self) -> int | None:
        """How far the player's clock was ahead when it reported."""
        return None if self.beat is None else clock_off_ms(self.beat, received_at=self.received_at)

    @property
    def remarks(self) -> tuple[Text, ...]:
        """What somebody should see to before it becomes trouble: power, heat, disk."""
        return () if self.beat is None else tuple(REMARKS[key] for key in remarks(self.beat))

    @property
    def _reason(self) -> Reason:
        return REASONS[self.why]


def judge(
    believed: Believed, heard: Heard | None, *, before: tuple[Why, int] | None, listening_since: int, at: int
) -> tuple[Why, int]:
    """Why a player stands as it does, and since when that is so.

    `before` is the last judgement of the same player. `listening_since`: from when its reports could come in; nobody
    is called silent for our own absence, nor taken for well by a report from before it.
    """
    if believed.enrolment is None or heard is None:
        return _since("no player" if believed.enrolment is None else "never heard", at, before)
    if at - max(heard.received_at, listening_since) > SILENT_MS:
        return "silent", heard.received_at
    if at - heard.received_at > SILENT_MS and before is not None:
        return before
    return _since(_of_report(believed, heard, at), heard.received_at, before)


def _since(why: Why, now: int, before: tuple[Why, int] | None) -> tuple[Why, int]:
    """What goes on keeps its beginning."""
    return before if before is not None and before[0] == why else (why, now)


def _of_report(believed: Believed, heard: Heard, at: int) -> Why:
    """The first thing that is wrong, in the order in which one causes the next."""
    beat = heard.beat
    if beat.state == "waiting":
        return _waiting(beat)
    if not beat.clock.trusted:
        return "no clock"
    off = clock_off_ms(beat, received_at=heard.received_at)
    if off is not None and abs(off) > CLOCK_MS:
        return "clock"
    if believed.behind_since is not None and at - believed.behind_since > LATE_MS:
        return "loading" if beat.pending == believed.manifest or beat.missing else "behind"
    return _of_plan(believed, heard)


def _waiting(beat: Heartbeat) -> Why:
    """It has nothing to show yet."""
    found: Mapping[str, Why] = {"starting": "starting", "loading": "loading", "revoked": "revoked"}
    return found.get(beat.why, "nothing to show")


def _of_plan(believed: Believed, heard: Heard) -> Why:
    """What it shows, held against the plan that it names."""
    beat, planned = heard.beat, believed.planned
    if planned is None:
        return "shows"
    if (beat.state != "dark") not in planned.lit:
        return "dark" if True in planned.lit else "lit"
    if beat.state == "dark":
        return "lit" if heard.resembles is False else "off"
    complete, upright = beat.missing == 0, beat.panel is not None and beat.panel.height > beat.panel.width
    found: Mapping[Why, bool] = {
        "fallback": beat.state == "fallback" and not planned.fallback,
        "turned": beat.panel is not None and believed.is_upright != upright,
        "items": complete and beat.items not in planned.items,
        "picture": complete and heard.resembles is False,
    }
    return next((why for why, is_so in found.items() if is_so), "shows")


def with_polls(standing: Standing, *, polled_at: int | None, poll_ms: int, at: int) -> Standing:
    """The same, by whoever also hears how often a player asks for news (None: not heard here, so nothing is known).

    Polls come far oftener than reports: who misses four is unplugged. Who polls but does not report is not silent.
    Who reports after missing four polls asks elsewhere: another process, a mirror.
    """
    patience = SILENT_POLLS * poll_ms
    if polled_at is None or standing.enrolment is None or (standing.received_at or 0) > polled_at + patience:
        return standing
    heard_at = max(polled_at, standing.heard_at or 0)
    if at - heard_at > patience:
        since = standing.since if standing.why == "silent" else heard_at
        return replace(standing, why="silent", since=min(since, heard_at), heard_at=heard_at)
    if standing.why in {"silent", "never heard", "not judged"}:
        return replace(standing, why="mute", heard_at=heard_at)
    return replace(standing, heard_at=heard_at)


def sentence_of(why: Why) -> Text:
    """What is so and what to do."""
    return REASONS[why].sentence


def is_trouble(why: Why) -> bool:
    """Whether somebody is to be told: a player that has worked works no more. One that never has is being set up."""
    return REASONS[why].state in {"late", "silent", "wrong"}


def clock_off_ms(beat: Heartbeat, *, received_at: int | None) -> int | None:
    """How far a player's clock was ahead of this server's when it reported; None where it did not know the time."""
    return None if beat.sent_at is None or received_at is None else beat.sent_at - received_at


def remarks(beat: Heartbeat) -> tuple[str, ...]:
    """The keys of REMARKS that a report gives reason for."""
    found = {
        "under-voltage": "under-voltage" in beat.throttled,
        "hot": beat.temperature_c is not None and beat.temperature_c >= HOT_C,
        "disk": beat.disk_free_bytes is not None and beat.disk_free_bytes < LEAST_DISK,
    }
    return tuple(key for key, is_so in found.items() if is_so)


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A manifest made ready to be asked. `looped`: the ids that its loops name; parts stand on them."""

    published: Published
    looped: frozenset[str]

    @property
    def canvas(self) -> tuple[int, int]:
        """Width and height as a visitor sees them."""
        canvas = self.published.manifest["canvas"]
        return canvas["width"], canvas["height"]

    @property
    def is_upright(self) -> bool:
        """Whether the panel, before anything is turned, is higher than wide."""
        width, height = self.canvas
        return (height > width) != (self.published.manifest["canvas"]["rotation"] in {90, 270})

    def at(self, at: int) -> Planned:
        """What it says of an instant, and of those about it."""
        seen = [what_shows(self.published, moment) for moment in about(at)]
        items = (tuple(one.item_id for one in shown.still if one.item_id in self.looped) for shown in seen)
        return Planned(
            lit=frozenset(shown.power == "on" for shown in seen),
            fallback=any(shown.fallback for shown in seen),
            items=frozenset(items),
        )

    def lit_since(self, at: int) -> int | None:
        """Since when the screen has been on without a break, as far as this plan reaches; None where it is off."""
        plan = self.published
        if not plan.begins <= at < plan.ends:
            return min(at, plan.ends)
        found: int | None = None
        for segment in plan.segments:
            if segment.begins > at:
                break
            found = None if not segment.lit else segment.begins if found is None else found
        return found


def plan_of(manifest: Mapping[str, Any]) -> Plan:
    """A manifest (version 1, checked) made ready."""
    items = (item for loop in manifest["loops"].values() for item, _ in loop)
    return Plan(published=published(manifest), looped=frozenset(items))


def about(at: int) -> tuple[int, int, int]:
    """An instant, and those as far from it as clocks and turns may be."""
    return at, at - ABOUT_MS, at + ABOUT_MS


def counted(standings: Iterable[Standing]) -> Mapping[State, int]:
    """How many stand how; states that nobody is in are left out."""
    found: dict[State, int] = {}
    for one in standings:
        found[one.state] = found.get(one.state, 0) + 1
    return found
