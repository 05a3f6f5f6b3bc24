"""Vitals: what the process at the publisher's post has done since it began, told to all others by one small file."""

from __future__ import annotations

import json
import os
import threading
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from signage.publish.publisher import Published

FILE = "work.json"

LIVE_BOUNDS_S = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0)
"""Upper bounds by which writings of live files are counted; one more counts the rest."""


@dataclass(frozen=True, kw_only=True)
class Vitals:
    """Counted since `began_at`, told at `at`. `live` counts writings of live files by LIVE_BOUNDS_S.

    `busy`: a publication is under way; `failed` is how many had a problem; `failing`: the last one had.
    """

    began_at: int
    at: int
    busy: bool = False
    failing: bool = False
    published: int = 0
    failed: int = 0
    heads: int = 0
    drawn: int = 0
    publish_s: float = 0.0
    live: tuple[int, ...] = (0,) * (len(LIVE_BOUNDS_S) + 1)
    live_s: float = 0.0


class Counting:
    """Counts, from any thread, and writes what it has come to."""

    def __init__(self, data: Path, *, at: int) -> None:
        self._path, self._lock = data / FILE, threading.Lock()
        self._now = Vitals(began_at=at, at=at)

    def published(self, done: Published | None, *, failing: bool) -> None:
        """A publication has ended; None: it stopped at a problem, and nothing was published."""
        with self._lock:
            now = replace(self._now, failing=failing, failed=self._now.failed + failing)
            if done is not None:
                now = replace(
                    now,
                    published=now.published + 1,
                    heads=now.heads + done.heads,
                    drawn=now.drawn + done.drawn,
                    publish_s=now.publish_s + done.took_ms / 1000,
                )
            self._now = now

    def live_written(self, took_s: float) -> None:
        """The live files were written."""
        with self._lock:
            counts = list(self._now.live)
            counts[bisect_left(LIVE_BOUNDS_S, took_s)] += 1
            self._now = replace(self._now, live=tuple(counts), live_s=self._now.live_s + took_s)

    def tell(self, *, busy: bool, at: int) -> None:
        """Write the file, whole or not at all; it is worth nothing after a power failure, and waits for no disk."""
        with self._lock:
            self._now = replace(self._now, busy=busy, at=at)
            text = json.dumps(asdict(self._now))
        beside = self._path.with_suffix(".new")
        beside.write_text(text, encoding="utf-8")
        os.replace(beside, self._path)


def vitals(data: Path) -> Vitals | None:
    """What was told last; None where nothing was, or by another version."""
    try:
        told: Mapping[str, object] = json.loads((data / FILE).read_text(encoding="utf-8"))
        found = Vitals(**told)  # type: ignore[arg-type]
    except (OSError, ValueError, TypeError):
        return None
    return replace(found, live=tuple(found.live)) if len(found.live) == len(LIVE_BOUNDS_S) + 1 else None
