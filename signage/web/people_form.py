"""The form of a person: what is typed, as a person; and what it offers to choose from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import count
from typing import Any, cast

from werkzeug.datastructures import MultiDict

from signage.actions.reach import Place
from signage.core.people import Grant, Person, Role
from signage.core.rights import runs_everything
from signage.web.times import day_typed
from signage.web.words import PageLanguage, said

ROLES: Mapping[Role, tuple[str, str]] = {
    "viewer": ("role viewer", "role viewer may"),
    "editor": ("role editor", "role editor may"),
    "approver": ("role approver", "role approver may"),
    "admin": ("role admin", "role admin may"),
    "auditor": ("role auditor", "role auditor may"),
    "night": ("role night", "role night may"),
}
"""What a role is called, and what it may do, as keys of the catalogue."""

MOST_GRANTS = 40


@dataclass(frozen=True, kw_only=True)
class Row:
    """One role and its place, as two fields hold them: `""`, `office` or `office/section`."""

    role: str
    place: str


@dataclass(frozen=True, kw_only=True)
class Typed:
    """What stands in the form."""

    id: str = ""
    name: str = ""
    section: str = ""
    mail: str = ""
    ends_on: str = ""
    shared: bool = False
    rows: tuple[Row, ...] = ()

    def with_empty_rows(self, number: int) -> Typed:
        """With rows to be filled in."""
        return replace(self, rows=(*self.rows, *(Row(role="", place="") for _ in range(number))))


def of(whose: Person) -> Typed:
    """What the form shows of a person."""
    rows = (
        Row(role=grant.role, place="/".join(filter(None, (grant.office, grant.section)))) for grant in whose.grants
    )
    return Typed(
        id=whose.id,
        name=whose.name,
        section=whose.section or "",
        mail=whose.mail or "",
        ends_on=whose.ends_on or "",
        shared=whose.shared,
        rows=tuple(rows),
    )


def read(form: MultiDict[str, str]) -> Typed:
    """What was typed; nothing of it is checked yet. Rows without a role fall away: so one is taken off."""
    rows = []
    for index in count():
        if f"role.{index}" not in form or index >= MOST_GRANTS:
            break
        rows.append(Row(role=form[f"role.{index}"], place=form.get(f"place.{index}", "")))
    return Typed(
        id=form.get("id", "").strip().lower(),
        name=form.get("name", "").strip(),
        section=form.get("section", ""),
        mail=form.get("mail", "").strip(),
        ends_on=form.get("ends_on", ""),
        shared="shared" in form,
        rows=tuple(row for row in rows if row.role),
    )


def person(typed: Typed, *, before: Person | None = None) -> Person:
    """The person that was typed, to be checked by the action. What the form does not show stays."""
    base = before or Person(id=typed.id, name=typed.name)
    return replace(
        base,
        name=typed.name,
        section=typed.section or None,
        mail=typed.mail or None,
        ends_on=typed.ends_on or None,
        shared=typed.shared,
        grants=tuple(dict.fromkeys(_grant(row) for row in typed.rows)),
    )


def role_options(language: PageLanguage) -> list[tuple[str, str]]:
    """The roles, each with what it may do."""
    return [(role, f"{said(name, language)}: {said(may, language)}") for role, (name, may) in ROLES.items()]


def place_options(places: tuple[Place, ...], by: Person, language: PageLanguage) -> list[Any]:
    """Everywhere, an office, a section of it: as far as somebody may give roles there."""
    everywhere = [("", said("everywhere", language))] if runs_everything(by) else []
    return [
        *everywhere,
        *(
            {
                "label": place.name.best(language),
                "options": [
                    (place.id, said("whole office", language, office=place.name.best(language))),
                    *((f"{place.id}/{name}", label) for name, label in _sections(place, language)),
                ],
            }
            for place in places
        ),
    ]


def section_options(places: tuple[Place, ...], language: PageLanguage) -> list[Any]:
    """Where somebody works."""
    return [{"label": place.name.best(language), "options": list(_sections(place, language))} for place in places]


def told(places: tuple[Place, ...], language: PageLanguage) -> dict[str, Any]:
    """By what names templates tell of roles, sections and days."""
    offices = [(place.id, place.name.best(language)) for place in places]
    names = {one.id: one.name.best(language) for place in places for one in place.sections}

    def grant_words(grant: Grant) -> str:
        where = (
            said("everywhere", language) if grant.office is None else dict(offices).get(grant.office, grant.office)
        )
        if grant.section is not None:
            where = names.get(grant.section, grant.section)
        return f"{said(ROLES[grant.role][0], language)} ({where})"

    return {
        "offices": offices,
        "grant_words": grant_words,
        "section_words": lambda name: "" if name is None else names.get(name, name),
        "day": lambda typed: day_typed(str(typed), language),
    }


def _grant(row: Row) -> Grant:
    office, _, section = row.place.partition("/")
    return Grant(role=cast(Role, row.role), office=office or None, section=section or None)


def _sections(place: Place, language: PageLanguage) -> list[tuple[str, str]]:
    return [(one.id, "\u3000" * one.depth + one.name.best(language)) for one in place.sections]
