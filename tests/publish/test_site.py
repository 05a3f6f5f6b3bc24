"""The visitors' page: what it says of each queue, until when, in every language; rewritten where that changed."""

import json
import re
import time
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from signage.core.instants import MINUTE, SECOND, written
from signage.core.offices import Office
from signage.core.queue_fold import QueueState
from signage.core.queue_said import Call, CounterSaid, QueueSaid
from signage.core.queue_statistics import Usual
from signage.core.queues import Queue
from signage.core.texts import Text
from signage.publish.queue_days import QueueDay
from signage.publish.site import Site
from signage.publish.site_words import LANGUAGES, MINE, STATES, WEEKDAYS, WORDS

NOW = 1_795_311_720_000  # 10:42 in Japan
CALL = Call(number="42", counter="c1", at=NOW - 5_000, event="e42")


def a_day(queue="moving", *, office="ume", name=None, **said):
    told = QueueSaid(
        **{
            "queue": queue,
            "name": name or Text.of(ja="住民異動", en="Moving"),
            "status": "open",
            "counters": (CounterSaid(id="c1", number="1", call=CALL),),
            "calls": (CALL, Call(number="41", counter="c1", at=NOW - MINUTE, event="e41")),
            "alive_at": NOW,
            **said,
        }
    )
    return QueueDay(
        queue=Queue(id=queue, office=office, section="soumu", name=told.name, counters=("c1",)),
        office=Office(id=office, name=Text.of(ja="梅区役所", en="Ume Ward Office"), calendar="hours"),
        zone=ZoneInfo("Asia/Tokyo"),
        counters=(),
        state=QueueState(),
        said=told,
    )


@pytest.fixture
def site(tmp_path):
    return Site(tmp_path)


def folder(tmp_path, office="ume"):
    return tmp_path / "site" / "o" / office / "queue"


def read(tmp_path, *days, at=NOW):
    Site(tmp_path).write(days, at=at)
    return folder(tmp_path).joinpath("index.html").read_text(encoding="utf-8")


def told(tmp_path, *days, at=NOW):
    Site(tmp_path).write(days, at=at)
    return json.loads(folder(tmp_path).joinpath("queue.json").read_bytes())["queues"]


def words(html):
    """What is to be read on the page, all languages of it."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html.split("<main>")[1].split("<template")[0]))


def test_the_page_says_who_is_called_where_and_how_many_wait(tmp_path):
    wait = Text.of(ja="数分〜15分", en="Up to 15 min")

    page = words(read(tmp_path, a_day(waiting=7, wait=wait, lamp="some", ready=("38", "40"))))

    for part in (
        "住民異動",
        "Moving",
        "42",
        "1番窓口",
        "Counter 1",
        "7人",
        "数分〜15分",
        "やや混雑",
        "38",
        "40",
        "41",
    ):
        assert part in page
    assert "10:42 現在" in page


def test_what_nobody_knows_is_not_said(tmp_path):
    page = words(read(tmp_path, a_day(waiting=None, wait=None, lamp=None)))

    assert "待ち人数" not in page
    assert "混みぐあい" not in page


def test_by_its_hours_a_queue_says_a_sentence_and_no_number(tmp_path):
    day = a_day(status="closed", waiting=3, ready=("7",))

    page, (queue,) = words(read(tmp_path, day)), told(tmp_path, day)

    assert "本日の受付は終了しました" in page
    assert "42" not in page
    assert (queue["calls"], queue["ready"], queue["waiting"]) == ([], [], None)


def test_numbers_are_fresh_for_two_minutes_and_shown_for_ten_after_their_source_was_alive(tmp_path):
    (queue,) = told(tmp_path, a_day(alive_at=NOW - 30 * SECOND))

    until = {"grey": written(NOW + 90 * SECOND), "hidden": written(NOW + 570 * SECOND)}
    assert queue["until"] == until


def test_what_opening_hours_say_outlives_the_server_by_ten_minutes_however_old_the_source(tmp_path):
    (queue,) = told(tmp_path, a_day(status="before", opens_at=NOW + MINUTE, alive_at=0))

    assert queue["until"]["hidden"] == written(NOW + 10 * MINUTE)


@pytest.mark.parametrize(("old", "age"), [(0, "fresh"), (2 * MINUTE, "grey"), (10 * MINUTE, "hidden")])
def test_the_page_without_a_script_is_as_old_as_it_is_written(tmp_path, old, age):
    page = read(tmp_path, a_day(alive_at=NOW - old))

    assert f'data-age="{age}"' in page


def test_where_ours_is_the_only_display_hidden_numbers_give_way_to_the_staff(tmp_path):
    page = read(tmp_path, a_day(only_display=True))

    assert '<span data-when="hidden"><span class="said"><span lang="ja" data-for="ja">係員がお呼びします' in page


def test_a_name_is_text_and_its_readings_stand_over_it(tmp_path):
    name = Text.of({"ja": "<script>住民</script>", "ja-x-easy": "{引|ひ}っこし"})

    page = read(tmp_path, a_day(name=name))

    assert "<script>住民" not in page
    assert "<ruby>引<rp>(</rp><rt>ひ</rt><rp>)</rp></ruby>っこし" in page


def test_a_text_is_there_for_the_readers_of_every_language(tmp_path):
    page = read(tmp_path, a_day())

    assert '<span lang="en" data-for="en zh-Hans zh-Hant ko vi">Moving</span>' in page


def test_every_word_of_the_page_is_in_every_language():
    for text in (*WORDS.values(), *MINE.values(), *STATES.values(), *WEEKDAYS):
        assert tuple(tag for tag, _ in text) == LANGUAGES


def test_nothing_on_the_page_comes_from_elsewhere_or_runs_inline(tmp_path):
    page = read(tmp_path, a_day())

    assert "default-src 'none'" in page
    assert not re.search(r"https?:|//[a-z]|style=|\son[a-z]+=", page)
    assert re.findall(r"<script[^>]*>", page) == ['<script type="module" src="queue.js">']


def test_the_mark_of_a_queue_changes_with_what_it_says_and_not_with_the_clock(tmp_path):
    day = a_day()
    later = replace(day, said=replace(day.said, alive_at=NOW + MINUTE))
    called = replace(day, said=replace(day.said, calls=day.said.calls[1:]))

    marks = [told(tmp_path, one, at=NOW + MINUTE)[0]["mark"] for one in (day, later, called)]

    assert marks[0] == marks[1] != marks[2]


def test_files_are_written_only_where_their_bytes_changed(site, tmp_path):
    site.write([a_day()], at=NOW)
    before = {path.name: path.stat().st_ino for path in folder(tmp_path).iterdir()}

    site.write([a_day()], at=NOW + SECOND)

    after = {path.name: path.stat().st_ino for path in folder(tmp_path).iterdir()}
    assert {name for name, inode in after.items() if inode != before[name]} == {"queue.json"}
    assert after.keys() == {"index.html", "queue.json", "queue.css", "queue.js"}


def test_an_office_without_queues_has_no_page(site, tmp_path):
    site.write([a_day(), a_day("tax", office="take")], at=NOW)

    site.write([a_day()], at=NOW)

    assert folder(tmp_path).exists()
    assert not folder(tmp_path, "take").exists()


def test_what_was_cleared_away_or_written_by_another_is_written_again(site, tmp_path):
    site.write([a_day()], at=NOW)
    (folder(tmp_path) / "queue.css").unlink()
    Site(tmp_path).write([a_day(waiting=5)], at=NOW)

    site.write([a_day()], at=NOW + SECOND)

    assert (folder(tmp_path) / "queue.css").exists()
    assert "5人" not in words((folder(tmp_path) / "index.html").read_text(encoding="utf-8"))


def test_a_call_costs_two_milliseconds_at_most(site):
    days = [a_day(f"queue-{number}", waiting=3) for number in range(3)]
    site.write(days, at=NOW)
    costs = []

    for second in range(1, 16):
        calls = (Call(number=str(second), counter="c1", at=NOW, event=f"e{second}"),)
        days[0] = replace(days[0], said=replace(days[0].said, calls=calls))
        begins = time.thread_time()
        site.write(days, at=NOW + second * SECOND)
        costs.append(time.thread_time() - begins)

    assert sorted(costs)[len(costs) // 2] < 0.002


def test_quiet_hours_are_told_by_weekday_also_when_it_is_closed(tmp_path):
    week = [Usual(weekday=0, hour=hour, level="free" if hour != 11 else "busy") for hour in range(9, 14)]
    week.append(Usual(weekday=1, hour=9, level="busy"))

    page = words(read(tmp_path, replace(a_day(status="closed"), quiet=tuple(week))))

    assert "Mon" in page
    assert "9:00〜11:00 12:00〜14:00" in page
    assert "—" in page


def test_of_hours_that_are_not_known_nothing_is_told(tmp_path):
    week = (Usual(weekday=0, hour=9, level=None),)

    assert "<details" not in read(tmp_path, replace(a_day(), quiet=week))
