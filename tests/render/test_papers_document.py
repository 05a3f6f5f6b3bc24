"""A document on paper: nothing of it is lost between the sheets, and tables go on under their heads."""

from __future__ import annotations

from signage.core.chapters import Chapter, Document, Row, document_of
from signage.render.papers import READING
from signage.render.papers_document import document_pages


def a_document(*chapters: Chapter) -> Document:
    """In Japanese."""
    return Document(title="引継書", office="梅区役所", language="ja", note="11月22日現在", chapters=chapters)


def a_table(rows: int) -> Chapter:
    """A table with short and long cells."""
    cells = [Row(cells=(f"行{number}", "短い", "長い説明がここに続きます。" * 4)) for number in range(rows)]
    return Chapter(name="table", title="一覧", heads=("名前", "状態", "説明"), rows=tuple(cells))


def said(page_texts: list[str]) -> str:
    """All of a page's words."""
    return "".join(page_texts)


def test_a_short_document_is_one_sheet_with_whose_it_is_and_of_which_day() -> None:
    (page,) = document_pages(a_document(Chapter(name="dark", title="暗いとき", steps=("電源を見る", "呼ぶ"))))

    told = said([text.text for text in page.texts])
    assert (page.width, page.height) == READING.dots
    for words in ("引継書", "梅区役所", "11月22日現在", "暗いとき", "1.", "電源を見る", "2.", "呼ぶ", "1 / 1"):
        assert words in told


def test_a_long_table_goes_on_under_its_heads_and_loses_no_row() -> None:
    pages = document_pages(a_document(a_table(60)))

    told = [said([text.text for text in page.texts]) for page in pages]
    assert len(pages) > 1
    assert all("説明" in one and "状態" in one for one in told)
    assert all(any(f"行{number}短い" in one for one in told) for number in range(60))


def test_nothing_stands_outside_its_sheet() -> None:
    pages = document_pages(
        a_document(a_table(60), Chapter(name="none", title="空", nothing="ありません。", heads=("名前",)))
    )

    for page in pages:
        for text in page.texts:
            left, top, width, height = text.box
            assert left >= 0
            assert left + width <= page.width
            assert top + height <= page.height


def test_a_heading_is_never_the_last_thing_on_a_sheet() -> None:
    chapters = [Chapter(name=f"c{number}", title=f"章{number}", note="一行の説明。") for number in range(40)]

    pages = document_pages(a_document(*chapters))

    for page in pages:
        told = [text.text for text in page.texts if "章" in text.text or "説明" in text.text]
        assert "説明" in told[-1]


def test_a_document_that_came_as_json_is_the_same_document() -> None:
    document = a_document(a_table(2), Chapter(name="steps", title="手順", steps=("一", "二")))
    plain = {
        **vars(document),
        "chapters": [{**vars(one), "rows": [vars(row) for row in one.rows]} for one in document.chapters],
    }

    assert document_of(plain) == document
