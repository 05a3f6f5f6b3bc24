"""Instants as people say them, in Japanese and English, seen from another instant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from signage.core.instants import local
from signage.core.spans import EVER
from signage.core.texts import Text

_DAYS_JA = "月火水木金土日"
_DAYS_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, kw_only=True)
class Spoken:
    """How instants are said at `at` on the clock of a place: the year only where it is another one."""

    at: int
    zone: ZoneInfo

    def beginning(self, instant: int) -> Text:
        """ "11月24日(火) 8:45", "Tue 24 Nov 8:45"."""
        moment = local(instant, self.zone)
        return self._dated(moment, _clock(moment))

    def end(self, instant: int) -> Text:
        """The same; midnight is said as 24:00 of the day that it ends."""
        moment, clock = self._last(instant)
        return self._dated(moment, clock)

    def next(self, instant: int | None) -> Text | None:
        """A beginning that may not be known."""
        return None if instant is None else self.beginning(instant)

    def window(self, begins: int, ends: int) -> Text | None:
        """A window that is open, as far as it has a beginning (after 0) and an end (before EVER) that can be said."""
        since = self.beginning(begins) if begins > 0 else None
        if ends >= EVER:
            return since and Text.of(ja=f"{since.best('ja')}から", en=f"since {since.best('en')}")
        last, clock = self._last(ends)
        until = self._dated(last, clock)
        if since is None:
            return Text.of(ja=f"{until.best('ja')}まで", en=f"until {until.best('en')}")
        if local(begins, self.zone).date() == last.date():
            return Text.of(ja=f"{since.best('ja')}〜{clock}", en=f"{since.best('en')}–{clock}")
        return Text.of(ja=f"{since.best('ja')}〜{until.best('ja')}", en=f"{since.best('en')} – {until.best('en')}")

    def _last(self, instant: int) -> tuple[datetime, str]:
        moment = local(instant, self.zone)
        if _clock(moment) == "0:00":
            return moment - timedelta(days=1), "24:00"
        return moment, _clock(moment)

    def _dated(self, moment: datetime, clock: str) -> Text:
        same = moment.year == local(self.at, self.zone).year
        year_ja, year_en = ("", "") if same else (f"{moment.year}年", f" {moment.year}")
        return Text.of(
            ja=f"{year_ja}{moment.month}月{moment.day}日({_DAYS_JA[moment.weekday()]}) {clock}",
            en=f"{_DAYS_EN[moment.weekday()]} {moment.day} {MONTHS_EN[moment.month - 1]}{year_en} {clock}",
        )


def _clock(moment: datetime) -> str:
    return f"{moment.hour}:{moment.minute:02}" + (f":{moment.second:02}" if moment.second else "")
