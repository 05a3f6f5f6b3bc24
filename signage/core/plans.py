"""Plans: a reorganisation on a day (移動 改称 統合 分割 新設 廃止), worked out as dated rows of the guide."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from hashlib import sha256
from typing import Any, Literal

from signage.core.guide import Change, Counter, Section
from signage.core.problems import Refused
from signage.core.texts import Text
from signage.core.when import Limits

Operation = Literal["移動", "改称", "統合", "分割", "新設", "廃止"]


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where something is from then on: a floor (None: it stays) and the counters' numbers, in their order."""

    building: str | None = None
    floor: str | None = None
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of a plan.

    `sections`: whose, by id (none: a new one). `counters`: which of theirs, by number (none: all). `name`: what it is
    called from then on. `before` and `after` are what visitors are told.
    """

    date: str
    operation: Operation
    sections: tuple[str, ...] = ()
    counters: tuple[str, ...] = ()
    name: str = ""
    place: Place = Place()
    before: Text = Text()
    after: Text = Text()


class Plan:
    """The rows of one office while a plan is worked out, line by line; what was touched is what is to be saved."""

    def __init__(self, office: str, sections: Iterable[Section], counters: Iterable[Counter]) -> None:
        self._office = office
        self._rows: dict[str, dict[str, list[Any]]] = {"sections": {}, "counters": {}}
        for noun, rows in (("sections", sections), ("counters", counters)):
            for row in rows:
                self._rows[noun].setdefault(row.id, []).append(row)
        self._touched: dict[str, dict[str, None]] = {"sections": {}, "counters": {}}
        self._changes: list[Change] = []

    def take(self, line: Line) -> None:
        """Work out one line. Refused where it says nothing that can be done."""
        made: Mapping[Operation, Callable[[Line], Sequence[str]]] = {
            "移動": self._move,
            "改称": self._rename,
            "統合": self._merge,
            "分割": self._split,
            "新設": self._found,
            "廃止": self._abolish,
        }
        told = made[line.operation](line)
        self._changes.append(
            Change(
                id=f"plan-{line.date}-{_digest(line)}",
                office=self._office,
                date=line.date,
                operation=line.operation,
                sections=tuple(dict.fromkeys((*line.sections, *told))),
                before=line.before,
                after=line.after,
            )
        )

    def saves(self) -> dict[str, tuple[Any, ...]]:
        """All rows of every id that was touched, and the changes that visitors are told."""
        found = {
            noun: tuple(row for name in names for row in self._rows[noun][name])
            for noun, names in self._touched.items()
            if names
        }
        return {**found, "changes": tuple(self._changes)} if self._changes else found

    def at(self, noun: str, day: str) -> dict[str, Any]:
        """The rows that hold on a day, by id."""
        return {name: row for name, rows in self._rows[noun].items() for row in rows if _holds(row.limits, day)}

    def _move(self, line: Line) -> Sequence[str]:
        own = self._own(line)
        numbers = line.place.numbers
        if numbers and len(numbers) != len(own):
            raise Refused(
                ja=f"窓口は{len(own)}つ、新しい番号は{len(numbers)}つです。同じ数だけ「・」で区切って入れてください",
                en=f"there are {len(own)} counters and {len(numbers)} new numbers; write as many",
            )
        if not numbers and line.place.floor is None:
            raise Refused(ja="移った先の階か番号を入れてください", en="write the floor or number of the new place")
        for index, counter in enumerate(own):
            self._change("counters", counter.id, line.date, partial(_placed, place=line.place, index=index))
        return ()

    def _rename(self, line: Line) -> Sequence[str]:
        _needs_name(line)
        for section in line.sections:
            self._change("sections", section, line.date, lambda row: _renamed(row, line.name, (row.name,)))
        return ()

    def _merge(self, line: Line) -> Sequence[str]:
        _needs_name(line)
        if len(line.sections) < 2:
            raise Refused(ja="統合する所属を二つ以上入れてください", en="write at least two sections that become one")
        held = self.at("sections", _day_before(line.date))
        target = next((name for name in line.sections if held[name].name.get("ja") == line.name), None)
        others = tuple(name for name in line.sections if name != target)
        former = tuple(held[name].name for name in others)
        target = target or self._called(line.name, line.date) or self._new(line, like=held[line.sections[0]])
        self._change("sections", target, line.date, lambda row: _renamed(row, line.name, former))
        for counter in self._own(line, required=False):
            self._change("counters", counter.id, line.date, lambda row: _handed(row, others, target))
        for name in others:
            self._end("sections", name, line.date)
        return (target,)

    def _split(self, line: Line) -> Sequence[str]:
        _needs_name(line)
        (parent,) = line.sections if len(line.sections) == 1 else (None,)
        if parent is None:
            raise Refused(ja="分割する所属を一つだけ入れてください", en="write the one section that is divided")
        held = self.at("sections", _day_before(line.date))
        target = self._called(line.name, line.date) or self._new(line, like=held[parent])
        handed = replace(line, counters=line.counters or line.place.numbers)
        if not handed.counters:
            raise Refused(
                ja="新しい所属に移る窓口の番号を「変更後」に入れてください(例 「福祉一課 24番」)",
                en="write the numbers of the counters that go with the new section after its name",
            )
        for counter in self._own(handed):
            self._change("counters", counter.id, line.date, lambda row: _handed(row, (parent,), target))
        self._end_if_bare(parent, line.date)
        return (target,)

    def _found(self, line: Line) -> Sequence[str]:
        _needs_name(line)
        target = self._called(line.name, line.date) or self._new(line, like=None)
        if line.place.numbers and (line.place.floor is None or line.place.building is None):
            raise Refused(ja="新しい窓口の階を入れてください", en="write the floor of the new counters")
        taken = self._rows["counters"]
        order = max((row.order for rows in taken.values() for row in rows), default=0)
        for index, number in enumerate(line.place.numbers, start=1):
            name = _new_id("c", number, taken)
            counter = Counter(
                id=name,
                office=self._office,
                number=number,
                sections=(target,),
                building=line.place.building or "",
                floor=line.place.floor or "",
                order=order + 10 * index,
                limits=Limits(begins=line.date),
            )
            self._put("counters", counter)
        return (target,)

    def _abolish(self, line: Line) -> Sequence[str]:
        for counter in self._own(line, required=False):
            left = tuple(name for name in counter.sections if name not in line.sections)
            if left:
                self._change("counters", counter.id, line.date, lambda row: _handed(row, line.sections, None))
            else:
                self._end("counters", counter.id, line.date)
        for name in line.sections:
            self._end("sections", name, line.date)
        return ()

    def _own(self, line: Line, *, required: bool = True) -> list[Counter]:
        """The counters of a line's sections on its day, or those of them that it names."""
        held: Iterator[Counter] = iter(self.at("counters", line.date).values())
        own = [one for one in held if set(line.sections) & set(one.sections)]
        if line.counters:
            own = [one for one in own if one.number in line.counters]
            absent = set(line.counters) - {one.number for one in own}
            if absent:
                raise Refused(
                    ja=f"{'・'.join(sorted(absent))}番はこの所属の窓口ではありません",
                    en=f"counter {', '.join(sorted(absent))} is not one of this section",
                )
        if required and not own:
            raise Refused(ja="この所属にはその日の窓口がありません", en="this section has no counter on that day")
        return sorted(own, key=lambda one: one.order)

    def _called(self, name: str, day: str) -> str | None:
        """A section that is called so on a day."""
        return next((row.id for row in self.at("sections", day).values() if row.name.get("ja") == name), None)

    def _new(self, line: Line, *, like: Section | None) -> str:
        taken = self._rows["sections"]
        last = max((row.order for rows in taken.values() for row in rows), default=0)
        made = Section(
            id=_new_id("s", "", taken, seed=line.name),
            office=self._office,
            name=Text.of(ja=line.name),
            level="課" if like is None else like.level,
            parent=None if like is None else like.parent,
            order=last + 10 if like is None else like.order,
            tel=None if like is None else like.tel,
            screens=() if like is None else like.screens,
            limits=Limits(begins=line.date),
        )
        self._put("sections", made)
        return made.id

    def _put(self, noun: str, row: Any) -> None:  # noqa: ANN401 — a section or a counter
        self._rows[noun][row.id] = [*self._rows[noun].get(row.id, []), row]
        self._touched[noun][row.id] = None

    def _change(self, noun: str, name: str, day: str, change: Callable[[Any], Any]) -> None:
        """From a day on a row is another: what holds then is divided, what comes later is changed whole."""
        found: list[Any] = []
        for row in self._rows[noun][name]:
            begins, ends = (row.limits.begins or "")[:10], (row.limits.ends or "9999")[:10]
            if ends < day:
                found.append(row)
            elif begins >= day:
                found.append(change(row))
            else:
                until = replace(row, limits=replace(row.limits, ends=_day_before(day)))
                found += [until, replace(change(row), limits=replace(row.limits, begins=day))]
        self._rows[noun][name] = found
        self._touched[noun][name] = None

    def _end(self, noun: str, name: str, day: str) -> None:
        """From a day on there is no such row; one that begins then never comes."""
        kept = [row for row in self._rows[noun][name] if (row.limits.begins or "")[:10] < day]
        if not kept:
            raise Refused(ja="その日より前からある所属を選んでください", en="choose what is there before that day")
        self._rows[noun][name] = [
            replace(row, limits=replace(row.limits, ends=min((row.limits.ends or "9999")[:10], _day_before(day))))
            for row in kept
        ]
        self._touched[noun][name] = None

    def _end_if_bare(self, section: str, day: str) -> None:
        if not any(section in row.sections for row in self.at("counters", day).values()):
            self._end("sections", section, day)


def _holds(limits: Limits, day: str) -> bool:
    return (limits.begins or "")[:10] <= day <= (limits.ends or "9999")[:10]


def _placed(row: Counter, *, place: Place, index: int) -> Counter:
    number = place.numbers[index] if place.numbers else row.number
    if place.floor is None or place.floor == row.floor:
        return replace(row, number=number)
    return replace(row, number=number, building=place.building or row.building, floor=place.floor, area=None)


def _renamed(row: Section, name: str, former: Iterable[Text]) -> Section:
    """A section under its new name; what it was called is kept for whoever looks for that."""
    old = tuple(words for text in former if (words := text.get("ja")) and words != name)
    same = row.name.get("ja") == name
    told = tuple(dict.fromkeys((*row.former, *old)))
    return replace(row, former=told) if same else replace(row, name=Text.of(ja=name), short=Text(), former=told)


def _handed(row: Counter, old: Sequence[str], new: str | None) -> Counter:
    kept = (new if name in old else name for name in row.sections)
    return replace(row, sections=tuple(dict.fromkeys(name for name in kept if name is not None)))


def _needs_name(line: Line) -> None:
    if not line.name:
        raise Refused(ja="新しい名称を「変更後」に入れてください", en="write the new name")


def _day_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def _digest(line: Line) -> str:
    return sha256(repr(line).encode()).hexdigest()[:8]


def _new_id(prefix: str, words: str, taken: Mapping[str, object], *, seed: str = "") -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-") or sha256((seed or words).encode()).hexdigest()[:8]
    return next(
        name for name in (f"{prefix}-{slug}", *(f"{prefix}-{slug}-{n}" for n in range(2, 999))) if name not in taken
    )
