"""Counter numbers told together: 1, 2, 3, 7 are 「1〜3・7」, 10-A, 10-B, 10-C 「10-A〜C」."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_SINGLE = re.compile(r"(?P<stem>(?:.*[^0-9A-Za-z])?)(?P<low>[0-9]+|[A-Z])")
_RANGE = re.compile(r"(?P<low>[0-9]+)[〜～](?P<high>[0-9]+)")


@dataclass(frozen=True, kw_only=True)
class _Run:
    """Numbers that follow each other; `written` while it is one as it was typed."""

    stem: str
    low: str
    high: str
    written: str | None

    def joined(self, other: _Run) -> _Run | None:
        """Both as one, if the other begins where this one ends."""
        if self.stem != other.stem or _next(self.high) != other.low:
            return None
        return _Run(stem=self.stem, low=self.low, high=other.high, written=None)

    def told(self) -> str:
        """As it stands on the sign."""
        if self.written is not None:
            return self.written
        between = "・" if _next(self.low) == self.high else "〜"
        return f"{self.stem}{self.low}{between}{self.high}"


def number_runs(numbers: Iterable[str]) -> tuple[str, ...]:
    """Each number once, in the order given; those that follow each other as one. Text that is no number stays."""
    runs: list[_Run] = []
    for number in dict.fromkeys(numbers):
        run = _run(number)
        joined = runs[-1].joined(run) if runs else None
        if joined is not None:
            runs[-1] = joined
        elif number:
            runs.append(run)
    return tuple(run.told() for run in runs)


def _run(number: str) -> _Run:
    if (both := _RANGE.fullmatch(number)) is not None:
        return _Run(stem="", low=both["low"], high=both["high"], written=number)
    if (single := _SINGLE.fullmatch(number)) is not None:
        return _Run(stem=single["stem"], low=single["low"], high=single["low"], written=number)
    return _Run(stem=number, low="", high="", written=number)


def _next(mark: str) -> str | None:
    """The number or letter after this one."""
    if mark.isdigit():
        return str(int(mark) + 1)
    return chr(ord(mark) + 1) if mark and mark < "Z" else None
