"""Reports as they are kept: none lost, none counted twice, in whatever order and however often they come."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from signage.core.heartbeats import KEPT, heartbeat_of, picture_of
from signage.core.instants import HOUR, MINUTE, written
from signage.store import commands, heartbeats
from signage.store.database import change_number, writing
from signage.store.enrolments import by_token, enrol, enrolments, revoke
from signage.store.heartbeats import PICTURES_EVERY_MS, REMEMBERED, Heard
from tests.core.reports import JPEG, a_picture, a_report
from tests.store.makers import fill

NOW = 1_795_322_700_000


@pytest.fixture
def player(db: Database) -> str:
    """The enrolment of a player for a small office's screen."""
    fill(db)
    with writing(db) as under_way:
        return enrol(under_way, "lobby", at=NOW).id


def heard(player: str, number: int = 0, *, made: int = NOW, at: int = NOW, **parts: Any) -> Heard:
    """The player's report of that number, made then, and come at that instant."""
    document = a_report(
        id=f"{number:032x}", at=written(made), sent_at_ms=made // 1000 * 1000 + at - made, uptime_s=number, **parts
    )
    return Heard(enrolment=player, beat=heartbeat_of(document), picture=picture_of(document), at=at)


def record(db: Database, *reports: Heard) -> int:
    with writing(db) as under_way:
        return heartbeats.record(under_way, reports)


def newest(db: Database, player: str) -> int:
    """The number of the report that is the newest."""
    return heartbeats.newest(db)[player].beat.uptime_s


REPEATS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 5 * MINUTE)), min_size=1, max_size=60)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sent=REPEATS, batch=st.integers(1, 9))
@example(sent=[(0, 0), (1, 0), (0, MINUTE)], batch=3)
def test_whatever_the_order_and_however_often_each_is_counted_once_and_the_last_made_is_the_newest(
    db: Database, sent: list[tuple[int, int]], batch: int
) -> None:
    if not enrolments(db):
        fill(db)
    with writing(db) as under_way:
        player = enrol(under_way, "lobby", at=NOW).id
    coming = [
        heard(player, number, made=NOW + number * 1000, at=NOW + HOUR + wait) for number, wait in sent
    ]  # fmt: skip

    news = sum(record(db, *coming[at : at + batch]) for at in range(0, len(coming), batch))

    distinct = {number for number, _ in sent}
    assert news == len(distinct) == heartbeats.count(db, player)
    assert newest(db, player) == max(distinct)


def test_a_report_sent_again_after_as_many_others_as_a_player_keeps_is_known(db: Database, player: str) -> None:
    record(db, *(heard(player, number) for number in range(KEPT + 1)))

    again = record(db, *(heard(player, number, at=NOW + 40 * 24 * HOUR) for number in range(KEPT + 1)))

    assert again == 0
    assert heartbeats.count(db, player) == KEPT + 1


def test_no_more_ids_are_kept_than_can_come_again(db: Database, player: str) -> None:
    record(db, *(heard(player, number) for number in range(2 * REMEMBERED)))

    (kept,) = db.conn.execute("SELECT count(*) FROM heartbeats").fetchone()
    assert kept == REMEMBERED > 2 * KEPT
    assert heartbeats.count(db, player) == 2 * REMEMBERED


def test_two_players_may_use_one_id_so_that_nobody_can_silence_another(db: Database, player: str) -> None:
    with writing(db) as under_way:
        other = enrol(under_way, "lobby", at=NOW).id

    news = record(db, heard(player, 7), heard(other, 7))

    assert news == 2
    assert heartbeats.count_all(db) == 2


def test_what_was_kept_while_the_network_was_away_counts_and_is_not_the_newest(db: Database, player: str) -> None:
    record(db, heard(player, 9, made=NOW))

    record(db, heard(player, 3, made=NOW - 30 * MINUTE, at=NOW + 1000, picture=a_picture()))

    assert newest(db, player) == 9
    assert heartbeats.count(db, player) == 2


def test_a_server_whose_clock_was_set_back_hears_its_players_at_once(db: Database, player: str) -> None:
    record(db, heard(player, 1, made=NOW + HOUR, at=NOW + HOUR, picture=a_picture()))

    record(db, heard(player, 2, made=NOW, at=NOW, picture=a_picture(jpeg=JPEG + b"2")))

    kept = heartbeats.picture(db, player, "regular")
    assert newest(db, player) == 2
    assert kept is not None
    assert kept.jpeg.endswith(b"2")


def test_a_player_whose_clock_was_a_year_ahead_is_heard_when_it_is_right_again(db: Database, player: str) -> None:
    ahead = 365 * 24 * HOUR
    wrong = heartbeat_of(a_report(at=written(NOW + ahead), sent_at_ms=NOW + ahead, uptime_s=1))
    record(db, Heard(enrolment=player, beat=wrong, picture=None, at=NOW))

    record(db, heard(player, 2, made=NOW + MINUTE, at=NOW + MINUTE))

    assert newest(db, player) == 2


def test_one_player_s_last_report_is_found_without_the_others(db: Database, player: str) -> None:
    record(db, heard(player, 1), heard(player, 2, made=NOW + MINUTE, at=NOW + MINUTE))

    assert heartbeats.newest_of(db, player) == heartbeats.newest(db)[player]
    assert heartbeats.newest_of(db, "nobody") is None


def test_pictures_are_kept_apart_the_last_of_each_kind(db: Database, player: str) -> None:
    record(
        db,
        heard(player, 1, made=NOW, picture=a_picture(jpeg=JPEG + b"1")),
        heard(player, 2, made=NOW + 1000, at=NOW + 1000, picture=a_picture(longer=960, jpeg=JPEG + b"2")),
        heard(player, 3, made=NOW + 2000, at=NOW + 2000, picture=a_picture(jpeg=JPEG + b"3")),
        heard(player, 4, made=NOW + 3000, at=NOW + 3000),
    )

    regular, shot = (heartbeats.picture(db, player, which) for which in ("regular", "screenshot"))

    assert regular is not None
    assert shot is not None
    assert (regular.jpeg[-1:], shot.jpeg[-1:], shot.width) == (b"3", b"2", 960)
    assert heartbeats.picture(db, "nobody", "regular") is None


def test_who_sends_pictures_without_pause_is_heard_but_only_some_of_them_are_kept(db: Database, player: str) -> None:
    for number in range(10):
        at = NOW + number * PICTURES_EVERY_MS // 4
        record(db, heard(player, number, made=at, at=at, picture=a_picture(jpeg=JPEG + bytes([number]))))

    kept = heartbeats.picture(db, player, "regular")
    assert heartbeats.count(db, player) == 10
    assert kept is not None
    assert kept.jpeg[-1] == 8


def test_the_first_report_is_the_first_use_of_the_token(db: Database, player: str) -> None:
    record(db, heard(player, 1), heard(player, 2, at=NOW + MINUTE))

    assert [one.used_at for one in enrolments(db)] == [NOW]


def test_a_command_is_done_once_by_the_player_that_was_told(db: Database, player: str) -> None:
    with writing(db) as under_way:
        other = enrol(under_way, "lobby", at=NOW).id
        told = commands.command(under_way, player, "screenshot", at=NOW, until=NOW + MINUTE)
    before = change_number(db)
    outcome = [{"id": told.id, "outcome": "done", "at": None}]

    record(db, heard(other, 1, commands=outcome))
    still_open = commands.open_commands(db, NOW)
    record(db, heard(player, 2, commands=outcome), heard(player, 3, commands=outcome))

    assert [one.id for one in still_open] == [told.id]
    assert commands.open_commands(db, NOW) == ()
    assert change_number(db) == before + 1


def test_what_a_revoked_player_reported_is_forgotten_in_time(db: Database, player: str) -> None:
    record(db, heard(player, 1, picture=a_picture()))
    with writing(db) as under_way:
        token = enrol(under_way, "lobby", at=NOW).token
        revoke(under_way, player, at=NOW)

    with writing(db) as under_way:
        heartbeats.forget(under_way, revoked_before=NOW)
    kept = heartbeats.count(db, player)
    with writing(db) as under_way:
        heartbeats.forget(under_way, revoked_before=NOW + 1)

    assert (kept, heartbeats.count(db, player)) == (1, 0)
    assert heartbeats.picture(db, player, "regular") is None
    assert by_token(db, token or "") is not None
