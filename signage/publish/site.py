"""The visitors' page: `site/o/<office>/queue/`, anew whenever something is said; any static host may hold it."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterable, Mapping
from itertools import groupby
from pathlib import Path

from signage.publish.queue_days import QueueDay
from signage.publish.site_queue import page_of
from signage.publish.tree import written_beside

FOLDER = "queue"


class Site:
    """One thread writes it. Nothing is synced to disk: it is made anew at every start, and with every call."""

    def __init__(self, data: Path) -> None:
        self._root = data / "site"
        self._written: dict[Path, tuple[bytes, int]] = {}
        self._offices: set[str] | None = None

    def write(self, days: Iterable[QueueDay], *, at: int) -> None:
        """The page of every office that has queues, office by office; files whose bytes changed, by rename."""
        offices = {
            office: page_of(list(queues), at=at) for office, queues in groupby(days, key=lambda day: day.queue.office)
        }
        if self._offices != offices.keys():
            self._clear(offices.keys())
            self._offices = set(offices)
        for office, files in offices.items():
            self._write(self._root / "o" / office / FOLDER, files, at)

    def _write(self, folder: Path, files: Mapping[str, bytes], at: int) -> None:
        """What another process wrote meanwhile, or somebody cleared away, is written again."""
        if not folder.is_dir():
            _make(folder)
        for name, data in files.items():
            target = folder / name
            if self._written.get(target) != (data, _inode(target)):
                written_beside(target, data, at).replace(target)
                self._written[target] = data, _inode(target)

    def _clear(self, offices: Collection[str]) -> None:
        """No page for an office without queues."""
        for gone in self._root.glob(f"o/*/{FOLDER}"):
            if gone.parent.name not in offices and not gone.is_symlink():
                shutil.rmtree(gone)


def _make(folder: Path) -> None:
    """A folder that a web server of its own may read, whatever the umask."""
    folder.mkdir(parents=True, exist_ok=True)
    for one in (folder, *folder.parents[:3]):
        one.chmod(0o755)


def _inode(path: Path) -> int:
    try:
        return path.stat().st_ino
    except FileNotFoundError:
        return 0
