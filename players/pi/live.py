"""Live files: what changes by the second takes force by itself, item by item, once its picture is here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from players.pi.ahead import of_live
from players.pi.cache import Cache
from players.pi.clock import Clock
from players.pi.documents import Live, Manifest, assets_of, live_of
from players.pi.polling import Poll, Servers, Signed
from players.pi.problems import Problem, Refused

_LIVE_BYTES = 4 << 20


class LiveFile:
    """One board. Nothing of it is kept on the disk but its pictures: it is written anew every second."""

    def __init__(self, key: str, *, clock: Clock) -> None:
        self.key = key
        self.poll = Poll(f"v1/live/{key}.jws", typ="signage-live", limit=_LIVE_BYTES, clock=clock)
        self._newest: Live | None = None
        self._shown: dict[str, Any] = {}

    def ask(self, servers: Servers, *, keys: tuple[bytes, ...], newest_head: int, beside: Manifest) -> Problem | None:
        """Ask for it once."""

        def accept(signed: Signed) -> None:
            live = live_of(signed.document, key=self.key, beside=beside.published)
            if self._newest is not None and live.sequence < self._newest.sequence:
                raise Refused(ja="古い番号表示です。", en="The live file is older than the one in force.")
            self._newest = live

        def newest() -> int:
            return max(newest_head, 0 if self._newest is None else self._newest.sequence)

        return self.poll.ask(servers, keys=keys, newest=newest, accept=accept)

    def lengths(self, *, beside: Manifest) -> dict[str, int]:
        """The assets that this screen needs of it, each with its length in bytes."""
        if self._newest is None:
            return {}
        return {asset: self._newest.assets[asset] for asset in sorted(of_live(self._newest, beside=beside))}

    def document(self, *, has: Callable[[str], bool]) -> Mapping[str, Any]:
        """What is in force of it: each item's newest state whose pictures are all here, else what it was before."""
        if self._newest is None:
            return {"items": {}}
        items: Mapping[str, Any] = self._newest.document["items"]
        came = {name: item for name, item in items.items() if all(map(has, assets_of(item)))}
        self._shown = {name: item for name, item in {**self._shown, **came}.items() if name in items}
        return {"items": self._shown, "cues": self._newest.document.get("cues", ())}


class Lives:
    """The live files that the heads name. For the network's thread; `lengths` for any."""

    def __init__(self, cache: Cache, *, clock: Clock) -> None:
        self._cache, self._clock = cache, clock
        self._files: dict[str, LiveFile] = {}

    def due(self) -> list[int]:
        """When to ask for each (boot clock)."""
        return [file.poll.due for file in self._files.values()]

    def ask(
        self,
        polls: Mapping[str, int],
        servers: Servers,
        *,
        keys: tuple[bytes, ...],
        newest_head: int,
        beside: Manifest,
    ) -> None:
        """Ask for those that are due; from now on these, each every so many ms."""
        self._files = {key: self._files.get(key) or LiveFile(key, clock=self._clock) for key in polls}
        for key, file in self._files.items():
            if file.poll.due <= self._clock.boot():
                file.ask(servers, keys=keys, newest_head=newest_head, beside=beside)
                file.poll.again_in(polls[key])
            if all(self._cache.has(asset) for asset in file.lengths(beside=beside)):
                file.poll.in_force()

    def lengths(self, *, beside: Manifest) -> dict[str, int]:
        """The assets that this screen needs of them, each with its length in bytes."""
        found: dict[str, int] = {}
        for file in list(self._files.values()):
            found |= file.lengths(beside=beside)
        return found

    def documents(self) -> list[Mapping[str, Any]]:
        """What is in force of each."""
        return [file.document(has=self._cache.has) for file in self._files.values()]

    def forget(self) -> None:
        """No head names any."""
        self._files = {}
