"""Limits: whoever guesses is slow: failures are counted by address, and by the name that is tried from it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from flask import Response, request
from flask_limiter import Limiter

BY_ADDRESS = "30 per 5 minutes"
"""A whole office may sit behind one address: only failures count."""

BY_NAME = "5 per 5 minutes; 50 per day"

FAILED = 401
"""The status of a sign-in that was refused: all that is counted."""

View = TypeVar("View", bound=Callable[..., Any])


def address() -> str:
    """Where a request comes from; what a proxy on this machine says, where it comes from one."""
    peer = request.remote_addr or "unknown"
    told = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    return told[:64] if told and peer in ("127.0.0.1", "::1") else peer


def slowed(limiter: Limiter, *, name: Callable[[], str]) -> Callable[[View], View]:
    """A view that may be asked as long as it is not refused too often for one address, or for one name from there."""

    def named() -> str:
        return f"{address()} {name().strip().lower()[:64]}"

    def failed(answer: Response) -> bool:
        return answer.status_code == FAILED

    def wrap(view: View) -> View:
        limited: Any = limiter.limit(BY_NAME, key_func=named, methods=["POST"], deduct_when=failed)(view)
        limited = limiter.limit(BY_ADDRESS, key_func=address, methods=["POST"], deduct_when=failed)(limited)
        return cast(View, limited)

    return wrap
