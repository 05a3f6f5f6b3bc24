"""A reorganisation as one plan: lines typed or pasted, checked with pictures of its day, kept as one edit."""

from __future__ import annotations

import json
from collections.abc import Sequence

from flask import Blueprint, abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from signage.actions import guide, guide_paste, plans
from signage.actions.guide_draft import Fault
from signage.actions.plans import HEADINGS, OPERATIONS, PlanRow
from signage.core.problems import Refused
from signage.web import gate
from signage.web.desk import Desk
from signage.web.guide import confirmation, drawn, ground
from signage.web.messages import tell
from signage.web.words import said

ROWS = 6
"""Empty lines of a new plan; one more page of them is a press away."""


def plan_pages(desk: Desk) -> Blueprint:
    """For whoever may change the whole guide of an office."""
    pages = Blueprint("plans", __name__)

    @pages.get("/guide/plans/new")
    @gate.needs("guide")
    def plan() -> ResponseReturnValue:
        return _form(desk, [])

    @pages.post("/guide/plans/new")
    @gate.needs("guide")
    def back() -> ResponseReturnValue:
        return _form(desk, _typed())

    @pages.post("/guide/plans/check")
    @gate.needs("guide")
    def check() -> ResponseReturnValue:
        file, text = request.files.get("file"), request.form.get("pasted", "")
        rows = _typed()
        try:
            if file is not None and file.filename:
                text = guide_paste.text_of(file.read(guide_paste.LARGEST + 1))
            rows += plans.rows_of(text) if text.strip() else []
        except Refused as refused:
            return _form(desk, rows, pasted=text, fault=refused.sentence(g.language)), 400
        if "more" in request.form:
            return _form(desk, rows, more=ROWS)
        return _checked(desk, rows)

    @pages.post("/guide/plans/keep")
    @gate.needs("guide")
    def keep() -> ResponseReturnValue:
        rows = _typed()
        checked = plans.check(desk.installation, rows, ground(desk), by=gate.person())
        if checked.faults:
            return _checked(desk, rows)
        kept = guide.publish(
            desk.installation, "changes", checked, at=desk.clock(), by=gate.person(), action="plan-guide"
        )
        tell("plan kept" if kept.number else "guide same", undo=kept.number, count=len(checked.differences))
        return redirect(url_for("guide.tab", noun="sections", office=request.args.get("office")), 303)

    @pages.post("/guide/plans/pictures")
    @gate.needs("guide")
    def pictures() -> ResponseReturnValue:
        return drawn(desk, plans.check(desk.installation, _typed(), ground(desk), by=gate.person()))

    return pages


def _typed() -> list[PlanRow]:
    """The lines of the form, or those that the page of the dry run hands on. 400 for what is neither."""
    try:
        if "draft" in request.form:
            rows = [
                PlanRow(cells={str(h): str(c) for h, c in row.items()}) for row in json.loads(request.form["draft"])
            ]
        else:
            columns = [request.form.getlist(f"plan:{heading}") for heading in HEADINGS]
            rows = [PlanRow(cells=dict(zip(HEADINGS, cells, strict=True))) for cells in zip(*columns, strict=True)]
    except (ValueError, TypeError, AttributeError):
        abort(400)
    return [row for row in rows if not row.is_blank]


def _checked(desk: Desk, rows: Sequence[PlanRow]) -> ResponseReturnValue:
    on = ground(desk)
    checked = plans.check(desk.installation, rows, on, by=gate.person())
    if checked.faults:
        return _form(desk, rows, faults=checked.faults), 400
    office = request.args.get("office")
    urls = {
        "start": url_for("plans.plan", office=office),
        "check": url_for("plans.check", office=office),
        "keep": url_for("plans.keep", office=office),
        "back": url_for("plans.back", office=office),
        "pictures": url_for("plans.pictures", office=office, screen=""),
    }
    return confirmation(
        checked,
        on,
        urls,
        title=said("plan title", g.language),
        heading=said("plan check title", g.language),
        draft=json.dumps([dict(row.cells) for row in rows], ensure_ascii=False),
        note=said("plan told", g.language),
    )


def _form(
    desk: Desk,
    rows: Sequence[PlanRow],
    *,
    faults: Sequence[Fault] = (),
    pasted: str = "",
    fault: str = "",
    more: int = 0,
) -> str:
    on = ground(desk)
    blank = max(ROWS - len(rows), 1) + more
    return render_template(
        "guide/plan.html",
        rows=[*rows, *(PlanRow() for _ in range(blank))],
        headings=HEADINGS,
        operations=OPERATIONS,
        faults={one.key: one.ja if g.language == "ja" else one.en for one in faults},
        sections=[label for _, label in on.names.choices(("sections",))],
        pasted=pasted,
        fault=fault,
    )
