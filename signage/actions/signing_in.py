"""Signing in: who somebody is, by a name and a password, and how a session of theirs ends."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from signage.actions import passwords
from signage.actions.installation import Installation
from signage.core.formats import words
from signage.core.instants import JAPAN, local_day
from signage.core.people import Person, is_open
from signage.core.problems import Refused
from signage.store import audit
from signage.store import people as store
from signage.store.database import writing

LONGEST_OPERATOR = 40
"""Characters of the name that a shared account asks for."""

NOBODY = "-"
"""Whom the log names for a user name that there is not: what was typed may be a password."""


@dataclass(frozen=True, kw_only=True)
class Known:
    """A person whose account may be used, and what a session of theirs is held to."""

    person: Person
    epoch: int
    must_change: bool
    second_factor: bool


def known(installation: Installation, name: str, *, at: int) -> Known | None:
    """The account of a name while it may be used."""
    whose = store.person(installation.db, name)
    if whose is None or not is_open(whose, local_day(at, JAPAN)):
        return None
    proof = store.credentials(installation.db, name)
    return Known(person=whose, epoch=proof.epoch, must_change=proof.must_change, second_factor=proof.second_factor)


def proven(installation: Installation, name: str, password: str, *, at: int) -> Known:
    """Whose name and password these are. Refused in the same words and the same time whatever is wrong, and noted."""
    name = unicodedata.normalize("NFKC", name[:200]).strip().lower()
    right = passwords.is_right(password, store.credentials(installation.db, name).password)
    found = known(installation, name, at=at)
    if found is None or not right:
        there = store.person(installation.db, name) is not None
        refused(installation, name if there else NOBODY, at=at)
        raise Refused(
            ja="利用者名かパスワードが違います。もう一度入力してください。",
            en="the user name or the password is wrong; type them again.",
        )
    return found


def refused(installation: Installation, name: str, *, at: int) -> None:
    """Note that somebody was not let in."""
    with writing(installation.db) as under_way:
        audit.record(under_way, at=at, who=name, action="sign-in-refused", what=name)


def operator_of(whose: Person, typed: str) -> str:
    """Who uses a shared account; nothing for a personal one. Refused where the name is missing."""
    if not whose.shared:
        return ""
    try:
        return " ".join(words(typed).split())[:LONGEST_OPERATOR]
    except Refused:
        raise Refused(
            ja="この利用者名は共用です。操作する方のお名前も入力してください。",
            en="this account is shared; type the name of whoever is using it as well.",
        ) from None


def entered(installation: Installation, whose: Person, *, at: int) -> None:
    """Note that somebody is in: everything that was asked for was right."""
    with writing(installation.db) as under_way:
        store.note_sign_in(under_way, whose.id, at=at)
        audit.record(under_way, at=at, who=whose.signature, action="sign-in", what=whose.id)


def left(installation: Installation, whose: Person, *, at: int) -> None:
    """Somebody signs out: a personal account's sessions end everywhere, a copied cookie's too."""
    with writing(installation.db) as under_way:
        if not whose.shared:
            store.end_sessions(under_way, whose.id)
        audit.record(under_way, at=at, who=whose.signature, action="sign-out", what=whose.id)


def end_all(installation: Installation, whose: Person, *, at: int) -> None:
    """Somebody ends every session of their own, on whatever machine."""
    with writing(installation.db) as under_way:
        store.end_sessions(under_way, whose.id)
        audit.record(under_way, at=at, who=whose.signature, action="end-sessions", what=whose.id)


def require_own(installation: Installation, whose: Person, password: str, *, at: int) -> None:
    """Refused unless this is one's own password: whoever finds a PC unlocked does not take the account over."""
    if not passwords.is_right(password, store.credentials(installation.db, whose.id).password):
        refused(installation, whose.id, at=at)
        raise Refused(ja="いまのパスワードが違います。", en="the present password is wrong.")


def choose_password(installation: Installation, whose: Person, password: str, *, at: int) -> None:
    """One's own new password. Refused where it is easily guessed, or the one that was; every other session ends."""
    passwords.require_good(password, name=whose.id)
    if passwords.is_right(password, store.credentials(installation.db, whose.id).password):
        raise Refused(
            ja="いまと同じパスワードです。別のものにしてください。",
            en="that is the password you have; choose another.",
        )
    with writing(installation.db) as under_way:
        store.set_password(under_way, whose.id, passwords.hashed(password), must_change=False)
        audit.record(under_way, at=at, who=whose.signature, action="password", what=whose.id)
