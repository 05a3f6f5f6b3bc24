"""Keys pressed at counters, and what machines tell: each once, each number to one counter, and undone."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from signage.actions import counters, installation, queues
from signage.actions.queues import Press, Told, press, tell
from signage.config import Settings
from signage.core.instants import DAY, MINUTE, SECOND
from signage.core.problems import Conflict, Forbidden, Missing, Refused
from signage.store import queue_events
from tests.actions.guide_office import ADMIN, OPEN, VIEWER, an_editor
from tests.actions.queue_office import INSURANCE, a_queue, an_office, pressed, state


def issue(here: installation.Installation, *numbers: str) -> None:
    for number in numbers:
        pressed(here, "issue", id_=f"issue-{number}", number=number)


def test_next_calls_whoever_waits_longest_and_says_at_which_counter(tmp_path: Path) -> None:
    here = an_office(tmp_path)
    issue(here, "41", "42")

    first = pressed(here, "next", id_="a")
    second = pressed(here, "next", id_="b", counter="c1", at=OPEN + 1)

    assert [(one.event.number, one.event.counter) for one in (first, second)] == [("41", "c0"), ("42", "c1")]
    assert {counter: call.number for counter, call in state(here).current.items()} == {"c0": "41", "c1": "42"}


def test_the_same_press_again_answers_the_same_and_changes_nothing(tmp_path: Path) -> None:
    here = an_office(tmp_path)
    issue(here, "41", "42")

    first = pressed(here, "next", id_="a")
    again = pressed(here, "next", id_="a", at=OPEN + MINUTE)

    assert (again.event, again.again) == (first.event, True)
    assert state(here).waiting == ("42",)


def test_clerks_who_press_next_at_once_get_different_numbers(tmp_path: Path) -> None:
    here = an_office(tmp_path)
    issue(here, *(str(number) for number in range(1, 9)))
    together, called = threading.Barrier(8), list[str]()

    def clerk(name: str) -> None:
        own = installation.opened(Settings(data=here.data))
        together.wait()
        called.append(press(own, "moving", Press(id=name, do="next", counter="c0"), at=OPEN, by=ADMIN).event.number)

    threads = [threading.Thread(target=clerk, args=(f"clerk-{n}",)) for n in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert sorted(called) == [str(number) for number in range(1, 9)]


def test_with_nobody_waiting_next_is_refused_and_any_number_can_be_called(tmp_path: Path) -> None:
    here = an_office(tmp_path)
    issue(here, "41")
    pressed(here, "next", id_="a")

    with pytest.raises(Refused, match="type one"):
        pressed(here, "next", id_="b")
    called = pressed(here, "call", id_="c", number="０５７")

    assert called.event.number == "57"


def test_paper_tickets_are_called_in_their_cycle_and_none_is_counted(tmp_path: Path) -> None:
    paper = a_queue(tickets="paper", last=99)
    here = an_office(tmp_path, paper)
    pressed(here, "call", id_="a", number="98")

    numbers = [pressed(here, "next", id_=f"n{nth}", at=OPEN + nth).event.number for nth in range(1, 4)]

    assert numbers == ["99", "1", "2"]
    assert state(here, paper).waiting_count is None


def test_a_held_number_comes_back_first(tmp_path: Path) -> None:
    here = an_office(tmp_path)
    issue(here, "41", "42", "43")
    pressed(here, "next", id_="a")

    pressed(here, "hold", id_="b", at=OPEN + 1)
    held = state(here).held
    pressed(here, "resume", id_="c", at=OPEN + 2)

    assert held == ("41",)
    assert state(here).waiting == ("41", "42", "43")
    with pytest.raises(Refused, match="on hold"):
        pressed(here, "resume", id_="d", number="42")


def test_a_number_is_passed_on_to_another_queue_and_waits_there(tmp_path: Path) -> None:
    here = an_office(tmp_path)
    issue(here, "41")
    pressed(here, "next", id_="a")

    pressed(here, "pass", id_="b", to="insurance", at=OPEN + 1)

    assert state(here).calls == ()
    assert state(here, INSURANCE).waiting == ("41",)
    with pytest.raises(Missing):
        pressed(here, "pass", id_="c", number="41", to="nowhere")


def test_priority_and_a_need_for_help_are_put_on_and_taken_off_by_one_key(tmp_path: Path) -> None:
    here = an_office(tmp_path)
    issue(here, "41", "42")

    for key in ("priority", "assist"):
        pressed(here, key, id_=f"{key}-on", number="42")
    marked = state(here)
    for key in ("priority", "assist"):
        pressed(here, key, id_=f"{key}-off", number="42", at=OPEN + 1)

    assert (marked.waiting, marked.assist) == (("42", "41"), ("42",))
    assert (state(here).waiting, state(here).assist) == (("41", "42"), ())
    with pytest.raises(Refused, match="neither"):
        pressed(here, "priority", id_="x", number="99")


def test_undo_takes_back_ones_own_last_press_and_the_one_before(tmp_path: Path) -> None:
    here = an_office(tmp_path)
    issue(here, "41")
    before = state(here)
    pressed(here, "next", id_="a", at=OPEN + 1)
    pressed(here, "pass", id_="b", to="insurance", at=OPEN + 2)

    first = pressed(here, "undo", id_="u1", at=OPEN + 3)
    second = pressed(here, "undo", id_="u2", at=OPEN + 4)

    assert first.undone is not None
    assert second.undone is not None
    assert (first.undone.kind, second.undone.kind, second.undone.number) == ("passed", "called", "41")
    assert state(here, INSURANCE).waiting == ()
    assert (state(here).waiting, state(here).calls) == (before.waiting, ())
    assert pressed(here, "undo", id_="u2", at=OPEN + 9).undone == second.undone


def test_nobody_undoes_what_another_pressed_or_what_was_yesterday(tmp_path: Path) -> None:
    here = an_office(tmp_path)
    issue(here, "41")

    for by, at, counter in ((an_editor(), OPEN, "c0"), (ADMIN, OPEN, "c1"), (ADMIN, OPEN + DAY, "c0")):
        with pytest.raises(Refused, match="nothing to undo"):
            pressed(here, "undo", id_="u", by=by, at=at, counter=counter)

    assert state(here).waiting == ("41",)


def test_the_count_is_put_right_by_hand(tmp_path: Path) -> None:
    here = an_office(tmp_path)
    issue(here, "41", "42")

    pressed(here, "waiting", id_="w", count=5, at=OPEN + 1)
    pressed(here, "next", id_="n", at=OPEN + 2)

    assert state(here).waiting_count == 4
    with pytest.raises(Refused, match="how many"):
        pressed(here, "waiting", id_="x", count=-1)


def test_certificates_are_ready_several_at_once_and_taken(tmp_path: Path) -> None:
    here = an_office(tmp_path)

    for number in ("7", "8", "9"):
        pressed(here, "ready", id_=number, number=number)
    pressed(here, "taken", id_="t", number="8", at=OPEN + 1)

    assert state(here).ready == ("7", "9")


def test_who_may_not_call_is_told_so_and_a_strange_counter_or_queue_is_missing(tmp_path: Path) -> None:
    here = an_office(tmp_path)

    for by in (VIEWER, an_editor("s3")):
        with pytest.raises(Forbidden):
            pressed(here, "call", id_="a", number="1", by=by)
    with pytest.raises(Missing, match="its counters are"):
        pressed(here, "call", id_="a", number="1", counter="c9")
    with pytest.raises(Missing, match="no queue"):
        pressed(here, "call", id_="a", number="1", queue="nowhere")
    with pytest.raises(Refused, match="is not a number"):
        pressed(here, "call", id_="a", number="山田")


def test_what_a_machine_tells_is_kept_once_and_its_id_is_its_own(tmp_path: Path) -> None:
    here = an_office(tmp_path)
    called = Told(id="1042", kind="called", number="0042", counter="c1")

    first = tell(here, "moving", called, at=OPEN, by=ADMIN)
    again = tell(here, "moving", called, at=OPEN + SECOND, by=ADMIN)
    elsewhere = tell(here, "insurance", Told(id="1042", kind="called", number="501"), at=OPEN, by=ADMIN)

    assert (first.event.number, first.event, again.again) == ("42", again.event, True)
    assert elsewhere.event.number == "501"
    with pytest.raises(Conflict):
        tell(here, "moving", Told(id="1042", kind="called", number="43"), at=OPEN, by=ADMIN)


def test_a_machine_that_repeats_its_count_makes_no_events_and_is_alive(tmp_path: Path) -> None:
    here = an_office(tmp_path)

    for second in range(5):
        queues.correct_waiting(here, "moving", 7, id_=f"w{second}", at=OPEN + second * SECOND, by=ADMIN)

    assert state(here).waiting_count == 7
    assert queue_events.newest(here.db) == 1
    queues.correct_waiting(here, "moving", 7, id_="later", at=OPEN + 10 * MINUTE, by=ADMIN)
    assert state(here).last_at == OPEN + 10 * MINUTE
    source = queue_events.sources(here.db)["api:moving"]
    assert (source.alive_at, source.said) == (OPEN + 10 * MINUTE, "waiting 7")


def test_an_open_console_is_heard_of_every_ten_seconds_and_no_oftener(tmp_path: Path) -> None:
    here, heard = an_office(tmp_path), list[int]()

    for second in range(0, 21, 2):
        queues.hear(here, "console:moving", at=OPEN + second * SECOND)
        heard.append(queue_events.sources(here.db)["console:moving"].alive_at - OPEN)

    assert sorted(set(heard)) == [0, 10 * SECOND, 20 * SECOND]


def test_what_is_said_of_a_counter_reaches_the_queues_that_are_called_there(tmp_path: Path) -> None:
    here = an_office(tmp_path)

    counters.say(here, "c0", "paused", at=OPEN, by=ADMIN)

    assert state(here).counters["c0"].word == "paused"
    assert state(here, INSURANCE).counters == {}


def test_presses_of_one_instant_follow_each_other(tmp_path: Path) -> None:
    here = an_office(tmp_path)
    issue(here, "41")

    pressed(here, "next", id_="a")
    pressed(here, "hold", id_="b")
    pressed(here, "resume", id_="c")
    pressed(here, "next", id_="d")

    assert state(here).current["c0"].number == "41"
