"""Live files: one per board, signed and written at every change, renewed while its source is alive."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol

from signage.core.live import Cue, LiveItem, live_file
from signage.core.manifests import AssetFacts
from signage.publish import keys
from signage.publish.heads import CLOCK_BEHIND
from signage.publish.studio import Order
from signage.publish.tree import Tree

RENEWED_EVERY_S = 30
"""So that a source that is alive never looks dead: a quarter of the time for which it is believed (DESIGN)."""


@dataclass(frozen=True, slots=True)
class Live:
    """The bytes of a picture or a sound of a live file, under the SHA-256 that names them."""

    data: bytes
    type: str
    name: str

    @classmethod
    def of(cls, data: bytes, media_type: str) -> Live:
        """Name it."""
        return cls(data, media_type, sha256(data).hexdigest())


@dataclass(frozen=True, kw_only=True)
class Board:
    """What one board says now, for every shape of screen that shows it: `assets` are all that items and cues name."""

    slide: str
    items: Mapping[str, LiveItem]
    assets: Sequence[Live]
    cues: Sequence[Cue] = ()


Shapes = Mapping[str, Sequence[Order]]
"""By slide: the board as each shape of screen shows it."""


class LiveSource(Protocol):
    """Where boards come from: queue numbers, lamps, a test."""

    def boards(self, shapes: Shapes, *, at: int) -> Iterable[Board]:
        """Each board that has something to say at an instant."""


class LiveFiles:
    """The live files of one tree. One thread writes them."""

    def __init__(self, data: Path, source: LiveSource) -> None:
        self._data, self._source = data, source
        self._tree = Tree(data)
        self._said: dict[str, dict[str, Any]] = {}
        self._newest = {key: int(document.get("sequence", 0)) for key, document in self._tree.live().items()}

    def write(self, shapes: Shapes, *, at: int) -> int:
        """Write those that differ from what was last written, and drop those of no board; how many were written.

        Nothing while the clock is far behind. What lay there at the start is written anew: it is not synced, and what
        a power cut left of it is not to be believed.
        """
        ring = keys.read(self._data)
        boards = {ring.live_key(board.slide): board for board in self._source.boards(shapes, at=at)}
        for key in self._newest.keys() - boards.keys():
            self._tree.remove_live(key)
            del self._newest[key]
            self._said.pop(key, None)
        return sum(self._write(key, board, ring, at) for key, board in boards.items())

    def _write(self, key: str, board: Board, ring: keys.KeyRing, at: int) -> bool:
        newest = self._newest.get(key, 0)
        facts = {one.name: AssetFacts(bytes=len(one.data), type=one.type) for one in board.assets}
        said = live_file(key=key, sequence=0, items=board.items, assets=facts, cues=board.cues)
        if said == self._said.get(key) or at < newest - CLOCK_BEHIND:
            return False
        here = self._said.get(key, {}).get("assets", {})  # no sweep takes what a live file names
        for one in board.assets:
            if one.name not in here:
                self._tree.put_unsynced(one.name, one.data)
        number = max(at, newest + 1)
        signed = ring.sign({**said, "sequence": number}, kind="signage-live", at=at)
        self._tree.put_live(key, signed, at=at)
        self._said[key], self._newest[key] = said, number
        return True
