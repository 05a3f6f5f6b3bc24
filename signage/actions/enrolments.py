"""Enrolments: what a player needs to feed a screen, handed out as one file, and taken back."""

from __future__ import annotations

import json
import os
from pathlib import Path

from signage.actions.installation import Installation
from signage.core.problems import Missing, Refused
from signage.publish import keys
from signage.publish.signing import base64url
from signage.store import audit
from signage.store.catalogue import catalogue
from signage.store.database import writing
from signage.store.enrolments import Enrolment, enrolments
from signage.store.enrolments import enrol as store_enrolment
from signage.store.enrolments import revoke as store_revocation


def enrol(installation: Installation, screen: str, output: Path, *, at: int, who: str) -> Enrolment:
    """Enrol one player for a screen and write its file, readable by its owner alone.

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
        with writing(installation.db) as under_way:
            enrolment = store_enrolment(under_way, screen, at=at)
            detail = {"enrolment": enrolment.id}
            audit.record(under_way, at=at, who=who, action="enrol", what=screen, detail=detail)
        zone = held.offices[held.screens[screen].office].time_zone
        with open(descriptor, "w", encoding="utf-8") as file:
            file.write(_toml(installation, enrolment, zone))
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
    return "".join(f"{name} = {json.dumps(value)}\n" for name, value in facts.items())
