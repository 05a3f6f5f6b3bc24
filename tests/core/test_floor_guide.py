"""The floor guide at an instant: rows, states at the calendar's boundaries, moves and dates."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from signage.core.calendars import CalendarBook
from signage.core.catalogue import Catalogue
from signage.core.floor_guide import CounterRow, GuideAt, SectionRow, guide_at, guide_edges
from signage.core.floor_guide_numbers import number_runs
from signage.core.floor_guide_states import CounterState, together
from signage.core.instants import DAY, HOUR, MINUTE
from tests import floor_guide_office as office

TOKYO = ZoneInfo("Asia/Tokyo")


def at(local: str) -> int:
    """An instant in the office's time: "2026-11-24 10:00" is a Tuesday after a holiday Monday."""
    return round(datetime.fromisoformat(local).replace(tzinfo=TOKYO).timestamp() * 1000)


def told(local: str, catalogue: Catalogue | None = None, *, plain: bool = False, screen: str = "lobby") -> GuideAt:
    held = catalogue or office.a_catalogue()
    return guide_at(held, held.screens[screen], at=at(local), plain=plain, book=CalendarBook(held))


def counters(guide: GuideAt) -> dict[str, CounterRow]:
    return {c.id: c for floor in guide.floors for section in floor.sections for c in section.counters}


def sections(guide: GuideAt) -> dict[str, SectionRow]:
    return {section.id: section for floor in guide.floors for section in floor.sections}


def with_counter(number: str, **changes: object) -> Catalogue:
    rows = office.a_guide()
    changed = (replace(c, **changes) if c.number == number else c for c in rows.counters)
    return office.a_catalogue(replace(rows, counters=tuple(changed)))


def state(guide: GuideAt, counter: str) -> CounterState:
    found = counters(guide)[counter].state
    assert found is not None
    return found


def test_every_section_with_a_counter_stands_on_its_floor() -> None:
    guide = told("2026-11-24 10:00")

    assert len(sections(guide)) == 35
    assert len(counters(guide)) == 60
    assert [floor.label for floor in guide.floors] == ["6F", "5F", "4F", "3F", "2F", "1F", "2F", "1F"]


def test_the_floor_of_the_screen_is_marked() -> None:
    lobby, waiting = told("2026-11-24 10:00"), told("2026-11-24 10:00", screen="waiting")

    assert lobby.here is not None
    assert waiting.here is not None
    assert (lobby.here.id, waiting.here.id) == ("1f", "2f")


def test_a_counter_is_open_in_its_hours_and_closed_on_the_second_they_end() -> None:
    assert state(told("2026-11-24 16:59:59"), "c3f-50").state == "open"
    assert state(told("2026-11-24 17:00:00"), "c3f-50").state == "closed"


def test_before_opening_it_says_from_when() -> None:
    early = state(told("2026-11-24 07:00"), "c3f-50")

    assert early == CounterState(state="before", opens="8:45")
    assert state(told("2026-11-24 08:45"), "c3f-50").state == "open"


def test_a_lunch_break_says_when_it_goes_on() -> None:
    noon = state(told("2026-11-24 12:30", office.a_catalogue(lunch=True)), "c3f-50")

    assert noon == CounterState(state="before", opens="13:00")


def test_a_day_without_hours_is_a_holiday_even_at_night() -> None:
    assert state(told("2026-11-22 10:00"), "c3f-50").state == "holiday"
    assert state(told("2026-11-22 23:30"), "c3f-50").state == "holiday"
    assert state(told("2026-12-29 10:00"), "c3f-50").state == "holiday"


def test_closed_becomes_holiday_or_before_at_midnight() -> None:
    assert state(told("2026-11-27 23:59:59"), "c3f-50").state == "closed"
    assert state(told("2026-11-28 00:00:00"), "c3f-50").state == "holiday"
    assert state(told("2026-11-28 00:00:00"), "c1f-5").state == "before"


def test_on_a_second_saturday_only_some_counters_are_open() -> None:
    saturday = told("2026-11-28 10:00")

    assert state(saturday, "c1f-1").state == "open"
    assert state(saturday, "c3f-50").state == "holiday"


def test_on_a_third_saturday_none_is() -> None:
    saturday = told("2026-11-21 10:00")

    assert {c.state.state for c in counters(saturday).values() if c.state} == {"holiday"}


def test_paused_and_busy_are_told_while_open_only() -> None:
    paused, busy = with_counter("50", state="paused"), with_counter("50", state="busy")

    assert state(told("2026-11-24 10:00", paused), "c3f-50").state == "paused"
    assert state(told("2026-11-24 10:00", busy), "c3f-50").state == "busy"
    assert state(told("2026-11-24 18:00", paused), "c3f-50").state == "closed"


def test_what_was_said_of_a_counter_holds_from_then_on_and_nothing_before_it_is_drawn_anew() -> None:
    paused = with_counter("50", state="paused", state_since="2026-11-24T10:42", state_until="2026-11-24T11:30")
    begins = at("2026-11-24 09:00")

    edges = guide_edges(paused, office.OFFICE, begins=begins, ends=begins + 4 * HOUR, book=CalendarBook(paused))

    assert state(told("2026-11-24 10:41:59", paused), "c3f-50").state == "open"
    assert state(told("2026-11-24 10:42", paused), "c3f-50").state == "paused"
    assert edges == [at("2026-11-24 10:42"), at("2026-11-24 11:30")]


def test_what_was_said_of_a_counter_ends_by_itself_and_the_guide_changes_then() -> None:
    paused = with_counter("50", state="paused", state_until="2026-11-24T11:30")
    begins = at("2026-11-24 09:00")

    edges = guide_edges(paused, office.OFFICE, begins=begins, ends=begins + 4 * HOUR, book=CalendarBook(paused))

    assert state(told("2026-11-24 11:29:59", paused), "c3f-50").state == "paused"
    assert state(told("2026-11-24 11:30", paused), "c3f-50").state == "open"
    assert edges == [at("2026-11-24 11:30")]


def test_a_counter_closed_by_hand_is_closed_until_its_hours_end_and_open_the_next_day() -> None:
    closed = with_counter("50", state="closed", state_until="2026-11-24")

    assert state(told("2026-11-24 10:00", closed), "c3f-50").state == "closed"
    assert state(told("2026-11-24 18:00", closed), "c3f-50").state == "closed"
    assert state(told("2026-11-25 08:00", closed), "c3f-50") == CounterState(state="before", opens="8:45")
    assert state(told("2026-11-25 10:00", closed), "c3f-50").state == "open"


def test_no_counter_says_that_it_opens_when_it_will_still_be_closed_by_hand_then() -> None:
    rows = office.a_guide()
    until = {"50": "2026-11-24T15:00", "51": "2026-11-24T12:45"}
    changed = (
        replace(c, state="closed", state_until=until[c.number]) if c.number in until else c for c in rows.counters
    )
    lunch = office.a_catalogue(replace(rows, counters=tuple(changed)), lunch=True)

    noon = told("2026-11-24 12:30", lunch)

    assert state(noon, "c3f-50").state == "closed"
    assert state(noon, "c3f-51") == CounterState(state="before", opens="13:00")


def test_a_state_that_ends_while_nobody_sees_it_is_no_edge() -> None:
    paused = with_counter("50", state="paused", state_until="2026-11-24T21:00")
    begins = at("2026-11-24 18:00")

    assert guide_edges(paused, office.OFFICE, begins=begins, ends=begins + 5 * HOUR, book=CalendarBook(paused)) == []


def test_a_temporary_counter_says_so() -> None:
    guide = told("2026-11-24 10:00", with_counter("50", state="temporary"))

    assert counters(guide)["c3f-50"].temporary
    assert state(guide, "c3f-50").state == "open"

    ended = with_counter("50", state="temporary", state_until="2026-11-23")
    assert not counters(told("2026-11-24 10:00", ended))["c3f-50"].temporary


def test_a_section_is_open_if_any_of_its_counters_is() -> None:
    opened, early, late = CounterState(state="open"), CounterState(state="before", opens="9:00"), None

    assert together([CounterState(state="closed"), opened, early]) == opened
    assert together([CounterState(state="before", opens="13:00"), early]) == early
    assert together([]) is late


def test_rows_hold_within_their_limits_by_the_day() -> None:
    catalogue = with_counter("50", limits=office.limits("2026-12-01", "2027-03-31"))

    assert "c3f-50" not in counters(told("2026-11-30 23:59:59", catalogue))
    assert "c3f-50" in counters(told("2026-12-01 00:00", catalogue))
    assert "c3f-50" in counters(told("2027-03-31 23:59:59", catalogue))
    assert "c3f-50" not in counters(told("2027-04-01 00:00", catalogue))


def test_one_id_moves_from_floor_to_floor_on_its_day() -> None:
    rows = office.a_guide()
    (old,) = [c for c in rows.counters if c.number == "54"]
    new = replace(old, floor="4f", number="75", limits=office.limits("2027-04-01"))
    kept = tuple(c if c is not old else replace(c, limits=office.limits(None, "2027-03-31")) for c in rows.counters)
    catalogue = office.a_catalogue(replace(rows, counters=(*kept, new)))

    before, after = told("2027-03-31 23:59", catalogue), told("2027-04-01 00:00", catalogue)

    assert counters(before)["c3f-54"].number == "54"
    assert counters(after)["c3f-54"].number == "75"
    assert counters(after)["c3f-54"].id in {
        c.id for f in after.floors if f.id == "4f" for s in f.sections for c in s.counters
    }


def test_a_section_on_two_floors_is_told_on_both_with_its_numbers_there() -> None:
    rows = office.a_guide()
    extra = office.a_counter("99", floor="5f", section="s1", order=99)
    guide = told("2026-11-24 10:00", office.a_catalogue(replace(rows, counters=(*rows.counters, extra))))

    numbers = {f.id: [c.number for c in s.counters] for f in guide.floors for s in f.sections if s.id == "s1"}

    assert numbers == {"1f": ["1", "2", "3", "4"], "5f": ["99"]}


def test_one_counter_serves_several_sections() -> None:
    guide = told("2026-11-24 10:00", with_counter("50", sections=("s16", "s17")))

    assert "50" in [c.number for c in sections(guide)["s17"].counters]


def test_a_move_is_told_before_and_after_its_day_and_then_no_more() -> None:
    rows = replace(office.a_guide(), changes=(office.a_change("2027-04-01", announced_days=30),))
    catalogue = office.a_catalogue(rows)

    def moves(local: str) -> list[bool]:
        return [move.done for move in sections(told(local, catalogue))["s0"].moves]

    assert moves("2027-03-01 23:59:59") == []
    assert moves("2027-03-02 00:00") == [False]
    assert moves("2027-03-31 23:59:59") == [False]
    assert moves("2027-04-01 00:00") == [True]
    assert moves("2027-05-01 23:59:59") == [True]
    assert moves("2027-05-02 00:00") == []


def test_the_fallback_tells_no_states_no_moves_and_no_row_that_ends_within_35_days() -> None:
    rows = office.a_guide(changes=(office.a_change("2026-11-24"),))
    ending = replace(rows.counters[20], limits=office.limits(None, "2027-03-31"))
    begun = replace(rows.counters[21], limits=office.limits("2026-04-01"))
    rest = (c for c in rows.counters if c.id not in (ending.id, begun.id))
    catalogue = office.a_catalogue(replace(rows, counters=(*rest, ending, begun)))

    guide = told("2026-11-24 10:00", catalogue, plain=True)

    assert guide.plain
    assert not guide.moves
    assert {c.state for c in counters(guide).values()} == {None}
    assert {ending.id, begun.id} <= counters(guide).keys()
    assert ending.id in counters(told("2027-02-24 23:59:59", catalogue, plain=True))
    assert ending.id not in counters(told("2027-02-25 00:00", catalogue, plain=True))


def test_the_same_state_on_another_day_is_the_same_value() -> None:
    assert told("2026-11-24 19:00") == told("2026-11-26 21:30")
    assert told("2026-11-24 19:00") != told("2026-11-24 16:00")


def test_services_that_are_not_to_be_shown_are_not() -> None:
    from signage.core.guide import Service, Serving

    serves = (Serving(counter="c1f-1"),)
    shown = Service(id="a", office=office.OFFICE, name=office.a_text("転入届"), serves=serves)
    hidden = Service(id="b", office=office.OFFICE, name=office.a_text("支援措置"), serves=serves, shown=False)

    guide = told("2026-11-24 10:00", office.a_catalogue(office.a_guide(services=(shown, hidden))))

    assert [name.best("ja") for name in counters(guide)["c1f-1"].services] == ["転入届"]


def test_numbers_that_follow_each_other_are_told_together() -> None:
    assert number_runs(["1", "2", "3", "7"]) == ("1〜3", "7")
    assert number_runs(["7", "8", "9", "13"]) == ("7〜9", "13")
    assert number_runs(["1", "2"]) == ("1・2",)
    assert number_runs(["10-A", "10-B", "10-C"]) == ("10-A〜C",)
    assert number_runs(["35〜37", "38", "22", "22-2"]) == ("35〜38", "22", "22-2")
    assert number_runs(["別-1", "別-2"]) == ("別-1・2",)
    assert number_runs(["3階30番", "5-A", "11〜14", "11〜14", ""]) == ("3階30番", "5-A", "11〜14")
    assert number_runs(["9", "10", "11", "２"]) == ("9〜11", "２")


@settings(max_examples=60, deadline=None)
@given(
    begins=st.integers(at("2026-11-20 00:00"), at("2027-01-06 00:00")),
    step=st.integers(1, 36 * 60),
    plain=st.booleans(),
)
def test_between_two_edges_the_guide_does_not_change(begins: int, step: int, plain: bool) -> None:
    """The law that edges obey: what differs at two instants has an edge after the first, not after the second."""
    out = office.limits("2026-11-25T10:42", "2026-11-27")
    rows = office.a_guide(changes=(office.a_change("2026-12-31", announced_days=7),))
    rows = replace(rows, facilities=(replace(rows.facilities[0], out_of_order=out), *rows.facilities[1:]))
    catalogue = office.a_catalogue(rows, lunch=True)
    book = CalendarBook(catalogue)
    ends = begins + step * MINUTE
    first, last = (
        guide_at(catalogue, catalogue.screens["lobby"], at=instant, plain=plain, book=book)
        for instant in (begins, ends)
    )

    edges = guide_edges(catalogue, office.OFFICE, begins=begins + 1, ends=ends + 1, plain=plain, book=book)

    assert first == last or edges


def test_edges_are_the_boundaries_of_the_calendars_and_midnights() -> None:
    catalogue = office.a_catalogue()
    begins = at("2026-11-24 00:00")

    edges = guide_edges(
        catalogue, office.OFFICE, begins=begins, ends=begins + DAY, plain=False, book=CalendarBook(catalogue)
    )

    assert edges == [begins, begins + 8 * HOUR + 45 * MINUTE, begins + 17 * HOUR]


def test_a_midnight_at_which_nothing_becomes_another_is_no_edge() -> None:
    catalogue = office.a_catalogue()
    book = CalendarBook(catalogue)

    def edges(first: str, days: int) -> list[int]:
        return guide_edges(catalogue, office.OFFICE, begins=at(first), ends=at(first) + days * DAY, book=book)

    assert at("2026-11-22 00:00") not in edges("2026-11-21 12:00", 1)
    assert at("2026-12-31 00:00") not in edges("2026-12-29 01:00", 5)
    assert at("2026-11-28 00:00") in edges("2026-11-27 12:00", 1)


def test_the_fallback_changes_with_its_rows_alone() -> None:
    catalogue = with_counter("50", limits=office.limits("2026-12-01"))
    begins = at("2026-11-24 00:00")

    edges = guide_edges(
        catalogue, office.OFFICE, begins=begins, ends=begins + 30 * DAY, plain=True, book=CalendarBook(catalogue)
    )

    assert edges == [at("2026-12-01 00:00")]


def test_local_days_are_the_office_s_own() -> None:
    catalogue = office.a_catalogue(time_zone="America/New_York")
    seven = round(datetime(2026, 11, 24, 13, 45, tzinfo=UTC).timestamp() * 1000)

    guide = guide_at(catalogue, catalogue.screens["lobby"], at=seven, book=CalendarBook(catalogue))

    assert state(guide, "c3f-50").state == "open"
