"""Uploads: pictures that somebody brings: opened apart, made our own, kept with the file they came as."""

from __future__ import annotations

import errno
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

from signage.actions.installation import Installation
from signage.core.instants import HOUR, SECOND
from signage.core.lists import on_page
from signage.core.people import Person, account_of
from signage.core.problems import Broken, Forbidden, Missing, Refused
from signage.core.rights import may_anywhere, may_look
from signage.core.slides import Slide
from signage.render import intake
from signage.store import audit
from signage.store.database import writing
from signage.store.files import Files
from signage.store.people import people
from signage.store.rows import stored
from signage.store.uploads import Upload, newest_uploads, record_upload, upload_of

LARGEST = 50_000_000
"""Bytes of one file; a photograph from a good camera has a quarter of it."""

KEPT_FREE = 200_000_000
"""Bytes that stay free on the disk, for the database and the frames of what is on air."""

LONGEST_NAME = 120
"""Characters of a file's name that are kept."""

PAGE = 48
"""Uploads on one page of the list."""

INCOMING, BROUGHT = "incoming", "brought"
"""The folder for what is still being looked at, and the file itself in it."""

_BLOCK = 256 * 1024
_LEFT_BEHIND = HOUR
_ASSET = re.compile(r"[0-9a-f]{64}")


def take(installation: Installation, stream: IO[bytes], *, name: str, at: int, by: Person) -> Upload:
    """Take a picture in: `asset` of what comes back is what slides name.

    Refused, in one sentence and without a trace, for whatever is no safe picture; Broken where the disk is full.
    """
    _require_poster(by)
    with _aside(installation, at) as folder:
        brought = folder / BROUGHT
        size = _written(stream, brought)
        with brought.open("rb") as upload:
            made = intake.taken_in(upload, folder)
        return _kept(installation, folder, made, size=size, name=shown_name(name), at=at, by=by)


def shown_name(name: str) -> str:
    """A file's name as it is kept: without folders, and without characters that nobody sees or that turn others."""
    last = name[-4 * LONGEST_NAME :].replace("\\", "/").rpartition("/")[2]
    seen = "".join(each for each in unicodedata.normalize("NFC", last) if each.isprintable())
    return seen.strip()[-LONGEST_NAME:] or "picture"


@dataclass(frozen=True, kw_only=True)
class Listed:
    """An upload in the list, the name of whoever brought it, and the slides that show it."""

    upload: Upload
    who: str
    slides: tuple[Slide, ...]


@dataclass(frozen=True, kw_only=True)
class Shelf:
    """One page of uploads, the newest first; `pages` there are."""

    listed: tuple[Listed, ...]
    page: int
    pages: int
    count: int


def shelf(installation: Installation, *, by: Person, page: int = 1) -> Shelf:
    """Pictures that somebody may see, and where each is used.

    Seen is what a slide of one's offices shows, and what was brought by whoever works at one of them, or for all.
    A picture itself is handed to whoever knows its hash: only who has seen the list, or has the picture, knows that.
    """
    known = {person.id: person for person in people(installation.db)}
    used = _used_by(slide for slide in stored(installation.db, "slides") if may_look(by, slide.office))
    theirs = {name for name, whose in known.items() if not _works_with(whose, by)}
    seen = [
        each for each in newest_uploads(installation.db) if each.asset in used or account_of(each.who) not in theirs
    ]
    page, pages = on_page(page, count=len(seen), size=PAGE)
    listed = tuple(
        Listed(
            upload=each,
            who=known[each.who].name if each.who in known else each.who,
            slides=used.get(each.asset, ()),
        )
        for each in seen[(page - 1) * PAGE : page * PAGE]
    )
    return Shelf(listed=listed, page=page, pages=pages, count=len(seen))


def upload(installation: Installation, asset: str) -> Upload:
    """One upload; Missing where there is none of this asset."""
    if (found := upload_of(installation.db, asset)) is None:
        raise Missing(
            ja="その画像はありません。素材の一覧から選び直してください。",
            en="there is no such picture; choose one from the list.",
        )
    return found


def small(installation: Installation, asset: str) -> Path:
    """The small picture of an upload, made now where there is none yet."""
    known = upload(installation, asset)
    if known.small is None or not installation.files.has(known.small):
        known = _with_small(installation, known)
    assert known.small is not None
    return installation.files.path(known.small)


def _works_with(whose: Person, by: Person) -> bool:
    """Whether somebody works at an office that another may look at, or for all of them."""
    return any(grant.office is None or may_look(by, grant.office) for grant in whose.grants)


def _require_poster(by: Person) -> None:
    if not may_anywhere(by, "post"):
        raise Forbidden(
            ja="画像を取り込む権限がありません。必要なときは運用責任者に頼んでください。",
            en="you are not allowed to bring pictures in; ask an administrator if you need to.",
        )


@contextmanager
def _aside(installation: Installation, at: int) -> Iterator[Path]:
    """A folder of this upload's own, gone when it is done; a full disk becomes one sentence."""
    incoming = installation.data / INCOMING
    try:
        incoming.mkdir(mode=0o700, exist_ok=True)
        _tidy(incoming, at)
        with tempfile.TemporaryDirectory(dir=incoming) as folder:
            _refuse_a_full_disk(incoming)
            yield Path(folder)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise full() from error
        raise


def _tidy(incoming: Path, at: int) -> None:
    """What a power cut has left."""
    for folder in incoming.iterdir():
        with suppress(FileNotFoundError):
            if folder.stat().st_ctime * SECOND < at - _LEFT_BEHIND:
                shutil.rmtree(folder, ignore_errors=True)


def _refuse_a_full_disk(folder: Path) -> None:
    if shutil.disk_usage(folder).free < KEPT_FREE:
        raise full()


def full() -> Broken:
    """What is said where the disk has no room for more."""
    return Broken(
        ja="サーバーのディスクがいっぱいで、画像を取り込めません。運用責任者に知らせてください。何も変わっていません。",
        en="the server's disk is full and takes no pictures in; tell an administrator. Nothing was changed.",
    )


def _written(stream: IO[bytes], path: Path) -> int:
    """The upload as a file, block by block; how many bytes it has. Refused where it is empty or too large."""
    size = 0
    with path.open("xb") as file:
        while block := stream.read(_BLOCK):
            size += len(block)
            if size > LARGEST:
                raise too_large()
            file.write(block)
    if size == 0:
        raise Refused(
            ja="ファイルの中身が空です。もう一度保存し直してから入れてください。",
            en="the file is empty; save it again and bring that.",
        )
    return size


def too_large() -> Refused:
    """What is said of a file that has too many bytes."""
    megabytes = LARGEST // 1_000_000
    return Refused(
        ja=f"ファイルが大きすぎます({megabytes}MB まで)。小さくするか、JPEG で保存し直してください。",
        en=f"the file is too large (at most {megabytes} MB); make it smaller or save it as JPEG.",
    )


def _kept(
    installation: Installation, folder: Path, made: intake.TakenIn, *, size: int, name: str, at: int, by: Person
) -> Upload:
    """Files and row, both or neither."""
    parts = (folder / intake.PICTURE, folder / BROUGHT, folder / intake.SMALL)
    with _adopted(installation.files, parts) as (asset, original, small_one), writing(installation.db) as under_way:
        taken = Upload(
            asset=asset,
            type=made.made_type,
            bytes=size,
            name=name,
            original=original,
            small=small_one,
            width=made.width,
            height=made.height,
        )
        record_upload(under_way, taken, at=at, who=by.signature)
        detail = {"asset": asset, "original": original, "bytes": size}
        audit.record(under_way, at=at, who=by.signature, action="upload", what=name, detail=detail)
    return upload(installation, asset)


@contextmanager
def _adopted(files: Files, paths: Sequence[Path]) -> Iterator[tuple[str, ...]]:
    """Files moved into the store; where what follows fails, those go again that were not there before."""
    new: list[str] = []
    names = []
    try:
        for path in paths:
            name, was_there = files.adopt(path)
            names.append(name)
            new += [] if was_there else [name]
        yield tuple(names)
    except BaseException:
        for name in new:
            files.remove(name)
        raise


def _with_small(installation: Installation, known: Upload) -> Upload:
    """The small picture of what was loaded from a folder."""
    with _aside(installation, known.at) as folder, installation.files.path(known.asset).open("rb") as brought:
        made = intake.taken_in(brought, folder)
        with (
            _adopted(installation.files, [folder / intake.SMALL]) as (small_one,),
            writing(installation.db) as under_way,
        ):
            more = replace(known, small=small_one, width=made.width, height=made.height)
            record_upload(under_way, more, at=known.at, who=known.who)
    return upload(installation, known.asset)


def _used_by(slides: Iterable[Slide]) -> Mapping[str, tuple[Slide, ...]]:
    """The slides that name each asset, wherever in their fields."""
    used: dict[str, tuple[Slide, ...]] = {}
    for slide in slides:
        for asset in dict.fromkeys(_assets(slide.fields)):
            used[asset] = (*used.get(asset, ()), slide)
    return used


def _assets(plain: object) -> Iterator[str]:
    if isinstance(plain, Mapping):
        for value in plain.values():
            yield from _assets(value)
    elif isinstance(plain, list | tuple):
        for value in plain:
            yield from _assets(value)
    elif isinstance(plain, str) and _ASSET.fullmatch(plain):
        yield plain
