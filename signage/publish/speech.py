"""Speech: phrases that a process of its own has spoken into files, ahead of the calls that need them."""

from __future__ import annotations

import importlib.util
import json
import logging
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from typing import Protocol

import signage
from signage.core.called_aloud import Phrase

log = logging.getLogger(__name__)

LIBRARY = "pyopenjtalk"
"""For Japanese, of the extra `speech`: Open JTalk with its dictionary and the voice "Mei" (CC BY 3.0, by the Nagoya
Institute of Technology)."""

PROGRAM = "espeak-ng"
"""For English, where the office has installed it: run as a program of its own (GPL)."""

FOLDER = "speech"
"""In the data folder: what was spoken, each phrase under a name made of it. Whatever is gone is spoken again."""

MOST = 4_000
"""Phrases that are kept: of 20 kB each, a number or a counter in one language. Then the oldest half goes."""

IDLE_S = 600
"""So long after its last phrase the process ends: its dictionary takes 80 MB."""


_VOICE = "signage.publish.voice"
_FORM = 1
"""Another number where the same phrase is to sound differently from now on."""


def languages_here() -> tuple[str, ...]:
    """The languages that this machine can speak, found without loading anything: Japanese first, or none."""
    if importlib.util.find_spec(LIBRARY) is None:
        return ()
    return ("ja", "en") if shutil.which(PROGRAM) else ("ja",)


def file_of(phrase: Phrase) -> str:
    """The name of the file that holds a phrase."""
    return sha256(repr((_FORM, phrase.lang, phrase.text, phrase.reading)).encode()).hexdigest()[:32]


class Speech(Protocol):
    """What can be said at once, and what is to be prepared."""

    def languages(self) -> tuple[str, ...]:
        """Those that can be spoken here at all; none without a voice."""

    def spoken(self, phrase: Phrase) -> bytes | None:
        """A phrase as µ-law bytes, if it is ready."""

    def want(self, phrases: Sequence[Phrase]) -> None:
        """Prepare these, in this order, and nothing else any more. Returns at once."""


class Speaking:
    """The speech of one data folder. Its methods may be called from any thread."""

    def __init__(
        self,
        data: Path,
        *,
        languages: Sequence[str] | None = None,
        module: str = _VOICE,
        most: int = MOST,
        idle_s: float = IDLE_S,
    ) -> None:
        """`languages` and `module` are the machine's own, unless a test names others."""
        self._folder, self._module, self._most, self._idle_s = data / FOLDER, module, most, idle_s
        self._languages = languages_here() if languages is None else tuple(languages)
        self._wanted: tuple[Phrase, ...] = ()
        self._unspeakable: set[str] = set()
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._stopping = False

    def languages(self) -> tuple[str, ...]:
        """As Speech says."""
        return self._languages

    def spoken(self, phrase: Phrase) -> bytes | None:
        """As Speech says."""
        try:
            return self._path(phrase).read_bytes()
        except OSError:
            return None

    def want(self, phrases: Sequence[Phrase]) -> None:
        """As Speech says."""
        with self._changed:
            self._wanted = tuple(phrases)
            if self._thread is None and not self._stopping and self._next() is not None:
                self._thread = threading.Thread(target=self._run, name="speech", daemon=True)
                self._thread.start()
            self._changed.notify()

    def stop(self) -> None:
        """End the process, if there is one."""
        with self._changed:
            self._stopping = True
            self._changed.notify()
            thread = self._thread
        if thread is not None:
            thread.join()

    def _path(self, phrase: Phrase) -> Path:
        return self._folder / file_of(phrase)

    def _next(self) -> Phrase | None:
        """The first that is wanted, can be said, and is not ready."""
        return next(
            (
                phrase
                for phrase in self._wanted
                if phrase.lang in self._languages
                and file_of(phrase) not in self._unspeakable
                and not self._path(phrase).exists()
            ),
            None,
        )

    def _wait(self) -> Phrase | None:
        """What to say next; None where it is time to end."""
        with self._changed:
            self._changed.wait_for(lambda: self._stopping or self._next() is not None, self._idle_s)
            phrase = None if self._stopping else self._next()
            if phrase is None:
                self._thread = None
            return phrase

    def _run(self) -> None:
        try:
            self._folder.mkdir(mode=0o700, exist_ok=True)
            self._make_room()
            here = {**os.environ, "PYTHONPATH": str(Path(signage.__file__).parent.parent), "OMP_NUM_THREADS": "1"}
            command = [sys.executable, "-m", self._module, str(self._folder)]
            with subprocess.Popen(  # noqa: S603 - our own module, our own interpreter
                command, env=here, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
            ) as process:
                while (phrase := self._wait()) is not None:
                    self._have_said(process, phrase)
                process.terminate()
        except OSError as error:
            log.warning("nothing is spoken any more, calls have their chime: %s", error)
            with self._changed:
                self._languages, self._thread = (), None

    def _have_said(self, process: subprocess.Popen[str], phrase: Phrase) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps(asdict(phrase)) + "\n")
        process.stdin.flush()
        answer = process.stdout.readline().strip()
        if not answer:
            raise BrokenPipeError(f"the voice ended with {process.wait()}")
        if answer != "yes":
            log.warning("“%s” cannot be spoken, its call has the chime: %s", phrase.text, answer)
            with self._changed:
                self._unspeakable.add(file_of(phrase))

    def _make_room(self) -> None:
        """Let the older half go where there are too many, and what a killed process left."""
        files = sorted(self._folder.iterdir(), key=lambda file: file.stat().st_mtime)
        for file in files[: len(files) // 2 if len(files) > self._most else 0]:
            file.unlink(missing_ok=True)
