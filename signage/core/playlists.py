"""Playlists: ordered slides and playlists, inlined, dealt and repeated into one loop."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from math import gcd, lcm
from typing import TYPE_CHECKING, Annotated

from signage.core.formats import Between, Id, OfficeId, PlaylistId, SlideId
from signage.core.problems import Missing, Refused
from signage.core.texts import Text

if TYPE_CHECKING:
    from signage.core.catalogue import Catalogue

MOST_ENTRIES = 1_000
"""How long a loop may be (DESIGN, "What is shown")."""

NEAR = 10
"""An insert may come up to a tenth of its interval late where the loop begins anew."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One place in a playlist: a slide or another playlist; `ms` overrides what reading or searching takes."""

    slide: SlideId | None = None
    playlist: PlaylistId | None = None
    ms: Annotated[int, Between(1_000, 3_600_000)] | None = None


@dataclass(frozen=True, kw_only=True)
class Playlist:
    """One プレイリスト. `budget_ms`: how long one round of it may take (DOMAIN: 180 s)."""

    id: Id
    office: OfficeId
    name: Text
    entries: tuple[Entry, ...]
    budget_ms: Annotated[int, Between(1_000, 86_400_000)] = 180_000
    changed_at: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """One page of a slide: the id of its picture, and how long it is shown."""

    item: str
    ms: int


@dataclass(frozen=True)
class Turn:
    """A slide's pages, which follow each other wherever the slide is shown."""

    slide: str
    parts: tuple[Part, ...]

    @cached_property
    def ms(self) -> int:
        """How long all of its pages take."""
        return sum(part.ms for part in self.parts)


Turns = tuple[Turn, ...]

Entries = tuple[tuple[str, int | None], ...]
"""Slides in order, each with its entry's time for a page, if it has one."""


def inline(playlist_id: str, catalogue: Catalogue) -> Entries:
    """The slides of a playlist and of all within it.

    Refused where a playlist contains itself, by the names on the way.
    """
    return tuple(_inlined(playlist_id, catalogue.playlists, ()))


def nested(playlist_id: str, catalogue: Catalogue) -> frozenset[str]:
    """The ids of a playlist and of all within it; there are no cycles, `inline` has looked."""
    inner = (entry.playlist for entry in catalogue.playlists[playlist_id].entries if entry.playlist is not None)
    return frozenset({playlist_id}).union(*(nested(playlist, catalogue) for playlist in inner))


def _inlined(
    playlist_id: str, playlists: Mapping[str, Playlist], within: tuple[str, ...]
) -> list[tuple[str, int | None]]:
    chain = (*within, playlist_id)
    if playlist_id in within:
        names = " → ".join(chain)
        raise Refused(
            ja=f"プレイリストが循環しています: {names}。どれかの項目から外してください。",
            en=f"Playlists contain each other: {names}. Take one of them out.",
        )
    if playlist_id not in playlists:
        raise Missing(ja=f"プレイリスト「{playlist_id}」がありません。", en=f'There is no playlist "{playlist_id}".')
    slides: list[tuple[str, int | None]] = []
    for entry in playlists[playlist_id].entries:
        if entry.playlist is not None:
            inner = _inlined(entry.playlist, playlists, chain)
            slides += ((slide, ms if entry.ms is None else entry.ms) for slide, ms in inner)
        elif entry.slide is not None:
            slides.append((entry.slide, entry.ms))
    return slides


def deal(hands: Sequence[tuple[Turns, int]], *, name: str) -> Turns:
    """Equal rules in one loop: turn by turn from the one with the least shown time ÷ weight, earlier ones first.

    `hands` are each rule's turns and its weight, in the order of the rules' ids, none empty. One that is dealt whole
    begins again until all are. Refused, by `name`, over 1,000 pages.
    """
    if len(hands) == 1:
        return _counted(hands[0][0], name)
    whole = lcm(*(weight for _, weight in hands))
    paces = [whole // weight for _, weight in hands]
    shown, dealt = [0] * len(hands), [0] * len(hands)
    loop: list[Turn] = []
    pages, waiting = 0, len(hands)
    while waiting:
        least = shown.index(min(shown))
        turns = hands[least][0]
        turn = turns[dealt[least] % len(turns)]
        dealt[least] += 1
        waiting -= dealt[least] == len(turns)
        shown[least] += turn.ms * paces[least]
        loop.append(turn)
        pages += len(turn.parts)
        if pages > MOST_ENTRIES:
            raise _too_long(name)
    return tuple(loop)


def join(turns: Turns, joined: Turns, *, name: str) -> Turns:
    """The loop with each joined slide once in it, spread evenly: the first before everything, no turn taken apart.

    Of m joined slides the k-th (from 0) comes where, of the loop's own time L, L·k/m has passed: at the end of that
    turn which is nearest, of two the earlier. Either may be empty. Refused, by `name`, over 1,000 pages.
    """
    ends = [0, *accumulate(turn.ms for turn in turns)]
    whole: list[Turn] = []
    played = 0
    for k, guest in enumerate(joined):
        due = ends[-1] * k
        until = bisect_left(ends, due, key=lambda end: end * len(joined))
        if until and due - ends[until - 1] * len(joined) <= ends[until] * len(joined) - due:
            until -= 1
        whole += (*turns[played:until], guest)
        played = until
    return _counted((*whole, *turns[played:]), name)


def insert_every(turns: Turns, inserts: Sequence[tuple[Turns, int]], *, name: str) -> Turns:
    """The loop repeated; each time N ms of it have passed one insert follows, until loop and inserts are all whole.

    `inserts` are each rule's turns and its N, none empty. Where that never comes out even the loop begins anew,
    whole, where the least part of an N is left over since the last insert: at once if that is at most a tenth.
    Refused, by `name`, over 1,000 pages.
    """
    ends = list(accumulate(turn.ms for turn in turns))
    due = [_due(ends, every, MOST_ENTRIES // _pages(turns)) for _, every in inserts]
    rounds, times = _evened(turns, inserts, due)
    if not rounds:
        raise _too_long(name)
    falling = sorted((_played(ends, instant), n) for n, found in enumerate(due) for instant in found)
    regular, put = turns * rounds, [0] * len(inserts)
    loop: list[Turn] = []
    for _ in range(times):
        shown = 0
        for played, n in falling:
            if played > len(regular):
                break
            own, _ = inserts[n]
            loop += (*regular[shown:played], own[put[n] % len(own)])
            shown, put[n] = played, put[n] + 1
        loop += regular[shown:]
    return tuple(loop)


def _due(ends: list[int], every: int, rounds: int) -> list[int]:
    """After how much of the repeated loop inserts fall due: at a turn's end, `every` having passed since the last."""
    found: list[int] = []
    while True:
        whole, rest = divmod((found[-1] if found else 0) + every, ends[-1])
        found.append(whole * ends[-1] + (ends[bisect_left(ends, rest)] if rest else 0))
        if found[-1] > rounds * ends[-1]:
            return found[:-1]


def _played(ends: list[int], instant: int) -> int:
    """How many turns of the repeated loop end by an instant at which one does."""
    whole, rest = divmod(instant, ends[-1])
    return whole * len(ends) + bisect_right(ends, rest)


def _evened(turns: Turns, inserts: Sequence[tuple[Turns, int]], due: Sequence[list[int]]) -> tuple[int, int]:
    """How many rounds come out most nearly even, and how often those are repeated until the inserts are whole.

    Where two of three inserts have been put, three times. Nothing over 1,000 pages; (0, 0) if all is.
    """
    length, pages = sum(turn.ms for turn in turns), _pages(turns)
    best, least = (0, 0), 1.0
    for rounds in range(1, MOST_ENTRIES // pages + 1):
        put = [bisect_right(instants, rounds * length) for instants in due]
        if not all(put):
            continue
        left_over = max(
            (rounds * length - instants[count - 1]) / every
            for instants, count, (_, every) in zip(due, put, inserts, strict=True)
        )
        again = lcm(*(len(own) // gcd(len(own), count) for (own, _), count in zip(inserts, put, strict=True)))
        added = sum(_pages(own) * count // len(own) for (own, _), count in zip(inserts, put, strict=True))
        if left_over < least and (rounds * pages + added) * again <= MOST_ENTRIES:
            best, least = (rounds, again), left_over
            if left_over * NEAR <= 1:
                break
    return best


def _counted(turns: Turns, name: str) -> Turns:
    if _pages(turns) > MOST_ENTRIES:
        raise _too_long(name)
    return turns


def _pages(turns: Turns) -> int:
    return sum(len(turn.parts) for turn in turns)


def _too_long(name: str) -> Refused:
    return Refused(
        ja=f"「{name}」の1周が{MOST_ENTRIES:,}件を超えます。項目を減らすか、割込みの間隔や重みを見直してください。",
        en=f'One round of "{name}" has more than {MOST_ENTRIES:,} entries. '
        "Take some out, or change the interval or the weights.",
    )
