"""What is kept of a feed between two readings, so that it goes on where it was after a restart; kept as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace

from signage.actions.feed_files import Mark
from signage.core.queue_log import Understood, overnight

EXAMPLES = 3
MOST_UNKNOWN = 20


@dataclass(frozen=True, kw_only=True)
class FeedState:
    """`reader` tells whether the feed and its queues are still set up as when it was read.

    `day` is the office's day in which `garbage` lines were counted, with the last of them, and in which `unknown`
    names of 業務 were met, with how often. `before` is what undated rows said last, in the document of that `etag`;
    `last_at` the newest line's time.
    """

    reader: str = ""
    mark: Mark = field(default_factory=Mark)
    day: str = ""
    garbage: int = 0
    examples: tuple[str, ...] = ()
    unknown: Mapping[str, int] = field(default_factory=dict)
    before: Mapping[str, str] = field(default_factory=dict)
    etag: str = ""
    last_at: int = 0

    def on(self, day: str) -> FeedState:
        """The same on a day: counted anew on a new one."""
        if day == self.day:
            return self
        return replace(self.uncounted(), day=day, before=overnight(self.before), etag="")

    def uncounted(self) -> FeedState:
        """The same before anything was counted: the file is read from its beginning."""
        return replace(self, garbage=0, examples=(), unknown={})

    def after(self, found: Understood) -> FeedState:
        """The same with what was not understood of some lines."""
        unknown = dict(self.unknown)
        for name in found.unknown:
            if name in unknown or len(unknown) < MOST_UNKNOWN:
                unknown[name] = unknown.get(name, 0) + 1
        return replace(
            self,
            garbage=self.garbage + len(found.garbage),
            examples=(*self.examples, *found.garbage)[-EXAMPLES:],
            unknown=unknown,
            last_at=max(self.last_at, found.last_at),
        )


def written(state: FeedState) -> str:
    """As it is stored."""
    return json.dumps(asdict(state), ensure_ascii=False)


def of_written(kept: str) -> FeedState:
    """As it was stored; what cannot be read was never there, and everything is read once more."""
    try:
        plain = json.loads(kept)
        return FeedState(
            **{**plain, "mark": Mark(**plain.get("mark", {})), "examples": tuple(plain.get("examples", ()))}
        )
    except (ValueError, TypeError, AttributeError):
        return FeedState()
