"""Counter numbers told together: 1, 2, 3, 7 are 「1〜3・7」; what is not a plain number stays as it is written."""

from __future__ import annotations

from collections.abc import Iterable


def number_runs(numbers: Iterable[str]) -> tuple[str, ...]:
    """Each number once, in the order given; three or more plain ones that follow each other become "first〜last"."""
    runs: list[list[str]] = []
    for number in dict.fromkeys(numbers):
        if runs and _follows(runs[-1][-1], number):
            runs[-1].append(number)
        elif number:
            runs.append([number])
    return tuple(told for run in runs for told in (run if len(run) < 3 else [f"{run[0]}〜{run[-1]}"]))


def _follows(before: str, number: str) -> bool:
    plain = before.isascii() and before.isdigit() and number.isascii() and number.isdigit()
    return plain and int(number) == int(before) + 1
