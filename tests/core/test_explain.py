"""The schedule explains itself: the year-end closure, who outranks whom, and when it will change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from signage.core.catalogue import Catalogue
from signage.core.explain import Explanation, Judged, explain
from signage.core.instants import DAY, SECOND
from signage.core.rulebook import Rulebook
from signage.core.texts import Text
from tests.core.makers import (
    Pages,
    a_calendar,
    a_catalogue,
    a_line,
    a_playlist,
    a_rule,
    a_screen,
    a_slide,
    at,
    plan,
    segment_at,
)
from tests.core.schedule_cases import BEGINS, DAYS, Case, Slow, cases


def a_ward(**changes: object) -> Catalogue:
    """Lit on workdays but not at year end; notices while open, a closure notice while closed."""
    power = a_calendar(
        a_line("8:15-17:30", weekdays="mon tue wed thu fri", name="平日"),
        a_line(holidays=True, name="祝日"),
        a_line(dates="12-29..01-03", name="年末年始"),
        id="power",
    )
    hours = a_calendar(
        a_line("8:45-17:00", weekdays="mon tue wed thu fri", name="平日"),
        a_line(dates="12-29..01-03", name="年末年始"),
    )
    rules = (
        a_rule(id="notices", during="open"),
        a_rule(id="closure", during="closed", plays="always"),
        a_rule(id="base", level="base", plays="always"),
        a_rule(id="guide", zone="side", plays="always"),
        a_rule("12:00-13:00", id="lunch", level="interrupt", plays="lunch", during="open"),
        a_rule(id="spring", within="2027-03-01/", plays="notices"),
        a_rule(id="autumn", within="/2026-10-31", plays="notices"),
        a_rule(id="radio", level="interrupt", every_minutes=5, plays="lunch"),
        a_rule(id="gone", plays="empty", level="emergency", within="2026-11-01/2027-12-31"),
    )
    catalogue = a_catalogue(
        *rules,
        calendars=[power, hours],
        screens=[a_screen(power="power", sound="office")],
        slides=[
            a_slide("l"),
            a_slide("w", state="withdrawn"),
            a_slide("e", within="/2026-11-20"),
            a_slide("d", state="draft"),
        ],
        playlists=[a_playlist("lunch", "l"), a_playlist("empty", "w", "e", "d")],
        holidays={date(2026, 11, 23): Text.of(ja="勤労感謝の日")},
    )
    return replace(catalogue, **changes)


def asked(local: str, catalogue: Catalogue | None = None) -> Explanation:
    return explain(Rulebook(catalogue or a_ward()), "lobby", at(local))


def judged(found: Explanation, rule: str) -> Judged:
    everything = (one for zone in found.zones for one in (*zone.winners, *zone.losers))
    return next(one for one in everything if one.rule.id == rule)


def why(found: Explanation, rule: str, language: str = "ja") -> str:
    return judged(found, rule).why.best(language)


def test_the_year_end_closure_is_explained_by_the_line_that_decides() -> None:
    found = asked("2026-12-29 10:00")

    assert not found.lit
    assert found.power.best("ja") == "消灯中: カレンダー「power」の「年末年始」。次の点灯は2027年1月4日(月) 8:15"
    assert found.power.best("en") == 'Dark: calendar "power", line "年末年始"; lit again Mon 4 Jan 2027 8:15'
    assert found.until == at("2027-01-04 08:15")
    assert found.lasts.best("ja") == "2027年1月4日(月) 8:15まで変わらない"
    assert "閉庁中: カレンダー「office」の「年末年始」" in why(found, "closure")
    assert why(found, "closure").startswith("点灯すれば放映(通常)")


def test_a_working_day_is_lit_by_its_line_until_the_evening() -> None:
    found = asked("2026-11-24 10:00")

    assert found.lit
    assert found.sound
    assert found.power.best("ja") == "点灯中: カレンダー「power」の「平日」、11月24日(火) 17:30まで"
    assert found.until == at("2026-11-24 12:00")
    assert found.layout_why.best("ja") == "画面構成「whole」(モニターの設定)"


def test_a_holiday_is_called_by_its_name() -> None:
    assert "「祝日: 勤労感謝の日」" in asked("2026-11-23 10:00").power.best("ja")


@pytest.mark.parametrize(
    ("rule", "verdict", "ja", "en"),
    [
        (
            "notices",
            "plays",
            "放映中(通常)。開庁中: カレンダー「office」の「平日」。11月24日(火) 8:45〜17:00",
            'On air (normal); while open: calendar "office", line "平日"; Tue 24 Nov 8:45–17:00',
        ),
        ("radio", "inserted", "5分ごとに挿入", "Inserted every 5 min"),
        ("base", "outranked", "「notices」(通常)が優先", 'Outranked by "notices" (normal)'),
        (
            "closure",
            "closed",
            "時間外。次は11月24日(火) 17:00から",
            "Its window is not open; next from Tue 24 Nov 17:00",
        ),
        ("guide", "no zone", "画面構成「whole」に表示枠「side」がない", 'Layout "whole" has no zone "side"'),
        ("spring", "not yet", "2027年3月1日(月) 0:00から", "Only from Mon 1 Mar 2027 0:00"),
        ("autumn", "over", "10月31日(土) 24:00で終了", "Over since Sat 31 Oct 24:00"),
    ],
)
def test_each_rule_is_told_why_it_won_or_lost(rule: str, verdict: str, ja: str, en: str) -> None:
    found = asked("2026-11-24 10:00")

    assert judged(found, rule).verdict == verdict
    assert why(found, rule) == ja
    assert why(found, rule, "en") == en


def test_a_rule_with_nothing_to_show_says_why_each_slide_is_left_out() -> None:
    found = judged(asked("2026-11-24 10:00"), "gone")

    assert found.verdict == "empty"
    assert found.why.best("ja").startswith("放映できるコンテンツがない")
    assert [text.best("ja") for text in found.left_out] == [
        "「w」は取り下げ済み",
        "「e」は11月20日(金) 24:00で終了",
        "「d」は下書き",
    ]


def test_an_interrupt_at_night_lights_the_screen_and_says_so() -> None:
    night = a_rule("2:00-3:00", id="night", level="interrupt")
    ward = a_ward()

    found = asked("2026-11-24 02:30", replace(ward, rules={**ward.rules, "night": night}))

    assert found.lit
    assert found.power.best("ja") == "点灯中: 「night」(割込み)のため。カレンダー「power」の「平日」では消灯の時間"
    assert found.until == at("2026-11-24 03:00")


def test_without_a_calendar_the_screen_is_always_lit_and_nothing_ever_changes() -> None:
    found = asked("2026-11-24 02:30", a_catalogue(a_rule()))

    assert found.power.best("en") == "Lit, as it is day and night"
    assert found.until is None
    assert why(found, "rule") == "放映中(通常)"


def test_equal_rules_are_told_that_they_share() -> None:
    found = asked("2026-11-24 10:00", a_catalogue(a_rule(id="one", weight=3), a_rule(id="two")))

    assert why(found, "one") == "放映中(通常、同順位2件を配分、重み3)"


def test_a_slide_that_ends_changes_what_is_shown() -> None:
    ending = a_catalogue(a_rule(), slides=[a_slide("b", within="/2026-11-24T10:42")])

    assert asked("2026-11-24 10:00", ending).until == at("2026-11-24 10:42")


def test_an_empty_zone_shows_the_fallback_and_the_lines_say_so() -> None:
    found = asked("2026-11-24 10:00", a_catalogue(screens=[a_screen(layout="main-side")]))

    assert found.told("ja") == [
        "点灯中(昼夜を問わず点灯)",
        "この先変わる予定なし",
        "画面構成「main-side」(モニターの設定)",
        "表示枠 main",
        "  ● 通信断時の表示",
        "表示枠 side",
        "  ● 通信断時の表示",
    ]


def test_the_lines_name_winners_and_losers_in_both_languages() -> None:
    found = asked("2026-11-24 10:00")

    ja, en = found.told("ja"), found.told("en")
    assert len(ja) == len(en)
    assert f"  ● notices「notices」: {why(found, 'notices')}" in ja
    assert '  ○ base "always": Outranked by "notices" (normal)' in en


@pytest.mark.parametrize("hour", range(0, 24, 3))
@pytest.mark.parametrize("day", ["2026-11-23", "2026-11-24", "2026-12-29"])
def test_the_explanation_agrees_with_the_timeline(day: str, hour: int) -> None:
    now = f"{day} {hour:02}:00"
    found, segment = asked(now), segment_at(plan(a_ward(), day, "2027-01-08", pages=Pages()), at(now))

    assert (found.lit, found.sound) == (segment.lit, segment.sound)
    if segment.lit:
        winners = {zone.zone: bool(zone.winners) for zone in found.zones if zone.box is not None}
        assert winners == {"main": any(zone.zone == "main" for zone in segment.zones)}
        assert found.until is not None
        assert found.until <= segment.ends


@settings(max_examples=40, deadline=None)
@given(cases(), st.integers(0, (DAYS - 1) * DAY // SECOND))
def test_any_explanation_is_what_the_oracle_says_and_holds_until_it_says(case: Case, seconds: int) -> None:
    now, slow = BEGINS + seconds * SECOND, Slow(case)

    found = explain(Rulebook(case.catalogue), "lobby", now)

    def state(instant: int) -> object:
        lit, zones = slow.playing(instant)
        if not lit:
            return None
        playing = {zone: [r.id for r in shown.everyone] for zone, shown in zones.items()}
        shown = [slow.visible(rule, instant) for zone in zones.values() for rule in zone.everyone]
        return playing, shown, slow.sound(instant), slow.layout(instant)

    lit, zones = slow.playing(now)
    assert found.lit == lit
    for zone in found.zones:
        everyone = zones[zone.zone].everyone if zone.zone in zones else []
        assert {one.rule.id for one in zone.winners} == {rule.id for rule in everyone}
    if found.until is not None:
        assert state(found.until - SECOND) == state(now)
        assert state(found.until) != state(now)
