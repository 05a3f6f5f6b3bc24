"""The published tree: assets and manifests first, one sync, then heads by rename. All that players ever read."""

from __future__ import annotations

import ctypes
import hashlib
import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from signage.core.problems import Broken
from signage.publish.signing import read_unverified

_SHA256 = re.compile(r"[0-9a-f]{64}")
_SIGNED = ".jws"
_BESIDE = ".new"


CLOSED = ("signage.toml", "signage.db*", "*.lock", "keys", "assets", "enrolments")
"""What of a data folder nobody but its owner may read; `public` alone is for others (DESIGN, section 7)."""


class Tree:
    """`public/v1` of a data folder. Another target (a bucket, a mirror) is another class with these methods."""

    def __init__(self, data: Path, *, link: Callable[[Path, Path], None] = os.link) -> None:
        self._data, self._link = data, link
        self.root = data / "public" / "v1"
        self._folders = {name: self.root / name for name in ("heads", "live", "assets")}

    def prepare(self) -> None:
        """Make the folders, readable by all whatever the umask, and clear away what a kill left half written.

        The data folder lets a web server of its own through to `public`; what we make beside it is its owner's alone.
        What others put there, and what a link leads to, is theirs.
        """
        self._data.mkdir(parents=True, exist_ok=True)
        self._data.chmod(0o711)
        for ours in (path for pattern in CLOSED for path in self._data.glob(pattern) if not path.is_symlink()):
            with suppress(FileNotFoundError):  # SQLite's journals come and go
                ours.chmod(0o700 if ours.is_dir() else 0o600)
        for folder in (self.root.parent, self.root, *self._folders.values()):
            folder.mkdir(parents=True, exist_ok=True)
            folder.chmod(0o755)
        for folder in self._folders.values():
            for beside in folder.rglob(f"*{_BESIDE}"):
                beside.unlink()

    # --- what never changes ---

    def asset(self, sha: str) -> Path:
        """Where an asset or a manifest lies, or would."""
        return self._folders["assets"] / sha[:2] / sha

    def put_asset(self, sha: str, source: Path) -> None:
        """Take in a finished file: by hard link, or where that cannot be, as a copy; whole or not at all."""
        target = self._place(sha)
        if target.exists():
            return
        try:
            source.chmod(0o644)  # a link shares its mode; the content store's own folder stays closed
            self._link(source, target)
        except OSError:
            beside = target.with_name(sha + _BESIDE)
            shutil.copyfile(source, beside)
            beside.chmod(0o644)
            beside.replace(target)

    def put_manifest(self, sha: str, data: bytes) -> None:
        """Take in a manifest; whole or not at all. On disk with the next heads, by their sync."""
        target = self._place(sha)
        beside = target.with_name(sha + _BESIDE)
        beside.write_bytes(data)
        beside.chmod(0o644)
        beside.replace(target)

    def put_unsynced(self, sha: str, data: bytes) -> None:
        """Take in what a live file will name: nobody asks for it before. What a kill leaves is dropped at the next
        start, as what a power cut leaves.
        """
        try:
            descriptor = os.open(self._place(sha), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
        except FileExistsError:
            return
        with open(descriptor, "wb", buffering=0) as file:
            file.write(data)
            os.fchmod(descriptor, 0o644)

    def _place(self, sha: str) -> Path:
        target = self.asset(sha)
        if not target.parent.exists():
            target.parent.mkdir()
            target.parent.chmod(0o755)
        return target

    def assets(self) -> Iterator[Path]:
        """Every asset and manifest in the tree."""
        for folder in sorted(self._folders["assets"].glob("[0-9a-f][0-9a-f]")):
            yield from (path for path in folder.iterdir() if _SHA256.fullmatch(path.name))

    def drop(self, sha: str) -> None:
        """Let go of an asset or a manifest."""
        self.asset(sha).unlink(missing_ok=True)

    def drop_damaged(self) -> list[str]:
        """Remove assets that are not what their name says: what a power cut may leave of a copy not yet synced.

        Names them. A hard link is as whole as the content store, which syncs what it takes in; the sweep reads that.
        """
        damaged = [path for path in self.assets() if path.stat().st_nlink == 1 and _digest(path) != path.name]
        for path in damaged:
            path.unlink()
        return [path.name for path in damaged]

    # --- what changes ---

    def put_heads(self, heads: Mapping[str, bytes], *, at: int) -> None:
        """One sync for all that was put before and for these heads; then the heads, by rename."""
        folder = self._folders["heads"]
        beside = [(written_beside(folder / (key + _SIGNED), signed, at), key) for key, signed in heads.items()]
        self._sync()
        for path, key in beside:
            path.replace(folder / (key + _SIGNED))

    def put_live(self, key: str, signed: bytes, *, at: int) -> None:
        """Not synced: it is made anew at every start, and changes with every call."""
        target = self._folders["live"] / (key + _SIGNED)
        written_beside(target, signed, at).replace(target)

    def remove_head(self, key: str) -> None:
        """For an enrolment that was revoked long ago."""
        (self._folders["heads"] / (key + _SIGNED)).unlink(missing_ok=True)

    def remove_live(self, key: str) -> None:
        """For a board that is no more."""
        (self._folders["live"] / (key + _SIGNED)).unlink(missing_ok=True)

    def heads(self) -> dict[str, dict[str, Any]]:
        """What the heads in the tree say, by head key. One that cannot be read is as if it were not there."""
        return _documents(self._folders["heads"])

    def live(self) -> dict[str, dict[str, Any]]:
        """What the live files in the tree say, by live key."""
        return _documents(self._folders["live"])

    def _sync(self) -> None:
        """All that was written to this file system is on disk: 28 ms for 500 files; a sync of each takes 160."""
        descriptor = os.open(self.root, os.O_RDONLY)
        try:
            if _SYNCFS is None:
                os.sync()
            elif _SYNCFS(descriptor) != 0:
                raise Broken(
                    ja="ディスクに書き込めません。空き容量とディスクの状態を確かめてください。",
                    en="the disk does not take what is written; look at its free space and its health.",
                )
        finally:
            os.close(descriptor)


_SYNCFS = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)


def written_beside(target: Path, data: bytes, at: int) -> Path:
    """A finished file beside its target, dated at least a whole second after the last one.

    nginx makes its ETag from the second of modification and the length: two changes in one second would be one.
    """
    seconds = at // 1000
    if target.exists():
        seconds = max(seconds, int(target.stat().st_mtime) + 1)
    beside = target.with_name(target.name + _BESIDE)
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    with open(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fchmod(descriptor, 0o644)
        os.utime(descriptor, (seconds, seconds))
    return beside


def _documents(folder: Path) -> dict[str, dict[str, Any]]:
    found = {}
    for path in sorted(folder.glob(f"*{_SIGNED}")):
        try:
            found[path.name.removesuffix(_SIGNED)] = read_unverified(path.read_bytes())
        except (ValueError, OSError):
            continue
    return found


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
