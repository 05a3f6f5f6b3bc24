"""Byte ranges (RFC 9110, section 14): which part of a file a request asks for."""

from __future__ import annotations

import re
from typing import Literal

_ONE_RANGE = re.compile(r"bytes=[ \t]*([0-9]{0,19})-([0-9]{0,19})[ \t]*", re.ASCII | re.IGNORECASE)


def asked_range(header: str | None, size: int) -> range | Literal["unsatisfiable"] | None:
    """The bytes asked for, None for the whole file, or `unsatisfiable`.

    Several ranges at once, and what is not a byte range, are answered with the whole file, as the RFC allows.
    """
    if header is None or (match := _ONE_RANGE.fullmatch(header)) is None:
        return None
    first, last = match.groups()
    if not first and not last:
        return None
    if not first:
        begins, ends = max(0, size - int(last)), size
    else:
        begins, ends = int(first), size if not last else min(size, int(last) + 1)
        if last and int(last) < begins:
            return None
    return range(begins, ends) if begins < ends else "unsatisfiable"


def names_one_of(header: str, etag: str) -> bool:
    """Whether an If-None-Match header names this entity tag; compared weakly, as the RFC asks."""
    if header == etag:
        return True
    tags = (tag.strip().removeprefix("W/") for tag in header.split(","))
    return any(tag in {"*", etag} for tag in tags)
