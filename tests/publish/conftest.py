"""What the tests of publishing share: a place, and a publisher in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from signage.publish.publisher import Publisher
from tests.publish.makers import Card, Place


@pytest.fixture
def card() -> Card:
    return Card()


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    place = Place(tmp_path)
    yield place
    place.close()


@pytest.fixture
def publisher(place: Place, card: Card) -> Iterator[Publisher]:
    with Publisher(place.settings, kinds={"card": card}) as publisher:
        yield publisher
