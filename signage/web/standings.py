"""Standings: how each screen's player stands, as pages tell it: by its reports, sooner by its polls."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from signage.actions import fleet
from signage.core.fleet import Standing, counted
from signage.core.fleet_words import State
from signage.core.rights import may_look
from signage.web import gate
from signage.web.desk import Desk
from signage.web.words import PageLanguage, said

TONES: Mapping[State, str] = {
    "agreed": "on",
    "late": "waiting",
    "silent": "stopped",
    "wrong": "warned",
    "none": "over",
    "unknown": "plain",
}
"""The shape and colour of each state's badge (parts/marks.html)."""

_WORDS: Mapping[State, str] = {
    "agreed": "standing agreed",
    "late": "standing late",
    "silent": "standing silent",
    "wrong": "standing wrong",
    "none": "standing none",
    "unknown": "standing unknown",
}

_WORST_FIRST: tuple[State, ...] = ("silent", "wrong", "late", "unknown", "none")


@dataclass(frozen=True, kw_only=True)
class Summary:
    """All of them in one sentence, and how many somebody must see to."""

    sentence: str
    troubled: int


def standings(desk: Desk, *, now: int) -> Mapping[str, Standing]:
    """By screen, of the offices that whoever asks may look at; sooner by polls, as far as they are heard here."""
    by, screens = gate.person(), desk.held.screens
    polled = {head: round(heard_s * 1000) for head, heard_s in desk.heard.items()}
    found = fleet.standings(desk.installation, now, polled=polled)
    return {name: one for name, one in found.items() if name in screens and may_look(by, screens[name].office)}


def summary(found: Iterable[Standing], language: PageLanguage) -> Summary:
    """「20台のうち18台は正常。応答なし1・不一致1」"""
    counts = counted(found)
    total, well = sum(counts.values()), counts.get("agreed", 0)
    if total == well:
        return Summary(sentence=said("standings all well", language, count=total) if total else "", troubled=0)
    between = "・" if language == "ja" else ", "
    troubles = between.join(f"{word(state, language)} {counts[state]}" for state in _WORST_FIRST if state in counts)
    return Summary(
        sentence=said("standings some", language, count=total, well=well, troubles=troubles), troubled=total - well
    )


def word(state: State, language: PageLanguage) -> str:
    """What a state is called."""
    return said(_WORDS[state], language)


def tone(standing: Standing) -> str:
    """How loud its badge is: a screen that is to be dark needs nobody yet."""
    return TONES[standing.state] if standing.lit or standing.is_well else "plain"
