"""Papers: one entry becomes a sheet, a picture, and words for the office's web page."""

from __future__ import annotations

import io
import json
import time
from pathlib import Path

import pytest
from PIL import Image

from signage.actions.answers import Answers
from signage.actions.installation import Installation
from signage.actions.papers import Article, articles, desk_sheet, is_on_paper, printable, wall_sheet
from signage.core.problems import Forbidden, Missing
from signage.publish.papers import Order
from signage.publish.previews import Previews
from tests.actions.living_office import NOW, living, told
from tests.staff import a_person

CLERK = a_person("editor", office="ume", section="soumu")
NOTICE = """
office: ume
slides:
  - id: market
    kind: notice
    name: {ja: 朝市, en: Morning market}
    owner: soumu
    until: 2026-12-28
    fields:
      title: {ja: 梅の朝市, en: Plum market}
      body: {ja: "{雨|あめ}でも行います。", en: Rain or shine.}
      first: 2026-11-28
      last: 2026-12-05
      hours: "9:00-12:00"
      place: {ja: 正面玄関前, en: Forecourt}
      whom: {ja: どなたでも, en: Everybody}
      code: https://www.ume.example/market
      band: 延期
  - {id: old, kind: notice, name: 昔の話, owner: soumu, until: 2026-11-01, fields: {title: 昔の話}}
"""


@pytest.fixture
def here(tmp_path: Path) -> Installation:
    """The tiny office with a notice that has everything, and one that has ended."""
    installation = living(tmp_path)
    told(installation, NOTICE)
    return installation


def article(here: Installation, language: str) -> Article:
    """The notice's words in one language."""
    return next(one for one in articles(here, "market", by=CLERK) if one.language == language)


def test_a_web_page_gets_title_lead_headings_and_link(here: Installation) -> None:
    told = article(here, "ja")

    assert told.title == "【延期】梅の朝市"
    assert told.lead == ("雨でも行います。",)
    assert dict(told.parts)["場所"] == "正面玄関前"
    assert dict(told.parts)["対象"] == "どなたでも"
    assert dict(told.parts)["問合せ"] == "総務課"
    assert told.link == ("https://www.ume.example/market", "くわしくはこちら")


def test_dates_on_a_web_page_have_their_year(here: Installation) -> None:
    parts = dict(article(here, "ja").parts)

    assert "2026年11月28日(土)〜12月5日(土) 9:00〜12:00" in parts.values()


def test_plain_text_marks_its_headings_in_japanese(here: Installation) -> None:
    ja, en = article(here, "ja").text, article(here, "en").text

    assert "【延期】梅の朝市\n\n雨でも行います。\n\n■" in ja
    assert "\n\n■場所\n正面玄関前\n\n" in ja
    assert "[POSTPONED] Plum market" in en
    assert "\n\nWhere\nForecourt\n\n" in en


def test_what_has_ended_is_not_offered_and_another_offices_things_are_not_seen(here: Installation) -> None:
    slides = [slide.id for slide in printable(here, at=NOW, by=CLERK).slides]

    assert slides == ["market", "welcome"]
    assert printable(here, at=NOW, by=a_person("viewer", office="momo")).slides == ()
    with pytest.raises(Forbidden):
        wall_sheet(here, "market", by=a_person("viewer", office="momo"))
    with pytest.raises(Missing):
        wall_sheet(here, "nothing", by=CLERK)
    with pytest.raises(Missing):
        desk_sheet(here, "momo", by=CLERK)
    assert is_on_paper(here, "market")


def test_sheets_are_made_in_another_process_within_two_seconds(here: Installation) -> None:
    previews = Previews(here.data)
    try:
        answers = Answers(here, previews=previews)
        begun = time.monotonic()
        sheet = answers.paper(wall_sheet(here, "market", by=CLERK), at=NOW)
        took = time.monotonic() - begun
        desk = answers.paper(desk_sheet(here, "ume", by=CLERK, upright=True), at=NOW)
        with pytest.raises(Missing):
            answers.paper(Order(paper="notice", name="nothing"), at=NOW)
    finally:
        previews.close()

    assert sheet.startswith(b"%PDF-")
    assert desk.startswith(b"%PDF-")
    assert took < 20, "two seconds on a quiet machine; the process begins within it"


def test_the_glass_of_any_instant_is_a_picture_of_the_canvas_size(here: Installation) -> None:
    answers = Answers(here)
    manifest = json.loads(answers.manifest("hall", at=NOW, now=NOW))

    made = answers.paper(Order(paper="glass", glass={"manifest": manifest, "live": []}), at=NOW)

    assert Image.open(io.BytesIO(made)).size == (640, 360)
    assert made == answers.snapshot("hall", at=NOW, now=NOW)
