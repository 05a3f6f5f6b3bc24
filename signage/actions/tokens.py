"""Tokens: given to programs, which then do what their owner may, and no more than the token's scopes and place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

from signage.actions.installation import Installation
from signage.actions.proposals import parents_of
from signage.core.formats import words
from signage.core.instants import JAPAN, MINUTE, local_day
from signage.core.people import Grant, Person, Role, is_open
from signage.core.problems import Busy, Forbidden, Missing, Refused
from signage.core.rights import ROLES, knows_of, may, runs_everything
from signage.store import audit
from signage.store.database import writing
from signage.store.people import person as stored_person
from signage.store.rows import stored
from signage.store.tokens import Token, add_token, new_id, new_secret, note_use, revoke_token, token_of, tokens

Scope = Literal["slides:read", "slides:write", "queue", "metrics"]

SCOPES: tuple[Scope, ...] = get_args(Scope)

LONGEST_NAME = 60

_ROLE_OF: Mapping[str, Role] = {
    "slides:write": "editor",
    "queue": "editor",
    "slides:read": "viewer",
    "metrics": "viewer",
}
"""What a program is with a scope: never somebody who approves or runs the place. The strongest comes first."""

_USE_NOTED_EVERY = MINUTE


@dataclass(frozen=True, kw_only=True)
class Made:
    """A new token. `secret` is shown once and kept nowhere."""

    token: Token
    secret: str


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A token in the list, and the account for which it speaks; `alive`: it is in force, and so is that account."""

    token: Token
    owner: Person | None
    alive: bool


@dataclass(frozen=True, kw_only=True)
class Caller:
    """Whoever speaks with a token: its owner, as far as the token reaches."""

    token: Token
    person: Person


def create(
    installation: Installation,
    name: str,
    *,
    scopes: Sequence[str],
    owner: str,
    office: str | None = None,
    section: str | None = None,
    at: int,
    by: Person,
) -> Made:
    """A new token for a program. Refused, with the remedy, for what does not fit; Forbidden for another's office."""
    _require_admin(by, office)
    name = words(name)[:LONGEST_NAME]
    if not scopes or not set(scopes) <= set(SCOPES):
        raise Refused(
            ja=f"できることを選んでください({'、'.join(SCOPES)})。",
            en=f"choose what it may do ({', '.join(SCOPES)}).",
        )
    _require_place(installation, office, section)
    whose = stored_person(installation.db, owner)
    if whose is None or not knows_of(by, whose) or not is_open(whose, local_day(at, JAPAN)):
        raise Refused(
            ja=f"利用者「{owner}」はいないか、利用期間が終わっています。担当者を選び直してください。",
            en=f'there is no account "{owner}", or it has ended; choose somebody else to answer for it.',
        )
    token = Token(
        id=new_id(),
        name=name,
        person=whose.id,
        scopes=tuple(scope for scope in SCOPES if scope in scopes),
        office=office,
        section=section,
        made_at=at,
        made_by=by.signature,
    )
    secret = new_secret()
    with writing(installation.db) as under_way:
        add_token(under_way, token, secret)
        detail = {"name": name, "scopes": list(token.scopes), "owner": whose.id, "office": office, "section": section}
        audit.record(under_way, at=at, who=by.signature, action="create-token", what=token.id, detail=detail)
    return Made(token=token, secret=secret)


def revoke(installation: Installation, name: str, *, at: int, by: Person) -> Token:
    """Take a token out of force, at once. Missing where it is not in force."""
    with writing(installation.db) as under_way:
        found = next((token for token in tokens(under_way.db) if token.id == name), None)
        if found is not None:
            _require_admin(by, found.office)
        if found is None or not revoke_token(under_way, name, at=at):
            raise Missing(
                ja="その鍵はもう使えなくなっています。一覧を開き直してください。",
                en="that token is out of force already; open the list again.",
            )
        detail = {"name": found.name}
        audit.record(under_way, at=at, who=by.signature, action="revoke-token", what=name, detail=detail)
    return found


def listed(installation: Installation, *, at: int, by: Person) -> tuple[Listed, ...]:
    """The tokens that somebody may see: an admin's of one office, those of that office."""
    found = [token for token in tokens(installation.db) if _is_admin(by, token.office)]
    owners = {name: stored_person(installation.db, name) for name in {token.person for token in found}}
    day = local_day(at, JAPAN)

    def alive(token: Token) -> bool:
        whose = owners[token.person]
        return token.revoked_at is None and whose is not None and is_open(whose, day)

    return tuple(Listed(token=token, owner=owners[token.person], alive=alive(token)) for token in found)


def caller(installation: Installation, secret: str, *, at: int) -> Caller | None:
    """Who speaks with this token; None where it is none, or its owner's account has ended."""
    token = token_of(installation.db, secret)
    whose = stored_person(installation.db, token.person) if token is not None else None
    if token is None or whose is None or not is_open(whose, local_day(at, JAPAN)):
        return None
    if token.used_at is None or at - token.used_at >= _USE_NOTED_EVERY:
        _noted(installation, token, at)
    role = next(role for scope, role in _ROLE_OF.items() if scope in token.scopes)
    grants = _narrowed(installation, whose, role, token)
    return Caller(token=token, person=replace(whose, grants=grants, program=token.name))


def _noted(installation: Installation, token: Token, at: int) -> None:
    try:
        with writing(installation.db) as under_way:
            note_use(under_way, token.id, at=at)
    except Busy:
        return  # nobody waits for that


def _narrowed(installation: Installation, whose: Person, role: Role, token: Token) -> tuple[Grant, ...]:
    """What the owner may do of what this role may, at the token's place; nothing more than either."""
    own = [grant for grant in whose.grants if grant.role in ROLES["post" if role == "editor" else "look"]]
    if token.office is None:
        return tuple(replace(grant, role=role) for grant in own)
    if token.section is None:
        here = [grant for grant in own if grant.office in (None, token.office)]
        return tuple(Grant(role=role, office=token.office, section=grant.section) for grant in here)
    parents = parents_of(installation)
    deed: Literal["post", "look"] = "post" if role == "editor" else "look"
    inside = may(whose, deed, office=token.office, section=token.section, parents=parents)
    return (Grant(role=role, office=token.office, section=token.section),) if inside else ()


def _require_place(installation: Installation, office: str | None, section: str | None) -> None:
    offices = {row.id for row in stored(installation.db, "offices")}
    if office is not None and office not in offices:
        raise Refused(ja=f"庁舎「{office}」はありません。選び直してください。", en=f'there is no office "{office}".')
    if section is None:
        return
    if not any(row.id == section and row.office == office for row in stored(installation.db, "sections")):
        raise Refused(
            ja=f"その庁舎に所属「{section}」はありません。庁舎と所属を選び直してください。",
            en=f'that office has no section "{section}"; choose both again.',
        )


def _is_admin(by: Person, office: str | None) -> bool:
    return runs_everything(by) if office is None else may(by, "settings", office=office)


def _require_admin(by: Person, office: str | None) -> None:
    if not _is_admin(by, office):
        raise Forbidden(
            ja="この庁舎の鍵を扱う権限がありません。運用責任者に頼んでください。",
            en="you may not handle tokens of that office; ask an administrator.",
        )
