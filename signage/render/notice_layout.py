"""Notices on a page: what stands where, and what is continued on the next page rather than made smaller."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from signage.core.reading import reading_ms
from signage.core.texts import Text
from signage.render import notice_words as words
from signage.render import ruby, tokens
from signage.render.canvas import Canvas
from signage.render.codes import code
from signage.render.fonts import missing
from signage.render.marks import Fill, Mark, bar
from signage.render.notice_blocks import Block, Setting, framed, paragraph, pictured, plate, sign
from signage.render.pages import Finding, Page
from signage.render.text import Paragraph, Style, fit, line
from signage.render.tone_signs import tone_sign

WIDE_UNITS = 24
"""A canvas at least so many units wide has a column beside the text for the picture and the code."""

ROOMY_UNITS = 15
"""A canvas at least so many units wide and high has its heading at full size, with the sign beside it."""

Read = Callable[[str], bytes]


@dataclass(frozen=True, kw_only=True)
class Where:
    """A counter as its sign has it, or another place."""

    number: str = ""
    floor: str = ""
    name: Text


@dataclass(frozen=True, kw_only=True)
class Row:
    """A label and what it says: whom it concerns, what to bring, whom to ask."""

    label: Text
    said: Text


@dataclass(frozen=True, kw_only=True)
class Notice:
    """All that a notice says, in every language: the document that its picture is drawn from."""

    title: Text
    body: Text = Text()
    label: Text
    when: Text = Text()
    where: Where | None = None
    rows: tuple[Row, ...] = ()
    picture: str | None = None
    code: str | None = None
    code_words: Text = Text()
    tone: Literal["calm", "info", "caution", "urgent"] = "info"
    band: Text = Text()
    level: int | None = None
    drill: bool = False
    plain: bool = False
    glossary: tuple[str, ...] = ()


def notice_pages(notice: Notice, canvas: Canvas, language: str, second: str | None, read: Read) -> tuple[Page, ...]:
    """A notice in one language with another beside it: as many pages as its words need at a legible size."""
    return _Layout(notice, canvas, language, second, read).pages()


class _Layout:
    """One notice being laid out."""

    def __init__(self, notice: Notice, canvas: Canvas, language: str, second: str | None, read: Read) -> None:
        self._notice, self._canvas, self._read = notice, canvas, read
        self._language, self._second = language, second
        self._theme = tokens.THEMES[canvas.theme]
        self._edge = canvas.unit
        self._wide = canvas.width >= WIDE_UNITS * canvas.unit
        self._roomy = min(canvas.width, canvas.height) >= ROOMY_UNITS * canvas.unit
        left = self._edge + canvas.margin_x
        inner = canvas.width - left - canvas.margin_x
        column = (inner - canvas.unit) // 3 if self._wide and (notice.picture or notice.code) else 0
        self._left, self._width = left, inner - (column + canvas.unit if column else 0)
        self._side_left, self._side_width = left + inner - column, column
        self._top = canvas.margin_y
        self._foot = canvas.units(1.1)
        self._left_out = False
        self._setting = Setting(
            canvas=canvas, theme=self._theme, language=language, second=second, keep=notice.glossary
        )

    def pages(self) -> tuple[Page, ...]:
        """Blocks from top to bottom, page by page."""
        title = self._title()
        beside = self._beside()
        whole = self._canvas.height - self._top - self._canvas.margin_y
        for foot in (0, self._foot):
            self._left_out = False
            flows = self._flowed([title, *self._blocks()], whole - foot)
            if len(flows) == 1 or foot:
                break
        return tuple(self._page(flow, number, len(flows), beside) for number, flow in enumerate(flows, start=1))

    def _flowed(self, blocks: list[Block], room: int) -> list[list[tuple[int, Block]]]:
        """Which block stands at which height of which page; long words are divided between lines."""
        head = self._continued()
        flows: list[list[tuple[int, Block]]] = [[]]
        y = 0
        waiting = list(blocks)
        while waiting:
            block = waiting.pop(0)
            top = y + (block.gap if y else 0)
            if top + block.height <= room:
                flows[-1].append((top, block))
                y = top + block.height
                continue
            fresh = room - (head.height if flows[1:] or y else 0)
            divided = block.divided(room - top) if block.height > fresh else None
            if divided is not None:
                waiting[:0] = list(divided)
                continue
            if block.optional:
                self._left_out = True
                continue
            if y == (head.height if len(flows) > 1 else 0):
                flows[-1].append((top, block))  # alone on its page, and as small as may be: a finding tells
                y = room
                continue
            flows.append([(0, head)])
            y = head.height
            waiting.insert(0, block)
        return flows

    def _page(self, flow: list[tuple[int, Block]], number: int, count: int, beside: list[tuple[int, Block]]) -> Page:
        canvas, theme = self._canvas, self._theme
        marks: list[Mark] = [Fill(box=(0, 0, self._edge, canvas.height), colour=tokens.TONES[self._notice.tone])]
        for y, block in flow:
            marks += block.place(self._left, self._top + y)
        for y, block in beside:
            marks += block.place(self._side_left, self._top + y)
        if count > 1:
            marks += self._number(number, count)
        said = [block for _, block in (*flow, *(beside if number == 1 else []))]
        alt = " ".join(part for block in said for part in block.said if part)
        first, second = self._language, self._second
        ms = reading_ms(" ".join(part for block in said for part in block.said), first)
        if second is not None:
            ms = max(ms, reading_ms(" ".join(part for block in said for part in block.said_beside), second))
        return Page(
            width=canvas.width,
            height=canvas.height,
            paper=theme.paper,
            marks=tuple(marks),
            language=first,
            alt=ruby.strip(alt).replace("\n", " "),
            shown_ms=ms,
            findings=self._findings(flow),
        )

    def _number(self, number: int, count: int) -> tuple[Mark, ...]:
        """Where this page stands in its set: n/m, and a still bar of m parts."""
        canvas, theme = self._canvas, self._theme
        style = Style(
            size=canvas.minimum_latin_px,
            language="en",
            colour=theme.quiet,
            background=theme.paper,
            leading=1.0,
            tabular=True,
        )
        told = line(f"{number}/{count}", style)
        bottom = canvas.height - canvas.margin_y
        thick = max(4, canvas.units(0.12))
        width = canvas.units(1.4) * count
        right = canvas.width - canvas.margin_x
        return (
            *bar(
                (right - width, bottom - thick, width, thick),
                parts=count,
                filled=number,
                colour=theme.quiet,
                empty=theme.hairline,
            ),
            *told.place(right - width - canvas.units(0.4) - told.width, bottom - told.height),
        )

    def _title(self) -> Block:
        """The band, the tone's sign, and the title with its second language below it."""
        setting, canvas, notice = self._setting, self._canvas, self._notice
        style = setting.style(canvas.units(tokens.HEADING if self._roomy else 1.5), weight="bold").led(1.25)
        words_first = notice.title.best(self._language)
        sign_px = canvas.units(1.5)
        beside_sign = self._width >= 12 * canvas.unit
        width = self._width - (sign_px + canvas.units(0.6) if beside_sign else 0)
        head = fit(
            words_first,
            style,
            width=width,
            height=canvas.inner_height // 2,
            smallest=canvas.minimum_for(self._language),
            balanced=True,
            most_lines=2 if beside_sign else 3,
        )
        second = setting.beside(notice.title, self._width if not beside_sign else width)
        return framed(
            setting,
            sign=tone_sign(
                notice.tone, sign_px, tokens.readable(tokens.TONES[notice.tone], self._theme.paper, ratio=3.0)
            ),
            beside_sign=beside_sign,
            head=head,
            second=second,
            band=notice.band,
            width=self._width,
            said=(notice.band.best(self._language) if notice.band else "", words_first),
        )

    def _continued(self) -> Block:
        """On later pages the title stands small above what follows."""
        setting, canvas = self._setting, self._canvas
        style = setting.style(canvas.unit, weight="bold", colour=self._theme.quiet)
        told = fit(
            self._notice.title.best(self._language),
            style,
            width=self._width,
            height=canvas.inner_height,
            smallest=canvas.minimum_for(self._language),
            most_lines=2,
        )
        return Block(height=told.height + canvas.units(0.1), gap=0, place=told.place, said=(told.text,))

    def _blocks(self) -> list[Block]:
        """All below the title, in reading order."""
        setting, notice = self._setting, self._notice
        blocks: list[Block] = []
        if notice.when:
            largest = tokens.HEADING if self._roomy else tokens.SECTION
            blocks.append(plate(setting, notice.label, notice.when, self._width, largest=largest))
        if notice.where is not None:
            blocks.append(sign(setting, notice.where.number, notice.where.floor, notice.where.name, self._width))
        blocks += paragraph(setting, notice.body, self._width)
        for row in notice.rows:
            blocks += paragraph(setting, row.said, self._width, label=row.label)
        if notice.plain:
            blocks += paragraph(setting, words.ASK, self._width)
        if not self._side_width:
            blocks += self._picture_and_code(self._width)
        return blocks

    def _beside(self) -> list[tuple[int, Block]]:
        """The column of picture and code on a wide canvas, the same on every page."""
        if not self._side_width:
            return []
        y, placed = 0, []
        for block in self._picture_and_code(self._side_width):
            placed.append((y, block))
            y += block.height + self._canvas.units(1)
        return placed

    def _picture_and_code(self, width: int) -> list[Block]:
        notice, canvas, blocks = self._notice, self._canvas, []
        if notice.picture is not None:
            blocks.append(pictured(self._setting, notice.picture, self._read(notice.picture), width))
        if notice.code is not None:
            modules = code(notice.code, (0, 0), least_px=canvas.code_px)
            blocks.append(self._code(modules.box[2], width))
        return blocks

    def _code(self, side: int, width: int) -> Block:
        """The code, and the words that say what it opens: beside it where there is room, else below."""
        setting, canvas, notice = self._setting, self._canvas, self._notice
        url = notice.code or ""
        room = width - side - canvas.units(0.6)
        aside = room >= 7 * canvas.unit
        told = setting.words(notice.code_words, room if aside else width)
        seconds = setting.beside(notice.code_words, room if aside else width)
        both: list[Paragraph] = [told, *([seconds] if seconds is not None else [])]
        high = sum(one.height for one in both) + canvas.units(0.2) * (len(both) - 1)
        height = max(side, high) if aside else side + canvas.units(0.3) + high

        def place(x: int, y: int) -> tuple[Mark, ...]:
            left = x + side + canvas.units(0.6) if aside else x
            top = y + (side - high) // 2 if aside else y + side + canvas.units(0.3)
            marks: list[Mark] = [code(url, (x, y), least_px=canvas.code_px)]
            for one in both:
                marks += one.place(left, top)
                top += one.height + canvas.units(0.2)
            return tuple(marks)

        return Block(
            height=height,
            gap=canvas.units(1),
            place=place,
            said=(told.text,),
            said_beside=(seconds.text,) if seconds is not None else (),
        )

    def _findings(self, flow: list[tuple[int, Block]]) -> tuple[Finding, ...]:
        """What a visitor could not read."""
        found = []
        said = "".join(part for _, block in flow for part in block.said)
        if lacking := missing(ruby.strip(said), self._language):
            letters = " ".join(lacking)
            found.append(
                Finding(
                    kind="glyph",
                    ja=f"「{letters}」を描けるフォントがありません。ほかの字で書いてください。",
                    en=f"no font draws “{letters}”; write it with other characters.",
                )
            )
        if self._left_out:
            found.append(
                Finding(
                    kind="picture",
                    ja="この表示枠では、絵を入れる場所がありません。言葉だけで表示します。",
                    en="in this zone there is no room for the picture; only the words are shown.",
                )
            )
        room = self._canvas.height - self._top - self._canvas.margin_y
        if any(y + block.height > room for y, block in flow):
            found.append(
                Finding(
                    kind="length",
                    ja="読める大きさでは収まらない部分があります。短くするか、広い表示枠を選んでください。",
                    en="some of it does not fit at a legible size; shorten it or choose a larger zone.",
                )
            )
        return tuple(found)
