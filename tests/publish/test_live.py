"""Live files: one a board, signed, renewed while the source is alive, made anew at every start."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files as package_files

import jsonschema
import pytest

from signage.core.instants import MINUTE, SECOND
from signage.core.shows import published, what_shows
from signage.publish import keys
from signage.publish.live import LiveFiles
from signage.publish.publisher import Publisher
from signage.publish.signing import opened
from signage.store.enrolments import Enrolment
from tests.publish.boards import NUMBER, Numbers
from tests.publish.makers import NOW, Card, Place, a_rule, a_screen, a_slide


@pytest.fixture
def board() -> Numbers:
    return Numbers()


@pytest.fixture
def player(place: Place) -> Enrolment:
    place.save(a_slide("board", kind_is="board"), a_rule("daily", slide="board"), at=NOW - MINUTE)
    (player,) = place.enrol()
    return player


@pytest.fixture
def publisher(place: Place, board: Numbers, player: Enrolment) -> Iterator[Publisher]:
    with Publisher(place.settings, kinds={"card": Card(), "board": board}) as publisher:
        publisher.publish(at=NOW)
        yield publisher


@pytest.fixture
def live(place: Place, board: Numbers) -> LiveFiles:
    return LiveFiles(place.data, board)


def read(place: Place, player: Enrolment) -> dict:
    ring = keys.read(place.data)
    (named,) = place.head(player)["live"]
    path = place.data / "public/v1/live" / f"{named['key']}.jws"
    return opened(path.read_bytes(), kind="signage-live", keys=[ring.signing[0].public])


def alts(place: Place, player: Enrolment, at: int, *live: dict) -> list[str]:
    """What is on the glass at an instant, back to front, in words."""
    return [one.item["alt"] for one in what_shows(published(place.manifest(player), live), at).still]


def test_a_board_is_a_signed_file_that_names_its_own_key(
    place: Place, player: Enrolment, publisher: Publisher, live: LiveFiles
):
    live.write(publisher.shapes, at=NOW)

    document = read(place, player)
    schema = json.loads((package_files("signage.core") / "schemas" / "live.schema.json").read_text())
    jsonschema.validate(document, schema)
    assert place.head(player)["live"] == [{"key": document["key"], "poll_ms": 500}]
    assert document["sequence"] == NOW
    assert min(item["until"] for item in document["items"].values()) == "2026-11-22T01:02:00Z"
    assert all(place.asset(name).exists() for name in document["assets"])


def test_a_manifest_shows_a_board_with_its_parts_where_they_belong(
    place: Place, player: Enrolment, publisher: Publisher, live: LiveFiles
):
    live.write(publisher.shapes, at=NOW)

    still = what_shows(published(place.manifest(player), (read(place, player),)), NOW).still

    assert [one.item["alt"] for one in still][1:] == ["42", "no time"]
    assert still[1].box == NUMBER


def test_a_call_rewrites_its_file_with_a_higher_number_and_a_later_date(
    place: Place, player: Enrolment, publisher: Publisher, live: LiveFiles, board: Numbers
):
    seen = []
    for number, at in (("42", NOW), ("43", NOW + 10), ("44", NOW + 10)):
        board.call(number)
        live.write(publisher.shapes, at=at)
        document = read(place, player)
        path = place.data / "public/v1/live" / f"{document['key']}.jws"
        seen.append((document["sequence"], path.stat().st_mtime))

    assert [sequence for sequence, _ in seen] == [NOW, NOW + 10, NOW + 11]
    assert [mtime for _, mtime in seen] == [NOW // 1000, NOW // 1000 + 1, NOW // 1000 + 2]


def test_nothing_new_is_written_while_the_source_says_nothing_and_is_not_known_to_live(
    publisher: Publisher, live: LiveFiles, board: Numbers
):
    written = [live.write(publisher.shapes, at=NOW), live.write(publisher.shapes, at=NOW + 30 * SECOND)]

    board.call("42", alive_at=NOW + 60 * SECOND)
    written.append(live.write(publisher.shapes, at=NOW + 60 * SECOND))

    assert written == [1, 0, 1]


def test_a_dead_source_greys_its_number_and_then_hides_it(
    place: Place, player: Enrolment, publisher: Publisher, live: LiveFiles
):
    live.write(publisher.shapes, at=NOW)

    said = read(place, player)

    assert [alts(place, player, at, said)[1] for at in (NOW, NOW + 2 * MINUTE, NOW + 10 * MINUTE)] == [
        "42",
        "42 grey",
        "no number",
    ]


def test_at_a_start_all_is_written_anew_above_what_lay_there(
    place: Place, player: Enrolment, publisher: Publisher, live: LiveFiles, board: Numbers
):
    live.write(publisher.shapes, at=NOW)

    LiveFiles(place.data, board).write(publisher.shapes, at=NOW - 10 * SECOND)

    assert read(place, player)["sequence"] == NOW + 1


def test_a_board_that_is_no_more_has_no_file_and_no_head_names_it(
    place: Place, player: Enrolment, publisher: Publisher, live: LiveFiles
):
    live.write(publisher.shapes, at=NOW)

    place.save(a_rule("daily", playlist="day"), at=NOW + SECOND)
    publisher.publish(at=NOW + SECOND)
    live.write(publisher.shapes, at=NOW + SECOND)

    assert list((place.data / "public/v1/live").iterdir()) == []
    assert place.head(player)["live"] == []


def test_a_call_costs_one_file_whatever_the_number_of_screens(place: Place, player: Enrolment, board: Numbers):
    place.save(*(a_screen(f"s{n}", groups=("all",)) for n in range(5)), at=NOW)
    players = [player, *place.enrol(*(f"s{n}" for n in range(5)))]

    with Publisher(place.settings, kinds={"card": Card(), "board": board}) as publisher:
        publisher.publish(at=NOW)
        written = LiveFiles(place.data, board).write(publisher.shapes, at=NOW)

    assert written == 1
    assert len({place.live(one)["key"] for one in players}) == 1
