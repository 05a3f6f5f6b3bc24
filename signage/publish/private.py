"""Private files: keys, written whole or not at all, and readable by their owner alone."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def write_private(target: Path, content: bytes) -> None:
    """Put a file into its place in one step, and sync: after a power cut it is the old or the new one."""
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}-{secrets.token_hex(4)}")
    try:
        with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
