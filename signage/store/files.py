"""Files: bytes under their SHA-256. Each appears whole or not at all; what was put survives a power cut."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path
from uuid import uuid4

from signage.core.problems import Broken, Missing


@dataclass(frozen=True, slots=True)
class Files:
    """A folder of immutable files, `<first two hex digits>/<sha256>`. Nobody else may look into it."""

    root: Path

    def path(self, name: str) -> Path:
        """Where the bytes of this hash are, or would be."""
        return self.root / name[:2] / name

    def has(self, name: str) -> bool:
        """Whether these bytes are here."""
        return self.path(name).is_file()

    def put(self, content: bytes) -> str:
        """Keep bytes; the name they have from now on."""
        return self.put_many([content])[0]

    def put_many(self, contents: Iterable[bytes]) -> tuple[str, ...]:
        """Keep a batch: files first, then each folder is synced once."""
        names, folders = [], set()
        for content in contents:
            name = sha256(content).hexdigest()
            if self._holds(name, content):
                self.path(name).touch()  # a sweep takes it for as young as what is written now
            else:
                folders |= {self._written(name, content), self.root}
            names.append(name)
        for folder in folders:
            _sync(folder)
        return tuple(names)

    def adopt(self, path: Path) -> tuple[str, bool]:
        """Keep a file that lies on the same disk, by moving it in; its name, and whether these bytes were here."""
        with path.open("rb") as file:
            name = file_digest(file, "sha256").hexdigest()
            os.fsync(file.fileno())
        if self.whole(name):
            self.path(name).touch()
            path.unlink()
            return name, True
        folder = self.path(name).parent
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.replace(self.path(name))
        _sync(folder)
        _sync(self.root)
        return name, False

    def whole(self, name: str) -> bool:
        """Whether these bytes are here as they were put."""
        try:
            with self.path(name).open("rb") as file:
                return file_digest(file, "sha256").hexdigest() == name
        except OSError:
            return False

    def read(self, name: str) -> bytes:
        """The bytes of this hash, checked. Missing if they are not here; Broken if the disk has altered them."""
        try:
            content = self.path(name).read_bytes()
        except FileNotFoundError:
            raise Missing(
                ja=f"素材 {name[:12]}… がありません。もう一度取り込んでください",
                en=f"asset {name[:12]}… is not here; load it again",
            ) from None
        if sha256(content).hexdigest() != name:
            raise Broken(
                ja=f"素材 {name[:12]}… が壊れています。元の画像をもう一度取り込んでください",
                en=f"asset {name[:12]}… is damaged on the disk; load it again",
            )
        return content

    def names(self) -> Iterator[str]:
        """Every hash that is here."""
        for folder in sorted(self.root.glob("[0-9a-f][0-9a-f]")):
            yield from sorted(path.name for path in folder.iterdir() if len(path.name) == 64)

    def unfinished(self) -> Iterator[Path]:
        """What writers have not finished yet, or never will: they were killed."""
        yield from self.root.glob("[0-9a-f][0-9a-f]/.*-*")

    def remove(self, name: str) -> None:
        """Forget bytes; nothing happens if they are not here."""
        self.path(name).unlink(missing_ok=True)

    def _holds(self, name: str, content: bytes) -> bool:
        """Whether the bytes are here, unaltered: what the disk has damaged is put again."""
        try:
            return self.path(name).read_bytes() == content
        except OSError:
            return False

    def _written(self, name: str, content: bytes) -> Path:
        """Write beside, flush, sync, rename; the folder that is still to be synced."""
        path = self.path(name)
        for folder in (self.root, path.parent):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        beside = path.with_name(f".{name[:8]}-{uuid4().hex}")
        try:
            with beside.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(path)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
        return path.parent


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
