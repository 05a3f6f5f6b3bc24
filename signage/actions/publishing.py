"""Publishing: put on air what is stored, and say what visitors could not read of it."""

from __future__ import annotations

from pathlib import Path

from signage.actions.clock import now
from signage.actions.installation import Installation
from signage.core.problems import Problem
from signage.publish.bundle import bundle as write_bundle
from signage.publish.serving import publish_or_wait
from signage.store.database import change_number


def publish(installation: Installation) -> tuple[Problem, ...]:
    """Bring the tree to what is stored now, or wait until the publisher that runs has; what it could not put on air.

    Broken or Busy where nothing could be published at all.
    """
    change = change_number(installation.db)
    done = publish_or_wait(installation.settings, change=change, clock=now)
    return () if done is None else done.problems


def bundle(installation: Installation, screen: str, output: Path, *, days: int, at: int) -> int:
    """Write a screen's published tree for so many days as a zip; how many files are in it."""
    return write_bundle(installation.settings, screen, at=at, into=output, days=days)
