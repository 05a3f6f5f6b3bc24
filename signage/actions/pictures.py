"""Pictures that rows name by their path: found beside the file, checked, and gathered until the load is kept."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from signage.actions.sources import Source
from signage.core.problems import Refused
from signage.render import photographs
from signage.store.files import Files
from signage.store.uploads import Upload

LARGEST = 40_000_000
"""Bytes; a photograph from a good camera has a quarter of it."""

_MARKS = (
    (re.compile(rb"\xff\xd8\xff"), "image/jpeg"),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "image/png"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), "image/webp"),
    (re.compile(rb"GIF8[79]a"), "image/gif"),
)

ENDINGS = {"image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp", "image/gif": ".gif"}


def type_of(content: bytes) -> str | None:
    """The media type that bytes say they are; None: no picture that we draw."""
    return next((media for mark, media in _MARKS if mark.match(content)), None)


@dataclass(kw_only=True)
class Pictures:
    """What one load brings in. `files` are what is stored already."""

    files: Files
    contents: dict[str, bytes] = field(default_factory=dict)
    uploads: dict[str, Upload] = field(default_factory=dict)

    def name(self, typed: str, source: Source) -> str:
        """The SHA-256 of the picture at a path beside a file. Refused for what is not a picture inside its folder."""
        if re.fullmatch("[0-9a-f]{64}", typed) and self.files.has(typed):
            return typed
        content = _content(typed, source)
        media = type_of(content)
        if media is None:
            raise Refused(
                ja=f"「{typed}」は画像ではありません。JPEG・PNG・WebP・GIF のどれかにしてください",
                en=f'"{typed}" is not a picture; use JPEG, PNG, WebP or GIF',
            )
        try:
            photographs.check(content)
        except Refused as refused:
            raise Refused(ja=f"「{typed}」: {refused.ja}", en=f'"{typed}": {refused.en}') from None
        name = sha256(content).hexdigest()
        self.contents[name] = content
        self.uploads[name] = Upload(asset=name, type=media, bytes=len(content), name=Path(typed).name)
        return name


def _content(typed: str, source: Source) -> bytes:
    path = source.path.parent / typed
    if Path(typed).is_absolute() or "\\" in typed:
        raise Refused(
            ja=f"「{typed}」ではなく、このファイルから見た場所を pictures/a.jpg のように書いてください",
            en=f'not "{typed}"; write where it is from this file, like pictures/a.jpg',
        )
    if not path.resolve().is_relative_to(source.root.resolve()) or path.is_symlink():
        raise Refused(
            ja=f"「{typed}」は取り込むフォルダーの外です。画像をフォルダーの中に置いてください",
            en=f'"{typed}" is outside the folder that is loaded; put the picture inside',
        )
    if not path.is_file():
        raise Refused(
            ja=f"画像「{typed}」がありません。このファイルから見た場所を書いてください",
            en=f'there is no picture "{typed}"; write where it is, as seen from this file',
        )
    if (size := path.stat().st_size) > LARGEST:
        raise Refused(
            ja=f"画像「{typed}」は大きすぎます({size:,} バイト)。{LARGEST:,} バイトまでにしてください",
            en=f'the picture "{typed}" is too large ({size:,} bytes); at most {LARGEST:,} will do',
        )
    return path.read_bytes()
