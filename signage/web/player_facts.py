"""Player facts: what a player says of itself, in words that need no engineer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from zoneinfo import ZoneInfo

from signage.actions.one_player import Player
from signage.core.fleet import clock_off_ms
from signage.core.heartbeats import Heartbeat, Source, State, Why
from signage.core.instants import DAY, HOUR, MINUTE, SECOND, local_day
from signage.web import times
from signage.web.words import PageLanguage, said

_STATES: Mapping[State, str] = {
    "showing": "player showing",
    "dark": "player dark",
    "fallback": "player fallback",
    "waiting": "player waiting",
}
_WHYS: Mapping[Why, str] = {
    "starting": "player starting",
    "unreachable": "player unreachable",
    "loading": "player loading",
    "revoked": "player revoked",
    "empty": "player empty",
}
_SOURCES: Mapping[Source, str] = {
    "kernel": "clock by network",
    "battery": "clock by battery",
    "server": "clock by server",
    "none": "clock unknown",
}
_THROTTLED: Mapping[str, str] = {
    "under-voltage": "power weak",
    "under-voltage-occurred": "power was weak",
    "throttled": "player slowed",
    "throttled-occurred": "player was slowed",
    "soft-temperature-limit": "player slowed",
    "frequency-capped": "player slowed",
}
_UNITS = (("lasting days", DAY), ("lasting hours", HOUR), ("lasting minutes", MINUTE), ("lasting seconds", SECOND))
_MEGABYTE, _GIGABYTE = 1024**2, 1024**3

Fact = tuple[str, str]


def facts(player: Player, *, now: int, language: PageLanguage) -> list[Fact]:
    """Terms and what they are; what the player does not tell is left out."""
    return list(_Telling(player, now, language).all())


def lasting(ms: int, language: PageLanguage) -> str:
    """「3日4時間」: the two largest units."""
    first = next((index for index, (_, unit) in enumerate(_UNITS) if ms >= unit), len(_UNITS) - 1)
    parts: list[str] = []
    left = ms
    for name, unit in _UNITS[first : first + 2]:
        count, left = divmod(left, unit)
        if count or not parts:
            parts.append(said(name, language, count=count))
    return "".join(parts) if language == "ja" else " ".join(parts)


def size(count: int) -> str:
    """`12.3 GB`, `450 MB`."""
    return f"{count / _GIGABYTE:.1f} GB" if count >= _GIGABYTE else f"{count // _MEGABYTE} MB"


class _Telling:
    """One player, in one language."""

    def __init__(self, player: Player, now: int, language: PageLanguage) -> None:
        self._player, self._now, self._language = player, now, language
        self._zone = ZoneInfo(player.time_zone)

    def all(self) -> Iterator[Fact]:
        """In the order in which one asks."""
        enrolled = local_day(self._player.enrolment.enrolled_at, self._zone)
        yield self._say("player place"), self._player.place.best(self._language)
        yield self._say("player since"), times.long_day(enrolled, self._language)
        newest = self._player.newest
        if newest is not None:
            yield self._say("player reported"), self._when(newest.made_at)
            yield from self._glass(newest.beat)
            yield from self._machine(newest.beat, clock_off_ms(newest.beat, received_at=newest.received_at))

    def _glass(self, beat: Heartbeat) -> Iterator[Fact]:
        why = self._say("in brackets", what=self._say(_WHYS[beat.why])) if beat.why in _WHYS else ""
        yield self._say("player state"), f"{self._say(_STATES[beat.state])}{why}"
        waiting = beat.missing or beat.pending is not None
        yield (
            self._say("player loaded"),
            self._say("player loads", count=beat.missing) if waiting else self._say("player has all"),
        )
        if beat.panel is not None:
            yield self._say("player panel"), f"{beat.panel.width} × {beat.panel.height}"
        if beat.server:
            yield self._say("player server"), beat.server

    def _machine(self, beat: Heartbeat, off_ms: int | None) -> Iterator[Fact]:
        off = "" if off_ms is None else self._say("clock off", seconds=f"{abs(off_ms) / SECOND:.1f}")
        yield self._say("player clock"), f"{self._say(_SOURCES[beat.clock.source])}{off}"
        if beat.temperature_c is not None:
            yield self._say("player temperature"), f"{beat.temperature_c:.0f} ℃"
            words = dict.fromkeys(
                self._say(_THROTTLED[flag]) if flag in _THROTTLED else flag for flag in beat.throttled
            )
            yield self._say("player power"), "、".join(words) if words else self._say("power good")
        if beat.disk_free_bytes is not None:
            used = "" if beat.cache_bytes is None else self._say("disk used", size=size(beat.cache_bytes))
            yield self._say("player disk"), f"{size(beat.disk_free_bytes)}{used}"
        yield self._say("player uptime"), lasting(beat.uptime_s * SECOND, self._language)
        if beat.versions.model:
            yield self._say("player model"), beat.versions.model
        program = " / ".join(part for part in (beat.versions.player, beat.versions.platform) if part)
        yield self._say("player version"), program

    def _when(self, at: int) -> str:
        ago = self._say("ago", lasting=lasting(max(0, self._now - at), self._language))
        return f"{times.short_moment(at, self._zone, self._language, seen_at=self._now)}{ago}"

    def _say(self, key: str, **values: object) -> str:
        return said(key, self._language, **values)
