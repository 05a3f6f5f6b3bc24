"""Feeds: what a machine writes reaches the queues once, from a file in any state, and a feed says how it is doing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from signage.actions.feed_state import of_written
from signage.actions.feeds import HEARD_EVERY_MS, Feeder
from signage.actions.installation import Installation
from signage.config import Settings
from signage.core.instants import DAY, MINUTE, SECOND
from signage.core.queues import Meaning, Reading
from signage.store.database import writing
from signage.store.rows import save
from tests.actions.feed_office import (
    CERTIFICATES,
    INSURANCE,
    MOVING,
    TEN,
    a_feed,
    an_office,
    events,
    log_of,
    source,
    told,
    write,
)


def line(number: int | str, kind: str = "1呼出", *, when: str = "09:58", day: str = "20261124") -> str:
    return f"{day},{when},{kind},住民異動,{number}"


@pytest.fixture
def here(tmp_path: Path) -> Installation:
    return an_office(tmp_path)


def touched(path: Path, at: int) -> None:
    """As if it had been written at an instant."""
    os.utime(path, (at / 1000, at / 1000))


def test_a_growing_log_is_read_on_from_where_we_were(here: Installation) -> None:
    feeder, log = Feeder(here), log_of(here)
    write(log, line(41))
    counts = [feeder.read(at=TEN)]
    write(log, line(42), line(50, "0発券"))

    counts += [feeder.read(at=TEN + SECOND), feeder.read(at=TEN + 2 * SECOND)]

    assert counts == [1, 2, 0]
    assert told(here) == [("called", "41"), ("called", "42"), ("issued", "50")]
    assert (source(here).said, source(here).said_at) == (line(50, "0発券"), TEN + SECOND)


def test_it_goes_on_after_a_restart(here: Installation) -> None:
    log = log_of(here)
    write(log, line(41))
    Feeder(here).read(at=TEN)
    write(log, line(42))

    assert Feeder(here).read(at=TEN + MINUTE) == 1


def test_a_feed_is_read_no_oftener_than_it_says(tmp_path: Path) -> None:
    here = an_office(tmp_path, a_feed(every_s=10))
    feeder = Feeder(here)
    write(log_of(here), line(41))
    feeder.read(at=TEN)
    write(log_of(here), line(42))

    assert feeder.read(at=TEN + 9 * SECOND) == 0
    assert feeder.read(at=TEN + 10 * SECOND) == 1


def test_a_clock_that_was_set_back_stops_no_feed(here: Installation) -> None:
    feeder = Feeder(here)
    write(log_of(here), line(41))
    feeder.read(at=TEN)
    write(log_of(here), line(42))

    assert feeder.read(at=TEN - 5 * MINUTE) == 1


def test_half_a_line_waits_for_its_other_half(here: Installation) -> None:
    feeder, log = Feeder(here), log_of(here)
    write(log, line(41))
    write(log, line(4), end="")
    first = feeder.read(at=TEN)
    write(log, "2")

    assert first == 1
    assert feeder.read(at=TEN + SECOND) == 1
    assert told(here) == [("called", "41"), ("called", "42")]


def test_a_last_line_that_stands_without_its_end_is_taken(here: Installation) -> None:
    feeder, log = Feeder(here), log_of(here)
    write(log, line(41), end="")

    counts = [feeder.read(at=TEN + wait * SECOND) for wait in (0, 4, 5, 6)]
    write(log, "", line(42))

    assert counts == [0, 0, 1, 0]
    assert feeder.read(at=TEN + 7 * SECOND) == 1
    assert told(here) == [("called", "41"), ("called", "42")]


def test_a_log_that_is_written_anew_under_its_name_is_read_from_its_beginning(here: Installation) -> None:
    feeder, log = Feeder(here), log_of(here)
    write(log, line(41), line(42))
    feeder.read(at=TEN)
    log.unlink()
    write(log, line(43), line(44), line(45))

    assert feeder.read(at=TEN + SECOND) == 3


def test_a_log_that_is_emptied_and_filled_again_is_read_from_its_beginning(here: Installation) -> None:
    feeder, log = Feeder(here), log_of(here)
    write(log, line(41), line(42))
    feeder.read(at=TEN)
    log.write_bytes(b"")
    write(log, line(43), line(44), line(45))

    assert feeder.read(at=TEN + SECOND) == 3


def test_what_was_written_just_before_a_log_was_renamed_is_read(here: Installation) -> None:
    feeder, log = Feeder(here), log_of(here)
    write(log, line(41))
    feeder.read(at=TEN)
    write(log, line(42))
    log.rename(log.with_name("ticket.log.1"))
    write(log, line(43))

    feeder.read(at=TEN + SECOND)
    feeder.read(at=TEN + 2 * SECOND)

    assert told(here) == [("called", "41"), ("called", "42"), ("called", "43")]


def test_a_file_a_day_is_followed_over_midnight_to_its_last_line(tmp_path: Path) -> None:
    here, midnight = an_office(tmp_path, a_feed(place="%Y%m%d.log")), TEN + 14 * 60 * MINUTE
    feeder = Feeder(here)
    write(log_of(here, "20261124.log"), line(41))
    feeder.read(at=midnight - SECOND)
    write(log_of(here, "20261124.log"), line(42))
    write(log_of(here, "20261125.log"), line(1, day="20261125", when="00:00"))

    feeder.read(at=midnight)
    feeder.read(at=midnight + SECOND)

    assert told(here) == [("called", "41"), ("called", "42"), ("called", "1")]


def test_a_copy_of_the_whole_log_says_nothing_new(here: Installation) -> None:
    feeder, log = Feeder(here), log_of(here)
    write(log, line(41), line(42))
    feeder.read(at=TEN)
    copied = log.read_bytes()
    log.unlink()
    log.write_bytes(copied + copied)

    assert feeder.read(at=TEN + SECOND) == 0


def test_garbage_is_counted_shown_and_forgotten_the_next_day(here: Installation) -> None:
    feeder, log = Feeder(here), log_of(here)
    write(log, "こわれた行", line(41), "20261124,09:58,1呼出,介護,7", "20261124,09:59,1呼出,介護,8")
    with log.open("ab") as file:
        file.write(b"\x81\xff\0\r\n")
    feeder.read(at=TEN)

    state = of_written(source(here).state)
    write(log, line(1, day="20261125"))
    feeder.read(at=TEN + DAY)

    assert (state.garbage, state.examples[0], state.unknown) == (2, "こわれた行", {"介護": 2})
    assert of_written(source(here).state).garbage == 0


def test_a_queue_that_is_set_up_later_hears_what_was_said_today(tmp_path: Path) -> None:
    here = an_office(tmp_path, queues=(INSURANCE, CERTIFICATES))
    feeder = Feeder(here)
    write(log_of(here), line(41))
    feeder.read(at=TEN)
    with writing(here.db) as under_way:
        save(under_way, "queues", (MOVING,), at=TEN, who="test")

    feeder.read(at=TEN + SECOND)

    assert told(here) == [("called", "41")]
    assert of_written(source(here).state).unknown == {}


def test_a_log_is_alive_while_it_can_be_read_and_is_todays(here: Installation) -> None:
    feeder, log = Feeder(here), log_of(here)
    write(log, line(41))
    touched(log, TEN)
    alive = []
    for wait in (0, HEARD_EVERY_MS - SECOND, HEARD_EVERY_MS):
        feeder.read(at=TEN + wait)
        alive.append(source(here).alive_at)

    assert alive == [TEN, TEN, TEN + HEARD_EVERY_MS]


def test_a_log_of_yesterday_can_be_read_and_is_dead(here: Installation) -> None:
    feeder, log = Feeder(here), log_of(here)
    write(log, line(41, day="20261123"))
    touched(log, TEN - DAY)
    feeder.read(at=TEN)
    dead = source(here)
    write(log, line(1))
    feeder.read(at=TEN + SECOND)

    assert dead.alive_at == 0
    assert "今日の行がまだありません(最後 2026-11-23 09:58)" in str(dead.problem_ja)
    assert source(here).alive_at == TEN + SECOND
    assert source(here).problem_ja is None


def test_a_log_that_vanishes_says_so_once_and_is_found_again(here: Installation) -> None:
    feeder, log = Feeder(here), log_of(here)
    write(log, line(41))
    feeder.read(at=TEN)
    away = log.rename(log.parent.parent / "away")
    feeder.read(at=TEN + SECOND)
    gone = source(here)
    away.rename(log)
    write(log, line(42))

    assert feeder.read(at=TEN + 2 * SECOND) == 1
    assert "「ticket.log」がありません" in str(gone.problem_ja)
    assert (source(here).problem_ja, source(here).alive_at) == (None, TEN + 2 * SECOND)


def test_a_log_that_was_only_renamed_is_read_to_its_end_and_missed(here: Installation) -> None:
    feeder, log = Feeder(here), log_of(here)
    write(log, line(41))
    feeder.read(at=TEN)
    away = log.rename(log.with_name("away"))
    write(away, line(42))

    assert feeder.read(at=TEN + MINUTE) == 1
    assert "「ticket.log」がありません" in str(source(here).problem_ja)
    assert source(here).alive_at == TEN


@pytest.mark.parametrize("place", ["/etc/passwd", "leads-out", "leads-up/signage.db"])
def test_nothing_outside_the_folders_of_feeds_is_read(here: Installation, place: str) -> None:
    (here.data / "feeds/leads-out").symlink_to("/etc/passwd")
    (here.data / "feeds/leads-up").symlink_to("..")
    with writing(here.db) as under_way:
        under_way.db.conn.execute("UPDATE feeds SET body = replace(body, 'ticket.log', ?)", (place,))
        under_way.changed = True

    Feeder(here).read(at=TEN)

    assert source(here).alive_at == 0
    assert source(here).said == ""
    assert source(here).problem_ja is not None


def test_a_folder_that_the_settings_name_may_be_read(tmp_path: Path) -> None:
    log = tmp_path / "share" / "20261124.log"
    here = an_office(tmp_path, a_feed(place=str(log.with_name("%Y%m%d.log"))))
    named = Installation(settings=Settings(data=here.data, feeds=(str(log.parent),)))
    log.parent.mkdir()
    write(log, line(41))

    assert Feeder(named).read(at=TEN) == 1


@pytest.mark.parametrize("odd", ["pipe", "folder"])
def test_what_is_no_file_is_not_waited_for(here: Installation, odd: str) -> None:
    os.mkfifo(log_of(here)) if odd == "pipe" else log_of(here).mkdir()

    Feeder(here).read(at=TEN)

    assert "ファイルではありません" in str(source(here).problem_ja)


def test_one_feed_that_cannot_be_read_stops_no_other(here: Installation) -> None:
    with writing(here.db) as under_way:
        save(under_way, "feeds", (a_feed(id="broken", place="nowhere.log"),), at=TEN, who="test")
    write(log_of(here), line(41))

    assert Feeder(here).read(at=TEN) == 1


COLUMNS = (
    Reading(heading="受付日", field="date"),
    Reading(heading="時間", field="time"),
    Reading(heading="状態", field="kind"),
    Reading(heading="業務名", field="queue"),
    Reading(heading="番号", field="number"),
    Reading(heading="窓口", field="counter"),
)
WORDS = (Meaning(word="受付", kind="issued"), Meaning(word="案内", kind="called"))
TABLE = (
    "番号,業務名,受付日,時間,状態,担当,窓口\n"
    "42,住民異動,2026/11/24,9:58,案内,山田,c1\n"
    "43,住民異動,2026/11/24,9:59,受付,,\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "euc_jp", "utf-16"])
def test_a_table_is_read_by_its_saved_columns_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    here = an_office(tmp_path, a_feed(kind="csv", place="calls.csv", columns=COLUMNS, meanings=WORDS))
    log_of(here, "calls.csv").write_bytes(TABLE.encode(encoding))

    Feeder(here).read(at=TEN)

    assert [(one.kind, one.number, one.counter) for one in events(here)] == [
        ("called", "42", "c1"),
        ("issued", "43", ""),
    ]


def test_a_table_that_grows_or_is_written_anew_says_only_what_is_new(tmp_path: Path) -> None:
    here = an_office(tmp_path, a_feed(kind="csv", place="calls.csv", columns=COLUMNS, meanings=WORDS))
    feeder, path = Feeder(here), log_of(here, "calls.csv")
    path.write_text(TABLE)
    counts = [feeder.read(at=TEN)]
    path.write_text(TABLE + '44,住民異動,2026/11/24,9:59,"受付\n45,住民異動,2026/11/24,9:59,受付,,\n')

    counts += [feeder.read(at=TEN + SECOND), feeder.read(at=TEN + 2 * SECOND)]

    assert counts == [2, 1, 0]
    assert of_written(source(here).state).garbage == 1


def test_a_table_that_is_half_written_is_looked_at_again(tmp_path: Path) -> None:
    here = an_office(tmp_path, a_feed(kind="csv", place="calls.csv", columns=COLUMNS, meanings=WORDS))
    feeder, path = Feeder(here), log_of(here, "calls.csv")
    path.write_text(TABLE[:-20])
    first = feeder.read(at=TEN)
    path.write_text(TABLE)

    assert (first, feeder.read(at=TEN + SECOND)) == (0, 2)


def test_one_bad_byte_spoils_one_row_of_a_table(tmp_path: Path) -> None:
    here = an_office(tmp_path, a_feed(kind="csv", place="calls.csv", columns=COLUMNS, meanings=WORDS))
    log_of(here, "calls.csv").write_bytes(TABLE.encode("cp932").replace("受付,,".encode("cp932"), b"\xff\xff,,"))

    assert Feeder(here).read(at=TEN) == 1


def test_a_table_of_how_it_is_now_says_each_change(tmp_path: Path) -> None:
    columns = (
        Reading(heading="窓口業務", field="queue"),
        Reading(heading="呼出中", field="number"),
        Reading(heading="待ち", field="waiting"),
    )
    here = an_office(tmp_path, a_feed(kind="csv", place="now.csv", columns=columns))
    feeder, path = Feeder(here), log_of(here, "now.csv")
    for second, row in enumerate(["住民異動\t41\t7", "住民異動\t42\t6", "住民異動\t42\t6"]):
        path.write_text(f"窓口業務\t呼出中\t待ち\n{row}\n国保\t---\t0\n")
        feeder.read(at=TEN + second * SECOND)

    assert told(here) == [("called", "41"), ("waiting", "7"), ("called", "42"), ("waiting", "6")]
    assert told(here, "insurance") == [("waiting", "0")]


def test_a_table_without_a_saved_heading_says_which(tmp_path: Path) -> None:
    here = an_office(tmp_path, a_feed(kind="csv", place="calls.csv", columns=COLUMNS))
    log_of(here, "calls.csv").write_text("番号,業務\n42,住民異動\n")

    Feeder(here).read(at=TEN)

    assert "見出し「受付日」がありません" in str(source(here).problem_ja)
