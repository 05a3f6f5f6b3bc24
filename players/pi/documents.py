"""What a server publishes, as values: head, manifest and live file, each checked whole before any of it is used."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from players.pi.enrolment import key_of
from players.pi.problems import Refused
from players.pi.verify import parsed
from signage.core.shows import Published, instant_of, published, with_live

SHA256 = re.compile(r"[0-9a-f]{64}")
MANIFEST_BYTES = 16 << 20
"""No manifest is longer; its length is nowhere announced, so this is the limit for loading one."""

_FARTHEST_AHEAD_MS = 24 * 60 * 60 * 1000
"""A head's sequence is when it was published. One from further ahead than a day, which no honest server writes, would
let whoever stole a signing key lock this player out of every later head, even of one that the recovery key signs."""

_KEY = re.compile(r"[A-Za-z0-9_-]{1,128}")
_MISSHAPEN = (KeyError, TypeError, IndexError, ValueError, AttributeError, RecursionError, OverflowError)


@dataclass(frozen=True, kw_only=True, slots=True)
class LivePoll:
    """A live file that a head names, and how often to ask for it."""

    key: str
    poll_ms: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Command:
    """Something to do once, before `until` (an instant). `text` is what "identify" shows."""

    id: str
    do: str
    until: int
    text: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Head:
    """The small signed document that is polled. `manifest` is empty only where `revoked`."""

    sequence: int
    manifest: str
    poll_ms: int
    live: tuple[LivePoll, ...]
    keys: tuple[bytes, ...]
    servers: tuple[str, ...]
    commands: tuple[Command, ...]
    revoked: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Manifest:
    """What a screen shows over eight days; `assets` has the length in bytes of each asset, `volume` is in percent.

    `looped` are the items that its loops name, without what follows them or stands on them.
    """

    sha256: str
    width: int
    height: int
    rotation: int
    assets: Mapping[str, int]
    published: Published
    looped: frozenset[str] = frozenset()
    volume: int = 100


@dataclass(frozen=True, kw_only=True, slots=True)
class Live:
    """What one board shows this second."""

    key: str
    sequence: int
    document: Mapping[str, Any]
    assets: Mapping[str, int]


def head_of(document: dict[str, Any], *, screen: str, at: int | None = None) -> Head:
    """A head from its signed document; Refused unless it is one, of version 1, for this screen.

    Refused also where it comes from the future; `at` is the time, None while nobody knows it.
    """
    try:
        _require(document["version"] == 1, "version")
        _require(document["screen"] == screen, "screen")
        sequence = _whole(document["sequence"], least=1)
        _require(at is None or sequence <= at + _FARTHEST_AHEAD_MS, "sequence: more than a day ahead of the time")
        revoked = document.get("revoked", False) is True
        return Head(
            sequence=sequence,
            manifest="" if revoked else _sha256(document["manifest"]),
            poll_ms=_whole(document["poll_ms"], least=1),
            live=tuple(LivePoll(key=_key(live["key"]), poll_ms=_whole(live["poll_ms"], least=1))
                       for live in document.get("live", ())),
            keys=tuple(key_of(key) for key in document.get("keys", ())),
            servers=tuple(str(server).rstrip("/") for server in document.get("servers", ())),
            commands=tuple(Command(id=_text(one["id"]), do=_text(one["do"]), until=instant_of(one["until"]),
                                   text=str(one.get("text", "")))
                           for one in document.get("commands", ())),
            revoked=revoked,
        )  # fmt: skip
    except _MISSHAPEN as error:
        raise _refused("head", error) from error


def manifest_of(data: bytes, *, sha256: str) -> Manifest:
    """A manifest from its bytes (whose hash is known to be right); Refused unless every part of it can be shown."""
    document = parsed(data)
    try:
        _require(document["version"] == 1, "version")
        canvas = document["canvas"]
        _require(canvas["rotation"] in {0, 90, 180, 270}, "rotation")
        assets = _lengths(document["assets"])
        _check_items(document["items"], assets)
        _require(
            all(part in document["items"] for item in document["items"].values() for part in parts_of(item)), "parts"
        )
        _check_loops(document["loops"], document["items"])
        for zone in [*document["fallback"], *(zone for part in document["segments"] for zone in part["zones"])]:
            _check_zone(zone)
        on_air = published(document)
        _check_cover(on_air)
        return Manifest(
            sha256=sha256,
            width=_whole(canvas["width"], least=1, most=16384),
            height=_whole(canvas["height"], least=1, most=16384),
            rotation=canvas["rotation"],
            assets=assets,
            published=on_air,
            looped=frozenset(item_id for entries in document["loops"].values() for item_id, _ in entries),
            volume=_whole(document.get("volume", 100), least=0, most=100),
        )
    except _MISSHAPEN as error:
        raise _refused("manifest", error) from error


def live_of(document: dict[str, Any], *, key: str, beside: Published) -> Live:
    """A live file from its signed document; `beside` is any manifest, to see that the two go together."""
    try:
        _require(document["version"] == 1, "version")
        _require(document["key"] == key, "key")
        assets = _lengths(document["assets"])
        _check_items(document["items"], assets)
        for cue in document.get("cues", ()):
            _text(cue["id"])
            _require(cue["asset"] in assets, "cues")
        with_live(beside, (document,))
        return Live(key=key, sequence=_whole(document["sequence"], least=0), document=document, assets=assets)
    except _MISSHAPEN as error:
        raise _refused("live file", error) from error


def chain(items: Mapping[str, Any], item_id: str) -> Iterable[str]:
    """A looped id and what follows it, as far as the chain leads."""
    seen: set[str] = set()
    following: str | None = item_id
    while following is not None and following in items and following not in seen:
        seen.add(following)
        yield following
        following = items[following].get("then")


def assets_of(item: Mapping[str, Any]) -> tuple[str, ...]:
    """The assets an item names: its own and its poster."""
    return tuple(item[field] for field in ("asset", "poster") if item.get(field) is not None)


def parts_of(item: Mapping[str, Any]) -> tuple[str, ...]:
    """The items that stand on an item."""
    return tuple(part["item"] for part in item.get("parts", ()))


def _check_items(items: Mapping[str, Any], assets: Mapping[str, int]) -> None:
    for item in items.values():
        _text(item["kind"])
        for asset in assets_of(item):
            _require(asset in assets, "assets")
        if "until" in item:
            instant_of(item["until"])
        _require(item.get("then") is None or isinstance(item["then"], str), "then")
        for part in item.get("parts", ()):
            _text(part["item"])
            _check_box(part["box"])


def _check_loops(loops: Mapping[str, Any], items: Mapping[str, Any]) -> None:
    for entries in loops.values():
        _require(1 <= len(entries) <= 1000, "loops")
        for item_id, ms in entries:
            _whole(ms, least=1000)
            _require(item_id in items, "items")


def _check_zone(zone: Mapping[str, Any]) -> None:
    _check_box(zone["box"])
    _whole(zone["fade_ms"], least=0)


def _check_box(box: Sequence[int]) -> None:
    x, y, width, height = box
    _whole(x, least=0), _whole(y, least=0)
    _whole(width, least=1), _whole(height, least=1)


def _check_cover(on_air: Published) -> None:
    """Segments are in order, touch, and cover `valid`."""
    edges = [on_air.begins, *(segment.ends for segment in on_air.segments)]
    begins = [segment.begins for segment in on_air.segments]
    _require(len(begins) > 0 and begins == edges[:-1] and edges[-1] == on_air.ends, "segments")
    _require(all(before < after for before, after in itertools.pairwise(edges)), "segments")


def _lengths(assets: Mapping[str, Any]) -> dict[str, int]:
    return {_sha256(name): _whole(asset["bytes"], least=0) for name, asset in assets.items()}


def _require(holds: bool, field: str) -> None:
    if not holds:
        raise ValueError(field)


def _whole(value: object, *, least: int, most: int = 2**53) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise ValueError(f"{value!r}"[:80])
    return value


def _text(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError(f"{value!r}"[:80])
    return value


def _sha256(value: object) -> str:
    if not isinstance(value, str) or not SHA256.fullmatch(value):
        raise ValueError(f"{value!r}"[:80])
    return value


def _key(value: object) -> str:
    if not isinstance(value, str) or not _KEY.fullmatch(value):
        raise ValueError(f"{value!r}"[:80])
    return value


def _refused(what: str, error: Exception) -> Refused:
    return Refused(ja=f"{what} が正しくありません({error})。", en=f"The {what} is not what it must be ({error}).")
