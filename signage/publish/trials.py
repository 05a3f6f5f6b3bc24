"""Trials: what a slide that is not saved yet would look like on a screen, and what it would do to the loop there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from typing import Any

from signage.core.catalogue import Catalogue
from signage.core.documents import from_plain, to_plain
from signage.core.loop_facts import PostedFacts
from signage.core.manifests import canonical
from signage.core.schedules import Rule
from signage.core.shows import Box
from signage.core.slides import Slide
from signage.core.texts import Text
from signage.render.pages import Finding


@dataclass(frozen=True, kw_only=True)
class Trial:
    """Slides and rules as they would be stored, and the ids of rules that would go. The first slide is looked at."""

    slides: tuple[Slide, ...]
    rules: tuple[Rule, ...] = ()
    without: tuple[str, ...] = ()

    def plain(self) -> dict[str, Any]:
        """As JSON values, for another process."""
        return {
            "slides": [to_plain(slide) for slide in self.slides],
            "rules": [to_plain(rule) for rule in self.rules],
            "without": list(self.without),
        }

    @classmethod
    def of_plain(cls, plain: Mapping[str, Any], *, at: int) -> Trial:
        """The other way; what is tried counts as changed at that instant."""
        return cls(
            slides=tuple(from_plain(Slide, one, where="slides", changed_at=at) for one in plain["slides"]),
            rules=tuple(from_plain(Rule, one, where="rules", changed_at=at) for one in plain["rules"]),
            without=tuple(plain["without"]),
        )

    @property
    def key(self) -> str:
        """Equal for trials of the same content."""
        return sha256(canonical(self.plain())).hexdigest()

    def over(self, held: Catalogue) -> Catalogue:
        """The catalogue as it would be."""
        rules = {name: rule for name, rule in held.rules.items() if name not in self.without}
        return replace(
            held,
            slides={**held.slides, **{slide.id: slide for slide in self.slides}},
            rules={**rules, **{rule.id: rule for rule in self.rules}},
        )


@dataclass(frozen=True, kw_only=True)
class Placed:
    """A picture in its box of the canvas."""

    asset: str
    box: Box


@dataclass(frozen=True, kw_only=True)
class TriedPage:
    """One page: its picture, how long it stays, what could not be read of it, and the whole glass at its time."""

    asset: str
    language: str
    alt: str
    ms: int
    findings: tuple[Finding, ...]
    glass: tuple[Placed, ...]


@dataclass(frozen=True, kw_only=True)
class Loop:
    """What becomes of the loop that the slide would be in: 「14件・1周3分50秒」, and what is to be put right."""

    slides: int
    round_ms: int
    seen_again_ms: int
    sentence: Text
    warnings: tuple[Text, ...]

    def plain(self) -> dict[str, Any]:
        """As JSON values."""
        return {**vars(self), "sentence": dict(self.sentence), "warnings": [dict(told) for told in self.warnings]}

    @classmethod
    def of(cls, facts: PostedFacts) -> Loop:
        """The part of the facts that is told."""
        return cls(
            slides=facts.loop.slides,
            round_ms=facts.loop.round_ms,
            seen_again_ms=facts.seen_again_ms,
            sentence=facts.sentence,
            warnings=facts.warnings,
        )


@dataclass(frozen=True, kw_only=True)
class Tried:
    """A trial on one screen, as it is at the instant from which it would be seen there.

    No `loop`: the pages are what they would be, and yet nothing of them is seen in sight of time.
    """

    screen: str
    at: int
    width: int
    height: int
    box: Box
    pages: tuple[TriedPage, ...]
    loop: Loop | None = None

    def plain(self) -> dict[str, Any]:
        """As JSON values, for another process."""
        loop = self.loop
        return {**asdict(replace(self, loop=None)), "loop": None if loop is None else loop.plain()}

    @classmethod
    def of_plain(cls, plain: Mapping[str, Any]) -> Tried:
        """The other way."""
        return cls(**{**plain, "box": _box(plain["box"]), "pages": _pages(plain), "loop": _loop(plain["loop"])})


def _pages(plain: Mapping[str, Any]) -> tuple[TriedPage, ...]:
    return tuple(
        TriedPage(
            **{
                **page,
                "findings": tuple(Finding(**finding) for finding in page["findings"]),
                "glass": tuple(Placed(asset=one["asset"], box=_box(one["box"])) for one in page["glass"]),
            }
        )
        for page in plain["pages"]
    )


def _loop(plain: Mapping[str, Any] | None) -> Loop | None:
    if plain is None:
        return None
    texts = {"sentence": Text.of(plain["sentence"]), "warnings": tuple(map(Text.of, plain["warnings"]))}
    return Loop(**{**plain, **texts})


def _box(numbers: Iterable[int]) -> Box:
    x, y, width, height = numbers
    return x, y, width, height
