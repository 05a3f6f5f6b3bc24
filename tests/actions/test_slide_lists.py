"""Lists of slides: how each stands, one's own first, found by words, fifty at a time; and what screens show."""

from __future__ import annotations

from pathlib import Path

import pytest

from signage.actions import notices
from signage.actions.glasses import glasses
from signage.actions.installation import Installation
from signage.actions.slide_lists import PAGE, Wanted, as_shown, on_screens, shelf
from signage.core.schedules import Rule
from signage.core.when import Limits, When
from signage.publish.publisher import Publisher
from signage.store.database import writing
from signage.store.enrolments import enrol
from tests.actions.posting_office import CLERK, NOW, OTHER, a_form, a_notice, posting, stored


def a_rule(slide: str, **more: object) -> Rule:
    return Rule(id=f"rule-{slide}", office="midori", screens=("lobby",), slide=slide, zone="side", **more)  # type: ignore[arg-type]


@pytest.fixture
def here(tmp_path: Path) -> Installation:
    slides = [
        a_notice("soon", limits=Limits(ends="2026-11-27")),
        a_notice("later", limits=Limits(begins="2026-12-01", ends="2026-12-31")),
        a_notice("over", limits=Limits(ends="2026-11-01")),
        a_notice("down", state="withdrawn"),
        a_notice("written", state="draft"),
        a_notice("nowhere"),
        a_notice("alarm"),
    ]
    ended = When(limits=Limits(begins="2026-01-01", ends="2026-01-02"))
    rules = [a_rule(slide.id) for slide in slides[:5]]
    return posting(tmp_path, *slides, *rules, a_rule("alarm", when=ended))


def names(here: Installation, **wanted: object) -> list[str]:
    found = shelf(here, Wanted(**wanted), at=NOW, by=CLERK)  # type: ignore[arg-type]
    return [one.slide.id for one in found.listed]


def test_each_slide_stands_as_its_dates_its_state_and_its_rules_say(here: Installation) -> None:
    standing = {one.slide.id: one.standing for one in shelf(here, Wanted(standing="all"), at=NOW, by=CLERK).listed}

    assert standing == {
        "always": "nowhere",
        "arranged": "on",
        "soon": "on",
        "later": "later",
        "over": "over",
        "down": "withdrawn",
        "written": "draft",
        "nowhere": "nowhere",
        "alarm": "nowhere",
    }


def test_ones_own_come_first_and_then_what_ends_first(here: Installation) -> None:
    stored(here, a_notice("long", limits=Limits(ends="2027-01-31")), a_rule("long"))

    assert names(here) == ["soon", "long", "arranged"]


def test_a_list_is_sifted_by_standing_section_and_words(here: Installation) -> None:
    assert names(here, standing="soon") == ["soon"]
    assert names(here, standing="all", section="zei") == ["arranged"]
    assert "arranged" not in names(here, standing="all", section="mine")
    assert names(here, standing="all", words="ＳＯＯＮ 戸籍") == ["soon"]
    assert names(here, standing="all", words="no such words") == []


def test_how_many_there_are_of_each_is_counted(here: Installation) -> None:
    counts = shelf(here, Wanted(), at=NOW, by=CLERK).counts

    assert (counts["on"], counts["soon"], counts["nowhere"], counts["all"]) == (2, 1, 3, 9)


def test_fifty_come_at_a_time(tmp_path: Path) -> None:
    many = [a_notice(f"n{number}") for number in range(PAGE + 5)]
    here = posting(tmp_path, *many, *(a_rule(one.id) for one in many))

    second = shelf(here, Wanted(page=2), at=NOW, by=OTHER)
    beyond = shelf(here, Wanted(page=99), at=NOW, by=OTHER)

    assert (second.pages, second.total, len(second.listed)) == (2, PAGE + 6, 6)
    assert beyond.page == 2


def test_what_screens_show_of_a_slide_is_read_from_what_is_published(tmp_path: Path) -> None:
    here = posting(tmp_path)
    with writing(here.db) as under_way:
        for screen in ("lobby", "waiting"):
            enrol(under_way, screen, at=NOW)
    form = a_form(about="free", title_ja="きょうのこと", where="chosen", screens=("lobby", "waiting"), until="month")
    notices.put_up(here, form, at=NOW, by=CLERK)
    before = on_screens(here, form.id)

    with Publisher(here.settings) as publisher:
        publisher.publish(at=NOW)

    assert before == ((), (), False)
    assert on_screens(here, form.id) == (("lobby", "waiting"), ("lobby", "waiting"), True)
    assert "きょうのこと" in as_shown(here, form.id, ["lobby"])["lobby"][0].alt
    assert shelf(here, Wanted(words="きょうのこと"), at=NOW, by=CLERK).listed[0].picture is not None
    assert [one.box for one in glasses(here, ["lobby"], at=NOW)["lobby"]][-1] == (213, 0, 107, 180)
