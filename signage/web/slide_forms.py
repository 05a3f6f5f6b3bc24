"""The form of a notice: one page on which it is written, seen as each screen will show it, and put up."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from flask import Blueprint, Response, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from signage.actions import history, notice_copies, notice_places, notice_subjects, notices
from signage.actions.edits import seen
from signage.actions.glasses import glasses
from signage.actions.notice_typed import NOTICE, Typed, is_writer
from signage.actions.notice_until import today_at
from signage.actions.notices import Draft
from signage.actions.proposals import edit_of, known_proposal, steps_for
from signage.core.catalogue import Catalogue
from signage.core.problems import Conflict, Problem, Refused
from signage.core.rights import require_to_look
from signage.core.slides import Slide
from signage.web import gate
from signage.web.desk import Desk
from signage.web.live_picture import MOST_SEEN, sight, undrawn
from signage.web.sheet_facts import differing
from signage.web.slide_words import teach
from signage.web.uploads import brought
from signage.web.words import said

MOST_GLASSES = 8
"""Screens whose present picture is shown beside their name, where they are chosen."""

_SIGNS = {
    **dict.fromkeys("A", "clock"),
    **dict.fromkeys("BL", "stop"),
    **dict.fromkeys("CI", "move"),
    **dict.fromkeys("D", "person"),
    **dict.fromkeys("E", "warning"),
    **dict.fromkeys("FJ", "calendar"),
    **dict.fromkeys("GH", "info"),
    **dict.fromkeys("K", "screen"),
}
"""The icon of a subject, by the letter of its template."""


def slide_form_pages(desk: Desk) -> Blueprint:
    """`/slides/new` and the same for a slide that is there; `/slides/try` answers while somebody types."""
    pages = Blueprint("slide_forms", __name__)
    teach(pages, desk)
    _forms(pages, desk)
    _live_pictures(pages, desk)
    return pages


def _forms(pages: Blueprint, desk: Desk) -> None:
    """The form: empty or opened, and sent."""

    @pages.get("/slides/new")
    @gate.needs("post")
    def new() -> ResponseReturnValue:
        held = desk.held
        return _form(desk, held, _begun(desk, held))

    @pages.post("/slides/new")
    @gate.needs("post")
    def put_up() -> ResponseReturnValue:
        return _sent(desk, _typed(desk, slide=""))

    @pages.get("/slides/<slide>/edit")
    @gate.needs("post")
    def edit(slide: str) -> ResponseReturnValue:
        held = desk.held
        known = notices.slide_of(held, slide)
        notices.require_to_post(held, known, gate.person())
        return _form(desk, held, _opened(desk, held, known))

    @pages.post("/slides/<slide>/edit")
    @gate.needs("post")
    def save(slide: str) -> ResponseReturnValue:
        return _sent(desk, _typed(desk, slide=slide))


def _live_pictures(pages: Blueprint, desk: Desk) -> None:
    """What its script asks for while somebody types."""

    @pages.post("/slides/try")
    @gate.needs("post")
    def try_out() -> ResponseReturnValue:
        held, typed = desk.held, _typed(desk, slide=request.form.get("slide", ""))
        draft = notices.drafted(held, typed, at=desk.clock(), by=gate.person())
        nth, number = request.args.get("nth", 0, type=int), request.args.get("number", 0, type=int)
        screens = draft.screens[:MOST_SEEN]
        if "warm" in request.args:  # a form was opened: whoever draws is to be ready when something is typed
            _ = [sight(desk, draft.trial, screen) for screen in screens]
            return Response(status=204)
        if not _can_be_seen(draft) or not 0 <= nth < len(screens):
            return _fragment(render_template("slides/not_yet.html", draft=draft, faults=_faults(draft)), 0)
        seen_there = sight(desk, draft.trial, screens[nth], writer=typed.writer, number=number)
        if seen_there.tried is None and not seen_there.problem:
            return Response(status=204)
        more = undrawn(draft.screens) if nth == len(screens) - 1 else 0
        words = render_template(
            "slides/sight.html", sight=seen_there, held=held, undecided=_is_undecided(draft), more=more
        )
        return _fragment(words, len(screens))


def _begun(desk: Desk, held: Catalogue) -> Typed:
    """An empty form; or one like a slide that is there, in its place or beside it."""
    asked, writer = request.args, secrets.token_hex(6)
    if "proposal" in asked:
        return _proposed(desk)
    like = asked.get("replaces") or asked.get("again")
    if like is None:
        typed = Typed(writer=writer, about=asked.get("about", ""))
        return replace(typed, about="picture", picture=asked["picture"]) if "picture" in asked else typed
    slide = notices.looked_at(held, like, gate.person())
    rules = notice_places.posted_by(held, slide.id)
    today = today_at(held, slide.office, desk.clock())
    typed = notice_copies.again(slide, rules, writer=writer, today=today)
    return replace(typed, replaces=slide.id) if "replaces" in asked else typed


def _opened(desk: Desk, held: Catalogue, slide: Slide) -> Typed:
    """The form of a slide that is there. Refused for those that are made elsewhere."""
    if slide.kind not in ("notice", "picture"):
        raise Refused(ja=said("made elsewhere", "ja"), en=said("made elsewhere", "en"))
    number = seen(desk.installation, ("slides", slide.id))["slides", slide.id]
    if "proposal" in request.args:
        return replace(_proposed(desk), slide=slide.id, seen=str(number))
    typed = notice_copies.typed_of(slide, notice_places.posted_by(held, slide.id), writer=secrets.token_hex(6))
    return replace(typed, slide=slide.id, seen=str(number))


def _proposed(desk: Desk) -> Typed:
    """The form as it was when it was proposed; sent again, it takes the place of that proposal."""
    number = request.args.get("proposal", 0, type=int)
    known = known_proposal(desk.installation, number)
    require_to_look(gate.person(), known.matter.office)
    edit = edit_of(known)
    slide, *others = edit.saves["slides"]
    writer = slide.id.removeprefix(NOTICE)
    typed = notice_copies.typed_of(slide, edit.saves.get("rules", ()), writer=writer)
    return replace(typed, replaces=next((other.id for other in others), ""))


def _typed(desk: Desk, *, slide: str) -> Typed:
    """What was sent. A picture comes as the file itself where no script has brought it before."""
    form = request.form
    sent: dict[str, Any] = {each.name: form.get(each.name, "") for each in fields(Typed)}
    writer = sent["writer"] if is_writer(sent["writer"]) else secrets.token_hex(6)
    sent |= {"screens": tuple(form.getlist("screens")), "slide": slide, "writer": writer}
    return Typed(**{**sent, **{name: brought(desk, name) or "" for name in ("picture", "illustration")}})


def _sent(desk: Desk, typed: Typed) -> ResponseReturnValue:
    """Put it up, or show the form again with all that was typed and what is to be put right."""
    held, at, by = desk.held, desk.clock(), gate.person()
    draft = notices.drafted(held, typed, at=at, by=by)
    if "check" in request.form or draft.faults:
        checked = "check" in request.form
        return _form(desk, held, typed, draft=draft, tell=not checked, look=checked)
    try:
        desk.ask.keep_tried(draft.trial, at=at)
        outcome = notices.put_up(desk.installation, typed, at=at, by=by)
    except Conflict:
        return _conflict(desk, held, typed, draft)
    except Refused as problem:
        return _form(desk, held, typed, draft=draft, problem=problem)
    going = url_for("slides.going", slide=draft.slide.id, proposal=outcome.proposal, undo=outcome.number)
    return redirect(going, 303)


def _conflict(desk: Desk, held: Catalogue, typed: Typed, draft: Draft) -> ResponseReturnValue:
    """Somebody else saved in between: both versions side by side, to choose from or to go on with."""
    theirs = notices.slide_of(held, draft.slide.id)
    newest = history.versions_of(desk.installation, "slides", theirs.id, by=gate.person()).found[0]
    page = render_template(
        "slides/conflict.html",
        typed=replace(typed, seen=str(newest.number)),
        fields=[each.name for each in fields(Typed)],
        theirs=theirs,
        newest=newest,
        who=newest.name,
        differences=differing(held, "slides", theirs, draft.slide),
        zone=desk.zone(theirs.office),
        now=desk.clock(),
    )
    return make_response(page, 409)


def _form(
    desk: Desk,
    held: Catalogue,
    typed: Typed,
    *,
    draft: Draft | None = None,
    problem: Problem | None = None,
    tell: bool = False,
    look: bool = False,
) -> ResponseReturnValue:
    """The page. `tell`: with what is to be put right; `look`: with the pictures, for those without scripts."""
    at, by = desk.clock(), gate.person()
    draft = draft or notices.drafted(held, typed, at=at, by=by)
    office = draft.section.office
    faults = _faults(draft) if tell else {}
    shown = draft.screens[:MOST_SEEN] if look and _can_be_seen(draft) else ()
    screens = notice_places.screens_of(held, office)
    seen_now = glasses(desk.installation, [one.id for one in screens[:MOST_GLASSES]], at=at)
    page = render_template(
        "slides/form.html",
        typed=typed,
        draft=draft,
        held=held,
        now=at,
        faults={**({"about": problem.sentence(g.language)} if problem is not None else {}), **faults},
        undecided=_is_undecided(draft),
        sights=[sight(desk, draft.trial, screen) for screen in shown],
        undrawn=undrawn(draft.screens),
        before=held.slides.get(typed.slide),
        replaced=draft.replaced,
        choices=_choices(),
        due=notice_subjects.due(today_at(held, office, at), held.slides.values(), section=draft.section.id),
        sections=[(row.id, row.name.best(g.language)) for row in notice_places.sections_for(held, by, at=at)],
        usual=notice_places.usual_screens(held, draft.section),
        screens=screens,
        glasses=seen_now,
        counters=_counters(held, office),
        steps={kind: steps_for(desk.installation, kind, office) for kind in ("notice", "picture")},
    )
    return make_response(page, 400 if faults or problem is not None else 200)


def _choices() -> list[dict[str, Any]]:
    """The subjects to choose from, with their icons."""
    return [
        {"id": one.id, "name": one.name, "found_by": one.found_by, "sign": _SIGNS.get(one.template, "info")}
        for one in notice_subjects.choices()
    ]


def _counters(held: Catalogue, office: str) -> list[tuple[str, str]]:
    """The counters of an office as a choice: number and name."""
    names = {row.id: row.name for row in held.guide.sections}
    found = {
        one.id: f"{one.number} {(one.name or names.get(one.sections[0], one.name)).best(g.language)}"
        for one in held.guide.counters
        if one.office == office
    }
    return list(found.items())


def _can_be_seen(draft: Draft) -> bool:
    """Whether there is anything to draw yet."""
    return not {"about", "picture"} & draft.faults.keys()


def _is_undecided(draft: Draft) -> bool:
    """Whether it is not said yet until when it is up."""
    return not {"until", "until_day"}.isdisjoint(draft.faults)


def _faults(draft: Draft) -> Mapping[str, str]:
    return {name: fault.ja if g.language == "ja" else fault.en for name, fault in draft.faults.items()}


def _fragment(words: str, screens: int) -> Response:
    """A part of the page, and how many of its kind there are."""
    answer = make_response(words)
    answer.headers["Signage-Screens"] = str(screens)
    answer.headers["Cache-Control"] = "no-store"
    return answer
