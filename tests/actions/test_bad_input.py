"""Every mistake in a file is told in one line that names file and line and what to write instead; nothing is kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from signage.actions.installation import Installation
from signage.core.problems import Problem
from tests.actions.bad_fields import BAD_FIELDS
from tests.actions.bad_schedules import BAD_SCHEDULES
from tests.actions.bad_screens import BAD_PLACES, BAD_SCREENS
from tests.actions.bad_slides import BAD_SLIDES
from tests.actions.bad_text import BAD_SHEETS, BAD_YAML, Bad
from tests.actions.small_office import a_png, an_installation, an_office, loaded, write

BAD = (*BAD_YAML, *BAD_SHEETS, *BAD_FIELDS, *BAD_SCREENS, *BAD_PLACES, *BAD_SCHEDULES, *BAD_SLIDES)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    folder = tmp_path_factory.mktemp("office")
    installation = an_installation(folder / "data")
    loaded(installation, an_office(folder / "files"))
    yield installation
    installation.db.close()


def everything(installation: Installation) -> tuple[list[str], list[str]]:
    """All that is stored: the database as SQL, and the names of the files."""
    return list(installation.db.iterdump()), list(installation.files.names())


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: bad.name)
def test_a_mistake_is_named_by_its_line_and_nothing_is_kept(bad: Bad, office: Installation, tmp_path: Path) -> None:
    good = {"good.yaml": "groups: [{id: new, name: 新しい}]\n", "pictures/new.png": a_png(red=9)}
    folder = write(tmp_path / "files", {**good, **bad.beside, bad.file: bad.text})
    before = everything(office)

    with pytest.raises(Problem) as refused:
        loaded(office, folder)

    place = f"{folder / bad.file}:{bad.line}: " if bad.line else f"{folder / bad.file}: "
    for language, words in (("ja", bad.ja), ("en", bad.en)):
        said = refused.value.sentence(language)
        assert said.startswith(place), said
        assert words in said
        assert "\n" not in said
    assert everything(office) == before


def test_the_table_is_long_and_says_nothing_twice() -> None:
    assert len(BAD) >= 110
    assert len({bad.name for bad in BAD}) == len(BAD)


def test_other_mistakes_are_counted(office: Installation, tmp_path: Path) -> None:
    files = {"a.yaml": "groups: [{id: A, name: a}, {id: B, name: b}]\n", "b.yaml": "grups: []\n"}

    with pytest.raises(Problem) as refused:
        loaded(office, write(tmp_path, files))

    assert refused.value.sentence("ja").endswith("(ほか2件)")
    assert refused.value.sentence("en").endswith("(and 2 more)")
