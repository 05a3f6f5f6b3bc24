"""Sounds: µ-law keeps to G.711's step of a thirty-second, and the files say what is in them."""

from __future__ import annotations

import struct
from array import array

from hypothesis import given
from hypothesis import strategies as st

from signage.core.sounds import RATE, mu_law, silence, spoken_wav, wav


def decoded(code: int) -> int:
    """G.711's table, from its definition."""
    flipped = ~code & 0xFF
    size = ((flipped & 0x0F) * 2 + 33 << (flipped >> 4 & 7)) - 33 << 2
    return -size if flipped & 0x80 else size


@given(st.integers(-32_768, 32_767))
def test_no_sample_is_off_by_more_than_a_thirty_second(sample: int) -> None:
    (code,) = mu_law(array("h", [sample]))

    assert abs(decoded(code) - sample) <= (abs(sample) + 132) / 32 + 4


def test_silence_is_nothing_at_all() -> None:
    assert silence(10) == mu_law(array("h", [0] * (RATE // 100)))


def test_a_file_says_what_is_in_it() -> None:
    exact, spoken = wav(array("h", [1, -2, 3])), spoken_wav(b"\xff\x80\x01")

    for file, form, width, data in ((exact, 1, 2, struct.pack("<3h", 1, -2, 3)), (spoken, 7, 1, b"\xff\x80\x01\0")):
        assert file[:4] + file[8:16] == b"RIFFWAVEfmt "
        assert struct.unpack("<I", file[4:8]) == (len(file) - 8,)
        assert struct.unpack("<HHIIHH", file[20:36]) == (form, 1, RATE, RATE * width, width, 8 * width)
        assert file.endswith(struct.pack("<I", 3 * width) + data)
