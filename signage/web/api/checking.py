"""Checking: a document against a schema of ours, told as one sentence with the way to the value that is wrong.

It knows the words that `schemas` writes, and no others.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from signage.actions.sent_documents import BadDocument
from signage.core.scalars import instead
from signage.web.api.schemas import Schema

LARGEST = 256 * 1024
"""Bytes of a document."""

DEEPEST = 16
"""Levels of a document; ours have five."""

_TYPES: Mapping[str, tuple[Callable[[Any], bool], str, str]] = {
    "object": (lambda value: isinstance(value, dict), "項目の組 { … } を書いてください", "write an object { … }"),
    "array": (lambda value: isinstance(value, list), "並び [ … ] を書いてください", "write a list [ … ]"),
    "string": (lambda value: isinstance(value, str), "文字列を書いてください", "write a string"),
    "boolean": (lambda value: isinstance(value, bool), "true か false を書いてください", "write true or false"),
    "integer": (lambda value: type(value) is int, "整数を書いてください", "write a whole number"),
    "number": (
        lambda value: isinstance(value, int | float) and not isinstance(value, bool),
        "数を書いてください",
        "write a number",
    ),
    "null": (lambda value: value is None, "null を書いてください", "write null"),
}


def parsed(raw: bytes) -> Any:  # noqa: ANN401 — whatever JSON says
    """The value of a JSON text. BadDocument where it is none, or none that anybody would send."""
    try:
        value = json.loads(raw.decode("utf-8"), parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise BadDocument(
            ja="JSON として読めません。UTF-8 の JSON で送ってください。",
            en="this is not JSON; send JSON in UTF-8.",
            path="",
        ) from error
    if _too_deep(value):
        raise BadDocument(
            ja=f"入れ子が深すぎます({DEEPEST}段まで)。", en=f"nested too deeply (at most {DEEPEST} levels).", path=""
        )
    return value


def check(value: object, schema: Schema, path: tuple[str | int, ...] = ()) -> None:
    """BadDocument for the first value that does not fit."""
    for wrong in _faults(value, schema, path):
        raise wrong


def _faults(value: Any, schema: Schema, path: tuple[str | int, ...]) -> Iterator[BadDocument]:  # noqa: ANN401
    if "oneOf" in schema:
        yield from _of_a_kind(value, schema["oneOf"], path)
        return
    if "anyOf" in schema:
        yield from _any_of(value, schema["anyOf"], path)
        return
    if "enum" in schema and not any(type(value) is type(each) and value == each for each in schema["enum"]):
        ja, en = instead(str(value)[:60], [str(each) for each in schema["enum"]])
        yield _bad(path, f"その値は使えません。{ja}", f"that value will not do; {en}")
        return
    if "type" in schema:
        fits, ja, en = _TYPES[schema["type"]]
        if not fits(value):
            yield _bad(path, ja, en)
            return
    yield from _inside(value, schema, path)


def _inside(value: Any, schema: Schema, path: tuple[str | int, ...]) -> Iterator[BadDocument]:  # noqa: ANN401
    """What is wrong within a value of the right type."""
    if isinstance(value, dict):
        yield from _object(value, schema, path)
    elif isinstance(value, list):
        if len(value) > schema.get("maxItems", len(value)):
            yield _bad(path, f"{schema['maxItems']}個までにしてください", f"write at most {schema['maxItems']}")
        for index, item in enumerate(value):
            yield from _faults(item, schema.get("items", {}), (*path, index))
    elif isinstance(value, str):
        least, most = schema.get("minLength", 0), schema.get("maxLength", len(value))
        if not least <= len(value) <= most:
            yield _bad(path, f"{least}〜{most}文字で書いてください", f"write {least} to {most} characters")
        if re.search(schema.get("pattern", ""), value) is None or value.endswith("\n"):
            shown = schema.get("examples", [schema.get("pattern")])[0]
            yield _bad(path, f"形が違います(例 {shown})", f"this is not of the form of {shown}")
    elif type(value) in (int, float) and not schema.get("minimum", value) <= value <= schema.get("maximum", value):
        span = f"{schema['minimum']}〜{schema['maximum']}"
        yield _bad(path, f"{span} で書いてください", f"write {schema['minimum']} to {schema['maximum']}")


def _object(value: dict[str, Any], schema: Schema, path: tuple[str | int, ...]) -> Iterator[BadDocument]:
    known: Schema = schema.get("properties", {})
    for key in value:
        if key not in known and schema.get("additionalProperties", True) is False:
            ja, en = instead(key[:60], list(known))
            yield _bad((*path, key[:60]), f"その項目はありません。{ja}", f"there is no such field; {en}")
    for key in schema.get("required", ()):
        if key not in value:
            yield _bad((*path, key), "ありません。書き足してください", "it is missing; write it")
    if len(value) < schema.get("minProperties", 0):
        yield _bad(path, "一つ以上書いてください", "write at least one")
    for key, item in value.items():
        if key in known:
            yield from _faults(item, known[key], (*path, key))


def _of_a_kind(value: Any, kinds: list[Schema], path: tuple[str | int, ...]) -> Iterator[BadDocument]:  # noqa: ANN401
    """Of several shapes the one that `kind` names."""
    if not isinstance(value, dict):
        yield _bad(path, *_TYPES["object"][1:])
        return
    names = {schema["properties"]["kind"]["enum"][0]: schema for schema in kinds}
    kind = value.get("kind")
    if not isinstance(kind, str) or kind not in names:
        yield _bad((*path, "kind"), f"{' か '.join(names)} を書いてください", f"write {' or '.join(names)}")
        return
    yield from _faults(value, names[kind], path)


def _any_of(value: Any, schemas: list[Schema], path: tuple[str | int, ...]) -> Iterator[BadDocument]:  # noqa: ANN401
    """The fault that is told is that of the shape whose type fits, else of the first."""
    told = [next(_faults(value, schema, path), None) for schema in schemas]
    if None in told:
        return
    fitting = [
        fault
        for fault, schema in zip(told, schemas, strict=True)
        if "type" not in schema or _TYPES[schema["type"]][0](value)
    ]
    yield next(fault for fault in [*fitting, *told] if fault is not None)


def _bad(path: tuple[str | int, ...], ja: str, en: str) -> BadDocument:
    return BadDocument(ja=f"{ja}。", en=f"{en}.", path=".".join(map(str, path)))


def _no_number(name: str) -> None:
    raise ValueError(name)


def _too_deep(value: object) -> bool:
    """Whether anything lies deeper than any of ours; without calling itself, as that is what deep texts are for."""
    level = [value]
    for _ in range(DEEPEST):
        level = [
            inner
            for each in level
            if isinstance(each, dict | list)
            for inner in (each.values() if isinstance(each, dict) else each)
        ]
    return bool(level)
