"""Sent slides: what programs post, change and take away, as documents, by the same rules as the pages."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any, Literal

from signage.actions import notices, proposals
from signage.actions.edits import Edit, Key, keep, seen
from signage.actions.installation import Installation
from signage.actions.notice_places import (
    parents_in,
    posted_by,
    posting_rules,
    reaching,
    screens_reached,
    usual_screens,
)
from signage.actions.sent_documents import BadDocument, Sent, document, read_document, sound
from signage.core.catalogue import Catalogue
from signage.core.guide import Section
from signage.core.people import Person
from signage.core.problems import Conflict, Missing
from signage.core.rights import may
from signage.core.slides import Slide
from signage.store.catalogue import catalogue
from signage.store.proposals import proposals as open_proposals
from signage.store.uploads import upload_of

State = Literal["draft", "published", "withdrawn"]


@dataclass(frozen=True, kw_only=True)
class Posted:
    """A slide as programs see it. `tag` names all that is told of it; `waits`: the proposal that would change it."""

    slide: Slide
    screens: tuple[str, ...]
    tag: str
    waits: int | None = None


@dataclass(frozen=True, kw_only=True)
class Page:
    """Some slides in the order of their ids; there are more after the last where `more`."""

    slides: tuple[Posted, ...]
    more: bool


def listed(
    installation: Installation, *, by: Person, owner: str | None, state: State | None, after: str, most: int
) -> Page:
    """Slides that somebody may look at, by id, from the first one behind `after`."""
    held = catalogue(installation.db)
    found = [
        slide
        for name, slide in sorted(held.slides.items())
        if name > after
        and owner in (None, slide.owner)
        and state in (None, slide.state)
        and _may_look(held, slide, by)
    ]
    return Page(slides=tuple(_posted(installation, held, found[:most])), more=len(found) > most)


def one(installation: Installation, name: str, *, by: Person) -> Posted:
    """One slide. Missing where there is none that somebody may look at."""
    held = catalogue(installation.db)
    return next(_posted(installation, held, [_known(held, name, by)]))


def create(installation: Installation, sent: Sent, *, at: int, by: Person) -> tuple[Posted, bool]:
    """Post a slide; and whether it is new. What waits for approval is not on air, and comes with its proposal.

    Conflict where its id is another slide's already. Nothing outdated on air: it says when it ends.
    """
    if sent.limits.ends is None and sent.review_on is None:
        raise BadDocument(
            ja="終わりがありません。until か、いつも出すものなら見直す日 review_on を書いてください。",
            en="it has no end; write until, or review_on (a day to look again) for a standing request.",
            path="until",
        )
    name = sent.id or f"api-{secrets.token_hex(6)}"
    held, based_on = _as_seen(installation, name)
    slide, edit = _planned(installation, held, sent, name, based_on, at=at, by=by)
    known, waiting = held.slides.get(name), proposals.about(installation, name)
    if known is None and waiting is not None:
        (known,) = proposals.edit_of(waiting).saves["slides"]
    if known is not None and replace(known, changed_at=0, state="published") != replace(slide, changed_at=0):
        raise Conflict(
            ja=f"id「{name}」はもう使われています。変えるときは PATCH で送ってください。",
            en=f'there is a slide "{name}" already; send a PATCH to change it.',
        )
    if name in held.slides:
        return one(installation, name, by=by), False
    if waiting is None:
        proposals.submit_slide(installation, edit, slide, at=at, by=by, action="put up")
        waiting = proposals.about(installation, name)
    if waiting is not None:
        screens = screens_reached(held, edit.saves["rules"])
        return Posted(slide=replace(slide, state="draft"), screens=screens, tag="", waits=waiting.number), True
    return one(installation, name, by=by), True


def change(
    installation: Installation, name: str, plain: Mapping[str, Any], *, state: State | None, at: int, by: Person
) -> Posted:
    """Put a document in place of a slide, and bring it into a state: taking it down needs nobody's approval."""
    held, based_on = _as_seen(installation, name)
    known = _known(held, name, by)
    notices.require_to_post(held, known, by)
    sent = read_document(plain)
    if sent != read_document(document(known, screens_reached(held, reaching(held).get(name, ())))):
        slide, edit = _planned(installation, held, sent, name, based_on, at=at, by=by, known=known)
        proposals.submit_slide(installation, edit, slide, at=at, by=by, action="edit")
    if state == "withdrawn" != known.state:
        notices.withdraw(installation, name, at=at, by=by)
    if state == "published" != known.state:
        notices.put_back(installation, name, at=at, by=by)
    return one(installation, name, by=by)


def archive(installation: Installation, name: str, *, at: int, by: Person) -> Slide:
    """Take a slide away, with the rules that put it up; for thirty days it can be put back from the history.

    Conflict where an admin's playlist or rule plays it.
    """
    held, based_on = _as_seen(installation, name)
    known = _known(held, name, by)
    notices.require_to_post(held, known, by)
    posted = posted_by(held, name)
    in_playlists = any(entry.slide == name for playlist in held.playlists.values() for entry in playlist.entries)
    if in_playlists or any(rule.slide == name and rule not in posted for rule in held.rules.values()):
        raise Conflict(
            ja="プレイリストか放映スケジュールで使われています。先に外すか、取り下げ(state: withdrawn)てください。",
            en="a playlist or a schedule plays it; take it out there first, or withdraw it (state: withdrawn).",
        )
    removes: tuple[Key, ...] = (("slides", name), *(("rules", rule.id) for rule in posted))
    edit = Edit(removes=removes, based_on=based_on)
    keep(installation, edit, at=at, by=by, action="archive-slides", what=name)
    return known


def _as_seen(installation: Installation, name: str) -> tuple[Catalogue, Mapping[Key, int]]:
    """What is stored, and the versions of a slide and of what puts it up, of one and the same moment."""
    with installation.db.atomic():
        held = catalogue(installation.db)
        rules: list[Key] = [("rules", rule.id) for rule in posted_by(held, name)]
        return held, seen(installation, ("slides", name), *rules)


def _planned(
    installation: Installation,
    held: Catalogue,
    sent: Sent,
    name: str,
    based_on: Mapping[Key, int],
    *,
    at: int,
    by: Person,
    known: Slide | None = None,
) -> tuple[Slide, Edit]:
    """The slide that is sent, and the edit that puts it up."""
    section = _section(held, sent.owner)
    _require_pictures(installation, sent.fields)
    slide = Slide(
        id=name,
        office=section.office,
        kind=sent.kind,
        name=sent.name,
        owner=section.id,
        state=known.state if known is not None else "published",
        limits=sent.limits,
        review_on=sent.review_on,
        fields=sent.fields,
        changed_at=at,
    )
    slide = sound(slide)
    notices.require_to_post(held, slide, by)
    posted = posted_by(held, name)
    own = reaching(held).get(name, ())
    if known is not None and own and not posted:
        if sent.screens and set(sent.screens) != set(screens_reached(held, own)):
            raise BadDocument(
                ja="どのモニターに出すかは放映スケジュールで決まっています。screens は変えられません。",
                en="a schedule decides where it is shown; screens cannot be changed.",
                path="screens",
            )
        return slide, Edit(saves={"slides": (slide,)}, based_on=based_on)
    rules = posting_rules(held, slide, _screens(held, sent, section), at=at)
    gone = {rule.id for rule in posted} - {rule.id for rule in rules}
    edit = Edit(
        saves={"slides": (slide,), "rules": rules},
        removes=tuple(("rules", rule) for rule in sorted(gone)),
        based_on=based_on,
    )
    return slide, edit


def _section(held: Catalogue, owner: str) -> Section:
    """The section that owns what is sent."""
    found = next((row for row in held.guide.sections if row.id == owner), None)
    if found is None:
        raise BadDocument(
            ja=f"所属「{owner}」はありません。所属の一覧にある id を書いてください。",
            en=f'there is no section "{owner}"; write the id of one that there is.',
            path="owner",
        )
    return found


def _screens(held: Catalogue, sent: Sent, section: Section) -> tuple[str, ...]:
    wanted = sent.screens or usual_screens(held, section)
    there = {name for name, screen in held.screens.items() if screen.office == section.office}
    unknown = next((index for index, name in enumerate(wanted) if name not in there), None)
    if unknown is not None or not wanted:
        raise BadDocument(
            ja="この庁舎にないモニターです。モニターの設定にある id を書いてください。",
            en="that office has no such screen; write the ids of screens that there are.",
            path=f"screens.{unknown or 0}",
        )
    return wanted


def _require_pictures(installation: Installation, fields: Mapping[str, Any]) -> None:
    """Only what was taken in as a picture is drawn as one."""
    asset = fields.get("picture")
    if asset is not None and upload_of(installation.db, asset) is None:
        raise BadDocument(
            ja="その画像はまだ取り込まれていません。multipart の picture として画像を一緒に送ってください。",
            en="that picture is not here; send it along as the part “picture” of a multipart request.",
            path="fields.picture",
        )


def _known(held: Catalogue, name: str, by: Person) -> Slide:
    slide = held.slides.get(name)
    if slide is None or not _may_look(held, slide, by):
        raise Missing(ja=f"コンテンツ「{name}」はありません。", en=f'there is no slide "{name}".')
    return slide


def _may_look(held: Catalogue, slide: Slide, by: Person) -> bool:
    return may(by, "look", office=slide.office, section=slide.owner, parents=parents_in(held))


def _posted(installation: Installation, held: Catalogue, slides: Sequence[Slide]) -> Iterator[Posted]:
    """Slides as programs see them, in the same order."""
    reached = reaching(held)
    waiting = {one.what: one.number for one in open_proposals(installation.db, states=["waiting", "returned"])}
    for slide in slides:
        rules: list[Key] = [("rules", rule.id) for rule in posted_by(held, slide.id)]
        versions = seen(installation, ("slides", slide.id), *rules)
        number = waiting.get(slide.id)
        yield Posted(
            slide=slide,
            screens=screens_reached(held, reached.get(slide.id, ())),
            tag=sha256(repr((sorted(versions.items()), number)).encode()).hexdigest()[:16],
            waits=number,
        )
