"""二次元コード: by segno, each module a whole number of pixels, its quiet zone inside."""

from __future__ import annotations

from functools import lru_cache
from math import ceil

import segno

from signage.core.problems import Refused
from signage.render.marks import Modules

QUIET = 4
"""Modules on each side (ISO/IEC 18004)."""


@lru_cache(maxsize=256)
def _rows(url: str) -> tuple[str, ...]:
    try:
        code = segno.make_qr(url, error="m", boost_error=False)
    except segno.DataOverflowError as error:
        raise Refused(
            ja=f"URL が長すぎて二次元コードにできません({len(url)}文字)。短い URL にしてください",
            en=f"the URL is too long for a 二次元コード ({len(url)} characters); use a shorter one",
        ) from error
    return tuple("".join("1" if cell else "0" for cell in row) for row in code.matrix_iter(border=QUIET))


def code(url: str, at: tuple[int, int], *, least_px: int) -> Modules:
    """A code at least `least_px` on a side without its quiet zone; black on white on every theme."""
    side = code_side(url, least_px=least_px)
    rows = _rows(url)
    return Modules(box=(*at, side, side), rows=rows, module=side // len(rows), ink="#000000", paper="#FFFFFF")


def code_side(url: str, *, least_px: int) -> int:
    """How wide and high it is with its quiet zone."""
    rows = _rows(url)
    return len(rows) * ceil(least_px / (len(rows) - 2 * QUIET))
