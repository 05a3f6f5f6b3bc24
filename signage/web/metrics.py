"""/metrics: what a monitor counts, as Prometheus reads it: for this machine, and for programs with a token for it."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Blueprint, Response, g, request
from flask.typing import ResponseReturnValue

from signage.actions import tokens
from signage.actions.metrics import Family, Sample, metrics
from signage.web import gate
from signage.web.desk import Desk
from signage.web.limits import address
from signage.web.words import said

TYPE = "text/plain; version=0.0.4; charset=utf-8"

SCOPE = "metrics"


def metrics_page(desk: Desk) -> Blueprint:
    """One address, for an operator's monitor."""
    pages = Blueprint("metrics", __name__)

    @pages.get("/metrics")
    @gate.bearer
    def index() -> ResponseReturnValue:
        if not _may_look(desk):
            told = said("metrics token", g.language)
            return Response(f"{told}\n", 401, {"WWW-Authenticate": "Bearer"}, mimetype="text/plain")
        found = metrics(desk.installation, at=desk.clock(), answered=desk.answered, refused=desk.beats.refused)
        return Response(written(found), content_type=TYPE)

    return pages


def written(families: Iterable[Family]) -> str:
    """The text format (version 0.0.4): what a family is, then its series, a line each."""
    lines: list[str] = []
    for family in families:
        lines += [f"# HELP {family.name} {_escaped(family.help)}", f"# TYPE {family.name} {family.kind}"]
        lines += [
            f"{family.name}{sample.suffix}{_labels(sample)} {_number(sample.value)}" for sample in family.samples
        ]
    return "\n".join(lines) + "\n"


def _may_look(desk: Desk) -> bool:
    """Whoever is on this machine and came through no proxy; else a program with the scope."""
    if address() in ("127.0.0.1", "::1") and "X-Forwarded-For" not in request.headers:
        return True
    given = request.authorization
    secret = given.token if given is not None and given.type == "bearer" else None
    caller = tokens.caller(desk.installation, secret, at=desk.clock()) if secret else None
    return caller is not None and SCOPE in caller.token.scopes


def _labels(sample: Sample) -> str:
    told = ",".join(f'{name}="{_escaped(value, quote=True)}"' for name, value in sample.labels.items())
    return f"{{{told}}}" if told else ""


def _escaped(text: str, *, quote: bool = False) -> str:
    text = text.replace("\\", r"\\").replace("\n", r"\n")
    return text.replace('"', r"\"") if quote else text


def _number(value: float) -> str:
    return repr(int(value)) if value == int(value) else repr(float(value))
