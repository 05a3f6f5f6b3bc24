"""Load: what files say is stored, in whatever encoding they come, and only what changed counts as changed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from signage.actions.installation import Installation
from signage.core.guide import Serving
from signage.core.instants import DAY
from signage.core.playlists import Entry
from signage.core.problems import Missing, Refused
from signage.core.texts import Text
from signage.core.when import Limits
from signage.store import audit
from signage.store.catalogue import catalogue
from signage.store.database import change_number
from signage.store.uploads import uploads
from signage.store.versions import changes
from tests.actions.small_office import FILES, NOW, a_png, an_installation, an_office, loaded, write

SHEET = "ID,名称,名称 zh-Hans,用件,場所\nnenkin,年金事務所,年金事务所,年金のこと,駅前\n"


@pytest.fixture
def office(tmp_path: Path) -> Installation:
    installation = an_installation(tmp_path / "data")
    loaded(installation, an_office(tmp_path / "office"))
    return installation


def test_a_whole_office_is_stored_in_one_transaction(tmp_path: Path) -> None:
    installation = an_installation(tmp_path / "data")

    came_to = loaded(installation, an_office(tmp_path / "office"))

    held = catalogue(installation.db)
    assert (came_to.changed, came_to.unchanged, change_number(installation.db)) == (30, 0, 1)
    assert came_to.counts["sections"] == 3
    assert held.playlists["notices"].entries == (Entry(slide="lift", ms=12_500), Entry(playlist="always"))
    assert held.slides["lift"].limits == Limits(ends="2026-11-25")
    assert held.rules["mornings"].when.limits == Limits(begins="2026-11-22", ends="2026-12-06")
    assert [area.colour for area in held.guide.areas] == ["#FF4B00"]
    assert held.guide.facilities[0].out_of_order == Limits(begins="2026-11-22", ends="2026-11-24")
    assert held.guide.services[0].serves[1] == Serving(
        counter="kaikei", step="会計", condition=Text.of(ja="あ〜さ行", en="A–Sa")
    )
    assert [direction.arrow for direction in held.guide.directions] == ["ne", "up"]
    assert (held.guide.counters[0].state, held.guide.counters[0].low) == ("busy", True)


def test_the_log_tells_which_versions_a_load_made(office: Installation, tmp_path: Path) -> None:
    renamed = FILES["office.yaml"].replace("みどり区役所", "あおば区役所")

    loaded(office, write(tmp_path / "office", {"office.yaml": renamed}), at=NOW + 1)

    first, second = audit.events(office.db, begins=0, ends=NOW + DAY)
    assert (first.detail["first_version"], first.detail["last_version"]) == (1, 30)
    made = range(second.detail["first_version"], second.detail["last_version"] + 1)
    assert [change.after[0].name.best("ja") for change in changes(office.db, made)] == ["あおば区役所"]


def test_the_same_files_again_change_nothing_on_the_same_day(office: Installation, tmp_path: Path) -> None:
    before = change_number(office.db)

    came_to = loaded(office, tmp_path / "office", at=NOW + 60_000)

    assert (came_to.changed, came_to.unchanged) == (0, 30)
    assert change_number(office.db) == before
    assert len(audit.events(office.db, begins=0, ends=NOW + DAY)) == 1


def test_relative_dates_move_with_the_day_of_loading(office: Installation, tmp_path: Path) -> None:
    came_to = loaded(office, tmp_path / "office", at=NOW + DAY)

    assert catalogue(office.db).slides["lift"].limits == Limits(ends="2026-11-26")
    assert catalogue(office.db).slides["lift"].changed_at == NOW + DAY
    assert catalogue(office.db).slides["guide"].changed_at == NOW
    assert came_to.changed == 4  # the slide, the rule, the lift that is out of order, the event of the day


def test_what_is_absent_stays_and_what_differs_is_replaced(office: Installation, tmp_path: Path) -> None:
    files = {"more.yaml": "groups: [{id: lobby, name: 一階}, {id: hall, name: ホール}]\n"}

    came_to = loaded(office, write(tmp_path / "more", files), at=NOW + 1)

    held = catalogue(office.db)
    assert (came_to.changed, came_to.unchanged) == (2, 0)
    assert {group.id: group.name.best("ja") for group in held.groups.values()} == {"lobby": "一階", "hall": "ホール"}
    assert set(held.screens) == {"lobby-1f"}


def test_all_rows_of_an_id_are_replaced_together(office: Installation, tmp_path: Path) -> None:
    loaded(office, write(tmp_path / "more", {"所属-改正.csv": "ID,名称\nshimin,市民総合課\n"}))

    sections = catalogue(office.db).guide.sections
    assert [(section.id, section.name.best("ja")) for section in sections] == [
        ("soumu", "総務課"),
        ("shimin", "市民総合課"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "euc_jp", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_a_sheet_means_the_same_in_every_encoding(
    encoding: str, newline: str, office: Installation, tmp_path: Path
) -> None:
    text = SHEET if encoding.startswith("utf") else SHEET.replace("年金事务所", "")
    text = text.replace(",", "\t") if encoding == "utf-16" else text

    loaded(office, write(tmp_path / "more", {"庁舎外.csv": text.replace("\n", newline).encode(encoding)}))

    row = next(row for row in catalogue(office.db).guide.elsewhere if row.id == "nenkin")
    assert (row.name.best("ja"), row.purpose.best("ja"), row.place.best("ja")) == (
        "年金事務所",
        "年金のこと",
        "駅前",
    )
    assert row.name.get("zh-Hans") == ("年金事务所" if encoding.startswith("utf") else None)


def test_what_windows_adds_to_shift_jis_is_read_as_it_was_typed(office: Installation, tmp_path: Path) -> None:
    sheet = "ID,名称,用件,場所\nkabu,㈱髙﨑,①年金,駅前～北口\n".encode("cp932")

    loaded(office, write(tmp_path / "more", {"庁舎外.csv": sheet}))

    row = catalogue(office.db).guide.elsewhere[-1]
    assert [text.best("ja") for text in (row.name, row.purpose, row.place)] == ["㈱髙﨑", "①年金", "駅前～北口"]


def test_a_sheet_may_have_empty_rows_columns_in_any_order_and_breaks_in_cells(
    office: Installation, tmp_path: Path
) -> None:
    sheet = '場所,ID, 名称 ,用件,電話,,\r\n"駅前\r\n二階",houmu,法務局,登記,,,\r\n,,,,,,\r\n'

    loaded(office, write(tmp_path / "more", {"庁舎外.csv": sheet}))

    assert catalogue(office.db).guide.elsewhere[-1].place == Text.of(ja="駅前\n二階")


def test_an_emergency_fills_the_screen_and_ends_by_itself(office: Installation, tmp_path: Path) -> None:
    rules = "rules:\n"
    for name, when in (("now", "{}"), ("set", "{until: now+1h}"), ("later", "{from: 2026-12-01T22:30}")):
        rules += f"  - {{id: {name}, groups: [lobby], slide: lift, level: emergency, when: {when}}}\n"

    loaded(office, write(tmp_path / "more", {"rules.yaml": rules}))

    held = catalogue(office.db).rules
    assert {held[name].layout for name in ("now", "set", "later")} == {"whole"}
    assert held["now"].when.limits == Limits(ends="2026-11-22T18:42")
    assert held["set"].when.limits == Limits(ends="2026-11-22T11:42")
    assert held["later"].when.limits == Limits(begins="2026-12-01T22:30", ends="2026-12-02T06:30")


def test_today_is_the_office_s_own(office: Installation, tmp_path: Path) -> None:
    files = {
        "honolulu.yaml": "offices: [{id: hi, name: Honolulu, calendar: hi-hours, time_zone: Pacific/Honolulu}]\n"
        "office: hi\n"
        "calendars: [{id: hi-hours, name: h, lines: [{dates: today, hours: closed}]}]\n"
    }

    loaded(office, write(tmp_path / "more", files))

    assert catalogue(office.db).calendars["hi-hours"].lines[0].dates == "2026-11-21"


def test_with_two_offices_a_row_has_to_say_whose_it_is(office: Installation, tmp_path: Path) -> None:
    files = {
        "a.yaml": "offices: [{id: west, name: 西, calendar: office-hours}]\n",
        "b.yaml": "groups:\n  - id: hall\n    name: a\n",
    }

    with pytest.raises(Refused, match=r'b\.yaml:2: "office" is missing'):
        loaded(office, write(tmp_path / "more", files))


def test_a_picture_is_stored_by_its_hash_and_noted_as_an_upload(office: Installation) -> None:
    (name,) = uploads(office.db)

    assert office.files.read(name) == a_png()
    assert catalogue(office.db).slides["lift"].fields["picture"] == name
    assert (uploads(office.db)[name].name, uploads(office.db)[name].type) == ("lift.png", "image/png")


def test_a_picture_that_was_replaced_under_its_name_is_a_change(office: Installation, tmp_path: Path) -> None:
    write(tmp_path / "office", {"pictures/lift.png": a_png(red=200)})

    came_to = loaded(office, tmp_path / "office")

    assert came_to.changed == 1
    assert len(uploads(office.db)) == 2


def test_hidden_files_descriptions_and_pictures_that_nobody_names_are_not_read(
    office: Installation, tmp_path: Path
) -> None:
    files = dict.fromkeys((".hidden.yaml", ".git/x.yaml", "~$窓口.csv", "README.md", "a.png", "make.py"), "{{{")

    came_to = loaded(office, write(tmp_path / "more", {**files, "groups.yaml": "groups: []\n"}))

    assert came_to.changed == came_to.unchanged == 0


@pytest.mark.parametrize("name", ["窓口.xlsx", "book.ods", "old.xls"])
def test_a_spreadsheet_is_refused_with_how_to_save_it(name: str, office: Installation, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="save it as"):
        loaded(office, write(tmp_path / "more", {name: b"PK"}))


def test_a_link_is_refused(office: Installation, tmp_path: Path) -> None:
    folder = write(tmp_path / "more", {"groups.yaml": "groups: []\n"})
    (folder / "link.yaml").symlink_to(tmp_path / "office" / "office.yaml")

    with pytest.raises(Refused, match="symbolic link"):
        loaded(office, folder)


@pytest.mark.parametrize(("names", "said"), [(["none"], "no such file"), (["empty"], "nothing to read")])
def test_where_there_is_nothing_it_is_said(names: list[str], said: str, office: Installation, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    with pytest.raises(Missing, match=said):
        loaded(office, *(tmp_path / name for name in names))


def test_a_file_named_twice_is_read_once(office: Installation, tmp_path: Path) -> None:
    folder = write(tmp_path / "more", {"groups.yaml": "groups: [{id: hall, name: a}]\n"})

    came_to = loaded(office, folder, folder / "groups.yaml", folder)

    assert came_to.counts == {"groups": 1}


def test_gaps_and_what_nothing_shows_are_remarked_upon(office: Installation, tmp_path: Path) -> None:
    files = {
        "所属.csv": "ID,名称,開始,終了\nkita,北課,,2026-12-31\nkita,北課,2027-02-01,\n",
        "slides.yaml": "slides:\n  - id: forgotten\n    kind: floor_guide\n    name: a\n    owner: kita\n",
    }

    came_to = loaded(office, write(tmp_path / "more", files))

    gap, unseen = came_to.warnings
    assert gap.en.endswith('所属.csv:3: 開始: between 2027-01-01 and 2027-02-01 there is nothing of the id "kita"')
    assert unseen.en.endswith('slides.yaml:2: "forgotten" is shown on no screen; put it into a rule or a playlist')


def test_a_rule_that_reaches_no_screen_is_remarked_upon(office: Installation, tmp_path: Path) -> None:
    files = {"a.yaml": "groups: [{id: empty, name: a}]\nrules: [{id: r, groups: [empty], slide: lift}]\n"}

    (remark,) = loaded(office, write(tmp_path / "more", files)).warnings

    assert remark.ja.endswith(
        "a.yaml:2: groups: 「empty」にはモニターがありません。モニターの groups に書いてください"
    )


def test_rows_of_an_earlier_load_must_not_be_broken_by_a_later_one(office: Installation, tmp_path: Path) -> None:
    files = {
        "階.yaml": "floors: [{id: main-1f, building: annex, label: 1F, order: 1}]\n"
        "buildings: [{id: annex, name: 別}]\n"
    }

    with pytest.raises(Refused, match='screens lobby-1f: floor: floor "main-1f" is in building "annex"'):
        loaded(office, write(tmp_path / "more", files))


def test_languages_in_another_order_are_the_same_words(office: Installation, tmp_path: Path) -> None:
    turned = FILES["office.yaml"].replace(
        "{ja: みどり区役所, en: Midori Ward Office}", "{en: Midori Ward Office, ja: みどり区役所}"
    )

    came_to = loaded(office, write(tmp_path / "office", {"office.yaml": turned}))

    assert came_to.changed == 0
    assert replace(catalogue(office.db).offices["midori"], changed_at=0).name.best("en") == "Midori Ward Office"
