"""Notices: put up, replaced, banded and taken down by whoever answers for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from signage.actions.edits import Edit, Kept, Key, keep, seen
from signage.actions.installation import Installation
from signage.actions.notice_places import (
    parents_in,
    posted_by,
    posting_rules,
    reaching,
    screens_reached,
    sections_for,
    usual_screens,
)
from signage.actions.notice_typed import Fault, Typed, written
from signage.actions.proposals import Outcome, about, submit_slide
from signage.core.catalogue import Catalogue
from signage.core.emergencies import deed_on, is_override
from signage.core.guide import Section
from signage.core.people import Person
from signage.core.problems import Forbidden, Missing, Refused
from signage.core.rights import require, require_to_look
from signage.core.rulebook import Rulebook
from signage.core.schedules import Rule
from signage.core.slides import Slide
from signage.core.when import limits_span
from signage.publish.trials import Trial
from signage.store.catalogue import catalogue

Band = Literal["中止", "延期"]

BANDS: tuple[Band, ...] = ("中止", "延期")


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What a form would do. With `faults` it is to be looked at, not yet to be kept.

    `rules` put the slide on `screens`; `gone` are ids of rules that would go; `replaced` would be withdrawn.
    `arranged`: it plays by rules that an admin made, and this form leaves those as they are.
    """

    slide: Slide
    section: Section
    screens: tuple[str, ...]
    rules: tuple[Rule, ...]
    gone: tuple[str, ...]
    replaced: Slide | None
    arranged: bool
    faults: Mapping[str, Fault]

    @property
    def trial(self) -> Trial:
        """For a look at it. Whatever state the stored slide has, it is tried as published."""
        others = (replace(self.replaced, state="withdrawn"),) if self.replaced is not None else ()
        return Trial(slides=(replace(self.slide, state="published"), *others), rules=self.rules, without=self.gone)


def drafted(held: Catalogue, typed: Typed, *, at: int, by: Person) -> Draft:
    """What a form would do. Forbidden where whoever fills it in may post for no section."""
    before = held.slides.get(typed.slide) if typed.slide else None
    if typed.slide and before is None:
        raise _no_such(typed.slide)
    section, fault = _section(held, typed, before, at=at, by=by)
    made = written(held, typed, section, at=at, before=before)
    faults = {**({"section": fault} if fault is not None else {}), **made.faults}
    posted = posted_by(held, made.slide.id)
    arranged = before is not None and not posted and made.slide.id in (reached := reaching(held))
    if arranged:
        rules, screens = reached[made.slide.id], screens_reached(held, reached[made.slide.id])
        return _draft(held, typed, made.slide, section, faults, screens=screens, rules=rules, arranged=True)
    wanted = typed.screens if typed.where == "chosen" else usual_screens(held, section)
    screens = tuple(name for name in wanted if name in held.screens and held.screens[name].office == section.office)
    if not screens:
        faults["screens"] = Fault(ja="モニターを1台以上選んでください。", en="choose at least one screen.")
    rules = posting_rules(held, made.slide, screens, at=at)
    gone = tuple({rule.id for rule in posted} - {rule.id for rule in rules})
    return _draft(held, typed, made.slide, section, faults, screens=screens, rules=rules, gone=gone)


def put_up(installation: Installation, typed: Typed, *, at: int, by: Person) -> Outcome:
    """Put a notice up, or change it; it waits where the office wants steps of approval.

    Refused with the first fault; Conflict where somebody else saved in between. The same form sent twice is one.
    """
    held = catalogue(installation.db)
    draft = drafted(held, typed, at=at, by=by)
    if draft.faults:
        first = next(iter(draft.faults.values()))
        raise Refused(ja=first.ja, en=first.en)
    slide, known = draft.slide, held.slides.get(draft.slide.id)
    if known is not None and not typed.slide:
        return Outcome(kept=True)
    for touched in (slide, known, draft.replaced):
        if touched is not None:
            require_to_post(held, touched, by)
    withdrawn = (replace(draft.replaced, state="withdrawn"),) if draft.replaced is not None else ()
    saves = {"slides": (slide, *withdrawn), **({} if draft.arranged or not draft.rules else {"rules": draft.rules})}
    edit = Edit(
        saves=saves,
        removes=tuple(("rules", name) for name in draft.gone),
        based_on=_based_on(installation, typed, draft),
    )
    waiting = about(installation, slide.id)
    again = waiting.number if waiting is not None and waiting.who == by.id else None
    action = "edit" if typed.slide else "put up"
    return submit_slide(installation, edit, slide, at=at, by=by, action=action, again=again)


def withdraw(installation: Installation, slide: str, *, at: int, by: Person) -> Kept:
    """Take a slide off air at once: that needs no approval, and can be undone."""
    known = _own(installation, slide, by)
    if known.state == "draft":
        raise Refused(ja="まだ掲載されていないコンテンツです。", en="this is a draft; it is not on air.")
    return _keep(installation, replace(known, state="withdrawn"), at=at, by=by, action="withdraw")


def put_back(installation: Installation, slide: str, *, at: int, by: Person) -> Kept:
    """Undo a withdrawal after any time: only what has not ended meanwhile, and as it was approved."""
    known = _own(installation, slide, by)
    if known.state == "draft":
        raise Refused(
            ja="下書きです。編集の画面から掲載してください。", en="this is a draft; put it up from its form."
        )
    zone = Rulebook(catalogue(installation.db)).calendars.zone(known.office)
    if limits_span(known.limits, zone)[1] <= at:
        raise Refused(
            ja="掲載の期間が終わっています。「日付を変えてもう一度」から出してください。",
            en="its time is over; post it again with new dates.",
        )
    return _keep(installation, replace(known, state="published"), at=at, by=by, action="put back")


def set_band(installation: Installation, slide: str, band: Band | None, *, at: int, by: Person) -> Kept:
    """Lay 中止 or 延期 across a notice, or take that away: at once, as visitors must know."""
    known = _own(installation, slide, by)
    if known.kind != "notice":
        raise Refused(
            ja="帯を付けられるのは、ひな形か文章のお知らせだけです。取り下げるか、差し替えてください。",
            en="only a notice of words can have a band; withdraw it or replace it.",
        )
    fields = {key: value for key, value in known.fields.items() if key != "band"}
    banded = replace(known, fields={**fields, **({"band": band} if band is not None else {})})
    return _keep(installation, banded, at=at, by=by, action="band")


def require_to_post(held: Catalogue, slide: Slide, by: Person) -> None:
    """Forbidden where somebody may not change a slide; Refused for an override, which has a page of its own."""
    if is_override(slide):
        raise Refused(
            ja="緊急表示は「緊急表示」のページで終えてください。", en="end the emergency display on its own page."
        )
    deed, section = deed_on(slide)
    require(by, deed, office=slide.office, section=section, parents=parents_in(held))


def slide_of(held: Catalogue, name: str) -> Slide:
    """A slide by its id; Missing in the words of the page."""
    if name not in held.slides:
        raise _no_such(name)
    return held.slides[name]


def looked_at(held: Catalogue, name: str, by: Person) -> Slide:
    """The same for whoever looks. Forbidden where it is another office's: what hangs is public, drafts are not."""
    slide = slide_of(held, name)
    require_to_look(by, slide.office)
    return slide


def _section(
    held: Catalogue, typed: Typed, before: Slide | None, *, at: int, by: Person
) -> tuple[Section, Fault | None]:
    """For which section it is posted. What another section owns stays its own, whoever may edit it."""
    mine = sections_for(held, by, at=at)
    wanted = typed.section or (before.owner if before is not None else "") or (mine[0].id if mine else "")
    found = next((row for row in mine if row.id == wanted), None)
    if found is not None:
        return found, None
    if not mine:
        raise Forbidden(
            ja="お知らせを出せる所属がありません。運用責任者に頼んでください。",
            en="there is no section for which you may post; ask an administrator.",
        )
    return mine[0], Fault(ja="その所属では掲載できません。選び直してください。", en="choose a section of your own.")


def _draft(
    held: Catalogue,
    typed: Typed,
    slide: Slide,
    section: Section,
    faults: Mapping[str, Fault],
    *,
    screens: tuple[str, ...],
    rules: tuple[Rule, ...],
    gone: tuple[str, ...] = (),
    arranged: bool = False,
) -> Draft:
    return Draft(
        slide=slide,
        section=section,
        screens=screens,
        rules=rules,
        gone=gone,
        replaced=held.slides.get(typed.replaces) if typed.replaces != slide.id else None,
        arranged=arranged,
        faults=faults,
    )


def _based_on(installation: Installation, typed: Typed, draft: Draft) -> dict[Key, int]:
    """What whoever filled the form in had seen: of a new notice, that there was none."""
    based_on: dict[Key, int] = {("slides", draft.slide.id): int(typed.seen) if typed.seen.isdecimal() else 0}
    if draft.replaced is not None:
        based_on |= seen(installation, ("slides", draft.replaced.id))
    return based_on


def _own(installation: Installation, slide: str, by: Person) -> Slide:
    """A slide that somebody may change."""
    held = catalogue(installation.db)
    known = slide_of(held, slide)
    require_to_post(held, known, by)
    return known


def _keep(installation: Installation, slide: Slide, *, at: int, by: Person, action: str) -> Kept:
    edit = Edit(saves={"slides": (slide,)}, based_on=seen(installation, ("slides", slide.id)))
    return keep(installation, edit, at=at, by=by, action=action, what=slide.id)


def _no_such(name: str) -> Missing:
    return Missing(
        ja=f"コンテンツ「{name}」はありません。掲載中のものから選び直してください。",
        en=f'there is no slide "{name}"; choose one from the list.',
    )
