"""Layouts: the five fixed divisions of a canvas, drawn to scale, lying and standing, and which screens use each."""

from __future__ import annotations

from flask import Blueprint, g, render_template
from flask.typing import ResponseReturnValue

from signage.web import gate
from signage.web.choices import LAYOUT_NAMES, ZONES
from signage.web.desk import Desk
from signage.web.labels import told
from signage.web.row_names import RowNames
from signage.web.screen_settings import drawn


def layout_pages(desk: Desk) -> Blueprint:
    """One page: there is nothing to edit; a screen's own is chosen on its page, a rule's on its."""
    pages = Blueprint("layouts", __name__)

    @pages.get("/layouts")
    @gate.needs("settings")
    def shelf() -> ResponseReturnValue:
        held = desk.held
        names = RowNames(held, g.language)
        found = []
        for layout, words in LAYOUT_NAMES.items():
            label = told(words, g.language)
            using = [screen.id for screen in held.screens.values() if screen.layout == layout]
            rules = [rule.id for rule in held.rules.values() if rule.layout == layout]
            found.append(
                {
                    "label": label,
                    "lying": drawn(layout, 1920, 1080, label),
                    "standing": drawn(layout, 1080, 1920, label),
                    "screens": [(name, names.of("screens", name)) for name in using],
                    "rules": [(name, names.of("rules", name)) for name in rules],
                }
            )
        zones = {name: told(words, g.language) for name, words in ZONES.items()}
        return render_template("nouns/layouts.html", layouts=found, zones=zones)

    return pages
