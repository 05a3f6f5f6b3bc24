"""YAML files: rows by plural noun, and the office whose they are."""

from __future__ import annotations

from collections.abc import Mapping

from signage.actions.sheet_columns import SHEETS
from signage.actions.sources import Row, Source, content
from signage.actions.yaml_text import YamlText, yaml_text
from signage.core import scalars
from signage.core.nouns import NOUNS

OFFICE = "office"
"""The key that says, once at the top, whose the rows of a file are."""


def yaml_rows(source: Source) -> list[Row]:
    """The rows of a YAML file, in its order. Refused, naming the line, for whatever is not of the format."""
    text = yaml_text(content(source), source.shown)
    if not isinstance(text.value, Mapping):
        text.refuse(
            1,
            ja="一番外側は種類ごとの並びです。slides: のように書き始めてください",
            en="at the top stand lists by noun; begin with one, like slides:",
        )
    rows: list[Row] = []
    for noun, listed in text.value.items():
        if noun == OFFICE:
            continue
        line = text.line_of((noun,))
        _check_noun(text, noun, line)
        if not isinstance(listed, list):
            text.refuse(
                line,
                ja=f"{noun}: の下には「- id: …」で始まる行を並べてください",
                en=f'under {noun}: write rows, each beginning with "- id:"',
            )
        rows += [_row(text, source, noun, index) for index in range(len(listed))]
    return rows


def _check_noun(text: YamlText, noun: str, line: int) -> None:
    if sheet := next((sheet for sheet in SHEETS.values() if sheet.noun == noun), None):
        text.refuse(
            line,
            ja=f"{noun} は YAML ではなく {sheet.name}.csv に書いてください",
            en=f"{noun} are not written in YAML; write them in {sheet.name}.csv",
        )
    if noun not in NOUNS:
        known = [name for name in NOUNS if all(name != sheet.noun for sheet in SHEETS.values())]
        ja, en = scalars.instead(noun, [*known, OFFICE])
        text.refuse(line, ja=f"「{noun}」という種類はありません。{ja}", en=f'there is no noun "{noun}"; {en}')


def _row(text: YamlText, source: Source, noun: str, index: int) -> Row:
    plain, line = text.value[noun][index], text.line_of((noun, index))
    if not isinstance(plain, Mapping):
        text.refuse(line, ja="「- id: …」で始まる行を書いてください", en='write a row that begins with "- id:"')
    if OFFICE in text.value and noun != "offices":
        plain = {OFFICE: text.value[OFFICE], **plain}
    return Row(
        noun=noun,
        plain=plain,
        source=source,
        line=line,
        line_of=lambda path: text.line_of((noun, index, *path)),
    )
