"""The drawer: another process that draws, asked one question at a time; begun when somebody asks."""

from __future__ import annotations

import json
import os
import selectors
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import signage
from signage.core.problems import Broken, Busy, Missing, Problem, Refused

PATIENCE_S = 120.0
"""A day of a screen takes seconds."""

_PROBLEMS: dict[str, type[Problem]] = {kind.__name__: kind for kind in (Refused, Missing, Busy, Broken)}


class Drawer:
    """One process of `signage.publish.previews`. Belongs to one thread at a time."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, question: Mapping[str, Any]) -> dict[str, Any]:
        """What the process answers; the problem that it met, as if it had been met here. Busy where none answers."""
        answer = self._asked(question) or self._asked(question)
        if answer is None:
            raise busy()
        if "problem" in answer:
            raise _PROBLEMS.get(answer["problem"], Broken)(ja=answer["ja"], en=answer["en"])
        return answer

    @property
    def is_up(self) -> bool:
        """Whether a process is there already."""
        return self._process is not None and self._process.poll() is None

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for pipe in (self._process.stdin, self._process.stdout):
                if pipe is not None:
                    _closed(pipe.close)
            self._process = None

    def _asked(self, question: Mapping[str, Any]) -> dict[str, Any] | None:
        """The answer; None where the process has just ended, or had to be."""
        if self._process is None:
            self._process = _begun(self._data)
        told, heard = self._process.stdin, self._process.stdout
        assert told is not None
        assert heard is not None
        try:
            told.write(json.dumps(question).encode() + b"\n")
            told.flush()
            line = heard.readline() if comes(heard.fileno(), PATIENCE_S) else b""
        except BrokenPipeError:
            line = b""
        if not line.endswith(b"\n"):
            self.close()
            return None
        answer: dict[str, Any] = json.loads(line)
        return answer


def busy() -> Busy:
    """What is said to whoever cannot be served now."""
    return Busy(
        ja="プレビューを描いています。少し待ってもう一度試してください。",
        en="previews are being drawn; try again in a moment.",
    )


def comes(descriptor: int, within_s: float) -> bool:
    """Whether there is something to read by then."""
    with selectors.DefaultSelector() as selector:
        selector.register(descriptor, selectors.EVENT_READ)
        return bool(selector.select(within_s))


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
