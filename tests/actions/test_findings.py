"""Findings: after a load it is said what visitors could not read, once, with slide and screen."""

from __future__ import annotations

from pathlib import Path

from signage.actions.findings import findings
from tests.actions.living_office import NOW, living, publish, told, with_player
from tests.journeys.tiny_office import a_notice


def on_the_hall(slide: str) -> str:
    return f"rules: [{{id: {slide}, office: ume, screens: [hall], slide: {slide}}}]\n"


def test_an_office_without_fault_is_told_nothing(tmp_path: Path) -> None:
    here = living(tmp_path)

    assert findings(here, told(here, a_notice("工事", name="works")), at=NOW) == ()


def test_a_letter_that_no_font_has_is_named_with_slide_and_screen(tmp_path: Path) -> None:
    here = living(tmp_path)
    told(here, a_notice("ようこそ \U00012000", name="cuneiform"))

    found = findings(here, told(here, on_the_hall("cuneiform")), at=NOW)

    assert [one.en for one in found] == [
        '"お知らせ" (Hall): no font draws “\U00012000”; write it with other characters.'
    ]
    assert found[0].ja.startswith("「お知らせ」(ホール): ")


def test_a_load_of_slides_alone_speaks_of_these_alone(tmp_path: Path) -> None:
    here = living(tmp_path)
    told(here, a_notice("ようこそ \U00012000", name="cuneiform") + on_the_hall("cuneiform"))

    assert findings(here, told(here, a_notice("工事", name="works")), at=NOW) == ()
    assert len(findings(here, told(here, a_notice("また \U00012000", name="cuneiform")), at=NOW)) == 1


def test_a_loop_over_its_budget_is_told_once_its_pages_are_drawn(tmp_path: Path) -> None:
    here = living(tmp_path)
    entries = "[{slide: welcome, seconds: 200}]"
    loaded = told(here, f"playlists: [{{id: always, office: ume, name: いつも, entries: {entries}}}]\n")
    assert findings(here, loaded, at=NOW) == ()
    with_player(here)
    publish(here)

    (found,) = findings(here, loaded, at=NOW)

    assert found.en.startswith("Hall: This screen has 1 slides")
