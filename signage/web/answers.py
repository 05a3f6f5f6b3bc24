"""The pages' questions, answered by the actions on one installation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from signage.actions import health, screens
from signage.actions.installation import Installation
from signage.web.questions import Health, ScreenNow


@dataclass(frozen=True)
class Answers:
    """Implements `signage.web.questions.Questions`; safe to share between threads, as the installation is."""

    installation: Installation

    def screens_now(self, *, at: int, now: int) -> Sequence[ScreenNow]:
        return screens.screens_now(self.installation, at=at, now=now)

    def instant(self, screen: str, text: str, *, now: int) -> int:
        return screens.instant(self.installation, screen, text, now=now)

    def manifest(self, screen: str, *, at: int, now: int) -> bytes:
        return screens.manifest_for(self.installation, screen, at=at, now=now)

    def live_files(self, screen: str) -> Sequence[Mapping[str, Any]]:
        return screens.live_files(self.installation, screen)

    def picture(self, sha: str) -> Path:
        return screens.asset(self.installation, sha)

    def health(self, *, at: int) -> Health:
        return health.health(self.installation, at=at)
