"""Alarms of the fleet: once when screens go, once when they are back, while they should be on; and each morning."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from signage.actions.fleet_alarms import TOGETHER_MS, WELL_MS, FleetAlarms, newly_gone
from signage.actions.installation import Installation
from signage.core.fleet import is_trouble
from signage.core.guide import Building, Floor
from signage.core.instants import HOUR, MINUTE, SECOND
from signage.core.texts import Text
from signage.store import standings as kept
from signage.store.database import writing
from signage.store.standings import Stood
from tests.actions.test_notify import Service, a_service
from tests.core.makers import at
from tests.publish.makers import Place, a_screen
from tests.staff import a_person, employ

pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated")  # by one of Apprise's many services

TEN = at("2026-11-24 10:00")
"""A Tuesday, while the office is open; it opens at 8:45."""
OPENS = at("2026-11-25 08:45")
GRACE = 180 * SECOND


class Office:
    """Three screens on two floors, an administrator, a chat, and alarms."""

    def __init__(self, folder: Path, service: Service, **settings: Any) -> None:
        names = (("lobby", "1f", "1階ロビー"), ("stairs", "1f", "階段"), ("hall", "2f", "2階ホール"))
        screens = [replace(a_screen(name, floor=floor), name=Text.of(ja=ja)) for name, floor, ja in names]
        self.place = Place(folder, *screens)
        self.place.save(
            Building(id="main", office="ward", name=Text.of(ja="本庁舎", en="Main building")),
            *(Floor(id=f"{n}f", office="ward", building="main", label=f"{n}F", order=n) for n in (1, 2)),
        )
        self.players = {one.screen: one for one in self.place.enrol(*(name for name, _, _ in names))}
        chat = (f"json://127.0.0.1:{service.port}/",)
        self.here = Installation(settings=replace(self.place.settings, notify=chat, **settings))
        employ(self.here, [a_person("admin", mail="admin@ward.example")])
        self.alarms, self.service = FleetAlarms(self.here), service
        self.stand(*self.players)

    def stand(self, *screens: str, why: Any = "shows", since: int = TEN, lit_since: int | None = TEN - HOUR) -> None:
        """They stand so from then on."""
        trouble = since if is_trouble(why) else None
        with writing(self.here.db) as under_way:
            kept.keep(
                under_way,
                [
                    Stood(
                        screen=screen,
                        enrolment=self.players[screen].id,
                        why=why,
                        since=since,
                        looked_at=since,
                        lit_since=lit_since,
                        troubled_since=trouble,
                    )
                    for screen in screens
                ],
            )

    @property
    def told(self) -> list[str]:
        return [one["title"] for one in self.service.told]


@pytest.fixture(scope="module")
def chat() -> Iterator[Service]:
    with a_service() as service:
        yield service


@pytest.fixture
def service(chat: Service) -> Service:
    chat.told.clear()
    chat.up = True
    return chat


@pytest.fixture
def office(tmp_path: Path, service: Service) -> Iterator[Office]:
    made = Office(tmp_path, service)
    yield made
    made.place.close()


def test_trouble_is_told_once_after_its_grace_and_once_when_it_is_over(office: Office) -> None:
    office.stand("lobby", why="silent", since=TEN)
    sent = [office.alarms.tell(at=TEN + after) for after in (GRACE - 1, GRACE, GRACE + MINUTE)]
    office.stand("lobby", since=TEN + HOUR)
    sent += [office.alarms.tell(at=TEN + HOUR + after) for after in (WELL_MS - 1, WELL_MS, 2 * WELL_MS)]

    assert sent == [0, 1, 0, 0, 1, 0]
    assert office.told == [
        "【モニター】「1階ロビー」を確認してください",
        "【モニター】「1階ロビー」は元に戻りました",
    ]
    assert "・1階ロビー(本庁舎 1F): 表示端末から連絡がありません。" in office.service.told[0]["message"]
    assert "電源とLANケーブルを確認してください。" in office.service.told[0]["message"]
    assert office.service.told[0]["message"].endswith("/screens?office=ward")


def test_a_restart_tells_nothing_twice(office: Office) -> None:
    office.stand("lobby", why="silent", since=TEN)
    office.alarms.tell(at=TEN + GRACE)

    assert FleetAlarms(office.here).tell(at=TEN + GRACE + MINUTE) == 0

    office.stand("lobby", since=TEN + HOUR)

    assert FleetAlarms(office.here).tell(at=TEN + HOUR + WELL_MS) == 1


def test_what_could_not_be_sent_before_a_restart_is_sent_after_it(office: Office) -> None:
    office.service.up = False
    office.stand("lobby", why="silent", since=TEN)
    office.alarms.tell(at=TEN + GRACE)
    office.service.up = True

    assert FleetAlarms(office.here).tell(at=TEN + GRACE + MINUTE) == 1


def test_a_trouble_that_is_over_within_its_grace_is_not_told(office: Office) -> None:
    office.stand("lobby", why="picture", since=TEN)
    office.alarms.tell(at=TEN + MINUTE)
    office.stand("lobby", since=TEN + 2 * MINUTE)

    assert [office.alarms.tell(at=TEN + minutes * MINUTE) for minutes in (3, 4, 10)] == [0, 0, 0]


def test_screens_of_one_floor_that_fail_together_are_one_letter_that_names_what_they_share(office: Office) -> None:
    office.stand("lobby", why="silent", since=TEN)
    office.stand("stairs", why="silent", since=TEN + 50 * SECOND)

    assert [office.alarms.tell(at=TEN + GRACE), office.alarms.tell(at=TEN + GRACE + MINUTE)] == [1, 0]
    assert office.told == ["【モニター】2台を確認してください"]
    assert office.service.told[0]["message"].startswith("同じ階のモニターが一度に途絶えました。")

    office.stand("lobby", "stairs", since=TEN + HOUR)

    assert office.alarms.tell(at=TEN + HOUR + WELL_MS) == 1
    assert office.told[1] == "【モニター】2台が元に戻りました"


def test_screens_of_several_floors_hint_at_the_network(office: Office) -> None:
    office.stand("lobby", "stairs", "hall", why="silent", since=TEN)
    office.alarms.tell(at=TEN + GRACE)

    assert office.service.told[0]["message"].startswith("いくつもの階のモニターが一度に途絶えました。")


def test_what_fails_later_is_a_letter_of_its_own(office: Office) -> None:
    office.stand("lobby", why="silent", since=TEN)
    office.stand("hall", why="clock", since=TEN + TOGETHER_MS + 1)

    assert [office.alarms.tell(at=TEN + GRACE), office.alarms.tell(at=TEN + TOGETHER_MS + 1 + GRACE)] == [1, 1]


def test_nobody_is_told_of_a_screen_that_is_to_be_dark_until_it_should_be_on_for_the_grace_time(
    office: Office,
) -> None:
    office.stand("lobby", why="silent", since=TEN, lit_since=None)
    dark = office.alarms.tell(at=TEN + 2 * HOUR)
    office.stand("lobby", why="silent", since=TEN, lit_since=TEN + 3 * HOUR)

    assert dark == 0
    assert [office.alarms.tell(at=TEN + 3 * HOUR + after) for after in (GRACE - 1, GRACE)] == [0, 1]


def test_what_is_not_set_up_yet_is_no_alarm(office: Office) -> None:
    sent = []
    for why in ("no player", "never heard", "mute", "not judged"):
        office.stand("lobby", why=why, since=TEN)
        sent.append(office.alarms.tell(at=TEN + HOUR))

    assert sent == [0] * 4


def test_a_trouble_that_changes_its_nature_keeps_its_beginning() -> None:
    one = Stood(screen="a", enrolment="p", why="clock", since=90, looked_at=90, lit_since=0, troubled_since=0)

    assert newly_gone([one], grace_ms=100, at=100) == [one]


def test_before_the_office_opens_one_letter_says_how_all_are(office: Office) -> None:
    early = OPENS - 15 * MINUTE
    office.stand("lobby", "stairs", since=TEN + 20 * HOUR, lit_since=None)
    office.stand("hall", why="silent", since=TEN + 20 * HOUR, lit_since=None)
    with writing(office.here.db) as under_way:
        under_way.db.conn.execute("UPDATE standings SET looked_at = ?", (early,))
    sent = [office.alarms.tell(at=when) for when in (early - 1, early, early + MINUTE, OPENS + MINUTE)]

    assert sent == [0, 1, 0, 0]
    assert office.told == ["【朝の確認】モニター3台のうち1台を確認してください"]
    assert "・2階ホール(本庁舎 2F): 表示端末から連絡がありません。" in office.service.told[0]["message"]


def test_when_all_are_well_the_morning_says_so(office: Office) -> None:
    early = OPENS - MINUTE
    with writing(office.here.db) as under_way:
        under_way.db.conn.execute("UPDATE standings SET looked_at = ?", (early,))
    office.alarms.tell(at=early)

    assert office.told == ["【朝の確認】モニター3台はすべて正常です"]


def test_on_a_closed_day_and_where_it_is_switched_off_there_is_no_morning_check(
    tmp_path: Path, office: Office, service: Service
) -> None:
    sunday = at("2026-11-22 08:40")
    never = Office(tmp_path / "other", service, morning_check_min=0)

    assert office.alarms.tell(at=sunday) == 0
    assert never.alarms.tell(at=OPENS - MINUTE) == 0
    never.place.close()
