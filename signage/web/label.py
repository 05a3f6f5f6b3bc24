"""Label: what a field of a form is called, what helps to fill it in, and its unit."""

from __future__ import annotations

from dataclasses import dataclass

from signage.web.words import PageLanguage, Words

NOTHING = Words("", "")


@dataclass(frozen=True, slots=True)
class Label:
    """One field: what it is called, what helps to fill it in, its unit; `more`: behind 「くわしい設定」."""

    ja: str
    en: str
    help: Words = NOTHING
    unit: Words = NOTHING
    more: bool = False

    def word(self, language: PageLanguage) -> str:
        """What it is called."""
        return self.ja if language == "ja" else self.en


def told(words: Words, language: PageLanguage) -> str:
    """Words in the reader's language."""
    return words.ja if language == "ja" else words.en
