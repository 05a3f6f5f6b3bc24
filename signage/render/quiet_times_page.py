"""The page of quiet times: weekdays × hours, each with a shape, a colour and a word, in its cell or in a legend."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from signage.core import queue_words
from signage.core.queue_said import Lamp
from signage.core.reading import searching_ms
from signage.core.texts import Text
from signage.render import tokens
from signage.render.canvas import Canvas
from signage.render.findings import LENGTH, glyphs
from signage.render.floor_guide_setting import Setting, on_paper
from signage.render.floor_guide_sheet import Header, header
from signage.render.floor_guide_signs import state_sign
from signage.render.fonts import Weight
from signage.render.marks import Fill, Mark
from signage.render.pages import Finding, Page
from signage.render.quiet_times_document import COLOURS, COUNTING, DAYS, LEVELS, SHAPES, TITLE, QuietTimes
from signage.render.text import Paragraph, line, set_text

_SCALES = (1.25, 1.0, 0.85, 2 / 3)
"""How large it is set: the first at which all hours are on one page."""
_TINT = 0.82
"""How pale the ground of a quiet hour is: the paper's share."""
_ROW, _TALLEST = 1.3, 2.2
"""A row's least and greatest height, in ems."""


def quiet_pages(told: QuietTimes, canvas: Canvas, language: str, second: str | None) -> tuple[Page, ...]:
    """As large as it fits on one page; else the smallest, on as few as can be."""
    tables = [_Table(told=told, canvas=canvas.scaled(scale), language=language, second=second) for scale in _SCALES]
    return next((table for table in tables if table.fits and table.count == 1), tables[-1]).pages()


@dataclass(frozen=True, kw_only=True)
class _Table:
    """A table in one size."""

    told: QuietTimes
    canvas: Canvas
    language: str
    second: str | None

    @cached_property
    def _setting(self) -> Setting:
        colours, size = on_paper(self.canvas), self.canvas.unit
        return Setting(canvas=self.canvas, colours=colours, language=self.language, second=self.second, size=size)

    @cached_property
    def _levels(self) -> Mapping[tuple[int, int], Lamp | None]:
        return {(one.weekday, one.hour): one.level for one in self.told.hours}

    @cached_property
    def _days(self) -> tuple[int, ...]:
        return tuple(sorted({one.weekday for one in self.told.hours}))

    @cached_property
    def _hours(self) -> tuple[int, ...]:
        return tuple(sorted({one.hour for one in self.told.hours}))

    @cached_property
    def _header(self) -> Header:
        second = TITLE.get(self.second) or "" if self.second is not None else ""
        return header(
            self.canvas, title=TITLE.best(self.language), second=second, sentence="", language=self.language
        )

    @cached_property
    def _name(self) -> Paragraph:
        style = self._setting.style(self.canvas.units(tokens.SECTION), weight="bold", leading=1.2)
        return set_text(self.told.name.best(self.language), style, width=self.canvas.inner_width)

    def _second(self, text: Text) -> Paragraph | None:
        said = text.get(self.second) if self.second is not None else None
        setting = self._setting
        quiet = setting.colours.quiet
        return line(said, setting.style(setting.beside, language=self.second, colour=quiet)) if said else None

    def _word(self, level: Lamp) -> Paragraph:
        words = queue_words.USUALLY[level].best(self.language)
        return line(words, self._setting.style(self._setting.small, weight="bold" if level == "free" else "regular"))

    @cached_property
    def _left(self) -> int:
        """Where the columns begin, right of the hours."""
        return max((self._hour(hour).width for hour in self._hours), default=0) + self.canvas.units(0.5)

    def _hour(self, hour: int) -> Paragraph:
        return line(f"{hour}:00", self._setting.style(self._setting.size, weight="bold", tabular=True))

    @cached_property
    def _wide(self) -> int:
        """Of a column."""
        return (self.canvas.inner_width - self._left) // max(1, len(self._days))

    @cached_property
    def _spoken(self) -> bool:
        """Whether every cell has room for its word; else the legend alone has them."""
        longest = max(self._word(level).width for level in LEVELS)
        return longest + round(1.7 * self._setting.small) <= self._wide

    @cached_property
    def _legend(self) -> tuple[tuple[Lamp, int, int], ...]:
        """Where each word of the legend stands: the row, and how far from the left."""
        found, row, x = list[tuple[Lamp, int, int]](), 0, 0
        for level in LEVELS:
            wide = self._explained(level, (0, 0))[1]
            if x and x + wide > self.canvas.inner_width:
                row, x = row + 1, 0
            found.append((level, row, x))
            x += wide + self.canvas.unit
        return tuple(found)

    @property
    def _legend_row(self) -> int:
        return round(1.35 * self._setting.small)

    @property
    def _legend_tall(self) -> int:
        return (self._legend[-1][1] + 1) * self._legend_row

    def _explained(self, level: Lamp, at: tuple[int, int]) -> tuple[list[Mark], int]:
        """A shape and what it means, in both languages where the page is wide enough; and how wide that is."""
        (x, y), small = at, self._setting.small
        first, second, side = self._word(level), self._second(queue_words.USUALLY[level]), round(0.8 * small)
        marks: list[Mark] = [self._shape(level, (x, y + (first.height - side) // 2), side)]
        pen = side + round(0.3 * small)
        marks += first.place(x + pen, y)
        pen += first.width
        if second is not None and pen + round(0.4 * small) + second.width <= self.canvas.inner_width:
            pen += round(0.4 * small)
            marks += second.place(x + pen, y + first.ascent - second.ascent)
            pen += second.width
        return marks, pen

    def _shape(self, level: Lamp, at: tuple[int, int], side: int) -> Mark:
        colour = tokens.readable(COLOURS[level], self._setting.colours.paper, ratio=tokens.LARGE_CONTRAST)
        return state_sign(SHAPES[level], at, side, colour)

    @cached_property
    def _top(self) -> int:
        return self._header.height + self.canvas.units(0.45)

    @cached_property
    def _first(self) -> int:
        """Where the hours begin, below the name and the weekdays."""
        name = self._name.height + self.canvas.units(0.35) if self._name.text else 0
        return self._top + name + self._day_tall

    @cached_property
    def _both(self) -> bool:
        """Whether every weekday has room in the second language."""
        return all((second := self._second(DAYS[day])) is None or second.width < self._wide for day in self._days)

    @cached_property
    def _day_tall(self) -> int:
        second = round(1.2 * self._setting.beside) if self.second is not None and self._both else 0
        return round(1.25 * self._setting.size) + second

    @cached_property
    def _bottom(self) -> int:
        return self.canvas.height - self.canvas.margin_y - self._legend_tall - self.canvas.units(0.3)

    @cached_property
    def count(self) -> int:
        """Of pages."""
        return -(-len(self._hours) // self._most) if self._hours else 1

    @cached_property
    def _most(self) -> int:
        return max(1, int((self._bottom - self._first) // (_ROW * self._setting.size)))

    @cached_property
    def fits(self) -> bool:
        """Whether its columns are wide enough for a shape, and its legend for the page."""
        narrow = max(self._setting.size, round(1.7 * self._setting.beside)) > self._wide
        words = all(self._explained(level, (0, 0))[1] <= self.canvas.inner_width for level in LEVELS)
        return words and not narrow and self._bottom > self._first

    def pages(self) -> tuple[Page, ...]:
        """All pages, alike full."""
        each = -(-len(self._hours) // self.count) if self._hours else 1
        found = glyphs((self.told.name.best(self.language), self.language))
        findings = (*found, *(() if self.fits else (LENGTH,)))
        parts = [self._hours[start : start + each] for start in range(0, len(self._hours), each)] or [()]
        return tuple(self._page(number, len(parts), hours, findings) for number, hours in enumerate(parts))

    def _page(self, number: int, count: int, hours: tuple[int, ...], findings: tuple[Finding, ...]) -> Page:
        canvas = self.canvas
        marks: list[Mark] = [*self._header.marks(number, count), *self._named()]
        if hours:
            marks += [*self._heads(), *self._rows(hours), *self._legend_marks()]
        else:
            counting = line(COUNTING.best(self.language), self._setting.style(self._setting.size))
            marks += counting.place(canvas.margin_x, self._first)
        return Page(
            width=canvas.width,
            height=canvas.height,
            paper=self._setting.colours.paper,
            marks=tuple(marks),
            language=self.language,
            alt=self._alt(hours),
            shown_ms=searching_ms(max(1, len(hours))),
            findings=findings if not number else (),
        )

    def _named(self) -> Iterator[Mark]:
        """The queue's name, beside it the same in the second language where it has room."""
        x, name, second = self.canvas.margin_x, self._name, self._second(self.told.name)
        yield from name.place(x, self._top)
        free = self.canvas.inner_width - name.width - self.canvas.units(0.4)
        if second is not None and len(name.lines) == 1 and second.width <= free:
            right = x + self.canvas.inner_width - free
            yield from second.place(right, self._top + name.ascent - second.ascent)

    def _heads(self) -> Iterator[Mark]:
        """The weekdays, in both languages."""
        setting, y = self._setting, self._first - self._day_tall
        for index, day in enumerate(self._days):
            x = self.canvas.margin_x + self._left + index * self._wide
            first = line(DAYS[day].best(self.language), setting.style(setting.size, weight="bold"))
            yield from first.place(x, y, width=self._wide, align="centre")
            second = self._second(DAYS[day])
            if second is not None and self._both:
                yield from second.place(x, y + round(1.15 * setting.size), width=self._wide, align="centre")

    def _rows(self, hours: tuple[int, ...]) -> Iterator[Mark]:
        canvas, size = self.canvas, self._setting.size
        tall = min(round(_TALLEST * size), (self._bottom - self._first) // len(hours))
        for index, hour in enumerate(hours):
            y = self._first + index * tall
            yield Fill(
                box=(canvas.margin_x, y, canvas.inner_width, canvas.hairline), colour=self._setting.colours.hairline
            )
            label = self._hour(hour)
            yield from label.place(
                canvas.margin_x, y + (tall - label.height) // 2, width=self._left - canvas.units(0.5), align="right"
            )
            for place, day in enumerate(self._days):
                if (day, hour) in self._levels:
                    x = canvas.margin_x + self._left + place * self._wide
                    yield from self._cell(self._levels[day, hour], (x, y + canvas.hairline, self._wide, tall))

    def _cell(self, level: Lamp | None, box: tuple[int, int, int, int]) -> Iterator[Mark]:
        """A shape, beside it its word; the quiet hours, which are what is looked for, on a pale ground."""
        setting, (x, y, wide, tall) = self._setting, box
        if level is None:
            style = setting.style(setting.small, colour=setting.colours.quiet)
            dash = line("–", style)
            yield from dash.place(x, y + (tall - dash.height) // 2, width=wide, align="centre")
            return
        paper = setting.colours.paper
        ground = tokens.mix(COLOURS[level], paper, _TINT) if level == "free" else paper
        edge = max(2, self.canvas.units(0.06))
        if level == "free":
            inner = (x + edge, y + edge, wide - 2 * edge, tall - 2 * edge - self.canvas.hairline)
            yield Fill(box=inner, colour=ground, radius=self.canvas.radius)
        side = round((0.8 if self._spoken else 1.0) * setting.small)
        word = queue_words.USUALLY[level].best(self.language) if self._spoken else ""
        weight: Weight = "bold" if level == "free" else "regular"
        told = line(word, setting.style(setting.small, weight=weight, on=ground))
        gap = round(0.25 * setting.small) if word else 0
        left = x + (wide - side - gap - told.width) // 2
        colour = tokens.readable(COLOURS[level], ground, ratio=tokens.LARGE_CONTRAST)
        yield state_sign(SHAPES[level], (left, y + (tall - side) // 2), side, colour)
        yield from told.place(left + side + gap, y + (tall - told.height) // 2)

    def _legend_marks(self) -> Iterator[Mark]:
        top = self.canvas.height - self.canvas.margin_y - self._legend_tall + round(0.2 * self._legend_row)
        for level, row, x in self._legend:
            yield from self._explained(level, (self.canvas.margin_x + x, top + row * self._legend_row))[0]

    def _alt(self, hours: tuple[int, ...]) -> str:
        """Every day with its hours."""
        told = [" ".join(part.best(self.language) for part in (TITLE, self.told.name) if part)]
        for day in self._days:
            said = [
                f"{hour}:00 {queue_words.USUALLY[level].best(self.language)}"
                for hour in hours
                if (level := self._levels.get((day, hour))) is not None
            ]
            if said:
                told.append(f"{DAYS[day].best(self.language)} {' '.join(said)}")
        return "、".join(told) if self.language.startswith("ja") else ", ".join(told)
