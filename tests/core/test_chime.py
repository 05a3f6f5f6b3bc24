"""The chime: short, soft, small, and the same bytes every time."""

from __future__ import annotations

import io
import wave
from array import array

import numpy as np

from signage.core.chime import chime, tones
from signage.core.sounds import RATE


def heard(data: bytes) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    with wave.open(io.BytesIO(data)) as sound:
        assert (sound.getnchannels(), sound.getsampwidth(), sound.getframerate()) == (1, 2, RATE)
        return np.array(array("h", sound.readframes(sound.getnframes())), dtype=float)


def loudest_pitch(part: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
    spectrum = np.abs(np.fft.rfft(part * np.hanning(len(part))))
    return float(np.fft.rfftfreq(len(part), 1 / RATE)[int(spectrum.argmax())])


def test_two_tones_fall_from_e_to_c() -> None:
    sound = heard(chime())

    first, second = sound[: RATE // 3], sound[RATE // 2 :]

    assert abs(loudest_pitch(first) - 659.26) < 6
    assert abs(loudest_pitch(second) - 523.25) < 6


def test_it_is_soft_at_both_ends_and_never_clips() -> None:
    sound = heard(chime())

    peak = float(np.abs(sound).max())

    assert 0.45 * 32_767 < peak < 0.51 * 32_767
    assert np.abs(sound[:16]).max() < peak / 8
    assert np.abs(sound[-16:]).max() < peak / 50
    assert np.abs(np.diff(sound)).max() < peak * 0.6


def test_it_lasts_little_over_a_second_in_forty_kilobytes() -> None:
    data = chime()

    assert 1.1 < len(heard(data)) / RATE < 1.3
    assert len(data) < 40_000


def test_it_is_the_same_bytes_every_time() -> None:
    first = chime()
    chime.cache_clear()
    tones.cache_clear()

    assert chime() == first
