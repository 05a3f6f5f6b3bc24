"""The schedule's pages: a week, a month, why something plays, and a rule made from a preset."""

from __future__ import annotations

import html
import re
import time
from dataclasses import replace
from datetime import date

import pytest

from signage.actions.schedules import blocks, save_rule
from signage.core.catalogue import Catalogue
from signage.core.instants import HOUR, midnight
from signage.core.rulebook import Rulebook
from signage.core.schedules import Rule
from signage.core.when import Limits, When
from signage.store.catalogue import catalogue
from signage.web.presets import PRESETS, Chosen, preset_of
from signage.web.row_names import RowNames
from signage.web.when_words import rule_words
from tests.staff import a_person
from tests.web.settings_office import Pages, changed, filled, opened
from tests.web.standins import NOW, TOKYO

TUESDAY_TEN = midnight(date(2026, 11, 24), TOKYO) + 10 * HOUR


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    return opened(tmp_path_factory.mktemp("schedules"))


@pytest.fixture(scope="module")
def held(pages: Pages) -> Catalogue:
    return catalogue(pages.installation.db)


def text_of(page: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", " ", page))


def a_rule(**more: object) -> Rule:
    usual = {"id": "r", "office": "mizuki", "screens": ("lobby-1f",), "playlist": "letters", "zone": "side"}
    return Rule(**{**usual, **more})  # type: ignore[arg-type]


def test_a_week_tells_each_block_with_its_time_level_and_place(pages: Pages) -> None:
    page = pages.said("/schedules/lobby-1f?day=2026-11-24")

    assert 'aria-label="11/24 8:45〜16:45 庁舎案内の横の枠: 通常' in page
    assert 'aria-label="11/24 0:00〜8:15 大きな枠:  消灯"' in page
    assert "/schedules/lobby-1f/month" in page
    assert "?day=2026-11-30" in page


def test_a_block_says_why_it_plays_and_what_it_keeps_away(pages: Pages) -> None:
    page = text_of(pages.said(f"/schedules/lobby-1f?day=2026-11-24&at={TUESDAY_TEN}"))

    assert "11月24日(火) 10:00 に出るものと、その理由" in page
    assert "カレンダー「開庁時間」の「平日」" in page
    assert "時間内なのに出ないもの" in page
    assert "「きょうのお知らせ」の放映スケジュール(通常)が優先" in page
    assert "lobby-today" not in page, "rules are called by what they play"


def test_a_month_tells_only_what_differs_from_the_usual_day(pages: Pages) -> None:
    page = pages.said("/schedules/lobby-1f/month?day=2026-11-01")

    cells = re.findall(r'class="month-day"[^>]*>(\d+)</a>(.*?)</td>', page, re.DOTALL)
    days = {int(day): text_of(cell) for day, cell in reversed(cells)}
    assert "いつもどおり" in days[10]
    assert "終日消灯" in days[3], "文化の日"
    assert "土曜開庁のご案内" in days[14]


def test_nonsense_in_the_address_is_answered_with_today(pages: Pages) -> None:
    for asked in ("day=zzz", "day=9999-01-01", "at=99999999999999999", "at=-5", "day=2026-02-30"):
        assert pages.client.get(f"/schedules/lobby-1f?{asked}").status_code == 200, asked
    assert pages.client.get("/schedules/nowhere").status_code == 404
    assert pages.client.get("/schedules/of?screen=lobby-1f&day=2026-11-24").headers["Location"].endswith("2026-11-24")


def test_rules_are_listed_in_words_and_found_by_them(pages: Pages) -> None:
    everything = text_of(pages.said("/schedules"))
    saturdays = text_of(pages.said("/schedules?search=第4土曜"))

    assert "毎月第2・第4土曜、8:30〜12:30" in everything
    assert "開庁時間中、10分ごとに1回" in everything
    assert "1階 玄関ロビー の庁舎案内の横の枠" in everything
    assert "土曜開庁のご案内" in saturdays
    assert "還付金詐欺" not in saturdays


@pytest.mark.parametrize(
    ("rule", "ja"),
    [
        (a_rule(), "いつも"),
        (a_rule(when=When(during="open")), "開庁時間中"),
        (a_rule(when=When(during="open", times=(("00:00", "12:00"),))), "午前、開庁時間中"),
        (a_rule(when=When(weekdays=("mon", "tue", "wed", "thu", "fri"))), "平日(月〜金)"),
        (a_rule(when=When(weekdays=("sun",), nth=(-1,), times=(("09:00", "12:30"),))), "毎月最終日曜、9:00〜12:30"),
        (a_rule(when=When(limits=Limits(begins="2026-12-01", ends="2026-12-01"))), "2026年12月1日"),
        (
            a_rule(when=When(limits=Limits(begins="2026-12-01T09:00", ends="2027-01-04"))),
            "2026年12月1日 9:00から2027年1月4日まで",
        ),
        (a_rule(when=When(during="before-closing", minutes=15)), "閉庁前の15分間"),
        (a_rule(each_round=True), "いつも、ほかの放映に1周1回ずつ加わる"),
        (a_rule(level="interrupt", every_minutes=20), "いつも、20分ごとに1回"),
        (a_rule(when=When(during="closed", calendar="card-hours")), "「マイナンバーカード」で閉庁中"),
    ],
)
def test_when_a_rule_plays_is_said_as_one_says_it(held: Catalogue, rule: Rule, ja: str) -> None:
    names = RowNames(held, "ja")

    assert rule_words(rule, names, "ja") == ja
    assert rule_words(rule, RowNames(held, "en"), "en").isprintable()


def test_every_preset_is_known_again_by_the_rule_that_it_made(pages: Pages) -> None:
    filled_in = {
        "begins": "2026-12-01",
        "ends": "2026-12-20",
        "nth": ("2", "4"),
        "weekdays": ("sat",),
        "minutes": "15",
    }
    for preset in PRESETS[:-1]:
        form = pages.form("/schedules/new?screen=lobby-1f")
        form = changed(form, what="playlist:letters", zone="side", preset=preset)
        form = changed(form, period__from="2026-12-01", period__until="2026-12-20", monthly__nth=["2", "4"])
        form = changed(form, monthly__weekdays=["sat"], closing__minutes="15", every__every="20")
        form = changed(form, weekly__weekdays=["tue"], weekly__first="12:00", weekly__last="13:00")

        answer = pages.post("/schedules/new", form)

        assert answer.status_code == 302, (preset, text_of(answer.text)[-800:])
        rule = pages.row("rules", answer.headers["Location"].rpartition("/")[2])
        assert preset_of(rule).preset == preset
        assert preset != "period" or preset_of(rule) == Chosen(
            preset="period", **{k: filled_in[k] for k in ("begins", "ends")}
        )  # type: ignore[arg-type]
        away = f"/schedules/rules/{rule.id}/archive"
        assert pages.post(away, pages.form(away)).status_code == 302


def test_a_rule_with_nothing_chosen_says_what_is_still_to_be_chosen(pages: Pages) -> None:
    answer = pages.post("/schedules/new", pages.form("/schedules/new"))

    assert answer.status_code == 400
    assert "何を流すか選んでください。" in answer.text
    assert "どこに流すか選んでください。" in answer.text


def test_what_a_rule_would_change_is_told_before_anything_is_saved(pages: Pages) -> None:
    before = pages.rows("rules")
    form = changed(pages.form("/schedules/new?screen=lobby-1f"), what="slide:manners", zone="side", level="interrupt")

    told = text_of(pages.post("/schedules/try", changed(form, preset="closing", closing__minutes="40")).text)

    assert "「撮影・喫煙" in told or "を 1階 玄関ロビー の庁舎案内の横の枠 に、閉庁前の40分間" in told
    assert "「きょうのお知らせ」が庁舎案内の横の枠に出なくなる: 11月24日(火)" in told
    assert pages.rows("rules") == before


def test_a_rule_that_a_notice_made_leads_to_its_notice(pages: Pages) -> None:
    rule = a_rule(id="posted-lift-check", playlist=None, slide="lift-check", each_round=True)
    save_rule(pages.installation, rule, seen=0, at=NOW, by=a_person("admin"))

    answer = pages.client.get("/schedules/rules/posted-lift-check")

    assert answer.headers["Location"] == "/slides/lift-check"
    assert "lift-check" not in pages.said("/schedules")
    assert "エレベーター" in pages.said("/schedules?of=notices")


def test_a_week_of_one_screen_among_two_hundred_costs_what_it_costs_alone(pages: Pages, held: Catalogue) -> None:
    many = {f"s-{n}": replace(held.screens["lobby-1f"], id=f"s-{n}") for n in range(200)}
    book = Rulebook(replace(held, screens={**held.screens, **many}))
    began = time.perf_counter()
    found = blocks(book, "s-7", midnight(date(2026, 11, 23), TOKYO), midnight(date(2026, 11, 30), TOKYO))

    assert found
    assert time.perf_counter() - began < 1.0, "far more than it takes; every screen's week would take longer"


def test_the_second_of_two_who_change_a_rule_is_shown_both_versions(pages: Pages) -> None:
    form = changed(
        pages.form("/schedules/new?screen=lobby-1f"), what="playlist:letters", zone="side", preset="always"
    )
    address = pages.post("/schedules/new", form).headers["Location"]
    mine, away = changed(pages.form(address), level="interrupt"), pages.form(f"{address}/archive")
    pages.post(address, changed(pages.form(address), what="slide:manners"))

    late, gone = pages.post(address, mine), pages.post(f"{address}/archive", away)
    told = text_of(late.text)

    assert (late.status_code, gone.status_code) == (409, 409)
    assert "保存されている内容: 通常" in told
    assert "入力した内容: 割込み" in told
    assert told.count("保存されている内容:") == 3, "the level, the playlist and the slide differ"
    assert pages.post(address, filled(late.text)).status_code == 302
    assert pages.row("rules", address.rpartition("/")[2]).level == "interrupt"
    assert pages.post(f"{address}/archive", pages.form(f"{address}/archive")).status_code == 302
