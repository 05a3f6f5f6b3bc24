"""The list of schedule rules: what, where, when and at which level; found by words, in pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from signage.actions.notice_places import POSTED
from signage.core.lists import has_words, on_page
from signage.core.people import Person
from signage.core.rights import may_look
from signage.core.rulebook import Rulebook
from signage.core.schedules import LEVELS as HEIGHTS
from signage.core.schedules import Rule
from signage.core.spans import span_at
from signage.web.choices import LEVELS, ZONES
from signage.web.labels import told
from signage.web.row_names import RowNames
from signage.web.when_words import rule_words
from signage.web.words import PageLanguage, said

A_PAGE = 50


def listed_rules(
    book: Rulebook, names: RowNames, language: PageLanguage, asked: Mapping[str, str], *, at: int, by: Person
) -> Mapping[str, Any]:
    """A page of the rules that somebody asks to see at the offices that are theirs: set here, or made by notices."""
    search, posted = asked.get("search", "").strip(), asked.get("of") == "notices"
    offices = {name for name in book.catalogue.offices if may_look(by, name)}
    there = (rule for rule in book.catalogue.rules.values() if rule.office in offices)
    everything = sorted(there, key=lambda rule: (-HEIGHTS[rule.level], rule.id))
    own = [rule for rule in everything if rule.id.startswith(POSTED) == posted]
    rows = [_row(rule, names, language) for rule in own]
    rows = [row for row in rows if has_words(" ".join(map(str, row.values())), search)]
    number = asked.get("page", "1")
    page, pages = on_page(int(number) if number.isdecimal() else 1, count=len(rows), size=A_PAGE)
    shown = rows[(page - 1) * A_PAGE : page * A_PAGE]
    for row in shown:
        row["state"] = _state(book, book.catalogue.rules[row["id"]], at)
    return {
        "rules": shown,
        "search": search,
        "posted": posted,
        "set_here": sum(not rule.id.startswith(POSTED) for rule in everything),
        "by_notices": sum(rule.id.startswith(POSTED) for rule in everything),
        "page": page,
        "pages": pages,
        "total": len(rows),
    }


def where_words(rule: Rule, names: RowNames, language: PageLanguage) -> str:
    """On which screens, in which part of them."""
    screens = [names.of("groups", group) for group in rule.groups]
    screens += [names.of("screens", screen) for screen in rule.screens]
    zone = told(ZONES[rule.zone], language) if rule.zone in ZONES else rule.zone
    return said("schedule where", language, screens=said("noun comma", language).join(screens), zone=zone)


def _row(rule: Rule, names: RowNames, language: PageLanguage) -> dict[str, Any]:
    return {
        "id": rule.id,
        "what": names.of("playlists", rule.playlist) if rule.playlist else names.of("slides", rule.slide),
        "where": where_words(rule, names, language),
        "when": rule_words(rule, names, language),
        "level": rule.level,
        "level_word": told(LEVELS[rule.level], language),
    }


def _state(book: Rulebook, rule: Rule, at: int) -> str:
    """Whether a rule is open, waits for its next window, or is over."""
    begins, ends = book.limits(rule)
    if ends <= at:
        return "over"
    if at < begins:
        return "later"
    return "open" if span_at(book.windows(rule, at, at + 1_000), at) is not None else "closed"
