"""The voice: a process of lowest priority that speaks phrases into files, `python -m signage.publish.voice FOLDER`.

A line on standard input is a phrase; each is answered by a line: "yes" once it lies in its file, or why it cannot.
"""

from __future__ import annotations

import importlib
import io
import json
import os
import signal
import subprocess
import sys
import wave
from array import array
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from signage.core.called_aloud import Phrase
from signage.core.sounds import RATE, mu_law
from signage.publish.speech import LIBRARY, PROGRAM, file_of

_LEVEL = 0.55 * 32_767
_EDGE_MS = 60
"""What stays of the silence before and after a phrase."""

Heard = tuple[NDArray[np.float64], int]
"""Samples of any level, and how many a second."""


def spoken(phrase: Phrase) -> bytes:
    """A phrase as µ-law bytes. OSError, ValueError or SubprocessError where it cannot be said."""
    samples, rate = _japanese(phrase) if phrase.lang == "ja" else _english(phrase.text)
    return mu_law(array("h", _trimmed(_resampled(samples, rate)).tobytes()))


def _japanese(phrase: Phrase) -> Heard:
    library = importlib.import_module(LIBRARY)
    is_right = not phrase.reading or library.g2p(phrase.text, kana=True) == phrase.reading
    # Of the numbers to 9,999 it misreads one: 110番, which it takes for the police.
    samples, rate = library.tts(phrase.text if is_right else phrase.plain)
    return samples, int(rate)


def _english(text: str) -> Heard:
    command = [PROGRAM, "-v", "en-us+f3", "-s", "150", "--stdout"]
    said = subprocess.run(command, input=text.encode(), capture_output=True, check=True, timeout=20)  # noqa: S603
    with wave.open(io.BytesIO(said.stdout)) as sound:
        rate = sound.getframerate()
        data = sound.readframes(len(said.stdout))  # its header, written to a pipe, does not know the length
    return np.frombuffer(data, dtype="<i2").astype(np.float64), rate


def _resampled(samples: NDArray[np.float64], rate: int) -> NDArray[np.float64]:
    """At our rate, without what that cannot hold: its spectrum is cut."""
    length = len(samples) * RATE // rate
    return np.fft.irfft(np.fft.rfft(samples)[: length // 2 + 1], length)


def _trimmed(samples: NDArray[np.float64]) -> NDArray[np.int16]:
    """Without the silence around it, and as loud as every other phrase."""
    peak = float(np.abs(samples).max(initial=0))
    if peak < 1e-6:
        raise ValueError("nothing is to be heard")
    heard = np.flatnonzero(np.abs(samples) > peak / 50)
    edge = RATE * _EDGE_MS // 1000
    kept = samples[max(0, heard[0] - edge) : heard[-1] + edge]
    return np.round(kept * (_LEVEL / peak)).astype(np.int16)


def main(folder: Path) -> None:
    """Speak what stands on standard input until that ends."""
    os.nice(19)  # pictures come first
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # the library prints advice where answers go
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the publisher, who ends this
    for line in sys.stdin:
        phrase = Phrase(**json.loads(line))
        try:
            data = spoken(phrase)
            beside = folder / f"{file_of(phrase)}.new"
            beside.write_bytes(data)
            beside.replace(folder / file_of(phrase))
            answer = "yes"
        except (OSError, ValueError, RuntimeError, subprocess.SubprocessError) as error:
            answer = f"{type(error).__name__}: {error}".replace("\n", " ")
        answers.write(f"{answer}\n")
        answers.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
