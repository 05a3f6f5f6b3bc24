"""Logs: one line a fact, as text or as JSON, and no secret in either."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from signage import logs
from signage.web.failures import TOLD_EVERY_S, Failures


@pytest.fixture
def heard() -> Iterator[io.StringIO]:
    """What this process logs; as it was before, afterwards."""
    root = logging.getLogger()
    before, level, out = root.handlers[:], root.level, io.StringIO()
    yield out
    root.handlers[:] = before
    root.setLevel(level)


def begin(form: logs.LogFormat, out: io.StringIO) -> None:
    logging.getLogger().handlers.clear()  # pytest's own, which are closed by nobody else
    logs.begin(form)
    handler = logging.getLogger().handlers[0]
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(out)


def lines(out: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_a_line_of_json_has_the_facts_by_their_names(heard: io.StringIO) -> None:
    begin("json", heard)

    logging.getLogger("signage.x").info("published change=%d heads=%d 百分率 100%% %s", 7, 3, "みどり")

    (line,) = lines(heard)
    assert line["message"] == "published change=7 heads=3 百分率 100% みどり"
    assert line["facts"] == {"change": 7, "heads": 3}
    assert (line["level"], line["logger"], line["at"][-1]) == ("info", "signage.x", "Z")


def test_a_traceback_stays_in_its_line(heard: io.StringIO) -> None:
    begin("json", heard)

    logging.getLogger("signage.x").error("failed", exc_info=ValueError("broken\nin two"))

    (line,) = lines(heard)
    assert "broken\nin two" in line["traceback"]


@pytest.mark.parametrize("form", logs.FORMATS)
@pytest.mark.parametrize(
    ("message", "secret"),
    [
        ("sent to mailtos://user:geheim@mail.example", "geheim"),
        ("Authorization: Bearer 0123456789abcdef, then", "0123456789abcdef"),
        ("with signage_0123456789abcdef0123456789abcdef", "0123456789abcdef"),
    ],
)
def test_what_a_library_says_of_secrets_is_blotted_out(
    heard: io.StringIO, form: logs.LogFormat, message: str, secret: str
) -> None:
    begin(form, heard)

    logging.getLogger("foreign").warning("%s", message)

    assert secret not in heard.getvalue()
    assert "…" in heard.getvalue()


def test_failed_requests_are_told_by_their_route_once_and_then_once_a_minute(
    heard: io.StringIO,
) -> None:
    begin("json", heard)
    clock = [100.0]
    app = Flask(__name__)
    app.after_request(Failures(lambda: clock[0]).look)
    app.add_url_rule("/pairings/<name>", view_func=lambda name: ("", 503 if name != "fine" else 200))
    client = app.test_client()

    for name in ("fine", "secret-1", "secret-2", "secret-3"):
        client.get(f"/pairings/{name}")
    clock[0] += TOLD_EVERY_S
    client.get("/pairings/secret-4")

    told = [line["facts"] for line in lines(heard)]
    assert [(one["route"], one["status"], one["times"]) for one in told] == [
        ("/pairings/<name>", 503, 1), ("/pairings/<name>", 503, 3),
    ]  # fmt: skip
    assert "secret" not in heard.getvalue()


def test_another_form_takes_the_place_of_the_first_and_whoever_set_up_a_log_of_their_own_keeps_it(
    heard: io.StringIO,
) -> None:
    others = [*logging.getLogger().handlers]
    logs.begin("json")
    kept = [*logging.getLogger().handlers]
    begin("text", heard)
    logs.begin("json")

    logging.getLogger("signage.x").info("published change=%d", 7)

    assert kept == others
    assert [line["facts"] for line in lines(heard)] == [{"change": 7}]
