"""What all journeys share: the sample office, published once, and a player's cache for each of its screens."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys import sample_office, staff_pages
from tests.journeys.sample_office import SCREENS, Sample
from tests.journeys.staff_pages import Served


@pytest.fixture(scope="session")
def published_sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """Read only: whoever changes something takes `hard_linked`."""
    return sample_office.prepared(tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="session")
def players(published_sample: Sample, tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, Path]]:
    """For each screen a player's enrolment and its cache, complete."""
    folder = tmp_path_factory.mktemp("players")
    return {screen: sample_office.synced(published_sample, screen, folder) for screen in SCREENS}


@pytest.fixture(scope="module")
def served(published_sample: Sample, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The staff pages of a sample office that the tests of one file may change."""
    with staff_pages.served(published_sample, tmp_path_factory.mktemp("served")) as serving:
        yield serving
