"""The headers that keep a page to itself: no foreign script, no frame around it, nothing kept on the way."""

from __future__ import annotations

from werkzeug.datastructures import Headers

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


_HTTPS_ALONE = f"max-age={30 * 24 * 3600}"
"""For a month after each visit: an office that goes back to plain HTTP must be reached again some day."""


def put_on(headers: Headers, *, encrypted: bool) -> None:
    """The headers that keep a page to itself; with https browsers are told to come by nothing else from now on."""
    if encrypted:
        headers.setdefault("Strict-Transport-Security", _HTTPS_ALONE)
    headers.setdefault("Content-Security-Policy", _POLICY)
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Referrer-Policy", "same-origin")
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
    headers.setdefault("Cache-Control", "no-store")
