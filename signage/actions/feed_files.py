"""Feed files: found below the folders that feeds may be read from, and read on from where we are while others write.

Nothing here waits, locks or writes: a ticket machine never notices that it is read.
"""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import BinaryIO

from signage.config import Settings
from signage.core.instants import SECOND
from signage.core.problems import Broken, Missing, Problem, Refused
from signage.core.queues import DAY_CODE

FOLDER = "feeds"
"""In the data folder: where files of feeds lie or are mounted; the setting `feeds` names others."""

MOST_BYTES = 1_000_000
"""So much is read at a time; a day of 600 tickets is 40 kB."""

LARGEST = 4_000_000
"""A table that is read whole each time it changes is no larger."""

STANDS_MS = 5 * SECOND
"""A last line without its end that has stood for so long is whole: some machines end lines by beginning the next."""

_PRINTED = 256
_LOOKED_THROUGH = 2_000


@dataclass(frozen=True, kw_only=True)
class Mark:
    """Where reading has come to: in which file, how far, and what stood around there, to know the file again.

    `size` is how large it was at `grown_at`; `stood` says that its last line, without an end, was taken as it was.
    """

    path: str = ""
    inode: int = 0
    offset: int = 0
    print: str = ""
    size: int = 0
    grown_at: int = 0
    stood: bool = False


@dataclass(frozen=True, kw_only=True)
class Lines:
    """What was read: lines in the order of the file. `anew`: from its beginning; `changed_at`: when written;
    `there`: the file that should be read is there, and not only one that it was before.
    """

    lines: tuple[bytes, ...]
    mark: Mark
    anew: bool
    changed_at: int
    there: bool = True


def path_of(place: str, *, settings: Settings, day: date) -> Path:
    """The file that a feed means on a day. Refused where that leads out of the folders of feeds."""
    named = DAY_CODE.sub(lambda code: day.strftime(code[0]), place)
    roots = [settings.data / FOLDER, *map(Path, settings.feeds)]
    path = roots[0] / named  # an absolute place stays what it is
    try:
        inside = any(path.resolve().is_relative_to(root.resolve()) for root in roots)
    except (OSError, RuntimeError, ValueError) as error:
        raise _unreadable(path, error) from error
    if not inside or ".." in path.parts:
        raise Refused(
            ja=f"「{named}」は取込用フォルダーの外です。データフォルダーの {FOLDER}/ に置くか、"
            "設定 feeds にフォルダーを書いてください。",
            en=f'"{named}" lies outside the folders of feeds; put it into {FOLDER}/ of the data folder, '
            "or name its folder in the setting feeds",
        )
    return path


def lines_since(path: Path, mark: Mark, *, at: int) -> Lines:
    """What was written since. What an older file still holds, that `mark` was in, comes first."""
    if mark.path and (left := _left_behind(path, mark)) is not None:
        there = path.exists()
        found = _read(left, mark, at=at, last_time=there)
        if not found.anew and (found.lines or not there):  # anew: another file has its number on the disk
            return replace(found, there=there)
    return _read(path, mark, at=at)


def table_since(path: Path, mark: Mark, *, at: int) -> tuple[bytes | None, Mark, int]:
    """All bytes of a table that was written since, None if it was not; and when it was written.

    One that has no end of line at its end may be half written: it has to look the same twice.
    """
    with _opened(path) as file:
        held = os.fstat(file.fileno())
        seen = f"{held.st_ino}-{held.st_size}-{held.st_mtime_ns}"
        if mark.path == str(path) and mark.print == seen and mark.stood:
            return None, mark, held.st_mtime_ns // 1_000_000
        if held.st_size > LARGEST:
            raise Refused(
                ja=f"「{path.name}」が大きすぎます({held.st_size:,}バイト)。日ごとのファイルに分けてください。",
                en=f'"{path.name}" is too large ({held.st_size:,} bytes); write one file a day',
            )
        raw = file.read(LARGEST)
    stands = raw.endswith((b"\n", b"\n\0")) or (mark.path == str(path) and mark.print == seen)
    now = Mark(path=str(path), inode=held.st_ino, print=seen, size=held.st_size, grown_at=at, stood=stands)
    return raw if stands else None, now, held.st_mtime_ns // 1_000_000


def _read(path: Path, mark: Mark, *, at: int, last_time: bool = False) -> Lines:
    """The lines from the mark on, or from the beginning of a file that is another than it was."""
    with _opened(path) as file:
        held = os.fstat(file.fileno())
        same = mark.inode == held.st_ino and held.st_size >= mark.offset and _print(file, mark.offset) == mark.print
        if not same:
            mark = Mark(path=str(path), inode=held.st_ino)
        file.seek(mark.offset)
        raw = file.read(MOST_BYTES)
        whole, ended, rest = raw.rpartition(b"\n")
        if not ended and len(raw) == MOST_BYTES:
            whole, rest = raw, b""
        lines = whole.split(b"\n") if whole or ended else []
        offset = mark.offset + len(raw) - len(rest)
        size = mark.offset + len(raw)
        mark = replace(mark, path=str(path), offset=offset, print=_print(file, offset))
    if size != mark.size:
        mark = replace(mark, size=size, grown_at=at, stood=False)
    if rest and not mark.stood and (last_time or at - mark.grown_at >= STANDS_MS):
        lines, mark = [*lines, rest], replace(mark, stood=True)
    return Lines(lines=tuple(lines), mark=mark, anew=not same, changed_at=held.st_mtime_ns // 1_000_000)


def _left_behind(path: Path, mark: Mark) -> Path | None:
    """The file that we were in, where it is no longer the one to read: it was renamed, or a day has begun."""
    if _inode(path) == mark.inode:
        return None
    before = Path(mark.path)
    if _inode(before) == mark.inode:
        return before
    try:
        with os.scandir(before.parent) as entries:
            beside = [entry for _, entry in zip(range(_LOOKED_THROUGH), entries, strict=False)]
    except OSError:
        return None
    return next(
        (Path(entry.path) for entry in beside if entry.inode() == mark.inode and not entry.is_symlink()), None
    )


def _inode(path: Path) -> int:
    try:
        return path.stat().st_ino
    except OSError:
        return 0


def _opened(path: Path) -> BinaryIO:
    """A file open for reading; nothing else is opened: a pipe would wait for ever."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise Refused(
                ja=f"「{path.name}」はファイルではありません。取込元の場所を直してください。",
                en=f'"{path.name}" is not a file; mend the place of the feed',
            )
        return path.open("rb")
    except FileNotFoundError as error:
        raise gone(path) from error
    except OSError as error:
        raise _unreadable(path, error) from error


def gone(path: Path) -> Problem:
    """There is no such file."""
    return Missing(
        ja=f"「{path.name}」がありません。発券機が書き出しているか、共有フォルダーがつながっているか確かめてください。",
        en=f'"{path.name}" is not there; see whether the machine writes it and the shared folder is connected',
    )


def _print(file: BinaryIO, offset: int) -> str:
    """What a file holds at its beginning and before an offset: another file under the same name differs in it."""
    file.seek(0)
    begins = file.read(min(_PRINTED, offset))
    file.seek(max(0, offset - _PRINTED))
    return hashlib.sha256(begins + file.read(min(_PRINTED, offset))).hexdigest()[:16]


def _unreadable(path: Path, error: Exception) -> Problem:
    return Broken(
        ja=f"「{path.name}」を読めません({error})。フォルダーの権限と、ほかのプログラムが開いていないか確かめてください。",
        en=f'"{path.name}" cannot be read ({error}); look at its permissions, and at what else has it open',
    )
