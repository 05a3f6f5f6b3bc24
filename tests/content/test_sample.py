"""The sample ward office: as large and as complete as the README says, on whatever day it is loaded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from signage.actions import installation
from signage.actions.load import load
from signage.config import Settings
from signage.core.catalogue import Catalogue
from signage.core.instants import Instant
from signage.core.layouts import LAYOUTS
from signage.core.schedules import LEVELS, Rule
from signage.core.texts import Text
from signage.store.catalogue import catalogue

ROOT = Path(__file__).parents[2]
SIX = ("ja", "ja-x-easy", "en", "zh-Hans", "ko", "vi")
UNSEEN = {"calendars", "groups", "screens", "playlists", "slides"}
"""Their names are for staff."""


def on(day: str) -> Instant:
    """Ten in the morning of a day in Tokyo."""
    return int(datetime.fromisoformat(f"{day}T10:00").replace(tzinfo=ZoneInfo("Asia/Tokyo")).timestamp() * 1000)


def loaded(folder: Path, day: str) -> Catalogue:
    """The sample as it is stored when it is loaded on that day."""
    settings = Settings(data=folder)
    installation.create(settings, at=on(day))
    here = installation.opened(settings)
    load(here, [ROOT / "content", ROOT / "schedules"], at=on(day), who="tests")
    return catalogue(here.db)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """The sample, loaded on a Sunday in November."""
    return loaded(tmp_path_factory.mktemp("sample") / "data", "2026-11-22")


def texts(value: object, path: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Every text in a value by language, and where it is; in a slide's fields a text is a mapping."""
    if isinstance(value, Text):
        if value:
            yield path, dict(value)
    elif is_dataclass(value):
        for member in fields(value):
            yield from texts(getattr(value, member.name), f"{path}.{member.name}")
    elif isinstance(value, tuple | list):
        for item in value:
            yield from texts(item, path)
    elif isinstance(value, dict):
        if "ja" in value:
            yield path, value
        else:
            for key, item in value.items():
                yield from texts(item, f"{path}.{key}")


def everything(sample: Catalogue) -> Iterator[tuple[str, Any]]:
    """All rows, with the noun they are."""
    for noun in ("offices", "calendars", "groups", "screens", "slides", "playlists", "rules"):
        yield from ((noun, row) for row in getattr(sample, noun).values())
    for member in fields(sample.guide):
        yield from ((member.name, row) for row in getattr(sample.guide, member.name))


def visible(sample: Catalogue) -> Iterator[tuple[str, dict[str, str]]]:
    """Every text that a visitor may see."""
    for noun, row in everything(sample):
        for path, words in texts(row, f"{noun} {row.id}"):
            if not (noun in UNSEEN and path == f"{noun} {row.id}.name"):
                yield path, words


def rules(sample: Catalogue, **wanted: object) -> list[Rule]:
    """The rules with these values."""
    return [r for r in sample.rules.values() if all(getattr(r, key) == value for key, value in wanted.items())]


def test_the_office_is_as_large_as_a_real_one(sample: Catalogue) -> None:
    guide = sample.guide

    assert len({section.id for section in guide.sections}) >= 33
    assert len({counter.id for counter in guide.counters}) >= 58
    assert len({service.id for service in guide.services}) >= 115
    assert len({facility.id for facility in guide.facilities}) >= 30
    assert len(guide.elsewhere) >= 10
    assert len(guide.journeys) >= 8
    assert [building.id for building in guide.buildings] == ["main", "annexe"]
    assert {area.mark for area in guide.areas} == {"東", "西"}
    assert sorted(floor.order for floor in guide.floors if floor.building == "main") == [0, 1, 2, 3, 4, 5, 6]


def test_every_screen_knows_its_nearest_exit_on_its_own_floor(sample: Catalogue) -> None:
    exits = {facility.id: facility for facility in sample.guide.facilities if facility.kind == "exit"}

    for screen in sample.screens.values():
        (way,) = (way for way in sample.guide.directions if way.screen == screen.id and way.target in exits)
        assert screen.floor in exits[way.target].floors


def test_sections_that_post_have_usual_screens_and_only_pictures_need_approval(sample: Catalogue) -> None:
    usual = {section.id: section.screens for section in sample.guide.sections}

    assert all(usual[slide.owner] for slide in sample.slides.values())
    assert {"general-affairs", "tax", "registry", "insurance", "children"} <= {one for one in usual if usual[one]}
    assert [sample.offices["mizuki"].steps(kind) for kind in ("notice", "picture", "floor-guide")] == [0, 1, 0]


def test_numbers_are_text_and_not_contiguous(sample: Catalogue) -> None:
    numbers = {counter.number for counter in sample.guide.counters}

    assert {"5-A", "11〜14", "3階30番", "夜間", "別-1"} <= numbers
    assert not {"8", "19", "39", "64"} & numbers


def test_every_service_can_be_found_by_other_words_and_has_a_counter(sample: Catalogue) -> None:
    services = sample.guide.services
    counters = {counter.id for counter in sample.guide.counters}

    assert all(service.synonyms and service.purposes for service in services)
    assert all(service.serves for service in services)
    assert {serving.counter for service in services for serving in service.serves} == counters
    assert {"引っ越し", "出生", "結婚", "おくやみ"} <= {purpose for s in services for purpose in s.purposes}
    assert any("住民票" in word for s in services if s.id == "move-in" for word in s.synonyms)


def test_the_organisation_changes_on_the_first_of_april(sample: Catalogue) -> None:
    changes = sample.guide.changes

    assert {change.date for change in changes} == {"2027-04-01"}
    assert {change.operation for change in changes} == {"移動", "改称", "統合", "新設"}
    assert {row.id for row in sample.guide.sections if row.limits.begins == "2027-04-01"} == {
        "tax",
        "elderly",
        "youth-centre",
    }
    assert {row.limits.ends for row in sample.guide.counters if row.limits.ends} == {"2027-03-31"}


def test_every_screen_of_the_guide_says_which_way(sample: Catalogue) -> None:
    for screen in (one for one in sample.screens.values() if one.fallback == "fallback-guide"):
        targets = {row.target for row in sample.guide.directions if row.screen == screen.id}
        own = {counter.id for counter in sample.guide.counters if counter.floor == screen.floor}

        assert {"east", "west", "annexe", "lift-east", "lift-west", *own} <= targets, screen.id


def test_what_a_visitor_sees_is_there_in_six_languages(sample: Catalogue) -> None:
    missing = [(path, language) for path, words in visible(sample) for language in SIX if language not in words]

    assert missing == []


def test_easy_japanese_has_furigana_over_every_kanji(sample: Catalogue) -> None:
    bare = {
        path: words["ja-x-easy"]
        for path, words in visible(sample)
        if re.search("[一-龯々]", re.sub(r"\{[^{}|]+\|[ぁ-ゖー]+\}", "", words["ja-x-easy"]))
    }

    assert bare == {}


def test_no_telephone_number_rings_anywhere(sample: Catalogue) -> None:
    told = {row.id: row.tel for row in (*sample.guide.sections, *sample.guide.elsewhere) if row.tel is not None}
    written = [
        found for _, words in visible(sample) for found in re.findall(r"0\d+-\d+-\d+", " ".join(words.values()))
    ]

    assert {number[:8] for number in (*told.values(), *written)} == {"040-000-"}
    assert len(told) == len(set(told.values()))


def test_notices_use_all_twelve_templates_and_none_stays_for_ever(sample: Catalogue) -> None:
    notices = [slide for slide in sample.slides.values() if slide.kind == "notice"]

    assert {slide.fields["template"] for slide in notices if "template" in slide.fields} == set("ABCDEFGHIJKL")
    assert any("template" not in slide.fields for slide in notices)
    assert all(slide.limits.ends or slide.review_on for slide in notices)
    assert {slide.fields.get("band") for slide in notices} >= {None, "中止", "延期"}
    assert any("picture" in slide.fields for slide in notices)
    assert any("code" in slide.fields for slide in notices)


def test_screens_differ_in_all_that_matters(sample: Catalogue) -> None:
    screens = sample.screens.values()

    assert sorted((s.width, s.height, s.rotation) for s in screens) == [
        (1080, 1920, 90),
        (1920, 1080, 0),
        (1920, 1080, 0),
        (1920, 1080, 0),
        (3840, 2160, 0),
    ]
    assert {s.viewing_distance_m for s in screens} == {3, 5, 8}
    assert [s.id for s in screens if s.power is None] == ["waiting-1f"]
    assert [s.id for s in screens if s.sound is not None] == ["waiting-1f", "queue-1f"]
    assert {s.theme for s in screens} == {"light", "dark"}


def test_calendars_know_saturdays_evenings_the_year_end_and_an_exception(sample: Catalogue) -> None:
    lines = {name: calendar.lines for name, calendar in sample.calendars.items()}

    assert any(line.nth == (2, 4) and line.weekdays == ("sat",) for line in lines["saturday-hours"])
    assert any(line.weekdays == ("tue",) and line.hours == (("08:45", "19:00"),) for line in lines["evening-hours"])
    assert any(line.dates == "2026-12-11" for line in lines["office-hours"])
    for name in ("office-hours", "saturday-hours", "evening-hours", "lobby-lit"):
        assert any(line.dates == "12-29..01-03" and not line.hours for line in lines[name]), name
    some = {counter.calendar for counter in sample.guide.counters}
    assert {None, "saturday-hours", "evening-hours", "night-hours"} <= some


def test_schedules_use_every_feature(sample: Catalogue) -> None:
    found = list(sample.rules.values())
    entries = [entry for playlist in sample.playlists.values() for entry in playlist.entries]

    assert {rule.level for rule in found} == set(LEVELS)
    assert {rule.zone for rule in found} == {"main", "side", "strip"}
    assert {rule.layout for rule in found} | {s.layout for s in sample.screens.values()} == {None, *LAYOUTS}
    assert {rule.when.during for rule in found} >= {"open", "closed", "holidays", "before-opening", "before-closing"}
    assert any(rule.screens for rule in found)
    assert any(rule.groups for rule in found)
    assert any(rule.slide for rule in found)
    assert any(rule.playlist for rule in found)
    assert any(rule.weight > 1 for rule in found)
    assert any(rule.when.nth for rule in found)
    assert any(rule.when.limits.begins and rule.when.limits.ends for rule in rules(sample, level="normal"))
    assert any(begins > ends for rule in found for begins, ends in rule.when.times)
    assert any(rule.when.calendar for rule in found)
    assert any(rule.every_minutes for rule in rules(sample, level="interrupt"))
    assert any(rule.every_minutes is None for rule in rules(sample, level="interrupt"))
    assert any(entry.playlist for entry in entries)
    assert any(entry.ms for entry in entries)


def test_the_prepared_emergencies_are_over(sample: Catalogue) -> None:
    ready = {name for name in sample.slides if name.startswith("emergency-")}
    rule = sample.rules["emergency"]

    assert len(ready) >= 3
    assert {entry.slide for entry in sample.playlists["emergencies"].entries} == ready
    assert (rule.playlist, rule.level, rule.when.limits.ends) == ("emergencies", "emergency", "2026-01-01T00:01")


def test_an_emergency_is_one_rule_away(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path / "data")
    installation.create(settings, at=on("2026-11-22"))
    here = installation.opened(settings)
    rule = tmp_path / "now.yaml"
    rule.write_text(
        "office: mizuki\nrules:\n  - id: emergency\n    groups: [all]\n    slide: emergency-earthquake\n"
        "    level: emergency\n    when: {from: now, until: now+2h}\n"
    )

    load(here, [ROOT / "content", ROOT / "schedules"], at=on("2026-11-22"), who="tests")
    load(here, [rule], at=on("2026-11-22"), who="tests")

    shown = catalogue(here.db).rules["emergency"]
    assert shown.slide == "emergency-earthquake"
    assert (shown.when.limits.begins, shown.when.limits.ends) == ("2026-11-22T10:00", "2026-11-22T12:00")


@pytest.mark.parametrize("day", ["2027-01-01", "2027-03-31", "2027-04-01", "2027-09-01", "2028-02-29"])
def test_it_loads_on_any_day(tmp_path: Path, day: str) -> None:
    assert loaded(tmp_path / "data", day).rules
