"""Cells of a sheet: between what stands in one and the plain value it means."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from signage.actions.sheet_columns import Column
from signage.core.problems import Refused

_YES, _NO = "○", "×"
_TRUTHS = {"○": "yes", "〇": "yes", "◯": "yes", "×": "no", "✕": "no", "✗": "no"}
"""Circles and crosses that look alike are three and three characters."""

_ERROR = re.compile(r"#(REF!|N/A|NAME\?|VALUE!|DIV/0!|NULL!|NUM!|SPILL!|#+)")
_SHORTENED = re.compile(r"[0-9](\.[0-9]+)?E\+[0-9]+")


def read_cell(column: Column, cell: str) -> Any:  # noqa: ANN401 — a plain value
    """The plain value of a cell that is not empty. Refused for what a spreadsheet has spoilt."""
    if cell.startswith(("=", "@")) or _ERROR.fullmatch(cell):
        raise Refused(
            ja=f"「{cell[:20]}」は表計算の数式か誤りです。値そのものを入れてください",
            en=f'"{cell[:20]}" is a formula or its error; write the value itself',
        )
    if _SHORTENED.fullmatch(cell):
        raise Refused(
            ja=f"「{cell}」は表計算が縮めた数です。列を「文字列」にして入れ直してください",
            en=f'"{cell}" was shortened by a spreadsheet; make the column text and type it again',
        )
    if column.key == "serves":
        return [_serving(part) for part in _parts(cell)]
    if column.kind is tuple:
        return _parts(cell)
    if column.kind is bool:
        return _TRUTHS.get(cell, cell)
    return column.words.get(cell, cell)


def write_cell(column: Column, plain: Any) -> str:  # noqa: ANN401 — a plain value
    """What stands in a cell for a plain value."""
    if column.key == "serves":
        return "; ".join(_serving_cell(serving) for serving in plain)
    if column.kind is tuple:
        return "; ".join(plain)
    if column.kind is bool:
        return _YES if plain else _NO
    return next((word for word, choice in column.words.items() if choice == plain), str(plain))


def _parts(cell: str) -> list[str]:
    return [part.strip() for part in re.split("[;；]", cell) if part.strip()]


_SERVING = re.compile(r"(?P<counter>[^\s()()]+)(?:\s+(?P<step>[^\s()()]+))?\s*(?:[((](?P<condition>[^()()]*)[))])?")


def _serving(part: str) -> dict[str, Any]:
    """`8 会計(あ〜さ行 | en: A–Sa)`."""
    found = _SERVING.fullmatch(part)
    if found is None:
        raise Refused(
            ja=f"「{part}」は読めません。「12 受付; 8 会計(あ〜さ行)」のように書いてください",
            en=f'cannot read "{part}"; write it like 12 受付; 8 会計(あ〜さ行)',
        )
    serving: dict[str, Any] = {"counter": found["counter"]}
    if found["step"]:
        serving["step"] = found["step"]
    if found["condition"]:
        japanese, *others = (each.strip() for each in found["condition"].split("|"))
        tagged = (other.partition(":") for other in others)
        condition = {"ja": japanese, **{tag.strip(): words.strip() for tag, _, words in tagged}}
        serving["condition"] = {tag: words for tag, words in condition.items() if words}
    return serving


def _serving_cell(serving: Mapping[str, Any]) -> str:
    cell = f"{serving['counter']} {serving.get('step', '受付')}"
    condition = serving.get("condition", {})
    by_language = {"ja": condition} if isinstance(condition, str) else condition
    others = (f" | {tag}: {words}" for tag, words in by_language.items() if tag != "ja")
    return f"{cell}({by_language.get('ja', '')}{''.join(others)})" if by_language else cell
