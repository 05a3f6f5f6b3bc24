"""The pages of the history: recent changes, the versions of one thing, what was taken away; and back to each."""

from __future__ import annotations

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from signage.actions import history, proposals
from signage.actions.proposals import Outcome
from signage.core.instants import DAY, JAPAN
from signage.core.nouns import NOUNS
from signage.core.problems import Missing
from signage.store.audit import Place
from signage.web import gate, times
from signage.web.change_words import FIELDS_TOLD, ChangeWords
from signage.web.desk import Desk
from signage.web.messages import tell
from signage.web.row_names import edited_at


def history_pages(desk: Desk) -> Blueprint:
    """`/history` and `/archive`."""
    pages = Blueprint("history", __name__)
    _changes(pages, desk)
    _archive(pages, desk)
    return pages


def _changes(pages: Blueprint, desk: Desk) -> None:
    """What was changed, and back to what it was."""

    @pages.get("/history")
    @gate.needs("look")
    def recent() -> ResponseReturnValue:
        before, who = place(request.args.get("before")), request.args.get("who", "")
        page = history.recent(desk.installation, by=gate.person(), before=before, who=who)
        return render_template(
            "history/recent.html",
            page=page,
            words=_words(desk),
            zone=JAPAN,
            most=FIELDS_TOLD,
            first=before is None,
            who=who,
        )

    @pages.get("/history/<noun>/<name>")
    @gate.needs("look")
    def versions(noun: str, name: str) -> ResponseReturnValue:
        before = request.args.get("before", type=int)
        page = history.versions_of(desk.installation, _known(noun), name, by=gate.person(), before=before)
        parents = proposals.parents_of(desk.installation)
        return render_template(
            "history/versions.html",
            noun=noun,
            versions=page.found,
            rest=page.rest,
            words=_words(desk),
            zone=JAPAN,
            long_moment=times.long_moment,
            edited_at=edited_at(noun, name),
            may=history.may_put_back(desk.installation, page.found[0].told, by=gate.person(), parents=parents),
        )

    @pages.post("/history/<noun>/<name>/<int:number>")
    @gate.needs("post")
    def restore(noun: str, name: str, number: int) -> ResponseReturnValue:
        _told(history.restore(desk.installation, _known(noun), name, number, at=desk.clock(), by=gate.person()))
        return redirect(url_for("history.versions", noun=noun, name=name))


def _archive(pages: Blueprint, desk: Desk) -> None:
    """What was taken away."""

    @pages.get("/archive")
    @gate.needs("look")
    def archive() -> ResponseReturnValue:
        by, parents = gate.person(), proposals.parents_of(desk.installation)
        before = request.args.get("before", type=int)
        page = history.archive(desk.installation, at=desk.clock(), by=by, before=before)
        mine = {
            one.change.number
            for one in page.found
            if history.may_put_back(desk.installation, one, by=by, parents=parents)
        }
        return render_template(
            "history/archive.html",
            page=page,
            first=before is None,
            mine=mine,
            names=history.names_of(desk.installation),
            words=_words(desk),
            zone=JAPAN,
            kept_ms=history.KEPT_DAYS * DAY,
        )

    @pages.post("/archive/<int:number>")
    @gate.needs("post")
    def put_back(number: int) -> ResponseReturnValue:
        _told(history.put_back(desk.installation, number, at=desk.clock(), by=gate.person()))
        return redirect(url_for("history.archive"))


def _words(desk: Desk) -> ChangeWords:
    return ChangeWords(desk.held, g.language)


def place(text: str | None) -> Place | None:
    """Where a list goes on, as an address has it: `1795311600000.17`."""
    at, _, number = (text or "").partition(".")
    if not (at.isdecimal() and number.isdecimal() and len(at) < 16 and len(number) < 16):
        return None
    return Place(int(at), int(number))


def _told(outcome: Outcome) -> None:
    """What came of it."""
    if not outcome.kept:
        tell("history waits", tone="info")
    elif outcome.number is None:
        tell("history same already", tone="info")
    else:
        tell("history went back", undo=outcome.number)


def _known(noun: str) -> str:
    if noun not in NOUNS:
        raise Missing(ja="そのような一覧はありません。", en="there is no such list.")
    return noun
