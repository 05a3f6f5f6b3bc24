"""Problems are told in one line, whatever they quote."""

from __future__ import annotations

import pytest

from signage.core.problems import Refused


def test_a_sentence_is_led_by_its_place_and_told_in_the_reader_s_language() -> None:
    problem = Refused(ja="だめです", en="no", where="a.yaml:3")

    assert problem.sentence("ja") == "a.yaml:3: だめです"
    assert problem.sentence("en") == problem.sentence("fr") == str(problem) == "a.yaml:3: no"


@pytest.mark.parametrize("quoted", ["a\nb", "a\u2028b", "a\x1b[2Jb", "a\u202eb", "a\x00b", "a\ud800b"])
def test_what_is_quoted_can_neither_break_the_line_nor_steer_a_terminal(quoted: str) -> None:
    said = Refused(ja=f"「{quoted}」は使えません", en=f'"{quoted}" will not do').sentence("ja")

    assert said.isprintable()
    assert said == f"「a\\u{ord(quoted[1]):04x}{quoted[2:]}」は使えません"


def test_long_quotes_are_cut_so_that_the_remedy_is_seen() -> None:
    said = Refused(ja="", en=f'"{"x" * 4000}" will not do; write 1').sentence("en")

    assert said == f'"{"x" * 60}…" will not do; write 1'
