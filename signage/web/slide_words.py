"""Words about one slide that several pages say in the same way: until when it is up, and what a subject is called."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import Blueprint, g

from signage.actions.notices import Band
from signage.actions.slide_lists import Listed
from signage.core.instants import MINUTE, SECOND, local_day
from signage.render import notice_words
from signage.render.day_words import day_words
from signage.web.desk import Desk
from signage.web.words import said

BAND_WORDS: Mapping[Band, str] = {"中止": "band cancelled", "延期": "band postponed"}
"""What the bands are called on the pages."""


def teach(pages: Blueprint, desk: Desk) -> None:
    """Let the templates of a blueprint say them."""

    @pages.context_processor
    def words() -> dict[str, Any]:
        return {
            "until_words": lambda listed: until_words(desk, listed),
            "subject_name": subject_name,
            "minutes": minutes,
            "band_word": lambda band: said(BAND_WORDS[band], g.language),
        }


def until_words(desk: Desk, listed: Listed) -> str:
    """「11月25日(水)まで」; before it begins also from when; without an end, when somebody looks again."""
    zone, slide = desk.zone(listed.slide.office), listed.slide
    this_year = local_day(desk.clock(), zone).year

    def day_of(instant: int) -> str:
        return day_words(local_day(instant, zone), g.language, this_year=this_year)

    until = said("ends never", g.language)
    if listed.ends is not None:
        until = said("ends on", g.language, day=day_of(listed.ends - 1))
    elif slide.review_on is not None:
        review = day_words(date.fromisoformat(slide.review_on), g.language, this_year=this_year)
        until = said("ends reviewed", g.language, day=review)
    if listed.standing == "later" and listed.begins is not None:
        return f"{said('begins on', g.language, day=day_of(listed.begins))} {until}"
    return until


def minutes(ms: int) -> str:
    """「3分50秒」."""
    whole, rest = divmod(round(ms / SECOND), MINUTE // SECOND)
    return said("minutes and seconds" if whole else "seconds", g.language, minutes=whole, seconds=rest)


def subject_name(subject: str) -> str:
    """What a usual subject is called."""
    return notice_words.subject(subject).name.best(g.language)
