"""The cache: a folder in which a file named by 64 hex digits is whole and has that hash, come what may."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import hashlib
import os
import threading
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import BinaryIO

from players.pi.documents import SHA256
from players.pi.problems import DiskFull, Problem, Refused

SPARE_BYTES = 512 << 20
"""What nothing reaches any more is kept up to this much: a loop that returns next week need not be loaded again."""

_CARD_FAILED = frozenset({errno.EROFS, errno.ENOSPC, errno.EDQUOT})
"""A card that is full, or worn out and therefore read-only, still holds what can be shown."""

_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class Cache:
    """One screen's folder. Every method may be called from any thread."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.reachable: Callable[[], Collection[str]] = frozenset
        """What the manifest in force, the pending one and the live files reach: never pruned."""
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._whole = {name for name in os.listdir(folder) if SHA256.fullmatch(name)}
        except OSError as error:
            raise _unwritable(error, folder) from error
        self._lock = threading.Lock()

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the folder for one player; Refused where another has it. Half-written files of a dead one go."""
        with contextlib.ExitStack() as stack:
            try:
                lock = stack.enter_context((self.folder / "lock").open("w"))
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise Refused(
                    ja=f"別の表示端末が {self.folder} を使っています。終了するか --cache で別の場所にしてください。",
                    en=f"Another player uses {self.folder}. Stop it, or name another folder with --cache.",
                ) from error
            except OSError as error:
                if error.errno not in _CARD_FAILED:
                    raise _unwritable(error, self.folder) from error
            for left in self.folder.glob("*.new"):
                _unlink(left)
            yield

    def has(self, sha256: str) -> bool:
        """Whether the asset is here, as far as is known."""
        return sha256 in self._whole

    def path(self, sha256: str) -> Path:
        """Where an asset lies."""
        return self.folder / sha256

    def read(self, sha256: str) -> bytes | None:
        """The bytes of an asset, its hash checked; one that was corrupted on the disk is removed, and None."""
        try:
            data = self.path(sha256).read_bytes()
        except OSError:
            self.remove(sha256)
            return None
        if hashlib.sha256(data).hexdigest() != sha256:
            self.remove(sha256)
            return None
        return data

    def check(self, sha256: str) -> bool:
        """Whether an asset is still whole; one that is not is removed. Reads it in pieces."""
        try:
            with self.path(sha256).open("rb") as file:
                sound = hashlib.file_digest(file, "sha256").hexdigest() == sha256
        except OSError:
            sound = False
        if not sound:
            self.remove(sha256)
        return sound

    def remove(self, sha256: str) -> None:
        """Forget an asset."""
        with self._lock:
            self._whole.discard(sha256)
            _unlink(self.path(sha256))

    def part(self, sha256: str) -> Path:
        """Where an asset lies while it is being loaded."""
        return self.folder / f"{sha256}.part"

    def adopt(self, file: BinaryIO, sha256: str) -> None:
        """Make the part open in `file`, whose hash was found right, the asset: on the disk, then by its name."""
        with storing(self.folder):
            file.flush()
            os.fsync(file.fileno())
            with self._lock:
                os.replace(self.part(sha256), self.path(sha256))
                sync_folder(self.folder)
                self._whole.add(sha256)

    def write(self, name: str, data: bytes, *, durable: bool = True) -> None:
        """Put a file in place whole or not at all, for its owner alone; DiskFull where there is no room."""
        with storing(self.folder):
            beside = self.folder / f"{name}.new"
            with open(beside, "wb", opener=_for_its_owner) as file:
                file.write(data)
                file.flush()
                if durable:
                    os.fsync(file.fileno())
            target = self.folder / name
            os.replace(beside, target)
            if durable:
                sync_folder(target.parent)

    def read_file(self, name: str) -> bytes | None:
        """A file that `write` put in place, if there is one that can be read."""
        try:
            return (self.folder / name).read_bytes()
        except OSError:
            return None

    def prune(self, *, spare: int = SPARE_BYTES, room: int = 0) -> bool:
        """Remove what nothing reaches, the oldest first, down to `spare` bytes and until `room` bytes are free.

        Whether there is that much room now.
        """
        unreachable = self._unreachable()
        held = sum(size for _, size, _ in unreachable)
        for _, size, name in unreachable:
            if held <= spare and self._free() >= room:
                break
            self.remove(name) if SHA256.fullmatch(name) else _unlink(self.folder / name)
            held -= size
        return self._free() >= room

    def clear(self) -> None:
        """Remove every asset and every part of one: this player's enrolment was revoked."""
        for name in os.listdir(self.folder):
            if SHA256.fullmatch(name.removesuffix(".part")):
                self.remove(name) if SHA256.fullmatch(name) else _unlink(self.folder / name)

    def _unreachable(self) -> list[tuple[float, int, str]]:
        """Modification time, bytes and name of every asset and part that nothing reaches, the oldest first."""
        keep = self.reachable()
        found = []
        with os.scandir(self.folder) as entries:
            for entry in entries:
                asset = entry.name.removesuffix(".part")
                if SHA256.fullmatch(asset) and asset not in keep:
                    with contextlib.suppress(FileNotFoundError):
                        facts = entry.stat()
                        found.append((facts.st_mtime, facts.st_size, entry.name))
        return sorted(found)

    def _free(self) -> int:
        facts = os.statvfs(self.folder)
        return facts.f_bavail * facts.f_frsize


@contextlib.contextmanager
def storing(folder: Path) -> Iterator[None]:
    """Say a failed write as the problem it is."""
    try:
        yield
    except OSError as error:
        raise _unwritable(error, folder) from error


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _for_its_owner(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _unlink(file: Path) -> None:
    with contextlib.suppress(OSError):  # gone already, or the card is read-only
        file.unlink()


def _unwritable(error: OSError, folder: Path) -> Problem:
    if error.errno in _NO_ROOM:
        return DiskFull(
            ja=f"{folder} の空き容量がありません。不要なファイルを消すか大きい SD カードに替えてください。",
            en=f"There is no room in {folder}. Remove files or fit a larger card; what is shown stays.",
        )
    return DiskFull(
        ja=f"{folder} に書き込めません({error.strerror})。権限と SD カードを確認してください。",
        en=f"{folder} cannot be written ({error.strerror}). Check its permissions and the card.",
    )
