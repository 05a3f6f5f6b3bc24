"""The page of sources: what is silent stands first, in red, with what to do; lines of machines do no harm."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from signage.actions.feeds import Feeder
from signage.core.instants import MINUTE
from signage.core.rulebook import Rulebook
from signage.store.catalogue import catalogue
from signage.store.database import writing
from signage.store.queue_events import heard
from signage.web.app import create_app
from signage.web.desk import Desk
from tests.actions.feed_office import TEN, an_office, log_of, write
from tests.floor_guide_office import OFFICE
from tests.staff import a_person, employ, signed_in
from tests.web.standins import StandIn

PATH = "/queue/sources"


class Clock:
    """A clock that the test sets."""

    now = TEN

    def __call__(self) -> int:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def app(tmp_path: Path, clock: Clock) -> Flask:
    here = an_office(tmp_path)
    write(
        log_of(here), "<script>alert(1)</script>", "20261124,09:58,1呼出,住民異動,42", "20261124,09:58,1呼出,介護,3"
    )
    Feeder(here).read(at=TEN)
    with writing(here.db) as under_way:
        heard(under_way, "console:moving", at=TEN, said="called 43")
    employ(here, [a_person("viewer"), a_person("admin"), a_person("editor", office=OFFICE, section="s0")])
    answering: Any = StandIn(tmp_path)
    answering.rulebook = lambda: Rulebook(catalogue(here.db))
    return create_app(Desk(installation=here, ask=answering, clock=clock))


def test_it_tells_what_each_source_last_said(app: Flask) -> None:
    page = signed_in(app.test_client(), "viewer").get(PATH).text

    assert "20261124,09:58,1呼出,介護,3" in page
    assert "「介護」 1件" in page
    assert "43番を呼びました。" in page
    assert "届いていません" not in page
    assert 'href="/feeds/tickets"' not in page


def test_what_a_machine_wrote_is_text_and_nothing_else(app: Flask) -> None:
    page = signed_in(app.test_client(), "viewer").get(PATH).text

    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert(1)" not in page


def test_a_silent_source_comes_first_with_what_to_do(app: Flask, clock: Clock) -> None:
    clock.now = TEN + 12 * MINUTE

    page = signed_in(app.test_client(), "admin").get(PATH).text

    assert "「発券機」から12分間、番号が届いていません" in page
    assert "発券機の電源、記録を書き出す機能" in page
    assert "証明、国保、住民異動" in page
    assert 'href="/feeds/tickets"' in page


def test_those_who_call_see_it_on_the_first_page_and_beside_its_place(app: Flask, clock: Clock) -> None:
    clock.now = TEN + 12 * MINUTE

    page = signed_in(app.test_client(), "editor").get("/").text

    assert "12分間。取込元を確かめてください" in page
    assert page.count(f'href="{PATH}"') == 2


def test_it_is_whole_in_english(app: Flask, clock: Clock) -> None:
    clock.now = TEN + 12 * MINUTE

    page = signed_in(app.test_client(), "viewer").get(f"{PATH}?lang=en").text

    assert "No numbers from" in page
    assert "43 was called." in page
