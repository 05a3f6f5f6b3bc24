"""The one short tree of problems: each says what is wrong and what to do, in Japanese and in English."""

from __future__ import annotations

import re

_LONG_QUOTE = re.compile(r"""([「"][^」"]{60})[^」"]{20,}([」"])""")


class Problem(Exception):
    """Something a person must know. `again` says whether trying again may help.

    `where` names the file and line, or the thing, in which it was found; it leads the sentence.
    """

    again = False

    def __init__(self, *, ja: str, en: str, where: str | None = None) -> None:
        super().__init__(en if where is None else f"{where}: {en}")
        self.ja = ja
        self.en = en
        self.where = where

    def sentence(self, language: str) -> str:
        """One line in the reader's language (`ja`, or else English).

        What it quotes may be anybody's: nothing of it may break the line or steer a terminal; long quotes are cut.
        """
        text = self.ja if language == "ja" else self.en
        line = text if self.where is None else f"{self.where}: {text}"
        line = _LONG_QUOTE.sub(r"\1…\2", line)
        return "".join(c if c.isprintable() or c == "\u3000" else f"\\u{ord(c):04x}" for c in line)


class Refused(Problem):
    """Bad input. Nothing of it was kept."""


class Missing(Problem):
    """What was asked for is not there."""


class Forbidden(Problem):
    """It is there, and not for whoever asked."""


class Conflict(Problem):
    """Somebody else changed it in between. Nothing was kept; both versions are there to be looked at."""


class Busy(Problem):
    """Somebody else is at it; later it will go."""

    again = True


class Broken(Problem):
    """The installation, the disk or the clock is not as it must be."""
