"""The page of the queues' statistics: figures, charts that say no more than the tables beside them, and a CSV."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from signage.actions.installation import Installation
from signage.config import Settings
from signage.core.instants import DAY
from signage.core.rulebook import Rulebook
from signage.store import queue_events
from signage.store.catalogue import catalogue
from signage.store.database import writing
from signage.web.app import create_app
from signage.web.desk import Desk
from tests.actions.queue_office import an_office
from tests.actions.test_queue_statistics import NOW, visits
from tests.staff import a_person, employ, signed_in
from tests.web.standins import StandIn

PATH = "/queue/statistics"


def an_app(folder: Path, *, happens: bool = True) -> Flask:
    here = an_office(folder)
    if happens:
        with writing(here.db) as under_way:
            told = [*visits([5, 10, 30]), *visits([42], hour=14)]
            queue_events.add(under_way, told, source="test", at=NOW)
    employ(here, [a_person("viewer"), a_person("night")])
    answering: Any = StandIn(folder)
    answering.rulebook = lambda: Rulebook(catalogue(here.db))
    return create_app(Desk(installation=here, ask=answering, clock=lambda: NOW + DAY))


@pytest.fixture
def viewer(tmp_path: Path) -> FlaskClient:
    return signed_in(an_app(tmp_path).test_client(), "viewer")


def test_it_tells_who_came_and_how_long_they_waited(viewer: FlaskClient) -> None:
    page = viewer.get(PATH).text

    assert "2026年10月28日(水)から2026年11月24日(火)まで" in page
    assert "<dt>発券</dt><dd>4人</dd>" in page
    assert "42分以内" in page
    assert "国保" in page
    assert "この期間の記録はまだありません。" in page, "of the other queue"


def test_every_number_of_its_charts_is_in_the_table_too(viewer: FlaskClient) -> None:
    page = viewer.get(PATH).text

    picture, table = page.split("<table", 1)
    assert ">42</text>" in picture
    assert ">42</td>" in table


def test_only_the_days_asked_for_are_told(viewer: FlaskClient) -> None:
    before = viewer.get(PATH, query_string={"begins": "2026-11-01", "ends": "2026-11-23"}).text
    with_it = viewer.get(PATH, query_string={"begins": "2026-11-24"}).text

    assert "<dt>発券</dt>" not in before
    assert "<dt>発券</dt><dd>4人</dd>" in with_it


@pytest.mark.parametrize(
    ("begins", "ends"),
    [("2026-11-24", "2026-11-01"), ("first", "2026-11-24"), ("", "2026-11-24"), ("2026-11-01", "x")],
)
def test_days_that_cannot_be_are_told_of_in_one_sentence(viewer: FlaskClient, begins: str, ends: str) -> None:
    answer = viewer.get(PATH, query_string={"begins": begins, "ends": ends})

    assert answer.status_code == 400
    assert "期間の日付を確かめてください。" in answer.text
    assert viewer.get(f"{PATH}/statistics.csv", query_string={"begins": begins, "ends": ends}).status_code in (
        200,
        400,
    )


def test_its_csv_has_the_same_figures(viewer: FlaskClient) -> None:
    answer = viewer.get(f"{PATH}/statistics.csv?period=year&lang=en")

    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert answer.headers["Content-Disposition"] == "attachment; filename=queues-2025-11-25-2026-11-24.csv"
    assert [(row["Queue"], row["Weekday"], row["Hour"], row["Median wait (min)"]) for row in rows] == [
        ("Moving", "Tue", "9", "10"),
        ("Moving", "Tue", "14", "42"),
    ]


def test_where_nothing_happened_yet_it_says_so(tmp_path: Path) -> None:
    page = signed_in(an_app(tmp_path, happens=False).test_client(), "viewer").get(PATH).text

    assert page.count("この期間の記録はまだありません。") == 2
    assert "<svg viewBox=" not in page


def test_an_hour_in_which_nobody_came_any_more_has_no_column(tmp_path: Path) -> None:
    app = an_app(tmp_path, happens=False)
    with writing(Installation(settings=Settings(data=tmp_path / "data")).db) as under_way:
        queue_events.add(under_way, visits([75], hour=16), source="test", at=NOW)

    page = signed_in(app.test_client(), "viewer").get(PATH).text

    assert ">16時</text>" in page
    assert ">17時</text>" not in page, "called at 17:15"
    assert 'data-label="時">17</td>' in page, "but told"
