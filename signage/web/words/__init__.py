"""The catalogue of the interface: every sentence of the pages, in Japanese and English; one file a noun."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

PageLanguage = Literal["ja", "en"]


@dataclass(frozen=True, slots=True)
class Words:
    """One sentence in both languages."""

    ja: str
    en: str


def said(key: str, language: PageLanguage, **values: object) -> str:
    """A sentence with its values put in. KeyError for one that is not in the catalogue."""
    words = WORDS[key]
    return (words.ja if language == "ja" else words.en).format(**values)


def files() -> dict[str, Mapping[str, Words]]:
    """The sentences of every file, by its name."""
    return {
        module.name: importlib.import_module(f"{__name__}.{module.name}").WORDS
        for module in pkgutil.iter_modules(__path__)
    }


WORDS: Mapping[str, Words] = {key: words for own in files().values() for key, words in own.items()}
