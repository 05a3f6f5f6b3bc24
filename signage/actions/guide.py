"""The guide: what a draft of its tables would change, in words; keeping it as one edit, which one undo takes back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from signage.actions.edits import Edit, Kept, keep, replaced
from signage.actions.guide_columns import TABLES, Head, heads, shown
from signage.actions.guide_draft import Drafted, Fault, Step, Typed, drafted
from signage.actions.guide_names import Names
from signage.actions.guide_table import Ground, label, numbered
from signage.actions.installation import Installation
from signage.core import coherence
from signage.core.catalogue import FloorGuide
from signage.core.documents import to_plain
from signage.core.floor_guide_rows import Now
from signage.core.guide_remarks import remarks
from signage.core.instants import HOUR, local_day, midnight
from signage.core.people import Person
from signage.core.problems import Refused
from signage.core.references import Finding, Rows
from signage.core.texts import Text
from signage.store.versions import newest_version, versions


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One row of a draft: a new one, one that changes or one that goes, and its cells before and after."""

    noun: str
    called: str
    what: str
    cells: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Clash:
    """A row that somebody else changed meanwhile: who, and the cells as they are now and as the draft has them."""

    called: str
    who: str
    cells: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Checked:
    """A dry run. `edit` is what would be kept: None where there are `faults`, or nothing is different.

    `typed` is the draft again, with the versions that are newest now. `at`: the instant that its pictures show.
    """

    typed: tuple[Typed, ...]
    edit: Edit | None
    differences: tuple[Difference, ...]
    warnings: tuple[Text, ...]
    clashes: tuple[Clash, ...]
    faults: tuple[Fault, ...]
    begins: str | None
    at: int


def check(
    installation: Installation,
    noun: str,
    typed: Sequence[Typed],
    on: Ground,
    *,
    by: Person,
    begins: str | None = None,
) -> Checked:
    """What a draft comes to, from a day on or (None) at once. Nothing is kept."""
    begins = _from(begins, on)
    made = drafted(noun, typed, on, by=by, begins=begins)
    at = on.at if begins is None else midnight(date.fromisoformat(begins), on.now.zone) + 10 * HOUR
    faults: tuple[Fault, ...] = made.faults
    warnings: tuple[Text, ...] = ()
    if not faults and made.steps:
        faults, warnings = _judged(noun, made, on, at)
    fresh = tuple(_fresh(installation, noun, one) for one in typed)
    edit = Edit(saves=made.saves, removes=made.removes, based_on=_based_on(noun, fresh))
    return Checked(
        typed=fresh,
        edit=edit if made.steps and not faults else None,
        differences=differences(made.steps, edit, on),
        warnings=warnings,
        clashes=tuple(_clashes(installation, noun, typed, on)),
        faults=faults,
        begins=begins,
        at=at,
    )


def publish(
    installation: Installation, noun: str, checked: Checked, *, at: int, by: Person, action: str = "edit-guide"
) -> Kept:
    """Keep what was checked, as one edit. Conflict where a row was changed since."""
    if checked.edit is None:
        return Kept(number=None)
    detail = {"rows": [one.called for one in checked.differences], "from": checked.begins}
    return keep(installation, checked.edit, at=at, by=by, action=action, what=noun, detail=detail)


def differences(steps: Sequence[Step], edit: Edit, on: Ground) -> tuple[Difference, ...]:
    """What an edit changes, in the words that hold before and after it."""
    names = Names(replaced(on.rows, edit), office=on.office.id)
    return tuple(_difference(step, on, names) for step in steps)


def judged(rows: Rows, edit: Edit, on: Ground, at: int) -> tuple[tuple[Finding, ...], tuple[Text, ...]]:
    """What would be wrong with the rows that an edit leaves, and what should be known of them at an instant."""
    after = replaced(rows, edit)
    known = {(found.noun, found.row.id, found.ja) for found in coherence.mistakes(rows)}
    wrong = [one for one in coherence.mistakes(after) if (one.noun, one.row.id, one.ja) not in known]
    if wrong:
        return tuple(wrong), ()
    gaps = {found.ja for found in coherence.remarks(rows)}
    told = [_gap(one, on) for one in coherence.remarks(after) if one.ja not in gaps and one.path == ("from",)]
    then = Now(office=on.office.id, at=at, zone=on.now.zone)
    return (), (*told, *remarks(floor_guide(rows), floor_guide(after), then))


def floor_guide(rows: Rows) -> FloorGuide:
    """The guide's part of the rows."""
    return FloorGuide(**{noun: rows[noun] for noun in FloorGuide.__dataclass_fields__})


def _judged(noun: str, made: Drafted, on: Ground, at: int) -> tuple[tuple[Fault, ...], tuple[Text, ...]]:
    edit = Edit(saves=made.saves, removes=made.removes)
    wrong, warnings = judged(on.rows, edit, on, at)
    keys = {(step.after or step.before).id: step.key for step in made.steps}
    return tuple(_fault(noun, one, keys, made.removes, on) for one in wrong), warnings


def _fault(noun: str, found: Finding, keys: Mapping[str, str], gone: Sequence[tuple[str, str]], on: Ground) -> Fault:
    """What is wrong with the whole, said of the row that has to be put right."""
    called = label(found.noun, to_plain(found.row), on)
    for _, name in gone:
        if f"「{name}」" in found.ja:
            row = next(row for row in on.of(noun) if row.id == name)
            kept = label(noun, to_plain(row), on)
            return Fault(
                key=keys.get(name, ""),
                heading=None,
                ja=f"「{kept}」は「{called}」({_tab(found.noun)})で使われています。先にそちらを変えてください",
                en=f'"{kept}" is used by "{called}"; change that first',
            )
    ja, en = (said.replace(f"id「{found.row.id}」", f"「{called}」") for said in (found.ja, found.en))
    return Fault(key=keys.get(found.row.id, ""), heading=None, ja=f"{called}: {ja}", en=f"{called}: {en}")


def _gap(found: Finding, on: Ground) -> Text:
    called = label(found.noun, to_plain(found.row), on)
    return Text.of(
        ja=found.ja.replace(f"id「{found.row.id}」", f"「{called}」") + "。",
        en=found.en.replace(f'the id "{found.row.id}"', f'"{called}"') + ".",
    )


def _tab(noun: str) -> str:
    return TABLES[noun].name if noun in TABLES else "ほかの設定"


def _from(begins: str | None, on: Ground) -> str | None:
    """The day from which a change holds; today and earlier: at once."""
    if not begins:
        return None
    try:
        day = date.fromisoformat(begins)
    except ValueError:
        raise Refused(
            ja="始める日を 2027-04-01 のように入れてください。", en="write the day like 2027-04-01."
        ) from None
    return None if day <= local_day(on.at, on.now.zone) else day.isoformat()


def _fresh(installation: Installation, noun: str, one: Typed) -> Typed:
    return replace(one, version=newest_version(installation.db, noun, one.key.partition("#")[0]))


def _based_on(noun: str, typed: Sequence[Typed]) -> dict[tuple[str, str], int]:
    return {(noun, one.key.partition("#")[0]): one.version or 0 for one in typed if "#" in one.key}


def _difference(step: Step, on: Ground, names: Names) -> Difference:
    """`names`: those that hold afterwards."""
    before, after = _cells(step.noun, step.before, on, on.names), _cells(step.noun, step.after, on, names)
    what = "new" if step.before is None else "gone" if step.after is None else "changed"
    told = ((heading, before.get(heading, ""), after.get(heading, "")) for heading in after)
    return Difference(
        noun=step.noun, called=step.called, what=what, cells=tuple(one for one in told if one[1] != one[2])
    )


def _cells(noun: str, row: Any, on: Ground, names: Names) -> dict[str, str]:  # noqa: ANN401 — any row of the guide
    plain = {} if row is None else to_plain(row)
    return {} if row is None else {head.heading: shown(head, plain, names) for head in _heads(noun, on)}


def _heads(noun: str, on: Ground) -> tuple[Head, ...]:
    return heads(noun, on.office.languages)


def _clashes(installation: Installation, noun: str, typed: Sequence[Typed], on: Ground) -> Iterator[Clash]:
    rows = dict(numbered(on.of(noun)))
    for one in typed:
        name = one.key.partition("#")[0]
        if one.version is None or one.key not in rows or one.version == newest_version(installation.db, noun, name):
            continue
        current = _cells(noun, rows[one.key], on, on.names)
        mine = {heading: cell for heading, cell in one.cells.items() if cell != current.get(heading, "")}
        newest = versions(installation.db, noun, name)[-1]
        yield Clash(
            called=label(noun, to_plain(rows[one.key]), on),
            who=newest.who,
            cells=tuple((heading, current.get(heading, ""), cell) for heading, cell in mine.items()),
        )
