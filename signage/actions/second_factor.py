"""The second factor: a code of an authenticator app, or one of ten printed codes, asked for after the password."""

from __future__ import annotations

import hashlib
import hmac

import pyotp

from signage.actions import passwords
from signage.actions.installation import Installation
from signage.core.people import Person
from signage.core.problems import Refused
from signage.store import audit
from signage.store import people as store
from signage.store.database import Writing, writing

STEP_MS = 30_000
"""An app shows another code every 30 seconds (RFC 6238); the one before and the one after count too."""

PRINTED = 10
"""Codes on one sheet."""

ISSUER = "Lobby screens"
"""What an app calls this account."""


def begun() -> str:
    """A secret for an app; it counts once a code of it was typed."""
    return pyotp.random_base32()


def address(secret: str, whose: Person) -> str:
    """What the app reads from the 二次元コード."""
    return pyotp.TOTP(secret).provisioning_uri(name=whose.id, issuer_name=ISSUER)


def turn_on(installation: Installation, whose: Person, secret: str, typed: str, *, at: int) -> None:
    """From now on the app's code is asked for. Refused where the typed one is not the app's."""
    step = _step_of(secret, typed, at)
    if step is None:
        raise _wrong()
    with writing(installation.db) as under_way:
        codes = store.credentials(under_way.db, whose.id).codes
        store.set_second_factor(under_way, whose.id, totp=secret, codes=codes)
        store.use_totp_step(under_way, whose.id, step)
        _note(under_way, whose, "second-factor-on", at)


def print_codes(installation: Installation, whose: Person, *, at: int) -> tuple[str, ...]:
    """Ten codes to be printed, each for one sign-in, in place of those before; only their hashes are kept."""
    codes = tuple(passwords.written(3) for _ in range(PRINTED))
    with writing(installation.db) as under_way:
        totp = store.credentials(under_way.db, whose.id).totp
        store.set_second_factor(under_way, whose.id, totp=totp, codes=[_hashed(code) for code in codes])
        _note(under_way, whose, "print-codes", at)
    return codes


def turn_off(installation: Installation, whose: Person, *, at: int) -> None:
    """From now on the password alone is asked for."""
    with writing(installation.db) as under_way:
        store.set_second_factor(under_way, whose.id, totp=None, codes=())
        _note(under_way, whose, "second-factor-off", at)


def use(installation: Installation, whose: Person, typed: str, *, at: int) -> None:
    """Take a code, of the app or of the sheet; each counts once. Refused where it is none, and noted in the log."""
    with writing(installation.db) as under_way:
        known = store.credentials(under_way.db, whose.id)
        step = None if known.totp is None else _step_of(known.totp, typed, at)
        if step is not None and store.use_totp_step(under_way, whose.id, step):
            return
        printed = _hashed(typed)
        rest = [code for code in known.codes if not hmac.compare_digest(code, printed)]
        if len(rest) < len(known.codes):
            store.set_second_factor(under_way, whose.id, totp=known.totp, codes=rest)
            return
        _note(under_way, whose, "sign-in-refused", at)
        wrong = _wrong()
    raise wrong


def _note(under_way: Writing, whose: Person, action: str, at: int) -> None:
    audit.record(under_way, at=at, who=whose.signature, action=action, what=whose.id)


def _step_of(secret: str, typed: str, at: int) -> int | None:
    """Which half minute a code belongs to, among the three that count."""
    plain, app = passwords.as_written(typed).replace("-", ""), pyotp.TOTP(secret)
    now = at // STEP_MS
    return (
        next((step for step in (now, now - 1, now + 1) if hmac.compare_digest(app.generate_otp(step), plain)), None)
        if plain.isascii()
        else None
    )


def _hashed(code: str) -> str:
    """A printed code has 59 random bits: a plain hash does."""
    return hashlib.sha256(passwords.as_written(code).encode()).hexdigest()


def _wrong() -> Refused:
    return Refused(
        ja="確認コードが違います。アプリにいま出ている6桁か、紙のコードの次の1つを入力してください。",
        en="the code is wrong; type the six digits that the app shows now, or the next of your printed codes.",
    )
