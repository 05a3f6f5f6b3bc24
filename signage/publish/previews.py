"""Previews: manifests of any instant for a process that must not draw: another one does, and says when it is done.

`python -m signage.publish.previews DATA` answers a question a line (a screen and an instant, as JSON) with the name
of a manifest in the content store, or with why there is none; it ends when nobody has asked for a minute.
"""

from __future__ import annotations

import json
import os
import selectors
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import BoundedSemaphore, Lock

import signage
from signage.core.problems import Broken, Busy, Missing, Problem, Refused
from signage.publish.fence import fenced
from signage.publish.preview import Preview
from signage.store.files import Files

IDLE_S = 60.0
"""So long a process that draws stays when nobody asks: by then it is in nobody's way to begin anew."""

LARGEST_KB = 400_000
"""Having grown so large it ends, with all that it remembers, and another one begins."""

WAITING = 8
"""Questions at once; more would leave polls no thread. Whoever comes after them is asked to come again."""

PATIENCE_S = 120.0
"""A day of a screen takes seconds."""

_PROBLEMS: dict[str, type[Problem]] = {kind.__name__: kind for kind in (Refused, Missing, Busy, Broken)}


class Previews:
    """Safe to share between threads. One process draws, one question at a time, at a lower priority than polls."""

    def __init__(self, data: Path) -> None:
        self._data, self._files = data, Files(data / "assets")
        self._one_at_a_time, self._waiting = Lock(), BoundedSemaphore(WAITING)
        self._process: subprocess.Popen[bytes] | None = None

    def compiled(self, screen: str, *, at: int) -> bytes:
        """The manifest that `Preview` compiles, its frames drawn. Busy where too many ask at once."""
        if not self._waiting.acquire(blocking=False):
            raise _busy()
        try:
            with self._one_at_a_time:
                answer = self._asked(screen, at) or self._asked(screen, at) or {}
        finally:
            self._waiting.release()
        if "manifest" in answer:
            return self._files.read(answer["manifest"])
        if "problem" in answer:
            raise _PROBLEMS.get(answer["problem"], Broken)(ja=answer["ja"], en=answer["en"])
        raise _busy()

    def close(self) -> None:
        """End the process that draws."""
        with self._one_at_a_time:
            self._end()

    def _asked(self, screen: str, at: int) -> dict[str, str] | None:
        """The answer; None where the process has just ended, or had to be."""
        if self._process is None:
            self._process = _begun(self._data)
        told, heard = self._process.stdin, self._process.stdout
        assert told is not None
        assert heard is not None
        try:
            told.write(json.dumps([screen, at]).encode() + b"\n")
            told.flush()
            line = heard.readline() if _comes(heard.fileno(), PATIENCE_S) else b""
        except BrokenPipeError:
            line = b""
        if not line.endswith(b"\n"):
            self._end()
            return None
        answer: dict[str, str] = json.loads(line)
        return answer

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for pipe in (self._process.stdin, self._process.stdout):
                if pipe is not None:
                    _closed(pipe.close)
            self._process = None


def _begun(data: Path) -> subprocess.Popen[bytes]:
    here = {**os.environ, "PYTHONPATH": str(Path(signage.__file__).parent.parent)}
    command = [sys.executable, "-m", "signage.publish.previews", str(data)]
    return subprocess.Popen(  # noqa: S603 - our own module, our own interpreter
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=here
    )


def _closed(close: Callable[[], None]) -> None:
    try:
        close()
    except BrokenPipeError:
        return


def _comes(descriptor: int, within_s: float) -> bool:
    """Whether there is something to read by then."""
    with selectors.DefaultSelector() as selector:
        selector.register(descriptor, selectors.EVENT_READ)
        return bool(selector.select(within_s))


def _busy() -> Busy:
    return Busy(
        ja="プレビューを描いています。少し待ってもう一度試してください。",
        en="previews are being drawn; try again in a moment.",
    )


def main(data: Path) -> None:
    """Answer until nobody asks any more."""
    os.nice(10)  # polls come first, then the publisher
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server; when it ends, so does this
    preview, files = Preview(data), Files(data / "assets")
    while _resident_kb() < LARGEST_KB:
        if not _comes(sys.stdin.fileno(), IDLE_S) or not (line := os.read(sys.stdin.fileno(), 4096)):
            break
        answer = _answer(preview, files, *json.loads(line))
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()
    preview.close()


def _resident_kb() -> int:
    """What this process holds now. Not `ru_maxrss`: that is inherited from whoever began it."""
    statm = Path("/proc/self/statm")
    pages = int(statm.read_text().split()[1]) if statm.exists() else 0
    return pages * os.sysconf("SC_PAGE_SIZE") // 1024


def _answer(preview: Preview, files: Files, screen: str, at: int) -> dict[str, str]:
    try:
        made = fenced("drawing a preview", lambda: preview.compiled(screen, at=at))
        return {"manifest": files.put(made.data)}
    except Problem as problem:
        return {"problem": type(problem).__name__, "ja": problem.sentence("ja"), "en": problem.sentence("en")}


if __name__ == "__main__":
    main(Path(sys.argv[1]))
