"""Operations: everything a program may ask for, as one table; routes are made from it, and openapi.json."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Literal

from limits import RateLimitItem
from werkzeug.datastructures import FileStorage

from signage.actions.tokens import Caller, Scope
from signage.store.enrolments import Enrolment
from signage.web.api.checking import LARGEST
from signage.web.api.schemas import Schema
from signage.web.desk import Desk

JSON, PATCH, FORM, PROBLEM = (
    "application/json",
    "application/merge-patch+json",
    "multipart/form-data",
    "application/problem+json",
)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a program asks: who it is, values of path and query, its document, and a picture sent along.

    A player is no `caller`: it speaks for nobody.
    """

    caller: Caller | None = None
    player: Enrolment | None = None
    path: Mapping[str, str]
    query: Mapping[str, Any]
    document: Any = None
    picture: FileStorage | None = None
    if_match: tuple[str, ...] = ()
    at: int


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What comes back."""

    status: HTTPStatus = HTTPStatus.OK
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """One value in the path, the query or a header."""

    name: str
    place: Literal["path", "query", "header"]
    schema: Schema
    description: str


@dataclass(frozen=True, kw_only=True)
class Told:
    """One answer as it is described; `headers` by name. Without a schema it has no body."""

    description: str
    schema: Schema | None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Operation:
    """One thing to ask for. `scope` None: by anybody; "player": by players, with the token of their enrolment.

    `bodies` by media type, of at most `largest` bytes; `often` is how often one address may ask; `problems` are
    statuses.
    """

    name: str
    method: Literal["GET", "POST", "PUT", "PATCH", "DELETE"]
    path: str
    scope: Scope | Literal["player"] | None
    summary: str
    answer: Callable[[Desk, Asked], Answer]
    parameters: tuple[Parameter, ...] = ()
    bodies: Mapping[str, Schema] = field(default_factory=dict)
    largest: int = LARGEST
    needs_body: bool = True
    often: RateLimitItem | None = None
    answers: Mapping[HTTPStatus, Told]
    problems: tuple[HTTPStatus, ...] = ()

    @property
    def all_problems(self) -> tuple[HTTPStatus, ...]:
        """Those it names, and what may always go wrong."""
        always = [HTTPStatus.INTERNAL_SERVER_ERROR, HTTPStatus.SERVICE_UNAVAILABLE]
        if self.scope is not None:
            always += [HTTPStatus.UNAUTHORIZED, HTTPStatus.TOO_MANY_REQUESTS]
        if self.often is not None:
            always += [HTTPStatus.TOO_MANY_REQUESTS]
        if self.scope not in (None, "player"):
            always.append(HTTPStatus.FORBIDDEN)
        if self.bodies:
            always += [HTTPStatus.REQUEST_ENTITY_TOO_LARGE, HTTPStatus.UNSUPPORTED_MEDIA_TYPE]
        if self.bodies or self.parameters:
            always.append(HTTPStatus.BAD_REQUEST)
        return tuple(sorted({*always, *self.problems}))
