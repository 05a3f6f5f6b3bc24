"""Proposals: what is put up at once, and what waits until the office's steps of approval are done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from signage.actions.edits import Edit, check_within, keep, keep_within
from signage.actions.installation import Installation
from signage.core.documents import from_plain, to_plain
from signage.core.nouns import NOUNS
from signage.core.people import Person
from signage.core.problems import Conflict, Missing, Refused
from signage.core.proposals import How, Matter, State, Step, may_decide, require_to_decide, still_needed, unseen_by
from signage.core.rights import Parents, parents_among
from signage.core.slides import Slide
from signage.core.texts import Text
from signage.store import audit
from signage.store.database import Writing, writing
from signage.store.proposals import Proposal, add_proposal, change_proposal, proposal, proposals, unsettled
from signage.store.rows import stored, stored_by


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What came of it: kept (`number`: its line in the log), or waiting as a proposal."""

    kept: bool
    number: int | None = None
    proposal: int | None = None


def steps_for(installation: Installation, kind: str, office: str) -> int:
    """How many steps of approval an office asks for, for a kind of content."""
    return next((one.steps(kind) for one in stored_by(installation.db, "offices", [office])), 0)


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
    title: Text | None = None,
    again: int | None = None,
) -> Outcome:
    """Keep an edit where the office asks for no approval of this kind; else let it wait for the first step.

    What waits is checked as what is kept, and what is on air stays. `again`: in place of one's own proposal that was
    sent back or still waits.
    """
    matter = Matter(
        kind=kind, office=office, section=section, title=title or Text(), steps=steps_for(installation, kind, office)
    )
    if not matter.steps:
        return Outcome(kept=True, number=keep(installation, edit, at=at, by=by, action=action, what=what).number)
    with writing(installation.db) as under_way:
        check_within(under_way, edit)
        if again is not None:
            known = _open(under_way, again, "waiting", "returned")
            _require_own(known, by)
            matter = replace(matter, former=known.matter.former)
            change_proposal(under_way, again, matter, plain_edit(edit), state="waiting", at=at)
        else:
            again = add_proposal(under_way, matter, plain_edit(edit), at=at, who=by.id, what=what)
        detail = {"proposal": again}
        audit.record(under_way, at=at, who=by.signature, action="submit", what=what, detail=detail)
    return Outcome(kept=False, proposal=again)


def submit_slide(
    installation: Installation,
    edit: Edit,
    slide: Slide,
    *,
    at: int,
    by: Person,
    action: str,
    again: int | None = None,
) -> Outcome:
    """The same of an edit that is mostly about one slide."""
    return submit(
        installation,
        edit,
        at=at,
        by=by,
        kind=slide.kind,
        office=slide.office,
        section=slide.owner,
        action=action,
        what=slide.id,
        title=slide.name,
        again=again,
    )


def approve(
    installation: Installation,
    number: int,
    *,
    at: int,
    by: Person,
    instead_of: str | None = None,
    mended: Edit | None = None,
    seen: int | None = None,
) -> Outcome:
    """Take the next step; with the last one the edit is kept. `mended` puts a slip right and goes in its place.

    `instead_of` names who is away: 代決, which that person looks at later. Refused for one's own; Conflict where what
    is on air has changed since: then it is sent back or proposed anew; and where the proposal itself is no longer
    as it was `seen` (its `changed_at`).
    """
    with writing(installation.db) as under_way:
        known = _open(under_way, number, "waiting")
        if seen not in (None, known.changed_at):
            raise Conflict(
                ja="開いているあいだに、この案件の内容が変わりました。いまの内容を見て、もう一度決めてください。",
                en="this was changed while you had it open; look at it as it is now and decide again.",
            )
        require_to_decide(by, known.matter, proposed_by=known.who, parents=parents_of(installation))
        how: How = "approve" if instead_of is None else "deputise"
        step = Step(who=by.id, at=at, how=how, instead_of=instead_of, mended=mended is not None)
        matter = replace(known.matter, done=(*known.matter.done, step))
        edit = mended or edit_of(known)
        state: State = "waiting" if still_needed(matter) > 0 else "done"
        change_proposal(under_way, number, matter, plain_edit(edit), state=state, at=at)
        detail = {"proposal": number, "how": how, "by": known.who, "mended": mended is not None}
        if instead_of is not None:
            detail["instead_of"] = instead_of
        if state == "waiting":
            audit.record(under_way, at=at, who=by.signature, action="approve", what=known.what, detail=detail)
            return Outcome(kept=False, proposal=number)
        kept = keep_within(under_way, edit, at=at, by=by, action="approve", what=known.what, detail=detail)
    return Outcome(kept=True, number=kept.number, proposal=number)


def send_back(installation: Installation, number: int, reason: str, *, at: int, by: Person) -> None:
    """差戻し, with a reason, which whoever proposed it reads."""
    if not reason.strip():
        raise Refused(ja="差戻しの理由を書いてください。", en="write why you send it back.")
    with writing(installation.db) as under_way:
        known = _open(under_way, number, "waiting")
        require_to_decide(by, known.matter, proposed_by=known.who, parents=parents_of(installation))
        matter = replace(known.matter, done=(), reason=reason.strip()[:1_000])
        change_proposal(under_way, number, matter, known.edit, state="returned", at=at)
        detail = {"proposal": number, "reason": matter.reason, "by": known.who}
        audit.record(under_way, at=at, who=by.signature, action="send-back", what=known.what, detail=detail)


def drop(installation: Installation, number: int, *, at: int, by: Person) -> None:
    """Give up what one has proposed."""
    with writing(installation.db) as under_way:
        known = _open(under_way, number, "waiting", "returned")
        _require_own(known, by)
        change_proposal(under_way, number, known.matter, known.edit, state="dropped", at=at)
        audit.record(under_way, at=at, who=by.signature, action="drop", what=known.what, detail={"proposal": number})


def look_afterwards(installation: Installation, number: int, *, at: int, by: Person) -> None:
    """後閲: somebody for whom a deputy decided has looked. Refused for everybody else."""
    with writing(installation.db) as under_way:
        known = _open(under_way, number, "waiting", "done")
        if by.id not in unseen_by(known.matter):
            raise Refused(
                ja="後閲を待っているのは、代決された本人だけです。",
                en="only the person for whom a deputy decided looks at it afterwards.",
            )
        step = Step(who=by.id, at=at, how="afterwards")
        matter = replace(known.matter, done=(*known.matter.done, step))
        change_proposal(under_way, number, matter, known.edit, state=known.state, at=at)
        detail = {"proposal": number}
        audit.record(under_way, at=at, who=by.signature, action="approve-afterwards", what=known.what, detail=detail)


def inbox(installation: Installation, whose: Person) -> tuple[Proposal, ...]:
    """What waits for somebody's decision, the oldest first."""
    parents = parents_of(installation)
    waiting = reversed(proposals(installation.db, states=["waiting"]))
    return tuple(one for one in waiting if may_decide(whose, one.matter, proposed_by=one.who, parents=parents))


def to_look_at(installation: Installation, whose: Person) -> tuple[Proposal, ...]:
    """What a deputy decided for somebody: 後閲 is due."""
    return tuple(one for one in unsettled(installation.db) if whose.id in unseen_by(one.matter))


def own(installation: Installation, whose: Person) -> tuple[Proposal, ...]:
    """What somebody has proposed that is not settled: waiting, or sent back."""
    found = proposals(installation.db, states=["waiting", "returned"])
    return tuple(one for one in found if one.who == whose.id)


def about(installation: Installation, what: str) -> Proposal | None:
    """What is proposed for a slide and not settled: what is on air stays until then."""
    found = proposals(installation.db, states=["waiting", "returned"])
    return next((one for one in found if one.what == what), None)


def known_proposal(installation: Installation, number: int) -> Proposal:
    """One of them. Missing where there is none of that number."""
    found = proposal(installation.db, number)
    if found is None:
        raise Missing(ja="その案件はありません。一覧から選び直してください。", en="there is no such proposal.")
    return found


def parents_of(installation: Installation) -> Parents:
    """Each section's parent."""
    return parents_among(stored(installation.db, "sections"))


def edit_of(known: Proposal) -> Edit:
    """What a proposal would change."""
    plain = known.edit
    return Edit(
        saves={
            noun: tuple(from_plain(NOUNS[noun].kind, row, where=f"proposal {known.number}") for row in rows)
            for noun, rows in plain["saves"].items()
        },
        removes=tuple((noun, name) for noun, name in plain["removes"]),
        based_on={(noun, name): version for noun, name, version in plain["based_on"]},
    )


def plain_edit(edit: Edit) -> Mapping[str, Any]:
    """The form in which an edit waits."""
    return {
        "saves": {noun: [to_plain(row) for row in rows] for noun, rows in edit.saves.items()},
        "removes": [list(key) for key in edit.removes],
        "based_on": [[noun, name, version] for (noun, name), version in edit.based_on.items()],
    }


def _open(under_way: Writing, number: int, *states: State) -> Proposal:
    known = proposal(under_way.db, number)
    if known is None or known.state not in states:
        raise Missing(
            ja="この案件はもう処理されています。一覧を開き直してください。",
            en="this has been dealt with already; open the list again.",
        )
    return known


def _require_own(known: Proposal, by: Person) -> None:
    if known.who != by.id:
        raise Refused(
            ja="出した本人だけが取り下げや出し直しをできます。",
            en="only whoever proposed it may take it back or send it again.",
        )
