"""YAML text as plain values: mappings, lists and strings alone, each with the line it stands on.

Read from the parser's events, so that what the format does not have (tags, anchors, aliases, repeated keys, depth) is
refused where it stands, and nothing is ever guessed to be a number, a date or a truth.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NoReturn

import yaml

from signage.core.problems import Refused
from signage.core.scalars import Path

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

DEEPEST = 12
"""Levels of nesting; the deepest value that means anything lies seven deep."""


@dataclass(kw_only=True)
class YamlText:
    """One document: its value, and the line of every value by its path."""

    shown: str
    value: Any = None
    lines: dict[Path, int] = field(default_factory=dict)

    def refuse(self, line: int, *, ja: str, en: str) -> NoReturn:
        """A problem on a line of it."""
        raise Refused(ja=ja, en=en, where=f"{self.shown}:{line}")

    def line_of(self, path: Path) -> int:
        """The line of a value, or else of what it would stand in."""
        return next(
            (self.lines[path[:end]] for end in range(len(path), -1, -1) if path[:end] in self.lines),
            1,
        )


def yaml_text(raw: bytes, shown: str) -> YamlText:
    """The one document in these bytes; `shown` names the file. Refused for whatever is not of the format."""
    text = YamlText(shown=shown)
    events = _events(_decoded(raw, text), text)
    next(events)
    if isinstance(next(events), yaml.StreamEndEvent):
        text.refuse(
            1,
            ja="何も書かれていません。行を書くか、ファイルを消してください",
            en="it is empty; write rows or remove it",
        )
    text.value = _value(next(events), events, text, ())
    next(events)
    if isinstance(another := next(events), yaml.DocumentStartEvent):
        text.refuse(
            _line(another),
            ja="「---」の後に二つ目の文書があります。一つのファイルに一つだけ書いてください",
            en='a second document begins after "---"; write one a file',
        )
    return text


def _line(event: Any) -> int:  # noqa: ANN401 — events are untyped
    return int(event.start_mark.line) + 1


def _decoded(raw: bytes, text: YamlText) -> str:
    try:
        decoded = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        text.refuse(
            raw[: error.start].count(b"\n") + 1,
            ja="UTF-8 で書かれていません。文字コードを UTF-8 にして保存し直してください",
            en="this is not UTF-8; save the file as UTF-8",
        )
    for number, line in enumerate(decoded.split("\n"), start=1):
        if "\t" in line[: len(line) - len(line.lstrip())]:
            text.refuse(
                number, ja="行の頭にタブがあります。空白に置きかえてください", en="a tab begins it; write spaces"
            )
        for character in line.rstrip("\r"):
            if character < " " and character != "\t":
                text.refuse(
                    number,
                    ja=f"制御文字(U+{ord(character):04X})があります。消してください",
                    en=f"there is a control character (U+{ord(character):04X}); remove it",
                )
    return decoded


def _events(decoded: str, text: YamlText) -> Iterator[Any]:
    try:
        yield from yaml.parse(decoded, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        text.refuse(
            mark.line + 1 if mark else 1,
            ja=f"YAML として読めません({error.problem})。字下げ・引用符・かっこ・「:」の後の空白を直してください",
            en=f"cannot be read as YAML ({error.problem}); mend indentation, quotes, brackets or colons",
        )
    except yaml.YAMLError as error:
        said = str(error).split("\n", maxsplit=1)[0]
        text.refuse(
            1,
            ja=f"YAML として読めない文字があります({said})。消してください",
            en=f"there is a character that YAML cannot hold ({said}); remove it",
        )


def _value(event: Any, events: Iterator[Any], text: YamlText, path: Path) -> Any:  # noqa: ANN401 — events are untyped
    """The value that an event begins."""
    line = _line(event)
    text.lines.setdefault(path, line)
    if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
        text.refuse(
            line,
            ja="別名(& と *)は使えません。同じ内容をもう一度書いてください",
            en="no anchors (& and *); write it out again",
        )
    if event.tag is not None:
        text.refuse(
            line,
            ja=f"タグ({event.tag})は使えません。値だけを書いてください",
            en=f"no tags ({event.tag}); write the value alone",
        )
    if len(path) > DEEPEST:
        text.refuse(
            line, ja="入れ子が深すぎます。形を見直してください", en="nested too deeply; look at the format again"
        )
    if isinstance(event, yaml.ScalarEvent):
        return _scalar(event, text, line)
    if isinstance(event, yaml.SequenceStartEvent):
        return _sequence(events, text, path)
    return _mapping(events, text, path)


def _scalar(event: Any, text: YamlText, line: int) -> str:  # noqa: ANN401
    if event.implicit[0] and event.value in ("~", "null", "Null", "NULL"):
        text.refuse(line, ja="null は使えません。その行を消してください", en="no null; leave the line out")
    return str(event.value)


def _sequence(events: Iterator[Any], text: YamlText, path: Path) -> list[Any]:
    items: list[Any] = []
    while not isinstance(event := next(events), yaml.SequenceEndEvent):
        items.append(_value(event, events, text, (*path, len(items))))
    return items


def _mapping(events: Iterator[Any], text: YamlText, path: Path) -> dict[str, Any]:
    items: dict[str, Any] = {}
    while not isinstance(event := next(events), yaml.MappingEndEvent):
        line = _line(event)
        if not isinstance(event, yaml.ScalarEvent):
            text.refuse(
                line,
                ja='キーは一語で書いてください(「{」は "…" で囲みます)',
                en='a key is one word; put "{" in quotes',
            )
        key = event.value
        if key == "<<":
            text.refuse(
                line, ja="「<<」は使えません。同じ内容をもう一度書いてください", en='no "<<"; write it out again'
            )
        if key in items:
            text.refuse(
                line, ja=f"「{key}」が二度あります。一つにしてください", en=f'"{key}" is there twice; write it once'
            )
        text.lines[*path, key] = line
        items[key] = _value(next(events), events, text, (*path, key))
    return items
