"""Enrolments: what a player needs to feed a screen, handed out as one file, and taken back."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from signage.actions import tokens
from signage.actions.installation import Installation
from signage.actions.queue_rows import counters_of, known_queue
from signage.core.people import Person
from signage.core.problems import Missing, Refused
from signage.publish import keys
from signage.publish.signing import base64url
from signage.store import audit
from signage.store.catalogue import catalogue
from signage.store.database import writing
from signage.store.enrolments import Enrolment, enrolments
from signage.store.enrolments import enrol as store_enrolment
from signage.store.enrolments import revoke as store_revocation


@dataclass(frozen=True, kw_only=True)
class Keypad:
    """A number pad on a player: the queue and the counter for which it calls, and the token that lets it."""

    queue: str
    counter: str
    token: str


def keypad(installation: Installation, place: str, *, owner: str, at: int, by: Person) -> Keypad:
    """A number pad for `queue/counter`, the counter by its id or its sign, with a new token of `owner`'s.

    Missing where there is no such queue or counter; Refused, Forbidden as for any token.
    """
    name, _, sign = place.partition("/")
    queue = known_queue(installation.db, name)
    counters = counters_of(installation.db, queue)
    counter = next((one for one in counters if sign in (one.id, one.number)), None)
    if counter is None:
        known = ", ".join(f"{name}/{one.number}" for one in counters)
        raise Missing(
            ja=f"「{place}」という窓口はありません。業務/窓口 の形で指定してください({known})。",
            en=f'there is no counter "{place}"; name it as queue/counter ({known}).',
        )
    made = tokens.create(
        installation,
        f"テンキー {queue.name.best('ja')} {counter.number}番窓口",
        scopes=("queue",),
        owner=owner,
        office=queue.office,
        section=queue.section,
        at=at,
        by=by,
    )
    return Keypad(queue=queue.id, counter=counter.id, token=made.secret)


def enrol(
    installation: Installation,
    screen: str,
    output: Path,
    *,
    at: int,
    who: str,
    pad: Callable[[], Keypad] | None = None,
) -> Enrolment:
    """Enrol one player for a screen and write its file, readable by its owner alone. `pad` makes its number pad.

    Refused where the file exists already; Missing where the screen does not.
    """
    held = catalogue(installation.db)
    try:
        descriptor = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise Refused(
            ja=f"{output} に書き込めません({error.strerror})。まだないファイル名を指定してください。",
            en=f"cannot write {output} ({error.strerror}); name a file that does not exist yet.",
        ) from error
    try:
        table = "" if pad is None else _table(pad())
        with writing(installation.db) as under_way:
            enrolment = store_enrolment(under_way, screen, at=at)
            detail = {"enrolment": enrolment.id}
            audit.record(under_way, at=at, who=who, action="enrol", what=screen, detail=detail)
        zone = held.offices[held.screens[screen].office].time_zone
        with open(descriptor, "w", encoding="utf-8") as file:
            file.write(_toml(installation, enrolment, zone) + table)
    except BaseException:
        output.unlink(missing_ok=True)
        raise
    return enrolment


def revoke(installation: Installation, enrolment: str, *, at: int, who: str) -> None:
    """Take a player's right away; with its next poll it clears its cache. Missing where it has none."""
    with writing(installation.db) as under_way:
        if not store_revocation(under_way, enrolment, at=at):
            raise Missing(
                ja=f"登録「{enrolment}」はないか、もう取り消されています。",
                en=f'there is no enrolment "{enrolment}", or it is revoked already.',
            )
        audit.record(under_way, at=at, who=who, action="revoke", what=enrolment)


def in_force(installation: Installation) -> tuple[Enrolment, ...]:
    """The players that have a right now, by screen and age."""
    return tuple(one for one in enrolments(installation.db) if one.revoked_at is None)


def _toml(installation: Installation, enrolment: Enrolment, time_zone: str) -> str:
    """The file's text; JSON strings are TOML strings."""
    ring = keys.read(installation.data)
    facts = {
        "screen": enrolment.screen,
        "server": installation.settings.addresses[0],
        "head_key": enrolment.head_key,
        "public_key": base64url(ring.active(enrolment.enrolled_at).public),
        "recovery_key": base64url(ring.recovery),
        "token": enrolment.token,
        "time_zone": time_zone,
    }
    return _lines(facts)


def _table(pad: Keypad) -> str:
    return "\n[keypad]\n" + _lines(asdict(pad))


def _lines(facts: Mapping[str, str | None]) -> str:
    return "".join(f"{name} = {json.dumps(value)}\n" for name, value in facts.items())
