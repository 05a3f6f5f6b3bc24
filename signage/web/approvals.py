"""Approvals: the inbox of whoever decides, and one proposal with its pictures before and after."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, Response, abort, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from signage.actions import approvals, proposals
from signage.actions.approvals import Case, Hung, Mended
from signage.actions.history import names_of
from signage.core.catalogue import Catalogue
from signage.core.offices import city_zone
from signage.core.problems import Conflict, Problem, Refused
from signage.core.proposals import unseen_by
from signage.web import gate
from signage.web.approval_words import fields, lines, row
from signage.web.desk import Desk
from signage.web.live_picture import MOST_SEEN, Sight, sight, undrawn
from signage.web.messages import tell
from signage.web.words import said

REASONS = ("reason slip", "reason date", "reason where", "reason long", "reason ask", "reason picture")
"""Why things are usually sent back."""


@dataclass(frozen=True, kw_only=True)
class Beside:
    """One screen: what it shows of it now, and what it would show; None: nothing of it."""

    screen: str
    before: Sight | None = None
    after: Sight | None = None


def approval_pages(desk: Desk) -> Blueprint:
    """`/approvals` and what is beneath it."""
    pages = Blueprint("approvals", __name__, url_prefix="/approvals")
    _lists(pages, desk)
    _decisions(pages, desk)
    _own_matters(pages, desk)
    _add_pictures(pages, desk)
    return pages


def _lists(pages: Blueprint, desk: Desk) -> None:
    """What waits, and one proposal as it is looked at."""

    @pages.get("")
    @gate.needs("post")
    def inbox() -> ResponseReturnValue:
        found = approvals.inbox(desk.installation, gate.person(), at=desk.clock())
        held = desk.held
        lists = {name: [row(desk, held, one) for one in listed] for name, listed in vars(found).items()}
        return render_template("approvals/inbox.html", **lists, **_around(desk, held))

    @pages.get("/<int:number>")
    @gate.needs("look")
    def one(number: int) -> ResponseReturnValue:
        looked_at = approvals.case(desk.installation, number, at=desk.clock(), by=gate.person())
        return _page(desk, Mended(case=looked_at, typed=looked_at.typed))


def _decisions(pages: Blueprint, desk: Desk) -> None:
    """What an approver does with a proposal."""

    @pages.post("/<int:number>")
    @gate.needs("approve")
    def decide(number: int) -> ResponseReturnValue:
        form, at, by = request.form, desk.clock(), gate.person()
        looked_at = approvals.case(desk.installation, number, at=at, by=by)
        made = approvals.mended(desk.installation, looked_at, form, at=at)
        if form.get("do") == "look" or made.faults:
            return _page(desk, made, status=400 if made.faults else 200)
        seen = form.get("seen", 0, type=int)
        instead_of = form.get("instead_of", "") if form.get("do") == "deputise" else None
        try:
            if made.edit is not None:
                desk.ask.keep_tried(made.case.after.trial, at=at)
            outcome = approvals.decide(
                desk.installation, number, seen=seen, at=at, by=by, instead_of=instead_of, edit=made.edit
            )
        except (Conflict, Refused) as problem:
            return _page(desk, made, problem=problem, status=409 if isinstance(problem, Conflict) else 400)
        name = looked_at.known.matter.title.best(g.language)
        tell("approved on air" if outcome.kept else "approved one step", undo=outcome.number, name=name)
        return _next(desk)

    @pages.post("/<int:number>/return")
    @gate.needs("approve")
    def send_back(number: int) -> ResponseReturnValue:
        form, at, by = request.form, desk.clock(), gate.person()
        usual = [said(reason, g.language) for reason in REASONS if reason in form.getlist("reasons")]
        reason = " ".join(filter(None, (*usual, form.get("reason", "").strip())))
        try:
            proposals.send_back(desk.installation, number, reason, at=at, by=by)
        except Refused as problem:
            looked_at = approvals.case(desk.installation, number, at=at, by=by)
            return _page(desk, Mended(case=looked_at, typed=looked_at.typed), fault=problem, status=400)
        tell("sent back", name=_title(desk, number))
        return _next(desk)


def _own_matters(pages: Blueprint, desk: Desk) -> None:
    """What somebody does with what is their own: looks at it afterwards, or gives it up."""

    @pages.post("/<int:number>/seen")
    @gate.needs("post")
    def seen_afterwards(number: int) -> ResponseReturnValue:
        proposals.look_afterwards(desk.installation, number, at=desk.clock(), by=gate.person())
        tell("looked at afterwards", name=_title(desk, number))
        return _next(desk)

    @pages.post("/<int:number>/drop")
    @gate.needs("post")
    def drop(number: int) -> ResponseReturnValue:
        proposals.drop(desk.installation, number, at=desk.clock(), by=gate.person())
        tell("proposal dropped", name=_title(desk, number))
        return redirect(url_for("approvals.inbox"), 303)


def _add_pictures(pages: Blueprint, desk: Desk) -> None:
    """What the script of one proposal's page asks for."""

    @pages.get("/<int:number>/sights/<int:nth>")
    @gate.needs("look")
    def sights(number: int, nth: int) -> ResponseReturnValue:
        looked_at = approvals.case(desk.installation, number, at=desk.clock(), by=gate.person())
        screen = _screens(looked_at)[:MOST_SEEN][nth : nth + 1]
        if not screen:
            abort(404)
        (one,) = _beside(desk, looked_at, *screen)
        return render_template("approvals/beside.html", one=one)

    @pages.post("/<int:number>/try")
    @gate.needs("approve")
    def try_out(number: int) -> ResponseReturnValue:
        looked_at = approvals.case(desk.installation, number, at=desk.clock(), by=gate.person())
        made = approvals.mended(desk.installation, looked_at, request.form, at=desk.clock())
        nth, screens = request.args.get("nth", 0, type=int), made.case.after.screens[:MOST_SEEN]
        if not 0 <= nth < len(screens):
            return Response(status=204)
        shown = sight(
            desk,
            made.case.after.trial,
            screens[nth],
            writer=request.form.get("writer", ""),
            number=request.args.get("number", 0, type=int),
        )
        if shown.tried is None and not shown.problem:
            return Response(status=204)
        answer = make_response(render_template("approvals/after.html", sight=shown))
        answer.headers["Signage-Screens"] = str(len(screens))
        answer.headers["Cache-Control"] = "no-store"
        return answer


def _next(desk: Desk) -> ResponseReturnValue:
    """On to what waits longest; back to the list where nothing does."""
    number = approvals.next_one(desk.installation, gate.person())
    return redirect(url_for("approvals.inbox") if number is None else url_for("approvals.one", number=number), 303)


def _page(
    desk: Desk,
    made: Mended,
    *,
    problem: Problem | None = None,
    fault: Problem | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    """One proposal. Its pictures come by a script, or with the page where there is none.

    `problem` keeps it from being approved; `fault` is wrong with the reason for sending it back.
    """
    looked_at, held, by = made.case, desk.held, gate.person()
    every = _screens(looked_at)
    screens, drawn = every[:MOST_SEEN], request.method == "POST" or "drawn" in request.args
    faults = {name: one.ja if g.language == "ja" else one.en for name, one in made.faults.items()}
    page = render_template(
        "approvals/one.html",
        case=looked_at,
        row=row(desk, held, looked_at.known),
        drawn=drawn,
        beside=_beside(desk, looked_at, *screens) if drawn else [Beside(screen=name) for name in screens],
        undrawn=undrawn(every),
        lines=lines(held, looked_at),
        fields_typed=fields(made.typed, faults) if made.typed is not None and looked_at.may_decide else (),
        mending=made.edit is not None or bool(faults),
        faults=faults,
        problem=problem.sentence(g.language) if problem is not None else "",
        fault=fault.sentence(g.language) if fault is not None else "",
        reasons=[(reason, said(reason, g.language)) for reason in REASONS],
        chosen=request.form.getlist("reasons"),
        reason=request.form.get("reason", ""),
        own=looked_at.known.who == by.id,
        unseen=by.id in unseen_by(looked_at.known.matter),
        approvers=approvals.approvers(desk.installation, looked_at.known, at=desk.clock()),
        again=_again(held, looked_at),
        **_around(desk, held),
    )
    return make_response(page, status)


def _around(desk: Desk, held: Catalogue) -> dict[str, object]:
    """What every one of these pages needs to write names and times."""
    zone = city_zone(held.offices.values())
    return {"held": held, "names": names_of(desk.installation), "now": desk.clock(), "zone": zone}


def _screens(looked_at: Case) -> tuple[str, ...]:
    """Where it would be, and where it is now: the first few are shown in pictures."""
    before = looked_at.before.screens if looked_at.before is not None else ()
    return tuple(dict.fromkeys((*looked_at.after.screens, *before)))


def _beside(desk: Desk, looked_at: Case, *screens: str) -> list[Beside]:
    """The pictures on some screens. All after, then all before: what is drawn for the first serves the next."""
    after = {name: _sight(desk, looked_at.after, name) for name in screens}
    before = {name: _sight(desk, looked_at.before, name) for name in screens}
    return [Beside(screen=name, before=before[name], after=after[name]) for name in screens]


def _sight(desk: Desk, hung: Hung | None, screen: str) -> Sight | None:
    return sight(desk, hung.trial, screen) if hung is not None and screen in hung.screens else None


def _again(held: Catalogue, looked_at: Case) -> str:
    """Where it is put right by whoever proposed it; "" for kinds that are made elsewhere."""
    if looked_at.typed is None:
        return ""
    slide, number = looked_at.after.slide.id, looked_at.known.number
    if slide in held.slides:
        return url_for("slide_forms.edit", slide=slide, proposal=number)
    return url_for("slide_forms.new", proposal=number)


def _title(desk: Desk, number: int) -> str:
    return proposals.known_proposal(desk.installation, number).matter.title.best(g.language)
