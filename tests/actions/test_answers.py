"""Answers: what pages and commands are told of a screen, whatever instant they ask about."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from PIL import Image

from signage.actions.answers import Answers
from signage.core.instants import DAY, HOUR
from signage.core.problems import Missing, Refused
from signage.core.shows import instant_of
from tests.actions.living_office import NOW, living, publish, told, with_player
from tests.journeys.tiny_office import EMERGENCY


def test_a_screen_is_told_with_what_is_on_and_until_when(tmp_path: Path) -> None:
    here = living(tmp_path)
    told(here, EMERGENCY)

    (hall,) = Answers(here).screens_now(at=NOW, now=NOW)

    assert (hall.id, hall.name.best("en"), hall.office_name.best("en")) == ("hall", "Hall", "Ume Ward Office")
    assert hall.place.best("ja") == "本館 1F"
    assert hall.lit
    assert [on.title.best("ja") for on in hall.on_now] == ["地震"]
    assert hall.on_now[0].owner.best("ja") == "総務課"
    assert hall.until == NOW + 8 * HOUR
    assert [on.title.best("ja") for on in hall.upcoming] == ["いつも"]


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2026-12-29T10:00", "2026-12-29T01:00:00Z"),
        ("2026-12-29T10:00:00+00:00", "2026-12-29T10:00:00Z"),
        ("2026-12-29", "2026-12-28T15:00:00Z"),
    ],
)
def test_a_time_without_an_offset_is_the_offices_own(tmp_path: Path, text: str, instant: str) -> None:
    answers = Answers(living(tmp_path))

    assert answers.instant("hall", text, now=NOW) == instant_of(instant)
    assert answers.instant("hall", "2026-12-29T10:00:00.250", now=NOW) % 1000 == 250


@pytest.mark.parametrize("text", ["soon", "", "0001-01-01", "9999-12-31T23:59", "2026-13-01"])
def test_what_is_no_time_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(Refused, match="2026-12-29T10:00"):
        Answers(living(tmp_path)).instant("hall", text, now=NOW)


def test_the_past_is_as_it_was_published_whatever_was_changed_since(tmp_path: Path) -> None:
    here = living(tmp_path)
    with_player(here)
    publish(here)
    answers = Answers(here)
    before = answers.snapshot("hall", at=NOW + HOUR, now=NOW)

    told(here, EMERGENCY, at=NOW + 2 * HOUR)
    publish(here, at=NOW + 2 * HOUR)

    assert answers.snapshot("hall", at=NOW + HOUR, now=NOW + 3 * HOUR) == before
    assert answers.snapshot("hall", at=NOW + 3 * HOUR, now=NOW + 3 * HOUR) != before


def test_a_day_beyond_what_is_published_is_compiled_from_what_is_stored(tmp_path: Path) -> None:
    answers, far = Answers(living(tmp_path)), NOW + 60 * DAY

    manifest = json.loads(answers.manifest("hall", at=far, now=NOW))

    assert instant_of(manifest["valid"]["from"]) <= far < instant_of(manifest["valid"]["until"])
    with Image.open(io.BytesIO(answers.snapshot("hall", at=far, now=NOW))) as picture:
        assert (picture.size, picture.mode) == ((640, 360), "RGB")
    assert all(answers.picture(asset).is_file() for asset in manifest["assets"])


def test_a_change_is_seen_at_the_next_question(tmp_path: Path) -> None:
    here = living(tmp_path)
    answers = Answers(here)
    assert "quake" not in "\n".join(answers.show("hall", at=NOW, language="en"))

    told(here, EMERGENCY)

    assert '● quake "地震": On air (emergency)' in "\n".join(answers.show("hall", at=NOW, language="en"))
    assert "● quake「地震」" in "\n".join(answers.show("hall", at=NOW, language="ja"))


def test_what_is_not_there_is_missing(tmp_path: Path) -> None:
    answers = Answers(living(tmp_path))

    with pytest.raises(Missing, match="nowhere"):
        answers.show("nowhere", at=NOW, language="en")
    with pytest.raises(Missing, match="nowhere"):
        answers.manifest("nowhere", at=NOW, now=NOW)
    with pytest.raises(Missing):
        answers.picture("0" * 64)
    assert answers.live_files("hall") == []
