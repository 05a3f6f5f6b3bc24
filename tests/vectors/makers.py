"""Small makers of manifests, live files and heads, from which the scenarios are put together."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

DAY = 86_400_000
LOBBY = (96, 54)
"""Small canvases: the oracle counts pixels."""


def at(text: str, plus_ms: float = 0) -> float:
    """Milliseconds of a UTC instant, and some more."""
    return int(datetime.fromisoformat(text).timestamp()) * 1000 + plus_ms


def iso(ms: int) -> str:
    return datetime.fromtimestamp(ms / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def sha(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def image(name: str, **more: Any) -> dict[str, Any]:
    return {"kind": "image", "asset": sha(name), "lang": "ja", "alt": name, **more}


def zone(loop: str, anchor: str, *, box: tuple[int, ...] = (0, 0, *LOBBY), fade: int = 600) -> dict[str, Any]:
    return {"box": list(box), "loop": loop, "anchor": anchor, "fade_ms": fade}


def segment(begins: str, until: str, *zones: dict[str, Any], power: str = "on", sound: str = "off") -> dict[str, Any]:
    return {"from": begins, "until": until, "power": power, "sound": sound, "zones": list(zones)}


def manifest(
    segments: list[dict[str, Any]],
    loops: dict[str, list[tuple[str, int]]],
    *,
    items: dict[str, dict[str, Any]] | None = None,
    fallback: list[dict[str, Any]] | None = None,
) -> dict[str, Any]:
    """A whole manifest; every looped id that `items` does not describe is an image of its own name."""
    loops = {"always": [("plain-1", 12_000), ("plain-2", 8_000)], **loops}
    looped = sorted({item for entries in loops.values() for item, _ in entries})
    described = {name: image(name) for name in looped} | (items or {})
    assets = {item[k] for item in described.values() for k in ("asset", "poster") if k in item}
    return {
        "version": 1,
        "canvas": {"width": LOBBY[0], "height": LOBBY[1], "rotation": 0},
        "valid": {"from": segments[0]["from"], "until": segments[-1]["until"]},
        "segments": segments,
        "fallback": [zone("always", "1970-01-01T00:00:00Z")] if fallback is None else fallback,
        "loops": {name: [list(entry) for entry in entries] for name, entries in loops.items()},
        "items": described,
        "assets": {asset: {"bytes": 1000, "type": "image/webp"} for asset in sorted(assets)},
    }


def live(key: str, items: dict[str, dict[str, Any]], cues: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    assets = sorted({item["asset"] for item in items.values() if "asset" in item})
    return {
        "version": 1,
        "key": key,
        "sequence": 1,
        "items": items,
        "cues": cues or [],
        "assets": {asset: {"bytes": 1000, "type": "image/webp"} for asset in assets},
    }


def canonical(document: dict[str, Any]) -> bytes:
    """UTF-8, sorted keys, no spaces, non-ASCII unescaped."""
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def head(document: dict[str, Any], keys: list[str]) -> dict[str, Any]:
    return {
        "version": 1,
        "screen": "lobby-1f",
        "sequence": 1795311727012,
        "manifest": hashlib.sha256(canonical(document)).hexdigest(),
        "poll_ms": 5000,
        "live": [{"key": key, "poll_ms": 500} for key in keys],
        "keys": [],
        "servers": [],
        "commands": [],
        "revoked": False,
    }
