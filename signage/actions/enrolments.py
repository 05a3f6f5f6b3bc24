"""Enrolments: what a player needs to feed a screen, handed out as one file, and taken back."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from signage.actions import encryption, tokens
from signage.actions.installation import Installation
from signage.actions.queue_rows import counters_of, known_queue
from signage.core import rights
from signage.core.pairings import Server
from signage.core.people import Person
from signage.core.problems import Missing, Refused
from signage.core.screens import Screen
from signage.publish import keys
from signage.publish.signing import base64url
from signage.store import audit
from signage.store.database import writing
from signage.store.enrolments import Enrolment, enrolments
from signage.store.enrolments import enrol as store_enrolment
from signage.store.enrolments import revoke as store_revocation
from signage.store.rows import stored_by


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
            enrolment = store_enrolment(under_way, screen, at=at, who=who)
            detail = {"enrolment": enrolment.id}
            audit.record(under_way, at=at, who=who, action="enrol", what=screen, detail=detail)
        with open(descriptor, "w", encoding="utf-8") as file:
            file.write(_lines(enrolment_document(installation, enrolment)) + table)
    except BaseException:
        output.unlink(missing_ok=True)
        raise
    return enrolment


def revoke(installation: Installation, enrolment: str, *, at: int, by: Person) -> Enrolment:
    """Take a player's right away; with its next poll it clears its cache.

    Missing where it has none; Forbidden where its screen is another office's.
    """
    with writing(installation.db) as under_way:
        player = player_of(installation, enrolment)
        rights.require(by, "settings", office=_screen(installation, player.screen).office)
        store_revocation(under_way, player.id, at=at)
        detail = {"enrolment": player.id}
        audit.record(under_way, at=at, who=by.signature, action="revoke", what=player.screen, detail=detail)
    return player


def in_force(installation: Installation) -> tuple[Enrolment, ...]:
    """The players that have a right now, by screen and age."""
    return tuple(one for one in enrolments(installation.db) if one.revoked_at is None)


def player_of(installation: Installation, enrolment: str) -> Enrolment:
    """A player that has a right now. Missing where there is none."""
    found = next((one for one in in_force(installation) if one.id == enrolment), None)
    if found is None:
        raise Missing(
            ja="その表示端末の登録はないか、もう取り消されています。表示端末の一覧から選び直してください。",
            en="there is no such player, or it is revoked already; choose one from the list of players.",
        )
    return found


def server_now(installation: Installation, *, at: int) -> Server:
    """What players are told of this server, and believe from then on."""
    ring = keys.read(installation.data)
    return Server(
        public_key=ring.active(at).public,
        recovery_key=ring.recovery,
        authority=encryption.authority(installation.settings),
    )


def enrolment_document(installation: Installation, enrolment: Enrolment) -> Mapping[str, str]:
    """All that a player is given, whether in a file or over the network; `authority` is "" where there is none.

    `enrolment` has its token still.
    """
    assert enrolment.token is not None, "of older ones only a hash is kept"
    server = server_now(installation, at=enrolment.enrolled_at)
    screen = _screen(installation, enrolment.screen)
    (office,) = stored_by(installation.db, "offices", [screen.office])
    return {
        "screen": enrolment.screen,
        "name": screen.name.best("ja"),
        "server": installation.settings.addresses[0],
        "authority": server.authority,
        "head_key": enrolment.head_key,
        "public_key": base64url(server.public_key),
        "recovery_key": base64url(server.recovery_key),
        "token": enrolment.token,
        "time_zone": office.time_zone,
    }


def _screen(installation: Installation, name: str) -> Screen:
    """A screen that has a player: it stays for as long as the installation does."""
    found: tuple[Screen, ...] = stored_by(installation.db, "screens", [name])
    return found[0]


def _table(pad: Keypad) -> str:
    return "\n[keypad]\n" + _lines(asdict(pad))


def _lines(facts: Mapping[str, str | None]) -> str:
    """JSON strings are TOML strings. What there is nothing of is left out."""
    return "".join(f"{name} = {json.dumps(value, ensure_ascii=False)}\n" for name, value in facts.items() if value)
