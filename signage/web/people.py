"""The pages about people: the list, a new account with its slip, one account and what is done with it."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from signage.actions import people
from signage.actions.people import Account
from signage.actions.reach import places
from signage.actions.recovery import sealed
from signage.core.instants import JAPAN, local_day
from signage.core.people import renewal_is_open
from signage.core.problems import Problem, Refused
from signage.core.rights import runs_everything
from signage.web import gate, people_form
from signage.web.desk import Desk
from signage.web.messages import tell, tell_sentence
from signage.web.people_form import ROLES, Typed
from signage.web.people_list import chosen, listed
from signage.web.words import said

ROWS_TO_FILL = 2


def people_pages(desk: Desk) -> Blueprint:
    """For whoever manages the people of an office, or of all."""
    pages = Blueprint("people", __name__)
    _list(pages, desk)
    _one(pages, desk)
    _deeds(pages, desk)
    return pages


def _list(pages: Blueprint, desk: Desk) -> None:
    @pages.get("/people")
    @gate.needs("people")
    def index() -> ResponseReturnValue:
        by, at, here = gate.person(), desk.clock(), desk.installation
        wanted, there = chosen(request.args), places(here, by)
        return render_template(
            "people/list.html",
            shown=listed(people.accounts(here, at=at, by=by), wanted),
            wanted=wanted,
            roles=[(role, said(words[0], g.language)) for role, words in ROLES.items()],
            sections=people_form.section_options(there, g.language),
            **people_form.told(there, g.language),
            administrators=len(people.administrators(here, at=at)) if runs_everything(by) else None,
            least=people.LEAST_ADMINISTRATORS,
            code_due=runs_everything(by) and sealed(here) is None,
            renewing=renewal_is_open(local_day(at, JAPAN)),
            zone=JAPAN,
        )


def _one(pages: Blueprint, desk: Desk) -> None:
    @pages.route("/people/new", methods=["GET", "POST"])
    @gate.needs("people")
    def new() -> ResponseReturnValue:
        if request.method == "GET":
            return _form(desk, Typed().with_empty_rows(ROWS_TO_FILL))
        typed = people_form.read(request.form)
        try:
            whose = people_form.person(typed)
            once = people.add(desk.installation, whose, at=desk.clock(), by=gate.person())
        except Problem as problem:
            return _form(desk, typed.with_empty_rows(ROWS_TO_FILL), problem=problem), 400
        return render_template("people/slip.html", whose=whose, once=once, is_new=True)

    @pages.route("/people/<name>", methods=["GET", "POST"])
    @gate.needs("people")
    def one(name: str) -> ResponseReturnValue:
        found = people.account(desk.installation, name, at=desk.clock(), by=gate.person())
        if request.method == "GET":
            return _form(desk, people_form.of(found.person).with_empty_rows(ROWS_TO_FILL), account=found)
        typed = people_form.read(request.form)
        try:
            whose = people_form.person(typed, before=found.person)
            seen = request.form.get("seen", 0, type=int)
            people.change(desk.installation, whose, seen=seen, at=desk.clock(), by=gate.person())
        except Problem as problem:
            return _form(desk, typed.with_empty_rows(ROWS_TO_FILL), account=found, problem=problem), 400
        tell("person kept", name=whose.name)
        return redirect(url_for("people.index"))


def _deeds(pages: Blueprint, desk: Desk) -> None:
    """What is done with one account by one press."""

    @pages.post("/people/<name>/password")
    @gate.needs("people")
    def password(name: str) -> ResponseReturnValue:
        once = people.one_time_password(desk.installation, name, at=desk.clock(), by=gate.person())
        whose = people.account(desk.installation, name, at=desk.clock(), by=gate.person()).person
        return render_template("people/slip.html", whose=whose, once=once, is_new=False)

    deeds: tuple[tuple[str, str, Callable[..., None], str], ...] = (
        ("sessions", "end_sessions", people.end_sessions, "sessions ended"),
        ("second-factor", "drop_second_factor", people.drop_second_factor, "second factor dropped"),
        ("close", "close", people.close, "person closed"),
        ("reopen", "reopen", people.reopen, "person reopened"),
    )
    for path, endpoint, deed, told in deeds:
        view = gate.needs("people")(_pressed(desk, deed, told))
        pages.add_url_rule(f"/people/<name>/{path}", endpoint, view, methods=["POST"])


def _pressed(desk: Desk, deed: Callable[..., None], told: str) -> Callable[[str], ResponseReturnValue]:
    def view(name: str) -> ResponseReturnValue:
        try:
            deed(desk.installation, name, at=desk.clock(), by=gate.person())
        except Refused as refused:
            tell_sentence(_bare(refused))
        else:
            tell(told)
        return redirect(url_for("people.one", name=name))

    return view


def _form(desk: Desk, typed: Typed, *, account: Account | None = None, problem: Problem | None = None) -> str:
    there = places(desk.installation, gate.person())
    errors = {} if problem is None else {problem.where or "name": _bare(problem)}
    return render_template(
        "people/one.html",
        typed=typed,
        account=account,
        errors=errors,
        roles=people_form.role_options(g.language),
        reach=people_form.place_options(there, gate.person(), g.language),
        sections=people_form.section_options(there, g.language),
        **people_form.told(there, g.language),
        is_me=account is not None and account.person.id == gate.person().id,
        zone=JAPAN,
    )


def _bare(problem: Problem) -> str:
    """The sentence without the field's name before it: it stands beside the field."""
    return Refused(ja=problem.ja, en=problem.en).sentence(g.language)
