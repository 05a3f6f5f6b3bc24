"""Forms are made from types: every field has its words, and what is sent unchanged comes back as what was stored."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import is_dataclass
from typing import Any, Literal, get_args, get_origin

import pytest
from werkzeug.datastructures import MultiDict

from signage.core.calendars import Calendar
from signage.core.documents import bare, members
from signage.core.offices import Office
from signage.core.schedules import Rule
from signage.core.screens import Screen
from signage.core.texts import Text
from signage.web.choices import CHOICES
from signage.web.form_reading import made, read, rearranged
from signage.web.forms import flat, item_of
from signage.web.labels import LABELS, UNASKED
from tests.web.settings_office import Pages, opened

EDITED = ("screens", "playlists", "groups", "calendars", "offices", "buildings", "floors", "areas", "sections")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    return opened(tmp_path_factory.mktemp("forms"))


@pytest.mark.parametrize("kind", LABELS, ids=lambda kind: kind.__name__)
def test_every_field_of_a_noun_is_asked_for_or_known_to_make_itself(kind: type[Any]) -> None:
    keys = [member.key for member in flat(kind)]

    asked = [*LABELS[kind], *UNASKED.get(kind, ())]

    assert sorted(asked) == sorted({*keys} - ({"office"} if kind in OWNERLESS else set()))


OWNERLESS = {kind for kind in LABELS if "office" not in LABELS[kind]}
"""Whose office is that of the row that it lies in, or is never changed."""


@pytest.mark.parametrize("kind", LABELS, ids=lambda kind: kind.__name__)
def test_every_label_and_every_choice_is_told_in_both_languages(kind: type[Any]) -> None:
    labels = LABELS[kind].values()

    unworded = [
        (member.key, value)
        for member in flat(kind)
        for value in choices_of(member.hint)
        if str(value) not in CHOICES.get((kind, member.key), {})
    ]

    assert all(label.ja and label.en and bool(label.help.ja) == bool(label.help.en) for label in labels)
    assert unworded == [], "a value that could only be told as it is written in files"


def choices_of(hint: object) -> Iterator[object]:
    """The fixed values of a field."""
    plain = bare(item_of(hint)[0])[0]
    if get_origin(plain) is Literal:
        yield from get_args(plain)


@pytest.mark.parametrize("noun", EDITED)
def test_a_form_that_is_sent_unchanged_changes_nothing(pages: Pages, noun: str) -> None:
    for row in pages.rows(noun)[:12]:
        path = f"/screens/{row.id}/settings" if noun == "screens" else f"/{noun}/{row.id}"

        answer = pages.post(path, pages.form(path))

        assert answer.status_code == 302, (row.id, answer.text[-2000:])
        assert pages.row(noun, row.id) == row, "not even the order of anything"


def test_a_rules_form_that_is_sent_unchanged_changes_nothing(pages: Pages) -> None:
    for rule in pages.rows("rules"):
        answer = pages.post(f"/schedules/rules/{rule.id}", pages.form(f"/schedules/rules/{rule.id}"))

        assert answer.status_code == 302, (rule.id, answer.text[-2000:])
        assert pages.row("rules", rule.id) == rule


def test_what_is_missing_and_what_is_wrong_is_told_by_its_field() -> None:
    missing = made(Screen, {"id": "x", "office": "o", "building": "b", "floor": "f", "fallback": "p"}, "ja")
    wrong = made(
        Calendar,
        {
            "id": "x",
            "office": "o",
            "name": {"ja": "暦"},
            "lines": [{"hours": ["9:00-12:00"]}, {"hours": ["25:00-26:00"]}],
        },
        "ja",
    )

    assert missing.errors == {
        "name": "「名称」を入れてください。",
        "diagonal_in": "「大きさ」を入れてください。",
    }
    assert list(wrong.errors) == ["lines.1.hours.0"]
    assert wrong.errors["lines.1.hours.0"].startswith("時間: 「25:00-26:00」は時間帯ではありません")


def test_a_sentence_names_fields_as_the_page_does() -> None:
    plain = {"id": "x", "office": "o", "screens": ["s"], "playlist": "p", "when": {"nth": ["2"]}}

    found = made(Rule, plain, "ja")

    assert found.errors == {"when.nth": "第何: 第何の何曜日かがわかりません。「曜日」 も書いてください。"}


def test_rows_are_moved_added_and_taken_out_by_the_order_of_their_markers() -> None:
    posted: MultiDict[str, str] = MultiDict(
        [("holidays", "0"), ("holidays.0.date", "2026-01-02"), ("holidays", "1"), ("holidays.1.date", "2026-05-05")]
    )

    def days(form: MultiDict[str, str]) -> list[str]:
        return [row.get("date", "") for row in read(Office, form)["holidays"]]

    assert days(rearranged(posted, "down:holidays:0")) == ["2026-05-05", "2026-01-02"]
    assert days(rearranged(posted, "up:holidays:0")) == ["2026-01-02", "2026-05-05"]
    assert days(rearranged(posted, "remove:holidays:1")) == ["2026-01-02"]
    assert days(rearranged(posted, "add:holidays")) == ["2026-01-02", "2026-05-05", ""]
    assert days(rearranged(posted, "put:holidays:date:2026-03-03")) == ["2026-01-02", "2026-05-05", "2026-03-03"]
    assert days(rearranged(posted, "nonsense:holidays:7")) == ["2026-01-02", "2026-05-05"]


def test_every_dataclass_within_an_asked_one_is_asked_for_too() -> None:
    within = {
        inner
        for kind in LABELS
        for member in members(kind)
        for inner in [bare(item_of(member.hint)[0])[0]]
        if is_dataclass(inner) and inner is not Text and not member.flat
    }

    assert within <= set(LABELS)
