"""Sources: which files a load reads, how their bytes are fetched, and the rows that were found in them."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from signage.core import scalars
from signage.core.problems import Missing, Refused

LARGEST = 5_000_000
"""Bytes in one text file. The whole sample office has a tenth of it."""

YAML = (".yaml", ".yml")
CSV = ".csv"
_SPREADSHEETS = (".xlsx", ".xls", ".xlsm", ".ods", ".numbers")


@dataclass(frozen=True, kw_only=True)
class Source:
    """One file to be read. `shown` is how a person knows it; `root`: what its pictures may not leave."""

    path: Path
    root: Path
    shown: str

    @property
    def stem(self) -> str:
        """The name without its ending, composed as it is typed (macOS writes が as two characters)."""
        return unicodedata.normalize("NFC", self.path.stem)

    def at(self, line: int) -> str:
        """A line of it."""
        return f"{self.shown}:{line}"


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row as it stands in a file: its plain document, and where each value of it is."""

    noun: str
    plain: Mapping[str, Any]
    source: Source
    line: int
    line_of: Callable[[scalars.Path], int]
    called: Mapping[str, str] = field(default_factory=dict)
    """Headings by key, where they differ."""

    def where(self, path: scalars.Path = ()) -> str:
        """The place of a value of this row."""
        return self.source.at(self.line_of(path))


def sources(paths: Iterable[Path]) -> tuple[Source, ...]:
    """Every file that is to be read, folders with all that lies under them, each once, in the order of names."""
    found: dict[Path, Source] = {}
    for path in paths:
        for source in _under(path):
            found.setdefault(source.path.resolve(), source)
    if not found:
        raise Missing(
            ja="読むファイルがありません。*.yaml か 窓口.csv などのあるフォルダーを指定してください",
            en="nothing to read; name a folder with *.yaml files or sheets such as 窓口.csv",
        )
    return tuple(found.values())


def _under(path: Path) -> Iterator[Source]:
    if path.is_dir():
        for each in sorted(path.rglob("*")):
            if _is_content(each.relative_to(path)) and each.is_file():
                yield _checked(Source(path=each, root=path, shown=str(each)))
    elif path.is_file():
        if path.suffix.lower() not in (*YAML, CSV, *_SPREADSHEETS):
            raise Refused(
                ja="読めない種類のファイルです。.yaml か .csv を指定してください",
                en="cannot read this kind of file; name a .yaml or .csv file",
                where=str(path),
            )
        yield _checked(Source(path=path, root=path.parent, shown=str(path)))
    else:
        raise Missing(
            ja="ファイルもフォルダーもありません。場所を確かめてください",
            en="there is no such file or folder; check where it is",
            where=str(path),
        )


def _is_content(inside: Path) -> bool:
    hidden = any(part.startswith((".", "~$")) for part in inside.parts)
    return not hidden and inside.suffix.lower() in (*YAML, CSV, *_SPREADSHEETS)


def _checked(source: Source) -> Source:
    if source.path.is_symlink():
        raise Refused(
            ja="シンボリックリンクです。ファイルそのものを置いてください",
            en="this is a symbolic link; put the file itself here",
            where=source.shown,
        )
    if source.path.suffix.lower() in _SPREADSHEETS:
        raise Refused(
            ja="表計算のファイルは読めません。「CSV UTF-8」で保存し直してください",
            en='cannot read a spreadsheet; save it as "CSV UTF-8"',
            where=source.shown,
        )
    return source


def content(source: Source) -> bytes:
    """The bytes of a text file."""
    size = source.path.stat().st_size
    if size > LARGEST:
        raise Refused(
            ja=f"大きすぎます({size:,} バイト)。{LARGEST:,} バイトまでに分けてください",
            en=f"too large ({size:,} bytes); split it into files of at most {LARGEST:,}",
            where=source.shown,
        )
    try:
        return source.path.read_bytes()
    except OSError as error:
        raise Refused(
            ja=f"読めません({error.strerror})。ファイルの権限を確かめてください",
            en=f"cannot be read ({error.strerror}); check its permissions",
            where=source.shown,
        ) from error
