"""The shapes of slides in the API: what is sent, what is changed, what is shown; from the types that are read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from signage.actions.sent_documents import OVERRIDES_ONLY, Kind, Sent
from signage.actions.sent_slides import State
from signage.render.kinds import KINDS
from signage.web.api.schemas import FORMATS, TEXT, Schema, nullable, schema_of

STATES = {"enum": list(get_args(State))}


def _shape(kind: Kind) -> Schema:
    """What is sent of a slide of one kind."""
    shape = schema_of(Sent)
    own = schema_of(KINDS[kind].fields, without=OVERRIDES_ONLY)
    shape["properties"] |= {"kind": {"enum": [kind]}, "fields": own}
    return shape


KIND_SHAPES: Mapping[Kind, Schema] = {kind: _shape(kind) for kind in get_args(Kind)}

SENT: Schema = {"oneOf": list(KIND_SHAPES.values())}
"""The document that is posted."""

SENT_WITH_PICTURE: Schema = {
    "type": "object",
    "properties": {
        "slide": {"type": "object", "description": "The document as it is posted alone; `fields.picture` is set."},
        "picture": {
            "type": "string",
            "format": "binary",
            "description": "JPEG, PNG, WebP, GIF or HEIC, up to 50 MB.",
        },
    },
    "required": ["slide", "picture"],
    "additionalProperties": False,
}

CHANGED: Schema = {
    "type": "object",
    "description": "RFC 7396: what is named is put in its place, null takes it away, the rest stays.",
    "properties": {
        **{
            key: nullable(schema) if key in ("from", "until", "review_on") else schema
            for key, schema in schema_of(Sent)["properties"].items()
            if key not in ("id", "kind")
        },
        "state": {"enum": ["published", "withdrawn"]},
    },
    "additionalProperties": False,
    "minProperties": 1,
}

SHOWN: Schema = {
    "type": "object",
    "properties": {
        "id": FORMATS["id"],
        "office": FORMATS["id"],
        "owner": FORMATS["id"],
        "kind": {"enum": list(KINDS)},
        "name": TEXT,
        "state": STATES,
        "from": nullable(FORMATS["moment"]),
        "until": nullable(FORMATS["moment"]),
        "review_on": nullable(FORMATS["day"]),
        "screens": {"type": "array", "items": FORMATS["id"]},
        "fields": {"type": "object"},
        "changed_at": {"type": "string", "description": "An instant, UTC."},
        "waits": {
            **nullable({"type": "integer"}),
            "description": "The proposal that waits for approval; until then the published version stays.",
        },
    },
    "additionalProperties": False,
}
SHOWN["required"] = list(SHOWN["properties"])
