"""Fleet alarms: administrators are told once that screens are in trouble, once that they are well, and each morning.

Only of screens that should be on, after a grace time; what fails together is one letter: a switch, a floor.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from threading import Lock

from signage.actions.fleet import standings
from signage.actions.fleet_letters import gone_letter, morning_letter, well_letter
from signage.actions.installation import Installation
from signage.actions.letters import Postman, administrators, letters
from signage.core.calendars import CalendarBook
from signage.core.catalogue import Catalogue
from signage.core.instants import MINUTE, SECOND, local_day
from signage.core.offices import Office
from signage.core.screens import Screen
from signage.core.texts import Text
from signage.store import standings as kept
from signage.store.catalogue import catalogue
from signage.store.database import change_number, writing
from signage.store.letters import Letter, is_written, write
from signage.store.standings import Stood

TOGETHER_MS = 75 * SECOND
"""What fails within this of each other is told together: reports are a minute apart, a look takes ten seconds."""

WELL_MS = MINUTE
"""So long it must go well again before that is told: what flickers would write all day."""


class FleetAlarms:
    """Tells each change once, whatever is restarted in between."""

    def __init__(self, installation: Installation) -> None:
        self._here, self._one_at_a_time = installation, Lock()
        self._postman = Postman(installation)
        self._change, self._held = -1, Catalogue()

    def tell(self, *, at: int) -> int:
        """Send what is due; how many letters were taken. One call at a time, others return at once."""
        if not self._one_at_a_time.acquire(blocking=False):
            return 0
        try:
            if (change := change_number(self._here.db)) != self._change:
                self._change, self._held = change, catalogue(self._here.db)
            for office in self._held.offices.values():
                self._tell_of(office, at)
            return self._postman.post(at)
        finally:
            self._one_at_a_time.release()

    def _tell_of(self, office: Office, at: int) -> None:
        """What is news of one office's screens, noted and written in one transaction."""
        screens = {name: one for name, one in self._held.screens.items() if one.office == office.id}
        stood = [one for name, one in kept.standings(self._here.db).items() if name in screens]
        grace_ms = self._here.settings.alarm_after_s * SECOND
        gone, well = newly_gone(stood, grace_ms=grace_ms, at=at), newly_well(stood, at=at)
        written = [*self._gone(office, screens, gone, at), *self._well(office, screens, well, at)]
        written += self._morning(office, screens, at)
        if gone or well or written:
            with writing(self._here.db) as under_way:
                kept.note_told(under_way, (one.screen for one in gone), at=at)
                kept.note_told(under_way, (one.screen for one in well), at=None)
                write(under_way, written)

    def _gone(
        self, office: Office, screens: Mapping[str, Screen], gone: Sequence[Stood], at: int
    ) -> Iterator[Letter]:
        if gone:
            title, body = gone_letter(self._held, [(screens[one.screen], one) for one in gone])
            yield from self._letters(f"fleet gone {office.id} {at}", office, title, body, at)

    def _well(
        self, office: Office, screens: Mapping[str, Screen], well: Sequence[Stood], at: int
    ) -> Iterator[Letter]:
        back = [screens[one.screen] for one in well if one.enrolment is not None]
        if back:
            title, body = well_letter(back)
            yield from self._letters(f"fleet well {office.id} {at}", office, title, body, at)

    def _morning(self, office: Office, screens: Mapping[str, Screen], at: int) -> Iterator[Letter]:
        """Shortly before the office opens, once."""
        opens = next_opening(self._held, office, at)
        early_ms = self._here.settings.morning_check_min * MINUTE
        if not screens or opens is None or opens - at > early_ms:
            return
        subject = f"fleet morning {office.id} {opens}"
        if not is_written(self._here.db, subject):
            found = standings(self._here, at)
            title, body = morning_letter(self._held, [(one, found[name]) for name, one in screens.items()])
            yield from self._letters(subject, office, title, body, at)

    def _letters(self, subject: str, office: Office, title: Text, body: Text, at: int) -> Iterator[Letter]:
        link = f"{self._here.settings.addresses[0].rstrip('/')}/screens?office={office.id}"
        whole = Text.of({tag: f"{words}\n{link}" for tag, words in body})
        whom = administrators(self._here, office.id)
        return letters(self._here, subject, title=title, body=whole, whom=whom, at=at)


def newly_gone(stood: Iterable[Stood], *, grace_ms: int, at: int) -> list[Stood]:
    """Whose trouble is to be told now; with the first that is due come those that failed with it."""
    waiting = [(one, begun) for one in stood if one.told_at is None and (begun := one.missed_since) is not None]
    if not any(at - begun >= grace_ms for _, begun in waiting):
        return []
    return [one for one, begun in waiting if at - begun >= grace_ms - TOGETHER_MS]


def newly_well(stood: Iterable[Stood], *, at: int) -> list[Stood]:
    """Whose trouble was told and is over; with the first come the others. Without a player there is none any more."""
    over = [one for one in stood if one.told_at is not None and one.troubled_since is None]
    return over if any(at - one.since >= WELL_MS for one in over) else []


def next_opening(held: Catalogue, office: Office, at: int) -> int | None:
    """When an office opens next, today or tomorrow: also where its hours begin at midnight."""
    book = CalendarBook(held)
    today = local_day(at, book.zone(office.id))
    spans = [span for day in (today, today + timedelta(days=1)) for span in book.hours(office.calendar, day)]
    first_of_day = {local_day(begins, book.zone(office.id)): begins for begins, _ in reversed(spans)}
    return min((begins for begins in first_of_day.values() if begins > at), default=None)
