"""Live files: one per board, signed and written at every change, renewed while its source is alive."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from signage.core.instants import SECOND
from signage.core.live import SOURCE_TRUSTED_S, Cue, LiveItem, live_file
from signage.core.manifests import AssetFacts
from signage.publish import keys
from signage.publish.heads import CLOCK_BEHIND
from signage.publish.signing import sign
from signage.publish.tree import Tree
from signage.store.files import Files

RENEWED_EVERY_S = 30
"""So that a source that is alive never looks dead: a quarter of the time for which it is believed (DESIGN)."""


@dataclass(frozen=True, kw_only=True)
class Shown:
    """One live item. It holds for `holds_ms` after its source was last alive, then `then` stands for it."""

    asset: str
    lang: str
    alt: str
    holds_ms: int = SOURCE_TRUSTED_S * SECOND
    then: str | None = None


@dataclass(frozen=True, kw_only=True)
class Board:
    """What one board says now, for every shape of screen that shows it.

    `alive_at` is when its source was last known to be alive, not when it last said something new. Its pictures are
    already in the content store.
    """

    key: str
    screens: tuple[str, ...]
    alive_at: int
    items: Mapping[str, Shown]
    assets: Mapping[str, AssetFacts]
    cues: Sequence[Cue] = field(default=())


Named = tuple[str, tuple[str, ...]]
"""A board's key, and its screens."""


class LiveSource(Protocol):
    """Where boards come from: queue numbers, lamps, a test."""

    def boards(self) -> Iterable[Board]:
        """All boards as they are now."""


class LiveFiles:
    """The live files of one tree. Any thread may ask; one writes at a time."""

    def __init__(self, data: Path, source: LiveSource) -> None:
        self._data, self._source = data, source
        self._tree, self._files = Tree(data), Files(data / "assets")
        self._one_at_a_time = threading.Lock()
        self._said: dict[str, dict[str, Any]] = {}
        self._newest: dict[str, int] = {}

    def start(self, *, at: int) -> frozenset[Named]:
        """Make all anew: they are not synced, so that what a power cut left of them is not to be believed."""
        with self._one_at_a_time:
            self._newest = {key: int(document.get("sequence", 0)) for key, document in self._tree.live().items()}
            self._said = {}
        return self.write(at=at)

    def write(self, *, at: int) -> frozenset[Named]:
        """Write those that differ from what was last written, nothing while the clock is far behind.

        Which boards there are, and for which screens: what heads are to name.
        """
        with self._one_at_a_time:
            boards = {board.key: board for board in self._source.boards()}
            for key in self._newest.keys() - boards.keys():
                self._tree.remove_live(key)
                del self._newest[key]
            for board in boards.values():
                self._write(board, at)
            return frozenset((board.key, board.screens) for board in boards.values())

    def _write(self, board: Board, at: int) -> None:
        newest = self._newest.get(board.key, 0)
        said = live_file(
            key=board.key,
            sequence=0,
            items={name: _item(shown, board.alive_at) for name, shown in board.items.items()},
            assets=board.assets,
            cues=board.cues,
        )
        if said == self._said.get(board.key) or at < newest - CLOCK_BEHIND:
            return
        for asset in said["assets"]:
            self._tree.put_asset(asset, self._files.path(asset))
        number = max(at, newest + 1)
        ring = keys.read(self._data)
        signed = sign({**said, "sequence": number}, kind="signage-live", key=ring.active(at).private)
        self._tree.put_live(board.key, signed, at=at)
        self._said[board.key], self._newest[board.key] = said, number


def _item(shown: Shown, alive_at: int) -> LiveItem:
    until = alive_at + shown.holds_ms
    return LiveItem(asset=shown.asset, lang=shown.lang, alt=shown.alt, until=until, then=shown.then)
