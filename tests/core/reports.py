"""Reports of players for tests: as their documents, and as values."""

from __future__ import annotations

import base64
import secrets
from typing import Any

from signage.core.heartbeats import Heartbeat, heartbeat_of

JPEG = b"\xff\xd8\xff\xe0" + b"not opened here" * 200


def a_report(**parts: Any) -> dict[str, Any]:
    """The document of a report of its own, from a player to which nothing is wrong."""
    return {
        "version": 1,
        "id": secrets.token_hex(16),
        "at": "2026-11-22T04:45:00Z",
        "sent_at_ms": 1_795_322_700_000,
        "head": {"sequence": 1_795_322_640_000, "server": "https://signage.ward.example"},
        "manifest": "5d" * 32,
        "pending": None,
        "missing": 0,
        "state": "showing",
        "why": "",
        "items": ["guide-1-ja", "queue-3@480x1080"],
        "shown_at_ms": 1_795_322_700_000,
        "panel": {"width": 1920, "height": 1080},
        "uptime_s": 86_400,
        "temperature_c": 51.5,
        "throttled": ["under-voltage"],
        "disk_free_bytes": 20_000_000_000,
        "cache_bytes": 80_000_000,
        "clock": {"trusted": True, "source": "kernel", "offset_ms": -3},
        "versions": {"player": "0.1.0", "platform": "Linux 6.12", "model": "Raspberry Pi 4"},
        "errors": ["the disk was full"],
        "commands": [],
        "picture": None,
        **parts,
    }


def a_picture(*, longer: int = 160, jpeg: bytes = JPEG, at_ms: int = 1_795_322_700_000) -> dict[str, Any]:
    """A picture as a report has it; not a real JPEG, but it begins like one."""
    return {"at_ms": at_ms, "width": longer, "height": 90, "jpeg": base64.b64encode(jpeg).decode()}


def a_beat(**parts: Any) -> Heartbeat:
    """The value of such a report."""
    return heartbeat_of(a_report(**parts))
