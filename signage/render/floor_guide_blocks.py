"""Blocks: what the guide says, arranged for reading in one language: floors with their tabs, rows beneath."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypedDict

from signage.core.floor_guide import AreaRow, CounterRow, FacilityRow, FloorRow, GuideAt, Move, SectionRow
from signage.core.floor_guide_numbers import number_runs
from signage.core.floor_guide_states import CounterState, together
from signage.core.floor_guide_ways import MEANS_BY_KIND, Way
from signage.core.guide import Arrow
from signage.core.texts import Text
from signage.render import floor_guide_words as words
from signage.render import ruby
from signage.render.floor_guide_cells import Cell


@dataclass(frozen=True, kw_only=True)
class Block:
    """A floor: its label, the way to it, and its rows. `head` is the building's name where that is another one,
    or 「現在地」 on the screen's own floor.
    """

    label: str
    way: Way | None
    cells: tuple[Cell, ...]
    head: str = ""
    head_second: str = ""
    here: bool = False
    key: str = ""

    def said(self, first: int, last: int) -> str:
        """Some of its rows as words."""
        rows = "; ".join(cell.said for cell in self.cells[first:last])
        return f"{self.head} {self.label}: {rows}".strip()


@dataclass(frozen=True, kw_only=True)
class Reading:
    """In which languages, and how states are told: only what is not open, or only what is open."""

    language: str
    second: str | None
    sentence: str = ""
    marked: frozenset[str] = frozenset()
    """The states that are marked in their rows."""
    moves: bool = True
    brief: bool = False


def reading(guide: GuideAt, language: str, second: str | None, *, brief: bool = False) -> Reading:
    """What holds for all counters is said once, at the top; what does not, in the rows that are fewer.

    `brief`: where words do not fit into the rows, a mark stands before the name, and what it means at the top.
    """
    usual = Reading(language=language, second=second, brief=brief)
    if guide.plain:
        return replace(usual, sentence=words.PLAIN.best(language))
    states = [s for floor in guide.floors for row in floor.sections if (s := _state(row.counters)) is not None]
    shut = [state for state in states if state.state in _SHUT]
    if states and all(state == states[0] for state in states):
        return replace(usual, sentence=words.all_word(states[0], language) or "")
    if 2 * len(shut) > len(states):
        sentence = (words.BRIEFLY_OPEN if brief else words.MARKED_OPEN).best(language)
        return replace(usual, sentence=sentence, marked=_OPEN if len(shut) < len(states) else _SHUT)
    sentence = words.BRIEFLY_SHUT.best(language) if brief and shut else ""
    return replace(usual, sentence=sentence, marked=_SHUT | {"busy"})


_OPEN, _SHUT = frozenset({"open", "busy"}), frozenset({"paused", "before", "closed", "holiday"})


def overview_blocks(guide: GuideAt, told: Reading, *, with_here: bool) -> list[Block]:
    """Every floor and its sections, one row each."""
    floors = (floor for floor in guide.floors if floor.sections and (with_here or not floor.here))
    return [_block(guide, floor, told, _section_cells(guide, floor, told)) for floor in floors]


def here_cells(guide: GuideAt, told: Reading) -> list[Cell]:
    """The rows of the screen's own floor."""
    here = guide.here
    return [] if here is None else _section_cells(guide, here, told)


def floor_block(guide: GuideAt, floor: FloorRow, told: Reading) -> Block:
    """One floor in full: every counter with its state, and every facility but those of the screen's own floor."""
    counters = [_counter_cell(counter, row, floor, told) for row in floor.sections for counter in row.counters]
    facilities = [] if floor.here else _facility_cells(floor, told)
    return _on_paper(_block(guide, floor, told, [*dict.fromkeys(counters), *facilities]))


def facilities_block(guide: GuideAt, floor: FloorRow, told: Reading) -> Block:
    """The facilities of a floor."""
    return _on_paper(_block(guide, floor, told, _facility_cells(floor, told)))


def _on_paper(block: Block) -> Block:
    """A page of its own is not inverted: its foot says where one stands."""
    return replace(block, here=False, head="", head_second="") if block.here else block


def _facility_cells(floor: FloorRow, told: Reading) -> list[Cell]:
    return [_facility_cell(one, floor, told) for one in floor.facilities if _worth_telling(one, floor)]


def area_blocks(guide: GuideAt, area: AreaRow, told: Reading) -> list[Block]:
    """The floors of one area, with the sections that have counters in it."""
    blocks = []
    for floor in guide.floors:
        rows = [(row, [c for c in row.counters if c.area == area.id]) for row in floor.sections]
        inside = replace(floor, sections=tuple(replace(row, counters=tuple(own)) for row, own in rows if own))
        if inside.sections:
            blocks.append(_block(guide, floor, told, _section_cells(guide, inside, told)))
    return blocks


def moves_block(guide: GuideAt, told: Reading) -> Block:
    """Every change that is being told, the next or newest day first."""
    cells = [_move_cell(move, told) for move in guide.moves]
    return Block(label="", way=None, cells=tuple(cell for cell in cells if cell.name))


def _section_cells(guide: GuideAt, floor: FloorRow, told: Reading) -> list[Cell]:
    return [_section_cell(guide, row, floor, told) for row in floor.sections]


def _section_cell(guide: GuideAt, row: SectionRow, floor: FloorRow, told: Reading) -> Cell:
    """A section: the numbers of its counters, its name, its state as a whole."""
    ways = {counter.way for counter in row.counters}
    way = next(iter(ways)) if len(ways) == 1 else row.counters[0].way
    name, second = _in(_shortest(row, told.language), told.language), _second_name(row, told)
    if _is_branch(guide, row, floor):
        name, second = _in(row.counters[0].name, told.language), _second(row.counters[0].name, told)
    return Cell(
        numbers=number_runs(counter.number for counter in row.counters),
        name=_brief_mark(_state(row.counters), told) + name,
        second=second,
        notes=tuple(note for move in row.moves if told.moves and (note := words.move_words(move, told.language))),
        **_state_words(_state(row.counters), told),
        arrow=_arrow(way, floor),
    )


def _is_branch(guide: GuideAt, row: SectionRow, floor: FloorRow) -> bool:
    """Whether a section has here only one named counter, and more, or one less briefly named, on another floor.

    Such a counter is known by its own name: 総合案内, which belongs to 広報・相談 upstairs.
    """
    if len(row.counters) != 1 or not row.counters[0].name:
        return False
    others = [one for other in guide.floors if other.id != floor.id for one in other.sections if one.id == row.id]
    return any(_weight(one) > _weight(row) for one in others)


def _weight(row: SectionRow) -> tuple[int, int, str]:
    counter = row.counters[0]
    return len(row.counters), len(counter.name.best("ja")) or 100, counter.id


def _counter_cell(counter: CounterRow, row: SectionRow, floor: FloorRow, told: Reading) -> Cell:
    """A counter of a section; one without a name of its own is told by the section's."""
    name = counter.name or row.name
    temporary = f" ({words.TEMPORARY.best(told.language)})" if counter.temporary else ""
    return Cell(
        numbers=(counter.number,) if counter.number else (),
        name=_in(name, told.language) + temporary,
        second=_second(name, told),
        notes=tuple(note for note in (_in(counter.note, told.language),) if note),
        **_state_words(counter.state, told),
        arrow=_arrow(counter.way, floor),
    )


def _worth_telling(facility: FacilityRow, floor: FloorRow) -> bool:
    """Lifts and stairs where one stands, and where they are out of order; everything else everywhere."""
    return floor.here or facility.broken or facility.kind not in MEANS_BY_KIND


def _facility_cell(facility: FacilityRow, floor: FloorRow, told: Reading) -> Cell:
    broken = words.BROKEN.best(told.language) if facility.broken else ""
    until = words.until_words(facility.until, told.language) if facility.until is not None else ""
    return Cell(
        icon=facility.kind,
        name=_in(facility.name, told.language),
        second=_second(facility.name, told),
        state=broken,
        shape="closed" if broken else "",
        notes=(until,) if until else (),
        quiet=facility.broken,
        arrow=facility.way.arrow if floor.here and facility.way is not None and not broken else None,
    )


def _move_cell(move: Move, told: Reading) -> Cell:
    """Who moves from where to where; or what is called how."""

    def change(language: str) -> str:
        return " → ".join(part for part in (_in(move.before, language), _in(move.after, language)) if part)

    def who(language: str) -> str:
        return words.joined((_in(name, language) for name in move.of), language)

    day, moved = words.change_day(move, told.language), move.operation == "移動" and bool(move.of)
    other = told.second if told.second != told.language else None
    return Cell(
        name=who(told.language) if moved else change(told.language),
        second="" if other is None else who(other) if moved else change(other),
        notes=(change(told.language), day) if moved else (day,),
    )


def _arrow(way: Way | None, floor: FloorRow) -> Arrow | None:
    """In the row only what the floor's tab does not say already."""
    if way is None or (not floor.here and (way == floor.way or way.means is not None)):
        return None
    return way.arrow


def _in(text: Text, language: str) -> str:
    """The words, without readings: rows are too small for furigana."""
    return ruby.strip(text.best(language))


def _shortest(row: SectionRow, language: str) -> Text:
    """The short name, if there is one in this very language."""
    return row.short if row.short.get(language) else row.name


def _second_name(row: SectionRow, told: Reading) -> str:
    return "" if told.second is None else _second(_shortest(row, told.second), told)


def _second(text: Text, told: Reading) -> str:
    """The words in the second language; やさしい日本語 has its own readings beside it."""
    if told.second is None:
        return ""
    if told.second != told.language:
        return ruby.strip(text.get(told.second) or "")
    written = text.best(told.language)
    return "" if ruby.spoken(written) == ruby.strip(written) else ruby.spoken(written)


def _brief_mark(state: CounterState | None, told: Reading) -> str:
    return words.BRIEF[state.state] if told.brief and state is not None and state.state in told.marked else ""


def _state_words(state: CounterState | None, told: Reading) -> _Said:
    if state is None:
        return {"state": "", "shape": "", "quiet": False}
    quiet = state.state in _SHUT and bool(told.marked)
    if state.state not in told.marked:
        return {"state": "", "shape": "", "quiet": quiet}
    if told.brief:
        return {"state": "", "shape": "", "quiet": quiet}
    return {"state": words.state_word(state, told.language), "shape": state.state, "quiet": quiet}


class _Said(TypedDict):
    state: str
    shape: str
    quiet: bool


def _state(counters: Iterable[CounterRow]) -> CounterState | None:
    return together(counter.state for counter in counters if counter.state is not None)


def _block(guide: GuideAt, floor: FloorRow, told: Reading, cells: Iterable[Cell]) -> Block:
    here = guide.here
    other = here is not None and here.building != floor.building
    name = next((b.name for b in guide.buildings if b.id == floor.building), Text()) if other else Text()
    name = words.HERE if floor.here else name
    return Block(
        label=floor.label,
        way=None if floor.here else floor.way,
        cells=tuple(cells),
        head=_in(name, told.language),
        head_second=_second(name, told),
        here=floor.here,
        key=floor.id,
    )
