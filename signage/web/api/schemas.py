"""Schemas: JSON Schema made from the dataclasses that documents are read into, so that neither can stray."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import is_dataclass
from typing import Any, Literal, get_args, get_origin

from signage.core.documents import bare, members
from signage.core.formats import LONGEST, Between, Format
from signage.core.texts import LANGUAGES, Text

Schema = dict[str, Any]

MOST_ITEMS = 200
"""In one list of a document."""

WORDS: Schema = {"type": "string", "minLength": 1, "maxLength": LONGEST}

TEXT: Schema = {
    "description": "Words; Japanese ones alone, or by language.",
    "anyOf": [
        WORDS,
        {
            "type": "object",
            "properties": dict.fromkeys(LANGUAGES, WORDS),
            "additionalProperties": False,
            "minProperties": 1,
        },
    ],
}

_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"

FORMATS: Mapping[str, Schema] = {
    "id": {"type": "string", "pattern": r"^[a-z0-9][a-z0-9._-]{0,63}$"},
    "day": {"type": "string", "pattern": f"^{_DAY}$", "examples": ["2026-11-25"]},
    "moment": {
        "type": "string",
        "pattern": f"^{_DAY}(T[0-9]{{2}}:[0-9]{{2}})?$",
        "description": "A day, or a local time at the office. An end that is a day includes it.",
        "examples": ["2026-11-25", "2026-11-25T17:15"],
    },
    "span": {
        "type": "string",
        "pattern": "^[0-9]{1,2}:[0-9]{2}-[0-9]{1,2}:[0-9]{2}$",
        "examples": ["9:00-12:00"],
    },
    "url": {"type": "string", "pattern": "^https?://[^\\s]+$", "maxLength": LONGEST},
    "picture": {
        "type": "string",
        "pattern": "^[0-9a-f]{64}$",
        "description": "The SHA-256 of a picture that was taken in.",
    },
}
"""Each format of `core.formats` that a slide's document may hold."""


def schema_of(cls: type[Any], *, without: tuple[str, ...] = ()) -> Schema:
    """What a document of a dataclass looks like; every key that it may have, and no other."""
    properties: Schema = {}
    required = []
    for member in members(cls):
        if member.name in without:
            continue
        if member.flat:
            properties |= schema_of(member.kind)["properties"]
            continue
        properties[member.key] = _of(member.hint)
        required += [member.key] if member.required else []
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def nullable(schema: Schema) -> Schema:
    """The same, or null: what an answer says of something that a slide does not have."""
    return {"anyOf": [schema, {"type": "null"}]}


def _of(hint: object) -> Schema:
    """The schema of one declared type."""
    plain, notes = bare(hint)
    form = next((note for note in notes if isinstance(note, Format)), None)
    if form is not None:
        return FORMATS[form.name]
    if isinstance(plain, type) and is_dataclass(plain) and plain is not Text:
        return schema_of(plain)
    bounds = next((note for note in notes if isinstance(note, Between)), Between(0, 0))
    simple: Mapping[object, Schema] = {
        Text: TEXT,
        str: WORDS,
        bool: {"type": "boolean"},
        int: {"type": "integer", "minimum": int(bounds.least), "maximum": int(bounds.most)},
    }
    if plain in simple:
        return simple[plain]
    inner = get_args(plain)
    lists: Mapping[object, Callable[[], Schema]] = {
        Literal: lambda: {"enum": list(inner)},
        tuple: lambda: {"type": "array", "items": _of(inner[0]), "maxItems": MOST_ITEMS},
        Mapping: lambda: {"type": "object"},
    }
    return lists[get_origin(plain)]()
