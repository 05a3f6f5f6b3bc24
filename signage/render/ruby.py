"""Ruby: `{漢字|かんじ}` as typed, its base text, its reading, and which characters a reading stands over."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WRITTEN = re.compile(r"\{([^{}|]+)\|([^{}|]+)\}")


@dataclass(frozen=True, slots=True)
class Reading:
    """Kana over base[start:end]."""

    start: int
    end: int
    kana: str


@dataclass(frozen=True, slots=True)
class Annotated:
    """Base text, and the readings that stand over it, in order."""

    base: str
    readings: tuple[Reading, ...] = ()


def parse(written: str) -> Annotated:
    """`{区役所|くやくしょ}で` is 区役所で with one reading. What is not written so stays as it is."""
    base: list[str] = []
    readings: list[Reading] = []
    length = position = 0
    for found in _WRITTEN.finditer(written):
        before = written[position : found.start()]
        base += [before, found[1]]
        length += len(before)
        readings.append(Reading(length, length + len(found[1]), found[2]))
        length += len(found[1])
        position = found.end()
    base.append(written[position:])
    return Annotated("".join(base), tuple(readings))


def strip(written: str) -> str:
    """The base text alone."""
    return _WRITTEN.sub(r"\1", written)


def spoken(written: str) -> str:
    """The readings in place of what they stand over: for a voice."""
    return _WRITTEN.sub(r"\2", written)
