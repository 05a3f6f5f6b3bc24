"""What a ticket machine writes, as events: every trap of the real format, and tables of any other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signage.core.catalogue import Catalogue, FloorGuide
from signage.core.queue_log import (
    AHEAD_MS,
    LONGEST,
    OLDEST_MS,
    Reader,
    Understood,
    changes,
    log_events,
    overnight,
    row_events,
    text_of,
)
from signage.core.queues import Meaning, Reading
from tests.actions.feed_office import CERTIFICATES, INSURANCE, MOVING, TEN, a_feed
from tests.core.makers import at
from tests.floor_guide_office import OFFICE, an_office

LINE = "20261124,09:58,1呼出,住民異動,42"


def a_reader(*meanings: Meaning, **feed: object) -> Reader:
    held = Catalogue(
        offices={OFFICE: an_office()},
        queues={queue.id: queue for queue in (MOVING, INSURANCE, CERTIFICATES)},
        guide=FloorGuide(),
    )
    return Reader.of(a_feed(meanings=meanings, **feed), held)


def understood(*lines: str, read_at: int = TEN) -> Understood:
    return log_events(lines, a_reader(), at=read_at)


def test_a_line_is_an_event_at_its_own_minute() -> None:
    (event,) = understood(LINE).events

    assert (event.queue, event.kind, event.number, event.at) == ("moving", "called", "42", at("2026-11-24 09:58"))
    assert understood(LINE).last == LINE


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("0発券", "issued"),
        ("1呼出", "called"),
        ("2取消", "cancelled"),
        ("0", "issued"),
        ("呼出", "called"),
        ("取消", "cancelled"),
        ("１呼出", "called"),
        ("1\ufffd\ufffd", "called"),
    ],
)
def test_what_happened_is_told_by_digit_or_word(written: str, kind: str) -> None:
    (event,) = understood(f"20261124,09:58,{written},住民異動,42").events

    assert event.kind == kind


@pytest.mark.parametrize(
    "written",
    [
        "２０２６１１２４,０９:５８,1呼出,住民異動,４２",
        "20261124, 9:58 ,1呼出, 住民異動 ,042",
        '20261124,09:58,1呼出,"住民異動",42,,',
        "2026/11/24,09:58:00,1呼出,住民異動,42",
    ],
)
def test_the_same_in_another_hand_is_the_same(written: str) -> None:
    (event,) = understood(written).events

    assert (event.queue, event.number, event.at) == ("moving", "42", at("2026-11-24 09:58"))


def test_one_line_is_one_event_however_often_and_in_whatever_order_it_is_read() -> None:
    lines = [LINE, "20261124,09:58,0発券,住民異動,50", "20261124,09:57,1呼出,国保,501", LINE]

    there, back = understood(*lines).events, understood(*reversed(lines)).events

    assert len(there) == 3
    assert sorted(there, key=lambda event: event.id) == sorted(back, key=lambda event: event.id)


def test_a_number_that_is_called_again_a_minute_later_is_another_event() -> None:
    assert len({event.id for event in understood(LINE, LINE.replace("09:58", "09:59")).events}) == 2


def test_a_line_of_yesterday_belongs_to_yesterday() -> None:
    (event,) = understood("20261123,16:59,1呼出,住民異動,42").events

    assert event.at == at("2026-11-23 16:59")


@pytest.mark.parametrize(
    "garbage",
    [
        "日付,時刻,区分,業務,番号",
        "20261324,09:58,1呼出,住民異動,42",
        "20261124,25:58,1呼出,住民異動,42",
        "20261124,09:58,9不明,住民異動,42",
        "20261124,09:58,1呼出,住民異動,山田 花子",
        "20261124,09:58,1呼出,住民異動,YAMADA",
        "20261124,09:58,1呼出,住民異動,",
        "20261124,09:58,1呼出,住民異動",
        "20261124,09:58,1呼出,住民異動,42,窓口3",
        "19800104,00:03,1呼出,住民異動,42",
        "20271124,09:58,1呼出,住民異動,42",
        "\ufffd\ufffd\ufffd",
    ],
)
def test_what_nobody_understands_is_told_and_hurts_nothing(garbage: str) -> None:
    found = understood(garbage, LINE)

    assert [event.number for event in found.events] == ["42"]
    assert found.garbage == (garbage,)


def test_a_name_that_no_queue_has_is_told() -> None:
    found = understood("20261124,09:58,1呼出,介護,7")

    assert (found.events, found.unknown, found.garbage) == ((), ("介護",), ())


def test_empty_lines_are_nothing() -> None:
    assert understood("", "  ") == Understood()


def test_a_long_line_is_told_in_short() -> None:
    (line,) = understood("x" * 10_000).garbage

    assert len(line) == LONGEST


def test_a_machine_whose_clock_is_a_little_ahead_is_heard_now() -> None:
    (event,) = understood("20261124,10:03,1呼出,住民異動,42", read_at=TEN + 20_000).events

    assert event.at == TEN


@pytest.mark.parametrize("off", [AHEAD_MS, -OLDEST_MS])
def test_beyond_that_its_clock_is_wrong(off: int) -> None:
    assert understood(LINE, read_at=at("2026-11-24 09:58") - off).events == ()


def test_a_log_names_no_counter_and_a_queue_with_one_needs_none() -> None:
    found = understood("20261124,09:58,1呼出,国保,501", LINE)

    assert [event.counter for event in found.events] == ["c5", ""]


@pytest.mark.parametrize("encoding", ["cp932", "utf-8", "utf-8-sig"])
def test_lines_are_read_in_the_encodings_that_machines_write(encoding: str) -> None:
    assert text_of(LINE.encode(encoding) + b"\r") == LINE


def test_bytes_that_are_no_text_spoil_their_own_field_alone() -> None:
    raw = LINE.encode("cp932").replace("呼出".encode("cp932"), b"\xff\xff")

    (event,) = understood(text_of(raw)).events

    assert (event.kind, event.number) == ("called", "42")


@given(st.lists(st.text()))
def test_whatever_stands_in_a_log_is_understood_or_told(lines: list[str]) -> None:
    found = understood(*lines)

    assert len(found.garbage) + len(found.events) + len(found.unknown) >= sum(bool(line.strip()) for line in lines)


def test_dated_rows_of_a_table_say_it_in_their_own_words() -> None:
    reader = a_reader(Meaning(word="交付可", kind="ready"), Meaning(word="済", kind="served"))
    row = {"date": "2026-11-24", "time": "09:58:30", "kind": "交付可", "queue": "証明", "number": "A-7"}

    (event,) = row_events([(row, "…")], reader, at=TEN).events  # type: ignore[list-item]

    assert (event.kind, event.number, event.at) == ("ready", "A-7", at("2026-11-24 09:58:30"))


def test_undated_rows_say_what_is_new_in_them() -> None:
    reader = a_reader(columns=(Reading(heading="番号", field="number"),))
    first, before = changes([{"queue": "住民異動", "number": "41", "waiting": "7人"}], reader, before={}, at=TEN)

    second, _ = changes(
        [{"queue": "住民異動", "number": "42", "waiting": "7人"}], reader, before=before, at=TEN + 1_000
    )

    assert [(one.kind, one.number, one.detail) for one in first.events] == [
        ("called", "41", ""),
        ("waiting", "", "7"),
    ]
    assert [(one.kind, one.number, one.at) for one in second.events] == [("called", "42", TEN + 1_000)]


def test_a_count_is_said_again_on_a_new_day_and_a_number_is_not_called_again() -> None:
    rows = [{"queue": "住民異動", "number": "41", "waiting": "0"}]
    _, before = changes(rows, a_reader(), before={}, at=TEN)  # type: ignore[arg-type]

    found, _ = changes(rows, a_reader(), before=overnight(before), at=TEN)  # type: ignore[arg-type]

    assert [(one.kind, one.detail) for one in found.events] == [("waiting", "0")]


@pytest.mark.parametrize("nobody", ["", "0", "---", "000", "ー"])
def test_before_the_first_call_nobody_is_called(nobody: str) -> None:
    found, _ = changes([{"queue": "住民異動", "number": nobody}], a_reader(), before={}, at=TEN)

    assert (found.events, found.garbage) == ((), ())
