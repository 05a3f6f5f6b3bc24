"""The sample office as `signage demo` makes it: loaded, drawn and published once a session, and left as files."""

from __future__ import annotations

import os
import shutil
import time
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

from signage.actions.answers import Answers
from signage.actions.installation import opened
from signage.config import Settings
from signage.publish.publisher import Publisher
from tests.journeys.processes import a_port, asked, player, running, wait_until

SCREENS = ("hall-4k", "lift-2f", "lobby-1f", "queue-1f", "waiting-1f")
GUIDED = tuple(screen for screen in SCREENS if screen != "queue-1f")
"""Those with the floor guide; the fifth shows numbers."""
EACH = [
    pytest.param(screen, marks=() if screen in ("lobby-1f", "queue-1f") else pytest.mark.soak) for screen in SCREENS
]
"""Every screen, for tests whose law is that of one guide and one board: the others are left to the soak."""


@dataclass(frozen=True, kw_only=True)
class Sample:
    """A demo that ran and was ended: its data folder, what it said, and what it answered by path; `at` is its end."""

    data: Path
    port: int
    at: int
    said: str
    answered: dict[str, tuple[int, str]]

    @cached_property
    def answers(self) -> Answers:
        """What the command line asks, in this process."""
        return Answers(opened(Settings(data=self.data)))

    def enrolment(self, screen: str) -> Path:
        """A player's file."""
        return self.data / "enrolments" / f"{screen}.toml"


def prepared(folder: Path) -> Sample:
    """Run the demo until it serves, ask it for its health, its home page and its heads, end it, and draw ahead."""
    data, said, port = folder / "data", folder / "said", a_port()
    with running("signage", "demo", "--speed", "0", "--data", data, "--port", port, said=said) as process:
        wait_until(lambda: asked(port, "/healthz")[0] == 200 or process.poll() is not None, seconds=300, said=said)
        paths = ["/healthz", "/", *(f"/v1/heads/{path.name}" for path in (data / "public/v1/heads").iterdir())]
        answered, at = {path: asked(port, path) for path in paths}, int(time.time() * 1000)
    with Publisher(Settings(data=data, port=port)) as publisher:  # so that not every copy draws its emergencies
        publisher.publish(at=at)
        publisher.draw_ahead(at=at, stop=lambda: False)
    return Sample(data=data, port=port, at=at, said=said.read_text(), answered=answered)


def hard_linked(sample: Sample, folder: Path) -> Path:
    """A data folder of one's own. Assets are immutable and shared; what is changed in place is copied."""
    shutil.copytree(sample.data, folder, copy_function=_linked)
    return folder


def _linked(source: str, target: str) -> None:
    if len(Path(source).name) == 64:
        os.link(source, target)
    else:
        shutil.copy2(source, target)


def on_a_stick(enrolment: Path, data: Path, target: Path) -> Path:
    """The enrolment of a player that reads the published tree as files."""
    lines = enrolment.read_text().splitlines()
    url = (data / "public").as_uri()
    told = "\n".join(f'server = "{url}"' if line.startswith("server = ") else line for line in lines)
    target.write_text(told + "\n")
    return target


def synced(sample: Sample, screen: str, folder: Path) -> tuple[Path, Path]:
    """A player's enrolment and cache after `signage-player --once` from the files of the tree."""
    folder.mkdir(parents=True, exist_ok=True)
    enrolment = on_a_stick(sample.enrolment(screen), sample.data, folder / f"{screen}.toml")
    cache = folder / screen
    done = player("--enrolment", enrolment, "--cache", cache, "--once")
    assert done.returncode == 0, done.stderr
    return enrolment, cache
