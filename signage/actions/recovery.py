"""Recovery: the sealed code from the safe makes somebody administrator again when none is left."""

from __future__ import annotations

from dataclasses import replace

from signage.actions import passwords
from signage.actions.installation import Installation
from signage.actions.signing_in import refused
from signage.core.instants import JAPAN, local_day
from signage.core.people import Person, is_open
from signage.core.problems import Missing, Refused
from signage.core.rights import require_to_run_everything, runs_everything
from signage.store import audit
from signage.store import people as store
from signage.store import recovery as store_recovery
from signage.store.database import writing

WHO = "recovery-code"
"""Whom the log names for what was done with the code."""

GROUPS = 5
"""Of four signs: 99 random bits."""


def make_code(installation: Installation, *, at: int, by: Person) -> str:
    """A new code, to be sealed; the one before counts no more. Only its hash is kept.

    Forbidden for whoever does not run everything: with it one becomes that.
    """
    require_to_run_everything(by)
    code = passwords.written(GROUPS)
    with writing(installation.db) as under_way:
        store_recovery.seal(under_way, passwords.hashed(code), at=at, who=by.signature)
        audit.record(under_way, at=at, who=by.signature, action="recovery-code", what="recovery")
    return code


def sealed(installation: Installation) -> store_recovery.Sealed | None:
    """When the code that counts was made, and by whom; None: there is none, and a new one is due."""
    return store_recovery.sealed(installation.db)


def administrators(installation: Installation, code: str, *, at: int) -> tuple[Person, ...]:
    """For whoever has the code: the accounts that it can give back, closed and ended ones too. Refused otherwise."""
    _require_right(installation, code, at=at)
    return tuple(whose for whose in store.people(installation.db) if runs_everything(whose))


def recover(installation: Installation, code: str, name: str, *, at: int) -> str:
    """Give an administrator's account back: open, without a second factor, with the one-time password returned.

    The code is used up. Refused where it does not count; Missing where the name is no administrator's.
    """
    hashed = _require_right(installation, code, at=at)
    whose = store.person(installation.db, name)
    if whose is None or not runs_everything(whose):
        raise Missing(ja="その運用責任者はいません。選び直してください。", en="there is no such administrator.")
    once = passwords.one_time()
    reopened = whose if is_open(whose, local_day(at, JAPAN)) else replace(whose, closed=False, ends_on=None)
    with writing(installation.db) as under_way:
        if not store_recovery.use_up(under_way, hashed):
            raise _wrong()
        store.save_person(under_way, reopened, at=at, who=WHO)
        store.set_second_factor(under_way, name, totp=None, codes=())
        store.set_password(under_way, name, passwords.hashed(once), must_change=True)
        audit.record(under_way, at=at, who=WHO, action="recover", what=name)
    return once


def _require_right(installation: Installation, code: str, *, at: int) -> str:
    """The hash of the code that counts, where this is the code. Takes its time in any case."""
    known = store_recovery.sealed(installation.db)
    if not passwords.is_right(passwords.as_written(code), known.code if known else None) or known is None:
        refused(installation, WHO, at=at)
        raise _wrong()
    return known.code


def _wrong() -> Refused:
    return Refused(
        ja="復旧コードが違うか、もう使われています。紙に書いてあるとおりに入力してください。",
        en="the recovery code is wrong or used up; type it as it is written on the paper.",
    )
