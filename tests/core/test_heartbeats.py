"""Reports of players as values: what is read of a document, what comes back of it, and what is none."""

from __future__ import annotations

import json
from typing import Any

import pytest

from signage.core.heartbeats import (
    KEPT,
    LARGEST,
    LARGEST_PICTURE,
    OLDEST_MS,
    document_of,
    heartbeat_of,
    picture_of,
)
from signage.core.problems import Refused
from tests.core.reports import JPEG, a_picture, a_report

UNKNOWING = {
    "at": None, "sent_at_ms": None, "head": None, "manifest": None, "shown_at_ms": None, "panel": None,
    "temperature_c": None, "disk_free_bytes": None, "cache_bytes": None, "state": "waiting", "why": "starting",
    "items": [], "clock": {"trusted": False, "source": "none", "offset_ms": None},
}  # fmt: skip


@pytest.mark.parametrize("document", [a_report(), a_report(**UNKNOWING), a_report(picture=a_picture())])
def test_the_document_of_a_report_is_read_as_the_same_report(document: dict[str, Any]) -> None:
    beat, picture = heartbeat_of(document), picture_of(document)

    again = json.loads(json.dumps(document_of(beat, picture)))

    assert again == document
    assert (heartbeat_of(again), picture_of(again)) == (beat, picture)


def test_what_a_newer_player_says_beside_is_ignored_and_what_need_not_be_said_may_be_absent() -> None:
    needed = {"version", "id", "state", "uptime_s", "clock", "versions"}
    least = {name: value for name, value in a_report().items() if name in needed}

    beat = heartbeat_of({**least, "mood": "good"})

    assert (beat.at, beat.sequence, beat.items, beat.why) == (None, None, (), "")


def test_a_report_is_as_old_as_the_one_clock_says_that_dates_it_twice() -> None:
    made, sent = "2026-11-22T04:45:00Z", 1_795_322_700_000

    ages = [heartbeat_of(a_report(at=at, sent_at_ms=later)).age_ms for at, later in (
        (made, sent), (made, sent + 90_000), (made, sent - 90_000), (None, sent), (made, None),
    )]  # fmt: skip

    assert ages == [0, 90_000, 0, 0, 0]


def test_no_report_is_older_than_players_keep_them_whatever_it_says() -> None:
    beat = heartbeat_of(a_report(at="1970-01-01T00:00:00Z", sent_at_ms=2**53 - 1))

    assert beat.age_ms == OLDEST_MS


@pytest.mark.parametrize(
    "wrong",
    [
        {"version": 2},
        {"id": "short"},
        {"id": "A" * 32},
        {"id": 5},
        {"at": "yesterday"},
        {"at": "2026-13-45T00:00:00Z"},
        {"at": "0999-01-01T00:00:00Z"},
        {"commands": [{"id": "c", "outcome": "done", "at": "1969-12-31T23:59:59Z"}]},
        {"sent_at_ms": -1},
        {"sent_at_ms": 2**60},
        {"head": {}, "manifest": "no hash"},
        {"head": {"sequence": "1"}},
        {"head": [1]},
        {"state": "fine"},
        {"why": None},
        {"items": "guide"},
        {"items": ["x"] * 65},
        {"items": [{"id": "guide"}]},
        {"uptime_s": 1.5},
        {"uptime_s": True},
        {"temperature_c": "hot"},
        {"temperature_c": 1e300},
        {"panel": {"width": 0, "height": 1080}},
        {"clock": {}},
        {"clock": {"trusted": True, "source": "guess"}},
        {"versions": None},
        {"errors": ["x" * 201]},
        {"errors": ["\ud800"]},
        {"commands": [{"id": "c"}]},
    ],
)
def test_what_is_no_report_is_refused_with_a_sentence(wrong: dict[str, Any]) -> None:
    document = a_report(**wrong)

    with pytest.raises(Refused) as refused:
        heartbeat_of(document)

    assert "docs/api.md" in refused.value.sentence("ja")
    assert len(refused.value.sentence("en")) < 200


@pytest.mark.parametrize(
    "wrong",
    [
        a_picture(jpeg=b"\x89PNG\r\n"),
        a_picture(jpeg=b""),
        a_picture(jpeg=JPEG + b"x" * LARGEST_PICTURE),
        a_picture(longer=100_000),
        {**a_picture(), "jpeg": "###"},
        {"width": 160},
        "picture",
    ],
)
def test_a_picture_that_is_none_is_refused(wrong: Any) -> None:
    with pytest.raises(Refused):
        picture_of(a_report(picture=wrong))


def test_the_largest_report_that_players_may_make_can_be_sent() -> None:
    most = a_report(
        picture=a_picture(jpeg=JPEG[:4] + b"x" * (LARGEST_PICTURE - 4)),
        items=["番" * 200] * 64,
        errors=["誤" * 200] * 5,
        commands=[{"id": "c" * 64, "outcome": "失" * 200, "at": None}] * 32,
    )

    heartbeat_of(most)

    assert picture_of(most) is not None
    assert len(json.dumps(most, ensure_ascii=False).encode()) <= LARGEST
    assert KEPT == 240
