"""Previews: what a process that must not draw is asked for: other ones draw, and say when it is done.

`python -m signage.publish.previews DATA` answers a question a line, as JSON: the manifest of a day, or what a slide
that is not saved yet would look like; it ends when nobody has asked for a minute. One process compiles days, which
takes seconds; another one tries slides, while somebody types.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import BoundedSemaphore, Lock
from typing import Any

from signage.core.problems import Busy, Problem
from signage.publish.drawer import Drawer, busy, comes
from signage.publish.fence import fenced
from signage.publish.papers import Order, Papers
from signage.publish.preview import Preview
from signage.publish.redrawing import Redrawing, Redrawn, Rows
from signage.publish.sketches import Trials
from signage.publish.trials import Trial, Tried
from signage.store.files import Files

IDLE_S = 60.0
"""So long a process that draws stays when nobody asks: by then it is in nobody's way to begin anew."""

LARGEST_KB = 400_000
"""Having grown so large it ends, with all that it remembers, and another one begins."""

WAITING = 8
"""Questions at once; more would leave polls no thread. Whoever comes after them is asked to come again."""

WRITERS = 256
"""Open forms whose newest question is remembered."""


class Previews:
    """Safe to share between threads. Each process draws one question at a time, at a lower priority than polls."""

    def __init__(self, data: Path) -> None:
        self._files = Files(data / "assets")
        self._days, self._trials = Drawer(data), Drawer(data)
        self._day_at_a_time, self._trial_at_a_time = Lock(), Lock()
        self._waiting = BoundedSemaphore(WAITING)
        self._newest: OrderedDict[str, int] = OrderedDict()

    def compiled(self, screen: str, *, at: int) -> bytes:
        """The manifest that `Preview` compiles, its frames drawn. Busy where too many ask at once."""
        with self._turn(self._day_at_a_time):
            answer = self._days.ask({"ask": "day", "screen": screen, "at": at})
        return self._files.read(answer["manifest"])

    def tried(self, trial: Trial, screen: str, *, at: int, writer: str = "", number: int = 0) -> Tried | None:
        """What a slide that is not saved yet looks like on one screen, and what its loop becomes.

        `writer` is the open form that asks, its questions numbered: None where a newer one came meanwhile. Busy where
        too many ask at once; Missing, Refused and Broken as they are met.
        """
        self._note(writer, number)
        with self._turn(self._trial_at_a_time):
            if writer and self._newest.get(writer, number) > number:
                return None
            answer = self._trials.ask({"ask": "trial", "screen": screen, "at": at, "trial": trial.plain()})
        return Tried.of_plain(answer["tried"])

    def keep(self, trial: Trial, *, at: int) -> None:
        """Let the store remember what was drawn of a trial: it is about to be saved, and need not be drawn again.

        Where nothing was drawn, or too many ask, nothing is kept: then it is drawn when it is published.
        """
        if not self._trials.is_up:
            return
        with suppress(Busy), self._turn(self._trial_at_a_time):
            self._trials.ask({"ask": "keep", "at": at, "trial": trial.plain()})

    def redrawn(self, rows: Rows, screen: str, *, at: int) -> list[Redrawn]:
        """The pages of a screen that a change of the guide would make others. Busy and Missing as they are met."""
        with self._turn(self._trial_at_a_time):
            answer = self._trials.ask({"ask": "guide", "screen": screen, "at": at, "rows": rows.plain()})
        return [Redrawn(**one) for one in answer["redrawn"]]

    def paper(self, order: Order, *, at: int) -> bytes:
        """A sheet, a document or a picture of the glass. Busy, Missing and Refused as they are met."""
        with self._turn(self._trial_at_a_time):
            answer = self._trials.ask({"ask": "paper", "at": at, "order": order.plain()})
        return self._files.read(answer["paper"])

    def close(self) -> None:
        """End the processes that draw."""
        with self._day_at_a_time:
            self._days.close()
        with self._trial_at_a_time:
            self._trials.close()

    @contextmanager
    def _turn(self, one_at_a_time: Lock) -> Iterator[None]:
        if not self._waiting.acquire(blocking=False):
            raise busy()
        try:
            with one_at_a_time:
                yield
        finally:
            self._waiting.release()

    def _note(self, writer: str, number: int) -> None:
        """A form's newest question; those before it need no answer any more."""
        self._newest[writer] = max(number, self._newest.get(writer, number))
        self._newest.move_to_end(writer)
        while len(self._newest) > WRITERS:
            self._newest.popitem(last=False)


def main(data: Path) -> None:
    """Answer until nobody asks any more."""
    os.nice(10)  # polls come first, then the publisher
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server; when it ends, so does this
    answers = _Answers(data)
    while _resident_kb() < LARGEST_KB:
        if not comes(sys.stdin.fileno(), IDLE_S) or not (line := _line(sys.stdin.fileno())):
            break
        sys.stdout.write(json.dumps(answers.answer(json.loads(line))) + "\n")
        sys.stdout.flush()
    answers.close()


class _Answers:
    """All kinds of question; each is made ready when it is asked for the first time."""

    def __init__(self, data: Path) -> None:
        self._data, self._files = data, Files(data / "assets")
        self._preview: Preview | None = None
        self._trials: Trials | None = None
        self._papers: Papers | None = None
        self._redrawing: Redrawing | None = None

    def answer(self, question: Mapping[str, Any]) -> dict[str, Any]:
        """The answer as plain values, or the problem."""
        try:
            return fenced("drawing a preview", lambda: self._answer(question))
        except Problem as problem:
            return {"problem": type(problem).__name__, "ja": problem.sentence("ja"), "en": problem.sentence("en")}

    def close(self) -> None:
        """Let go of the database."""
        for asked in (self._preview, self._trials, self._papers, self._redrawing):
            if asked is not None:
                asked.close()

    def _answer(self, question: Mapping[str, Any]) -> dict[str, Any]:
        at = question["at"]
        if question["ask"] == "day":
            self._preview = self._preview or Preview(self._data)
            return {"manifest": self._files.put(self._preview.compiled(question["screen"], at=at).data)}
        if question["ask"] == "paper":
            self._papers = self._papers or Papers(self._data)
            return {"paper": self._files.put(self._papers.made(Order(**question["order"]), at=at))}
        if question["ask"] == "guide":
            self._redrawing = self._redrawing or Redrawing(self._data)
            rows = Rows.of_plain(question["rows"], at=at)
            return {"redrawn": [vars(one) for one in self._redrawing.redrawn(rows, question["screen"], at=at)]}
        self._trials = self._trials or Trials(self._data)
        trial = Trial.of_plain(question["trial"], at=at)
        if question["ask"] == "keep":
            return {"kept": self._trials.keep(trial, at=at)}
        return {"tried": self._trials.tried(trial, question["screen"], at=at).plain()}


def _line(descriptor: int) -> bytes:
    """What is asked, up to its end; shorter where whoever asked has gone."""
    line = b""
    while not line.endswith(b"\n") and (more := os.read(descriptor, 65_536)):
        line += more
    return line


def _resident_kb() -> int:
    """What this process holds now. Not `ru_maxrss`: that is inherited from whoever began it."""
    statm = Path("/proc/self/statm")
    pages = int(statm.read_text().split()[1]) if statm.exists() else 0
    return pages * os.sysconf("SC_PAGE_SIZE") // 1024


if __name__ == "__main__":
    main(Path(sys.argv[1]))
