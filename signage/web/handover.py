"""The pages of the hand-over document, and of a successor's first day."""

from __future__ import annotations

from dataclasses import asdict

from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue

from signage.actions import handover, successor
from signage.core.chapters import Document
from signage.core.instants import JAPAN
from signage.publish.papers import Order
from signage.web import chrome, gate, times
from signage.web.desk import Desk
from signage.web.handover_chapters import document
from signage.web.papers import sent
from signage.web.row_names import RowNames

_DAY_ONE = {
    "returned": "day one returned",
    "waiting": "day one waiting",
    "afterwards": "day one afterwards",
    "draft": "day one draft",
    "ending": "day one ending",
    "review": "day one review",
}
"""What is said of each kind of task."""


def handover_pages(desk: Desk) -> Blueprint:
    """`/handover`: told anew at every look."""
    pages = Blueprint("handover", __name__, url_prefix="/handover")

    def told() -> tuple[str, Document]:
        held, own = handover.read(desk.installation), chrome.own_office(desk)
        office = request.args.get("office") or (own.id if own is not None else "")
        facts = handover.facts(desk.installation, held, office, at=desk.clock(), by=gate.person())
        return office, document(facts, RowNames(held, g.language), g.language)

    @pages.get("")
    @gate.needs("look")
    def whole() -> ResponseReturnValue:
        office, whole = told()
        return render_template("handover/whole.html", document=whole, office=office)

    @pages.get("/handover.pdf")
    @gate.needs("look")
    def as_pdf() -> ResponseReturnValue:
        order = Order(paper="document", document=asdict(told()[1]))
        return sent(desk.ask.paper(order, at=desk.clock()), "application/pdf", "handover.pdf")

    @pages.get("/today")
    @gate.needs("look")
    def today() -> ResponseReturnValue:
        held = handover.read(desk.installation)
        told = successor.first_day(desk.installation, held, at=desk.clock(), by=gate.person())
        return render_template("handover/today.html", told=told, said_of=_DAY_ONE, zone=JAPAN, day_of=times.day_typed)

    return pages
