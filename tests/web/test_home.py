"""Home: what each role sees first, and the frame around it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from signage.core.rulebook import Rulebook
from signage.store.catalogue import catalogue
from signage.web.app import create_app
from signage.web.desk import Desk
from tests.actions.posting_office import NOW, a_notice, posting
from tests.staff import a_person, employ, signed_in
from tests.web.standins import StandIn


class Answering(StandIn):
    """Screens of the stand-in, rules of a real office."""

    book: Rulebook

    def rulebook(self) -> Rulebook:
        return self.book


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    here = posting(tmp_path, a_notice("soon"))
    employ(
        here,
        [
            a_person("editor", office="midori", section="koseki"),
            a_person("viewer"),
            a_person("admin"),
            a_person("night"),
        ],
    )
    answering: Any = Answering(tmp_path)
    answering.book = Rulebook(catalogue(here.db))
    return create_app(Desk(installation=here, ask=answering, clock=lambda: NOW))


def test_a_clerk_has_three_doors(app: Flask) -> None:
    page = signed_in(app.test_client(), "editor").get("/").text

    doors = [
        page.index(f'class="door{more}" href="{path}"')
        for more, path in ((" is-first", "/slides/new"), ("", "/slides"), ("", "/counters"))
    ]

    assert doors == sorted(doors)
    assert "お知らせを出す" in page
    assert "窓口を休止・混雑にする" in page


def test_a_viewer_has_no_door_to_what_viewers_may_not_do(app: Flask) -> None:
    page = signed_in(app.test_client(), "viewer").get("/").text

    assert "/slides/new" not in page
    assert "/counters" not in page


def test_the_night_desk_is_led_to_the_override_at_once(app: Flask) -> None:
    answer = signed_in(app.test_client(), "night").get("/")

    assert answer.location == "/override"


def test_a_lone_administrator_is_told_so(app: Flask) -> None:
    client = signed_in(app.test_client(), "admin")

    assert "運用責任者が1人しかいません" in client.get("/").text


def test_the_frame_names_office_and_person_and_leads_to_the_other_language(app: Flask) -> None:
    page = signed_in(app.test_client(), "editor").get("/").text

    assert "みどり区役所" in page
    assert "戸籍 太郎" in page
    assert 'href="?lang=en"' in page
    assert 'fill="#005AFF"' in page


def test_english_is_remembered(app: Flask) -> None:
    client = signed_in(app.test_client(), "editor")
    client.get("/?lang=en")

    page = client.get("/").text

    assert '<html lang="en">' in page
    assert "To do today" in page
