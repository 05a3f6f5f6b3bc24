"""Alarms of queues: administrators are told once where numbers stop coming, and once when they come again."""

from __future__ import annotations

from pathlib import Path

import pytest

from signage.actions.installation import Installation
from signage.actions.letters import NEWS_MS
from signage.actions.queue_alarms import Alarms
from signage.actions.queue_sources import SILENT_MS
from signage.config import Settings
from signage.core.instants import MINUTE
from signage.store.database import writing
from signage.store.queue_events import heard
from tests.actions.feed_office import TEN, an_office
from tests.actions.test_notify import Service, a_service
from tests.core.makers import at
from tests.staff import a_person, employ

pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated")  # by one of Apprise's many services

LATER = TEN + SILENT_MS + MINUTE


def alarms_of(folder: Path, service: Service) -> tuple[Alarms, Installation]:
    """An office whose feed was last alive at ten."""
    here = an_office(folder)
    alive(here, TEN)
    employ(here, [a_person("admin", mail="admin@ward.example")])
    told = Installation(settings=Settings(data=here.data, notify=(f"json://127.0.0.1:{service.port}/",)))
    return Alarms(told), here


def alive(here: Installation, at: int) -> None:
    with writing(here.db) as under_way:
        heard(under_way, "feed:tickets", at=at)


def test_silence_is_told_once_and_its_end_once(tmp_path: Path) -> None:
    with a_service() as service:
        alarms, here = alarms_of(tmp_path, service)
        sent = [alarms.tell(at=TEN), alarms.tell(at=LATER), alarms.tell(at=LATER + MINUTE)]
        alive(here, LATER + 2 * MINUTE)
        sent += [alarms.tell(at=LATER + 2 * MINUTE), alarms.tell(at=LATER + 3 * MINUTE)]

    assert sent == [0, 1, 0, 1, 0]
    assert service.told[0]["title"] == "【番号案内】「発券機」から番号が届いていません"
    assert "11分間届いていません。待っている業務: 証明、国保、住民異動。" in service.told[0]["message"]
    assert service.told[0]["message"].endswith("/queue/sources")
    assert service.told[1]["title"] == "【番号案内】「発券機」からまた届いています"


def test_closing_is_no_good_news(tmp_path: Path) -> None:
    with a_service() as service:
        alarms, _ = alarms_of(tmp_path, service)
        alarms.tell(at=LATER)

        assert alarms.tell(at=at("2026-11-24 23:00")) == 0


def test_a_service_that_was_down_is_told_when_it_is_up_again_unless_that_is_no_news(tmp_path: Path) -> None:
    with a_service() as service:
        service.up = False
        alarms, _ = alarms_of(tmp_path, service)
        down = alarms.tell(at=LATER)
        service.up = True

        assert (down, alarms.tell(at=LATER + MINUTE), alarms.tell(at=LATER + 6 * MINUTE)) == (0, 0, 1)

        service.up = False
        again, _ = alarms_of(tmp_path / "other", service)
        again.tell(at=LATER)
        service.up = True

        assert again.tell(at=LATER + NEWS_MS) == 0
