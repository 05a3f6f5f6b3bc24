"""Documents: what is not exactly a head, a manifest or a live file of version 1 is refused, whatever it is."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from players.pi.documents import head_of, live_of, manifest_of
from players.pi.problems import Refused
from tests.players_pi.tree import SCREEN, Tree, b64

GONE = object()


@pytest.fixture
def good(tree: Tree) -> dict[str, Any]:
    return json.loads(tree.path(tree.rotation(1, 2)).read_bytes())


def spoilt(document: Any, path: str, value: object) -> Any:
    """The document with one field, named by its path, replaced or taken out."""
    document = copy.deepcopy(document)
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    inner = document
    for step in way:
        inner = inner[step]
    if value is GONE:
        del inner[last]
    else:
        inner[last] = value
    return document


HEADS = [
    ("version", 2), ("version", GONE), ("screen", "lobby-2f"), ("screen", GONE), ("sequence", "7"), ("sequence", -1),
    ("sequence", True), ("sequence", 1e9), ("sequence", GONE), ("manifest", "../../etc/passwd"),
    ("manifest", "A" * 64), ("manifest", GONE), ("manifest", ["0" * 64]),
    ("poll_ms", 0), ("poll_ms", "soon"), ("poll_ms", None),
    ("live", [{"key": "../x", "poll_ms": 500}]), ("live", [{"key": "x"}]), ("live", [7]), ("live", 7),
    ("keys", ["short"]), ("keys", [7]), ("keys", ["=" * 40]), ("commands", [{"id": "a", "do": "restart"}]),
    ("commands", [{"id": 5, "do": "restart", "until": "2026-11-22T02:00:00Z"}]),
    ("commands", [{"id": "a", "do": "restart", "until": "tomorrow"}]), ("commands", {"id": "a"}), ("commands", [[]]),
]  # fmt: skip


@pytest.mark.parametrize(("path", "value"), HEADS)
def test_a_misshapen_head_is_refused(path: str, value: object) -> None:
    good = {
        "version": 1, "screen": SCREEN, "sequence": 5, "manifest": "0" * 64, "poll_ms": 5000, "live": [],
        "keys": [b64(b"k" * 32)], "servers": [], "commands": [], "revoked": False, "new_in_version_1": {"ignored": 1},
    }  # fmt: skip
    assert head_of(good, screen=SCREEN).sequence == 5

    with pytest.raises(Refused):
        head_of(spoilt(good, path, value), screen=SCREEN)


MANIFESTS = [
    ("version", 2), ("version", "1"), ("canvas", GONE), ("canvas.width", 0), ("canvas.width", 99999),
    ("canvas.height", "tall"), ("canvas.rotation", 45), ("canvas.rotation", GONE), ("valid", GONE),
    ("valid.from", "2026-11-22"), ("valid.until", 7), ("valid.until", "2026-11-22T00:00:00Z"), ("segments", []),
    ("segments", {}), ("segments.0", 7), ("segments.0.from", "2026-11-01T00:00:00Z"), ("segments.0.power", GONE),
    ("segments.0.sound", GONE), ("segments.0.zones", GONE), ("segments.0.zones.0.box", [0, 0, 100]),
    ("segments.0.zones.0.box", [0, 0, -5, 5]), ("segments.0.zones.0.box", [0, 0, 0, 5]),
    ("segments.0.zones.0.box", [-1, 0, 5, 5]), ("segments.0.zones.0.box", "0,0,5,5"),
    ("segments.0.zones.0.box", [0.5, 0, 5, 5]), ("segments.0.zones.0.loop", "nowhere"),
    ("segments.0.zones.0.anchor", "noon"), ("segments.0.zones.0.anchor", GONE), ("segments.0.zones.0.fade_ms", -1),
    ("segments.0.zones.0.fade_ms", 1.5), ("segments.0.zones.0.fade_ms", GONE), ("fallback", GONE), ("fallback", 5),
    ("fallback.0.loop", "nowhere"), ("loops", GONE), ("loops", []), ("loops.main", []), ("loops.main.0", ["slide-1"]),
    ("loops.main.0", ["slide-1", 0]), ("loops.main.0", ["slide-1", 999]), ("loops.main.0", ["slide-1", "5000"]),
    ("loops.main.0", ["nobody", 5000]), ("loops.main", [["slide-1", 1000]] * 1001), ("items", GONE), ("items", []),
    ("items.slide-1", 7), ("items.slide-1.kind", GONE), ("items.slide-1.kind", 3), ("items.slide-1.asset", "../../x"),
    ("items.slide-1.asset", "0" * 64), ("items.slide-1.asset", 5), ("items.slide-1.poster", "0" * 64),
    ("items.slide-1.until", "later"), ("items.slide-1.then", 7), ("assets", GONE), ("assets", []),
    ("assets.short", {"bytes": 5}), ("assets." + "f" * 64, {}), ("assets." + "f" * 64, {"bytes": -1}),
    ("assets." + "F" * 64, {"bytes": 1}), ("assets." + "f" * 64, 12),
]  # fmt: skip


@pytest.mark.parametrize(("path", "value"), MANIFESTS)
def test_a_misshapen_manifest_is_refused(good: dict[str, Any], path: str, value: object) -> None:
    assert manifest_of(json.dumps(good).encode(), sha256="0" * 64).width == 320

    with pytest.raises(Refused):
        manifest_of(json.dumps(spoilt(good, path, value)).encode(), sha256="0" * 64)


@pytest.mark.parametrize(
    "data",
    [b"", b"[]", b"null", b"7", b'"text"', b"{", b'{"version": NaN}', b"[" * 100_000, b"\xff\xfe", b'{"version":1}'],
)
def test_what_is_no_json_object_is_no_manifest(data: bytes) -> None:
    with pytest.raises(Refused):
        manifest_of(data, sha256="0" * 64)


LIVES = [
    ("version", 2), ("key", "another"), ("sequence", -1), ("items", GONE), ("items", []),
    ("items.slide-1.asset", "0" * 64), ("items.slide-1.until", "soon"), ("items.slide-1", "x"), ("assets", GONE),
    ("cues", [{"id": "a"}]), ("cues", 5),
    ("cues", [{"id": "a", "at": "2026-11-22T02:00:00Z", "for_s": 15, "asset": "0" * 64}]),
    ("cues", [{"id": "", "at": "2026-11-22T02:00:00Z", "for_s": 15, "asset": "0" * 64}]),
]  # fmt: skip


@pytest.mark.parametrize(("path", "value"), LIVES)
def test_a_misshapen_live_file_is_refused(tree: Tree, good: dict[str, Any], path: str, value: object) -> None:
    beside = manifest_of(json.dumps(good).encode(), sha256="0" * 64).published
    item = tree.item(5)
    live = {
        "version": 1, "key": "board", "sequence": 9, "items": {"slide-1": item},
        "assets": {item["asset"]: {"bytes": 5, "type": "image/webp"}},
    }  # fmt: skip
    assert live_of(live, key="board", beside=beside).sequence == 9

    with pytest.raises(Refused):
        live_of(spoilt(live, path, value), key="board", beside=beside)
