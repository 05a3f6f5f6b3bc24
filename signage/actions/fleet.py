"""The fleet: how each screen's player stands: judged by its reports, and sooner by its polls where they are heard."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from signage.actions.commands import raise_one
from signage.actions.enrolments import in_force
from signage.actions.fleet_glass import Glasses, stamp_of
from signage.actions.installation import Installation
from signage.core.fleet import Believed, Heard, Plan, Planned, Standing, is_trouble, judge, with_polls
from signage.core.fleet_words import Why
from signage.core.instants import MINUTE, SECOND
from signage.core.problems import Problem
from signage.core.screens import Screen
from signage.publish.fence import fenced
from signage.publish.tree import Tree
from signage.store import heartbeats
from signage.store import standings as kept
from signage.store.commands import open_commands
from signage.store.database import Writing, change_number, writing
from signage.store.enrolments import Enrolment
from signage.store.heartbeats import Newest
from signage.store.rows import stored
from signage.store.standings import Stood

LOOK_CLOSER: frozenset[Why] = frozenset({"picture", "items", "fallback", "lit"})
"""Troubles of which a large picture is asked for, once as each begins: somebody will want to see."""

SHOT_EVERY_MS = 10 * MINUTE
"""So often at most one player is asked for a large picture that nobody asked for: troubles may come and go."""

NOTED_EVERY_MS = MINUTE
"""How often it is kept that nothing has changed: whoever reads it can tell that somebody still looks."""

STALE_MS = 3 * MINUTE
"""After this a judgement says nothing of now."""

log = logging.getLogger(__name__)

_UNHEARD: frozenset[Why] = frozenset({"no player", "never heard", "silent"})


def standings(
    installation: Installation, at: int, *, polled: Mapping[str, int] | None = None
) -> Mapping[str, Standing]:
    """Of every screen how its player stands, by the screen's id; of those without a player too.

    `polled`: when each head, by its key, was last asked for here, in Unix ms: who stops asking is silent within four
    polls, long before a report is missed. Without it nothing is said of polls.
    """
    players = _players(installation)
    judged, newest = kept.standings(installation.db), heartbeats.newest(installation.db)
    found = {}
    for screen in stored(installation.db, "screens"):
        own, stood = players.get(screen.id, ()), judged.get(screen.id)
        found[screen.id] = Standing(screen=screen.id, enrolment=None, why="no player", since=at, looked_at=at)
        if own:
            player = next((one for one in own if stood is not None and one.id == stood.enrolment), own[0])
            standing = _told(player, stood, newest.get(player.id), at)
            found[screen.id] = with_polls(
                standing, polled_at=(polled or {}).get(player.head_key), poll_ms=installation.settings.poll_ms, at=at
            )
    return found


def _players(installation: Installation) -> Mapping[str, Sequence[Enrolment]]:
    """By screen, the newest first."""
    found: dict[str, list[Enrolment]] = {}
    for player in in_force(installation):
        found.setdefault(player.screen, []).insert(0, player)
    return found


def _told(player: Enrolment, stood: Stood | None, said: Newest | None, at: int) -> Standing:
    """As it was judged last; as never heard where it is new, as not judged where nobody looks any more."""
    why: Why
    why, since, looked_at = "never heard", player.enrolled_at, at
    if stood is not None and stood.enrolment == player.id:
        why, since, looked_at = stood.why, stood.since, stood.looked_at
        if at - looked_at > STALE_MS:
            why, since = "not judged", looked_at
    if said is not None and why in _UNHEARD and (stood is None or said.received_at > stood.looked_at):
        why, since = "starting", said.received_at  # it has reported since: the next look says how it stands
    return Standing(
        screen=player.screen,
        enrolment=player.id,
        why=why,
        since=since,
        looked_at=looked_at,
        lit=stood is None or stood.lit_since is not None,
        heard_at=said.received_at if said is not None else None,
        received_at=said.received_at if said is not None else None,
        beat=said.beat if said is not None else None,
    )


def in_trouble(installation: Installation, *, at: int) -> list[str]:
    """Screens on which visitors have missed something for longer than the grace time, or that were told of."""
    grace_ms = installation.settings.alarm_after_s * SECOND
    found = kept.standings(installation.db).values()
    return sorted(
        one.screen
        for one in found
        if one.missed_since is not None and (one.told_at is not None or at - one.missed_since >= grace_ms)
    )


@dataclass(frozen=True, kw_only=True)
class _Pair:
    """A screen and its player (None: it has none), with what the player's head says and what it said last."""

    screen: Screen
    player: str | None
    head: Mapping[str, Any] = field(default_factory=dict)
    said: Newest | None = None


class Fleet:
    """Judges every screen's player, in the one process that has the publisher's post; one thread at a time.

    What it found is kept where pages, alarms and the command line read it.
    """

    def __init__(self, installation: Installation) -> None:
        self._here, self._tree = installation, Tree(installation.data)
        self._glasses = Glasses(installation)
        self._listening_since: int | None = None
        self._heads: tuple[int, Mapping[str, Mapping[str, Any]]] = -1, {}
        self._screens: tuple[int, Sequence[Screen]] = -1, ()
        self._planned: dict[str, tuple[str, Planned]] = {}
        self._behind: dict[str, tuple[int | None, int]] = {}
        self._failing: set[str] = set()
        self._shot_at: dict[str, int] = {}

    def look(self, at: int) -> Mapping[str, Stood]:
        """Judge them all, and keep what has changed. By screen; of several players of one, one in trouble decides."""
        if self._listening_since is None or at < self._listening_since:
            self._listening_since = at
        heads, newest = self._read_heads(), heartbeats.newest(self._here.db)
        self._glasses.begin(frozenset(str(head.get("manifest")) for head in heads.values()))
        players, before = _players(self._here), kept.standings(self._here.db)
        judged = {}
        for screen in self._read_screens():
            pairs = [
                _Pair(screen=screen, player=one.id, head=heads.get(one.head_key, {}), said=newest.get(one.id))
                for one in players.get(screen.id, ())
            ]
            stood = self._fenced(pairs or [_Pair(screen=screen, player=None)], before.get(screen.id), at)
            if stood is not None:
                judged[screen.id] = stood
        self._keep(judged, before, at)
        return judged

    def _fenced(self, pairs: Sequence[_Pair], before: Stood | None, at: int) -> Stood | None:
        """What goes wrong with one screen stops no other; it stays as it was, until that is too old to be told."""
        screen = pairs[0].screen.id
        fails = screen in self._failing
        try:
            found = fenced(f"judging {screen}", lambda: self._worst(pairs, before, at), again=fails)
        except Problem as problem:
            if not fails:
                log.warning("%s is not judged: %s", screen, problem)
            self._failing.add(screen)
            return before
        self._failing.discard(screen)
        return found

    def _worst(self, pairs: Sequence[_Pair], before: Stood | None, at: int) -> Stood:
        """The first that is in trouble, or else the first."""
        judged = [self._judged(pair, before, at) for pair in pairs]
        return next((one for one in judged if is_trouble(one.why)), judged[0])

    def _judged(self, pair: _Pair, before: Stood | None, at: int) -> Stood:
        plan, said = self._glasses.plan(pair.head.get("manifest"), screen=pair.screen.id), pair.said
        heard = None
        if said is not None:
            seen = self._glasses.resembles(said, pair.screen)
            heard = Heard(beat=said.beat, received_at=said.received_at, resembles=seen)
        why, since = judge(
            self._believed(pair),
            heard,
            before=(before.why, before.since) if before is not None and before.enrolment == pair.player else None,
            listening_since=at if self._listening_since is None else self._listening_since,
            at=at,
        )
        lit_since = plan.lit_since(at) if plan is not None else (before and before.lit_since) or at
        troubled_since = None
        if is_trouble(why):
            begun = before.troubled_since if before is not None else None
            troubled_since = since if begun is None else begun
        return Stood(
            screen=pair.screen.id,
            enrolment=pair.player,
            why=why,
            since=since,
            looked_at=at,
            lit_since=lit_since,
            troubled_since=troubled_since,
        )

    def _believed(self, pair: _Pair) -> Believed:
        planned, upright, said = None, False, pair.said
        claimed = None if said is None else self._glasses.plan(said.beat.manifest, screen=pair.screen.id)
        if said is not None and claimed is not None:
            upright = claimed.is_upright
            planned = self._planned_of(claimed, said)
        return Believed(
            screen=pair.screen.id,
            enrolment=pair.player,
            manifest=pair.head.get("manifest"),
            behind_since=self._behind_since(pair.head, said) if said is not None else None,
            is_upright=upright,
            planned=planned,
        )

    def _planned_of(self, claimed: Plan, said: Newest) -> Planned | None:
        """What its own plan says of the instant of a report: worked out once for each."""
        if said.beat.shown_at is None:
            return None
        known = self._planned.get(said.enrolment)
        if known is None or known[0] != said.beat.id:
            known = self._planned[said.enrolment] = said.beat.id, claimed.at(said.beat.shown_at)
        return known[1]

    def _behind_since(self, head: Mapping[str, Any], said: Newest) -> int | None:
        """Since when the tree has had what this player has not; anew whenever the player takes something."""
        sequence, reached = head.get("sequence"), said.beat.sequence
        is_level = said.beat.manifest == head.get("manifest") and (reached or 0) >= (sequence or 0)
        if sequence is None or is_level:
            self._behind.pop(said.enrolment, None)
            return None
        known = self._behind.get(said.enrolment)
        if known is None or known[0] != reached:
            known = self._behind[said.enrolment] = reached, sequence
        return known[1]

    def _keep(self, judged: Mapping[str, Stood], before: Mapping[str, Stood], at: int) -> None:
        """One transaction, where anything changed; and a large picture of whoever began to show something else."""
        news = [one for one in judged.values() if _is_news(one, before.get(one.screen))]
        gone = before.keys() - judged.keys()
        if not news and not gone:
            return
        with writing(self._here.db) as under_way:
            kept.keep(under_way, news)
            kept.forget(under_way, gone)
            self._look_closer(under_way, [one for one in news if _began(one, before.get(one.screen))], at)

    def _look_closer(self, under_way: Writing, begun: Sequence[Stood], at: int) -> None:
        """Have large pictures taken, unless one is to come already, or was asked for here a while ago."""
        waiting = {one.enrolment for one in open_commands(under_way.db, at) if one.do == "screenshot"}
        for one in begun:
            if one.enrolment is None or one.enrolment in waiting or one.why not in LOOK_CLOSER:
                continue
            last = self._shot_at.get(one.enrolment)
            if last is None or not 0 <= at - last < SHOT_EVERY_MS:
                self._shot_at[one.enrolment] = at
                raise_one(under_way, one.enrolment, "screenshot", at=at)

    def _read_heads(self) -> Mapping[str, Mapping[str, Any]]:
        """What the heads in the tree say: read again where one was put there, by the folder's own time."""
        stamp = stamp_of(self._tree.root / "heads")
        if stamp != self._heads[0]:
            self._heads = stamp, self._tree.heads()
        return self._heads[1]

    def _read_screens(self) -> Sequence[Screen]:
        change = change_number(self._here.db)
        if change != self._screens[0]:
            self._screens = change, stored(self._here.db, "screens")
        return self._screens[1]


def _is_news(now: Stood, before: Stood | None) -> bool:
    return (
        before is None
        or (now.enrolment, now.why, now.since, now.lit_since is None)
        != (before.enrolment, before.why, before.since, before.lit_since is None)
        or not 0 <= now.looked_at - before.looked_at < NOTED_EVERY_MS
    )


def _began(now: Stood, before: Stood | None) -> bool:
    return before is None or (before.enrolment, before.why) != (now.enrolment, now.why)
