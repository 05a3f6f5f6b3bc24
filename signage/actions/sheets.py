"""Sheets: CSV files as spreadsheets write them, in whatever encoding, as rows."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from signage.actions.sheet_cells import read_cell
from signage.actions.sheet_columns import SHEETS, Column, Sheet
from signage.actions.sources import Row, Source, content
from signage.core import scalars
from signage.core.problems import Refused
from signage.core.texts import LANGUAGES, Text

_FORMULAS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for a formula when a cell begins with it."""

_ENCODINGS = ("cp932", "euc_jp")
"""What it may be if it is not Unicode: the one in which most of the Japanese headings are there."""


@dataclass(frozen=True, kw_only=True)
class _Heading:
    """One column of a file, and its language if its words are in one."""

    column: Column
    language: str | None
    written: str


def sheet_rows(source: Source) -> list[Row]:
    """The rows of a sheet, in its order. Refused, naming the line, for whatever is not of the format."""
    sheet = _sheet(source)
    lines = _lines(source, sheet)
    _, first = next(lines, (1, []))
    headings = _headings(source, sheet, first)
    return [
        _row(source, sheet, headings, line, cells) for line, cells in lines if any(cell.strip() for cell in cells)
    ]


def _sheet(source: Source) -> Sheet:
    if (sheet := SHEETS.get(source.stem) or SHEETS.get(source.stem.partition("-")[0])) is None:
        ja, en = scalars.instead(source.stem, list(SHEETS))
        raise Refused(
            ja=f"「{source.stem}」という名の表はありません。{ja}",
            en=f'there is no sheet "{source.stem}"; {en}',
            where=source.shown,
        )
    return sheet


def _lines(source: Source, sheet: Sheet) -> Iterator[tuple[int, list[str]]]:
    """Each row's cells and the line it begins on."""
    return cells_of(decoded(content(source), sheet.headings, at=source.at), at=source.at)


def cells_of(text: str, *, at: Callable[[int], str]) -> Iterator[tuple[int, list[str]]]:
    """Each row's cells and the line it begins on; divided by commas or, as copied from a spreadsheet, by tabs.

    `at` names a line for whoever must put it right.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for number, line in enumerate(text.split("\n"), start=1):
        if "\0" in line:
            raise Refused(
                ja="NUL 文字があります。「CSV UTF-8」で保存し直してください",
                en='there is a NUL character; save it as "CSV UTF-8"',
                where=at(number),
            )
    first = text.partition("\n")[0]
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter="\t" if first.count("\t") > first.count(",") else ",", strict=True
    )
    while True:
        begins = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise Refused(
                ja=f"CSV として読めません({error})。引用符の閉じ忘れを直してください",
                en=f"cannot be read as CSV ({error}); close the quotation mark that is open",
                where=at(begins),
            ) from None
        yield begins, cells


def defused(cell: str) -> str:
    """A cell that a spreadsheet shows as it is: an apostrophe before what it would take for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULAS) else cell


def undefused(cell: str) -> str:
    """The same as it was before."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULAS) else cell


def decoded(raw: bytes, headings: Iterable[str], *, at: Callable[[int], str]) -> str:
    """The text of a sheet in whatever encoding; of those that fit, the one in which its headings can be read."""
    try:
        if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
            return raw.decode("utf-16")
        if raw.startswith(b"\xef\xbb\xbf"):
            return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _unreadable(at(1)) from None
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
    japanese = [heading for heading in headings if not heading.isascii()]
    readable = {
        text: sum(heading in text.partition("\n")[0] for heading in japanese)
        for encoding in _ENCODINGS
        if (text := _text(raw, encoding)) is not None
    }
    if not any(readable.values()):
        raise _unreadable(at(line))
    return max(readable, key=readable.__getitem__)


def _text(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None


def _unreadable(where: str) -> Refused:
    return Refused(
        ja="文字コードがわかりません。「CSV UTF-8」で保存し直してください",
        en='the encoding is not clear; save it as "CSV UTF-8"',
        where=where,
    )


def _headings(source: Source, sheet: Sheet, first: list[str]) -> list[_Heading | None]:
    """What each column holds; None: a column without a heading, which has to be empty."""
    written = [" ".join(cell.replace("\u3000", " ").split()) for cell in first]
    if not set(written) & set(sheet.headings):
        raise Refused(
            ja=f"一行目に見出しがありません。{', '.join(sheet.headings[:4])} … と書いてください",
            en=f"the first row has no headings; write {', '.join(sheet.headings[:4])} …",
            where=source.at(1),
        )
    headings = [_heading(source, sheet, cell) if cell else None for cell in written]
    for cell in written:
        if cell and written.count(cell) > 1:
            raise Refused(
                ja=f"見出し「{cell}」が二度あります。一つにしてください",
                en=f'the heading "{cell}" is there twice; keep one',
                where=source.at(1),
            )
    for column in sheet.columns:
        if column.required and not any(heading and heading.column is column for heading in headings):
            raise Refused(
                ja=f"見出し「{column.heading}」がありません。列を足してください",
                en=f'there is no heading "{column.heading}"; add the column',
                where=source.at(1),
            )
    return headings


def _heading(source: Source, sheet: Sheet, written: str) -> _Heading:
    name, _, language = written.partition(" ")
    column = next((column for column in sheet.columns if column.heading == name), None)
    if column is None or (language and column.kind is not Text):
        ja, en = scalars.instead(written, sheet.headings)
        raise Refused(
            ja=f"見出し「{written}」はありません。{ja}",
            en=f'there is no heading "{written}"; {en}',
            where=source.at(1),
        )
    if language and language not in LANGUAGES:
        ja, en = scalars.instead(language, list(LANGUAGES))
        raise Refused(
            ja=f"見出し「{written}」の言語がわかりません。{ja}",
            en=f'the heading "{written}" names no language; {en}',
            where=source.at(1),
        )
    return _Heading(column=column, language=(language or "ja") if column.kind is Text else None, written=written)


def _row(source: Source, sheet: Sheet, headings: list[_Heading | None], line: int, cells: list[str]) -> Row:
    if len(cells) < len(headings) or any(cell.strip() for cell in cells[len(headings) :]):
        raise Refused(
            ja=f"列が{len(cells)}あり、見出しは{len(headings)}です。区切りと引用符を確かめて、数をそろえてください",
            en=f"{len(cells)} columns under {len(headings)} headings; check commas and quotes, make them as many",
            where=source.at(line),
        )
    plain: dict[str, Any] = {}
    for heading, cell in zip(headings, (cell.strip() for cell in cells), strict=False):
        if cell and heading is None:
            raise Refused(
                ja=f"見出しのない列に「{cell[:20]}」があります。見出しを書くか、列を消してください",
                en=f'"{cell[:20]}" stands in a column without a heading; name the column or remove it',
                where=source.at(line),
            )
        if cell and heading is not None:
            _put(plain, heading, cell, where=source.at(line))
    called = {column.key: column.heading for column in sheet.columns}
    called |= {f"{h.column.key}.{h.language}": h.written for h in headings if h is not None}
    return Row(noun=sheet.noun, plain=plain, source=source, line=line, line_of=lambda path: line, called=called)


def _put(plain: dict[str, Any], heading: _Heading, cell: str, *, where: str) -> None:
    """Put a cell's value where its key says."""
    try:
        value = read_cell(heading.column, cell)
    except Refused as refused:
        raise Refused(
            ja=f"{heading.written}: {refused.ja}", en=f"{heading.written}: {refused.en}", where=where
        ) from None
    *outer, key = heading.column.key.split(".")
    holder = plain
    for each in outer:
        holder = holder.setdefault(each, {})
    if heading.language is None:
        holder[key] = value
    else:
        holder.setdefault(key, {})[heading.language] = value
