"""Loading: the assets that are wanted, urgent ones first, each resumed where it was cut and checked as it comes."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from players.pi.cache import Cache
from players.pi.fence import fenced
from players.pi.fetch import Lines, Server, asset_path
from players.pi.part import Part, part_of
from players.pi.problems import DiskFull, Problem, Refused, graver
from players.pi.straight import Trust, unreachable

WORKERS = 2
"""One may wait for a server that has fallen silent while the other goes on."""

_MANIFEST_ROOM = 1 << 20
_RETRY_MS = (500, 30_000)


@dataclass(frozen=True, slots=True)
class Want:
    """An asset to load, and its length: exact, or (a manifest) the most it may be."""

    sha256: str
    length: int
    exact: bool = True
    urgent: bool = False


class Loader:
    """Two threads that load what is wanted into the cache.

    While something urgent waits, whatever is not urgent is put down, to be resumed later.
    """

    def __init__(
        self,
        cache: Cache,
        *,
        servers: Callable[[], Sequence[str]],
        boot: Callable[[], int],
        trust: Trust,
        news: Callable[[], None],
    ) -> None:
        self._cache, self._servers, self._boot, self._trust, self._news = cache, servers, boot, trust, news
        self._changed = threading.Condition()
        self._wants: tuple[Want, ...] = ()
        self._in_hand: set[str] = set()
        self._put_off: dict[str, tuple[int, int, Problem]] = {}
        self._stopping = False
        self._threads = [
            threading.Thread(target=fenced, args=(self._work,), name=f"loading-{n}", daemon=True)
            for n in range(WORKERS)
        ]

    def start(self) -> None:
        """Begin."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Put everything down; parts stay for the next time."""
        with self._changed:
            self._stopping = True
            self._changed.notify_all()
        for thread in self._threads:
            thread.join(timeout=10)

    def want(self, wants: Sequence[Want]) -> None:
        """From now on exactly these, in this order."""
        with self._changed:
            self._wants = tuple(want for want in wants if not self._cache.has(want.sha256))
            names = {want.sha256 for want in wants}
            self._put_off = {name: why for name, why in self._put_off.items() if name in names}
            self._changed.notify_all()

    def failing(self) -> tuple[tuple[int, Problem], ...]:
        """How often in a row each asset that is waiting to be tried again failed, and why."""
        with self._changed:
            return tuple((times, why) for times, _, why in self._put_off.values())

    def _work(self) -> None:
        lines = Lines(boot=self._boot, trust=self._trust)
        while (want := self._take()) is not None:
            before = self._size(want)
            try:
                self._load(want, lines)
            except Problem as problem:
                self._set_aside(want, problem, moved=self._size(want) > before)
            else:
                with self._changed:
                    self._put_off.pop(want.sha256, None)
            finally:
                with self._changed:
                    self._in_hand.discard(want.sha256)
                    self._changed.notify_all()
                self._news()

    def _take(self) -> Want | None:
        """The first want that nobody has in hand and that is not put off; waits for one. None at the end."""
        with self._changed:
            while not self._stopping:
                now = self._boot()
                soonest = now + 60_000
                for want in self._urgent_first():
                    _, later, _ = self._put_off.get(want.sha256, (0, 0, None))
                    if later <= now:
                        self._in_hand.add(want.sha256)
                        return want
                    soonest = min(soonest, later)
                self._changed.wait((soonest - now) / 1000)
            return None

    def _urgent_first(self) -> list[Want]:
        free = [want for want in self._wants if want.sha256 not in self._in_hand and not self._cache.has(want.sha256)]
        return [want for want in free if want.urgent] or free

    def _may_go_on(self, want: Want) -> bool:
        """Whether it is still wanted, and nothing urgent is kept waiting for it."""
        with self._changed:
            current = next((one for one in self._wants if one.sha256 == want.sha256), None)
            if self._stopping or current is None:
                return False
            now = self._boot()
            return current.urgent or not any(
                one.urgent and self._put_off.get(one.sha256, (0, 0, None))[1] <= now
                for one in self._wants
                if one.sha256 not in self._in_hand and not self._cache.has(one.sha256)
            )

    def _load(self, want: Want, lines: Lines) -> None:
        problem: Problem | None = None
        for url in self._servers():
            try:
                self._load_from(lines.to(url), url, want)
            except DiskFull:
                raise
            except Problem as error:
                problem = graver(problem, error)
            else:
                return
        if problem is not None:
            raise problem

    def _load_from(self, server: Server, url: str, want: Want) -> None:
        """Load one asset, or as much of it as may be now; Refused, the part dropped, where its hash is wrong."""
        with part_of(self._cache, want.sha256) as part:
            if part.held > want.length or not want.exact:
                part.restart()  # a manifest is short, and where its part ends nobody knows
            part.make_room(want.length if want.exact else _MANIFEST_ROOM)
            complete = want.exact and part.held == want.length
            if not complete and not self._receive(server, url, want, part):
                return
            if not part.sound:
                part.restart()
                raise Refused(
                    ja=f"{url} の素材 {want.sha256[:12]}… の内容が一致しません。サーバーを確認してください。",
                    en=f"The asset {want.sha256[:12]}… of {url} is not what its name says. Check the server.",
                )
            part.adopt()

    def _receive(self, server: Server, url: str, want: Want, part: Part) -> bool:
        """Take what the server has beyond the part. False where it was put down on purpose."""
        with server.stream(asset_path(want.sha256), start=part.held) as stream:
            if stream.start != part.held:
                part.restart()
            for piece in stream.pieces:
                part.add(piece)
                if part.held > want.length:
                    part.restart()
                    raise unreachable(url, "too long an asset")
                if not self._may_go_on(want):
                    return False
        if want.exact and part.held < want.length:
            raise unreachable(url, f"{part.held} of {want.length} bytes")
        return True

    def _size(self, want: Want) -> int:
        try:
            return self._cache.part(want.sha256).stat().st_size
        except OSError:
            return 0

    def _set_aside(self, want: Want, problem: Problem, *, moved: bool) -> None:
        """Try again later: soon where some of it came, ever later where nothing does, never all players at once."""
        with self._changed:
            times, _, _ = self._put_off.get(want.sha256, (0, 0, problem))
            times = 0 if moved else times + 1
            least, most = _RETRY_MS
            delay = min(most, least << min(times, 10)) * random.uniform(0.5, 1)  # noqa: S311 - jitter, no secret
            self._put_off[want.sha256] = times, self._boot() + round(delay), problem
