"""Edits: the one way in which pages change rows: checked as a whole, kept whole or not at all, and undone whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from signage.actions.installation import Installation
from signage.core import coherence, references
from signage.core.documents import from_plain, to_plain
from signage.core.nouns import NOUNS, office_of
from signage.core.people import Person
from signage.core.problems import Conflict, Missing, Refused
from signage.core.references import Finding, Rows
from signage.core.rights import may
from signage.core.slides import Slide
from signage.render.kinds import KINDS
from signage.store import audit
from signage.store.database import Writing, writing
from signage.store.enrolments import enrolments
from signage.store.holidays import check_country
from signage.store.rows import remove, save, stored
from signage.store.versions import Change, changes, newest_version

Key = tuple[str, str]
"""A noun and an id."""


@dataclass(frozen=True, kw_only=True)
class Edit:
    """What is to become of some rows. `saves`: by noun, all rows of every id in it. `removes`: ids that go.

    `based_on` are the versions that whoever edits has seen (0: none yet); what it does not name is not compared.
    """

    saves: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    removes: tuple[Key, ...] = ()
    based_on: Mapping[Key, int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Kept:
    """An edit that is stored. `number` is its line in the log: what undoes it. None: nothing was different."""

    number: int | None


def keep(
    installation: Installation,
    edit: Edit,
    *,
    at: int,
    by: Person,
    action: str,
    what: str,
    detail: Mapping[str, Any] | None = None,
) -> Kept:
    """Store an edit in one transaction, with a version of every row and a line in the log.

    Refused, with one sentence, where the whole would not be in order; Conflict where somebody else was faster.
    Rights are for the action to check that calls this.
    """
    with writing(installation.db) as under_way:
        return keep_within(under_way, edit, at=at, by=by, action=action, what=what, detail=detail)


def keep_within(
    under_way: Writing,
    edit: Edit,
    *,
    at: int,
    by: Person,
    action: str,
    what: str,
    detail: Mapping[str, Any] | None = None,
) -> Kept:
    """The same inside a transaction that keeps more than rows."""
    check_within(under_way, edit)
    for (noun, _), values in _gathered(edit):
        save(under_way, noun, values, at=at, who=by.signature)
    for noun, name in edit.removes:
        remove(under_way, noun, name, at=at, who=by.signature)
    if not under_way.versions:
        return Kept(number=None)
    told = {**(detail or {}), "versions": list(under_way.versions)}
    return Kept(number=audit.record(under_way, at=at, who=by.signature, action=action, what=what, detail=told))


def check_within(under_way: Writing, edit: Edit) -> None:
    """Conflict or Refused as `keep` says, and nothing is stored."""
    _compare(under_way, edit)
    _refuse_what_is_fed(under_way, edit)
    check(replaced({noun: stored(under_way.db, noun) for noun in NOUNS}, edit), edit)


def undo(installation: Installation, number: int, *, at: int, by: Person) -> Kept:
    """Put every row of one edit back to what it was before. Conflict where one was changed since.

    Missing where that line of the log changed no rows; Refused unless it is one's own, or of offices that one runs.
    """
    event = audit.event(installation.db, number)
    if event is None or not event.detail.get("versions"):
        raise Missing(
            ja="元に戻せる変更ではありません。変更の記録から選び直してください。",
            en="there is nothing to undo in that; choose a change from the history.",
        )
    found = changes(installation.db, event.detail["versions"])
    if not may_undo(by, event.who, found):
        raise Refused(
            ja="ほかの人の変更は、その庁舎の運用責任者だけが元に戻せます。",
            en="only an administrator of the office can undo what somebody else did there.",
        )
    saves: dict[str, tuple[Any, ...]] = {}
    for change in found:
        saves[change.noun] = (*saves.get(change.noun, ()), *change.before)
    edit = Edit(
        saves=saves,
        removes=tuple((change.noun, change.name) for change in found if not change.before),
        based_on={(change.noun, change.name): change.number for change in found},
    )
    return keep(installation, edit, at=at, by=by, action="undo", what=event.what, detail={"undone": number})


def may_undo(by: Person, who: str, found: Iterable[Change]) -> bool:
    """Whether somebody may undo what `who` did: their own, or rows of offices that they run."""
    rows = ((change.noun, row) for change in found for row in (*change.before, *change.after))
    return who == by.signature or all(may(by, "settings", office=office_of(noun, row)) for noun, row in rows)


def seen(installation: Installation, *keys: Key) -> dict[Key, int]:
    """The versions that somebody sees who begins to edit now: what `based_on` is compared with later."""
    return {(noun, name): newest_version(installation.db, noun, name) for noun, name in keys}


def check(rows: Rows, edit: Edit) -> None:
    """Refused, with one sentence, where rows would not be in order; an edit's slides are looked into too.

    Each row is read from its own document: what could not be read again would take every page with it.
    """
    for noun, saved in edit.saves.items():
        for row in saved:
            from_plain(NOUNS[noun].kind, to_plain(row), where=f"{noun} {row.id}")
    slides: list[tuple[Slide, object]] = [
        (slide, from_plain(KINDS[slide.kind].fields, slide.fields, where=slide.id))
        for slide in edit.saves.get("slides", ())
    ]
    for office in edit.saves.get("offices", ()):
        check_country(office.country)
    found: list[Finding] = [*coherence.mistakes(rows), *references.dangling_in_fields(slides, rows)]
    if found:
        first, others = found[0], len(found) - 1
        raise Refused(
            ja=first.ja + (f"(ほか{others}件)" if others else "") + "。",
            en=first.en + (f" (and {others} more)" if others else "") + ".",
            where=f"{first.noun} {first.row.id}",
        )


def replaced(rows: Rows, edit: Edit) -> Rows:
    """The rows as an edit leaves them."""
    saved = {(noun, row.id) for noun, own in edit.saves.items() for row in own}
    gone = saved | set(edit.removes)
    return {
        noun: (*(row for row in own if (noun, row.id) not in gone), *edit.saves.get(noun, ()))
        for noun, own in rows.items()
    }


def _gathered(edit: Edit) -> Iterator[tuple[Key, tuple[Any, ...]]]:
    """Every id that is saved, with all its rows."""
    for noun, rows in edit.saves.items():
        for name in dict.fromkeys(row.id for row in rows):
            yield (noun, name), tuple(row for row in rows if row.id == name)


def _refuse_what_is_fed(under_way: Writing, edit: Edit) -> None:
    """A player's enrolment, also one that was taken back, names its screen: that stays."""
    gone = {name for noun, name in edit.removes if noun == "screens"}
    fed = sorted(gone & {one.screen for one in enrolments(under_way.db)}) if gone else []
    if fed:
        raise Refused(
            ja=f"モニター「{fed[0]}」には表示端末が登録されている(いた)ので、しまえません。"
            "使わないときは、放映スケジュールから外し、名前を「休止」などに変えてください。",
            en=f'the screen "{fed[0]}" has, or had, a player, so it stays; '
            "if it is out of use, take it out of the schedules and rename it.",
        )


def _compare(under_way: Writing, edit: Edit) -> None:
    changed = [key for key, version in edit.based_on.items() if newest_version(under_way.db, *key) != version]
    if changed:
        names = ", ".join(name for _, name in changed)
        raise Conflict(
            ja=f"編集しているあいだに、ほかの人が変更しました({names})。両方を見比べて、もう一度保存してください。",
            en=f"somebody else changed this in the meantime ({names}); compare both and save again.",
        )
