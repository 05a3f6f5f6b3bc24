"""Rows of the benchmark table, and how they are printed and written."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class Row:
    """One figure, held against `reference`: `ratio` is value ÷ reference, `bar` what was promised."""

    name: str
    value: float
    unit: str
    reference: str = ""
    ratio: float | None = None
    bar: str = ""
    ok: bool | None = None


def table(rows: Iterable[Row]) -> str:
    """The rows as aligned text."""
    heads = ("figure", "value", "unit", "reference", "ratio", "bar", "")
    lines = [heads] + [
        (
            row.name,
            f"{row.value:,.3g}" if abs(row.value) < 100 else f"{row.value:,.0f}",
            row.unit,
            row.reference,
            "" if row.ratio is None else f"{row.ratio:.2f}",
            row.bar,
            "" if row.ok is None else "ok" if row.ok else "MISSED",
        )
        for row in rows
    ]
    widths = [max(len(line[column]) for line in lines) for column in range(len(heads))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines
    )


def write_json(rows: Iterable[Row], path: Path) -> None:
    """The rows as a list of objects."""
    path.write_text(json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
