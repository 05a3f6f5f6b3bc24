"""Whatever is done to good files, load keeps all of them or says one line; it never stumbles."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from signage.actions.installation import Installation
from signage.core.problems import Problem
from signage.store.catalogue import catalogue
from signage.store.database import change_number
from tests.actions.small_office import FILES, a_png, an_installation, an_office, loaded, write

SCRAPS = [
    *"\t\r\n\0\"'{}[]:,;#&*!|>-=@()\\",
    "\ue000",
    "\ud7ff",
    "’",
    "- ",
    ": ",
    "\n  ",
    "\n- ",
    "null",
    "今日",
    "9" * 30,
]
SCRAPS += [
    "2026-02-30",
    "today+",
    "now+9999w",
    "../",
    "ja: ",
    "id: ",
    "\ufeff",
    "\u2028",
    "\x85",
    "<<: ",
    "!!int ",
    "1 受付; ",
]

CUTS = st.tuples(st.floats(0, 1), st.integers(0, 40), st.sampled_from(SCRAPS) | st.text(max_size=6))
"""Where (as a share of the file), how much is taken out, and what is put there."""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    folder = tmp_path_factory.mktemp("office")
    installation = an_installation(folder / "data")
    loaded(installation, an_office(folder / "files"))
    return installation


def spoilt(text: str, cuts: list[tuple[float, int, str]]) -> bytes:
    for share, length, scrap in cuts:
        at = round(share * len(text))
        text = text[:at] + scrap + text[at + length :]
    return text.encode("utf-8", "replace")


def check(office: Installation, folder: Path, name: str, content: bytes) -> None:
    """Load one spoilt file beside good ones."""
    files: dict[str, Any] = {**FILES, "pictures/lift.png": a_png(), name: content}
    before, held = change_number(office.db), catalogue(office.db)

    try:
        loaded(office, write(folder, files))
    except Problem as problem:
        assert change_number(office.db) == before
        assert catalogue(office.db) == held
        for language in ("ja", "en"):
            said = problem.sentence(language)
            assert said.startswith(str(folder))
            assert len(said.splitlines()) == 1, said
    assert not office.db.conn.in_transaction


def fuzz(examples: int) -> Callable[[Any], Any]:
    limits = settings(
        max_examples=examples, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
    )
    law = given(name=st.sampled_from(sorted(FILES)), cuts=st.lists(CUTS, min_size=1, max_size=4))
    return lambda test: limits(law(test))


@fuzz(60)
def test_a_spoilt_file_is_kept_whole_or_refused_in_one_line(
    office: Installation, tmp_path: Path, name: str, cuts: list[tuple[float, int, str]]
) -> None:
    check(office, tmp_path, name, spoilt(FILES[name], cuts))


@pytest.mark.soak
@fuzz(4_000)
def test_thousands_of_spoilt_files_are_kept_whole_or_refused(
    office: Installation, tmp_path: Path, name: str, cuts: list[tuple[float, int, str]]
) -> None:
    check(office, tmp_path, name, spoilt(FILES[name], cuts))


@given(content=st.binary(max_size=200))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_refused_in_one_line(office: Installation, tmp_path: Path, content: bytes) -> None:
    check(office, tmp_path, "庁舎外.csv", content)
    check(office, tmp_path, "any.yaml", content)
