"""Blocks copied from Excel and CSV files of any encoding, as rows of the guide."""

from __future__ import annotations

from pathlib import Path

import pytest

from signage.actions import guide, guide_paste, guide_table
from signage.actions.guide_columns import TABLES
from signage.core.problems import Refused
from tests.actions.guide_office import ADMIN, OPEN, installed

FIVE_ROWS = "1階\t101\t観光課\n1階\t102\t観光課\n2階\t201\t農政課\n2階\t202\t商工課\n3階\t301\t統計課\n"


def test_five_rows_of_a_floor_list_become_counters_of_their_sections(tmp_path: Path) -> None:
    here = installed(tmp_path)
    on = guide_table.ground(here, None, at=OPEN, by=ADMIN)

    told = guide.check(here, "counters", guide_paste.typed_rows("counters", FIVE_ROWS, on), on, by=ADMIN)

    assert [(one.noun, one.called) for one in told.differences if one.noun == "sections"] == [
        ("sections", "観光課"), ("sections", "農政課"), ("sections", "商工課"), ("sections", "統計課"),
    ]  # fmt: skip
    made = {one.number: one for one in (told.edit.saves["counters"] if told.edit else ())}
    assert {number: one.floor for number, one in made.items()} == {
        "101": "1f", "102": "1f", "201": "2f", "202": "2f", "301": "3f",
    }  # fmt: skip
    assert made["101"].sections == made["102"].sections


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "euc_jp", "utf-16"])
@pytest.mark.parametrize("divider", [",", "\t"])
def test_headings_are_known_in_any_encoding_and_by_other_words(tmp_path: Path, encoding: str, divider: str) -> None:
    on = guide_table.ground(installed(tmp_path), None, at=OPEN, by=ADMIN)
    rows = (("窓口番号", "フロア", "担当課"), ("1", "３階", "戸籍住民課 戸籍係"))
    raw = "\r\n".join(divider.join(row) for row in rows).encode(encoding)

    (typed,) = guide_paste.typed_rows("counters", guide_paste.text_of(raw), on)

    assert (typed.key, typed.cells) == ("c1#0", {"番号": "1", "階": "３階", "所属": "戸籍住民課 戸籍係"})


@pytest.mark.parametrize("noun", TABLES)
def test_what_was_saved_for_excel_comes_back_without_a_difference(tmp_path: Path, noun: str) -> None:
    here = installed(tmp_path)
    on = guide_table.ground(here, None, at=OPEN, by=ADMIN)
    raw = guide_table.sheet(guide_table.table(here, noun, on, by=ADMIN))

    told = guide.check(here, noun, guide_paste.typed_rows(noun, guide_paste.text_of(raw), on), on, by=ADMIN)

    assert raw.startswith(b"\xef\xbb\xbf")
    assert (told.differences, told.faults) == ((), ())


def test_an_empty_cell_clears_only_where_our_own_column_tells_rows_apart(tmp_path: Path) -> None:
    on = guide_table.ground(installed(tmp_path), None, at=OPEN, by=ADMIN)

    (found,) = guide_paste.typed_rows("counters", "番号,階,備考\n1,3F,\n", on)
    (known,) = guide_paste.typed_rows("counters", "番号,階,備考,ID\n1,3F,,c1#0\n", on)

    assert "備考" not in found.cells
    assert known.cells["備考"] == ""


@pytest.mark.parametrize(
    "text",
    ["", "\n\n", "階,階\n1F,2F", "あ\tい\n12\t34", '番号,名称\n"1,総合', "番号\n" + "1\n" * 2_001],
    ids=["nothing", "blank", "twice", "unknown", "open quote", "too many"],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(tmp_path: Path, text: str) -> None:
    on = guide_table.ground(installed(tmp_path), None, at=OPEN, by=ADMIN)

    with pytest.raises(Refused):
        guide_paste.typed_rows("directions", text, on)


@pytest.mark.parametrize(
    "raw",
    [b"PK\x03\x04rest", b"\xd0\xcf\x11\xe0rest", b"\xff\xfe\x00", b"\x81\xff\xff", b"1," * guide_paste.LARGEST],
    ids=["Excel", "old Excel", "half", "no text", "too large"],
)
def test_a_file_that_is_no_text_is_refused_in_one_sentence(raw: bytes) -> None:
    with pytest.raises(Refused):
        guide_paste.text_of(raw)
