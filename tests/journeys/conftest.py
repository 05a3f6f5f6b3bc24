"""What all journeys share: the sample office, published once, and a player's cache for each of its screens."""

from __future__ import annotations

import fcntl
import os
import pickle
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest

from tests.journeys import sample_office, staff_pages
from tests.journeys.sample_office import SCREENS, Sample
from tests.journeys.staff_pages import Served

Made = TypeVar("Made")


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], Made]) -> Made:
    """What `make` made in a folder of that name: by one of pytest's workers; the others wait and find it there."""
    own = factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / name
    folder.mkdir(exist_ok=True)
    with (folder / "made").open("a+b") as kept:
        fcntl.flock(kept, fcntl.LOCK_EX)
        if kept.seek(0, os.SEEK_END) == 0:
            kept.write(pickle.dumps(make(folder)))
        kept.seek(0)
        made: Made = pickle.load(kept)
    return made


@pytest.fixture(scope="session")
def published_sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """Read only: whoever changes something takes `hard_linked`."""
    return made_once(tmp_path_factory, "sample", sample_office.prepared)


@pytest.fixture(scope="session")
def players(published_sample: Sample, tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, Path]]:
    """For each screen a player's enrolment and its cache, complete."""
    return made_once(
        tmp_path_factory,
        "players",
        lambda folder: {screen: sample_office.synced(published_sample, screen, folder) for screen in SCREENS},
    )


@pytest.fixture(scope="session")
def busy_office(published_sample: Sample, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One sample office in which the tests of many files work: none of them needs it as it was made."""
    with staff_pages.served(published_sample, tmp_path_factory.mktemp("busy")) as serving:
        yield serving


@pytest.fixture(scope="module")
def served(
    request: pytest.FixtureRequest, published_sample: Sample, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    """The staff pages of a sample office: another for each file, or the one of all that are marked `busy_office`."""
    if request.node.get_closest_marker("busy_office"):
        yield request.getfixturevalue("busy_office")
        return
    with staff_pages.served(published_sample, tmp_path_factory.mktemp("served")) as serving:
        yield serving
