"""Live files: one a board, signed, renewed while the source is alive, made anew at every start."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from importlib.resources import files as package_files
from pathlib import Path

import jsonschema
import pytest

from signage.core.instants import MINUTE, SECOND
from signage.core.live import Cue
from signage.core.manifests import AssetFacts
from signage.core.shows import published, what_shows
from signage.publish import keys
from signage.publish.live import Board, LiveFiles, Shown
from signage.publish.publisher import Publisher
from signage.publish.signing import opened
from signage.store.files import Files
from tests.publish.makers import NOW, Card, Place, items_at

KEY = "b1" * 16


class TestSource:
    """What a test calls out."""

    __test__ = False

    def __init__(self) -> None:
        self.now: list[Board] = []

    def boards(self) -> Iterable[Board]:
        return self.now


def a_board(place: Place, number: str, *, alive_at: int = NOW, item: str = "queue") -> Board:
    asset = _stored(place, number)
    grey = _stored(place, f"{number} grey")
    return Board(
        key=KEY,
        screens=("lobby-1f",),
        alive_at=alive_at,
        items={
            item: Shown(asset=asset, lang="ja", alt=f"{number}番", then=f"{item}-grey"),
            f"{item}-grey": Shown(asset=grey, lang="ja", alt=f"{number}番 10:42現在", holds_ms=10 * MINUTE),
        },
        assets={name: AssetFacts(bytes=9, type="image/webp") for name in (asset, grey)},
        cues=(Cue(id="call-1", at=NOW + 1_500, for_s=15, asset=asset),),
    )


def _stored(place: Place, words: str) -> str:
    return Files(place.data / "assets").put(words.encode())


@pytest.fixture
def source() -> TestSource:
    return TestSource()


@pytest.fixture
def live(place: Place, source: TestSource) -> Iterator[LiveFiles]:
    with Publisher(place.settings, kinds={"card": Card()}):
        yield LiveFiles(place.data, source)


def read(place: Place) -> dict:
    ring = keys.read(place.data)
    path = place.data / "public/v1/live" / f"{KEY}.jws"
    return opened(path.read_bytes(), kind="signage-live", keys=[ring.signing[0].public])


def test_a_board_is_a_signed_file_that_names_its_own_key(place: Place, live: LiveFiles, source: TestSource):
    source.now = [a_board(place, "42")]

    live.start(at=NOW)

    document = read(place)
    schema = json.loads((package_files("signage.core") / "schemas" / "live.schema.json").read_text())
    jsonschema.validate(document, schema)
    assert (document["key"], document["sequence"]) == (KEY, NOW)
    assert document["items"]["queue"]["until"] == "2026-11-22T01:02:00Z"
    assert all(place.asset(name).exists() for name in document["assets"])


def test_a_call_rewrites_its_file_with_a_higher_number_and_a_later_date(
    place: Place, live: LiveFiles, source: TestSource
):
    path = place.data / "public/v1/live" / f"{KEY}.jws"
    seen = []
    for number, at in (("42", NOW), ("43", NOW + 10), ("44", NOW + 10)):
        source.now = [a_board(place, number)]
        live.write(at=at)
        seen.append((read(place)["sequence"], path.stat().st_mtime))

    assert [sequence for sequence, _ in seen] == [NOW, NOW + 10, NOW + 11]
    assert [mtime for _, mtime in seen] == [NOW // 1000, NOW // 1000 + 1, NOW // 1000 + 2]


def test_nothing_new_is_written_while_the_source_says_nothing_and_is_not_known_to_live(
    place: Place, live: LiveFiles, source: TestSource
):
    source.now = [a_board(place, "42")]

    written = []
    for alive_at, at in ((NOW, NOW), (NOW, NOW + 30 * SECOND), (NOW + 60 * SECOND, NOW + 60 * SECOND)):
        source.now = [replace(source.now[0], alive_at=alive_at)]
        live.write(at=at)
        written.append(read(place)["sequence"])

    assert written == [NOW, NOW, NOW + 60 * SECOND]
    assert read(place)["items"]["queue"]["until"] == "2026-11-22T01:03:00Z"


def test_a_dead_source_greys_its_number_and_then_hides_it(place: Place, publisher: Publisher, source: TestSource):
    (player,) = place.enrol()
    publisher.publish(at=NOW)
    manifest = place.manifest(player)
    item = items_at(manifest, NOW)[0]
    source.now = [a_board(place, "42", item=item)]
    live = LiveFiles(place.data, source)
    live.start(at=NOW)

    on_air = published(manifest, (read(place),))

    assert [_alt(on_air, at, item) for at in (NOW, NOW + 2 * MINUTE, NOW + 10 * MINUTE)] == [
        "42番",
        "42番 10:42現在",
        "notice-1 ja",
    ]


def _alt(on_air, at: int, item: str) -> str:
    while (placed := what_shows(on_air, at).still[0]).item_id != item:
        at += SECOND
    return placed.item["alt"]


def test_at_a_start_all_is_written_anew_above_what_lay_there(place: Place, live: LiveFiles, source: TestSource):
    source.now = [a_board(place, "42")]
    live.start(at=NOW)

    LiveFiles(place.data, source).start(at=NOW - 10 * SECOND)

    assert read(place)["sequence"] == NOW + 1


def test_a_board_that_is_no_more_has_no_file(place: Place, live: LiveFiles, source: TestSource):
    source.now = [a_board(place, "42")]
    live.start(at=NOW)

    source.now = []
    live.write(at=NOW + SECOND)

    assert list((place.data / "public/v1/live").iterdir()) == []


def test_heads_name_the_boards_of_their_screen(place: Place, source: TestSource):
    (player,) = place.enrol()
    source.now = [a_board(place, "42")]

    with Publisher(place.settings, kinds={"card": Card()}, live=source) as publisher:
        publisher.publish(at=NOW)

    assert place.head(player)["live"] == [{"key": KEY, "poll_ms": 500}]
    assert Path(place.data / "public/v1/heads").exists()
