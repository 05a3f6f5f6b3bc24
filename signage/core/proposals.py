"""Proposals: what waits for approval, in 0 to 3 steps, none of them one's own; and who decided for whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from signage.core.formats import Id
from signage.core.people import Person
from signage.core.problems import Refused
from signage.core.rights import NO_PARENTS, Parents, may
from signage.core.texts import Text

State = Literal["waiting", "returned", "done", "dropped"]
"""Waiting for a step; sent back with a reason; kept; given up by whoever proposed it."""

How = Literal["approve", "deputise", "afterwards"]
"""承認; 代決, for somebody who is away; 後閲, by that somebody once back."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """One decision. `instead_of`: the person for whom a deputy decided. `mended`: something was put right with it."""

    who: Id
    at: int
    how: How = "approve"
    instead_of: Id | None = None
    mended: bool = False


@dataclass(frozen=True, kw_only=True)
class Matter:
    """What a proposal is about: a slide of a kind, of a section of an office, and how many steps it needs."""

    kind: str
    office: str
    section: str
    title: Text = Text()
    steps: int
    done: tuple[Step, ...] = ()
    reason: str = ""
    """Why it was sent back."""
    former: tuple[Id, ...] = ()
    """Those who proposed it and have handed it over since: it stays their own."""


def still_needed(matter: Matter) -> int:
    """How many steps are missing."""
    return matter.steps - sum(step.how != "afterwards" for step in matter.done)


def unseen_by(matter: Matter) -> tuple[str, ...]:
    """Those for whom a deputy decided and who have not looked since: 後閲 is due."""
    looked = {step.who for step in matter.done if step.how == "afterwards"}
    return tuple(
        step.instead_of for step in matter.done if step.instead_of is not None and step.instead_of not in looked
    )


def may_decide(person: Person, matter: Matter, *, proposed_by: str, parents: Parents = NO_PARENTS) -> bool:
    """Whether somebody may take the next step: entitled, not for what is their own, and not twice."""
    return (
        person.id not in (proposed_by, *matter.former)
        and all(step.who != person.id for step in matter.done)
        and may(person, "approve", office=matter.office, section=matter.section, parents=parents)
    )


def require_to_decide(person: Person, matter: Matter, *, proposed_by: str, parents: Parents = NO_PARENTS) -> None:
    """Refused, saying why, where somebody may not take the next step."""
    if person.id in (proposed_by, *matter.former):
        raise Refused(
            ja="自分が出したものは承認できません。ほかの承認者に頼んでください。",
            en="nobody approves their own; ask another approver.",
        )
    if any(step.who == person.id for step in matter.done):
        raise Refused(
            ja="この案件はすでに承認済みです。次の段階は別の人が承認します。",
            en="you have approved this already; the next step is somebody else's.",
        )
    if not may_decide(person, matter, proposed_by=proposed_by, parents=parents):
        raise Refused(
            ja="この所属のものを承認する権限がありません。",
            en="you may not approve what belongs to this section.",
        )
