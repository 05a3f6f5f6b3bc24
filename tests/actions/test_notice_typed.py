"""What is typed into the form of a notice becomes a slide, or a sentence beside the field."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from signage.actions.installation import Installation
from signage.actions.notice_copies import again, typed_of
from signage.actions.notice_subjects import choices, due, in_year
from signage.actions.notice_typed import Typed, Written, written
from signage.core.lists import has_words
from signage.core.when import Limits
from signage.store.catalogue import catalogue
from tests.actions.posting_office import NOW, a_form, a_notice, posting


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    return posting(tmp_path_factory.mktemp("posting"))


def made(here: Installation, typed: Typed, *, at: int = NOW, **more: Any) -> Written:
    held = catalogue(here.db)
    section = next(row for row in held.guide.sections if row.id == "koseki")
    return written(held, typed, section, at=at, **more)


def test_a_subject_and_a_date_are_enough(here: Installation) -> None:
    result = made(here, a_form(last="2026-11-26"))

    assert result.faults == {}
    assert result.slide.fields == {"subject": "lift-inspection", "first": "2026-11-25", "last": "2026-11-26"}
    assert (result.slide.id, result.slide.owner) == ("notice-0123456789ab", "koseki")
    assert (result.slide.name.get("ja"), result.slide.name.get("en")) == ("エレベーター点検", "Lift inspection")
    assert result.slide.limits.ends == "2026-11-26"


@pytest.mark.parametrize(
    ("until", "ends"),
    [
        ("last", "2026-11-25"),
        ("today", "2026-11-24"),
        ("week", "2026-11-26"),
        ("month", "2026-11-30"),
        ("year", "2027-03-31"),
    ],
)
def test_until_when_follows_the_calendar_of_the_office(here: Installation, until: str, ends: str) -> None:
    result = made(here, a_form(until=until))

    assert result.slide.limits.ends == ends  # Friday the 27th is a holiday there


def test_a_standing_request_is_looked_at_again(here: Installation) -> None:
    result = made(here, a_form(about="smoking", first="", until="standing"))

    assert (result.slide.limits.ends, result.slide.review_on) == (None, "2027-05-23")
    assert result.faults == {}


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"about": ""}, "about", "選んでください"),
        ({"first": ""}, "until", "いつまで"),
        ({"first": "2026-11-31"}, "first", "という日はありません"),
        ({"last": "2026-11-01"}, "last", "初日より前"),
        ({"until": "date"}, "until_day", "日付を選んで"),
        ({"until": "date", "until_day": "2026-11-01"}, "until_day", "過ぎています"),
        ({"first": "2026-11-20"}, "until", "過ぎています"),
        ({"opens": "9:00"}, "closes", "両方"),
        ({"opens": "9:00", "closes": "9:00"}, "closes", "同じ"),
        ({"code": "example"}, "code", "URL"),
        ({"about": "free"}, "title_ja", "題名"),
        ({"about": "free", "title_ja": "長" * 61}, "title_ja", "61文字"),
        ({"about": "free", "title_ja": "\ue000"}, "title_ja", "外字"),
        ({"about": "picture"}, "picture", "画像"),
        ({"about": "picture"}, "alt_ja", "読み上げ"),
        ({"place_ja": "a\u202eb"}, "place_ja", "向き"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_the_rest_is_still_a_slide(
    here: Installation, changes: dict[str, str], field: str, words: str
) -> None:
    result = made(here, a_form(**changes))

    assert words in result.faults[field].ja
    assert result.faults[field].en
    assert result.slide.office == "midori"


def test_an_edit_loses_nothing_that_the_form_does_not_ask_for(here: Installation) -> None:
    before = a_notice(
        "old",
        fields={
            "title": {"ja": "題", "en": "T", "ko": "제목"},
            "body": {"ja": "文", "zh-Hans": "文字"},
            "tone": "calm",
            "band": "延期",
            "picture": "a" * 64,
        },
    )

    same = made(here, replace(typed_of(before, (), writer=""), slide="old"), before=before)
    other = made(here, replace(typed_of(before, (), writer=""), slide="old", title_ja="別の題"), before=before)

    assert same.slide.fields == before.fields
    assert other.slide.fields["title"] == {"ja": "別の題", "en": "T"}
    assert other.slide.fields["body"] == before.fields["body"]


def test_the_name_that_a_notice_was_given_stays(here: Installation) -> None:
    before = a_notice("old", fields={"subject": "lift-inspection", "first": "2026-11-25"})

    result = made(here, replace(typed_of(before, (), writer=""), slide="old"), before=before)

    assert result.slide.name == before.name


def test_last_years_notice_comes_with_this_years_dates() -> None:
    festival = a_notice(
        "f", fields={"subject": "ward-festival", "first": "2025-11-30"}, limits=Limits(ends="2025-11-30")
    )
    closing = a_notice(
        "c",
        fields={"subject": "year-end", "first": "2025-12-29", "last": "2026-01-03"},
        limits=Limits(ends="2026-01-03"),
    )

    copies = [again(one, (), writer="w", today=date(2026, 11, 24)) for one in (festival, closing)]

    assert [(one.first, one.last, one.until) for one in copies] == [
        ("2026-11-29", "", "last"),
        ("2026-12-29", "2027-01-03", "last"),
    ]


@pytest.mark.parametrize(
    ("day", "year", "template", "moved"),
    [
        ("2025-10-19", 2026, "F", "2026-10-18"),
        ("2025-11-30", 2027, "F", "2027-11-28"),
        ("2025-03-31", 2026, "A", "2026-03-31"),
        ("2024-02-29", 2026, "A", "2026-02-28"),
    ],
)
def test_a_day_moves_by_weekday_or_by_date(day: str, year: int, template: str, moved: str) -> None:
    assert in_year(date.fromisoformat(day), year, template=template).isoformat() == moved


def test_subjects_are_found_by_any_of_their_words() -> None:
    for words in ("ｴﾚﾍﾞｰﾀｰ", "Lift"):
        assert [one.id for one in choices() if has_words(one.found_by, words)] == ["lift-inspection"]


def test_what_is_due_is_offered_two_weeks_ahead_until_it_is_up() -> None:
    up = a_notice("fire", fields={"subject": "fire-prevention"})
    own = a_notice("stop", state="withdrawn", fields={"subject": "convenience-stop"})

    offered = due(date(2026, 11, 24), [up, own], section="koseki")

    assert offered[0] == "convenience-stop"
    assert "year-end" in offered
    assert "fire-prevention" not in offered
    assert "year-end" not in due(date(2026, 11, 10), [], section="koseki")
