"""Approvals: what whoever decides looks at, whom a deputy may stand in for, and slips put right on the way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from signage.actions import proposals
from signage.actions.edits import Edit
from signage.actions.installation import Installation
from signage.actions.notice_copies import typed_of
from signage.actions.notice_places import parents_in, reaching, screens_reached
from signage.actions.notice_typed import Fault, Typed, written
from signage.actions.proposals import Outcome, edit_of, known_proposal, parents_of
from signage.core.catalogue import Catalogue
from signage.core.differences import Difference, differences
from signage.core.instants import DAY, JAPAN, local_day
from signage.core.people import Person, is_open
from signage.core.problems import Missing, Refused
from signage.core.proposals import Matter, may_decide, unseen_by
from signage.core.rights import Parents, may, require_to_look
from signage.core.schedules import Rule
from signage.core.slides import Slide
from signage.core.when import Limits
from signage.publish.trials import Trial
from signage.store.catalogue import catalogue
from signage.store.people import people
from signage.store.proposals import Proposal, changed_since, unsettled
from signage.store.versions import newest_version

LATELY = 30 * DAY
LATELY_SHOWN = 10

MENDED = (
    *("title_ja", "title_en", "body_ja", "body_en", "first", "last", "place_ja", "place_en", "whom_ja", "whom_en"),
    *("bring_ja", "bring_en", "contact_ja", "contact_en", "alt_ja", "until_day"),
)
"""What is put right on the way: words and dates. Another picture or other screens are for whoever proposed it."""


@dataclass(frozen=True, kw_only=True)
class Inbox:
    """What concerns somebody: to decide, to look at afterwards, their own that is open, and lately decided."""

    waiting: tuple[Proposal, ...]
    afterwards: tuple[Proposal, ...]
    own: tuple[Proposal, ...]
    lately: tuple[Proposal, ...]


@dataclass(frozen=True, kw_only=True)
class Hung:
    """A slide where it hangs, or would: for a look at it."""

    slide: Slide
    screens: tuple[str, ...]
    trial: Trial


@dataclass(frozen=True, kw_only=True)
class Case:
    """One proposal made ready to be decided.

    `before` is what is on air in its place, None: nothing is. `what` differs field by field. `stale`: what it builds
    on is another by now, so it cannot be kept. `absent` are those for whom a deputy may decide.
    """

    known: Proposal
    edit: Edit
    after: Hung
    before: Hung | None
    replaced: Slide | None
    what: tuple[Difference, ...]
    stale: bool
    may_decide: bool
    absent: tuple[Person, ...]
    typed: Typed | None
    """Its words and dates as a form has them; None for kinds that are made elsewhere."""


@dataclass(frozen=True, kw_only=True)
class Mended:
    """A case with its slips put right. `edit` None: nothing is different."""

    case: Case
    typed: Typed | None
    edit: Edit | None = None
    faults: Mapping[str, Fault] = field(default_factory=dict)


def inbox(installation: Installation, whose: Person, *, at: int) -> Inbox:
    """What concerns somebody now."""
    parents, found = parents_of(installation), unsettled(installation.db)
    recent = (one for one in changed_since(installation.db, at - LATELY) if one.state in ("done", "dropped"))
    concerned = [one for one in recent if _concerns(one, whose, parents)]
    return Inbox(
        waiting=tuple(one for one in found if _waits_for(one, whose, parents)),
        afterwards=tuple(one for one in found if whose.id in unseen_by(one.matter)),
        own=tuple(one for one in found if one.who == whose.id and one.state in ("waiting", "returned")),
        lately=tuple(concerned[:LATELY_SHOWN]),
    )


def count(installation: Installation, whose: Person, parents: Callable[[], Parents]) -> int:
    """How many ask something of somebody: one look into the store, for every page."""
    found = unsettled(installation.db)
    known = parents() if found else {}
    return sum(
        _waits_for(one, whose, known)
        or whose.id in unseen_by(one.matter)
        or (one.who == whose.id and one.state == "returned")
        for one in found
    )


def next_one(installation: Installation, whose: Person) -> int | None:
    """What waits longest for somebody's decision."""
    found = proposals.inbox(installation, whose)
    return found[0].number if found else None


def case(installation: Installation, number: int, *, at: int, by: Person) -> Case:
    """A proposal as somebody looks at it. Missing where there is none; Forbidden where the office is not theirs."""
    held, known = catalogue(installation.db), known_proposal(installation, number)
    require_to_look(by, known.matter.office)
    edit = edit_of(known)
    slide, *others = edit.saves["slides"]
    stored = held.slides.get(slide.id)
    replaced = next((held.slides[one.id] for one in others if one.id in held.slides), None)
    on_air = next((one for one in (stored, replaced) if one is not None and one.state == "published"), None)
    stale = any(newest_version(installation.db, *key) != version for key, version in edit.based_on.items())
    decides = known.state == "waiting" and may_decide(
        by, known.matter, proposed_by=known.who, parents=parents_in(held)
    )
    rules = _own_rules(held, edit)
    return Case(
        known=known,
        edit=edit,
        after=_hung(held, slide, rules, others=others, without=tuple(name for _, name in edit.removes)),
        before=_hung(held, on_air, reaching(held).get(on_air.id, ())) if on_air is not None else None,
        replaced=replaced,
        what=differences((stored,) if stored is not None else (), (slide,)),
        stale=stale and known.state == "waiting",
        may_decide=decides,
        absent=tuple(one for one in approvers(installation, known, at=at) if one.id != by.id) if decides else (),
        typed=typed_of(slide, rules, writer="") if slide.kind in ("notice", "picture") else None,
    )


def mended(installation: Installation, looked_at: Case, asked: Mapping[str, str], *, at: int) -> Mended:
    """The same with what was typed: a slip put right. What cannot be read is in `faults`."""
    if looked_at.typed is None:
        return Mended(case=looked_at, typed=None)
    before = {name: str(getattr(looked_at.typed, name)) for name in MENDED}
    wanted = {name: asked.get(name, before[name]).replace("\r\n", "\n").strip() for name in MENDED}
    changed = {name: text for name, text in wanted.items() if text != before[name].strip()}
    if not changed:
        return Mended(case=looked_at, typed=looked_at.typed)
    held, slide = catalogue(installation.db), looked_at.after.slide
    typed = replace(looked_at.typed, slide=slide.id, **changed)  # type: ignore[arg-type]
    section = next((row for row in held.guide.sections if row.id == slide.owner), None)
    if section is None:
        raise Missing(
            ja="この案件の所属は、もうありません。差し戻してください。",
            en="there is no such section any more; send it back.",
        )
    made = written(held, typed, section, at=at, before=slide)
    faults = dict(made.faults)
    new = replace(made.slide, limits=Limits(begins=slide.limits.begins, ends=made.slide.limits.ends))
    if "until_day" not in changed:
        new = replace(new, limits=slide.limits, review_on=slide.review_on)
        faults = {name: fault for name, fault in faults.items() if name not in ("until", "until_day")}
    others = looked_at.edit.saves["slides"][1:]
    edit = replace(looked_at.edit, saves={**looked_at.edit.saves, "slides": (new, *others)})
    trial = replace(looked_at.after.trial, slides=(_published(new), *looked_at.after.trial.slides[1:]))
    there = replace(looked_at, after=replace(looked_at.after, slide=new, trial=trial))
    return Mended(case=there, typed=typed, edit=edit, faults=faults)


def decide(
    installation: Installation,
    number: int,
    *,
    seen: int,
    at: int,
    by: Person,
    instead_of: str | None = None,
    edit: Edit | None = None,
) -> Outcome:
    """Take the next step, perhaps for somebody who is away, perhaps with `edit`, which puts a slip right.

    `seen` is the `changed_at` of what was looked at. Refused where nobody of that name could have decided; else as
    `proposals.approve` says.
    """
    if instead_of is not None:
        known = known_proposal(installation, number)
        if instead_of not in {one.id for one in approvers(installation, known, at=at) if one.id != by.id}:
            raise Refused(
                ja="その人の代わりに決めることはできません。承認者の中から選んでください。",
                en="nobody can decide for that person; choose one of the approvers.",
            )
    return proposals.approve(installation, number, at=at, by=by, instead_of=instead_of, mended=edit, seen=seen)


def approvers(installation: Installation, known: Proposal, *, at: int) -> tuple[Person, ...]:
    """Who may take the next step: the section's approvers; where it has none, the administrators."""
    parents, today = parents_of(installation), local_day(at, JAPAN)

    def decides(whose: Person) -> bool:
        return may_decide(whose, known.matter, proposed_by=known.who, parents=parents)

    found = [one for one in people(installation.db) if is_open(one, today) and decides(one)]
    of_section = [one for one in found if decides(_as_approver(one))]
    return tuple(of_section or found)


def where(held: Catalogue, known: Proposal) -> tuple[str, ...]:
    """The screens on which it would be."""
    return screens_reached(held, _own_rules(held, edit_of(known)))


def _as_approver(whose: Person) -> Person:
    """Somebody without the roles that could decide everything."""
    return replace(whose, grants=tuple(grant for grant in whose.grants if grant.role == "approver"))


def _waits_for(one: Proposal, whose: Person, parents: Parents) -> bool:
    return one.state == "waiting" and may_decide(whose, one.matter, proposed_by=one.who, parents=parents)


def _concerns(one: Proposal, whose: Person, parents: Parents) -> bool:
    """Whether somebody proposed it, took a step, or may decide such things."""
    took_part = (one.who, *one.matter.former, *(step.who for step in one.matter.done))
    return whose.id in took_part or _may_approve(whose, one.matter, parents)


def _may_approve(whose: Person, matter: Matter, parents: Parents) -> bool:
    return may(whose, "approve", office=matter.office, section=matter.section, parents=parents)


def _own_rules(held: Catalogue, edit: Edit) -> tuple[Rule, ...]:
    """The rules that would play it: those of the edit, or where it has none those that are there."""
    own: tuple[Rule, ...] = tuple(edit.saves.get("rules", ()))
    return own or reaching(held).get(edit.saves["slides"][0].id, ())


def _hung(
    held: Catalogue,
    slide: Slide,
    rules: tuple[Rule, ...],
    *,
    others: list[Slide] | None = None,
    without: tuple[str, ...] = (),
) -> Hung:
    trial = Trial(slides=(_published(slide), *(others or ())), rules=rules, without=without)
    return Hung(slide=slide, screens=screens_reached(held, rules), trial=trial)


def _published(slide: Slide) -> Slide:
    return replace(slide, state="published")
