"""The chime that goes with a call: two soft bell tones, high then low, computed once."""

from __future__ import annotations

import math
from array import array
from functools import cache

from signage.core.sounds import RATE, Samples, wav

_LENGTH_S = 1.2
_TONES = ((0.0, 659.26), (0.36, 523.25))
"""When each begins, and its pitch (E5, C5): in the octave that ageing ears keep longest."""

_PARTIALS = ((1.0, 1.0, 0.30), (2.0, 0.28, 0.17), (3.01, 0.10, 0.09), (4.2, 0.05, 0.05))
"""Of a soft bell: frequency over the pitch, strength, and seconds until it has fallen to 1/e."""

_ATTACK_S, _RELEASE_S = 0.008, 0.08
"""It neither begins nor ends with a click."""

_PEAK = 0.5 * 32_767
"""Half of full scale: a screen's cap and the amplifier do the rest."""


@cache
def chime() -> bytes:
    """A WAV file of 1.2 s."""
    return wav(tones())


@cache
def tones() -> Samples:
    """The chime's samples. Nobody may change them."""
    length = round(_LENGTH_S * RATE)
    level = [0.0] * length
    for begins_s, pitch in _TONES:
        begins = round(begins_s * RATE)
        for ratio, strength, falls_s in _PARTIALS:
            _ring(level, begins, frequency=pitch * ratio, strength=strength, falls_s=falls_s)
    loudest = max(map(abs, level))
    release = round(_RELEASE_S * RATE)
    fade = [min(1.0, (length - at) / release) for at in range(length)]
    return array("h", (round(_PEAK * one / loudest * soft) for one, soft in zip(level, fade, strict=True)))


def _ring(level: list[float], begins: int, *, frequency: float, strength: float, falls_s: float) -> None:
    """Add one partial: a damped oscillation, each value from the two before it."""
    damping = math.exp(-1 / (falls_s * RATE))
    turn = 2 * math.pi * frequency / RATE
    again, back = 2 * damping * math.cos(turn), -damping * damping
    before, now = 0.0, damping * math.sin(turn) * strength
    attack = round(_ATTACK_S * RATE)
    for at in range(begins, len(level)):
        level[at] += before * min(1.0, (at - begins) / attack)
        before, now = now, again * now + back * before
