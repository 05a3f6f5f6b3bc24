"""Playlists: ordered slides and playlists, inlined, dealt and repeated into one loop."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import gcd, lcm
from typing import TYPE_CHECKING, Annotated

from signage.core.formats import Between, Id, OfficeId, PlaylistId, SlideId
from signage.core.problems import Missing, Refused
from signage.core.texts import Text

if TYPE_CHECKING:
    from signage.core.catalogue import Catalogue

MOST_ENTRIES = 1_000
"""How long a loop may be (DESIGN, "What is shown")."""

NEAR = 20
"""An insert may come up to a twentieth of its interval late where the loop begins anew."""


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


def insert_every(turns: Turns, inserts: Sequence[tuple[Turns, int]], *, name: str) -> Turns:
    """The loop repeated; each time N ms of it have passed one insert follows, until loop and inserts are all whole.

    `inserts` are each rule's turns and its N, none empty. Where that never comes out even the loop begins anew,
    whole, where the least part of an N is left over since the last insert: at once if that is at most a twentieth.
    Refused, by `name`, over 1,000 pages.
    """
    following, times = _evened(turns, inserts)
    if not following:
        raise _too_long(name)
    loop: list[Turn] = []
    put = [0] * len(inserts)
    for _ in range(times):
        for played, due in enumerate(following):
            loop.append(turns[played % len(turns)])
            for insert in due:
                own, _ = inserts[insert]
                loop.append(own[put[insert] % len(own)])
                put[insert] += 1
    return tuple(loop)


def _evened(turns: Turns, inserts: Sequence[tuple[Turns, int]]) -> tuple[list[list[int]], int]:
    """For each turn of the repeated loop which inserts follow it, and how often all that is repeated.

    The latter makes the inserts whole: where two of three have been put, three times. Nothing over 1,000 pages.
    """
    following: list[list[int]] = []
    passed, put = [0] * len(inserts), [0] * len(inserts)
    rounds, times, least, pages = 0, 0, 1.0, 0
    while pages <= MOST_ENTRIES and least * NEAR > 1:
        turn = turns[len(following) % len(turns)]
        pages += len(turn.parts)
        passed = [since + turn.ms for since in passed]
        due = [n for n, (_, every) in enumerate(inserts) if passed[n] >= every]
        for n in due:
            passed[n], put[n] = 0, put[n] + 1
        following.append(due)
        left_over = max(since / every for since, (_, every) in zip(passed, inserts, strict=True))
        if len(following) % len(turns) == 0 and all(put) and left_over < least:
            again = lcm(*(len(own) // gcd(len(own), count) for (own, _), count in zip(inserts, put, strict=True)))
            added = sum(_pages(own) * count // len(own) for (own, _), count in zip(inserts, put, strict=True))
            if (pages + added) * again <= MOST_ENTRIES:
                rounds, times, least = len(following), again, left_over
    return following[:rounds], times


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
