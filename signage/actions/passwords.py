"""Passwords: Argon2 hashes, one-time passwords for a first sign-in, and what a password must be."""

from __future__ import annotations

import secrets
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from signage.core.problems import Refused

LEAST = 12
"""Characters (NIST SP 800-63B asks for length, not for signs)."""

MOST = 200

_HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
"""What OWASP asks for at least (19 MiB, two passes): signing in must not take the memory of a small server."""

_NOBODYS = _HASHER.hash(secrets.token_hex(16))
"""What is compared where there is no such account, so that the time taken tells nothing."""

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""What nobody confuses on paper: no i, l, o, 0, 1."""


def hashed(password: str) -> str:
    """The hash that is stored."""
    return _HASHER.hash(_normal(password))


def is_right(password: str, stored: str | None) -> bool:
    """Whether a password is the one whose hash is stored; takes its time in any case."""
    try:
        return _HASHER.verify(stored or _NOBODYS, _normal(password)) and stored is not None
    except (VerificationError, InvalidHashError):
        return False


def one_time() -> str:
    """A password for the first sign-in: 79 random bits in four groups that can be read out."""
    return written(4)


def written(groups: int) -> str:
    """Random letters and digits that can be copied from paper, in groups of four: 19.8 bits a group."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(groups))


def as_written(typed: str) -> str:
    """What somebody copied from paper, as it was written there: in lower case and groups of four."""
    plain = [sign for sign in _normal(typed).lower() if sign.isalnum()]
    return "-".join("".join(plain[index : index + 4]) for index in range(0, len(plain), 4))


def require_good(password: str, *, name: str) -> None:
    """Refused where a password is too short, too long, few characters again and again, or holds the name."""
    if not LEAST <= len(password) <= MOST:
        raise Refused(
            ja=f"パスワードは{LEAST}文字以上{MOST}文字までで決めてください。",
            en=f"choose a password of {LEAST} to {MOST} characters.",
        )
    if len(set(password)) < 5 or (len(name) > 2 and name.lower() in password.lower()):
        raise Refused(
            ja="推測されやすいパスワードです。利用者名や同じ文字の繰り返しを避けてください。",
            en="that is easy to guess; avoid the user name and repeated characters.",
        )


def _normal(password: str) -> str:
    """As one keyboard types it, so that another one (full width, composed) types the same password."""
    return unicodedata.normalize("NFKC", password[: MOST * 2])
