"""Versions of a slide: who changed what, when, and back to it; and what differs between two, field by field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from signage.actions.edits import Edit, keep, seen
from signage.actions.installation import Installation
from signage.actions.notice_places import parents_in
from signage.actions.proposals import Outcome, submit
from signage.core.documents import to_plain
from signage.core.people import Person
from signage.core.problems import Missing
from signage.core.rights import require
from signage.core.slides import Slide
from signage.store.catalogue import catalogue
from signage.store.versions import versions

SHOWN_FIRST = ("name", "state", "from", "until", "review_on", "owner")


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One field by its path (`fields.title.ja`), and its value before and after; None: it was not there."""

    field: str
    before: object
    after: object


@dataclass(frozen=True, kw_only=True)
class Change:
    """One version: by whom, when, and how it differs from the one before. `slide` None: it was taken away."""

    number: int
    at: int
    who: str
    slide: Slide | None
    differences: tuple[Difference, ...]


def differences(before: Slide | None, after: Slide | None) -> tuple[Difference, ...]:
    """What differs, what staff call first first."""
    old, new = _flat(before), _flat(after)
    paths = sorted({*old, *new}, key=lambda path: (path.split(".")[0] not in SHOWN_FIRST, path))
    return tuple(
        Difference(field=path, before=old.get(path), after=new.get(path))
        for path in paths
        if old.get(path) != new.get(path)
    )


def history(installation: Installation, slide: str) -> tuple[Change, ...]:
    """Every version of a slide, the newest first. Missing where there never was one."""
    found = versions(installation.db, "slides", slide)
    if not found:
        raise Missing(ja=f"コンテンツ「{slide}」はありません。", en=f'there is no slide "{slide}".')
    changes: list[Change] = []
    before: Slide | None = None
    for version in found:
        now = version.rows[0] if version.rows else None
        told = differences(before, now) if changes else ()
        changes.append(Change(number=version.number, at=version.at, who=version.who, slide=now, differences=told))
        before = now
    return tuple(reversed(changes))


def restore(installation: Installation, slide: str, number: int, *, at: int, by: Person) -> Outcome:
    """Put a slide back to one of its versions: what comes on air so is approved as any edit is.

    Missing where that version is not there.
    """
    held = catalogue(installation.db)
    version = next((one.slide for one in history(installation, slide) if one.number == number), None)
    if version is None:
        raise Missing(ja="その版はありません。履歴から選び直してください。", en="there is no such version.")
    for row in (held.slides.get(slide, version), version):
        require(by, "post", office=row.office, section=row.owner, parents=parents_in(held))
    edit = Edit(saves={"slides": (version,)}, based_on=seen(installation, ("slides", slide)))
    if version.state != "published":
        kept = keep(installation, edit, at=at, by=by, action="restore", what=slide)
        return Outcome(kept=True, number=kept.number)
    return submit(
        installation,
        edit,
        at=at,
        by=by,
        kind=version.kind,
        office=version.office,
        section=version.owner,
        action="restore",
        what=slide,
        title=version.name,
    )


def _flat(slide: Slide | None) -> dict[str, object]:
    """Every value of a slide by its path."""
    return dict(_paths(to_plain(slide), ())) if slide is not None else {}


def _paths(plain: object, path: tuple[str, ...]) -> Iterator[tuple[str, object]]:
    if isinstance(plain, Mapping):
        for key, value in plain.items():
            yield from _paths(value, (*path, str(key)))
    else:
        yield ".".join(path), plain
