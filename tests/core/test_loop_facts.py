"""What can be said of a loop: its round, its returns, its shares, and the way out when it takes too long."""

from __future__ import annotations

from signage.core.loop_facts import loop_facts, too_long, zone_facts
from signage.core.playlists import Part, Turn, Turns
from signage.core.rulebook import Rulebook
from tests.core.makers import a_catalogue, a_playlist, a_rule, a_slide, at, plan


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
    facts = zone_facts(Rulebook(catalogue), segment.zones[0])

    assert (facts.total_ms, facts.round_ms) == (310_000, 40_000)
    assert facts.warning is not None
    assert (segment.zones[0].rules, segment.zones[0].inserts) == (("rule",), ("insert",))
