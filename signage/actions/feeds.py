"""Feeds: what ticket machines write is read, understood and kept as events; each feed says how it is doing."""

from __future__ import annotations

import csv
import hashlib
import logging
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from signage.actions import feed_addresses, feed_files, feed_state
from signage.actions.feed_state import FeedState
from signage.actions.installation import Installation
from signage.actions.sheets import decoded
from signage.core.catalogue import Catalogue, FloorGuide
from signage.core.instants import SECOND, local, local_day
from signage.core.problems import Missing, Problem, Refused
from signage.core.queue_log import Reader, Row, Understood, changes, log_events, plainly, row_events, text_of
from signage.core.queues import DAY_CODE, Feed
from signage.publish.fence import fenced
from signage.store.database import change_number, writing
from signage.store.queue_events import add, failing, heard, remember, sources
from signage.store.rows import stored

HEARD_EVERY_MS = 10 * SECOND
"""A feed that says nothing new is noted to be alive no oftener: boards turn grey after two minutes."""

SOON_MS = 200
"""A file that is to be read every second is looked at even sooner: a call is on the glass within one."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Found:
    """What one reading came to. `spoke`: it said something just now, if only of a queue that nobody knows. `problem`:
    why it is not alive; None: it is at work, whether or not it had anything to say.
    """

    understood: Understood = field(default_factory=Understood)
    state: FeedState
    spoke: bool = False
    problem: Problem | None = None


@dataclass(slots=True)
class _Followed:
    """A feed that is being read: how, until where, when next; and what was last told of it."""

    reader: Reader
    state: FeedState
    due: int = 0
    heard_at: int = 0
    problem: str = ""
    known: set[str] = field(default_factory=set)
    """The events of a table that was read whole: few of them are new next time."""


class Feeder:
    """Reads feeds of some kinds when they are due. For one thread, in the process that has the publisher's post."""

    def __init__(self, installation: Installation, *, kinds: Collection[str] = ("log", "csv", "json")) -> None:
        self._here, self._kinds = installation, kinds
        self._change = -1
        self._followed: dict[str, _Followed] = {}

    def read(self, *, at: int) -> int:
        """Read what is due; how many new events there were. What cannot be read says so, and stops no other."""
        self._look_up()
        new = 0
        for one in self._followed.values():
            pause = _pause_ms(one.reader.feed)
            if not one.due - pause <= at < one.due:  # a clock that was set back is no reason to wait
                one.due = at + pause
                new += self._read(one, at=at)
        return new

    def _look_up(self) -> None:
        """Which feeds there are, after each change of what is stored."""
        change = change_number(self._here.db)
        if change == self._change:
            return
        held, kept = _held(self._here), sources(self._here.db)
        followed: dict[str, _Followed] = {}
        for feed in held.feeds.values():
            if feed.kind not in self._kinds:
                continue
            reader, before = Reader.of(feed, held), self._followed.get(feed.id)
            if before is not None and before.reader == reader:
                followed[feed.id] = before
                continue
            source = kept.get(_source(feed))
            state = FeedState() if source is None else feed_state.of_written(source.state)
            if state.reader != _fingerprint(reader):  # it is set up in another way: today's lines may mean more now
                state = replace(state.uncounted(), reader=_fingerprint(reader), mark=feed_files.Mark(), etag="")
            followed[feed.id] = _Followed(reader=reader, state=state)
        self._followed, self._change = followed, change

    def _read(self, one: _Followed, *, at: int) -> int:
        feed = one.reader.feed
        try:
            found = fenced(f"reading the feed {feed.id}", lambda: _READ[feed.kind](self._here, one, at))
            new = self._keep(one, found, at=at)
        except Problem as problem:
            self._fails(one, problem)
            return 0
        if found.problem is not None:
            self._fails(one, found.problem)
        return new

    def _fails(self, one: _Followed, problem: Problem) -> None:
        """Say what is wrong, once."""
        if str(problem) != one.problem:
            log.warning("feed %s: %s", one.reader.feed.id, problem)
            with writing(self._here.db) as under_way:
                failing(under_way, _source(one.reader.feed), ja=problem.sentence("ja"), en=problem.sentence("en"))
            one.problem = str(problem)

    def _keep(self, one: _Followed, found: Found, *, at: int) -> int:
        """Events and the place from which to go on, in one transaction: neither without the other."""
        feed, fresh = one.reader.feed, [event for event in found.understood.events if event.id not in one.known]
        due = bool(one.problem) or not 0 <= at - one.heard_at < HEARD_EVERY_MS
        new = 0
        if fresh or found.spoke or due or found.state != one.state:
            with writing(self._here.db) as under_way:
                new = add(under_way, fresh, source=_source(feed), at=at)
                spoke = found.spoke or new > 0
                due = found.problem is None and (due or spoke)
                if due:
                    heard(under_way, _source(feed), at=at, said=found.understood.last if spoke else None)
                remember(under_way, _source(feed), feed_state.written(found.state))
        one.state = found.state
        if feed.kind == "csv" and found.understood.events:
            one.known = {event.id for event in found.understood.events}
        if due:
            one.heard_at, one.problem = at, ""
        return new


def _read_log(here: Installation, one: _Followed, at: int) -> Found:
    """A log is alive while it can be read and is today's: by its name, by when it was written, or by its last line.

    A machine that nobody uses for an hour is no dead machine. But a file that was last written yesterday can be read
    for ever after its machine was switched off, replaced, or had its share mounted elsewhere.
    """
    feed, day = one.reader.feed, local_day(at, one.reader.zone)
    path = feed_files.path_of(feed.place, settings=here.settings, day=day)
    lines = feed_files.lines_since(path, one.state.mark, at=at)
    state = one.state.uncounted() if lines.anew else one.state
    understood = log_events((text_of(line) for line in lines.lines), one.reader, at=at)
    state = replace(state.on(day.isoformat()).after(understood), mark=lines.mark)
    return Found(
        understood=understood,
        state=state,
        spoke=bool(understood.last) and not lines.anew,
        problem=_not_of_today(one.reader, state, lines.changed_at, day) if lines.there else feed_files.gone(path),
    )


def _read_table(here: Installation, one: _Followed, at: int) -> Found:
    """A table is read whole whenever it was written, and alive by the same rule as a log."""
    feed, day = one.reader.feed, local_day(at, one.reader.zone)
    path = feed_files.path_of(feed.place, settings=here.settings, day=day)
    raw, mark, changed_at = feed_files.table_since(path, one.state.mark, at=at)
    state = replace(one.state.on(day.isoformat()), mark=mark)
    if raw is None:
        return Found(state=state, problem=_not_of_today(one.reader, state, changed_at, day))
    rows = list(_table_rows(raw, feed))
    understood, state = _said(rows, one.reader, state.uncounted(), at=at)
    return Found(understood=understood, state=state, problem=_not_of_today(one.reader, state, changed_at, day))


def _read_address(here: Installation, one: _Followed, at: int) -> Found:
    """A document is alive with each answer, also where it says that nothing has changed."""
    state = one.state.on(local_day(at, one.reader.zone).isoformat())
    body, etag = feed_addresses.fetched(one.reader.feed.place, etag=state.etag)
    if body is None:
        return Found(state=state)
    rows = list(feed_addresses.rows_of(body, one.reader.feed))
    understood, state = _said(rows, one.reader, replace(state.uncounted(), etag=etag), at=at)
    return Found(understood=understood, state=state)


_READ: dict[str, Callable[[Installation, _Followed, int], Found]] = {
    "log": _read_log,
    "csv": _read_table,
    "json": _read_address,
}


def _said(
    rows: list[tuple[Row | None, str]], reader: Reader, state: FeedState, *, at: int
) -> tuple[Understood, FeedState]:
    """What all rows of a document say: dated ones what happened, undated ones how it is now."""
    if any(one.field == "time" for one in reader.feed.columns):
        understood = row_events(rows, reader, at=at)
        return understood, state.after(understood)
    bad = tuple(written for row, written in rows if row is None)
    plain = [row for row, _ in rows if row is not None]
    understood, before = changes(plain, reader, before=state.before, at=at)
    understood = replace(understood, garbage=(*bad, *understood.garbage))
    return understood, replace(state.after(understood), before=before)


def _table_rows(raw: bytes, feed: Feed) -> Iterator[tuple[Row | None, str]]:
    """The rows below the headings, each for itself: an open quotation mark spoils one line, not those after it."""
    headings = {plainly(column.heading): column.field for column in feed.columns}
    lines = [line for line in _table_text(raw, feed).splitlines() if line.strip(" \0\t,")]
    if not lines:
        return
    comma = "\t" if lines[0].count("\t") > lines[0].count(",") else ","
    places = [headings.get(plainly(cell)) for cell in _cells(lines[0], comma)]
    for heading, about in headings.items():
        if about not in places:
            raise Refused(
                ja=f"「{feed.place}」の一行目に見出し「{heading}」がありません。取込元の列の設定を直してください。",
                en=f'the first row of "{feed.place}" has no heading "{heading}"; mend the columns of the feed',
            )
    for line in lines[1:]:
        cells = _cells(line, comma)
        whole = len(cells) >= max(index for index, about in enumerate(places) if about) + 1
        row = {about: cell.strip() for about, cell in zip(places, cells, strict=False) if about} if whole else None
        yield row, line


def _table_text(raw: bytes, feed: Feed) -> str:
    """In whatever encoding; where one line is in none of them, each line for itself."""
    try:
        return decoded(raw, [column.heading for column in feed.columns], at=str)
    except Refused:
        return "\n".join(map(text_of, raw.split(b"\n")))


def _cells(line: str, comma: str) -> list[str]:
    return next(csv.reader([line], delimiter=comma), [])


def _not_of_today(reader: Reader, state: FeedState, changed_at: int, day: date) -> Problem | None:
    """What is wrong with a file of another day; None: it is today's."""
    name = reader.feed.place
    if DAY_CODE.search(name) or day in (local_day(changed_at, reader.zone), local_day(state.last_at, reader.zone)):
        return None
    last = f"{local(state.last_at, reader.zone):%Y-%m-%d %H:%M}" if state.last_at else "―"
    return Missing(
        ja=f"「{name}」は読めますが、今日の行がまだありません(最後 {last})。発券機が動いているか確かめてください。",
        en=f'"{name}" can be read and has no line of today yet (last {last}); see whether the machine is running',
    )


def _pause_ms(feed: Feed) -> int:
    return SOON_MS if feed.every_s == 1 and feed.kind != "json" else feed.every_s * SECOND


def _source(feed: Feed) -> str:
    return f"feed:{feed.id}"


def _fingerprint(reader: Reader) -> str:
    return hashlib.sha256(repr(reader).encode()).hexdigest()[:16]


def _held(here: Installation) -> Catalogue:
    """The part of the catalogue that says how feeds are read."""
    with here.db.atomic():
        rows = {noun: stored(here.db, noun) for noun in ("offices", "queues", "feeds", "counters")}
    return Catalogue(
        offices={row.id: row for row in rows["offices"]},
        queues={row.id: row for row in rows["queues"]},
        feeds={row.id: row for row in rows["feeds"]},
        guide=FloorGuide(counters=rows["counters"]),
    )
