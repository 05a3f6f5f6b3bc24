"""Coherence: what rows must be to each other beyond naming one another: no circles, no overlaps, no gaps."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from signage.core.catalogue import Catalogue
from signage.core.instants import local
from signage.core.nouns import NOUNS
from signage.core.playlists import MOST_ENTRIES, Playlist, inline
from signage.core.references import Finding, Rows, dangling
from signage.core.when import Limits, limits_span


def mistakes(rows: Rows) -> Iterator[Finding]:
    """What must be put right before any of it is kept. The references first: the rest relies on them."""
    found = list(dangling(rows))
    yield from found
    if not found:
        circles = list(_circles(rows))
        yield from circles or _bare_fallbacks(rows)
        yield from _overlaps(rows)
        yield from _wrong_floors(rows)
        yield from _strange_counters(rows)
        yield from _same_codes(rows)


def remarks(rows: Rows) -> Iterator[Finding]:
    """What may be meant so, and may be a slip: gaps between dated rows, and what nothing shows."""
    yield from _gaps(rows)
    yield from _unseen(rows)
    yield from _nowhere(rows)


def _circles(rows: Rows) -> Iterator[Finding]:
    """Rows that come back to themselves; where playlists do not, those that are too long when written out."""
    steps: tuple[tuple[str, str, Callable[[Any], Iterable[str | None]]], ...] = (
        ("calendars", "base", lambda row: [row.base]),
        ("sections", "parent", lambda row: [row.parent]),
        ("playlists", "entries", lambda row: [entry.playlist for entry in row.entries]),
    )
    for noun, key, following in steps:
        graph = TopologicalSorter[str]()
        for row in rows[noun]:
            graph.add(row.id, *(name for name in following(row) if name is not None))
        try:
            innermost_first = list(graph.static_order())
        except CycleError as error:
            circle = list(reversed(error.args[1]))
            names = " → ".join(circle)
            yield Finding(
                noun=noun,
                row=next(row for row in rows[noun] if row.id == circle[0]),
                path=(key,),
                ja=f"{names} と回っています。どれか一つから外してください",
                en=f"this goes in a circle: {names}; take one of them out",
            )
        else:
            yield from _too_long(rows["playlists"], innermost_first) if noun == "playlists" else ()


def _too_long(playlists: tuple[Playlist, ...], innermost_first: Iterable[str]) -> Iterator[Finding]:
    """Playlists that come to too many entries when those within them are written out; counted without doing so."""
    by_id = {playlist.id: playlist for playlist in playlists}
    counts: dict[str, int] = {}
    for name in innermost_first:
        counts[name] = sum(1 if entry.playlist is None else counts[entry.playlist] for entry in by_id[name].entries)
        if counts[name] > MOST_ENTRIES:
            yield Finding(
                noun="playlists",
                row=by_id[name],
                path=("entries",),
                ja=f"「{name}」は一周が{counts[name]:,}件になります。{MOST_ENTRIES:,}件までに減らしてください",
                en=f'"{name}" comes to {counts[name]:,} entries; write at most {MOST_ENTRIES:,}',
            )


def _bare_fallbacks(rows: Rows) -> Iterator[Finding]:
    """Screens that would be black without a network: nothing in their fallback may be shown at any time.

    The timeline refuses such a screen; here the edit is refused that would take the last such slide away.
    """
    held = Catalogue(playlists={playlist.id: playlist for playlist in rows["playlists"]})
    lasting = {slide.id for slide in rows["slides"] if slide.state == "published" and slide.limits == Limits()}
    for screen in rows["screens"]:
        if not any(slide in lasting for slide, _ in inline(screen.fallback, held)):
            yield Finding(
                noun="screens",
                row=screen,
                path=("fallback",),
                ja=f"モニター「{screen.name.best('ja')}」で通信が切れたときに出すプレイリスト「{screen.fallback}」に、"
                "期限のない掲載中のコンテンツがありません。一つは入れておいてください",
                en=f'without a network the screen "{screen.name.best("en")}" would have nothing to show: '
                f'"{screen.fallback}" has no published slide without dates; keep one in it',
            )


def _dated(rows: Rows) -> Iterator[tuple[str, list[tuple[int, int, Any]]]]:
    """The rows of each id of a dated noun that has several, with the instants between which each holds."""
    zones = {office.id: ZoneInfo(office.time_zone) for office in rows["offices"]}
    for noun in (noun.plural for noun in NOUNS.values() if noun.dated):
        by_id: dict[str, list[Any]] = {}
        for row in rows[noun]:
            by_id.setdefault(row.id, []).append(row)
        for same in by_id.values():
            if len(same) > 1:
                spans = [(*limits_span(row.limits, zones[row.office]), row) for row in same]
                yield noun, sorted(spans, key=lambda span: span[:2])


def _overlaps(rows: Rows) -> Iterator[Finding]:
    for noun, spans in _dated(rows):
        for (_, ends, _), (begins, _, row) in pairwise(spans):
            if begins < ends:
                yield Finding(
                    noun=noun,
                    row=row,
                    path=("from",),
                    ja=f"同じ id「{row.id}」の行と期間が重なっています。前の行の終わりの翌日から始めてください",
                    en=f'its time overlaps with another row of the id "{row.id}"; begin the day after that one ends',
                )


def _gaps(rows: Rows) -> Iterator[Finding]:
    zones = {office.id: ZoneInfo(office.time_zone) for office in rows["offices"]}
    for noun, spans in _dated(rows):
        for (_, ends, _), (begins, _, row) in pairwise(spans):
            if ends < begins:
                first, last = (local(instant, zones[row.office]).date() for instant in (ends, begins))
                yield Finding(
                    noun=noun,
                    row=row,
                    path=("from",),
                    ja=f"id「{row.id}」は {first} から {last} まで何もありません",
                    en=f'between {first} and {last} there is nothing of the id "{row.id}"',
                )


def _wrong_floors(rows: Rows) -> Iterator[Finding]:
    """Things said to hang on a floor of another building."""
    buildings: dict[str, set[str]] = {}
    for floor in rows["floors"]:
        buildings.setdefault(floor.id, set()).add(floor.building)
    for noun in ("screens", "counters"):
        for row in rows[noun]:
            if row.building not in buildings[row.floor]:
                there = "・".join(sorted(buildings[row.floor]))
                yield Finding(
                    noun=noun,
                    row=row,
                    path=("floor",),
                    ja=f"階「{row.floor}」は棟「{there}」にあります。棟か階を直してください",
                    en=f'floor "{row.floor}" is in building "{there}"; mend building or floor',
                )


def _strange_counters(rows: Rows) -> Iterator[Finding]:
    """Queues called at counters of another office."""
    own = {(counter.office, counter.id) for counter in rows["counters"]}
    for queue in rows["queues"]:
        for counter in queue.counters:
            if (queue.office, counter) not in own:
                yield Finding(
                    noun="queues",
                    row=queue,
                    path=("counters",),
                    ja=f"窓口「{counter}」は別の庁舎にあります。この庁舎の窓口を選んでください",
                    en=f'counter "{counter}" is in another office; choose counters of its own',
                )


def _same_codes(rows: Rows) -> Iterator[Finding]:
    """Two queues that one feed calls the same: nobody could tell whose number it is."""
    taken: dict[tuple[str, str], str] = {}
    for queue in rows["queues"]:
        if queue.feed is None:
            continue
        code = queue.code or queue.name.best("ja")
        if taken.setdefault((queue.feed, code), queue.id) != queue.id:
            yield Finding(
                noun="queues",
                row=queue,
                path=("code",),
                ja=f"取込元での呼び名「{code}」は、ほかの業務でも使っています。別の呼び名にしてください",
                en=f'another queue of that feed is already called "{code}"; choose another code',
            )


def _unseen(rows: Rows) -> Iterator[Finding]:
    """Playlists that no rule and no screen ever comes to, and slides that are in no playlist and no rule."""
    entries = [entry for playlist in rows["playlists"] for entry in playlist.entries]
    playlists = {holder.playlist for holder in (*rows["rules"], *entries)} | {s.fallback for s in rows["screens"]}
    slides = {holder.slide for holder in (*rows["rules"], *entries)}
    for noun, seen in (("playlists", playlists), ("slides", slides)):
        for row in rows[noun]:
            if row.id not in seen and getattr(row, "state", "published") == "published":
                yield Finding(
                    noun=noun,
                    row=row,
                    path=(),
                    ja=f"「{row.id}」はどのモニターにも出ません。放映スケジュールかプレイリストに入れてください",
                    en=f'"{row.id}" is shown on no screen; put it into a rule or a playlist',
                )


def _nowhere(rows: Rows) -> Iterator[Finding]:
    """Rules for groups in which there is no screen."""
    filled = {group for screen in rows["screens"] for group in screen.groups}
    for rule in rows["rules"]:
        if not rule.screens and not filled & set(rule.groups):
            yield Finding(
                noun="rules",
                row=rule,
                path=("groups",),
                ja=f"「{'・'.join(rule.groups)}」にはモニターがありません。モニターの groups に書いてください",
                en=f"there is no screen in {', '.join(rule.groups)}; name it in the groups of a screen",
            )
