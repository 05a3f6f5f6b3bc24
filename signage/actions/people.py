"""People: signing in, accounts made and changed, handed on when somebody leaves."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

from signage.actions import passwords
from signage.actions.installation import Installation
from signage.core.formats import words
from signage.core.instants import local_day
from signage.core.people import Person, is_open
from signage.core.problems import Missing, Refused
from signage.store import audit
from signage.store import people as store
from signage.store.database import writing

_ZONE = ZoneInfo("Asia/Tokyo")
"""Where an account's last day ends."""


def proven(installation: Installation, name: str, password: str, *, at: int) -> Person:
    """Whose name and password these are. Refused, in the same words whatever is wrong, and noted in the log."""
    name = name.strip().lower()
    whose, known = store.person(installation.db, name), store.credentials(installation.db, name)
    right = passwords.is_right(password, known.password)
    if whose is None or not right or not is_open(whose, local_day(at, _ZONE)):
        if whose is not None:
            with writing(installation.db) as under_way:
                audit.record(under_way, at=at, who=whose.id, action="sign-in-refused", what=whose.id)
        raise Refused(
            ja="利用者名かパスワードが違います。もう一度入力してください。",
            en="the user name or the password is wrong; type them again.",
        )
    with writing(installation.db) as under_way:
        store.note_sign_in(under_way, name, at=at)
        audit.record(under_way, at=at, who=whose.id, action="sign-in", what=whose.id)
    return whose


def operator_of(whose: Person, typed: str) -> str:
    """Who uses a shared account; nothing for a personal one. Refused where the name is missing."""
    if not whose.shared:
        return ""
    try:
        return words(typed)[:40]
    except Refused:
        raise Refused(
            ja="この利用者名は共用です。操作する方のお名前も入力してください。",
            en="this account is shared; type the name of whoever is using it as well.",
        ) from None


def left(installation: Installation, whose: Person) -> None:
    """Somebody signs out: a personal account's sessions end everywhere, a copied cookie's too."""
    if not whose.shared:
        with writing(installation.db) as under_way:
            store.end_sessions(under_way, whose.id)


def choose_password(installation: Installation, whose: Person, password: str, *, at: int) -> None:
    """One's own new password. Refused where it is easily guessed; every other session ends."""
    passwords.require_good(password, name=whose.id)
    with writing(installation.db) as under_way:
        store.set_password(under_way, whose.id, passwords.hashed(password), must_change=False)
        audit.record(under_way, at=at, who=whose.signature, action="password", what=whose.id)


def add(installation: Installation, whose: Person, *, at: int, who: str) -> str:
    """A new account; its one-time password, which must be changed at the first sign-in and is kept nowhere.

    Refused where the name is taken.
    """
    if store.person(installation.db, whose.id) is not None:
        raise Refused(
            ja=f"利用者名「{whose.id}」はもう使われています。別の名前にしてください。",
            en=f'the user name "{whose.id}" is taken; choose another.',
        )
    once = passwords.one_time()
    with writing(installation.db) as under_way:
        store.save_person(under_way, replace(whose, operator=""), at=at, who=who)
        store.set_password(under_way, whose.id, passwords.hashed(once), must_change=True)
        audit.record(under_way, at=at, who=who, action="add-person", what=whose.id)
    return once


def one_time_password(installation: Installation, name: str, *, at: int, who: str) -> str:
    """A new one-time password for somebody who has forgotten theirs. Missing where there is nobody of that name."""
    if store.person(installation.db, name) is None:
        raise Missing(ja=f"利用者「{name}」はいません。", en=f'there is nobody called "{name}".')
    once = passwords.one_time()
    with writing(installation.db) as under_way:
        store.set_password(under_way, name, passwords.hashed(once), must_change=True)
        audit.record(under_way, at=at, who=who, action="reset-password", what=name)
    return once
