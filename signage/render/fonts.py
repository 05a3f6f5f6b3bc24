"""Fonts: found, not shipped; which family draws which character in which language."""

from __future__ import annotations

import hashlib
import importlib.util
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

from PIL import ImageFont, features

from signage.core.problems import Broken
from signage.render import cmap

Weight = Literal["regular", "bold"]

BIZ = "BIZ UDPGothic"
NOTO_JP, NOTO_SC = "Noto Sans CJK JP", "Noto Sans CJK SC"
NOTO_TC, NOTO_KR = "Noto Sans CJK TC", "Noto Sans CJK KR"

_NOTO_FILES = {"regular": ("NotoSansCJK-Regular.ttc",), "bold": ("NotoSansCJK-Bold.ttc",)}
_FILES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    BIZ: {
        "regular": ("BIZUDPGothic-Regular.ttf", "BIZ-UDGothicR.ttc"),
        "bold": ("BIZUDPGothic-Bold.ttf", "BIZ-UDGothicB.ttc"),
    },
    NOTO_JP: _NOTO_FILES,
    NOTO_SC: _NOTO_FILES,
    NOTO_TC: _NOTO_FILES,
    NOTO_KR: _NOTO_FILES,
    "Noto Sans Devanagari": {
        "regular": ("NotoSansDevanagari-Regular.ttf",),
        "bold": ("NotoSansDevanagari-Bold.ttf",),
    },
    "Noto Sans Myanmar": {"regular": ("NotoSansMyanmar-Regular.ttf",), "bold": ("NotoSansMyanmar-Bold.ttf",)},
}
"""The file names under which Debian, the PyPI wheel and Windows keep each family."""

_CHAINS: Mapping[str, tuple[str, ...]] = {
    "ja": (BIZ, NOTO_JP),
    "en": (BIZ, NOTO_JP),
    "zh-Hans": (NOTO_SC,),
    "zh-Hant": (NOTO_TC,),
    "ko": (NOTO_KR,),
    "ne": ("Noto Sans Devanagari", NOTO_JP),
    "my": ("Noto Sans Myanmar", NOTO_JP),
}
"""Families by language, best first. BIZ UDPGothic lacks most of Vietnamese; Noto Sans CJK has all of it, so that
Vietnamese and every other Latin language is set wholly in one family."""

_OTHERS = (NOTO_JP,)
_PACKAGES = {BIZ: "fonts-morisawa-bizud-gothic"}
_IGNORED = "\ufe0e\ufe0f\u200b\u200d\u2060"
"""Emoji and text selectors and joiners: nothing here is drawn in colour."""

MISSING = "〓"
"""What a printer puts where he has no such type."""


@dataclass(frozen=True, slots=True)
class Face:
    """One font in one file."""

    family: str
    path: str
    index: int


class Run(NamedTuple):
    """Neighbouring characters that one family draws."""

    family: str
    text: str


@dataclass(frozen=True)
class Library:
    """The fonts of a machine, looked for once in these folders."""

    folders: tuple[Path, ...]

    def find(self, family: str, weight: Weight) -> Face | None:
        """The face, or the family's other weight, or None."""
        other: Weight = "bold" if weight == "regular" else "regular"
        return _find(self, family, weight) or _find(self, family, other)


def usual_folders() -> tuple[Path, ...]:
    """Where Debian, Windows and macOS keep fonts, and the PyPI wheel noto-cjk-sans-otc."""
    home = Path.home()
    folders = [
        Path("/usr/share/fonts"),
        Path("/usr/local/share/fonts"),
        home / ".local/share/fonts",
        home / ".fonts",
        Path("C:/Windows/Fonts"),
        home / "AppData/Local/Microsoft/Windows/Fonts",
        Path("/Library/Fonts"),
        home / "Library/Fonts",
    ]
    wheel = importlib.util.find_spec("noto_cjk_sans_otc")
    if wheel is not None and wheel.submodule_search_locations:
        folders.extend(Path(place) for place in wheel.submodule_search_locations)
    return tuple(folder for folder in folders if folder.is_dir())


@lru_cache(maxsize=4)
def library() -> Library:
    """The fonts of this machine."""
    return Library(usual_folders())


@lru_cache(maxsize=8)
def _files(fonts: Library) -> Mapping[str, str]:
    wanted = {name for weights in _FILES.values() for names in weights.values() for name in names}
    found: dict[str, str] = {}
    for folder in fonts.folders:
        for place, _, names in os.walk(folder):
            found.update({name: os.path.join(place, name) for name in names if name in wanted and name not in found})
    return found


@lru_cache(maxsize=64)
def _find(fonts: Library, family: str, weight: Weight) -> Face | None:
    for name in _FILES[family][weight]:
        path = _files(fonts).get(name)
        if path is not None:
            index = _index_of(path, family)
            if index is not None:
                return Face(family, path, index)
    return None


def _index_of(path: str, family: str) -> int | None:
    count = 1 if not path.endswith(".ttc") else 16
    for index in range(count):
        try:
            font = ImageFont.truetype(path, 16, index=index)
        except OSError:
            return None
        if font.getname()[0] == family:
            return index
    return None


def chain(language: str) -> tuple[str, ...]:
    """The families for a language that are here, best first. Broken, naming the package, where there is none."""
    base = "ja" if language.startswith("ja") else language
    wanted = _CHAINS.get(base, _OTHERS)
    return _chain(library(), wanted)


@lru_cache(maxsize=64)
def _chain(fonts: Library, wanted: tuple[str, ...]) -> tuple[str, ...]:
    here = tuple(family for family in wanted if fonts.find(family, "regular") is not None)
    if not here:
        package = package_of(wanted[0])
        raise Broken(
            ja=f"文字を描くフォント「{wanted[0]}」が見つかりません。`apt install {package}` で入れてください。",
            en=f"The font {wanted[0]} was not found; install it with `apt install {package}`.",
        )
    return here


def face(family: str, weight: Weight) -> Face:
    """The face that draws a family's weight on this machine."""
    found = library().find(family, weight)
    if found is None:
        raise Broken(ja=f"フォント「{family}」がなくなりました。", en=f"The font {family} is gone.")
    return found


def shapes() -> bool:
    """Whether text is shaped here: Pillow brings Raqm, but loads FriBiDi from the system, and goes on without."""
    return bool(features.check_feature("raqm"))


@lru_cache(maxsize=256)
def font(family: str, weight: Weight, size: int) -> ImageFont.FreeTypeFont:
    """A font ready for drawing; shaped by Raqm. Broken, naming the package, where Raqm cannot work."""
    if not shapes():
        raise Broken(
            ja="文字を組むライブラリーが見つかりません。`apt install libfribidi0` で入れてください。",
            en="What shapes text was not found; install it with `apt install libfribidi0`.",
        )
    chosen = face(family, weight)
    return ImageFont.truetype(chosen.path, size, index=chosen.index, layout_engine=ImageFont.Layout.RAQM)


@lru_cache(maxsize=16)
def _coverage(family: str) -> cmap.Coverage:
    chosen = face(family, "regular")
    return cmap.coverage(chosen.path, chosen.index)


def clusters(text: str) -> Iterator[str]:
    """Each character with the variation selectors and combining marks that belong to it."""
    start = 0
    for position in range(1, len(text) + 1):
        if position == len(text) or not _joins(text[position]):
            yield text[start:position]
            start = position


def _joins(character: str) -> bool:
    code = ord(character)
    return (
        0x300 <= code <= 0x36F
        or 0xFE00 <= code <= 0xFE0F
        or 0xE0100 <= code <= 0xE01EF
        or code in (0x3099, 0x309A, 0x200D)
    )


@lru_cache(maxsize=16_384)
def _family_for(cluster: str, families: tuple[str, ...]) -> tuple[str, str, bool]:
    """Family, what is drawn, and whether that is what was meant."""
    wanted = "".join(c for c in cluster if c not in _IGNORED)
    if not wanted or wanted.isspace():
        return families[0], " " * len(wanted) if wanted != "\u3000" else wanted, True
    for family in families:
        if _covers(family, wanted):
            return family, wanted, True
    plain = wanted[0]
    for family in families:
        if ord(plain) in _coverage(family):
            return family, plain, False
    return families[0], MISSING, False


def _covers(family: str, cluster: str) -> bool:
    known = _coverage(family)
    for position, character in enumerate(cluster):
        code = ord(character)
        if 0xE0100 <= code <= 0xE01EF:
            if ord(cluster[position - 1]) not in known.variations.get(code, frozenset()):
                return False
        elif code not in known:
            return False
    return True


@lru_cache(maxsize=8_192)
def runs(text: str, language: str) -> tuple[Run, ...]:
    """The text as it will be drawn, divided by family."""
    families = chain(language)
    result: list[Run] = []
    for cluster in clusters(text):
        family, drawn, _ = _family_for(cluster, families)
        if result and result[-1].family == family:
            result[-1] = Run(family, result[-1].text + drawn)
        else:
            result.append(Run(family, drawn))
    return tuple(result)


def missing(text: str, language: str) -> tuple[str, ...]:
    """The characters that no font of this language has as they are written, each once, in order."""
    families = chain(language)
    wrong = (c for c in clusters(text) if not c.isspace() and not _family_for(c, families)[2])
    return tuple(dict.fromkeys(wrong))


def package_of(family: str) -> str:
    """The Debian package in which a family comes."""
    return _PACKAGES.get(family, "fonts-noto-cjk" if "CJK" in family else "fonts-noto-core")


def installed() -> Sequence[tuple[str, Face | None]]:
    """Every family that is looked for, and where it is: for `signage doctor`."""
    return [(family, library().find(family, "regular")) for family in _FILES]


@lru_cache(maxsize=1)
def fingerprint() -> str:
    """Changes when a font or what draws it does: part of every drawn frame's key."""
    engines = ("pil", "freetype2", "raqm", "harfbuzz", "webp")
    digest = hashlib.sha256(" ".join(str(features.version(engine)) for engine in engines).encode())
    weights: tuple[Weight, ...] = ("regular", "bold")
    for family in _FILES:
        for weight in weights:
            found = _find(library(), family, weight)
            if found is not None:
                revision = cmap.revision(found.path, found.index)
                digest.update(f"{family} {weight} {revision} {os.path.getsize(found.path)}\n".encode())
    return digest.hexdigest()
