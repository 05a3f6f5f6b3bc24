"""What a queue's events come to, with every trap of a real log and every key of a clerk."""

from __future__ import annotations

from signage.core.queue_fold import QueueState, fold, next_number
from tests.core.queue_makers import a_queue, clock, happened


def state(*lines: str, **queue: object) -> QueueState:
    return fold(happened(*lines), queue=a_queue(**queue))


def called(now: QueueState) -> list[str]:
    return [call.number for call in now.calls]


def test_waiting_is_issued_less_called_less_cancelled() -> None:
    now = state("9:00 issued 1", "9:01 issued 2", "9:02 issued 3", "9:03 called 1 c1", "9:04 cancelled 3")

    assert now.waiting == ("2",)
    assert now.waiting_count == 1
    assert called(now) == ["1"]
    assert now.current["c1"].number == "1"
    assert now.last_at == clock("9:04")


def test_lines_of_one_minute_may_come_in_any_order() -> None:
    now = state(
        "9:00 cancelled 3", "9:00 called 2 c1", "9:00 called 1 c1", "9:00 issued 3", "9:00 issued 1", "9:00 issued 2"
    )

    assert called(now) == ["2", "1"]
    assert now.waiting_count == 0


def test_after_the_last_number_comes_the_first_also_within_a_minute() -> None:
    now = state("9:00 issued 1", "9:00 issued 999", "9:00 issued 2", "9:00 issued 998")

    assert now.waiting == ("998", "999", "1", "2")


def test_a_number_that_is_issued_again_while_open_is_another_visitor() -> None:
    now = state("9:00 issued 5", "9:01 issued 6", "9:02 called 6 c1", "15:00 issued 5", "15:00 issued 6")

    assert now.waiting == ("5", "6")
    assert now.waiting_count == 2
    assert called(now) == []


def test_a_call_whose_issue_was_lost_is_shown_and_lowers_no_count() -> None:
    now = state("9:00 issued 1", "9:01 called 2 c1")

    assert called(now) == ["2"]
    assert now.waiting_count == 1
    assert now.tickets["2"].issued_at is None


def test_a_number_outside_of_its_range_is_called_like_any_other() -> None:
    now = state("9:00 issued 1", "9:01 called 1234 c1", "9:02 called B-7 c2")

    assert called(now) == ["B-7", "1234"]
    assert now.waiting_count == 1


def test_a_count_corrected_by_hand_goes_on_from_there() -> None:
    corrected = ("9:00 issued 1", "9:01 issued 2", "9:02 waiting =7")

    assert state(*corrected).waiting_count == 7
    assert state(*corrected, "9:03 issued 3").waiting_count == 8
    assert state(*corrected, "9:03 called 1 c1", "9:03 cancelled 2").waiting_count == 5
    assert state(*corrected, "9:03 called 90 c1").waiting_count == 7


def test_a_count_is_never_below_none() -> None:
    now = state("9:00 issued 1", "9:01 issued 2", "9:02 waiting =1", "9:03 called 1 c1", "9:04 called 2 c1")

    assert now.waiting_count == 0


def test_no_count_is_invented_where_nobody_counts() -> None:
    assert state("9:00 called 1 c1").waiting_count is None
    assert state("9:00 issued 12 =from:tax").waiting_count is None
    assert state("9:00 issued 1", "9:01 issued 2", tickets="paper", last=99).waiting_count is None


def test_paper_tickets_are_used_again_all_day() -> None:
    now = state("9:00 called 5 c1", "9:30 called 6 c1", "13:00 called 5 c2", tickets="paper", last=99)

    assert called(now) == ["5", "6"]
    assert now.calls[0].times == 1
    assert now.current["c2"].number == "5"


def test_paper_tickets_are_called_in_the_order_of_the_cycle() -> None:
    paper = {"tickets": "paper", "last": 99}

    assert next_number(state(**paper)) == "1"
    assert next_number(state("9:00 called 98 c1", **paper)) == "99"
    assert next_number(state("9:00 called 99 c1", **paper)) == "1"
    assert next_number(state("9:00 called 30 c1", "9:01 called 7 c1", **paper)) == "31"
    assert next_number(state("9:00 called 30 c1", "9:01 called 1 c1", "9:02 called 2 c1", **paper)) == "3"
    assert next_number(state("9:00 called A-30 c1", **paper)) == "A-31"


def test_a_paper_ticket_that_is_held_is_not_the_next_until_it_is_resumed() -> None:
    paper = {"tickets": "paper", "last": 99}
    held = ("9:00 called 5 c1", "9:01 held 5", "9:02 called 4 c1", "9:02 held 6")

    assert next_number(state(*held, **paper)) == "7"
    assert next_number(state(*held, "9:03 resumed 5", **paper)) == "5"
    assert next_number(state(*held, "9:03 resumed 5", "9:04 called 5 c1", **paper)) == "7"


def test_a_number_passed_on_from_elsewhere_does_not_turn_the_cycle() -> None:
    now = state("9:00 called 30 c1", "9:01 issued 40 =from:tax", "9:02 called 40 c1", tickets="paper", last=99)

    assert next_number(now) == "31"


def test_a_number_may_be_marked_urgent_within_the_minute_of_its_issue() -> None:
    now = state("9:00 priority 2 =yes", "9:00 issued 1", "9:00 issued 2")

    assert now.waiting == ("2", "1")


def test_where_issues_are_heard_nobody_is_called_who_does_not_wait() -> None:
    assert next_number(state("9:00 issued 1", "9:01 called 1 c1")) is None


def test_a_held_number_is_neither_waiting_nor_called_and_comes_first_when_resumed() -> None:
    held = (
        "9:00 issued 1",
        "9:00 issued 2",
        "9:00 issued 3",
        "9:01 priority 3 =yes",
        "9:02 called 1 c1",
        "9:03 held 1",
    )

    during, after = state(*held), state(*held, "9:04 resumed 1")

    assert during.held == ("1",)
    assert called(during) == []
    assert during.current == {}
    assert during.waiting == ("3", "2")
    assert after.waiting == ("1", "3", "2")
    assert after.waiting_count == 3
    assert next_number(after) == "1"


def test_a_number_passed_on_leaves_its_queue() -> None:
    now = state("9:00 issued 1", "9:01 called 1 c1", "9:02 passed 1 =tax")

    assert called(now) == []
    assert now.tickets == {}


def test_a_number_that_was_served_stays_among_those_recently_called() -> None:
    now = state("9:00 issued 1", "9:01 called 1 c1", "9:05 served 1")

    assert called(now) == ["1"]
    assert now.current == {}
    assert now.tickets == {}


def test_a_recall_is_the_same_call_again_and_the_newest() -> None:
    now = state("9:00 called 1 c1", "9:01 called 2 c2", "9:02 recalled 1", "9:03 recalled 1")

    assert called(now) == ["1", "2"]
    assert (now.calls[0].counter, now.calls[0].times, now.calls[0].event) == ("c1", 3, "4")
    assert now.calls[0].at == clock("9:03")


def test_a_recall_whose_call_was_lost_is_a_call() -> None:
    now = state("9:00 issued 1", "9:02 recalled 1 c2")

    assert now.current["c2"].times == 1
    assert now.waiting_count == 0


def test_a_cancelled_number_is_gone_from_everywhere() -> None:
    now = state("9:00 issued 1", "9:01 called 1 c1", "9:02 ready 1", "9:03 cancelled 1")

    assert (now.calls, now.current, now.tickets, now.ready) == ((), {}, {}, ())


def test_certificates_are_ready_until_they_are_taken() -> None:
    now = state("9:00 ready 12", "9:01 ready 7", "9:02 ready 30", "9:03 taken 7", "9:04 ready 12")

    assert now.ready == ("12", "30")


def test_whoever_needs_a_hand_is_known_to_staff_until_they_are_gone() -> None:
    marked = ("9:00 issued 1", "9:01 assist 1 =yes", "9:02 called 1 c1")

    assert state(*marked).assist == ("1",)
    assert state(*marked, "9:03 assist 1 =no").assist == ()
    assert state(*marked, "9:03 served 1").assist == ()
    assert state(*marked, "15:00 issued 1").assist == ()


def test_a_counter_tells_what_was_last_said_of_it() -> None:
    now = state("9:00 counter c1 =busy", "9:01 counter c2 =paused", "9:02 counter c1 =normal")

    assert {counter: told.word for counter, told in now.counters.items()} == {"c1": "normal", "c2": "paused"}


def test_what_is_undone_did_not_happen_and_can_be_done_again() -> None:
    pressed = ("9:00 issued 1", "9:01 called 1 c1", "9:02 undone =2")

    assert state(*pressed).waiting == ("1",)
    assert called(state(*pressed)) == []
    assert called(state(*pressed, "9:03 undone =3")) == ["1"]
    assert called(state("9:00 undone =2", "9:01 called 1 c1")) == []


def test_events_that_undo_each_other_do_nothing() -> None:
    assert called(state("9:00 called 1 c1", "9:01 undone =3", "9:02 undone =2", "9:03 undone =4")) == ["1"]
