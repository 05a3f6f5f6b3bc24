"""What can be said of a loop: its round, its returns, its shares, and the way out when it takes too long."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from signage.core.catalogue import Catalogue, FloorGuide
from signage.core.guide import Section
from signage.core.loop_facts import PostedFacts, loop_facts, posted_facts, too_long, zone_facts
from signage.core.playlists import Part, Turn, Turns
from signage.core.rulebook import Rulebook
from signage.core.texts import Text
from tests.core.makers import (
    OFFICE,
    a_catalogue,
    a_playlist,
    a_rule,
    a_slide,
    at,
    changed,
    limits,
    plan,
    segment_at,
)


def a_turn(slide: str, *seconds: int) -> Turn:
    return Turn(slide, tuple(Part(f"{slide}{n}", second * 1000) for n, second in enumerate(seconds)))


def turns(text: str) -> Turns:
    """ "a:10 b:20": slides of one page each, in seconds."""
    return tuple(a_turn(name, int(seconds)) for name, seconds in (word.split(":") for word in text.split()))


def test_facts_of_a_loop_are_its_length_its_returns_and_its_shares() -> None:
    loop = (a_turn("a", 10, 20), *turns("b:30 c:60 b:30"))

    facts = loop_facts(
        loop, slide=lambda slide: a_slide(slide, owner="tax" if slide == "b" else "koho"), budget_ms=180_000
    )

    assert facts.total_ms == 150_000
    assert facts.slides == 3
    assert facts.seen_again_ms == {"a0": 150_000, "a1": 150_000, "b0": 90_000, "c0": 150_000}
    assert facts.share_by_owner == {"koho": 0.6, "tax": 0.4}
    assert facts.warning is None


def test_a_loop_over_its_budget_warns_and_names_the_way_out() -> None:
    loop = (*(a_turn(chr(97 + n), 16) for n in range(13)), a_turn("z", 11, 11))

    facts = loop_facts(loop, slide=a_slide, budget_ms=180_000)

    assert facts.summary.best("ja") == "このモニターは14件・1周3分50秒。約4分に1回表示されます"
    assert facts.warning is not None
    assert "50秒超えています" in facts.warning.best("ja")
    assert 'Shorten the longest, "z" (22 s)' in facts.warning.best("en")


def test_what_is_inserted_now_and_then_does_not_count_as_a_round() -> None:
    loop = turns("a:60 b:60 a:60 b:60 x:5")

    facts = loop_facts(loop, slide=a_slide, budget_ms=180_000, inserted=frozenset("x"))

    assert (facts.total_ms, facts.round_ms) == (245_000, 125_000)
    assert facts.warning is None


def test_a_timeline_tells_which_of_its_loops_take_too_long_and_since_when() -> None:
    long = a_playlist("long", *[f"s{n}:15" for n in range(14)])
    slides = [a_slide(f"s{n}", owner="tax" if n else "koho") for n in range(14)]
    rules = a_rule(), a_rule(id="open", level="interrupt", plays="long", during="open")
    catalogue = a_catalogue(*rules, slides=slides, playlists=[long])

    planned = plan(catalogue, "2026-11-24", "2026-11-27")
    found = too_long(Rulebook(catalogue), planned)

    assert [(one.zone, one.begins) for one in found] == [("main", at("2026-11-24 08:45"))]
    assert (
        found[0]
        .warning.best("ja")
        .startswith("このモニターは14件・1周3分30秒。約4分に1回表示されます。目安の3分を30秒")
    )
    assert found[0].facts.share_by_owner == {"koho": 1 / 14, "tax": 13 / 14}


def test_a_playlists_own_budget_counts_and_inserts_are_known_by_their_rule() -> None:
    insert = a_rule(id="insert", level="interrupt", plays="always", every_minutes=5)
    catalogue = a_catalogue(a_rule(), insert, playlists=[a_playlist("notices", "a", "b", "c", budget_ms=20_000)])

    (segment,) = plan(catalogue, "2026-11-24", "2026-11-25").segments
    facts = zone_facts(Rulebook(catalogue), segment.zones[0], at=segment.begins)

    assert (facts.total_ms, facts.round_ms) == (310_000, 40_000)
    assert facts.warning is not None
    assert (segment.zones[0].rules, segment.zones[0].inserts) == (("rule",), ("insert",))


TEN = "2026-11-24 10:00"


def a_posted(*, sections: tuple[Section, ...] = (), **slide: Any) -> Catalogue:
    """Three notices, and a fourth that was posted to join them."""
    posted = a_rule(id="posted-x", plays="x", each_round=True)
    catalogue = a_catalogue(
        a_rule(), posted, slides=[a_slide("x", **{"owner": "tax", **slide})], playlists=[a_playlist("x", "x")]
    )
    return changed(catalogue, guide=FloorGuide(sections=sections))


def a_section(id: str, share: int | None = None, **given: Any) -> Section:  # noqa: A002
    return Section(id=id, office=OFFICE, name=Text.of(ja=f"{id}課", en=id), share_percent=share, **given)


def told(catalogue: Catalogue, when: str = TEN, slide: str = "x") -> PostedFacts:
    zones = segment_at(plan(catalogue, "2026-11-24", "2026-11-26"), at(when)).zones
    found = posted_facts(Rulebook(catalogue), zones, slide, at=at(when))
    assert found is not None
    return found


ENDS: Mapping[str, tuple[dict[str, Any], str, str]] = {
    "a day": ({"within": "/2026-11-25"}, "11月25日に自動終了", "ends by itself on 25 Nov"),
    "a time": ({"within": "/2026-11-25T17:15"}, "11月25日 17:15に自動終了", "on 25 Nov 17:15"),
    "another year": ({"within": "/2027-01-03"}, "2027年1月3日に自動終了", "on 3 Jan 2027"),
    "a standing request": ({"review_on": "2027-04-01"}, "2027年4月1日に見直し", "looked at again on 1 Apr 2027"),
    "nothing": ({}, "終了日なし", "without an end"),
}


@pytest.mark.parametrize("end", ENDS)
def test_whoever_posts_is_told_how_often_it_is_seen_and_when_it_ends(end: str) -> None:
    slide, ja, en = ENDS[end]

    facts = told(a_posted(**slide))

    assert facts.sentence.best("ja") == f"このモニターは4件・1周40秒。約40秒に1回・{ja}"
    assert facts.sentence.best("en").startswith("This screen has 4 slides, 40 s a round. Shown about every 40 s; ")
    assert facts.sentence.best("en").endswith(en)
    assert facts.warnings == ()


def test_a_slide_that_is_not_shown_there_has_no_facts() -> None:
    catalogue = a_posted()
    zones = plan(catalogue, "2026-11-24", "2026-11-25").segments[0].zones

    assert posted_facts(Rulebook(catalogue), zones, "g", at=at(TEN)) is None


def test_a_section_over_its_share_is_told_so_with_the_way_out() -> None:
    facts = told(a_posted(sections=(a_section("tax", 20),)))

    (warning,) = facts.warnings
    assert warning.best("ja") == (
        "tax課の割当は20%です。いまは25%(40秒のうち10秒)を使っています。"
        "「x」(1回10秒)を短くするか、どれかの掲載を終えてください"
    )
    assert warning.best("en") == (
        'tax has a share of 20% and now takes 25% (10 s of 40 s). Shorten "x" (10 s) or take one down'
    )


def test_a_share_counts_what_lies_beneath_and_is_told_to_those_whose_it_is() -> None:
    sections = a_section("money", 20), a_section("tax", 30, parent="money"), a_section("koho", 50)

    facts = told(a_posted(sections=sections))

    assert set(facts.loop.over_share) == {"koho", "money"}
    assert [text.best("en")[:5] for text in facts.warnings] == ["money"]
    assert len(facts.loop.warnings) == 2


def test_nothing_is_said_of_a_share_that_is_kept_or_ended_or_where_there_is_nobody_to_share_with() -> None:
    kept, ended = a_section("tax", 25), a_section("tax", 20, limits=limits("/2026-11-23"))
    alone = a_posted(sections=(a_section("tax", 20),), within="2026-11-24/")
    alone = changed(alone, rules={"posted-x": alone.rules["posted-x"]})

    for catalogue in (a_posted(sections=(kept,)), a_posted(sections=(ended,)), alone):
        assert told(catalogue).warnings == ()
