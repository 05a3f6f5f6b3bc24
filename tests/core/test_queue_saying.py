"""What a queue says: by its hours, by the age of what is known, from its tables; and when that changes by itself."""

from __future__ import annotations

from typing import Any

import pytest

from signage.core.guide import Counter
from signage.core.queue_fold import fold
from signage.core.queue_said import QueueSaid
from signage.core.queue_saying import age, message, said, said_edges
from signage.core.queue_words import USUALLY, as_of
from signage.core.queues import Queue, Wait
from signage.core.spans import Spans
from signage.core.texts import Text
from tests.core.makers import TOKYO
from tests.core.queue_makers import a_queue, clock, happened

MINUTE = 60_000
HOURS: Spans = ((clock("8:45"), clock("12:00")), (clock("13:00"), clock("17:15")))
ALL_DAY: Spans = ((clock("8:45"), clock("17:15")),)


def a_counter(name: str, number: str, **given: Any) -> Counter:
    return Counter(
        id=name, office="midori", number=number, sections=("residents",), building="main", floor="1f", **given
    )


COUNTERS = (a_counter("c1", "3"), a_counter("c2", "4"), a_counter("other", "9"))


def saying(
    time: str, *lines: str, queue: Queue | None = None, hours: Spans = ALL_DAY, alive: str = "", **given: Any
) -> QueueSaid:
    asked = queue or a_queue()
    return said(
        asked,
        fold(happened(*lines), queue=asked),
        at=clock(time),
        alive_at=clock(alive or time),
        hours=hours,
        counters=given.get("counters", COUNTERS),
        zone=TOKYO,
    )


def sentence(time: str, *lines: str, language: str = "ja", **given: Any) -> str | None:
    told = message(saying(time, *lines, **given), at=clock(time), zone=TOKYO)
    return told.best(language) if told is not None else None


def test_before_opening_it_says_when() -> None:
    assert saying("8:00").status == "before"
    assert sentence("8:00") == "受付は8:45からです"
    assert sentence("12:30", "9:00 issued 1", hours=HOURS) == "受付は13:00からです"


def test_half_an_hour_after_opening_without_data_it_says_so() -> None:
    assert sentence("9:14") is None
    assert sentence("9:15") == "番号の情報がまだ届いていません。窓口の表示をご覧ください"
    assert sentence("9:15", "9:00 issued 1") is None


def test_an_hour_without_an_update_it_says_so() -> None:
    assert sentence("9:59", "9:00 issued 1") is None
    assert sentence("10:00", "9:00 issued 1") == "1時間以上、番号の更新がありません。窓口の表示をご覧ください"
    assert sentence("13:30", "11:50 issued 1", hours=HOURS) is None


def test_closed_with_people_still_waiting_is_not_closed_with_none() -> None:
    assert sentence("17:20", "17:00 issued 1") == "受付は終了しました。番号札をお持ちの方は順番にお呼びします"
    assert sentence("17:20", "17:00 issued 1", "17:16 called 1 c1") == "本日の受付は終了しました"
    assert sentence("17:20", hours=()) == "本日は受付を行っていません"


def test_whoever_was_not_called_for_an_hour_after_closing_waits_no_more() -> None:
    assert saying("18:14", "15:00 issued 1").status == "closed-waiting"
    assert saying("18:15", "15:00 issued 1").status == "closed"


def test_where_nobody_counts_people_may_wait_as_long_as_something_happens() -> None:
    paper = a_queue(tickets="paper")

    assert saying("17:30", "17:10 called 5 c1", queue=paper).status == "closed-waiting"
    assert saying("18:10", "17:10 called 5 c1", queue=paper).status == "closed"


def test_old_numbers_say_of_when_they_are_and_then_give_way() -> None:
    alone = a_queue(only_display=True)

    assert sentence("10:43", "10:40 issued 1", alive="10:42") is None
    assert sentence("10:44", "10:40 issued 1", alive="10:42") == "10:42 現在"
    assert sentence("10:51", "10:40 issued 1", alive="10:42") == "10:42 現在"
    assert sentence("10:52", "10:40 issued 1", alive="10:42") == "窓口の表示をご覧ください"
    assert sentence("10:52", "10:40 issued 1", alive="10:42", queue=alone) == "係員がお呼びします"


def test_what_the_hours_say_needs_no_source() -> None:
    assert sentence("19:00", alive="17:15") == "本日の受付は終了しました"
    assert sentence("8:00", alive="7:00") == "受付は8:45からです"


def test_a_source_that_never_spoke_hides_its_numbers() -> None:
    silent = saying("10:00", "9:50 issued 1", alive="0:00")

    assert age(silent, clock("10:00")) == "hidden"


@pytest.mark.parametrize("language", ["ja-x-easy", "en", "zh-Hans", "zh-Hant", "ko", "vi"])
def test_every_sentence_is_told_in_every_language(language: str) -> None:
    for time, alive in (("8:00", ""), ("9:15", ""), ("10:52", "10:42"), ("10:44", "10:42"), ("17:30", "")):
        told = sentence(time, language=language, alive=alive)
        assert told
        assert told != sentence(time, alive=alive)
    assert "10:42" in as_of("10:42").best(language)
    assert all(text.get(language) for text in USUALLY.values())


def test_the_wait_is_a_range_from_the_table() -> None:
    waits = (Wait(waiting=1, text=Text.of(ja="すぐ")), Wait(waiting=2, text=Text.of(ja="数分〜15分")))
    queue = a_queue(waits=waits)
    issued = [f"9:00 issued {number}" for number in range(1, 9)]

    told = [saying("9:01", *issued[:count], queue=queue).wait for count in range(1, 9)]

    assert [text and text.best("ja") for text in told] == ["すぐ", *["数分〜15分"] * 7]
    assert saying("9:01", *issued).wait is None
    assert saying("9:01", "9:00 called 1 c1", queue=queue).wait is None
    assert saying("18:00", *issued, queue=queue).wait is not None
    assert saying("8:00", *issued, queue=queue).wait is None


def test_the_lamp_follows_its_thresholds() -> None:
    queue = a_queue(some_from=2, busy_from=4)

    lamps = [saying("9:01", f"9:00 waiting ={count}", queue=queue).lamp for count in range(6)]

    assert lamps == ["free", "free", "some", "some", "busy", "busy"]
    assert saying("9:01", "9:00 waiting =9").lamp is None
    assert saying("9:01", "9:00 called 1 c1", queue=queue).lamp is None


def test_counters_are_told_in_the_order_of_the_queue_by_their_signs() -> None:
    told = saying("9:05", "9:00 called 7 c1", queue=a_queue(counters=("c2", "c1", "gone")))

    assert [(one.id, one.number, one.call and one.call.number) for one in told.counters] == [
        ("c2", "4", None),
        ("c1", "3", "7"),
    ]


def test_a_counter_says_what_the_floor_guide_says_of_it() -> None:
    paused = a_counter("c1", "3", state="paused", state_until="2026-11-24T13:00", changed_at=clock("10:00"))

    states = [
        saying(time, "9:00 waiting =0", "9:30 counter c1 =busy", counters=(paused,)).counters[0].state
        for time in ("12:59", "13:00", "17:15")
    ]

    assert states == ["paused", "open", "closed"]


def test_a_counter_says_what_its_queue_was_told_later() -> None:
    counter = a_counter("c1", "3", state="paused", changed_at=clock("9:00"))

    told = saying("9:40", "9:10 counter c1 =busy", counters=(counter,))

    assert told.counters[0].state == "busy"


def test_certificates_are_told_in_the_order_in_which_they_are_searched() -> None:
    told = saying("9:10", "9:00 ready 30", "9:00 ready 9", "9:00 ready 112")

    assert told.ready == ("9", "30", "112")


def test_nobody_reads_who_needs_a_hand() -> None:
    plain, marked = saying("9:10", "9:00 issued 1"), saying("9:10", "9:00 issued 1", "9:01 assist 1 =yes")

    assert plain == marked


@pytest.mark.parametrize("hours", [ALL_DAY, HOURS, ()])
@pytest.mark.parametrize(
    "lines", [(), ("8:00 issued 1",), ("11:50 issued 1", "16:30 called 1 c1"), ("17:20 called 3",)]
)
@pytest.mark.parametrize("tickets", ["machine", "paper"])
def test_between_its_edges_it_says_the_same(hours: Spans, lines: tuple[str, ...], tickets: str) -> None:
    queue = a_queue(tickets=tickets)
    counters = (a_counter("c1", "3", state="busy", state_since="2026-11-24T10:00", state_until="2026-11-24T11:00"),)
    state = fold(happened(*lines), queue=queue)
    edges = said_edges(queue, state, hours=hours, counters=counters, zone=TOKYO)
    begins = clock("17:20") if "17:20 called 3" in lines else clock("0:00")

    told = {
        at: said(queue, state, at=at, alive_at=0, hours=hours, counters=counters, zone=TOKYO)
        for at in range(begins, clock("23:59"), 5 * MINUTE)
    }

    for at, now in told.items():
        later = told.get(at + 5 * MINUTE, now)
        assert later == now or any(at < edge <= at + 5 * MINUTE for edge in edges)
