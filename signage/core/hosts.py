"""Hosts: what may be the name of one."""

from __future__ import annotations

import re

_PART = r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
_NAME = re.compile(rf"{_PART}(\.{_PART})*")


def is_host_name(name: str) -> bool:
    """Letters of ASCII in lower case, digits and hyphens, in parts of at most 63: as certificates have it."""
    return len(name) <= 253 and bool(_NAME.fullmatch(name))
