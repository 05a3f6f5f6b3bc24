"""Sources of queues: what each last said; and which are silent while a queue is open, for those who call."""

from __future__ import annotations

from pathlib import Path

import pytest

from signage.actions.feeds import Feeder
from signage.actions.installation import Installation
from signage.actions.queue_sources import SILENT_MS, QueueSources, Silent, silent, sources_now
from signage.actions.today import today
from signage.core.calendars import CalendarBook
from signage.core.instants import MINUTE
from signage.core.people import Person
from signage.store.catalogue import catalogue
from signage.store.database import writing
from signage.store.queue_events import heard
from tests.actions.feed_office import TEN, an_office, log_of, write
from tests.actions.guide_office import ADMIN, VIEWER, an_editor
from tests.actions.queue_office import a_queue
from tests.core.makers import at

OPENED = at("2026-11-24 08:45")
LINE = "20261124,09:58,1呼出,住民異動,42"


@pytest.fixture
def here(tmp_path: Path) -> Installation:
    return an_office(tmp_path)


def seen(here: Installation, *, at: int = TEN, by: Person = ADMIN) -> dict[str, QueueSources]:
    held = catalogue(here.db)
    return {one.queue.id: one for one in sources_now(here, held, CalendarBook(held), at=at, by=by)}


def quiet(here: Installation, *, at: int = TEN, by: Person = ADMIN) -> tuple[Silent, ...]:
    held = catalogue(here.db)
    return silent(here, held, CalendarBook(held), at=at, by=by)


def test_a_feed_shows_what_it_said_and_what_was_not_understood(here: Installation) -> None:
    write(log_of(here), "#", LINE, "20261124,09:59,1呼出,介護,3")
    Feeder(here).read(at=TEN)

    (one,) = seen(here)["moving"].sources

    assert (one.kind, one.said, one.said_at, one.alive_at) == ("log", "20261124,09:59,1呼出,介護,3", TEN, TEN)
    assert (one.garbage, one.examples, one.unknown) == (1, ("#",), {"介護": 1})


def test_a_feed_that_open_queues_wait_for_is_silent_after_ten_minutes(here: Installation) -> None:
    write(log_of(here), LINE)
    Feeder(here).read(at=TEN)

    assert quiet(here, at=TEN + SILENT_MS) == ()
    (one,) = quiet(here, at=TEN + SILENT_MS + 1)
    assert (one.id, one.since, len(one.queues)) == ("feed:tickets", TEN, 3)


def test_before_opening_nobody_waits_and_then_ten_minutes_count_from_it(here: Installation) -> None:
    assert quiet(here, at=OPENED - 1) == ()
    assert quiet(here, at=OPENED + SILENT_MS) == ()
    assert [one.since for one in quiet(here, at=OPENED + SILENT_MS + 1)] == [OPENED]
    assert quiet(here, at=at("2026-11-24 23:00")) == ()


def test_an_open_calling_page_does_not_speak_for_a_silent_machine(here: Installation) -> None:
    with writing(here.db) as under_way:
        heard(under_way, "console:moving", at=TEN)

    assert [one.kind for one in seen(here)["moving"].sources] == ["log", "console"]
    assert [one.id for one in quiet(here)] == ["feed:tickets"]


def test_a_queue_that_is_called_by_hand_is_missed_once_it_was_used(tmp_path: Path) -> None:
    here = an_office(tmp_path, queues=[a_queue()])
    never = quiet(here)
    with writing(here.db) as under_way:
        heard(under_way, "console:moving", at=TEN, said="called 42")

    (one,) = quiet(here, at=TEN + 11 * MINUTE)

    assert never == ()
    assert (one.id, one.name.best("ja")) == ("console:moving", "住民異動")


def test_whoever_calls_is_told_first_thing_and_others_are_not(here: Installation) -> None:
    held = catalogue(here.db)

    tasks = {by.id: today(here, held, at=TEN, by=by).tasks for by in (an_editor(), an_editor("s9"), VIEWER)}
    clerk = today(here, held, at=TEN, by=an_editor()).tasks

    assert (clerk[0].kind, clerk[0].title.best("ja"), clerk[0].note) == ("silent", "発券機", "75")
    assert not [task for task in tasks["viewer"] if task.kind == "silent"]


def test_a_person_of_another_office_sees_none_of_it(here: Installation) -> None:
    stranger = Person(id="stranger", name="よその 人", grants=())

    assert seen(here, by=stranger) == {}
