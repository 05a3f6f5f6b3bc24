"""Columns: rows in groups dealt into columns of one height, evenly, a group divided only where it must be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf

_DIVIDED = 0.35
"""What dividing a group costs; a column that is left empty costs 1."""
_ALONE = 0.5
"""What it costs more where one row would stand alone."""


@dataclass(frozen=True, kw_only=True)
class Group:
    """Rows that belong together, by height. `least`: of its tab. `head`: of the line above it that names `house`,
    once where neighbours in a column are of the same. `pad`: above and below.
    """

    rows: tuple[int, ...]
    least: int = 0
    head: int = 0
    house: str = ""
    pad: int = 0


@dataclass(frozen=True, kw_only=True)
class Part:
    """Rows [first, last) of one group in one column; `again` where the group began in an earlier one."""

    group: int
    first: int
    last: int

    @property
    def again(self) -> bool:
        """Whether it goes on from an earlier column."""
        return self.first > 0


def rows_height(group: Group, first: int, last: int) -> int:
    """Of some rows of a group beside its tab."""
    return max(group.least, sum(group.rows[first:last]))


def part_height(group: Group, first: int, last: int) -> int:
    """Of the same with its padding."""
    return rows_height(group, first, last) + 2 * group.pad


def head_height(group: Group, before: Group | None) -> int:
    """Of the line above a group, after this one in the same column."""
    return 0 if before is not None and before.house == group.house else group.head


def column_height(groups: Sequence[Group], parts: Sequence[Part], gap: int) -> int:
    """Of a whole column."""
    total, before = gap * max(0, len(parts) - 1), None
    for part in parts:
        group = groups[part.group]
        total += head_height(group, before) + part_height(group, part.first, part.last)
        before = group
    return total


def dealt(groups: Sequence[Group], *, columns: int, height: int, gap: int) -> tuple[tuple[Part, ...], ...] | None:
    """The rows in so many columns, none higher than `height`; None where they do not fit."""
    rows = [(number, row) for number, group in enumerate(groups) for row in range(len(group.rows))]
    count = len(rows)
    best: list[list[tuple[float, int]]] = [[(0.0 if end == 0 else inf, 0) for end in range(count + 1)]]
    for _ in range(columns):
        before, now = best[-1], [(inf, 0)] * (count + 1)
        for start in range(count + 1):
            if before[start][0] < inf:
                _reach(groups, rows, start, before[start][0], now, height=height, gap=gap)
        best.append(now)
    if best[-1][count][0] == inf:
        return None
    ends, end = [count], count
    for column in range(columns, 0, -1):
        end = best[column][end][1]
        ends.append(end)
    ends.reverse()
    return tuple(_parts(rows[first:last]) for first, last in pairwise(ends))


def _reach(
    groups: Sequence[Group],
    rows: Sequence[tuple[int, int]],
    start: int,
    cost: float,
    now: list[tuple[float, int]],
    *,
    height: int,
    gap: int,
) -> None:
    """Every column that may begin with row `start`: what it costs to end it there."""
    if cost + 1 < now[start][0]:
        now[start] = (cost + 1, start)
    used, inside = 0, 0
    for end in range(start + 1, len(rows) + 1):
        number, row = rows[end - 1]
        group = groups[number]
        if row == 0 or end == start + 1:
            before = None if end == start + 1 else groups[rows[end - 2][0]]
            used += inside + (0 if before is None else gap) + head_height(group, before)
            inside, first = 0, row
        inside = part_height(group, first, row + 1)
        if used + inside > height:
            return
        whole = row + 1 == len(group.rows)
        torn = 0.0 if whole else _DIVIDED + (_ALONE if row == first or row + 2 == len(group.rows) else 0.0)
        total = cost + ((height - used - inside) / height) ** 2 + torn
        if total < now[end][0]:
            now[end] = (total, start)


def _parts(rows: Sequence[tuple[int, int]]) -> tuple[Part, ...]:
    numbers = list(dict.fromkeys(number for number, _ in rows))
    return tuple(
        Part(
            group=number,
            first=min(row for n, row in rows if n == number),
            last=max(row for n, row in rows if n == number) + 1,
        )
        for number in numbers
    )
