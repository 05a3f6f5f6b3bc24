"""Sounds: mono samples of 16 bits, and the two kinds of WAV file in which players are given them."""

from __future__ import annotations

import struct
import sys
from array import array
from bisect import bisect_right
from typing import TypeAlias

RATE = 16_000
"""Samples a second: speech and bells have nothing above half of it that a lobby would miss."""

TYPE = "audio/wav"

Samples: TypeAlias = "array[int]"
"""Signed, 16 bits each, `RATE` a second."""

_PCM, _MU_LAW = 1, 7
_BIAS, _CLIP = 132, 32_635
_SEGMENTS = tuple(128 << exponent for exponent in range(1, 8))


def wav(samples: Samples) -> bytes:
    """A WAV file as exact as the samples; equal samples give equal bytes."""
    little = array("h", samples)
    if sys.byteorder == "big":
        little.byteswap()
    return _file(_PCM, 2, little.tobytes())


def spoken_wav(mu_law: bytes) -> bytes:
    """A WAV file of half that size, of µ-law bytes (G.711): for speech nobody hears the difference.

    Pieces are joined by joining their bytes.
    """
    return _file(_MU_LAW, 1, mu_law)


def mu_law(samples: Samples) -> bytes:
    """Samples as G.711 writes them: a sign, the power of two, and four bits of what is within it."""
    return bytes(map(_mu_law, samples))


def silence(ms: int) -> bytes:
    """So many milliseconds of nothing, in µ-law."""
    return b"\xff" * (RATE * ms // 1000)


def _mu_law(sample: int) -> int:
    sign, size = (0x80, -sample) if sample < 0 else (0, sample)
    size = min(size, _CLIP) + _BIAS
    exponent = bisect_right(_SEGMENTS, size)
    return ~(sign | exponent << 4 | size >> exponent + 3 & 0x0F) & 0xFF


def _file(form: int, width: int, data: bytes) -> bytes:
    facts = struct.pack("<HHIIHHH", form, 1, RATE, RATE * width, width, 8 * width, 0)
    count = struct.pack("<I", len(data) // width)
    chunks = ((b"fmt ", facts), (b"fact", count), (b"data", data))
    body = b"WAVE" + b"".join(_chunk(name, content) for name, content in chunks)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _chunk(name: bytes, content: bytes) -> bytes:
    return name + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)
