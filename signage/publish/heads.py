"""Heads: what each player's head in the tree says, what it should say, and the sequence that only ever rises."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from signage.core.heads import Command, Watched, head
from signage.core.instants import DAY, MINUTE, written
from signage.core.problems import Broken
from signage.publish.keys import KeyRing
from signage.publish.tree import Tree
from signage.store.enrolments import Enrolment

CLOCK_BEHIND = MINUTE
"""A clock that is further behind the newest head is not believed: players would refuse, or be led back in time."""

REVOKED_FOR = 30 * DAY
"""How long a revoked player is told so (DESIGN, "revoked")."""


@dataclass(frozen=True, kw_only=True)
class Common:
    """What all heads of one publication say alike, and what some players are told beside."""

    keys: Sequence[str]
    servers: Sequence[str]
    poll_ms: int
    live: Mapping[str, Sequence[Watched]] = field(default_factory=dict)
    """By screen."""
    commands: Mapping[str, Sequence[Command]] = field(default_factory=dict)
    """By enrolment."""


class Heads:
    """The heads in one tree. Read once; afterwards only this writes them."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._said = tree.heads()
        self._made_of: dict[str, tuple[object, ...]] = {}
        self.newest = max((document.get("sequence", 0) for document in self._said.values()), default=0)

    def refuse_a_clock_behind(self, at: int) -> None:
        """Broken where this clock is more than a minute before the newest head."""
        if at < self.newest - CLOCK_BEHIND:
            raise Broken(
                ja=f"サーバーの時計({written(at)})が、最後に掲載した時刻({written(self.newest)})より遅れています。"
                "時計を合わせてください。合うまで掲載は変わりません。",
                en=f"the server's clock ({written(at)}) is behind its newest publication ({written(self.newest)}); "
                "set the clock. Until then nothing new is published.",
            )

    def sequence(self, at: int) -> int:
        """The number of a publication: its time in Unix ms, or one more than the newest in the tree."""
        return max(at, self.newest + 1)

    def sequence_of(self, key: str, at: int) -> int:
        """The number of a head in the tree; of one that is not there yet, the next."""
        found = self._said.get(key, {}).get("sequence")
        return found if isinstance(found, int) else self.sequence(at)

    def manifest(self, key: str) -> str | None:
        """The manifest that a head in the tree points to."""
        found = self._said.get(key, {}).get("manifest")
        return found if isinstance(found, str) else None

    def live(self, key: str) -> tuple[Watched, ...]:
        """The live files that a head in the tree names."""
        return tuple(Watched(**one) for one in self._said.get(key, {}).get("live", ()))

    def manifests(self) -> frozenset[str]:
        """All manifests that heads in the tree point to."""
        return frozenset(found for key in self._said if (found := self.manifest(key)) is not None)

    def in_force(self) -> dict[int, dict[str, str]]:
        """Which manifest the heads say that each screen shows, by their sequence."""
        found: dict[int, dict[str, str]] = {}
        for key, document in self._said.items():
            if (manifest := self.manifest(key)) is not None and not document.get("revoked"):
                found.setdefault(int(document.get("sequence", 0)), {})[str(document.get("screen"))] = manifest
        return found

    def write(
        self, players: Sequence[Enrolment], manifests: Mapping[str, str], common: Common, ring: KeyRing, *, at: int
    ) -> int:
        """One sync for all that was put, then the heads that differ, by rename; how many those are."""
        number, differing, made_of = self.sequence(at), {}, {}
        for player in players:
            key, of = player.head_key, _made_of(player, manifests, common)
            if of != self._made_of.get(key):
                made_of[key], document = of, _document(player, manifests, common, number)
                if _differs(document, self._said.get(key)):
                    differing[key] = document
        if differing:
            signed = {key: ring.sign(document, kind="signage-head", at=at) for key, document in differing.items()}
            self._tree.put_heads(signed, at=at)
            self._said |= differing
            self.newest = number
        self._made_of |= made_of
        return len(differing)

    def retire(self, players: Sequence[Enrolment], *, at: int) -> None:
        """Take away the heads of players that were revoked long ago."""
        for player in players:
            if is_gone(player, at) and player.head_key in self._said:
                self._tree.remove_head(player.head_key)
                del self._said[player.head_key]


def is_gone(player: Enrolment, at: int) -> bool:
    """It was revoked, and has been told so long enough."""
    return player.revoked_at is not None and player.revoked_at + REVOKED_FOR <= at


def _made_of(player: Enrolment, manifests: Mapping[str, str], common: Common) -> tuple[object, ...]:
    """All that a head says but its number: told apart in a fiftieth of the time that making it takes."""
    live, commands = common.live.get(player.screen), common.commands.get(player.id)
    return (
        *(manifests[player.screen], player.revoked_at is None, live, commands),
        *(common.keys, common.servers, common.poll_ms),
    )


def _document(player: Enrolment, manifests: Mapping[str, str], common: Common, number: int) -> dict[str, Any]:
    return head(
        screen=player.screen,
        sequence=number,
        manifest=manifests[player.screen],
        keys=common.keys,
        servers=common.servers,
        poll_ms=common.poll_ms,
        live=common.live.get(player.screen, ()),
        commands=common.commands.get(player.id, ()),
        revoked=player.revoked_at is not None,
    )


def _differs(wanted: dict[str, Any], said: dict[str, Any] | None) -> bool:
    """Anything but the number."""
    return said is None or {**said, "sequence": 0} != {**wanted, "sequence": 0}
