"""Lists: rows in which words are found, whatever their width and case, and a page of them at a time."""

from __future__ import annotations

import unicodedata


def folded(text: str) -> str:
    """As searches compare words: widths and case do not count."""
    return unicodedata.normalize("NFKC", text).casefold()


def has_words(text: str, asked: str) -> bool:
    """Whether every word that was asked for stands in a text; of no words all do."""
    there = folded(text)
    return all(word in there for word in folded(asked).split())


def on_page(wanted: int, *, count: int, size: int) -> tuple[int, int]:
    """Which page is shown when this one is asked for, and how many there are: at least one."""
    pages = max(1, -(-count // size))
    return min(max(1, wanted), pages), pages
