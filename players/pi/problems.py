"""What a player tells people: problems and their remedies, in Japanese and in English."""

from __future__ import annotations

import os


class Problem(Exception):
    """One sentence that says what is wrong and what to do. `again` says whether trying again may help."""

    again = False

    def __init__(self, *, ja: str, en: str) -> None:
        super().__init__(en)
        self.ja = ja
        self.en = en

    def sentence(self) -> str:
        """The sentence in the language of the locale."""
        return self.ja if language() == "ja" else self.en


class Refused(Problem):
    """A document, file or answer that is not what it must be. Nothing of it is used."""


class Unreachable(Problem):
    """No answer, or not the one that was asked for; a server may come back."""

    again = True


class DiskFull(Problem):
    """The cache cannot be written; what is on the glass stays."""

    again = True


def graver(first: Problem | None, second: Problem) -> Problem:
    """Which of two servers' problems to tell: one that trying again does not mend, or else the first."""
    return second if first is None or (first.again and not second.again) else first


def language() -> str:
    """`ja` or `en`, by the locale: the first of LC_ALL, LC_MESSAGES and LANG that is set decides."""
    settings = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return "ja" if next(filter(None, settings), "").startswith("ja") else "en"
