"""People: accounts made, changed, closed and listed, by whoever may give the roles that they have."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from signage.actions import passwords
from signage.actions.installation import Installation
from signage.core.documents import from_plain, to_plain
from signage.core.instants import JAPAN, local_day
from signage.core.people import Grant, Person, in_grace, is_open
from signage.core.problems import Conflict, Forbidden, Missing, Refused
from signage.core.rights import knows_of, may_manage, runs_everything
from signage.store import audit
from signage.store import people as store
from signage.store.database import Writing, writing
from signage.store.rows import stored

TERMINAL = Person(id="cli", name="cli", grants=(Grant(role="admin"),))
"""Whoever types at the server's own terminal."""

RESERVED = frozenset({"cli", "demo", "new", "recovery", "recovery-code", "renewals"})
"""No user names: the log and the addresses of pages use them."""

LEAST_ADMINISTRATORS = 2
"""Who run everything; with fewer the pages nag."""


@dataclass(frozen=True, kw_only=True)
class Account:
    """A person as the list shows one. `managed`: whoever asks may change the account."""

    person: Person
    open: bool
    in_grace: bool
    managed: bool
    signed_in_at: int | None
    must_change: bool
    second_factor: bool


def accounts(installation: Installation, *, at: int, by: Person) -> tuple[Account, ...]:
    """All whom somebody knows of, by user name; closed ones too."""
    proofs = store.all_credentials(installation.db)
    return tuple(
        _account(whose, proofs[whose.id], at=at, by=by)
        for whose in store.people(installation.db)
        if knows_of(by, whose)
    )


def account(installation: Installation, name: str, *, at: int, by: Person) -> Account:
    """One of them. Missing where there is none that somebody knows of."""
    whose = store.person(installation.db, name)
    if whose is None or not knows_of(by, whose):
        raise _nobody(name)
    return _account(whose, store.credentials(installation.db, name), at=at, by=by)


def administrators(installation: Installation, *, at: int) -> tuple[Person, ...]:
    """Who run everything and whose accounts may be used today."""
    return _administrators(store.people(installation.db), at=at)


def add(installation: Installation, whose: Person, *, at: int, by: Person) -> str:
    """A new account; its one-time password, which must be changed at the first sign-in and is kept nowhere.

    Refused where the name is taken or something does not fit; Forbidden where a role is not `by`'s to give.
    """
    whose = checked(installation, whose)
    _require_to_manage(by, whose)
    if whose.id in RESERVED:
        raise _taken(whose.id)
    once = passwords.one_time()
    hashed = passwords.hashed(once)
    with writing(installation.db) as under_way:
        if store.person(under_way.db, whose.id) is not None:
            raise _taken(whose.id)
        store.save_person(under_way, whose, at=at, who=by.signature)
        store.set_password(under_way, whose.id, hashed, must_change=True)
        audit.record(under_way, at=at, who=by.signature, action="add-person", what=whose.id)
    return once


def change(installation: Installation, whose: Person, *, seen: int, at: int, by: Person) -> None:
    """Keep what was changed of an account. `seen` is its `changed_at` when `by` began.

    Conflict where somebody else was faster; Forbidden where a role before or after is not `by`'s to give; Refused
    where nobody would be left to run everything.
    """
    whose = checked(installation, whose)
    with writing(installation.db) as under_way:
        before = managed(under_way, whose.id, by=by)
        _require_to_manage(by, whose)
        if before.changed_at != seen:
            raise Conflict(
                ja="編集しているあいだに、ほかの人がこの利用者を変更しました。開き直して、もう一度入力してください。",
                en="somebody else changed this account in the meantime; open it again and repeat your changes.",
            )
        keep(under_way, replace(whose, closed=before.closed), at=at, by=by, action="change-person")


def change_own(installation: Installation, whose: Person, *, at: int) -> None:
    """One's own name and language; nothing else of one's account is one's own to change."""
    whose = checked(installation, whose)
    with writing(installation.db) as under_way:
        before = store.person(under_way.db, whose.id)
        assert before is not None, "who is signed in has an account"
        after = replace(before, name=before.name if before.shared else whose.name, language=whose.language)
        if store.save_person(under_way, after, at=at, who=whose.signature):
            audit.record(under_way, at=at, who=whose.signature, action="change-person", what=whose.id)


def close(installation: Installation, name: str, *, at: int, by: Person) -> None:
    """The account is used no more, from this moment; what it did stays. Refused for the last administrator."""
    with writing(installation.db) as under_way:
        whose = managed(under_way, name, by=by)
        keep(under_way, replace(whose, closed=True), at=at, by=by, action="close-person")
        store.end_sessions(under_way, name)


def reopen(installation: Installation, name: str, *, at: int, by: Person) -> None:
    """A closed account may be used again; an end that is past goes."""
    with writing(installation.db) as under_way:
        whose = replace(managed(under_way, name, by=by), closed=False)
        ended = not is_open(whose, local_day(at, JAPAN))
        keep(under_way, replace(whose, ends_on=None) if ended else whose, at=at, by=by, action="reopen-person")


def one_time_password(installation: Installation, name: str, *, at: int, by: Person) -> str:
    """A new one-time password for somebody who has forgotten theirs; their sessions end."""
    once = passwords.one_time()
    hashed = passwords.hashed(once)
    with writing(installation.db) as under_way:
        managed(under_way, name, by=by)
        store.set_password(under_way, name, hashed, must_change=True)
        audit.record(under_way, at=at, who=by.signature, action="reset-password", what=name)
    return once


def drop_second_factor(installation: Installation, name: str, *, at: int, by: Person) -> None:
    """For somebody who has lost their telephone: the password alone is asked for until they set it up again."""
    with writing(installation.db) as under_way:
        managed(under_way, name, by=by)
        store.set_second_factor(under_way, name, totp=None, codes=())
        audit.record(under_way, at=at, who=by.signature, action="second-factor-off", what=name)


def end_sessions(installation: Installation, name: str, *, at: int, by: Person) -> None:
    """Sign somebody out everywhere."""
    with writing(installation.db) as under_way:
        managed(under_way, name, by=by)
        store.end_sessions(under_way, name)
        audit.record(under_way, at=at, who=by.signature, action="end-sessions", what=name)


def checked(installation: Installation, whose: Person) -> Person:
    """The same person, every field read as it would be from a file. Refused, naming the field in `where`."""
    whose = _read(whose)
    if not whose.grants:
        raise Refused(ja="役割を1つ以上選んでください。", en="choose at least one role.", where="grants")
    sections = {(row.office, row.id) for row in stored(installation.db, "sections")}
    offices = {row.id for row in stored(installation.db, "offices")}
    for grant in whose.grants:
        if grant.office is not None and grant.office not in offices:
            raise _no_such("庁舎", "office", grant.office, where="grants")
        if grant.section is not None and (grant.office, grant.section) not in sections:
            raise _no_such("所属", "section", grant.section, where="grants")
    if whose.section is not None and whose.section not in {name for _, name in sections}:
        raise _no_such("所属", "section", whose.section, where="section")
    return whose


def _read(whose: Person) -> Person:
    """As from a file; what is wrong said in the words of whoever fills in a form."""
    if re.fullmatch(r"[a-z0-9][a-z0-9._-]{0,63}", whose.id) is None:
        raise Refused(
            ja="利用者名は、英小文字・数字・「-」「.」で64文字までにしてください(例 sato-hanako)。",
            en='write the user name with at most 64 lower-case letters, digits, "-" and ".", like sato-hanako.',
            where="id",
        )
    if not whose.name.strip():
        raise Refused(ja="氏名を入力してください。", en="type the name.", where="name")
    try:
        plain = to_plain(whose.as_stored)
        return from_plain(Person, plain, where=lambda path: str(path[0]) if path else "")
    except Refused as refused:
        field = refused.where or ""
        ja, en = (text.removeprefix(f"{field}: ") for text in (refused.ja, refused.en))
        raise Refused(ja=f"{ja}。", en=f"{en}.", where=field) from None


def managed(under_way: Writing, name: str, *, by: Person) -> Person:
    """An account that somebody may change. Missing where they know of none; Forbidden where it is not theirs."""
    whose = store.person(under_way.db, name)
    if whose is None or not knows_of(by, whose):
        raise _nobody(name)
    _require_to_manage(by, whose)
    return whose


def keep(under_way: Writing, whose: Person, *, at: int, by: Person, action: str) -> None:
    """Store an account and note it. Refused where nobody would be left who runs everything."""
    everybody = store.people(under_way.db)
    after = tuple(whose if each.id == whose.id else each for each in everybody)
    if _administrators(everybody, at=at) and not _administrators(after, at=at):
        raise Refused(
            ja="最後の運用責任者です。先に、ほかの人を全庁舎の運用責任者にしてください。",
            en="this is the last administrator; make somebody else administrator of every office first.",
            where="grants",
        )
    if store.save_person(under_way, whose, at=at, who=by.signature):
        audit.record(under_way, at=at, who=by.signature, action=action, what=whose.id)


def _account(whose: Person, proof: store.Credentials, *, at: int, by: Person) -> Account:
    day = local_day(at, JAPAN)
    return Account(
        person=whose,
        open=is_open(whose, day),
        in_grace=in_grace(whose, day),
        managed=may_manage(by, whose),
        signed_in_at=proof.signed_in_at,
        must_change=proof.must_change,
        second_factor=proof.second_factor,
    )


def _administrators(everybody: tuple[Person, ...], *, at: int) -> tuple[Person, ...]:
    day = local_day(at, JAPAN)
    return tuple(whose for whose in everybody if runs_everything(whose) and is_open(whose, day))


def _require_to_manage(by: Person, whose: Person) -> None:
    if not may_manage(by, whose):
        raise Forbidden(
            ja="担当する庁舎の外の役割を含むため、全庁舎の運用責任者だけが変えられます。",
            en="there is a role outside the offices that you manage; only who runs every office may do it.",
        )


def _nobody(name: str) -> Missing:
    return Missing(ja=f"利用者「{name}」はいません。", en=f'there is nobody called "{name}".')


def _taken(name: str) -> Refused:
    return Refused(
        ja=f"利用者名「{name}」はもう使われています。別の名前にしてください。",
        en=f'the user name "{name}" is taken; choose another.',
        where="id",
    )


def _no_such(ja: str, en: str, name: str, *, where: str) -> Refused:
    return Refused(
        ja=f"{ja}「{name}」はありません。選び直してください。",
        en=f'there is no {en} "{name}"; choose another.',
        where=where,
    )
