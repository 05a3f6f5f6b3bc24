"""The API for queue numbers: what ticket machines and number pads send is kept once, or refused with one sentence."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from signage.core.calendars import Calendar, Line
from signage.core.texts import Text
from signage.store import queue_events
from signage.store.database import writing
from signage.store.rows import save
from tests.web.api_office import Api
from tests.web.standins import NOW

CALL = {"id": "call-1042", "number": "42", "counter": "3"}


@pytest.fixture
def api(tmp_path: Path) -> Api:
    return Api(tmp_path)


@pytest.fixture(scope="module")
def unchanged(tmp_path_factory: pytest.TempPathFactory) -> Api:
    """One office for many requests that change nothing."""
    return Api(tmp_path_factory.mktemp("unchanged"))


def call(api: Api, **parts: Any) -> Any:
    return api.ask("POST", "/queue/moving/calls", {**CALL, **parts})


def test_a_call_is_on_the_board_and_sent_again_it_is_the_same_one(api: Api) -> None:
    first, again = call(api), call(api)

    shown = api.ask("GET", "/queue/moving").json
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json == again.json
    assert first.json | {"at": ""} == {"id": "call-1042", "kind": "called", "number": "42", "counter": "c3", "at": ""}
    assert [(one["number"], one["counter"], one["times"]) for one in shown["calls"]] == [("42", "c3", 1)]
    assert shown["counters"][0]["call"]["number"] == "42"


def test_one_id_with_something_else_in_it_is_a_conflict(api: Api) -> None:
    call(api)

    answer = call(api, number="43")

    assert (answer.status_code, answer.mimetype) == (409, "application/problem+json")
    assert len(api.ask("GET", "/queue/moving").json["calls"]) == 1


def test_numbers_and_counters_are_read_as_people_and_machines_write_them(api: Api) -> None:
    answers = [call(api, id=id_, number=number, counter=counter).json for id_, number, counter in (
        ("a", "0042", "3"), ("b", "４３", "c4"), ("c", "a-7", "4-A"),
    )]  # fmt: skip

    assert [(one["number"], one["counter"]) for one in answers] == [("42", "c3"), ("43", "c4"), ("A-7", "c4")]


@pytest.mark.parametrize(
    ("wrong", "path", "told"),
    [
        ({"number": "山田 太郎"}, "number", "is not a number"),
        ({"number": "YAMADA"}, "number", "is not a number"),
        ({"number": "123456789"}, "number", "1 to 8"),
        ({"number": ""}, "number", "1 to 8"),
        ({"number": 42}, "number", "string"),
        ({"counter": "9"}, "counter", "its counters are 3, 4-A"),
        ({"counter": None}, "counter", "string"),
        ({"id": ""}, "id", "1 to 100"),
        ({"name": "山田"}, "name", ""),
    ],
)
def test_what_is_no_call_is_refused_with_the_way_to_the_value(
    unchanged: Api, wrong: dict[str, Any], path: str, told: str
) -> None:
    answer = call(unchanged, **wrong)

    assert (answer.status_code, answer.json["path"]) == (400, path)
    assert told in answer.json["detail"]
    assert queue_events.newest(unchanged.here.db) == 0


@pytest.mark.parametrize("path", ["calls", "events", "presses"])
def test_a_service_that_is_not_there_is_404(unchanged: Api, path: str) -> None:
    sent = {"calls": CALL, "events": {**CALL, "kind": "issued"}, "presses": {"id": "a", "do": "next", "counter": "3"}}

    answer = unchanged.ask("POST", f"/queue/nowhere/{path}", sent[path])

    assert answer.status_code == 404
    assert "nowhere" in answer.json["detail"]
    assert unchanged.ask("GET", "/queue/nowhere").status_code == 404


def test_a_count_is_put_and_a_nonsensical_one_is_not(api: Api) -> None:
    put = api.ask("PUT", "/queue/moving/waiting", {"count": 7})
    wrong = [api.ask("PUT", "/queue/moving/waiting", {"count": count}) for count in (-1, 10_000, "7", None, 1.5)]

    assert (put.status_code, put.json) == (200, {"count": 7})
    assert {answer.status_code for answer in wrong} == {400}
    assert api.ask("GET", "/queue/moving").json["waiting"] == 7


def test_events_and_presses_tell_a_whole_visit(api: Api) -> None:
    for number in ("41", "42"):
        sent = {"id": f"issued-{number}", "kind": "issued", "number": number, "at": "2026-11-22T04:40:00Z"}
        assert api.ask("POST", "/queue/moving/events", sent).status_code == 201

    following = api.ask("POST", "/queue/moving/presses", {"id": "p1", "do": "next", "counter": "3"})
    again = api.ask("POST", "/queue/moving/presses", {"id": "p1", "do": "next", "counter": "3"})
    held = api.ask("POST", "/queue/moving/presses", {"id": "p2", "do": "hold", "counter": "3"})
    shown = api.ask("GET", "/queue/moving").json

    assert (following.json["number"], again.json, held.json["number"]) == ("41", following.json, "41")
    assert (shown["held"], shown["waiting_numbers"], shown["next"], shown["waiting"]) == (["41"], ["42"], "42", 1)
    undone = api.ask("POST", "/queue/moving/presses", {"id": "p3", "do": "undo", "counter": "3", "of": "p2"})
    assert (undone.status_code, api.ask("GET", "/queue/moving").json["held"]) == (201, [])


@pytest.mark.parametrize("at", ["2026-11-20T04:40:00Z", "2026-11-22T05:40:00Z", "2026-13-40T04:40:00Z", "10:42"])
def test_what_is_to_come_long_ago_or_no_time_has_not_happened_now(unchanged: Api, at: str) -> None:
    sent = {"id": "a", "kind": "issued", "number": "1", "at": at}

    answer = unchanged.ask("POST", "/queue/moving/events", sent)

    assert (answer.status_code, answer.json["path"]) == (400, "at")


def test_a_press_that_can_do_nothing_says_why(unchanged: Api) -> None:
    answer = unchanged.ask("POST", "/queue/moving/presses", {"id": "a", "do": "recall", "counter": "3"})

    assert answer.status_code == 400
    assert "type one first" in answer.json["detail"]


def test_the_scope_and_the_owners_place_are_asked_for(api: Api) -> None:
    reading = api.made("slides:read", "slides:write")
    own = api.made("queue", owner="clerk")
    elsewhere = api.made("queue", owner="clerk", office="midori", section="soumu")

    answers = {name: api.ask("POST", "/queue/moving/calls", CALL, token=token).status_code
               for name, token in {"reading": reading, "own": own, "elsewhere": elsewhere}.items()}  # fmt: skip

    assert answers == {"reading": 403, "own": 201, "elsewhere": 403}
    assert api.ask("GET", "/slides", token=own).status_code == 403
    assert api.client.post("/api/v1/queue/moving/calls", json=CALL).status_code == 401


def test_whatever_a_program_asks_shows_that_it_is_alive(api: Api) -> None:
    api.ask("GET", "/queue/moving")

    assert queue_events.sources(api.here.db)["api:moving"].alive_at == NOW


def test_a_counter_is_paused_and_opened_by_a_press(api: Api) -> None:
    every_day = Line(hours=(("08:45", "17:00"),))
    hours = Calendar(id="hours", office="midori", name=Text.of(ja="開庁"), lines=(every_day,))
    with writing(api.here.db) as under_way:
        save(under_way, "calendars", [hours], at=NOW, who="test")

    states = []
    for id_, do in (("a", "pause"), ("a", "pause"), ("b", "open")):
        answer = api.ask("POST", "/queue/moving/presses", {"id": id_, "do": do, "counter": "3"})
        assert answer.status_code == 201, answer.json
        assert (answer.status_code, answer.json["kind"], answer.json["counter"]) == (201, "counter", "c3")
        states.append(api.ask("GET", "/queue/moving").json["counters"][0]["state"])

    assert states == ["paused", "paused", "open"]


def test_a_counter_that_is_paused_must_be_named(unchanged: Api) -> None:
    answer = unchanged.ask("POST", "/queue/moving/presses", {"id": "a", "do": "pause"})

    assert answer.status_code == 404
