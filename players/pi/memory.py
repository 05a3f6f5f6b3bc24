"""Memory: a picture that is dropped goes back to the system at once."""

from __future__ import annotations

import ctypes

_M_MMAP_THRESHOLD = -3
_THRESHOLD_BYTES = 256 << 10


def return_large_blocks() -> None:
    """Give every block the size of a picture pages of its own.

    glibc raises that limit by itself as blocks come and go, up to 32 MiB, and then keeps pictures' pages in heaps
    that never shrink: measured, 99 MiB PSS at 1080p against 73. Does nothing where the C library has no mallopt.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(_M_MMAP_THRESHOLD, _THRESHOLD_BYTES)
