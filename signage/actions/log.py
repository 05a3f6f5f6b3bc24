"""The log as it is read and handed out: sifted, page by page, or whole as CSV that a spreadsheet opens."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from signage.actions.history import names_of
from signage.actions.installation import Installation
from signage.actions.sheets import defused
from signage.core.instants import local, midnight
from signage.store import audit
from signage.store.audit import Event, Place, Sieve, place_of

AT_ONCE = 100


@dataclass(frozen=True, kw_only=True)
class Page:
    """Some lines, the newest first, and where the rest begins. `names`: people as the log signs them."""

    lines: tuple[Event, ...]
    rest: Place | None
    names: Mapping[str, str]


def sieve(*, who: str, action: str, what: str, begins: str, ends: str, zone: ZoneInfo) -> Sieve:
    """What somebody typed; days are those of the office, the last one included. Nonsense counts as nothing."""
    last = _day(ends)
    return Sieve(
        who=who,
        action=action,
        what=what,
        begins=_midnight(_day(begins), zone),
        ends=_midnight(last + timedelta(days=1), zone) if last is not None else None,
    )


def page(installation: Installation, wanted: Sieve, *, before: Place | None = None) -> Page:
    """A hundred lines."""
    lines = audit.newest(installation.db, wanted, most=AT_ONCE + 1, before=before)
    rest = place_of(lines[AT_ONCE - 1]) if len(lines) > AT_ONCE else None
    return Page(lines=lines[:AT_ONCE], rest=rest, names=names_of(installation))


def everybody(installation: Installation) -> list[tuple[str, str]]:
    """Whoever is named in the log, with the names of those who have accounts."""
    names = names_of(installation)
    return [(who, f"{names[who]} ({who})" if who in names else who) for who in audit.everybody(installation.db)]


def as_csv(
    installation: Installation, wanted: Sieve, *, headings: list[str], word: Callable[[str], str], zone: ZoneInfo
) -> Iterator[str]:
    """All wanted lines as CSV for a spreadsheet, a few at a time: UTF-8 with a mark, no cell that is a formula.

    `word` says what an action is called.
    """
    names = names_of(installation)
    yield "\ufeff" + _row(headings)
    for line in audit.all_of(installation.db, wanted):
        detail = json.dumps(line.detail, ensure_ascii=False, sort_keys=True) if line.detail else ""
        at = local(line.at, zone).strftime("%Y-%m-%d %H:%M:%S")
        name = names.get(line.who, "")
        cells = [str(line.number), at, line.who, name, word(line.action), line.action, line.what, detail]
        yield _row([defused(cell) for cell in cells])


def _row(cells: list[str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue()


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _midnight(day: date | None, zone: ZoneInfo) -> int | None:
    return midnight(day, zone) if day is not None else None
