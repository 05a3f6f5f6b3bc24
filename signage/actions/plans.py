"""Plans of a reorganisation: typed lines or a CSV, checked whole like any change of the guide, kept as one edit."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, get_args

from signage.actions.edits import Edit
from signage.actions.guide import Checked, differences, judged
from signage.actions.guide_draft import Fault, Step
from signage.actions.guide_names import Names
from signage.actions.guide_table import Ground, label
from signage.actions.installation import Installation
from signage.actions.sheets import cells_of
from signage.core.documents import to_plain
from signage.core.instants import HOUR, local_day, midnight
from signage.core.people import Person
from signage.core.plans import Line, Operation, Place, Plan
from signage.core.problems import Refused
from signage.core.rights import require
from signage.core.texts import Text
from signage.store.versions import newest_version

HEADINGS = ("日付", "操作", "所属", "変更前", "変更後")
OPERATIONS: tuple[str, ...] = get_args(Operation)

LINES = 500
"""At most so many at a time: every section of a city that moves on one day."""

_SAME: Mapping[str, str] = {
    "実施日": "日付", "年月日": "日付", "区分": "操作", "種別": "操作",
    "課": "所属", "部署": "所属", "担当課": "所属",
    "移動前": "変更前", "旧": "変更前", "前": "変更前", "移動後": "変更後", "新": "変更後", "後": "変更後",
}  # fmt: skip
_DAY = re.compile(r"(\d{4})[/.年-](\d{1,2})[/.月-](\d{1,2})日?")
_NUMBERS = re.compile(r"([0-9A-Za-z別\-〜~・、,]*[0-9A-Za-z])\s*番(?:窓口)?")
_FLOOR = re.compile(r"(地下\s*\d+\s*階|[A-Za-z]?\d+\s*(?:階|[Ff](?![A-Za-z]))|中\d+階)")


@dataclass(frozen=True, kw_only=True)
class PlanRow:
    """One line as somebody typed it, by heading."""

    cells: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_blank(self) -> bool:
        """Nobody wrote anything but perhaps a date."""
        return not any(cell.strip() for heading, cell in self.cells.items() if heading not in ("日付", "操作"))


def rows_of(text: str) -> list[PlanRow]:
    """The lines of a block copied from a spreadsheet or of a CSV, with headings or in their usual order."""
    lines = [
        cells for _, cells in cells_of(text, at=lambda line: f"{line}行目") if any(cell.strip() for cell in cells)
    ]
    if len(lines) > LINES:
        raise Refused(
            ja=f"一度に{LINES}行までです。分けてください", en=f"at most {LINES} lines at a time; divide them"
        )
    if not lines:
        raise Refused(ja="何も入っていません。表のセルを選んで写してください", en="there is nothing; copy some cells")
    first = [_SAME.get(cell.strip(), cell.strip()) for cell in lines[0]]
    if set(first) & {"操作", "変更後"}:
        unknown = [cell for cell in first if cell and cell not in HEADINGS]
        if unknown:
            told = "、".join(HEADINGS)
            raise Refused(
                ja=f"見出し「{unknown[0]}」はありません。使える見出し: {told}",
                en=f'there is no heading "{unknown[0]}"; those that are known: {told}',
            )
        lines = lines[1:]
    else:
        first = list(HEADINGS)
    return [PlanRow(cells={h: cell.strip() for h, cell in zip(first, line, strict=False) if h}) for line in lines]


def check(installation: Installation, rows: Sequence[PlanRow], on: Ground, *, by: Person) -> Checked:
    """What a plan comes to, in words; every line that cannot be worked out is named. Forbidden for editors."""
    require(by, "guide", office=on.office.id)
    plan = Plan(on.office.id, on.of("sections"), on.of("counters"))
    faults, days = [], []
    for index, row in enumerate(rows):
        if row.is_blank:
            continue
        try:
            line = _line(row, on)
            plan.take(line)
            days.append(line.date)
        except Refused as refused:
            faults.append(Fault(key=str(index), heading=None, ja=refused.ja, en=refused.en))
    day = min(days, default=local_day(on.at, on.now.zone).isoformat())
    at = midnight(date.fromisoformat(day), on.now.zone) + 10 * HOUR
    saves = plan.saves()
    based_on = {
        (noun, row.id): newest_version(installation.db, noun, row.id) for noun, own in saves.items() for row in own
    }
    edit = Edit(saves=saves, based_on=based_on)
    wrong, warnings = ((), ()) if faults or not days else judged(on.rows, edit, on, at)
    faults += [Fault(key="", heading=None, ja=one.ja, en=one.en) for one in wrong]
    return Checked(
        typed=(),
        edit=edit if days and not faults else None,
        differences=differences(tuple(_steps(saves, on, max(days, default=day))), edit, on),
        warnings=(*_untranslated(saves, on), *warnings),
        clashes=(),
        faults=tuple(faults),
        begins=day,
        at=at,
    )


def _untranslated(saves: Mapping[str, Sequence[Any]], on: Ground) -> list[Text]:
    """That new names are in one language only."""
    known = {row.name for row in on.of("sections")}
    new = dict.fromkeys(row.name.best("ja") for row in saves.get("sections", ()) if row.name not in known)
    if not new:
        return []
    return [
        Text.of(
            ja=f"英語などの名称は、掲載のあと「所属」の表の「ほかの言語」で入れてください: {'、'.join(new)}",
            en=f"give the new names in other languages in the table of sections afterwards: {', '.join(new)}",
        )
    ]


def _line(row: PlanRow, on: Ground) -> Line:
    cells = {heading: row.cells.get(heading, "").strip() for heading in HEADINGS}
    operation = next((one for one in OPERATIONS if one == cells["操作"]), None)
    if operation is None:
        told = "、".join(OPERATIONS)
        raise Refused(ja=f"操作は {told} から選んでください", en=f"choose the operation from {told}")
    before, after = _said(cells["変更前"], on.names), _said(cells["変更後"], on.names)
    sections = _sections(cells["所属"], on.names) or (
        () if operation == "新設" else _sections(before.name.replace("・", "、"), on.names)
    )
    if not sections and operation != "新設":
        raise Refused(ja="所属を入れてください", en="write the section")
    return Line(
        date=_day(cells["日付"], on),
        operation=operation,  # type: ignore[arg-type]  # one of its own words
        sections=sections,
        counters=before.place.numbers,
        name=after.name,
        place=after.place,
        before=_was(cells["変更前"], before, operation, sections, on),
        after=Text.of(ja=cells["変更後"], en="" if after.name else _in_english(after.place, on.names)),
    )


@dataclass(frozen=True, kw_only=True)
class _Said:
    """「税務課 2階 21番」 taken apart."""

    name: str
    place: Place


def _said(typed: str, names: Names) -> _Said:
    plain = unicodedata.normalize("NFKC", typed.replace("〜", "\0")).replace("\0", "〜")
    numbers: tuple[str, ...] = ()
    if found := _NUMBERS.search(plain):
        numbers = tuple(filter(None, re.split("[・、,]", found[1])))
        plain = plain[: found.start()] + " " + plain[found.end() :]
    floor = building = None
    for name, words in names.choices(("buildings",)):
        if words in plain and (_FLOOR.search(plain) or plain.strip() == words):
            building, plain = name, plain.replace(words, " ")
            break
    if found := _FLOOR.search(plain):
        floor = names.found(("floors",), found[1], building=building)
        building = names.buildings[floor]
        plain = plain[: found.start()] + " " + plain[found.end() :]
    return _Said(name=plain.strip(" \u3000()、,"), place=Place(building=building, floor=floor, numbers=numbers))


def _sections(words: str, names: Names) -> tuple[str, ...]:
    parts = [part.strip() for part in re.split("[;；、,，]", words) if part.strip()]
    return tuple(dict.fromkeys(names.found(("sections",), part) for part in parts))


def _day(words: str, on: Ground) -> str:
    found = _DAY.fullmatch(unicodedata.normalize("NFKC", words))
    try:
        day = date(*map(int, found.groups())) if found else None
    except ValueError:
        day = None
    if day is None:
        raise Refused(ja="日付を 2027/4/1 のように入れてください", en="write the date like 2027/4/1")
    if day < local_day(on.at, on.now.zone):
        raise Refused(
            ja=f"{day} は過ぎています。今日より後の日を入れてください", en=f"{day} is over; write a later day"
        )
    return day.isoformat()


def _was(words: str, said: _Said, operation: str, sections: Sequence[str], on: Ground) -> Text:
    """What visitors are told that it was: as typed, or the old names in every language, or the old places."""
    names = [next(row.name for row in reversed(on.of("sections")) if row.id == name) for name in sections]
    same = words == "・".join(name.best("ja") for name in names)
    if operation in ("改称", "統合", "分割") and names and (same or not words):
        tags = [tag for tag, _ in names[0] if all(name.get(tag) for name in names)]
        return Text.of({tag: "・".join(str(name.get(tag)) for name in names) for tag in tags})
    if words or operation != "移動":
        return Text.of(ja=words, en=_in_english(said.place, on.names))
    own = [one for one in on.now.of(on.rows["counters"]) if set(one.sections) & set(sections)]
    numbers = tuple(one.number for one in own)
    floors = tuple(dict.fromkeys(one.floor for one in own))
    place = Place(floor=floors[0] if len(floors) == 1 else None, numbers=numbers)
    floor = f"{on.names.said(('floors',), place.floor)} " if place.floor else ""
    return Text.of(ja=f"{floor}{'・'.join(numbers)}番" if numbers else "", en=_in_english(place, on.names))


def _in_english(place: Place, names: Names) -> str:
    """「2階 21番」 as "2F, counter 21"."""
    floor = names.floor(place.floor, names.buildings.get(place.floor)) if place.floor else ""
    numbers = f"counter{'s' if len(place.numbers) > 1 else ''} {', '.join(place.numbers)}" if place.numbers else ""
    return ", ".join(filter(None, (floor, numbers)))


def _steps(saves: Mapping[str, Sequence[Any]], on: Ground, day: str) -> Iterator[Step]:
    """What becomes of each section and counter: as it is now, and as it is on the plan's last day."""
    old = Plan(on.office.id, on.of("sections"), on.of("counters"))
    new = Plan(on.office.id, saves.get("sections", ()), saves.get("counters", ()))
    today = local_day(on.at, on.now.zone).isoformat()
    for noun in ("sections", "counters"):
        before, after = old.at(noun, today), new.at(noun, day)
        for name in dict.fromkeys(row.id for row in saves.get(noun, ())):
            row = before.get(name) or after.get(name)
            if row is not None:
                called = label(noun, to_plain(row), on)
                yield Step(key=name, noun=noun, called=called, before=before.get(name), after=after.get(name))
