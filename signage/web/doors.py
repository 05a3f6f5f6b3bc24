"""Who may come in: until there are accounts, the pages answer only a browser on the server itself."""

from __future__ import annotations

import ipaddress

from flask import Request
from werkzeug.datastructures import Headers

_FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP")

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


def is_local(request: Request) -> bool:
    """Whether a request comes from this machine, asks for it by a name of its own, and by no proxy.

    The Host is looked at because a foreign page may point its own name at 127.0.0.1 (DNS rebinding).
    """
    if any(name in request.headers for name in _FORWARDED):
        return False
    return _is_loopback(request.remote_addr or "") and _is_loopback(_name_in(request.headers.get("Host", "")))


def put_on(headers: Headers) -> None:
    """The headers that keep a page to itself."""
    headers.setdefault("Content-Security-Policy", _POLICY)
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Referrer-Policy", "same-origin")
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
    headers.setdefault("Cache-Control", "no-store")


def _name_in(host: str) -> str:
    """The name or address in a Host header, its port and brackets taken off."""
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0]


def _is_loopback(name: str) -> bool:
    if name.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False
