"""Plans as staff write them: 「2階 21番」, 「税務課、納税課」; a dry run by line, one edit, one undo."""

from __future__ import annotations

from pathlib import Path

import pytest

from signage.actions import edits, guide, guide_table, plans
from signage.actions.guide import Checked
from signage.actions.installation import Installation
from signage.core.problems import Forbidden, Refused
from signage.store.rows import stored
from tests.actions.guide_office import ADMIN, OPEN, an_editor, installed

PLAN = """日付,操作,所属,変更前,変更後
2027/4/1,移動,戸籍住民課 戸籍係,,3階 91・92番
令和9年4月1日,改称,総合案内,,ご案内
2027/4/1,新設,,,デジタル課 本庁舎5階 69番
"""


def checked(here: Installation, text: str) -> Checked:
    on = guide_table.ground(here, None, at=OPEN, by=ADMIN)
    return plans.check(here, plans.rows_of(text), on, by=ADMIN)


def test_a_plan_is_checked_by_line_kept_as_one_edit_and_undone_at_once(tmp_path: Path) -> None:
    here = installed(tmp_path)
    before = {noun: stored(here.db, noun) for noun in ("sections", "counters", "changes")}
    text = PLAN.replace("令和9年4月1日", "2027-04-01")

    told = checked(here, text)
    kept = guide.publish(here, "changes", told, at=OPEN, by=ADMIN, action="plan-guide")

    assert {(one.noun, one.called, one.what) for one in told.differences} == {
        ("counters", "5番", "changed"),
        ("counters", "6番", "changed"),
        ("sections", "総合案内", "changed"),
        ("sections", "デジタル課", "new"),
        ("counters", "69番", "new"),
    }
    assert [(one.operation, one.before.best("ja"), one.after.best("ja")) for one in stored(here.db, "changes")] == [
        ("移動", "本庁舎 1F 5・6番", "3階 91・92番"),
        ("改称", "総合案内", "ご案内"),
        ("新設", "", "デジタル課 本庁舎5階 69番"),
    ]
    assert kept.number is not None
    edits.undo(here, kept.number, at=OPEN + 1, by=ADMIN)
    assert {noun: len(stored(here.db, noun)) for noun in before} == {noun: len(rows) for noun, rows in before.items()}


def test_every_line_that_cannot_be_worked_out_is_named(tmp_path: Path) -> None:
    here = installed(tmp_path)
    wrong = (
        "2027/4/1,改称,ない課,,新\n2020/1/1,廃止,総合案内,,\n2027/4/1,移設,総合案内,,\n2027/2/30,廃止,総合案内,,\n"
    )

    told = checked(here, PLAN + wrong)

    assert [one.key for one in told.faults] == ["1", "3", "4", "5", "6"]
    assert told.edit is None


def test_a_block_without_headings_is_in_the_usual_order(tmp_path: Path) -> None:
    here = installed(tmp_path)

    told = checked(here, "2027/4/1\t廃止\t総合案内\t\t\n")

    assert [(one.called, one.what) for one in told.differences] == [("総合案内", "gone"), ("案内", "gone")]


def test_only_whoever_has_the_whole_guide_plans(tmp_path: Path) -> None:
    here = installed(tmp_path)
    on = guide_table.ground(here, None, at=OPEN, by=an_editor())

    with pytest.raises(Forbidden):
        plans.check(here, plans.rows_of(PLAN), on, by=an_editor())


@pytest.mark.parametrize("text", ["", "日付,操作,課長\n2027/4/1,廃止,山田", "2027/4/1,廃止,福祉課\n" * 501], ids=len)
def test_what_cannot_be_read_is_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(Refused):
        plans.rows_of(text)
