"""The past of a screen: what was on it, whose that was, who had put it up, and how sure that is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from signage.actions.answers import Answers
from signage.actions.installation import Installation
from signage.actions.past import Past, catalogue_at, past, require_screen
from signage.core.instants import DAY, HOUR
from signage.core.problems import Forbidden, Missing
from tests.actions.living_office import NOW, living, publish, told, with_player
from tests.journeys.tiny_office import EMERGENCY
from tests.staff import a_person

RENAMED = """
office: ume
slides:
  - {id: welcome, kind: notice, name: お知らせ, owner: soumu, review_on: today+90d, fields: {title: 新しい題名}}
"""


def answered(here: Installation, at: int, *, now: int) -> Past:
    """What the page tells."""
    manifest = json.loads(Answers(here).manifest("hall", at=at, now=now))
    return past(here, "hall", manifest, at=at, now=now)


def on_air(folder: Path) -> Installation:
    """The tiny office with a player, published."""
    here = living(folder)
    with_player(here)
    publish(here)
    return here


def test_what_was_on_is_told_though_it_is_another_by_now(tmp_path: Path) -> None:
    here = on_air(tmp_path)
    told(here, RENAMED, at=NOW + HOUR)
    publish(here, at=NOW + HOUR)

    then = answered(here, NOW + HOUR - 1_000, now=NOW + 2 * HOUR)
    now = answered(here, NOW + HOUR + 1_000, now=NOW + 2 * HOUR)

    assert (then.source, now.source) == ("archived", "archived")
    assert "ようこそ" in then.glass[0].alt
    assert then.glass[0].slide is not None
    assert then.glass[0].slide.name.best("ja") == "ようこそ"
    assert then.glass[0].owner.best("ja") == "総務課"
    assert "新しい題名" in now.glass[0].alt


def test_who_had_put_it_up_is_the_one_of_then(tmp_path: Path) -> None:
    here = on_air(tmp_path)
    told(here, RENAMED, at=NOW + HOUR)
    publish(here, at=NOW + HOUR)

    then = answered(here, NOW + 60_000, now=NOW + 2 * HOUR)
    now = answered(here, NOW + HOUR + 60_000, now=NOW + 2 * HOUR)

    assert then.glass[0].put_up is not None
    assert (then.glass[0].put_up.at, then.glass[0].put_up.who) == (NOW, "test")
    assert now.glass[0].put_up is not None
    assert now.glass[0].put_up.at == NOW + HOUR
    assert [playing.judged.rule.id for playing in then.rules] == ["base"]


def test_changes_on_both_sides_are_one_step_away(tmp_path: Path) -> None:
    here = on_air(tmp_path)
    told(here, EMERGENCY, at=NOW + HOUR)
    publish(here, at=NOW + HOUR)

    before = answered(here, NOW + 60_000, now=NOW + 2 * HOUR)
    during = answered(here, NOW + HOUR + 60_000, now=NOW + 2 * HOUR)

    assert before.after == NOW + HOUR
    assert during.before == NOW + HOUR
    assert during.after is not None
    assert during.after > NOW + HOUR


def test_how_sure_an_answer_is_depends_on_what_was_kept(tmp_path: Path) -> None:
    here = on_air(tmp_path)

    sources = {at: answered(here, NOW + at, now=NOW + HOUR).source for at in (60_000, -60_000, -30 * DAY, 5 * DAY)}

    assert sources == {60_000: "archived", -60_000: "oldest", -30 * DAY: "compiled", 5 * DAY: "planned"}


def test_before_anything_was_stored_the_first_that_ever_was_answers(tmp_path: Path) -> None:
    here = living(tmp_path)
    told(here, RENAMED, at=NOW + HOUR)

    first, later = catalogue_at(here, NOW - DAY), catalogue_at(here, NOW + 2 * HOUR)

    assert first.slides["welcome"].name.best("ja") == "ようこそ"
    assert later.slides["welcome"].name.best("ja") == "お知らせ"


def test_a_screen_of_another_office_is_not_shown(tmp_path: Path) -> None:
    here = living(tmp_path)

    require_screen(here, "hall", by=a_person("editor", office="ume", section="soumu"))
    with pytest.raises(Forbidden):
        require_screen(here, "hall", by=a_person("viewer", office="momo"))
    with pytest.raises(Missing):
        require_screen(here, "cellar", by=a_person("admin"))
