"""Manifests, heads and live files: DESIGN's documents, to the byte and by their schemas."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, ValidationError

from signage.core.heads import Command, Watched, head
from signage.core.live import Cue, LiveItem, live_file
from signage.core.manifests import AssetFacts, Item, canonical, manifest
from signage.core.shows import published, what_shows
from signage.core.timeline import Timeline
from tests.core.makers import a_calendar, a_catalogue, a_line, a_rule, a_screen, at, plan

SHA = {name: (name * 64)[:64] for name in "abcdef"}


def a_timeline() -> Timeline:
    power = a_calendar(a_line("8:15-17:30"), id="power")
    screen = a_screen(power="power", sound="office", layout="main-side")
    rules = a_rule(during="open"), a_rule(id="guide", zone="side", plays="always")
    return plan(a_catalogue(*rules, calendars=[power], screens=[screen]), "2026-11-24", "2026-12-02")


def an_item(**given: Any) -> Item:
    return Item(**{"asset": SHA["a"], "lang": "ja", "alt": "1階 総合案内", **given})


class Given(dict[str, Any]):
    """An item for every id that is asked for."""

    def __missing__(self, key: str) -> Item:
        return an_item(alt=f"「{key}」")


ASSETS = {SHA[name]: AssetFacts(bytes=84_213, type="image/webp") for name in SHA}


def a_manifest(planned: Timeline | None = None, **given: Any) -> dict[str, Any]:
    shape = {"width": 1920, "height": 1080, "rotation": 90, "items": Given(), "assets": ASSETS, **given}
    return manifest(planned or a_timeline(), **shape)


def a_head(**given: Any) -> dict[str, Any]:
    usual = {
        "screen": "lobby-1f",
        "sequence": 1_795_311_727_012,
        "manifest": SHA["a"],
        "keys": ["A" * 43],
        "servers": [],
    }
    return head(**{**usual, **given})


def a_live_file(**given: Any) -> dict[str, Any]:
    item = LiveItem(asset=SHA["f"], lang="ja", alt="3番窓口 42番", until=at("2026-11-22 10:44"), then="grey")
    usual = {
        "key": "b1f0",
        "sequence": 1_795_311_727_105,
        "items": {"queue-3@480x1080": item, "grey": LiveItem(asset=SHA["e"], lang="ja", alt="3番窓口")},
        "cues": [Cue(id="call-1042", at=at("2026-11-22 10:42") + 8_000, for_s=15, asset=SHA["d"])],
        "assets": ASSETS,
    }
    return live_file(**{**usual, **given})


def check(name: str, document: object) -> None:
    """ValidationError if a document is not what its schema says."""
    schema = json.loads((files("signage.core") / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(document)


def test_a_manifest_is_what_design_says() -> None:
    document = a_manifest()

    check("manifest", document)
    assert document["version"] == 1
    assert document["canvas"] == {"width": 1920, "height": 1080, "rotation": 90}
    assert document["valid"] == {"from": "2026-11-23T15:00:00Z", "until": "2026-12-01T15:00:00Z"}
    assert document["segments"][0] == {
        "from": "2026-11-23T15:00:00Z",
        "until": "2026-11-23T23:15:00Z",
        "power": "off",
        "sound": "off",
        "zones": [],
    }
    assert document["segments"][2]["zones"][0] == {
        "box": [0, 0, 1280, 1080],
        "loop": "notices",
        "anchor": "2026-11-23T23:45:00Z",
        "fade_ms": 600,
    }
    assert document["loops"]["notices"] == [[f"{name}@1280x1080", 10_000] for name in "abc"]
    assert document["fallback"][0]["anchor"] == "1970-01-01T00:00:00Z"
    assert document["assets"] == {SHA["a"]: {"bytes": 84_213, "type": "image/webp"}}


def test_a_manifest_names_all_that_its_loops_reach_and_nothing_else() -> None:
    given = {
        **{f"{name}@1280x1080": an_item() for name in "abc"},
        "g@640x1080": an_item(),
        "g-plain@1920x1080": an_item(),
    }

    document = a_manifest(items={**given, "unused": an_item(asset=SHA["b"])})

    assert set(document["items"]) == set(given)
    with pytest.raises(KeyError, match="g@640x1080"):
        a_manifest(items={name: item for name, item in given.items() if name != "g@640x1080"})


def test_the_same_store_and_day_give_the_same_bytes() -> None:
    one, other = canonical(a_manifest()), canonical(a_manifest())

    assert one == other
    assert one.decode().startswith('{"assets":{"aaaa')
    assert "「" in one.decode()


def test_an_item_without_words_is_an_error() -> None:
    items = Given({"a@1280x1080": an_item(alt=" ")})

    with pytest.raises(ValueError, match="item a@1280x1080 has no alt text"):
        a_manifest(items=items)


def test_players_read_what_is_written() -> None:
    shown = what_shows(published(a_manifest()), at("2026-11-24 08:45:15"))

    assert [zone.placed.item_id for zone in shown.zones] == ["b@1280x1080", "g@640x1080"]


def test_a_head_is_what_design_says() -> None:
    until = at("2026-11-22 11:00")

    document = a_head(live=[Watched(key="b1f0")], commands=[Command(id="c81", do="screenshot", until=until)])

    check("head", document)
    assert document == {
        "version": 1,
        "screen": "lobby-1f",
        "sequence": 1_795_311_727_012,
        "manifest": SHA["a"],
        "poll_ms": 5_000,
        "live": [{"key": "b1f0", "poll_ms": 500}],
        "keys": ["A" * 43],
        "servers": [],
        "commands": [{"id": "c81", "do": "screenshot", "until": "2026-11-22T02:00:00Z"}],
        "revoked": False,
    }


def test_a_live_file_is_what_design_says() -> None:
    document = a_live_file()

    check("live", document)
    assert document["items"]["queue-3@480x1080"] == {
        "kind": "image",
        "asset": SHA["f"],
        "lang": "ja",
        "alt": "3番窓口 42番",
        "until": "2026-11-22T01:44:00Z",
        "then": "grey",
    }
    assert "until" not in document["items"]["grey"]
    assert document["cues"] == [{"id": "call-1042", "at": "2026-11-22T01:42:08Z", "for_s": 15, "asset": SHA["d"]}]
    assert set(document["assets"]) == {SHA["d"], SHA["e"], SHA["f"]}


def test_unknown_fields_are_ignored() -> None:
    check("manifest", {**a_manifest(), "later": 1})
    check("head", {**a_head(), "later": 1})
    check("live", {**a_live_file(), "later": 1})


def broken(document: dict[str, Any], path: str, value: object) -> Any:
    """The document with one value in another's place."""
    copy = json.loads(json.dumps(document))
    *above, last = [int(step) if step.isdigit() else step for step in path.split("/")]
    place = copy
    for step in above:
        place = place[step]
    place[last] = value
    return copy


@pytest.mark.parametrize(
    ("name", "path", "value"),
    [
        ("manifest", "version", 2),
        ("manifest", "canvas/rotation", 45),
        ("manifest", "canvas/width", 0),
        ("manifest", "valid/from", "2026-11-22 00:00"),
        ("manifest", "segments", []),
        ("manifest", "segments/0/power", "dim"),
        ("manifest", "segments/0/sound", "on"),
        ("manifest", "segments/2/zones", []),
        ("manifest", "segments/2/zones/0/box", [0, 0, 0, 10]),
        ("manifest", "segments/2/zones/0/anchor", None),
        ("manifest", "fallback", []),
        ("manifest", "loops/notices", []),
        ("manifest", "loops/notices", [["a", 999]]),
        ("manifest", "loops/notices", [["a", 1000]] * 1001),
        ("manifest", "items/a@1280x1080/alt", " "),
        ("manifest", "items/a@1280x1080/asset", "5d41402a"),
        ("manifest", "assets", {"short": {"bytes": 1, "type": "image/webp"}}),
        ("head", "sequence", "1"),
        ("head", "manifest", ""),
        ("head", "keys", []),
        ("head", "revoked", None),
        ("live", "cues/0/for_s", 0),
        ("live", "items/grey/lang", ""),
    ],
)
def test_a_schema_refuses_what_a_player_could_not_obey(name: str, path: str, value: object) -> None:
    document = {"manifest": a_manifest, "head": a_head, "live": a_live_file}[name]()

    with pytest.raises(ValidationError):
        check(name, broken(document, path, value))


TEXT = st.text(st.characters(exclude_categories=["Cs"]))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(TEXT, JSON, max_size=4))
def test_canonical_bytes_do_not_depend_on_the_order_of_keys(document: dict[str, Any]) -> None:
    turned = dict(reversed(document.items()))

    assert canonical(turned) == canonical(document)
    assert json.loads(canonical(document)) == document


def test_numbers_that_json_lacks_are_refused() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        canonical({"x": float("nan")})


def test_a_cap_of_the_volume_is_named_only_where_there_is_one() -> None:
    capped = a_manifest(volume=40)
    check("manifest", capped)

    assert capped["volume"] == 40
    assert "volume" not in a_manifest()
