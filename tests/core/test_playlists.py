"""Playlists and loops: inlined, dealt, inserted; and what can be said of a loop."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from signage.core.playlists import Part, Turn, Turns, deal, inline, insert_every, join, nested
from signage.core.problems import Missing, Refused
from tests.core.makers import a_catalogue, a_playlist

HANDS = st.lists(
    st.tuples(st.lists(st.integers(1, 20), min_size=1, max_size=5), st.integers(1, 4)), min_size=1, max_size=4
)


def a_turn(slide: str, *seconds: int) -> Turn:
    return Turn(slide, tuple(Part(f"{slide}{n}", second * 1000) for n, second in enumerate(seconds)))


def turns(text: str) -> Turns:
    """ "a:10 b:20": slides of one page each, in seconds."""
    return tuple(a_turn(name, int(seconds)) for name, seconds in (word.split(":") for word in text.split()))


def names(loop: Turns) -> str:
    return "".join(turn.slide for turn in loop)


def a_hand(number: int, seconds: list[int]) -> Turns:
    return tuple(a_turn(f"{number}-{n}", second) for n, second in enumerate(seconds))


def test_playlists_within_playlists_are_inlined_in_their_place() -> None:
    lists = [a_playlist("outer", "a", ">inner", "b:9"), a_playlist("inner", "c:5", "a")]

    assert inline("outer", a_catalogue(playlists=lists)) == (("a", None), ("c", 5000), ("a", None), ("b", 9000))
    assert nested("outer", a_catalogue(playlists=lists)) == {"outer", "inner"}


def test_a_time_for_a_whole_playlist_is_the_time_of_its_pages() -> None:
    lists = [a_playlist("outer", ">inner:7"), a_playlist("inner", "c:5", "a")]

    assert inline("outer", a_catalogue(playlists=lists)) == (("c", 7000), ("a", 7000))


def test_playlists_that_contain_each_other_are_refused_by_the_names_on_the_way() -> None:
    lists = [a_playlist("one", ">two"), a_playlist("two", "a", ">three"), a_playlist("three", ">two")]

    with pytest.raises(Refused, match="one → two → three → two") as refused:
        inline("one", a_catalogue(playlists=lists))

    assert "循環" in refused.value.sentence("ja")


def test_the_same_playlist_twice_is_no_cycle() -> None:
    lists = [a_playlist("outer", ">inner", ">inner"), a_playlist("inner", "a")]

    assert inline("outer", a_catalogue(playlists=lists)) == (("a", None), ("a", None))


def test_a_playlist_that_is_not_there_is_missed_by_name() -> None:
    with pytest.raises(Missing, match="nowhere"):
        inline("outer", a_catalogue(playlists=[a_playlist("outer", ">nowhere")]))


@pytest.mark.parametrize(
    ("hands", "loop"),
    [
        ([("a:10 b:10", 1)], "ab"),
        ([("a:10 b:10", 1), ("c:10 d:10", 1)], "acbd"),
        ([("a:10 b:10 e:10", 1), ("c:10", 1)], "acbce"),
        ([("a:10 b:10 e:10 f:10", 2), ("c:10 d:10", 1)], "acbedf"),
        ([("a:30", 1), ("c:10 d:10 e:10", 1)], "acde"),
    ],
)
def test_the_next_turn_is_of_the_rule_with_the_least_shown_time_by_weight(
    hands: list[tuple[str, int]], loop: str
) -> None:
    assert names(deal([(turns(text), weight) for text, weight in hands], name="x")) == loop


@settings(deadline=None)
@given(HANDS)
def test_every_hand_is_dealt_whole_and_in_turn(hands: list[tuple[list[int], int]]) -> None:
    dealt = deal([(a_hand(n, seconds), weight) for n, (seconds, weight) in enumerate(hands)], name="x")

    for n, (seconds, _) in enumerate(hands):
        own = [turn.slide for turn in dealt if turn.slide.startswith(f"{n}-")]
        assert len(own) >= len(seconds)
        assert own == [f"{n}-{i % len(seconds)}" for i in range(len(own))]


@settings(deadline=None)
@given(HANDS)
def test_nobody_is_ahead_by_more_than_a_turn(hands: list[tuple[list[int], int]]) -> None:
    dealt = deal([(a_hand(n, seconds), weight) for n, (seconds, weight) in enumerate(hands)], name="x")
    shown = [0.0] * len(hands)

    for turn in dealt:
        n = int(turn.slide[0])
        assert shown[n] <= min(shown) + 1e-9
        shown[n] += turn.ms / hands[n][1]


@settings(deadline=None)
@given(HANDS)
def test_dealing_ends_as_soon_as_all_are_whole(hands: list[tuple[list[int], int]]) -> None:
    dealt = deal([(a_hand(n, seconds), weight) for n, (seconds, weight) in enumerate(hands)], name="x")

    counts = Counter(int(turn.slide[0]) for turn in dealt[:-1])
    assert any(counts[n] < len(seconds) for n, (seconds, _) in enumerate(hands))


def test_the_pages_of_a_slide_stay_together() -> None:
    long, short = (a_turn("a", 5, 5, 5), a_turn("b", 5)), turns("c:2")

    assert names(deal([(long, 1), (short, 1)], name="x")) == "a" + "c" * 8 + "b"


@pytest.mark.parametrize(
    ("base", "joined", "loop"),
    [
        ("a:10 b:10 c:10 d:10", "x:5", "xabcd"),
        ("a:10 b:10 c:10 d:10", "x:5 y:5", "xabycd"),
        ("a:10 b:30", "x:5 y:50", "xayb"),
        ("a:20 b:20 c:20", "x:5 y:5", "xaybc"),
        ("a:60", "x:5 y:5 z:5", "xyaz"),
        ("a:60", "", "a"),
        ("", "x:5 y:5", "xy"),
    ],
)
def test_joined_slides_come_once_a_round_spread_by_time_the_first_at_its_beginning(
    base: str, joined: str, loop: str
) -> None:
    assert names(join(turns(base), turns(joined), name="x")) == loop


@settings(deadline=None)
@given(st.lists(st.integers(1, 60), max_size=12), st.lists(st.integers(1, 60), max_size=12))
def test_each_joined_slide_lies_at_the_boundary_nearest_to_even_spacing(seconds: list[int], own: list[int]) -> None:
    base, guests = a_hand(0, seconds), a_hand(1, own)
    round_s = sum(seconds)

    loop = join(base, guests, name="x")

    assert [turn for turn in loop if turn in base] == list(base)
    assert [turn for turn in loop if turn in guests] == list(guests)
    boundaries = [sum(seconds[:n]) for n in range(len(seconds) + 1)]
    for k, guest in enumerate(guests):
        passed = sum(turn.ms for turn in loop[: loop.index(guest)] if turn in base) // 1000
        even = Fraction(round_s * k, len(guests))
        assert passed == min(boundaries, key=lambda boundary: (abs(boundary - even), boundary))


@pytest.mark.parametrize(
    ("base", "inserts", "seconds", "loop"),
    [
        ("a:10 b:10 c:10", "x:5", 60, "abcabcx"),
        ("a:20 b:20 c:20 d:20", "x:5", 60, "abcxdabxcdaxbcdx"),
        ("a:60", "x:5 y:5", 60, "axay"),
        ("a:10 b:80", "x:5", 60, "abx"),
    ],
)
def test_one_insert_follows_each_time_until_both_are_whole(base: str, inserts: str, seconds: int, loop: str) -> None:
    assert names(insert_every(turns(base), [(turns(inserts), seconds * 1000)], name="x")) == loop


@settings(deadline=None)
@given(
    st.lists(st.integers(5, 40), min_size=1, max_size=8),
    st.lists(st.tuples(st.integers(1, 3), st.sampled_from([60_000, 120_000, 300_000])), min_size=1, max_size=3),
)
def test_inserts_come_no_sooner_than_said_and_hardly_later(seconds: list[int], rules: list[tuple[int, int]]) -> None:
    base, inserts = a_hand(0, seconds), [(a_hand(n, [5] * length), ms) for n, (length, ms) in enumerate(rules, 1)]

    try:
        loop = insert_every(base, inserts, name="x")
    except Refused:
        event("refused")
        assert len(rules) > 1
        return

    round_ms = sum(seconds) * 1000
    own = [turn.slide for turn in loop if turn.slide.startswith("0-")]
    assert own == [f"0-{n % len(seconds)}" for n in range(len(own))]
    assert len(own) % len(seconds) == 0
    for rule, (length, every_ms) in enumerate(rules, 1):
        put = [turn.slide for turn in loop if turn.slide.startswith(f"{rule}-")]
        assert put == [f"{rule}-{n % length}" for n in range(len(put))]
        assert len(put) % length == 0
        assert min(gaps(loop, rule)) >= every_ms
        left_over_ms = max(min(round_ms, every_ms), every_ms // 10) if len(rules) == 1 else every_ms
        assert max(gaps(loop, rule)) < every_ms + max(seconds) * 1000 + left_over_ms


def gaps(loop: Turns, rule: int) -> list[int]:
    """How long the loop itself was shown between one insert of a rule and the next, the loop being a ring."""
    found, passed = [], 0
    for turn in loop * 2:
        if turn.slide.startswith(f"{rule}-"):
            found.append(passed)
            passed = 0
        elif turn.slide.startswith("0-"):
            passed += turn.ms
    return found


def test_more_than_a_thousand_entries_are_refused_by_name() -> None:
    many = a_hand(0, [5] * 600)

    with pytest.raises(Refused, match="summer\\+sports"):
        deal([(many, 1), (a_hand(1, [1]), 50)], name="summer+sports")
    with pytest.raises(Refused, match="1,000"):
        deal([(a_hand(0, [1] * 1001), 1)], name="x")
    with pytest.raises(Refused, match="bulletin"):
        insert_every(many, [(a_hand(9, [5] * 7), 60_000)], name="bulletin")
    with pytest.raises(Refused, match="posted"):
        join(many, a_hand(2, [5] * 401), name="posted")
