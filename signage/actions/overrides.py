"""Overrides: 緊急表示 and 訓練表示: one message on every screen of an office or a building at once, until it ends."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from signage.actions.edits import Edit, Kept, keep, seen
from signage.actions.installation import Installation
from signage.core.catalogue import Catalogue
from signage.core.emergencies import as_drill, is_message, override_id
from signage.core.instants import HOUR, MINUTE, local
from signage.core.layouts import MAIN
from signage.core.people import Person
from signage.core.problems import Missing, Refused
from signage.core.rights import may, require
from signage.core.schedules import EMERGENCY_HOURS, Rule
from signage.core.screens import Screen
from signage.core.slides import Slide
from signage.core.texts import Text
from signage.core.when import Limits, When, limits_span
from signage.publish.trials import Trial
from signage.store.catalogue import catalogue
from signage.store.rows import stored, stored_by

LONGEST_HOURS = 72
"""An override that is needed for longer is a notice."""

FREE_TEXT = "free-text"
"""Stands for a message that is typed now, where the id of a prepared one could be."""


@dataclass(frozen=True, kw_only=True)
class Call:
    """What somebody is about to put on every screen: a prepared message or typed words; of one building or all."""

    office: str
    message: str
    drill: bool
    building: str | None = None
    hours: int = EMERGENCY_HOURS
    title: Text = Text()
    body: Text = Text()


@dataclass(frozen=True, kw_only=True)
class Active:
    """An override that is on air."""

    office: str
    slide: Slide
    drill: bool
    begins: int
    until: int
    screens: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Staged:
    """What a call would store; `trial` is for a look at it before."""

    slide: Slide
    rule: Rule

    @property
    def trial(self) -> Trial:
        """The picture, as each screen would show it."""
        return Trial(slides=(self.slide,), rules=(self.rule,))


def offices_of(installation: Installation, by: Person) -> tuple[str, ...]:
    """The offices for which somebody may do this."""
    return tuple(one.id for one in stored(installation.db, "offices") if may(by, "override", office=one.id))


def prepared(held: Catalogue, office: str) -> tuple[Slide, ...]:
    """The messages that were written in a quiet hour, in all languages; drills are made of the same."""
    return tuple(slide for slide in held.slides.values() if slide.office == office and is_message(slide))


def staged(held: Catalogue, call: Call, *, at: int, by: Person) -> Staged:
    """What a call comes to. Missing where the message is gone, Refused where no screen would show it.

    Forbidden for whoever may not do this at that office.
    """
    require(by, "override", office=call.office)
    if (office := held.offices.get(call.office)) is None:
        raise Missing(ja="その庁舎はありません。", en="there is no such office.")
    screens = _screens(held, call)
    if not screens:
        raise Refused(
            ja="表示するモニターがありません。場所を選び直してください。",
            en="there is no screen to show it on; choose another place.",
        )
    begins, ends = _limits(at, call.hours, ZoneInfo(office.time_zone))
    limits = Limits(begins=begins, ends=ends)
    message = _message(held, call, by)
    slide = replace(
        as_drill(message) if call.drill else message,
        id=override_id(call.office),
        state="published",
        limits=limits,
        review_on=None,
    )
    rule = Rule(
        id=override_id(call.office),
        office=call.office,
        screens=tuple(screen.id for screen in screens),
        slide=slide.id,
        level="emergency",
        layout="whole",
        zone=MAIN,
        when=When(limits=limits),
    )
    return Staged(slide=slide, rule=rule)


def show(installation: Installation, call: Call, *, at: int, by: Person) -> Kept:
    """Put it on every screen now, in place of an override that may be on already. It ends by itself."""
    held = catalogue(installation.db)
    ready = staged(held, call, at=at, by=by)
    edit = Edit(saves={"slides": (ready.slide,), "rules": (ready.rule,)})
    detail = {
        "message": call.message,
        "title": ready.slide.name.best("ja"),
        "screens": len(ready.rule.screens),
        "until": ready.rule.when.limits.ends,
    }
    action = "drill" if call.drill else "override"
    return keep(installation, edit, at=at, by=by, action=action, what=call.office, detail=detail)


def extend(installation: Installation, office: str, *, hours: int, at: int, by: Person) -> Kept:
    """Let it go on for so many hours from now. Conflict where it was ended meanwhile."""
    require(by, "override", office=office)
    based_on = seen(installation, ("rules", override_id(office)), ("slides", override_id(office)))
    rule, slide = _stored(installation, office)
    zone = ZoneInfo(_office_zone(installation, office))
    limits = Limits(begins=rule.when.limits.begins, ends=_limits(at, hours, zone)[1])
    edit = Edit(
        saves={
            "slides": (replace(slide, limits=limits),),
            "rules": (replace(rule, when=replace(rule.when, limits=limits)),),
        },
        based_on=based_on,
    )
    detail = {"until": limits.ends}
    return keep(installation, edit, at=at, by=by, action="extend-override", what=office, detail=detail)


def end(installation: Installation, office: str, *, at: int, by: Person) -> Kept:
    """Take it off every screen. What was on before goes on as if nothing had been."""
    require(by, "override", office=office)
    rule, slide = _stored(installation, office)
    edit = Edit(removes=(("rules", rule.id), ("slides", slide.id)))
    return keep(installation, edit, at=at, by=by, action="end-override", what=office)


def active(installation: Installation, *, at: int, offices: Iterable[str] | None = None) -> tuple[Active, ...]:
    """The overrides that are on air."""
    wanted = [one.id for one in stored(installation.db, "offices")] if offices is None else list(offices)
    rules = {rule.office: rule for rule in stored_by(installation.db, "rules", map(override_id, wanted))}
    slides = {slide.office: slide for slide in stored_by(installation.db, "slides", map(override_id, rules))}
    found = []
    for office, rule in rules.items():
        begins, until = limits_span(rule.when.limits, ZoneInfo(_office_zone(installation, office)))
        if begins <= at < until and office in slides:
            slide = slides[office]
            drill = bool(slide.fields.get("drill", False))
            found.append(
                Active(office=office, slide=slide, drill=drill, begins=begins, until=until, screens=rule.screens)
            )
    return tuple(found)


def _screens(held: Catalogue, call: Call) -> list[Screen]:
    return [
        screen
        for screen in held.screens.values()
        if screen.office == call.office and call.building in (None, screen.building)
    ]


def _message(held: Catalogue, call: Call, by: Person) -> Slide:
    """The message as it would be shown but for its dates: a prepared one, or what was typed."""
    if call.message != FREE_TEXT:
        slide = held.slides.get(call.message)
        if slide is None or slide.office != call.office or not is_message(slide):
            raise Missing(
                ja="その緊急メッセージは見つかりません。一覧から選び直してください。",
                en="there is no such emergency message; choose one from the list.",
            )
        return slide
    if call.title.get("ja") is None:
        raise Refused(
            ja="表示する文を日本語で書いてください。", en="write in Japanese what is to be shown.", where="title"
        )
    sections = [one.id for one in held.guide.sections if one.office == call.office]
    owner = by.section if by.section in sections else next(iter(sections), "")
    fields = {"title": dict(call.title), "level": 3, **({"body": dict(call.body)} if call.body else {})}
    return Slide(id=FREE_TEXT, office=call.office, kind="notice", name=call.title, owner=owner, fields=fields)


def _limits(at: int, hours: int, zone: ZoneInfo) -> tuple[str, str]:
    """From this minute for so many hours, as typed moments. Refused for a span that is none."""
    if not 1 <= hours <= LONGEST_HOURS:
        raise Refused(
            ja=f"表示する時間は1〜{LONGEST_HOURS}時間で選んでください。",
            en=f"choose between 1 and {LONGEST_HOURS} hours.",
        )
    begins = local(at // MINUTE * MINUTE, zone)
    ends = local((at + hours * HOUR) // MINUTE * MINUTE + MINUTE, zone)
    return begins.strftime("%Y-%m-%dT%H:%M"), ends.strftime("%Y-%m-%dT%H:%M")


def _stored(installation: Installation, office: str) -> tuple[Rule, Slide]:
    rules = stored_by(installation.db, "rules", [override_id(office)])
    slides = stored_by(installation.db, "slides", [override_id(office)])
    if not rules or not slides:
        raise Missing(ja="緊急表示はもう終わっています。", en="the emergency display has ended already.")
    return rules[0], slides[0]


def _office_zone(installation: Installation, office: str) -> str:
    (found,) = stored_by(installation.db, "offices", [office])
    zone: str = found.time_zone
    return zone
