"""Columns: rows in groups dealt into columns of one height, evenly, a group divided only where it must be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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


def columns_needed(groups: Sequence[Group], *, height: int, gap: int) -> int | None:
    """The fewest columns of this height that hold the rows; None where a single row is higher.

    Each column is filled as far as it goes: one that begins later never reaches less far.
    """
    rows = _numbered(groups)
    count = start = 0
    while start < len(rows):
        reached = max((end for end, _ in _reach(groups, rows, start, height=height, gap=gap)), default=start)
        if reached == start:
            return None
        count, start = count + 1, reached
    return max(1, count)


def dealt(groups: Sequence[Group], *, columns: int, height: int, gap: int) -> tuple[tuple[Part, ...], ...] | None:
    """The rows in so many columns, none higher than `height`; None where they do not fit."""
    rows = _numbered(groups)
    count = len(rows)
    ends = {start: list(_reach(groups, rows, start, height=height, gap=gap)) for start in range(count)}
    best: list[list[tuple[float, int]]] = [[(0.0 if end == 0 else inf, 0) for end in range(count + 1)]]
    for _ in range(columns):
        before, now = best[-1], [(inf, 0)] * (count + 1)
        for start in range(count + 1):
            cost = before[start][0]
            now[start] = min(now[start], (cost + 1, start))
            for end, more in ends.get(start, ()) if cost < inf else ():
                now[end] = min(now[end], (cost + more, start))
        best.append(now)
    if best[-1][count][0] == inf:
        return None
    cuts, end = [count], count
    for column in range(columns, 0, -1):
        end = best[column][end][1]
        cuts.append(end)
    cuts.reverse()
    return tuple(_parts(rows[first:last]) for first, last in pairwise(cuts))


def _numbered(groups: Sequence[Group]) -> list[tuple[int, int]]:
    """Every row by its group's number and its own."""
    return [(number, row) for number, group in enumerate(groups) for row in range(len(group.rows))]


def _reach(
    groups: Sequence[Group], rows: Sequence[tuple[int, int]], start: int, *, height: int, gap: int
) -> Iterator[tuple[int, float]]:
    """Where a column that begins with row `start` may end, and what that costs."""
    used = inside = first = 0
    before: Group | None = None
    for end in range(start + 1, len(rows) + 1):
        number, row = rows[end - 1]
        group = groups[number]
        if before is not group:
            used += inside + (0 if before is None else gap) + head_height(group, before)
            before, first = group, row
        inside = part_height(group, first, row + 1)
        if used + inside > height:
            return
        whole = row + 1 == len(group.rows)
        torn = 0.0 if whole else _DIVIDED + (_ALONE if row == first or row + 2 == len(group.rows) else 0.0)
        yield end, ((height - used - inside) / height) ** 2 + torn


def _parts(rows: Sequence[tuple[int, int]]) -> tuple[Part, ...]:
    return tuple(
        Part(group=number, first=inside[0], last=inside[-1] + 1)
        for number in dict.fromkeys(number for number, _ in rows)
        if (inside := [row for n, row in rows if n == number])
    )
