"""The live picture: what is not saved yet, as one screen would show it, or why that cannot be said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import g

from signage.core.problems import Problem
from signage.publish.trials import Trial, Tried
from signage.web.desk import Desk

MOST_SEEN = 6
"""Screens whose pictures are drawn beside a form; further ones are counted."""


def undrawn(screens: Sequence[str]) -> int:
    """How many screens there are whose pictures are not drawn."""
    return max(len(screens) - MOST_SEEN, 0)


@dataclass(frozen=True, kw_only=True)
class Sight:
    """One screen. Neither `tried` nor `problem`: a newer question of the same form has overtaken this one."""

    screen: str
    tried: Tried | None
    problem: str = ""


def sight(desk: Desk, trial: Trial, screen: str, *, writer: str = "", number: int = 0) -> Sight:
    """What a screen would show. `writer` is the open form that asks, its questions numbered."""
    try:
        tried = desk.ask.tried(trial, screen, at=desk.clock(), writer=writer, number=number)
    except Problem as problem:
        return Sight(screen=screen, tried=None, problem=problem.sentence(g.language))
    return Sight(screen=screen, tried=tried)
