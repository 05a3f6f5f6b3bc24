"""The guide's pages over HTTP: what comes back after a slip, a clash, nonsense, and from Excel."""

from __future__ import annotations

import json

import pytest

from tests.web.settings_office import Pages, opened


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    return opened(tmp_path_factory.mktemp("guide"))


def posted(pages: Pages, path: str, **fields: str) -> tuple[int, str]:
    """The status and the page that a form's answer is."""
    answer = pages.client.post(path, data={"csrf_token": pages.token, **fields})
    return answer.status_code, answer.text


def a_draft(key: str, **cells: str) -> str:
    return json.dumps([{"key": key, "cells": cells, "version": None, "gone": False}])


def test_the_table_comes_back_whole_with_the_bad_cell_marked(pages: Pages) -> None:
    status, page = posted(pages, "/guide/counters/check", draft=a_draft("reg-moving#0", 番号="4-A", 階="99階"))

    assert status == 400
    assert "「99階」はありません" in page
    assert 'class="is-changed is-faulty" data-was="1F" aria-invalid="true"' in page
    assert ">4-A<" in page, "what was right is still there"


def test_one_rows_form_comes_back_with_its_sentence_at_its_field(pages: Pages) -> None:
    fields = {"key": "reg-moving#0", "cell:番号": "", "cell:名称": "転入"}

    status, page = posted(pages, "/guide/counters/check", **fields)

    assert status == 400
    assert 'id="f-cell:番号-fault"' in page
    assert 'value="転入"' in page


def test_a_day_that_is_none_is_told_at_its_field_and_the_draft_stays(pages: Pages) -> None:
    draft = a_draft("reg-moving#0", 番号="4-A")

    status, page = posted(pages, "/guide/counters/check", draft=draft, begins="あした")

    assert status == 400
    assert 'id="f-begins-fault"' in page
    assert "4-A" in page


def test_a_row_that_somebody_else_changed_is_shown_in_both_versions_before_it_is_kept(pages: Pages) -> None:
    mine = json.dumps([{"key": "reg-seal#0", "cells": {"備考": "わたし"}, "version": 0}])
    if not any(one.id == "reg-seal" for one in pages.rows("counters")):
        mine = mine.replace("reg-seal", pages.rows("counters")[5].id)

    status, page = posted(pages, "/guide/counters/keep", draft=mine, begins="", checked="")

    assert status == 409
    assert "ほかの人が変えた行があります" in page
    assert "この内容で掲載する" in page


@pytest.mark.parametrize("draft", ["{", "[1]", '[{"cells": {}}]', '[{"key": "x", "version": "new"}]'])
def test_a_draft_that_no_page_of_ours_sends_is_one_sentence(pages: Pages, draft: str) -> None:
    status, _ = posted(pages, "/guide/counters/check", draft=draft)

    assert status == 400


def test_excel_gets_a_file_by_its_japanese_name(pages: Pages) -> None:
    answer = pages.client.get("/guide/counters.csv")

    assert answer.mimetype == "text/csv"
    assert "filename*=UTF-8''%E7%AA%93%E5%8F%A3.csv" in answer.headers["Content-Disposition"]
    assert answer.data.startswith("\ufeff番号,名称".encode())


@pytest.mark.parametrize("text", ["", "番号,番号\n1,2", "a\tb\n1\t2"])
def test_what_cannot_be_pasted_comes_back_with_one_sentence(pages: Pages, text: str) -> None:
    status, page = posted(pages, "/guide/directions/paste", pasted=text)

    assert status == 400
    assert 'id="f-pasted-fault"' in page
