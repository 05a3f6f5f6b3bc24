"""What the history and the log say: every action and every noun that the program knows has words for it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import signage
from signage.actions.history import Told
from signage.core.catalogue import Catalogue
from signage.core.differences import differences
from signage.core.guide import Section
from signage.core.nouns import NOUNS
from signage.core.slides import Slide
from signage.core.texts import Text
from signage.core.when import Limits
from signage.store.versions import Change
from signage.web.change_words import ChangeWords, Line
from signage.web.words import audit

SOURCES = [
    path for room in ("actions", "jobs", "publish") for path in (Path(signage.__file__).parent / room).glob("*.py")
]


def recorded(path: Path) -> Iterator[str]:
    """Every action that a file writes into the log; of `f"save-{noun}"` what stands before the noun."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        for keyword in node.keywords if isinstance(node, ast.Call) else ():
            if keyword.arg == "action":
                yield from (part.value for part in ast.walk(keyword.value) if isinstance(part, ast.Constant))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_every_action_that_is_recorded_has_words(path: Path) -> None:
    deeds = [action.partition("{")[0] for action in audit.ACTIONS if "{" in action]
    known = {*audit.ACTIONS, *deeds, *(deed + noun for deed in deeds for noun in audit.NOUNS)}

    assert [action for action in recorded(path) if action not in known] == []


def test_every_noun_has_words() -> None:
    assert set(audit.NOUNS) == set(NOUNS)


def a_slide(**parts: object) -> Slide:
    """A notice."""
    usual = {"id": "tax", "office": "ward", "kind": "notice", "name": Text.of(ja="住民税"), "owner": "tax"}
    return Slide(**(usual | parts))  # type: ignore[arg-type]


def lines(before: Slide, after: Slide, language: str = "ja") -> list[Line]:
    """What the page says of two versions."""
    section = Section(id="tax", office="ward", name=Text.of(ja="税務課", en="Tax"))
    other = Section(id="care", office="ward", name=Text.of(ja="介護課", en="Care"))
    held = Catalogue(guide=Catalogue().guide.__class__(sections=(section, other)))
    change = Change(number=1, noun="slides", name="tax", at=0, who="sato", before=(before,), after=(after,))
    told = Told(change=change, row=after, what=differences((before,), (after,)))
    return ChangeWords(held, "ja" if language == "ja" else "en").lines(told)


def test_fields_and_their_values_are_told_in_words() -> None:
    before = a_slide(fields={"title": "住民税"})
    after = a_slide(state="withdrawn", owner="care", limits=Limits(ends="2026-12-10"), fields={"title": "市民税"})

    told = {(line.before, line.after) for line in lines(before, after)}

    assert told == {
        ("掲載", "取り下げ"),
        ("税務課", "介護課"),
        ("", "2026年12月10日(木)"),
        ("住民税", "市民税"),
    }


def test_no_field_is_told_by_the_name_that_the_program_has_for_it() -> None:
    before = a_slide()
    after = a_slide(owner="care", review_on="2027-01-01", fields={"body": "x", "first": "2026-12-01", "place": "y"})

    labels = [line.label for line in lines(before, after)]

    assert [label for label in labels if label.isascii()] == []


def test_words_of_another_language_say_which() -> None:
    (line,) = lines(a_slide(), a_slide(name=Text.of(ja="住民税", en="Resident tax")))

    assert line.label.endswith("(English)")


def test_actions_of_nouns_name_the_noun_and_an_unknown_one_stands_for_itself() -> None:
    words = ChangeWords(Catalogue(), "ja")

    assert words.action("save-screens") == "モニターを保存"
    assert words.action("archive-calendars") == "開庁日・受付時間を削除"
    assert words.action("what-is-this") == "what-is-this"
