"""What an admin sets up: lists, saving, putting away, what uses what, and two people at one row."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from pathlib import Path

import pytest

from signage.actions import edits
from signage.core.people import Grant, Person
from tests.staff import csrf_token, employ, signed_in
from tests.web.settings_office import Pages, changed, filled, opened

LISTS = ("screens/settings", "playlists", "groups", "calendars", "offices", "buildings", "sections", "layouts")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    return opened(tmp_path_factory.mktemp("nouns"))


def test_every_list_names_rows_as_people_do_and_never_by_their_ids(pages: Pages) -> None:
    for path in LISTS:
        text = re.sub(r"<[^>]+>", " ", pages.said(f"/{path}"))

        ids = {row.id for noun in ("screens", "playlists", "calendars", "sections") for row in pages.rows(noun)}
        assert not {name for name in ids if "-" in name and re.search(rf"(?<![\w/.]){name}(?![\w-])", text)}, path


def test_a_list_is_searched_by_name_place_and_other_languages(pages: Pages) -> None:
    found = pages.said("/sections?search=戸籍")
    in_english = pages.said("/sections?search=family")
    nothing = pages.said("/sections?search=ほげほげ")

    assert "戸籍" in found
    assert "防災係" not in found
    assert "戸籍" in in_english
    assert "見つかりませんでした" in nothing


def test_a_new_row_makes_its_own_id_and_can_be_undone(pages: Pages) -> None:
    form = changed(pages.form("/groups/new"), name__ja="二階", name__en="Second floor", members=["lift-2f"])

    answer = pages.post("/groups/new", form)
    after = pages.said(answer.headers["Location"])

    assert answer.headers["Location"] == "/groups/second-floor"
    assert "「二階」を保存しました。" in after
    assert "second-floor" in pages.row("screens", "lift-2f").groups
    undo = re.search(r'action="(/undo/\d+)"', after)
    assert undo is not None
    pages.post(undo[1], [])
    assert "second-floor" not in {group.id for group in pages.rows("groups")}
    assert "second-floor" not in pages.row("screens", "lift-2f").groups


def test_a_japanese_name_gives_an_id_too(pages: Pages) -> None:
    answer = pages.post("/groups/new", changed(pages.form("/groups/new"), name__ja="屋上"))

    assert answer.headers["Location"] == "/groups/group-1"


def test_what_is_wrong_is_tied_to_its_field_and_nothing_typed_is_lost(pages: Pages) -> None:
    form = changed(pages.form("/screens/lobby-1f/settings"), diagonal_in="二メートル", name__ja="新しい名")

    answer = pages.post("/screens/lobby-1f/settings", form)

    assert answer.status_code == 400
    assert 'aria-describedby=" f-diagonal_in-fault"' in answer.text
    assert 'href="#f-diagonal_in"' in answer.text
    assert 'value="新しい名"' in answer.text
    assert pages.row("screens", "lobby-1f").name.get("ja") == "1階 玄関ロビー"


def test_what_is_wrong_with_the_whole_is_told_in_names(pages: Pages) -> None:
    form = changed(pages.form("/screens/lobby-1f/settings"), building="annexe")

    answer = pages.post("/screens/lobby-1f/settings", form)

    assert answer.status_code == 400
    assert "階「本庁舎 1F」は棟「本庁舎」にあります" in html.unescape(answer.text)


def test_rows_are_moved_without_a_script_and_nothing_is_saved_yet(pages: Pages) -> None:
    before = pages.row("calendars", "office-hours")
    form = [*pages.form("/calendars/office-hours"), ("do", "up:lines:1")]

    answer = pages.post("/calendars/office-hours", form)

    names = re.findall(r'name="lines\.\d+\.name\.ja"[^>]* value="([^"]+)"', answer.text)
    assert answer.status_code == 200
    assert names[:2] == [before.lines[1].name.get("ja"), before.lines[0].name.get("ja")]
    assert pages.row("calendars", "office-hours") == before


def test_a_calendars_page_shows_its_year_with_holidays_and_exceptions(pages: Pages) -> None:
    text = re.sub(r"<[^>]+>", "", pages.said("/calendars/office-hours"))

    assert "2026年11月" in text
    assert "3 閉庁 文化の日" in text
    assert re.search(r"12月29日〜1月3日\s*閉庁 年末年始|12月29日〜12月31日\s*閉庁 年末年始", text)


def test_the_year_shows_lines_that_are_not_saved_yet(pages: Pages) -> None:
    form = changed(pages.form("/calendars/new"), name__ja="試し", lines=["0"], lines__0__hours=["0"])
    form = changed(form, lines__0__hours__0="10:00", lines__0__hours__0__ends="15:00")

    answer = pages.post("/calendars/new", [*form, ("do", "look:")])

    assert answer.status_code == 200
    assert "10:00〜15:00" in answer.text
    assert "試し" not in {calendar.name.get("ja") for calendar in pages.rows("calendars")}


def test_counters_are_given_a_calendar_on_its_page(pages: Pages) -> None:
    counter = next(one for one in pages.rows("counters") if one.calendar is None)
    form = pages.form("/calendars/evening-hours")

    answer = pages.post("/calendars/evening-hours", [*form, ("counters", counter.id)])

    assert answer.status_code == 302
    assert {one.calendar for one in pages.rows("counters") if one.id == counter.id} == {"evening-hours"}


def test_the_way_to_the_nearest_exit_is_kept_with_its_screen(pages: Pages) -> None:
    form = changed(pages.form("/screens/hall-4k/settings"), exit="exit-stairs-west", arrow="nw")

    pages.post("/screens/hall-4k/settings", form)

    exits = [row for row in pages.rows("directions") if row.screen == "hall-4k" and row.target.startswith("exit")]
    assert [(row.target, row.arrow) for row in exits] == [("exit-stairs-west", "nw")]


def test_a_screens_page_tells_the_smallest_text_that_can_be_read(pages: Pages) -> None:
    text = pages.said("/screens/lobby-1f/settings")

    assert "文字は 22 mm 以上" in text
    assert "34 ピクセル" in text


def test_what_is_used_says_where_and_is_not_put_away(pages: Pages) -> None:
    page = pages.said("/playlists/guide")
    asked = pages.said("/playlists/guide/archive")
    refused = pages.post("/playlists/guide/archive", [])

    assert "「庁舎案内」の放映スケジュール" in page
    assert "まだ1か所で使われています" in asked
    assert refused.status_code == 400
    assert "使っているところから外してください" in refused.text


def test_what_nothing_uses_is_put_away_and_comes_back(pages: Pages) -> None:
    pages.post("/groups/new", changed(pages.form("/groups/new"), name__ja="しまう", name__en="to go"))

    answer = pages.post("/groups/to-go/archive", pages.form("/groups/to-go/archive"))
    told = pages.said(answer.headers["Location"])
    undo = re.findall(r'action="(/undo/\d+)"', told)

    assert "「しまう」をしまいました。" in told
    assert "to-go" not in {row.id for row in pages.rows("groups")}
    pages.post(undo[-1], [])
    assert "to-go" in {row.id for row in pages.rows("groups")}


def test_the_second_of_two_is_shown_what_the_first_has_stored(pages: Pages) -> None:
    mine = changed(pages.form("/playlists/events"), name__ja="わたしの名")
    pages.post("/playlists/events", changed(pages.form("/playlists/events"), name__ja="先の人の名"))

    late = pages.post("/playlists/events", mine)

    assert late.status_code == 409
    assert "ほかの人が先に保存しました" in late.text
    assert "保存されている内容: 先の人の名" in late.text
    assert "入力した内容: わたしの名" in late.text
    assert pages.row("playlists", "events").name.get("ja") == "先の人の名"


def test_what_the_first_has_changed_the_second_does_not_put_away_unseen(pages: Pages) -> None:
    pages.post("/groups/new", changed(pages.form("/groups/new"), name__ja="会議室", name__en="meeting"))
    away = pages.form("/groups/meeting/archive")
    pages.post("/groups/meeting", changed(pages.form("/groups/meeting"), name__ja="大会議室"))

    late = pages.post("/groups/meeting/archive", away)
    again = pages.post("/groups/meeting/archive", filled(late.text))

    assert late.status_code == 409
    assert "そのあいだに、ほかの人が変更しました" in late.text
    assert "大会議室" in late.text
    assert again.status_code == 302


def test_an_admin_of_another_office_may_look_and_not_change(tmp_path: Path) -> None:
    pages = opened(tmp_path)
    employ(pages.installation, [Person(id="far", name="遠方", grants=(Grant(role="admin", office="elsewhere"),))])
    form = changed(pages.form("/offices/mizuki"), name__ja="乗っ取り区役所")
    client = signed_in(pages.client.application.test_client(), "far")
    far = replace(pages, client=client, token=csrf_token(client.get("/layouts").text))

    answer = far.post("/offices/mizuki", form)

    assert answer.status_code == 403
    assert pages.row("offices", "mizuki").name.get("ja") != "乗っ取り区役所"


def test_an_offices_name_and_colour_are_changed_in_one_press(pages: Pages) -> None:
    form = changed(pages.form("/offices/mizuki"), name__ja="さくら区役所", accent="#aa3377")

    answer = pages.post("/offices/mizuki", form)

    office = pages.row("offices", "mizuki")
    assert answer.status_code == 302
    assert (office.name.get("ja"), office.accent) == ("さくら区役所", "#AA3377")
    assert edits.seen(pages.installation, ("offices", "mizuki"))["offices", "mizuki"] > 0


def test_a_playlist_is_put_together_from_what_is_found(pages: Pages) -> None:
    form = changed(pages.form("/playlists/new"), name__ja="新しい並び", find="桜")
    found = pages.post("/playlists/new", [*form, ("do", "find:")])
    put = pages.post("/playlists/new", [*form, ("do", "put:entries:slide:cherry-blossoms")])

    answer = pages.post("/playlists/new", filled(put.text))

    assert 'value="put:entries:slide:cherry-blossoms"' in found.text
    assert answer.status_code == 302
    made = next(one for one in pages.rows("playlists") if one.name.get("ja") == "新しい並び")
    assert [entry.slide for entry in made.entries] == ["cherry-blossoms"]
