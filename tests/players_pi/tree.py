"""A small maker of published trees: pictures, manifests, live files and signed heads, as a server writes them."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import os
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from PIL import Image, ImageDraw

from players.pi.enrolment import Enrolment

SCREEN = "lobby-1f"
HEAD_KEY = "0123456789abcdef0123456789abcdef"
NOON = 1795312800000
"""2026-11-22T02:00:00Z, a Sunday morning in Japan; an instant for the tests that need no other."""
HOUR = 3_600_000
DAY = 24 * HOUR
SIZE = (320, 180)
"""Of the small canvas that most tests draw."""


def text_of(at: int) -> str:
    """An instant as published files write it."""
    return datetime.fromtimestamp(at // 1000, tz=UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def public(key: Ed25519PrivateKey) -> bytes:
    return key.public_key().public_bytes_raw()


def signed(document: Mapping[str, Any], *, typ: str, key: Ed25519PrivateKey, **more: str) -> bytes:
    header = b64(json.dumps({"alg": "EdDSA", "typ": typ, **more}).encode())
    body = f"{header}.{b64(json.dumps(document).encode())}".encode()
    return body + b"." + b64(key.sign(body)).encode()


def a_picture(number: int, size: tuple[int, int] = (320, 180), *, form: str = "WEBP") -> bytes:
    """A picture that no other number has, and no part of which is black or paper."""
    width, height = size
    picture = Image.new("RGB", size, (40 + number * 37 % 160, 60 + number * 83 % 150, 90 + number * 61 % 120))
    pen = ImageDraw.Draw(picture)
    for step in range(0, width, max(8, width // 12)):
        pen.line((step, 0, width - step, height), fill=(200, 90 + number * 29 % 140, 40 + step % 200), width=3)
    pen.text((width // 10, height // 3), f"{number}", fill=(250, 250, 90), font_size=height // 3)
    file = io.BytesIO()
    options: dict[str, Any] = {"lossless": True, "quality": 0, "method": 1} if form == "WEBP" else {}
    picture.save(file, form, **options)
    return file.getvalue()


def a_loop(*entries: tuple[str, int]) -> list[list[object]]:
    return [[item, ms] for item, ms in entries]


def a_zone(
    loop: str, *, box: Sequence[int] = (0, 0, 320, 180), anchor: int = NOON - DAY, fade_ms: int = 600
) -> dict[str, Any]:
    return {"box": list(box), "loop": loop, "anchor": text_of(anchor), "fade_ms": fade_ms}


def a_segment(
    begins: int, ends: int, *zones: dict[str, Any], power: str = "on", sound: str = "off"
) -> dict[str, Any]:
    return {"from": text_of(begins), "until": text_of(ends), "power": power, "sound": sound, "zones": list(zones)}


class Tree:
    """A published tree in a folder, and the keys that sign it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.key = Ed25519PrivateKey.generate()
        self.recovery = Ed25519PrivateKey.generate()
        self.lengths: dict[str, int] = {}
        self.sequence = NOON - HOUR

    def asset(self, data: bytes) -> str:
        """Put bytes into the tree."""
        name = hashlib.sha256(data).hexdigest()
        self._write(f"v1/assets/{name[:2]}/{name}", data)
        self.lengths[name] = len(data)
        return name

    def path(self, asset: str) -> Path:
        return self.folder / f"v1/assets/{asset[:2]}/{asset}"

    def item(self, number: int, size: tuple[int, int] = (320, 180), **more: Any) -> dict[str, Any]:
        """A drawn item."""
        return {
            "kind": "image",
            "asset": self.asset(a_picture(number, size)),
            "lang": "ja",
            "alt": f"{number}",
            **more,
        }

    def manifest(
        self,
        *,
        items: Mapping[str, Mapping[str, Any]],
        loops: Mapping[str, Sequence[Any]],
        segments: Sequence[Mapping[str, Any]],
        fallback: Sequence[Mapping[str, Any]],
        canvas: tuple[int, int] = (320, 180),
        rotation: int = 0,
        **more: Any,
    ) -> str:
        """Write a manifest."""
        named = {item[field] for item in items.values() for field in ("asset", "poster") if field in item}
        document = {
            "version": 1,
            "canvas": {"width": canvas[0], "height": canvas[1], "rotation": rotation},
            "valid": {"from": segments[0]["from"], "until": segments[-1]["until"]},
            "segments": list(segments),
            "fallback": list(fallback),
            "loops": dict(loops),
            "items": dict(items),
            "assets": {name: {"bytes": self.lengths[name], "type": "image/webp"} for name in sorted(named)},
            **more,
        }
        text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return self.asset(text.encode())

    def rotation(self, *numbers: int, begins: int = NOON - DAY, ends: int = NOON + 8 * DAY, ms: int = 5000) -> str:
        """A manifest that shows these pictures in turn, with picture 99 for its fallback."""
        items = {f"slide-{number}": self.item(number) for number in numbers} | {"plain": self.item(99)}
        return self.manifest(
            items=items,
            loops={
                "main": a_loop(*((f"slide-{number}", ms) for number in numbers)),
                "always": a_loop(("plain", 9000)),
            },
            segments=[a_segment(begins, ends, a_zone("main"))],
            fallback=[a_zone("always", anchor=0)],
        )

    def head(self, manifest: str, *, key: Ed25519PrivateKey | None = None, **fields: Any) -> dict[str, Any]:
        """Publish a head; the next sequence unless one is given."""
        self.sequence += 1
        document = {
            "version": 1, "screen": SCREEN, "sequence": self.sequence, "manifest": manifest, "poll_ms": 300,
            "live": [], "keys": [b64(public(self.key))], "servers": [], "commands": [], "revoked": False,
        } | fields  # fmt: skip
        self.write_head(signed(document, typ="signage-head", key=key or self.key))
        return document

    def write_head(self, jws: bytes) -> None:
        self._write(f"v1/heads/{HEAD_KEY}.jws", jws)

    def read_head(self) -> bytes:
        return (self.folder / f"v1/heads/{HEAD_KEY}.jws").read_bytes()

    def live(self, name: str, items: Mapping[str, Mapping[str, Any]], **fields: Any) -> None:
        """Publish a live file."""
        self.sequence += 1
        cues = fields.get("cues", ())
        named = {item["asset"] for item in items.values()} | {cue["asset"] for cue in cues}
        document = {
            "version": 1, "key": name, "sequence": self.sequence, "items": dict(items), "cues": [],
            "assets": {asset: {"bytes": self.lengths[asset], "type": "image/webp"} for asset in sorted(named)},
        } | fields  # fmt: skip
        self._write(f"v1/live/{name}.jws", signed(document, typ="signage-live", key=self.key))

    def enrolment(self, server: str, **fields: Any) -> Enrolment:
        return Enrolment(
            **{
                "screen": SCREEN,
                "server": server,
                "head_key": HEAD_KEY,
                "public_key": public(self.key),
                "recovery_key": public(self.recovery),
                "token": "not-yet-used",
                **fields,
            }
        )

    def enrolment_file(self, file: Path, server: str) -> Path:
        lines = {
            "screen": SCREEN, "server": server, "head_key": HEAD_KEY, "public_key": b64(public(self.key)),
            "recovery_key": b64(public(self.recovery)), "token": "not-yet-used", "time_zone": "Asia/Tokyo",
        }  # fmt: skip
        file.write_text("".join(f'{name} = "{value}"\n' for name, value in lines.items()), encoding="utf-8")
        return file

    def _write(self, path: str, data: bytes) -> None:
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        beside = file.with_name(file.name + ".new")
        beside.write_bytes(data)
        os.replace(beside, file)
