"""The pages of April and March: somebody leaves and another takes over; accounts are renewed for a year."""

from __future__ import annotations

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from signage.actions import people, succession
from signage.actions.reach import places
from signage.core.instants import JAPAN, local_day
from signage.core.people import renewal_end, renewal_is_open, renewed_until
from signage.core.problems import Refused
from signage.web import gate, people_form
from signage.web.desk import Desk
from signage.web.messages import tell, tell_sentence
from signage.web.words import said


def leaving_pages(desk: Desk) -> Blueprint:
    """退職・異動, and the renewal list."""
    pages = Blueprint("leaving", __name__)

    @pages.get("/people/<name>/leave")
    @gate.needs("people")
    def leave(name: str) -> ResponseReturnValue:
        return _page(desk, name)

    @pages.post("/people/<name>/leave")
    @gate.needs("people")
    def hand_over(name: str) -> ResponseReturnValue:
        successor, ends_on = request.form.get("successor", ""), request.form.get("ends_on", "")
        if "sure" not in request.form:
            return _page(desk, name, looked="look" in request.form)
        try:
            succession.succeed(desk.installation, name, successor, ends_on=ends_on, at=desk.clock(), by=gate.person())
        except Refused as refused:
            return _page(desk, name, problem=refused), 400
        tell("handed over", leaver=name, successor=successor)
        return redirect(url_for("people.one", name=successor))

    @pages.get("/people/renewals")
    @gate.needs("people")
    def renewals() -> ResponseReturnValue:
        by, day = gate.person(), local_day(desk.clock(), JAPAN)
        there = places(desk.installation, by)
        return render_template(
            "people/renewals.html",
            due=succession.to_renew(desk.installation, at=desk.clock(), by=by),
            is_open=renewal_is_open(day),
            end=renewal_end(day),
            until=renewed_until(day),
            **people_form.told(there, g.language),
        )

    @pages.post("/people/renewals")
    @gate.needs("people")
    def renew() -> ResponseReturnValue:
        try:
            ticked = request.form.getlist("person")
            renewed = succession.renew(desk.installation, ticked, at=desk.clock(), by=gate.person())
        except Refused as refused:
            tell_sentence(refused.sentence(g.language))
        else:
            tell("renewed", count=renewed)
        return redirect(url_for("leaving.renewals"))

    return pages


def _page(desk: Desk, name: str, *, looked: bool = False, problem: Refused | None = None) -> str:
    """First whom and when; then what goes over, to be confirmed."""
    by, at, here = gate.person(), desk.clock(), desk.installation
    leaver = people.account(here, name, at=at, by=by)
    may_follow = [one.person for one in people.accounts(here, at=at, by=by) if one.open and one.managed]
    chosen = request.form.get("successor", "")
    successor = next((one for one in may_follow if one.id == chosen and chosen != name), None)
    errors = {}
    if problem is not None:
        errors[problem.where or "successor"] = Refused(ja=problem.ja, en=problem.en).sentence(g.language)
    elif looked and successor is None:
        errors["successor"] = said("choose successor", g.language)
    there = places(here, by)
    return render_template(
        "people/leave.html",
        account=leaver,
        successors=[one for one in may_follow if one.id != name],
        successor=successor if looked or problem else None,
        ends_on=request.form.get("ends_on") or leaver.person.ends_on or local_day(at, JAPAN).isoformat(),
        estate=succession.estate_of(here, leaver.person, successor),
        errors=errors,
        **people_form.told(there, g.language),
    )
