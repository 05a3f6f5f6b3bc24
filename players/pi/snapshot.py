"""A snapshot: what the glass would show at an instant, from the cache, through the code that paints it."""

from __future__ import annotations

from pathlib import Path

import pygame

from players.pi.cache import Cache
from players.pi.documents import Manifest
from players.pi.enrolment import Enrolment
from players.pi.geometry import Geometry
from players.pi.glass import Glass, needed_pictures
from players.pi.kept import kept
from players.pi.pictures import Picture, decoded
from players.pi.problems import Refused
from signage.core.shows import Shown, what_shows


def snapshot(enrolment: Enrolment, *, folder: Path, at: int, file: Path) -> None:
    """Write a PNG of the canvas's size, unrotated. Refused where the cache holds nothing, or it cannot be written."""
    cache = Cache(folder)
    left = kept(cache, enrolment=enrolment)
    if left.manifest is None:
        raise Refused(
            ja=f"{folder} にはまだ表示内容がありません。先に --once で受け取ってください。",
            en=f"There is nothing to show in {folder} yet. Fetch it first with --once.",
        )
    surface = painted(left.manifest, cache=cache, at=at)
    try:
        pygame.image.save(surface, file, "snapshot.png")
    except (pygame.error, OSError) as error:
        raise Refused(
            ja=f"{file} に書き込めません({error})。別の場所を指定してください。",
            en=f"{file} cannot be written ({error}). Name another place.",
        ) from error


def painted(manifest: Manifest, *, cache: Cache, at: int) -> pygame.Surface:
    """What is shown of a manifest at an instant, with the pictures that the cache has."""
    size = (manifest.width, manifest.height)
    geometry = Geometry(width=manifest.width, height=manifest.height, rotation=0, panel=size)
    glass = Glass(pygame.Surface(size, depth=32), flip=lambda boxes: None)
    useless: set[str] = set()

    def has(asset: str) -> bool:
        return cache.has(asset) and asset not in useless

    while True:
        shown = what_shows(manifest.published, at, has=has)
        pictures, bad = _decoded(cache, shown, geometry=geometry, like=glass.surface)
        if not bad:
            break
        useless |= bad
    if shown.power == "off":
        glass.dark()
    else:
        glass.paint(shown.zones, geometry=geometry, get=pictures.get)
    return glass.surface


def _decoded(
    cache: Cache, shown: Shown, *, geometry: Geometry, like: pygame.Surface
) -> tuple[dict[Picture, pygame.Surface], set[str]]:
    """The pictures of an instant, and the assets that turned out to be none."""
    pictures: dict[Picture, pygame.Surface] = {}
    bad: set[str] = set()
    for picture in needed_pictures(shown.zones, geometry=geometry):
        data = cache.read(picture.asset)
        try:
            if data is not None:
                pictures[picture] = decoded(data, picture, like=like)
                continue
        except pygame.error:
            pass
        bad.add(picture.asset)
    return pictures, bad
