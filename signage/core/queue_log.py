"""Queue logs: what a ticket machine wrote, line by line or row by row, as events; and what nobody could understand.

Everything here is a function of what was written: the same line read twice, in another order or from a copy of the
file, is the same event with the same id. So reading everything again is always safe.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import get_args
from zoneinfo import ZoneInfo

from signage.core.catalogue import Catalogue
from signage.core.instants import DAY, MINUTE, Instant, at_local
from signage.core.problems import Refused
from signage.core.queue_events import Event, EventKind
from signage.core.queue_numbers import ticket
from signage.core.queues import Feed, MeantKind, Queue, ReadField

AHEAD_MS = 15 * MINUTE
"""A machine's clock may be so far ahead of ours: its lines are then taken as of our minute. Beyond: a wrong date."""

OLDEST_MS = 400 * DAY
"""What is older was written by a machine whose clock had stopped (1980, 2000), not left unread by us."""

LONGEST = 80
"""So much of a line is told to staff."""

_LOG_FIELDS: tuple[ReadField, ...] = ("date", "time", "kind", "queue", "number")
_DIGITS: Mapping[str, MeantKind] = {"0": "issued", "1": "called", "2": "cancelled"}
_WORDS: Mapping[str, MeantKind] = {
    "発券": "issued",
    "呼出": "called",
    "呼び出し": "called",
    "取消": "cancelled",
    **{kind: kind for kind in get_args(MeantKind)},
}
Row = Mapping[ReadField, str]
"""One line or row: what was written in each field that it has."""


@dataclass(frozen=True, kw_only=True)
class Understood:
    """What came of some lines. `last` is the newest that was understood, as written, and `last_at` its instant.

    `garbage` are those that were not, `unknown` the 業務 and 窓口 that no queue has, as often as they were there.
    """

    events: tuple[Event, ...] = ()
    last: str = ""
    last_at: int = 0
    garbage: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Reader:
    """How one feed is read: its queues by the name that it has for each, their counters, its words and its clock."""

    feed: Feed
    zone: ZoneInfo
    queues: Mapping[str, Queue]
    counters: Mapping[tuple[str, str], str] = field(default_factory=dict)
    meanings: Mapping[str, MeantKind] = field(default_factory=dict)

    @classmethod
    def of(cls, feed: Feed, held: Catalogue) -> Reader:
        """A queue is known by its code or, where it has none, by its name."""
        queues = {
            plainly(queue.code or queue.name.best("ja")): queue
            for queue in held.queues.values()
            if queue.feed == feed.id
        }
        counters = {
            (queue.id, plainly(written)): counter.id
            for queue in queues.values()
            for counter in held.guide.counters
            if counter.id in queue.counters
            for written in (counter.number, counter.id)
        }
        own: dict[str, MeantKind] = {plainly(meaning.word): meaning.kind for meaning in feed.meanings}
        zone = ZoneInfo(held.offices[feed.office].time_zone)
        return cls(feed=feed, zone=zone, queues=queues, counters=counters, meanings=own)

    def queue(self, written: str) -> Queue | None:
        """The queue that a row speaks of. Where no row says so there has to be only one."""
        if not written and len(self.queues) == 1:
            return next(iter(self.queues.values()))
        return self.queues.get(plainly(written))

    def counter(self, queue: Queue, written: str) -> str | None:
        """The counter's id; of a log that names none the queue's only one. None: there is no such counter."""
        if not written:
            return queue.counters[0] if len(queue.counters) == 1 else ""
        return self.counters.get((queue.id, plainly(written)))

    def kind(self, written: str) -> MeantKind | None:
        """What a feed's word means: its own words first, then a log's ("1呼出", "1" or "呼出")."""
        plain = plainly(written)
        if not plain and not self.meanings:
            return "called"
        digit = re.match(r"[0-2](?!\d)", plain)
        return self.meanings.get(plain) or _WORDS.get(plain) or (_DIGITS[digit[0]] if digit else None)


def plainly(written: str) -> str:
    """As it is compared: without full-width letters, capitals and spaces around."""
    return unicodedata.normalize("NFKC", written).strip().casefold()


def text_of(raw: bytes) -> str:
    """One line as text: UTF-8, or else cp932 as the machines write; what is neither stays visible as such."""
    raw = raw.removeprefix(b"\xef\xbb\xbf").strip(b"\0\r\n")
    for encoding in ("utf-8", "cp932"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("cp932", errors="replace")


def log_row(line: str) -> Row | None:
    """The fields of a line `yyyymmdd,HH:MM,0発券|1呼出|2取消,業務,番号`. None: it has other ones."""
    cells = [cell.strip().strip('"') for cell in line.replace("，", ",").split(",")]
    while len(cells) > len(_LOG_FIELDS) and not cells[-1]:
        cells.pop()
    return dict(zip(_LOG_FIELDS, cells, strict=True)) if len(cells) == len(_LOG_FIELDS) else None


def log_events(lines: Iterable[str], reader: Reader, *, at: int) -> Understood:
    """What the lines of a log say, read at an instant. Lines without anything in them are passed over."""
    return row_events(((log_row(line), line) for line in lines if line.strip()), reader, at=at)


def row_events(rows: Iterable[tuple[Row | None, str]], reader: Reader, *, at: int) -> Understood:
    """What dated rows say, each with the words in which it was written.

    An event is at its own minute, whenever it was read: so the order in which a fold takes events does not depend on
    when a line reached us. Lines of one minute that say the same are one event.
    """
    events: dict[str, Event] = {}
    garbage, unknown, last, last_at = list[str](), list[str](), "", 0
    for row, written in rows:
        when = None if row is None else _instant(row, reader.zone, at=at)
        kind = None if row is None else reader.kind(row.get("kind", ""))
        value = None if row is None or kind is None else _value(row, kind)
        if row is None or when is None or kind is None or value is None:
            garbage.append(_shown(written))
            continue
        if when >= last_at:
            last, last_at = _shown(written), when
        queue = reader.queue(row.get("queue", ""))
        if queue is None:
            unknown.append(_shown(row.get("queue", "")))
            continue
        counter = reader.counter(queue, row.get("counter", ""))
        if counter is None:
            unknown.append(_shown(f"{row.get('queue', '')} {row['counter']}".strip()))
        said = plainly(row["date"]), plainly(row["time"]), kind, value, counter or ""
        event_id = _id(reader.feed.id, queue.id, *said)
        events[event_id] = _event(event_id, queue, kind, value, counter=counter or "", at=when)
    return Understood(
        events=tuple(events.values()), last=last, last_at=last_at, garbage=tuple(garbage), unknown=tuple(unknown)
    )


def changes(
    rows: Iterable[Row], reader: Reader, *, before: Mapping[str, str], at: int
) -> tuple[Understood, dict[str, str]]:
    """What undated rows say now that they did not before: a number that was called, a count of people who wait.

    Second what they say now, to be handed in as `before` next time, on another day as `overnight` leaves it.
    """
    events, unknown, garbage, last = list[Event](), list[str](), list[str](), ""
    now = dict(before)
    for row in rows:
        written = _shown(",".join(row.values()))
        queue = reader.queue(row.get("queue", ""))
        if queue is None:
            unknown.append(_shown(row.get("queue", "")))
            continue
        counter = reader.counter(queue, row.get("counter", ""))
        if counter is None:
            unknown.append(_shown(f"{row.get('queue', '')} {row['counter']}".strip()))
        asked: tuple[tuple[ReadField, EventKind | None], ...] = (
            ("number", reader.kind(row.get("kind", ""))),
            ("waiting", "waiting"),
        )
        for name, kind in asked:
            cell = row.get(name, "").strip()
            if not cell or (name == "number" and not cell.strip(_NOBODY)):
                continue
            value = None if kind is None else _value(row, kind)
            if kind is None or value is None:
                garbage.append(written)
                continue
            last, key = written, f"{queue.id}/{counter or ''}/{name}"
            if before.get(key) != value:
                now[key] = value
                event_id = _id(reader.feed.id, queue.id, str(at), kind, value, counter or "")
                events.append(_event(event_id, queue, kind, value, counter=counter or "", at=at))
    found = Understood(
        events=tuple(events), last=last, last_at=at if last else 0, garbage=tuple(garbage), unknown=tuple(unknown)
    )
    return found, now


def overnight(before: Mapping[str, str]) -> dict[str, str]:
    """What is known of undated rows when a day begins: a number that still stands there is not called again, but how
    many wait has to be said again."""
    return {key: value for key, value in before.items() if not key.endswith("/waiting")}


_NOBODY = " 0０-－―ー—"
"""What stands in a number's place before anybody was called."""


def _event(event_id: str, queue: Queue, kind: EventKind, value: str, *, counter: str, at: int) -> Event:
    if kind == "waiting":
        return Event(id=event_id, queue=queue.id, at=at, kind=kind, detail=value)
    counter = counter if kind in {"called", "held", "served"} else ""
    return Event(id=event_id, queue=queue.id, at=at, kind=kind, number=value, counter=counter)


def _value(row: Row, kind: EventKind) -> str | None:
    """A number or, of "waiting", a count."""
    if kind != "waiting":
        return _number(row.get("number", ""))
    count = re.fullmatch(r"(\d{1,4})\s*人?", plainly(row.get("waiting", "") or row.get("number", "")))
    return None if count is None else str(int(count[1]))


def _number(written: str) -> str | None:
    """A ticket's number. What has no digit is none: a name in that column is never repeated by a board."""
    try:
        number = ticket(written)
    except Refused:
        return None
    return number if any(letter.isdigit() for letter in number) else None


_DATE = re.compile(r"(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?")
_TIME = re.compile(r"(\d{1,2}):?(\d{2})(?::(\d{2})(?:\.\d+)?)?")


def _instant(row: Row, zone: ZoneInfo, *, at: int) -> Instant | None:
    """When it happened, by the machine's clock; None: no such time, or one that cannot be."""
    day, clock = _DATE.fullmatch(plainly(row.get("date", ""))), _TIME.fullmatch(plainly(row.get("time", "")))
    if day is None or clock is None:
        return None
    hours, minutes, seconds = (int(part or 0) for part in clock.groups())
    try:
        found = at_local(date(*map(int, day.groups())), time(hours, minutes, seconds), zone)
    except ValueError:
        return None
    if not at - OLDEST_MS < found < at + AHEAD_MS:
        return None
    return Instant(min(found, at - at % MINUTE)) if found > at else found


def _id(*said: str) -> str:
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:32]


def _shown(written: str) -> str:
    """As staff are told of it: one short line."""
    line = "".join(letter if letter.isprintable() else " " for letter in written).strip()
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"
