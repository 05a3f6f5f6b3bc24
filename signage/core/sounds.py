"""Sounds: mono samples of 16 bits, read from WAV files and written as WAV files that every player decodes."""

from __future__ import annotations

import io
import sys
import wave
from array import array
from collections.abc import Iterable
from typing import TypeAlias

RATE = 16_000
"""Samples a second: speech and bells have nothing above half of it that a lobby would miss."""

TYPE = "audio/wav"

Samples: TypeAlias = "array[int]"
"""Signed, 16 bits each, `RATE` a second."""


def silence(ms: int) -> Samples:
    """So many milliseconds of nothing."""
    return array("h", bytes(2 * (RATE * ms // 1000)))


def joined(parts: Iterable[Samples]) -> Samples:
    """One after another."""
    whole = array("h")
    for part in parts:
        whole.extend(part)
    return whole


def wav(samples: Samples) -> bytes:
    """The bytes of a WAV file; equal samples give equal bytes."""
    little = array("h", samples)
    if sys.byteorder == "big":
        little.byteswap()
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        sound.writeframes(little.tobytes())
    return file.getvalue()
