"""Numbers on tickets: one form however they are written, and never a name."""

from __future__ import annotations

import pytest

from signage.core.problems import Refused
from signage.core.queue_numbers import ticket


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("42", "42"),
        (" ４２ ", "42"),
        ("0042", "42"),
        ("000", "0"),
        ("a-7", "A-7"),
        ("Ａ−７".replace("−", "-"), "A-7"),
        ("A07", "A07"),
    ],
)
def test_a_number_has_one_form(written: str, number: str) -> None:
    assert ticket(written) == number
    assert ticket(ticket(written)) == number


@pytest.mark.parametrize(
    "written", ["", " ", "-", "山田", "YAMADA", "4 2", "1/2", "123456789", "42\n43", "4２番", "٤٢"]
)
def test_what_is_no_number_is_refused(written: str) -> None:
    with pytest.raises(Refused, match="is not a number"):
        ticket(written)
