"""The machine: what this board is and how it is doing, as the kernel's own files tell it."""

from __future__ import annotations

import os
import socket
import sys
from functools import cache
from pathlib import Path

ROOT = Path("/")

_THROTTLED = "sys/devices/platform/soc/soc:firmware/get_throttled"
_WORDS = {
    0: "under-voltage",
    1: "frequency-capped",
    2: "throttled",
    3: "soft-temperature-limit",
    16: "under-voltage-occurred",
    17: "frequency-capped-occurred",
    18: "throttled-occurred",
    19: "soft-temperature-limit-occurred",
}
"""The bits of the firmware's answer (Raspberry Pi documentation, `vcgencmd get_throttled`)."""


def model_of_this_machine(root: Path = ROOT) -> str:
    """The board and its name in the network, as who stands before it would call it."""
    return f"{board(root)} ({socket.gethostname()})"


def board(root: Path = ROOT) -> str:
    """What the board says it is; the processor's kind where it says nothing."""
    said = _text(root / "proc/device-tree/model") or _text(root / "sys/class/dmi/id/product_name")
    return said or os.uname().machine


def temperature_c(root: Path = ROOT) -> float | None:
    """Of the hottest zone; None where none is measured."""
    found = [_text(zone / "temp") for zone in sorted((root / "sys/class/thermal").glob("thermal_zone*"))]
    measured = [int(text) / 1000 for text in found if text.lstrip("-").isdigit()]
    return round(max(measured), 1) if measured else None


def throttled(root: Path = ROOT) -> tuple[str, ...]:
    """What slows this board down, now or since it was started; empty where nothing does, or nobody tells."""
    try:
        bits = int(_text(root / _THROTTLED) or "0", 16)
    except ValueError:
        return ()
    return tuple(word for bit, word in _WORDS.items() if bits >> bit & 1)


def free_bytes(folder: Path) -> int | None:
    """Room left on the disk that holds a folder."""
    try:
        facts = os.statvfs(folder)
    except OSError:
        return None
    return facts.f_bavail * facts.f_frsize


def held_bytes(folder: Path) -> int | None:
    """What the files of a folder take."""
    try:
        with os.scandir(folder) as entries:
            return sum(entry.stat().st_size for entry in entries if entry.is_file(follow_symlinks=False))
    except OSError:
        return None


@cache
def versions() -> dict[str, str]:
    """What runs here on what."""
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - 30 ms, not before the first picture

    try:
        player = version("lobby-signage")
    except PackageNotFoundError:
        player = "unknown"
    here = os.uname()
    python = ".".join(map(str, sys.version_info[:3]))
    system = f"{here.sysname} {here.release} {here.machine}, Python {python}"
    return {"player": player, "platform": system[:160], "model": board()[:160]}


def _text(file: Path) -> str:
    """A small file's text, without the zero byte that device trees end with; "" where there is none."""
    try:
        return file.read_text(encoding="utf-8", errors="replace").strip("\0\n ")
    except OSError:
        return ""
