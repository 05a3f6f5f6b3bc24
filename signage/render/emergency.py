"""The emergency's page: one sentence of what to do, first and largest; then where; one language at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from signage.core.reading import reading_ms
from signage.render import notice_words as words
from signage.render import ruby, tokens
from signage.render.canvas import Canvas
from signage.render.marks import Fill, Mark
from signage.render.pages import Page
from signage.render.text import Paragraph, Style, fit, line

if TYPE_CHECKING:
    from signage.render.notice_document import Notice

DRILL_COLOUR = "#FFF100"
"""A drill's band: no level has it, and black on it is the strongest contrast there is."""

_LARGEST, _SMALLEST = 5.0, 2.0


def emergency_page(notice: Notice, canvas: Canvas, language: str) -> Page:
    """White or black on the level's colour. No logo, no second language, nothing else."""
    paper = tokens.LEVELS[notice.level or 5]
    ink = tokens.ink_on(paper)
    easy = language == "ja-x-easy"

    def style(units: float, *, bold: bool = True) -> Style:
        return Style(
            size=canvas.units(units),
            language=language,
            colour=ink,
            background=paper,
            weight="bold" if bold else "regular",
            leading=None if easy else 1.35,
            ruby_px=canvas.minimum_px if easy else 0,
            keep=notice.glossary,
        )

    width, top = canvas.inner_width, canvas.margin_y
    marks: list[Mark] = []
    if notice.drill:
        marks, used = _drill(canvas, language)
        top = used + canvas.units(1)
    room = canvas.height - canvas.margin_y - top
    parts: list[Paragraph] = []
    below = [text for text in (notice.body.get(language), _place(notice, language)) if text]
    least = canvas.units(1.25)
    share = room if not below else round(room * 0.62)
    parts.append(
        fit(
            notice.title.best(language),
            style(_LARGEST),
            width=width,
            height=share,
            smallest=canvas.units(_SMALLEST),
            balanced=True,
        )
    )
    for text in below:
        left = room - sum(part.height for part in parts) - canvas.units(1) * len(parts)
        parts.append(
            fit(
                text,
                style(2.0, bold=False),
                width=width,
                height=left // (len(below) + 1 - len(parts)),
                smallest=least,
            )
        )
    height = sum(part.height for part in parts) + canvas.units(1) * (len(parts) - 1)
    y = top + max(0, (room - height) // 2)
    for part in parts:
        marks += part.place(canvas.margin_x, y)
        y += part.height + canvas.units(1)
    said = ruby.strip(" ".join(part.text for part in parts).replace("\n", ""))
    drill = f"【{ruby.strip(words.DRILL.best(language))}】" if notice.drill else ""
    return Page(
        width=canvas.width,
        height=canvas.height,
        paper=paper,
        marks=tuple(marks),
        language=language,
        alt=drill + said,
        shown_ms=reading_ms(said, language),
    )


def _place(notice: Notice, language: str) -> str | None:
    return notice.where.name.get(language) if notice.where is not None else None


def _drill(canvas: Canvas, language: str) -> tuple[list[Mark], int]:
    """【訓練】 across the top."""
    style = Style(
        size=canvas.units(2),
        language=language,
        colour=tokens.BLACK,
        background=DRILL_COLOUR,
        weight="bold",
        leading=1.0,
    )
    told = line(f"【{ruby.strip(words.DRILL.best(language))}】", style)
    height = told.height + canvas.units(0.8)
    band = Fill(box=(0, 0, canvas.width, height), colour=DRILL_COLOUR)
    left = (canvas.width - told.width) // 2
    return [band, *told.place(left, (height - told.height) // 2)], height
