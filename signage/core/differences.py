"""Differences: what became another between two rows, field by field, by the plain form of documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from signage.core.documents import to_plain

Path = tuple[str | int, ...]
"""The way to a value: field names, and places in lists counted from 0."""


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One field: its value before and after, plain; None: it was not there, or is not any more."""

    path: Path
    before: Any
    after: Any


def differences(before: Sequence[Any], after: Sequence[Any]) -> tuple[Difference, ...]:
    """What differs between all rows of an id and all rows of it later. Most ids have one row.

    The id itself is left out. A row that came or went is told field by field against nothing.
    """
    found: list[Difference] = []
    for place in range(max(len(before), len(after))):
        old = to_plain(before[place]) if place < len(before) else {}
        new = to_plain(after[place]) if place < len(after) else {}
        way: Path = (place,) if max(len(before), len(after)) > 1 else ()
        found += (one for one in _compared(old, new, way) if one.path[len(way) :] != ("id",))
    return tuple(found)


def _compared(old: object, new: object, path: Path) -> Iterator[Difference]:
    left, right = _fields(old, beside=new), _fields(new, beside=old)
    if old == new:
        return
    if left is not None and right is not None:
        for key in dict.fromkeys((*left, *right)):
            yield from _compared(left.get(key), right.get(key), (*path, key))
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new) and _are_records((*old, *new)):
        for place, (one, other) in enumerate(zip(old, new, strict=True)):
            yield from _compared(one, other, (*path, place))
    else:
        yield Difference(path=path, before=old, after=new)


def _fields(value: object, *, beside: object) -> Mapping[str, object] | None:
    """A record's fields. Words in Japanese alone are plain; beside others they are those of one language."""
    if isinstance(value, Mapping):
        return value
    if isinstance(beside, Mapping):
        return {} if value is None else {"ja": value} if isinstance(value, str) else None
    return None


def _are_records(values: Sequence[object]) -> bool:
    """Whether a list is compared one by one, as none came or went."""
    return bool(values) and all(isinstance(one, Mapping) for one in values)
