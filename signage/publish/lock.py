"""The lock of the one publisher: a file that one process at a time holds, and lets go of however it ends."""

from __future__ import annotations

import fcntl
from pathlib import Path
from typing import IO

from signage.core.problems import Busy


def locked(data: Path) -> IO[str]:
    """The lock of the one publisher, held until it is closed. Busy where somebody else has it."""
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = (data / "publish.lock").open("a")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        lock.close()
        raise Busy(
            ja="別の signage がこのデータフォルダーで掲載の処理をしています。終わるのを待ってください。",
            en="another signage is publishing from this data folder; wait until it has finished.",
        ) from error
    return lock
