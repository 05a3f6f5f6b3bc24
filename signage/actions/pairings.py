"""Pairings: a player asks for a code; an admin gives it a screen, or says that the words differ; it is told so."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import signage
from signage.actions.enrolments import enrolment_document, in_force, server_now
from signage.actions.installation import Installation
from signage.core import rights
from signage.core.pairings import HEARD_EVERY, Pairing, Server, Word, code_of, fits, words
from signage.core.people import Person
from signage.core.problems import Conflict, Forbidden, Missing, Refused
from signage.core.screens import Screen
from signage.store import audit, pairings
from signage.store.database import writing
from signage.store.enrolments import Enrolment, enrol, enrolments, revoke
from signage.store.rows import stored_by

WORDS = Path(signage.__file__).resolve().parents[1] / "players" / "words.json"


@dataclass(frozen=True, kw_only=True)
class Begun:
    """A player that waits, and what it is told of the server."""

    pairing: Pairing
    server: Server


def begin(installation: Installation, *, commitment: str, model: str, address: str, at: int) -> Begun:
    """Let a player wait under a new code. Busy where as many wait as may."""
    with writing(installation.db) as under_way:
        made = pairings.raise_one(under_way, commitment=commitment, model=model, address=address, at=at)
    return Begun(pairing=made, server=server_now(installation, at=at))


def ask(installation: Installation, name: str, *, nonce: str, at: int) -> Mapping[str, str]:
    """What a player that waits is told: its state and, once it is paired, its enrolment.

    Missing where it is over: the player begins anew. Refused, and over, where the nonce is not what it committed to.
    """
    pairing = pairings.by_id(installation.db, name, at=at)
    if pairing is None or (pairing.state == "paired" and pairing.secret is None):
        raise _over()
    if nonce and not fits(pairing.commitment, nonce):
        with writing(installation.db) as under_way:
            pairings.end(under_way, name, at=at)
        raise Refused(
            ja="nonce が commitment と合いません。はじめからやり直してください。",
            en="the nonce is not what was committed to; begin anew.",
        )
    if (nonce and pairing.nonce is None) or at - pairing.heard_at >= HEARD_EVERY:
        with writing(installation.db) as under_way:
            pairings.hear(under_way, name, nonce=nonce or None, at=at)
    if pairing.state == "paired":
        return {"state": "paired", **_delivered(installation, pairing)}
    return {"state": pairing.state}


def waiting(installation: Installation, *, at: int) -> tuple[Pairing, ...]:
    """The players that wait for somebody."""
    return pairings.waiting(installation.db, at=at)


def typed(installation: Installation, code: str, *, at: int) -> Pairing:
    """The player that waits under what somebody has typed.

    Refused where it is no code, Missing where no player shows it, Conflict where somebody has decided already.
    """
    return _waiting(installation, code_of(code), at=at)


def words_of(installation: Installation, pairing: Pairing, *, at: int) -> tuple[Word, Word] | None:
    """The two words that its monitor must show; None until the player has asked once more."""
    if not pairing.is_revealed:
        return None
    server = server_now(installation, at=at)
    return words(server, code=pairing.code, nonce=pairing.nonce or "", among=word_list())


def confirm(
    installation: Installation,
    code: str,
    screen: str,
    *,
    seen: tuple[str, ...],
    replaces: tuple[str, ...],
    at: int,
    by: Person,
) -> Enrolment:
    """Somebody has `seen` the same words on both: the player feeds the screen, those that it `replaces` do not.

    Pressed twice it is done once. Conflict, and nothing is changed, where another code, other words or another player
    are there by now.
    """
    with writing(installation.db) as under_way:
        done = _done(installation, code, screen, by=by)
        if done is not None:
            return done
        pairing = _waiting(installation, code_of(code), at=at)
        place = _screen(installation, screen)
        rights.require(by, "settings", office=place.office)
        told = words_of(installation, pairing, at=at)
        if told is None or tuple(word.ja for word in told) != seen:
            raise Conflict(
                ja="確認の言葉が変わりました。モニターとこの画面の言葉を、もう一度見比べてください。",
                en="the words have changed; compare those on the monitor and on this page once more.",
            )
        fed = feeding(installation, screen)
        if tuple(one.id for one in fed) != replaces:
            raise _overtaken(place, fed)
        made = enrol(under_way, screen, at=at, who=by.signature)
        assert made.token is not None
        for old in fed:
            revoke(under_way, old.id, at=at)
        pairings.pair(under_way, pairing.id, enrolment=made.id, secret=made.token, at=at, who=by.signature)
        detail = {"enrolment": made.id, "replaced": list(replaces), "model": pairing.model}
        audit.record(under_way, at=at, who=by.signature, action="pair", what=screen, detail=detail)
    return replace(made, token=None)


def refuse(installation: Installation, code: str, *, at: int, by: Person) -> Pairing:
    """Somebody has seen that the words differ: nothing is enrolled, and the player says so."""
    if not rights.may_anywhere(by, "settings"):
        raise Forbidden(ja="この操作をする権限がありません。", en="you are not allowed to do this.")
    with writing(installation.db) as under_way:
        pairing = _waiting(installation, code_of(code), at=at)
        pairings.refuse(under_way, pairing.id, at=at, who=by.signature)
        detail = {"model": pairing.model, "address": pairing.address}
        audit.record(under_way, at=at, who=by.signature, action="refuse-pairing", what=pairing.code, detail=detail)
    return pairing


def is_delivered(installation: Installation, enrolment: str, *, at: int) -> bool:
    """Whether a player is still told of an enrolment when it asks."""
    pairing = pairings.by_enrolment(installation.db, enrolment)
    return pairing is not None and pairing.secret is not None and at < pairing.expires_at


def feeding(installation: Installation, screen: str) -> tuple[Enrolment, ...]:
    """The players that feed a screen now."""
    return tuple(one for one in in_force(installation) if one.screen == screen)


def sweep(installation: Installation, *, at: int) -> None:
    """Forget codes that are over, and tokens that nobody fetched in time."""
    if pairings.is_to_sweep(installation.db, at=at):
        with writing(installation.db) as under_way:
            pairings.sweep(under_way, at=at)


@cache
def word_list() -> tuple[Word, ...]:
    """The 256 words; one file for the server and for every player."""
    return tuple(Word(*pair) for pair in json.loads(WORDS.read_text(encoding="utf-8")))


def _done(installation: Installation, code: str, screen: str, *, by: Person) -> Enrolment | None:
    """What the same person has confirmed a moment ago."""
    pairing = pairings.by_code(installation.db, code_of(code))
    if pairing is None or pairing.enrolment is None or pairing.who != by.signature:
        return None
    return next((one for one in feeding(installation, screen) if one.id == pairing.enrolment), None)


def _waiting(installation: Installation, code: str, *, at: int) -> Pairing:
    pairing = pairings.by_code(installation.db, code)
    if pairing is None:
        raise Missing(
            ja=f"登録番号 {spaced(code)} の表示端末はありません。モニターに出ている番号をもう一度確かめてください。",
            en=f"no player shows the code {spaced(code)}; look at the number on the monitor once more.",
        )
    if pairing.state == "paired":
        raise _paired(installation, pairing)
    if pairing.state == "refused":
        raise Conflict(
            ja=f"登録番号 {spaced(code)} は、確認の言葉がちがうとして {pairing.who} さんがやめました。"
            "モニターに新しい番号が出たら、その番号を入力してください。",
            en=f"{pairing.who} stopped {spaced(code)}, as its words differed; type the next number of the monitor.",
        )
    if pairing.expires_at <= at:
        raise Missing(
            ja=f"登録番号 {spaced(code)} は期限が切れました。モニターに出ている新しい番号を入力してください。",
            en=f"the code {spaced(code)} has expired; type the new number that the monitor shows.",
        )
    return pairing


def spaced(code: str) -> str:
    """A code as monitors show it."""
    return f"{code[:3]} {code[3:]}"


def _delivered(installation: Installation, pairing: Pairing) -> Mapping[str, str]:
    found = next(one for one in enrolments(installation.db) if one.id == pairing.enrolment)
    return enrolment_document(installation, replace(found, token=pairing.secret))


def _screen(installation: Installation, screen: str) -> Screen:
    found: tuple[Screen, ...] = stored_by(installation.db, "screens", [screen])
    if not found:
        raise Missing(
            ja="選んだモニターは、ほかの人が削除しました。ほかのモニターを選んでください。",
            en="somebody has deleted the monitor that was chosen; choose another one.",
        )
    return found[0]


def _paired(installation: Installation, pairing: Pairing) -> Conflict:
    enrolled = next((one for one in enrolments(installation.db) if one.id == pairing.enrolment), None)
    where = _screen(installation, enrolled.screen).name if enrolled is not None else None
    ja, en = (where.best("ja"), where.best("en")) if where is not None else ("", "")
    return Conflict(
        ja=f"登録番号 {spaced(pairing.code)} の表示端末は、もう {pairing.who} さんが「{ja}」につなぎました。",
        en=f'the player with the code {spaced(pairing.code)} has been connected to "{en}" by {pairing.who} already.',
    )


def _overtaken(place: Screen, fed: tuple[Enrolment, ...]) -> Conflict:
    name, who = place.name, fed[-1].who if fed else ""
    if fed:
        return Conflict(
            ja=f"「{name.best('ja')}」には、たった今 {who} さんが別の表示端末をつなぎました。"
            "それを外してつなぎ直すときは、もう一度押してください。",
            en=f'{who} has just connected another player to "{name.best("en")}"; '
            "press once more if this one is to take its place.",
        )
    return Conflict(
        ja=f"「{name.best('ja')}」の前の端末は、ほかの人が取り消しました。もう一度押してください。",
        en=f'somebody has just revoked the player of "{name.best("en")}"; press once more.',
    )


def _over() -> Missing:
    return Missing(
        ja="この登録は終わりました。はじめからやり直してください。", en="this pairing is over; begin anew."
    )
