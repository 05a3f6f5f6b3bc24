"""An office that lives: the journeys' tiny one, loaded with the real kinds, with players where a test wants them."""

from __future__ import annotations

from pathlib import Path

from signage.actions import enrolments, installation
from signage.actions.installation import Installation
from signage.actions.load import Loaded, load
from signage.config import Settings
from signage.core.shows import instant_of
from signage.publish.publisher import Publisher
from tests.journeys.tiny_office import an_office

NOW = instant_of("2026-11-22T01:42:00Z")
"""Sunday, 22 November 2026, 10:42 in Tokyo."""


def living(folder: Path) -> Installation:
    """The tiny office, loaded on a Sunday morning."""
    settings = Settings(data=folder / "data")
    installation.create(settings, at=NOW)
    here = installation.opened(settings)
    load(here, [an_office(folder / "office")], at=NOW, who="test")
    return here


def told(here: Installation, text: str, *, at: int = NOW) -> Loaded:
    """One more file of it, loaded."""
    file = here.data.parent / "more.yaml"
    file.write_text(text, encoding="utf-8")
    return load(here, [file], at=at, who="test")


def with_player(here: Installation, *, at: int = NOW) -> Path:
    """One player is enrolled; its file."""
    file = here.data.parent / "player.toml"
    enrolments.enrol(here, "hall", file, at=at, who="test")
    return file


def publish(here: Installation, *, at: int = NOW) -> None:
    """What is stored, on air."""
    with Publisher(here.settings) as publisher:
        publisher.publish(at=at)
