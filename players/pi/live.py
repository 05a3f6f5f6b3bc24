"""Live files: what changes by the second takes force by itself, item by item, once its picture is here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from players.pi.ahead import of_live
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
