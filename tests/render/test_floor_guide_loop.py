"""The guide's loop and its columns, held to their laws; pictograms and strips of words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from signage.core.reading import searching_ms
from signage.render.floor_guide_columns import Group, column_height, columns_needed, dealt
from signage.render.floor_guide_loop import RETURNS_MS, Offer, Timed, interleaved, room, span
from signage.render.pictograms import KNOWN, pictogram

ROWS = st.integers(1, 25).map(searching_ms)


def timed(name: str, lengths: list[int]) -> tuple[Timed[str], ...]:
    return tuple(Timed(page=f"{name}{number}", ms=ms) for number, ms in enumerate(lengths))


def an_offer(name: str, lengths: list[int]) -> Offer[str]:
    return Offer(name=name, make=lambda gap: timed(name, lengths))


def lengths_of(loop: tuple[str, ...], sets: dict[str, list[int]]) -> list[int]:
    return [sets[page[0]][int(page[1:])] for page in loop]


@given(
    overview=st.lists(ROWS, min_size=1, max_size=3),
    others=st.lists(st.lists(ROWS, min_size=1, max_size=4), max_size=8),
    budget=st.sampled_from([60_000, 120_000, 180_000, 300_000]),
)
def test_every_page_of_the_overview_returns_in_time_wherever_the_loop_is_cut(
    overview: list[int], others: list[list[int]], budget: int
) -> None:
    names = "ABCDEFGH"
    sets = {"o": overview, **dict(zip(names, others, strict=False))}

    loop = interleaved(
        timed("o", overview), [an_offer(names[n], one) for n, one in enumerate(others)], budget_ms=budget
    )

    shown = list(zip(loop.pages, lengths_of(loop.pages, sets), strict=True))
    whole = sum(ms for _, ms in shown)
    for number in range(len(overview)):
        starts = [sum(ms for _, ms in shown[:at]) for at, (page, _) in enumerate(shown) if page == f"o{number}"]
        gaps = [later - earlier for earlier, later in zip(starts, [*starts[1:], starts[0] + whole], strict=True)]
        assert max(gaps) <= max(RETURNS_MS, sum(overview))
    assert whole <= max(budget, sum(overview))


@given(others=st.lists(st.lists(ROWS, min_size=1, max_size=4), max_size=8))
def test_an_offer_is_shown_whole_and_in_order_or_named(others: list[list[int]]) -> None:
    names = "ABCDEFGH"
    offers = [an_offer(names[n], one) for n, one in enumerate(others)]

    loop = interleaved(timed("o", [9_000, 9_000]), offers, budget_ms=180_000)

    for offer, one in zip(offers, others, strict=True):
        shown = [page for page in loop.pages if page.startswith(offer.name)]
        expected = [] if offer.name in loop.left_out else [f"{offer.name}{n}" for n in range(len(one))]
        assert shown == expected


def test_what_has_no_time_left_is_not_even_laid_out() -> None:
    asked: list[str] = []

    def make(name: str) -> tuple[Timed[str], ...]:
        asked.append(name)
        return timed(name, [9_000])

    offers = [Offer(name=name, make=lambda gap, name=name: make(name)) for name in "ABCDEFGH"]

    loop = interleaved(timed("o", [15_000, 15_000]), offers, budget_ms=80_000)

    assert asked == ["A", "B"]
    assert loop.left_out == ("C", "D", "E", "F", "G", "H")


def test_room_is_what_forty_seconds_leave() -> None:
    assert room(timed("o", [9_000, 9_900])) == 21_100
    assert span(timed("o", [])) == 0


GROUPS = st.lists(
    st.builds(
        lambda rows, least, head: Group(rows=tuple(rows), least=least, head=head, house=str(head)),
        st.lists(st.integers(20, 90), min_size=1, max_size=9),
        st.integers(0, 120),
        st.sampled_from([0, 30]),
    ),
    min_size=1,
    max_size=6,
)


@given(groups=GROUPS, height=st.integers(200, 700), columns=st.integers(1, 8))
def test_columns_hold_every_row_once_in_order_and_none_is_too_high(
    groups: list[Group], height: int, columns: int
) -> None:
    found = dealt(groups, columns=columns, height=height, gap=10)
    needed = columns_needed(groups, height=height, gap=10)

    assert (found is not None) == (needed is not None and needed <= columns)
    if found is not None:
        rows = [(part.group, row) for column in found for part in column for row in range(part.first, part.last)]
        assert rows == [(number, row) for number, group in enumerate(groups) for row in range(len(group.rows))]
        assert all(column_height(groups, column, 10) <= height for column in found)
        assert len(found) == columns


def test_a_group_stays_together_where_it_can() -> None:
    groups = [Group(rows=(50,) * 4), Group(rows=(50,) * 5)]

    found = dealt(groups, columns=2, height=260, gap=10)

    assert found is not None
    assert [[part.group for part in column] for column in found] == [[0], [1]]


def test_every_known_facility_has_a_pictogram_of_its_own_and_the_rest_that_of_information() -> None:
    drawn = {kind: pictogram(kind, 48).tobytes() for kind in KNOWN}

    assert all(any(mask) for mask in drawn.values())
    assert len(set(drawn.values())) >= 24
    assert pictogram("something-new", 48).tobytes() == drawn["information"]
    assert pictogram("toilet", 60).size == (60, 60)
