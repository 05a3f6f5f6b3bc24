"""The document of the API: OpenAPI 3.1, made from the table of operations that also answers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

import signage
from signage.actions.tokens import SCOPES
from signage.web.api.operations import FORM, JSON, PROBLEM, Operation, Parameter, Told
from signage.web.api.schemas import Schema

_PROBLEM: Schema = {
    "type": "object",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "What is wrong and what to do, in the Accept-Language."},
        "path": {"type": "string", "description": "The value that is to be put right."},
    },
    "required": ["type", "title", "status", "detail"],
}

_ABOUT = (
    "Slides (コンテンツ) and queue numbers (番号案内) for programs. Everything goes by the rules of the pages: what "
    "an office wants to be approved waits (202), ended notices leave the screens by themselves, every change is in "
    "the history. Tokens are made on /tokens or by `signage token create`."
)


def openapi(operations: Iterable[Operation], *, base: str) -> dict[str, Any]:
    """The whole document."""
    paths: dict[str, Any] = {}
    for operation in operations:
        paths.setdefault(operation.path, {})[operation.method.lower()] = _described(operation)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Lobby signage", "version": signage.__version__, "description": _ABOUT},
        "servers": [{"url": base}],
        "paths": paths,
        "components": {
            "schemas": {"Problem": _PROBLEM},
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer", "description": f"Scopes: {', '.join(SCOPES)}"},
                "player": {"type": "http", "scheme": "bearer", "description": "The token of a player's enrolment."},
            },
        },
    }


def _described(operation: Operation) -> dict[str, Any]:
    described: dict[str, Any] = {
        "operationId": operation.name,
        "summary": operation.summary,
        "security": [] if operation.scope is None else [{"player" if operation.scope == "player" else "token": []}],
        "responses": {
            **{str(status.value): _answer(told) for status, told in operation.answers.items()},
            **{str(status.value): _problem(status) for status in operation.all_problems},
        },
    }
    if operation.scope not in (None, "player"):
        described["description"] = f"Needs the scope `{operation.scope}`."
    if operation.parameters:
        described["parameters"] = [_parameter(parameter) for parameter in operation.parameters]
    if operation.bodies:
        content = {media: _body(media, schema) for media, schema in operation.bodies.items()}
        described["requestBody"] = {"required": operation.needs_body, "content": content}
    return described


def _parameter(parameter: Parameter) -> dict[str, Any]:
    return {
        "name": parameter.name,
        "in": parameter.place,
        "required": parameter.place == "path",
        "schema": parameter.schema,
        "description": parameter.description,
    }


def _body(media: str, schema: Schema) -> dict[str, Any]:
    if media == FORM:
        return {"schema": schema, "encoding": {"slide": {"contentType": JSON}}}
    return {"schema": schema}


def _answer(told: Told) -> dict[str, Any]:
    headers = {
        name: {"description": what, "schema": {"type": "string"}, "required": True}
        for name, what in told.headers.items()
    }
    return {
        "description": told.description,
        **({} if told.schema is None else {"content": {JSON: {"schema": told.schema}}}),
        **({"headers": headers} if headers else {}),
    }


def _problem(status: HTTPStatus) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": status.phrase, "content": {PROBLEM: {"schema": schema}}}


def routed(path: str) -> str:
    """A path as Flask writes it."""
    return re.sub(r"\{(\w+)\}", r"<\1>", path)
