"""What comes from outside a table: a block copied from a spreadsheet, or a CSV file, as typed rows of the guide."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from signage.actions.guide_columns import SYNONYMS, TABLES, Head, heads
from signage.actions.guide_draft import Typed
from signage.actions.guide_names import Names
from signage.actions.guide_table import Ground, numbered
from signage.actions.sheets import cells_of, decoded
from signage.core.documents import to_plain
from signage.core.problems import Refused
from signage.core.texts import LANGUAGES

ROWS = 2_000
"""At most so many at a time: ten large offices."""

LARGEST = 4_000_000
"""Bytes of a file: two thousand long rows."""

_ID = "ID"
_FLOOR = re.compile(r"(地下)?\s*[A-Za-z]?\d+\s*(階|[FfF])|中\d+階")
_NUMBER = re.compile(r"[^\s]{0,4}\d[^\s]{0,6}")


def text_of(raw: bytes) -> str:
    """The text of a CSV file in whatever encoding. Refused, in one sentence, for what is none or too large."""
    if len(raw) > LARGEST:
        raise Refused(
            ja=f"ファイルが大きすぎます({LARGEST // 1_000_000}MB まで)。行を分けてください",
            en=f"the file is too large (at most {LARGEST // 1_000_000} MB); divide its rows",
        )
    if raw.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise Refused(
            ja="Excel のファイルそのものは読めません。「CSV UTF-8」で保存するか、セルを選んで貼り付けてください",
            en='an Excel file itself cannot be read; save it as "CSV UTF-8", or copy its cells and paste them',
        )
    headings = [*(heading for sheet in TABLES.values() for heading in sheet.headings), *_SAME]
    return decoded(raw, headings, at=lambda line: f"{line}行目")


def typed_rows(noun: str, text: str, on: Ground) -> list[Typed]:
    """The rows of a text, with or without headings; those that are there already are found by their number or name.

    Refused, naming the line, for what cannot be read. An empty cell of a row that was found changes nothing, unless
    the text has our own column that tells rows apart.
    """
    lines = [
        cells for _, cells in cells_of(text, at=lambda line: f"{line}行目") if any(cell.strip() for cell in cells)
    ]
    if len(lines) > ROWS:
        raise Refused(
            ja=f"一度に{ROWS:,}行までです。分けてください", en=f"at most {ROWS:,} rows at a time; divide them"
        )
    if not lines:
        raise Refused(ja="何も入っていません。表のセルを選んで写してください", en="there is nothing; copy some cells")
    columns = heads(noun, tuple(LANGUAGES))
    known = _headings(columns, lines[0])
    if known is None:
        known = _guessed(noun, columns, lines, on.names)
    else:
        lines = lines[1:]
    return _Matching(noun, on).typed([_cells(known, line) for line in lines])


_SAME = {name: heading for heading, names in SYNONYMS.items() for name in names}


def _headings(columns: Sequence[Head], first: Sequence[str]) -> list[str | None] | None:
    """What each column holds, by the first line; None where that is no line of headings."""
    ours = {_plain(head.heading): head.heading for head in columns} | {_plain(_ID): _ID}
    same = {_plain(name): heading for name, heading in _SAME.items() if heading in ours.values()}
    found = [ours.get(_plain(cell)) or same.get(_plain(cell)) for cell in first]
    if sum(one is not None for one in found) * 2 < sum(bool(cell.strip()) for cell in first):
        return None
    twice = next((one for one in found if one is not None and found.count(one) > 1), None)
    if twice is not None:
        raise Refused(ja=f"見出し「{twice}」の列が二つあります", en=f'there are two columns "{twice}"')
    return found if any(found) else None


def _guessed(noun: str, columns: Sequence[Head], lines: Sequence[Sequence[str]], names: Names) -> list[str | None]:
    """What the columns of a floor list without headings hold, by what stands in them: floor, number, name."""
    width = max(len(line) for line in lines)
    found: list[str | None] = [None] * width
    tests = (
        ("階", lambda cell: _FLOOR.fullmatch(unicodedata.normalize("NFKC", cell)) is not None),
        ("番号", lambda cell: _NUMBER.fullmatch(unicodedata.normalize("NFKC", cell)) is not None),
        ("名称", lambda cell: True),
    )
    offered = {head.heading for head in columns}
    for heading, fits in tests:
        for column in range(width):
            cells = [line[column].strip() for line in lines if len(line) > column and line[column].strip()]
            if (
                heading in offered
                and heading not in found
                and found[column] is None
                and cells
                and all(map(fits, cells))
            ):
                found[column] = heading
    if "名称" not in found:
        told = "、".join(head.heading for head in columns if not head.folded)
        raise Refused(
            ja=f"一行目に見出しを入れてください。使える見出し: {told}",
            en=f"put headings into the first row; those that are known: {told}",
        )
    return found


def _cells(known: Sequence[str | None], line: Sequence[str]) -> dict[str, str]:
    return {heading: cell.strip() for heading, cell in zip(known, line, strict=False) if heading is not None}


class _Matching:
    """Which row of the guide a pasted one is: by our own key, else by its number, else by its name."""

    def __init__(self, noun: str, on: Ground) -> None:
        self._names, self._rows = on.names, dict(numbered(on.of(noun)))
        self._by_words: dict[tuple[str, str], list[str]] = {}
        for key, row in self._rows.items():
            for heading, words in _called(row).items():
                self._by_words.setdefault((heading, _plain(words)), []).append(key)
        self._first = "番号" if noun == "counters" else "催し名" if noun == "events" else "名称"

    def typed(self, pasted: Sequence[Mapping[str, str]]) -> list[Typed]:
        """Typed rows, in order."""
        return [self._one(number, cells) for number, cells in enumerate(pasted, start=1)]

    def _one(self, number: int, cells: Mapping[str, str]) -> Typed:
        key = cells.get(_ID, "")
        key = key if "#" in key or not key else f"{key}#0"
        rest = {heading: cell for heading, cell in cells.items() if heading != _ID}
        if key in self._rows:
            return Typed(key=key, cells=rest)
        found = self._by_words.get((self._first, _plain(cells.get(self._first, ""))), [])
        if found:
            key = min(found, key=lambda each: not self._is_near(self._rows[each], cells))
            return Typed(key=key, cells={heading: cell for heading, cell in rest.items() if cell})
        return Typed(key=f"new-{number}", cells=rest)

    def _is_near(self, row: Any, cells: Mapping[str, str]) -> bool:  # noqa: ANN401 — any row of the guide
        """Whether a row is in the building of which the cells speak: in two of them numbers may be the same."""
        try:
            building = self._names.found(("buildings",), cells["棟"]) if cells.get("棟") else None
            floor = self._names.found(("floors",), cells.get("階", ""), building=building)
        except Refused:
            return False
        return bool(getattr(row, "building", None) == self._names.buildings[floor])


def _called(row: Any) -> dict[str, str]:  # noqa: ANN401 — any row of the guide
    plain = to_plain(row)
    words = {"番号": plain.get("number"), "名称": plain.get("name"), "催し名": plain.get("title")}
    return {heading: _ja(said) for heading, said in words.items() if said}


def _ja(words: object) -> str:
    return str(words.get("ja", "")) if isinstance(words, Mapping) else str(words)


def _plain(words: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", words)).casefold().removesuffix("番")
