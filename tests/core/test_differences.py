"""Differences: what a history tells: field by field, language by language, and nothing that stayed."""

from __future__ import annotations

from typing import Any

from signage.core.differences import Difference, Path, differences
from signage.core.slides import Slide
from signage.core.texts import Text
from signage.core.when import Limits


def a_slide(**parts: Any) -> Slide:
    """A notice of the tax section."""
    usual: dict[str, Any] = {
        "id": "tax",
        "office": "ward",
        "kind": "notice",
        "name": Text.of(ja="住民税"),
        "owner": "tax",
    }
    return Slide(**(usual | parts))


def told(before: tuple[Slide, ...], after: tuple[Slide, ...]) -> dict[Path, tuple[object, object]]:
    """By path."""
    return {one.path: (one.before, one.after) for one in differences(before, after)}


def test_what_stayed_is_not_told_nor_when_it_was_stored() -> None:
    assert differences((a_slide(),), (a_slide(changed_at=5),)) == ()


def test_one_field_is_one_difference() -> None:
    before, after = a_slide(), a_slide(limits=Limits(ends="2026-12-10"))

    assert differences((before,), (after,)) == (Difference(path=("until",), before=None, after="2026-12-10"),)


def test_words_are_compared_language_by_language_even_where_there_was_only_one() -> None:
    before, after = a_slide(), a_slide(name=Text.of(ja="住民税", en="Resident tax"))

    assert told((before,), (after,)) == {("name", "en"): (None, "Resident tax")}


def test_fields_of_a_kind_are_looked_into_and_lists_of_words_are_one_value() -> None:
    before = a_slide(fields={"title": "住民税", "tags": ["a"], "rows": [{"label": "x"}, {"label": "y"}]})
    after = a_slide(fields={"title": "市民税", "tags": ["a", "b"], "rows": [{"label": "x"}, {"label": "z"}]})

    assert told((before,), (after,)) == {
        ("fields", "title"): ("住民税", "市民税"),
        ("fields", "tags"): (["a"], ["a", "b"]),
        ("fields", "rows", 1, "label"): ("y", "z"),
    }


def test_what_came_is_told_against_nothing_without_its_id() -> None:
    found = told((), (a_slide(),))

    assert ("id",) not in found
    assert found["name",] == (None, "住民税")


def test_several_rows_of_one_id_are_told_by_their_place() -> None:
    first, second = a_slide(), a_slide(name=Text.of(ja="軽自動車税"))

    assert (1, "name") in told((first,), (first, second))
