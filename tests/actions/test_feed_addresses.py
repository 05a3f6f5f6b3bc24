"""Feeds at addresses: a document asked for again and again, from the named host alone, and never too much of it."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from signage.actions import feed_addresses
from signage.actions.feeds import Feeder
from signage.actions.installation import Installation
from signage.core.instants import SECOND
from signage.core.queues import Meaning, Reading
from tests.actions.feed_office import TEN, a_feed, an_office, events, source, told


@dataclass
class System:
    """Another system's address: what it answers, and what it was asked."""

    url: str = ""
    body: bytes = b"[]"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    asked: list[str | None] = field(default_factory=list)

    def says(self, document: Any, etag: str = "") -> None:
        self.body, self.headers = json.dumps(document).encode(), {"ETag": etag} if etag else {}


@pytest.fixture
def system() -> Iterator[System]:
    told = System()

    class Door(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            known = self.headers["If-None-Match"]
            told.asked.append(known)
            same = known is not None and known == told.headers.get("ETag")
            self.send_response(304 if same else told.status)
            for name, value in told.headers.items():
                self.send_header(name, value)
            self.end_headers()
            if not same:
                self.wfile.write(told.body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    told.url = f"http://127.0.0.1:{server.server_port}/now.json?all=1"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield told
    server.shutdown()
    thread.join()
    server.server_close()


def an_office_that_asks(folder: Path, system: System, **feed: Any) -> Installation:
    return an_office(folder, a_feed(kind="json", place=system.url, **feed))


@pytest.mark.parametrize("wrapped", [False, True])
def test_a_number_that_changes_is_a_call_and_a_count_that_changes_is_told(
    tmp_path: Path, system: System, wrapped: bool
) -> None:
    here = an_office_that_asks(tmp_path, system)
    feeder = Feeder(here)
    for second, (number, waiting) in enumerate([(41, 7), (41, 7), (42, 6)]):
        listed = [{"queue": "住民異動", "number": number, "waiting": waiting}]
        system.says({"queues": listed} if wrapped else listed)
        feeder.read(at=TEN + second * SECOND)

    assert told(here) == [("called", "41"), ("waiting", "7"), ("called", "42"), ("waiting", "6")]
    assert source(here).alive_at == TEN + 2 * SECOND


def test_keys_may_have_any_name_and_lie_further_in(tmp_path: Path, system: System) -> None:
    columns = (
        Reading(heading="service.code", field="queue"),
        Reading(heading="now.no", field="number"),
        Reading(heading="now.desk", field="counter"),
    )
    here = an_office_that_asks(tmp_path, system, columns=columns)
    system.says([{"service": {"code": "住民異動"}, "now": {"no": "042", "desk": "c1"}}])

    Feeder(here).read(at=TEN)

    assert [(one.number, one.counter) for one in events(here)] == [("42", "c1")]


def test_dated_objects_are_what_happened(tmp_path: Path, system: System) -> None:
    columns = tuple(Reading(heading=name, field=name) for name in ("date", "time", "kind", "queue", "number"))  # type: ignore[arg-type]
    here = an_office_that_asks(tmp_path, system, columns=columns, meanings=(Meaning(word="ready!", kind="ready"),))
    row = {"date": "2026-11-24", "time": "09:58", "kind": "ready!", "queue": "証明", "number": 7}
    system.says([row, row, "nonsense"])

    Feeder(here).read(at=TEN)

    assert told(here, "certificates") == [("ready", "7")]


def test_what_has_not_changed_is_not_sent_again_and_is_alive(tmp_path: Path, system: System) -> None:
    here = an_office_that_asks(tmp_path, system)
    system.says([{"queue": "住民異動", "number": 41}], etag='"a"')
    Feeder(here).read(at=TEN)

    Feeder(here).read(at=TEN + 20 * SECOND)  # after a restart

    assert system.asked == [None, '"a"']
    assert source(here).alive_at == TEN + 20 * SECOND


@pytest.mark.parametrize(
    ("status", "body", "headers", "named"),
    [
        (500, b"", {}, "500 と答えました"),
        (302, b"", {"Location": "http://169.254.169.254/"}, "別のアドレスへ案内しています"),
        (200, b"<html>", {}, "業務の一覧の JSON ではありません"),
        (200, b'{"queues": 3}', {}, "業務の一覧の JSON ではありません"),
        (200, b"[" * 100_000, {}, "業務の一覧の JSON ではありません"),
        (200, b" " * (feed_addresses.MOST_BYTES + 1), {}, "大きすぎる"),
    ],
)
def test_what_is_not_as_it_must_be_is_said_in_one_sentence(
    tmp_path: Path, system: System, *, status: int, body: bytes, headers: dict[str, str], named: str
) -> None:
    here = an_office_that_asks(tmp_path, system)
    system.status, system.body, system.headers = status, body, headers

    Feeder(here).read(at=TEN)

    assert named in str(source(here).problem_ja)
    assert source(here).alive_at == 0
    assert len(system.asked) == 1


@pytest.mark.parametrize("place", ["http://127.0.0.1:1/", "https://127.0.0.1:1/now", "http://[::1]:1/"])
def test_an_address_that_does_not_answer_says_so(tmp_path: Path, place: str) -> None:
    here = an_office(tmp_path, a_feed(kind="json", place=place))

    Feeder(here).read(at=TEN)

    assert "から答えがありません" in str(source(here).problem_ja)
