"""The guide's tables: looked at, typed into, checked with pictures, and published as one edit."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

from flask import Blueprint, abort, g, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from signage.actions import guide, guide_paste, guide_table
from signage.actions.guide import Checked
from signage.actions.guide_columns import TABLES, heads
from signage.actions.guide_draft import Fault, Typed
from signage.actions.guide_table import Ground, Table
from signage.core.problems import Refused
from signage.core.texts import LANGUAGES
from signage.publish.redrawing import Redrawn, Rows
from signage.web import gate, times
from signage.web.desk import Desk
from signage.web.messages import tell
from signage.web.words import said

NOUNS = f"any({','.join(TABLES)}):noun"
_TABS = {
    "sections": "tab sections",
    "counters": "tab counters",
    "services": "tab services",
    "facilities": "tab facilities",
    "elsewhere": "tab elsewhere",
    "directions": "tab directions",
    "events": "tab events",
}


def guide_pages(desk: Desk) -> Blueprint:
    """Every view works on one office: the one that `?office=` names, else the first of whoever asks."""
    pages = Blueprint("guide", __name__)
    _tables(pages, desk)
    _changes(pages, desk)
    return pages


def _tables(pages: Blueprint, desk: Desk) -> None:
    """The tables as they are."""

    @pages.get("/guide")
    @gate.needs("guide")
    def first() -> ResponseReturnValue:
        return redirect(url_for("guide.tab", noun="counters"))

    @pages.get(f"/guide/<{NOUNS}>")
    @gate.needs("guide")
    def tab(noun: str) -> ResponseReturnValue:
        return _table(desk, noun, ())

    @pages.post(f"/guide/<{NOUNS}>")
    @gate.needs("guide")
    def back(noun: str) -> ResponseReturnValue:
        return _table(desk, noun, draft())

    @pages.get(f"/guide/<{NOUNS}>/<name>")
    @gate.needs("guide")
    def row(noun: str, name: str) -> ResponseReturnValue:
        return _row(desk, noun, f"{name}#{request.args.get('part', 0, int)}")

    @pages.get(f"/guide/<{NOUNS}>.csv")
    @gate.needs("guide")
    def csv(noun: str) -> ResponseReturnValue:
        made = guide_table.table(desk.installation, noun, ground(desk), by=gate.person())
        sheet, name = io.BytesIO(guide_table.sheet(made)), f"{guide_table.NAMES_OF[noun]}.csv"
        return send_file(sheet, mimetype="text/csv", as_attachment=True, download_name=name, max_age=0)


def _changes(pages: Blueprint, desk: Desk) -> None:
    """What is typed or pasted: checked first, with pictures, then kept."""

    @pages.post(f"/guide/<{NOUNS}>/check")
    @gate.needs("guide")
    def check(noun: str) -> ResponseReturnValue:
        return _checked(desk, noun, draft())

    @pages.get(f"/guide/<{NOUNS}>/paste")
    @gate.needs("guide")
    def paste(noun: str) -> ResponseReturnValue:
        return _pasting(desk, noun)

    @pages.post(f"/guide/<{NOUNS}>/paste")
    @gate.needs("guide")
    def pasted(noun: str) -> ResponseReturnValue:
        file = request.files.get("file")
        text = request.form.get("pasted", "")
        try:
            if file is not None and file.filename:
                text = guide_paste.text_of(file.read(guide_paste.LARGEST + 1))
            typed = guide_paste.typed_rows(noun, text, ground(desk))
        except Refused as refused:
            return _pasting(desk, noun, text=text, fault=refused.sentence(g.language)), 400
        return _checked(desk, noun, [*draft(), *typed])

    @pages.post(f"/guide/<{NOUNS}>/keep")
    @gate.needs("guide")
    def keep(noun: str) -> ResponseReturnValue:
        typed, begins = draft(), request.form.get("begins", "")
        if begins != request.form.get("checked", ""):
            return _checked(desk, noun, typed)
        on = ground(desk)
        checked = guide.check(desk.installation, noun, typed, on, by=gate.person(), begins=begins)
        if checked.faults or checked.clashes:
            return _checked(desk, noun, typed)
        kept = guide.publish(desk.installation, noun, checked, at=desk.clock(), by=gate.person())
        tell("guide kept" if kept.number else "guide same", undo=kept.number, count=len(checked.differences))
        return redirect(url_for("guide.tab", noun=noun, office=request.args.get("office")), 303)

    @pages.post(f"/guide/<{NOUNS}>/pictures")
    @gate.needs("guide")
    def pictures(noun: str) -> ResponseReturnValue:
        begins = request.form.get("begins", "")
        checked = guide.check(desk.installation, noun, draft(), ground(desk), by=gate.person(), begins=begins)
        return drawn(desk, checked)


def drawn(desk: Desk, checked: Checked) -> str:
    """One screen's pictures before and after; nothing where it stays as it is."""
    screen = request.args.get("screen", "")
    pairs: Sequence[Redrawn] = ()
    if checked.edit is not None:
        rows = Rows(saves=checked.edit.saves, removes=checked.edit.removes)
        pairs = desk.ask.redrawn(rows, screen, at=checked.at)
    part = "Signage-Part" in request.headers
    template = "guide/pictures.html" if part else "guide/pictures_page.html"
    return render_template(template, screen=screen, pairs=pairs)


def ground(desk: Desk) -> Ground:
    """The office that is worked on."""
    return guide_table.ground(desk.installation, request.args.get("office"), at=desk.clock(), by=gate.person())


def draft() -> list[Typed]:
    """What was typed: the table's cells as its script sends them, or one row's form. 400 for what is neither."""
    if "key" in request.form:
        cells = {name.removeprefix("cell:"): request.form[name] for name in request.form if name.startswith("cell:")}
        version = request.form.get("version", type=int)
        return [Typed(key=request.form["key"], cells=cells, version=version, gone="gone" in request.form)]
    try:
        return [_typed(row) for row in json.loads(request.form.get("draft") or "[]")]
    except (ValueError, TypeError, KeyError, AttributeError):
        abort(400)


def plain(typed: Sequence[Typed]) -> str:
    """A draft as its pages hand it on."""
    rows = [{"key": t.key, "cells": dict(t.cells), "version": t.version, "gone": t.gone} for t in typed]
    return json.dumps(rows, ensure_ascii=False)


def _typed(row: Mapping[str, Any]) -> Typed:
    version = row.get("version")
    return Typed(
        key=str(row["key"]),
        cells={str(heading): str(cell) for heading, cell in dict(row.get("cells") or {}).items()},
        version=None if version is None else int(version),
        gone=bool(row.get("gone")),
    )


def _checked(desk: Desk, noun: str, typed: Sequence[Typed]) -> ResponseReturnValue:
    """The dry run; where a cell cannot stay so, what was typed comes back with that cell marked."""
    on, begins = ground(desk), request.form.get("begins", "")
    try:
        checked = guide.check(desk.installation, noun, typed, on, by=gate.person(), begins=begins)
    except Refused as refused:
        fault = Fault(key="", heading=None, ja=refused.ja, en=refused.en)
        checked = guide.check(desk.installation, noun, typed, on, by=gate.person())
        return _confirm(desk, noun, checked, on, date_fault=fault), 400
    if checked.faults:
        if "key" in request.form:
            return _row(desk, noun, request.form["key"], typed=typed[0], faults=checked.faults), 400
        return _table(desk, noun, typed, faults=checked.faults), 400
    return _confirm(desk, noun, checked, on), 409 if checked.clashes else 200


def _confirm(desk: Desk, noun: str, checked: Checked, on: Ground, *, date_fault: Fault | None = None) -> str:
    spot: dict[str, Any] = {"noun": noun, "office": request.args.get("office")}
    urls = {
        "start": url_for("guide.tab", **spot),
        "check": url_for("guide.check", **spot),
        "keep": url_for("guide.keep", **spot),
        "back": url_for("guide.back", **spot),
        "pictures": url_for("guide.pictures", **spot, screen=""),
    }
    title = said(_TABS[noun], g.language)
    return confirmation(
        checked,
        on,
        urls,
        title=title,
        heading=said("guide check title", g.language, tab=title),
        draft=plain(checked.typed),
        dated=noun != "events",
        date_fault=date_fault,
    )


def confirmation(
    checked: Checked, on: Ground, urls: Mapping[str, str], *, title: str, heading: str, draft: str, **more: object
) -> str:
    """The page of a dry run: what changes in words, what to mind, and each screen's pictures before and after."""
    return render_template(
        "guide/check.html",
        title=title,
        heading=heading,
        urls=urls,
        tabs_of=_TABS,
        checked=checked,
        draft=draft,
        day=None if checked.begins is None else times.day_typed(checked.begins, g.language),
        screens=[screen for screen in on.rows["screens"] if screen.office == on.office.id],
        **more,
    )


def _table(desk: Desk, noun: str, typed: Sequence[Typed], *, faults: Sequence[Fault] = ()) -> str:
    on = ground(desk)
    made = guide_table.table(desk.installation, noun, on, by=gate.person())
    return render_template(
        "guide/table.html",
        noun=noun,
        tab=_TABS[noun],
        tabs=_tabs(noun),
        made=made,
        typed={one.key: one for one in typed},
        new=[one for one in typed if "#" not in one.key],
        faults={(one.key, one.heading): one for one in faults},
        languages=LANGUAGES,
        options=_options(made),
        floors=made.names.choices(("floors",)),
        sections=made.names.choices(("sections",)),
        chosen={name: request.args.get(name, "") for name in ("floor", "section", "q", "languages")},
        office=on.office,
        whole=guide_table.may_change_all(gate.person(), on),
    )


def _row(desk: Desk, noun: str, key: str, *, typed: Typed | None = None, faults: Sequence[Fault] = ()) -> str:
    """One row as a form, which needs no script."""
    on = ground(desk)
    made = guide_table.table(desk.installation, noun, on, by=gate.person())
    line = next((line for line in made.lines if line.key == key), None)
    if line is None and not key.startswith("new"):
        abort(404)
    return render_template(
        "guide/row.html",
        noun=noun,
        tab=_TABS[noun],
        made=made,
        line=line,
        key=key if line is not None else "new-1",
        cells={**(line.cells if line else {}), **(typed.cells if typed else {})},
        faults={one.heading: one.ja if g.language == "ja" else one.en for one in faults},
        languages=LANGUAGES,
        options=_options(made),
        pairs={heading: [(word, word) for word in words] for heading, words in _options(made).items()},
        office=on.office,
    )


def _pasting(desk: Desk, noun: str, *, text: str = "", fault: str = "") -> str:
    on = ground(desk)
    columns = [head.heading for head in heads(noun, ()) if not head.folded]
    return render_template(
        "guide/paste.html", noun=noun, tab=_TABS[noun], columns=columns, text=text, fault=fault, office=on.office
    )


def _tabs(noun: str) -> list[tuple[str, str, bool]]:
    office = request.args.get("office")
    found = [
        (said(key, g.language), url_for("guide.tab", noun=one, office=office), one == noun)
        for one, key in _TABS.items()
    ]
    return [*found, (said("tab buildings", g.language), "/buildings", False)]


def _options(made: Table) -> dict[str, list[str]]:
    """What may stand in the cells of a column, where that is one of a list."""
    found = {}
    for head in made.heads:
        if head.options:
            found[head.heading] = list(head.options)
        elif head.nouns:
            found[head.heading] = [label for _, label in made.names.choices(head.nouns)]
        elif head.shape == "truth":
            found[head.heading] = ["○", "×"]
        elif head.column.key == "languages":
            found[head.heading] = list(LANGUAGES.values())
    return found
