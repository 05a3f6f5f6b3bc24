"""The page of the log: for auditors: sifted, a hundred lines at a time, or whole as CSV."""

from __future__ import annotations

from functools import partial

from flask import Blueprint, Response, g, render_template, request, stream_with_context
from flask.typing import ResponseReturnValue

from signage.actions import log
from signage.core.instants import JAPAN
from signage.store.audit import Sieve
from signage.web import gate, times
from signage.web.change_words import ChangeWords
from signage.web.desk import Desk
from signage.web.history import place
from signage.web.words import audit, said

_HEADINGS = (
    "audit number",
    "audit at",
    "audit who",
    "audit name",
    "audit action",
    "audit code",
    "audit what",
    "audit detail",
)


def audit_pages(desk: Desk) -> Blueprint:
    """Nothing here changes anything."""
    pages = Blueprint("audit", __name__, url_prefix="/audit")

    def words() -> ChangeWords:
        return ChangeWords(desk.held, g.language)

    @pages.get("")
    @gate.needs("audit")
    def lines() -> ResponseReturnValue:
        before, speak = place(request.args.get("before")), words()
        actions = sorted((speak.action(action), action) for action in audit.ACTIONS if "{" not in action)
        return render_template(
            "audit/lines.html",
            page=log.page(desk.installation, _sieve(), before=before),
            people=log.everybody(desk.installation),
            actions=[(action, word) for word, action in actions],
            words=speak,
            asked=_asked(),
            first=before is None,
            zone=JAPAN,
            long_moment=times.long_moment,
        )

    @pages.get("/log.csv")
    @gate.needs("audit")
    def as_csv() -> ResponseReturnValue:
        rows = log.as_csv(
            desk.installation,
            _sieve(),
            headings=[said(key, g.language) for key in _HEADINGS],
            word=partial(ChangeWords.action, words()),
            zone=JAPAN,
        )
        answer = Response(stream_with_context(rows), mimetype="text/csv")
        answer.headers.set("Content-Disposition", "attachment", filename="audit.csv")
        return answer

    return pages


def _asked() -> dict[str, str]:
    """What was typed into the form, where it was."""
    keys = ("who", "action", "what", "begins", "ends")
    return {key: value for key in keys if (value := request.args.get(key, "").strip())}


def _sieve() -> Sieve:
    asked = dict.fromkeys(("who", "action", "what", "begins", "ends"), "") | _asked()
    return log.sieve(**asked, zone=JAPAN)
