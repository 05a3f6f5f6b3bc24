"""Health and the doctor: whether every player is fed, and what to do where not."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from signage.actions import doctor
from signage.actions.health import LATE_MS, health
from signage.config import Settings
from signage.core.instants import HOUR, MINUTE
from signage.core.problems import Broken
from signage.publish import keys
from tests.actions.living_office import NOW, living, publish, told, with_player
from tests.journeys.tiny_office import a_notice


def test_an_office_whose_players_are_fed_is_well(tmp_path: Path) -> None:
    here = living(tmp_path)
    with_player(here)
    publish(here)

    found = health(here, at=NOW)

    assert found.ok
    assert found.details["players"] == 1
    assert found.details["change"] == found.details["published_change"]
    assert found.details["newest_head"] == "2026-11-22T01:42:00Z"


def test_a_player_without_a_head_is_named_with_what_to_run(tmp_path: Path) -> None:
    here = living(tmp_path)
    with_player(here)

    found = health(here, at=NOW)

    assert not found.ok
    assert found.details["without_head"] == ["hall"]
    assert "hall; run signage publish" in found.problems[0].en
    assert "hall" in found.problems[0].ja


def test_a_change_that_nobody_publishes_is_a_fault_after_a_while(tmp_path: Path) -> None:
    here = living(tmp_path)
    with_player(here)
    publish(here)
    told(here, a_notice("お知らせ", name="news"), at=NOW + 1)

    assert health(here, at=NOW + LATE_MS).ok
    late = health(here, at=NOW + LATE_MS + 1)

    assert [problem.en for problem in late.problems] == [
        "changes are not on air yet; see whether signage work (or serve) is running."
    ]


def test_a_clock_that_went_back_is_a_fault(tmp_path: Path) -> None:
    here = living(tmp_path)
    with_player(here)
    publish(here)

    assert health(here, at=NOW - MINUTE).ok
    found = health(here, at=NOW - HOUR)

    assert not found.ok
    assert "clock" in found.problems[0].en
    assert "時計" in found.problems[0].ja


def test_what_stopped_the_publisher_is_told_until_it_is_over(tmp_path: Path) -> None:
    here = living(tmp_path)
    with_player(here)
    publish(here)
    with pytest.raises(Broken):
        publish(here, at=NOW - HOUR)

    assert not health(here, at=NOW).ok
    publish(here, at=NOW + 1)

    assert health(here, at=NOW + 1).ok


def test_the_doctor_looks_at_fonts_clock_key_and_players(tmp_path: Path) -> None:
    here = living(tmp_path)
    with_player(here)
    publish(here)

    looked = doctor.examine(here.settings, at=NOW)

    said = "\n".join(one.en for one in looked)
    assert "font BIZ UDPGothic" in said
    assert "clock" in said
    assert "only its owner can read the signing key" in said
    assert "every one of 1 enrolled players is fed" in said
    assert all(one.ja and one.en for one in looked)


def test_the_doctor_names_a_key_that_others_can_read(tmp_path: Path) -> None:
    here = living(tmp_path)
    keys.path(here.data).chmod(0o644)

    faults = [one.en for one in doctor.examine(here.settings, at=NOW) if not one.ok]

    assert f"others can read the signing key; run chmod 600 {keys.path(here.data)}." in faults


def test_the_doctor_of_a_folder_without_an_installation_says_what_to_run(tmp_path: Path) -> None:
    looked = doctor.examine(Settings(data=tmp_path / "data"), at=NOW)

    assert not looked[-1].ok
    assert "run signage init" in looked[-1].en
    assert "準備がまだ" in looked[-1].ja


def test_the_doctor_names_a_player_that_lost_its_head(tmp_path: Path) -> None:
    here = living(tmp_path)
    with_player(here)
    publish(here)
    shutil.rmtree(here.data / "public/v1/heads")

    faults = [one.en for one in doctor.examine(here.settings, at=NOW) if not one.ok]

    assert any("hall" in fault for fault in faults)


@pytest.mark.parametrize(
    ("languages", "ok", "says"),
    [((), False, "there is no voice"), (("ja",), True, "espeak-ng"), (("ja", "en"), True, "Japanese and English")],
)
def test_the_doctor_says_what_a_spoken_call_needs(languages: tuple[str, ...], ok: bool, says: str) -> None:
    looked = doctor.voice_for(languages)

    assert looked.ok is ok
    assert says in looked.en


def test_the_doctor_looks_for_a_voice_only_where_calls_are_to_be_spoken(tmp_path: Path) -> None:
    here = living(tmp_path)
    before = doctor.examine(here.settings, at=NOW)
    told(here, "queues: [{id: a, office: ume, section: soumu, name: 住民異動, counters: [], sound: spoken}]")

    after = doctor.examine(here.settings, at=NOW)

    assert len(after) == len(before) + 1
