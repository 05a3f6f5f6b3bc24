"""Tried words: what a rule would change in the next two weeks, told screen by screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from signage.actions.schedules import DryRun, Effect
from signage.core.instants import HOUR, MINUTE
from signage.core.rulebook import Rulebook
from signage.core.schedules import Rule
from signage.core.spoken import Spoken
from signage.web.choices import ZONES
from signage.web.labels import told
from signage.web.row_names import RowNames
from signage.web.words import PageLanguage, said

_SENTENCES = {
    (True, "more"): "tried own more",
    (True, "less"): "tried own less",
    (False, "more"): "tried other more",
    (False, "less"): "tried other less",
}

NAMED = 4
"""Screens that are named; the others are counted."""


def tried_words(
    book: Rulebook, run: DryRun, rule: Rule, names: RowNames, language: PageLanguage, *, at: int
) -> Mapping[str, Any]:
    """The effects in sentences: of the rule itself first, then of those that it displaces or lets play again."""
    spoken = Spoken(at=at, zone=book.calendars.zone(rule.office))
    screens = [
        {
            "screens": _screens(tried.screens, names, language),
            "lines": [
                line
                for zone, effects in tried.zones.items()
                for effect in sorted(effects, key=lambda effect: (effect.rule != rule.id, effect.rule))
                for line in _lines(effect, zone, rule, book, names, spoken, language)
            ],
        }
        for tried in run.tried
    ]
    return {"screens": screens, "plays": run.plays, "untried": run.untried}


def _lines(  # noqa: PLR0917
    effect: Effect,
    zone: str,
    rule: Rule,
    book: Rulebook,
    names: RowNames,
    spoken: Spoken,
    language: PageLanguage,
) -> Sequence[Mapping[str, str]]:
    own = effect.rule == rule.id
    held = rule if own else book.catalogue.rules[effect.rule]
    what = names.of("playlists", held.playlist) or names.of("slides", held.slide)
    where = told(ZONES[zone], language) if zone in ZONES else zone
    lines = []
    for tone, spans in (("more", effect.gains), ("less", effect.loses)):
        if spans:
            words = said(
                _SENTENCES[own, tone], language, what=what, zone=where, times=_times(spans, spoken, language)
            )
            lines.append({"tone": tone if not own or tone == "less" else "own", "words": words})
    return lines


def _times(spans: tuple[tuple[int, int], ...], spoken: Spoken, language: PageLanguage) -> str:
    """The first span, how many follow, and how long they are together."""
    begins, ends = spans[0]
    first = spoken.window(begins, ends)
    minutes = sum(high - low for low, high in spans) // MINUTE
    total = (
        said("tried hours", language, hours=round(minutes * MINUTE / HOUR))
        if minutes >= 120
        else said("tried minutes", language, minutes=minutes)
    )
    key = "tried times" if len(spans) > 1 else "tried time"
    return said(key, language, first=first.best(language) if first else "", more=len(spans) - 1, total=total)


def _screens(screens: tuple[str, ...], names: RowNames, language: PageLanguage) -> str:
    named = said("noun comma", language).join(names.of("screens", screen) for screen in screens[:NAMED])
    if len(screens) <= NAMED:
        return named
    return said("tried screens more", language, screens=named, count=len(screens) - NAMED)
