"""Dump: text files out, in the form that `load` reads. Loading them again changes nothing."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from signage.actions.installation import Installation
from signage.actions.pictures import ENDINGS
from signage.actions.sheet_cells import write_cell
from signage.actions.sheet_columns import SHEETS, Column, Sheet
from signage.core.documents import to_plain
from signage.core.nouns import NOUNS
from signage.core.problems import Refused
from signage.core.texts import LANGUAGES, Text
from signage.store.rows import stored
from signage.store.uploads import uploads

ASSETS = "assets"
"""The folder of the pictures that rows name."""


def dump(installation: Installation, folder: Path) -> None:
    """Write everything that is stored into an empty folder. Refused if it is not empty."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refused(
            ja=f"{folder} は空ではありません。新しいフォルダーを指定してください",
            en=f"{folder} is not empty; name a new folder",
        )
    folder.mkdir(parents=True, exist_ok=True)
    with installation.db.atomic():
        rows = {noun: _plain(stored(installation.db, noun)) for noun in NOUNS}
        pictures = uploads(installation.db)
    paths = {asset: f"{ASSETS}/{asset}{ENDINGS[upload.type]}" for asset, upload in pictures.items()}
    named: set[str] = set()
    rows["slides"] = [_with_paths(row, paths, named) for row in rows["slides"]]
    for sheet in SHEETS.values():
        if found := rows.pop(sheet.noun):
            (folder / f"{sheet.name}.csv").write_bytes(sheet_bytes(sheet, found))
    for noun, found in rows.items():
        if found:
            (folder / f"{noun}.yaml").write_text(yaml_of({noun: found}), encoding="utf-8")
    for asset in sorted(named):
        (folder / ASSETS).mkdir(exist_ok=True)
        (folder / paths[asset]).write_bytes(installation.files.read(asset))


def _plain(rows: Sequence[Any]) -> list[dict[str, Any]]:
    """Rows as documents, those of one id together."""
    place: dict[str, int] = {}
    for row in rows:
        place.setdefault(row.id, len(place))
    return [to_plain(row) for row in sorted(rows, key=lambda row: place[row.id])]


def _with_paths(plain: Any, paths: Mapping[str, str], named: set[str]) -> Any:  # noqa: ANN401 — plain values
    """A plain value in which pictures are named by where they are written, not by their hash."""
    if isinstance(plain, Mapping):
        return {key: _with_paths(value, paths, named) for key, value in plain.items()}
    if isinstance(plain, list):
        return [_with_paths(value, paths, named) for value in plain]
    if isinstance(plain, str) and plain in paths:
        named.add(plain)
        return paths[plain]
    return plain


class _Dumper(yaml.SafeDumper):
    """Writes texts of several lines as blocks, and everything out in full."""

    def ignore_aliases(self, data: object) -> bool:
        """Nothing is written as a reference to something else."""
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _text)


def yaml_of(document: Mapping[str, Any]) -> str:
    """A document as YAML text: the same document, the same text."""
    written: str = yaml.dump(
        document, Dumper=_Dumper, allow_unicode=True, sort_keys=False, default_flow_style=None, width=110
    )
    return written


def sheet_bytes(sheet: Sheet, rows: Sequence[Mapping[str, Any]]) -> bytes:
    """A sheet as a spreadsheet opens it: UTF-8 with its mark, a column for each language that occurs."""
    columns = [(column, language) for column in sheet.columns for language in (_languages(column, rows) or [None])]
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(
        column.heading if language in (None, "ja") else f"{column.heading} {language}" for column, language in columns
    )
    writer.writerows([_cell(row, column, language) for column, language in columns] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _languages(column: Column, rows: Sequence[Mapping[str, Any]]) -> list[str | None]:
    """The languages of a column of words, Japanese first; none where it is no such column."""
    if column.kind is not Text:
        return []
    spoken = {language for row in rows for language in _by_language(row.get(column.key, {}))}
    return [language for language in LANGUAGES if language == "ja" or language in spoken]


def _by_language(text: str | Mapping[str, str]) -> Mapping[str, str]:
    return {"ja": text} if isinstance(text, str) else text


def _cell(row: Mapping[str, Any], column: Column, language: str | None) -> str:
    value: Any = row
    for key in column.key.split("."):
        if key not in value:
            return ""
        value = value[key]
    if language is not None:
        return _by_language(value).get(language, "")
    return write_cell(column, value)
