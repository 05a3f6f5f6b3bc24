"""The list of people: what is chosen from it, and its pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from signage.actions.people import Account
from signage.core.lists import folded, on_page
from signage.core.people import Grant

ROWS = 50
"""On one page."""

STATES = ("open", "ended", "never")
"""Accounts that may be used, that may not, and with which nobody has signed in yet."""


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What is asked for; empty: everything."""

    words: str
    office: str
    section: str
    role: str
    state: str
    page: int


@dataclass(frozen=True, kw_only=True)
class Listed:
    """One page of it."""

    rows: Sequence[Account]
    total: int
    page: int
    pages: int


def chosen(asked: Mapping[str, str]) -> Wanted:
    """From the address of the page; without a word on it, the accounts that may be used."""
    state, page = asked.get("state", "open"), asked.get("page", "1")
    return Wanted(
        words=asked.get("q", "").strip()[:100],
        office=asked.get("office", ""),
        section=asked.get("section", ""),
        role=asked.get("role", ""),
        state=state if state in (*STATES, "all") else "open",
        page=int(page) if page.isdecimal() and len(page) < 7 else 1,
    )


def listed(accounts: Sequence[Account], wanted: Wanted) -> Listed:
    """The accounts that are asked for."""
    found = [one for one in accounts if _fits(one, wanted)]
    page, pages = on_page(wanted.page, count=len(found), size=ROWS)
    return Listed(rows=found[(page - 1) * ROWS : page * ROWS], total=len(found), page=page, pages=pages)


def _fits(one: Account, wanted: Wanted) -> bool:
    whose = one.person
    return (
        _is_in_state(one, wanted.state)
        and (not wanted.section or whose.section == wanted.section or _named(whose.grants, section=wanted.section))
        and any(
            wanted.role in ("", grant.role) and (not wanted.office or grant.office in (None, wanted.office))
            for grant in whose.grants
        )
        and _plain(wanted.words) in _plain(f"{whose.id} {whose.name} {whose.mail or ''}")
    )


def _is_in_state(one: Account, state: str) -> bool:
    match state:
        case "open":
            return one.open
        case "ended":
            return not one.open
        case "never":
            return one.signed_in_at is None
    return True


def _named(grants: Sequence[Grant], *, section: str) -> bool:
    return any(grant.section == section for grant in grants)


def _plain(text: str) -> str:
    """As it is compared: without the space between names, whatever the width."""
    return "".join(folded(text).split())
