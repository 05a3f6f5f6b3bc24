"""Succession: what is somebody's goes to a successor in one step; and each March, accounts renewed for a year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from signage.actions.installation import Installation
from signage.actions.people import checked, keep, managed
from signage.core.instants import JAPAN, local_day
from signage.core.people import Person, is_open, is_to_be_renewed, renewal_is_open, renewed_until
from signage.core.problems import Refused
from signage.core.rights import may_manage
from signage.store import audit
from signage.store import people as store
from signage.store.audit import Sieve
from signage.store.database import Writing, writing
from signage.store.proposals import hand_over_proposals, proposals

MOST_LOOKED_AT = 1_000
"""Successions of all people: a city in April has a few hundred."""


@dataclass(frozen=True, kw_only=True)
class Estate:
    """What somebody leaves: how many of each. `grants` are the roles that a successor lacks."""

    grants: int
    proposals: int
    tokens: int


@dataclass(frozen=True, kw_only=True)
class Taken:
    """What somebody took over, from whom, and when."""

    at: int
    leaver: str
    estate: Estate


def succeed(installation: Installation, leaver: str, successor: str, *, ends_on: str, at: int, by: Person) -> Estate:
    """退職・異動: the successor gets the leaver's roles, pending work and tokens; the leaver's account ends.

    `ends_on` is the leaver's last day, that day included; one that is past is the end at once. Refused where the
    two are one, where the successor's account is closed, or where nobody would be left to run everything.
    """
    if leaver == successor:
        raise _refused_successor()
    with writing(installation.db) as under_way:
        leaves, follows = managed(under_way, leaver, by=by), managed(under_way, successor, by=by)
        day = local_day(at, JAPAN)
        if not is_open(follows, day):
            raise _refused_successor()
        lacking = tuple(grant for grant in leaves.grants if grant not in follows.grants)
        follows = replace(follows, grants=(*follows.grants, *lacking))
        keep(under_way, follows, at=at, by=by, action="change-person")
        estate = Estate(
            grants=len(lacking),
            proposals=hand_over_proposals(under_way, leaver, successor),
            tokens=store.hand_over_tokens(under_way, leaver, successor),
        )
        ended = checked(installation, replace(leaves, ends_on=ends_on))
        keep(under_way, ended, at=at, by=by, action="change-person")
        if not is_open(ended, day):
            store.end_sessions(under_way, leaver)
        _note(under_way, leaver, successor, estate, at=at, by=by)
    return estate


def estate_of(installation: Installation, leaver: Person, successor: Person | None = None) -> Estate:
    """What would go over, told before it does."""
    has = () if successor is None else successor.grants
    waiting = proposals(installation.db, states=["waiting", "returned"])
    return Estate(
        grants=sum(grant not in has for grant in leaver.grants),
        proposals=sum(one.who == leaver.id for one in waiting),
        tokens=store.count_tokens(installation.db, leaver.id),
    )


def taken_over(installation: Installation, whose: Person, *, begins: int, ends: int) -> tuple[Taken, ...]:
    """What somebody took over in a span, the newest first: 「引き継がれたもの」."""
    found = audit.newest(installation.db, Sieve(action="succeed", begins=begins, ends=ends), most=MOST_LOOKED_AT)
    return tuple(
        Taken(at=event.at, leaver=event.what, estate=Estate(**event.detail["estate"]))
        for event in found
        if event.detail["successor"] == whose.id
    )


def to_renew(installation: Installation, *, at: int, by: Person) -> tuple[Person, ...]:
    """The accounts that end on the 31 March that it is about, as far as somebody may renew them."""
    day = local_day(at, JAPAN)
    everybody = store.people(installation.db)
    return tuple(whose for whose in everybody if is_to_be_renewed(whose, day) and may_manage(by, whose))


def renew(installation: Installation, names: Iterable[str], *, at: int, by: Person) -> int:
    """Let accounts go on for another year; how many did. Refused out of season."""
    day = local_day(at, JAPAN)
    _require_season(day)
    renewed = 0
    with writing(installation.db) as under_way:
        for name in dict.fromkeys(names):
            whose = managed(under_way, name, by=by)
            if is_to_be_renewed(whose, day):
                after = replace(whose, ends_on=renewed_until(day))
                keep(under_way, after, at=at, by=by, action="renew-person")
                renewed += 1
    return renewed


def _note(under_way: Writing, leaver: str, successor: str, estate: Estate, *, at: int, by: Person) -> None:
    told = {"grants": estate.grants, "proposals": estate.proposals, "tokens": estate.tokens}
    detail = {"successor": successor, "estate": told}
    audit.record(under_way, at=at, who=by.signature, action="succeed", what=leaver, detail=detail)


def _require_season(day: date) -> None:
    if not renewal_is_open(day):
        raise Refused(
            ja="年度末の更新は、3月1日から4月30日までにできます。",
            en="accounts are renewed from 1 March to 30 April.",
        )


def _refused_successor() -> Refused:
    return Refused(
        ja="引き継ぐ人には、使えるほかの利用者を選んでください。",
        en="choose another account, one that may be used, as the successor.",
        where="successor",
    )
