"""The JSON API: routes made from the table of operations, each for programs with a token of its scope."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any, TypeVar

from flask import Blueprint, Response, g, json, request
from flask.typing import ResponseReturnValue
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import HTTPException

from signage.actions import tokens
from signage.actions.sent_documents import BadDocument
from signage.actions.tokens import Caller
from signage.core.problems import Problem
from signage.core.scalars import instead
from signage.store.enrolments import Enrolment
from signage.web import gate
from signage.web.api import checking, heartbeats, pairings, problems, queue, slides
from signage.web.api.document import openapi, routed
from signage.web.api.operations import FORM, JSON, Answer, Asked, Operation, Told
from signage.web.api.schemas import Schema
from signage.web.desk import Desk
from signage.web.limits import address
from signage.web.words import said

BASE = "/api/v1"

BAD_TOKENS = RateLimitItemPerMinute(30)
"""From one address; after them the answer is to wait a minute."""

REPORTS = RateLimitItemPerMinute(300)
"""From one player: all that it may have kept, and some more. Whoever stole its token keeps nobody else waiting."""

_DOCUMENT = Operation(
    name="openapi",
    method="GET",
    path="/openapi.json",
    scope=None,
    summary="This document",
    answer=lambda desk, asked: Answer(body=openapi(OPERATIONS, base=BASE)),
    answers={HTTPStatus.OK: Told(description="OpenAPI 3.1.", schema={"type": "object"})},
)

OPERATIONS: tuple[Operation, ...] = (
    *slides.OPERATIONS,
    *queue.OPERATIONS,
    *pairings.OPERATIONS,
    *heartbeats.OPERATIONS,
    _DOCUMENT,
)

_Asking = TypeVar("_Asking")

_ALL_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")


class _Turned(Exception):
    """The answer to a program that gets no further."""

    def __init__(self, answer: Response) -> None:
        super().__init__()
        self.answer = answer


def api_pages(desk: Desk) -> Blueprint:
    """Everything under BASE."""
    pages = Blueprint("api", __name__, url_prefix=BASE)
    pages.register_error_handler(Problem, problems.told)
    pages.register_error_handler(HTTPException, _http_problem)
    pages.register_error_handler(_Turned, lambda turned: turned.answer)
    door = _Door(desk)
    for operation in OPERATIONS:
        pages.add_url_rule(
            routed(operation.path),
            operation.name,
            gate.bearer(_view(desk, door, operation)),
            methods=[operation.method],
            provide_automatic_options=False,
        )
    pages.add_url_rule(
        "/<path:rest>", "nothing", gate.bearer(_nothing), methods=_ALL_METHODS, provide_automatic_options=False
    )
    return pages


def _view(desk: Desk, door: _Door, operation: Operation) -> Callable[..., ResponseReturnValue]:
    def view(**path: str) -> ResponseReturnValue:
        caller, player = door.let_in(operation)
        document, picture = _body(operation) if operation.bodies else (None, None)
        asked = Asked(
            caller=caller,
            player=player,
            path=path,
            query=_query(operation),
            document=document,
            picture=picture,
            if_match=tuple(request.if_match.as_set(include_weak=True))
            + (("*",) if request.if_match.star_tag else ()),
            at=desk.clock(),
        )
        answer = operation.answer(desk, asked)
        made = Response(json.dumps(answer.body), answer.status.value, mimetype=JSON)
        if answer.status == HTTPStatus.NO_CONTENT:
            made.data = b""
            del made.headers["Content-Type"]
        made.headers.update(answer.headers)
        return made

    return view


class _Door:
    """Looks at tokens; an address that sends many bad ones is asked to wait, its good ones go on being served."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._limiter = desk, FixedWindowRateLimiter(MemoryStorage())

    def let_in(self, operation: Operation) -> tuple[Caller | None, Enrolment | None]:
        """Who asks, a program or a player; turned away without a token that is in force and has the scope."""
        given = request.authorization
        secret = given.token if given is not None and given.type == "bearer" else None
        if operation.often is not None and not self._limiter.hit(operation.often, operation.name, address()):
            raise _turned(HTTPStatus.TOO_MANY_REQUESTS, "too often", Retry_After="60")
        if operation.scope is None:
            return None, None
        if operation.scope == "player":
            player = self._known(self._desk.beats.player(secret) if secret else None)
            if not self._limiter.hit(REPORTS, player.id):
                raise _turned(HTTPStatus.TOO_MANY_REQUESTS, "too often", Retry_After="60")
            return None, player
        caller = self._known(
            tokens.caller(self._desk.installation, secret, at=self._desk.clock()) if secret else None
        )
        if operation.scope not in caller.token.scopes:
            raise _Turned(problems.answer(HTTPStatus.FORBIDDEN, said("api scope", g.language, scope=operation.scope)))
        return caller, None

    def _known(self, found: _Asking | None) -> _Asking:
        if found is None and not self._limiter.hit(BAD_TOKENS, address()):
            raise _turned(HTTPStatus.TOO_MANY_REQUESTS, "too often", Retry_After="60")
        if found is None:
            raise _turned(HTTPStatus.UNAUTHORIZED, "api token", WWW_Authenticate="Bearer")
        return found


def _turned(status: HTTPStatus, key: str, **headers: str) -> _Turned:
    return _Turned(problems.answer(status, said(key, g.language), **headers))


def _query(operation: Operation) -> dict[str, Any]:
    """The values in the query, as their schemas have them. A misspelt filter must not list everything."""
    known = {each.name: each.schema for each in operation.parameters if each.place == "query"}
    for name in request.args:
        if name not in known:
            ja, en = instead(name[:60], list(known))
            raise BadDocument(
                ja=f"その絞り込みはありません。{ja}。", en=f"there is no such parameter; {en}.", path=name[:60]
            )
    return {name: _value(schema, name) for name, schema in known.items() if name in request.args}


def _value(schema: Schema, name: str) -> Any:  # noqa: ANN401 — as its schema says
    text = request.args[name]
    is_number = schema.get("type") == "integer" and text.isascii() and text.isdigit() and len(text) < 10
    value: object = int(text) if is_number else text
    checking.check(value, schema, (name,))
    return value


def _body(operation: Operation) -> tuple[Any, FileStorage | None]:
    """The document that was sent, and the picture beside it."""
    media = request.mimetype
    if not (operation.needs_body or media or request.content_length):
        return {}, None
    if media not in operation.bodies:
        known = ", ".join(operation.bodies)
        detail = said("api media", g.language, known=known)
        raise _Turned(problems.answer(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, detail))
    if media == FORM:
        return _form(operation.bodies[FORM])
    request.max_content_length = operation.largest
    return checking.parsed(request.get_data(cache=False)), None


def _form(schema: Mapping[str, Any]) -> tuple[Any, FileStorage]:
    """The parts of a form: the document, as a field or as a file, and the picture."""
    sent = {*request.form, *request.files}
    strange = next(iter(sorted(sent ^ set(schema["properties"]))), None)
    picture = request.files.get("picture")
    if strange is not None or picture is None:
        raise BadDocument(
            ja="slide(JSON)と picture(画像ファイル)の二つを送ってください。",
            en="send two parts: slide (JSON) and picture (a file).",
            path=strange or "picture",
        )
    file = request.files.get("slide")
    raw = request.form["slide"].encode("utf-8", "replace") if file is None else file.stream.read(checking.LARGEST + 1)
    if len(raw) > checking.LARGEST:
        raise BadDocument(ja="大きすぎます。", en="it is too large.", path="slide")
    return checking.parsed(raw), picture


def _nothing(rest: str) -> ResponseReturnValue:
    """There is no such address; or there is, and nothing of the kind can be done there."""
    allowed = sorted({operation.method for operation in OPERATIONS if _is_at(operation.path, rest)})
    if allowed:
        told = ", ".join(allowed)
        detail = said("api method", g.language, allowed=told)
        return problems.answer(HTTPStatus.METHOD_NOT_ALLOWED, detail, Allow=told)
    return problems.answer(HTTPStatus.NOT_FOUND, said("api nothing", g.language))


def _is_at(path: str, rest: str) -> bool:
    own, asked = path.strip("/").split("/"), rest.split("/")
    return len(own) == len(asked) and all(a == b or a.startswith("{") for a, b in zip(own, asked, strict=True))


def _http_problem(problem: HTTPException) -> ResponseReturnValue:
    """What Werkzeug refuses by itself: too large, cut off, unreadable."""
    status = HTTPStatus(problem.code or 500)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise problem
    key = {HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "too large"}.get(status, "unreadable")
    return problems.answer(status, said(key, g.language))
