"""Texts: the same words in several languages, keyed by BCP 47 tag."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

LANGUAGES: Mapping[str, str] = {
    "ja": "日本語",
    "ja-x-easy": "やさしい日本語",
    "en": "English",
    "zh-Hans": "简体中文",
    "zh-Hant": "繁體中文",
    "ko": "한국어",
    "vi": "Tiếng Việt",
    "fil": "Filipino",
    "ne": "नेपाली",
    "pt": "Português",
    "id": "Bahasa Indonesia",
    "my": "မြန်မာဘာသာ",
}
"""Language tags that the product knows, each named in its own script."""


@dataclass(frozen=True, slots=True)
class Text:
    """Words by language, in the order in which they were written; never empty strings."""

    by_language: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, mapping: Mapping[str, str] | None = None, /, **languages: str) -> Text:
        """`Text.of(ja="市民課", en="Residents")`; tags with a hyphen go into the mapping. Empty words are dropped."""
        merged = {**(mapping or {}), **languages}
        return cls(tuple((tag, words) for tag, words in merged.items() if words))

    def get(self, language: str) -> str | None:
        """The words in exactly this language."""
        return next((words for tag, words in self.by_language if tag == language), None)

    def best(self, language: str) -> str:
        """The words in this language, or else in what its readers most likely read too; "" if there are none."""
        wanted = (language, *(("ja",) if language == "ja-x-easy" else ("en", "ja")))
        found = (words for tag in wanted if (words := self.get(tag)) is not None)
        return next(found, self.by_language[0][1] if self.by_language else "")

    def __bool__(self) -> bool:
        return bool(self.by_language)

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self.by_language)
