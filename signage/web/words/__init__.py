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


def _gathered() -> dict[str, Words]:
    """The sentences of every file; a key that two files hold is a slip."""
    gathered: dict[str, Words] = {}
    for module in pkgutil.iter_modules(__path__):
        own: Mapping[str, Words] = importlib.import_module(f"{__name__}.{module.name}").WORDS
        twice = gathered.keys() & own.keys()
        if twice:
            raise RuntimeError(f"words/{module.name}.py says again what another file says: {sorted(twice)}")
        gathered |= own
    return gathered


WORDS: Mapping[str, Words] = _gathered()
