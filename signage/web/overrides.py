"""The override's pages: a prepared message, and a second click on its picture puts it on every screen."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from signage.actions import overrides
from signage.actions.overrides import FREE_TEXT, Active, Call, Staged
from signage.core.problems import Missing, Refused
from signage.core.schedules import EMERGENCY_HOURS
from signage.core.texts import Text
from signage.web import gate, times
from signage.web.desk import Desk
from signage.web.messages import tell

HOURS = (1, 2, 4, EMERGENCY_HOURS, 12, 24)
"""What is offered."""

_TYPED = ("title-ja", "title-en", "body-ja", "body-en")


def override_pages(desk: Desk) -> Blueprint:
    """The one thing that whoever is on night duty sees."""
    pages = Blueprint("overrides", __name__, url_prefix="/override")
    _choosing(pages, desk)
    _deeds(pages, desk)
    return pages


def _choosing(pages: Blueprint, desk: Desk) -> None:
    """Which message, where; and how it will look."""

    @pages.get("")
    @gate.needs("override")
    def first() -> ResponseReturnValue:
        offices = overrides.offices_of(desk.installation, gate.person())
        if not offices:
            raise Missing(
                ja="庁舎がまだ登録されていません。運用責任者に連絡してください。",
                en="no office is set up yet; tell an administrator.",
            )
        on = [one.office for one in overrides.active(desk.installation, at=desk.clock(), offices=offices)]
        return redirect(url_for("overrides.messages", office=(on or offices)[0]))

    @pages.get("/<office>")
    @gate.needs("override")
    def messages(office: str) -> ResponseReturnValue:
        return _messages(desk, office)

    @pages.get("/<office>/look")
    @gate.needs("override")
    def look(office: str) -> ResponseReturnValue:
        try:
            staged = _staged(desk, office, request.args)
        except Refused as refused:
            return _messages(desk, office, refused=refused), 400
        held = desk.held
        screens = [held.screens[name] for name in staged.rule.screens]
        return render_template(
            "overrides/look.html",
            office=office,
            slide=staged.slide,
            screens=screens,
            shown_on=max(screens, key=lambda screen: screen.width / screen.height),
            asked=_asked(request.args),
            buildings=_buildings(desk, office),
            hours=HOURS,
        )

    @pages.get("/<office>/picture")
    @gate.needs("override")
    def picture(office: str) -> ResponseReturnValue:
        staged, screen = _staged(desk, office, request.args), request.args.get("screen", "")
        if screen not in staged.rule.screens:
            abort(404)
        tried = desk.ask.tried(staged.trial, screen, at=desk.clock())
        if tried is None:
            abort(404)
        return redirect(url_for("screens.asset", screen=screen, sha=tried.pages[0].asset))


def _deeds(pages: Blueprint, desk: Desk) -> None:
    """On every screen at a press, longer, and off."""

    @pages.post("/<office>/show")
    @gate.needs("override")
    def show(office: str) -> ResponseReturnValue:
        if request.form.get("mode") not in ("real", "drill"):
            abort(400)
        call = _call(office, request.form)
        overrides.show(desk.installation, call, at=desk.clock(), by=gate.person())
        tell("drill shown" if call.drill else "override shown", tone="warning")
        return redirect(url_for("overrides.messages", office=office))

    @pages.post("/<office>/extend")
    @gate.needs("override")
    def extend(office: str) -> ResponseReturnValue:
        hours = _hours(request.form)
        overrides.extend(desk.installation, office, hours=hours, at=desk.clock(), by=gate.person())
        tell("override extended", hours=hours)
        return redirect(url_for("overrides.messages", office=office))

    @pages.post("/<office>/end")
    @gate.needs("override")
    def end(office: str) -> ResponseReturnValue:
        overrides.end(desk.installation, office, at=desk.clock(), by=gate.person())
        tell("override ended")
        return redirect(url_for("overrides.messages", office=office))


def override_now(desk: Desk) -> dict[str, object] | None:
    """What the band on every staff page says: the one in earnest before a drill; None where there is none."""
    if not current_user.is_authenticated:
        return None
    found = overrides.active(desk.installation, at=desk.clock())
    first = min(found, key=lambda one: (one.drill, one.begins), default=None)
    return None if first is None else _told(desk, first)


def _told(desk: Desk, active: Active) -> dict[str, object]:
    zone, now = desk.zone(active.office), desk.clock()
    return {
        "office": active.office,
        "title": _title(active.slide.fields, active.slide.name),
        "drill": active.drill,
        "since": times.short_moment(active.begins, zone, g.language, seen_at=now),
        "until": times.short_moment(active.until, zone, g.language, seen_at=now),
        "screens": len(active.screens),
        "picture": url_for("screens.view", screen=active.screens[0]),
    }


def _messages(desk: Desk, office: str, *, refused: Refused | None = None) -> str:
    """The messages of one office, and what is on there now."""
    offices = overrides.offices_of(desk.installation, gate.person())
    if office not in offices:
        raise Missing(ja="その庁舎はありません。", en="there is no such office.")
    held = desk.held
    active = overrides.active(desk.installation, at=desk.clock(), offices=[office])
    screens = [screen for screen in held.screens.values() if screen.office == office]
    return render_template(
        "overrides/messages.html",
        office=office,
        offices=[held.offices[name] for name in offices],
        active=_told(desk, active[0]) if active else None,
        prepared=[(slide, _title(slide.fields, slide.name)) for slide in overrides.prepared(held, office)],
        shown_on=max(screens, key=lambda screen: screen.width / screen.height, default=None),
        free_text=FREE_TEXT,
        typed={name: request.args.get(name, "") for name in _TYPED},
        refused=refused,
        hours=HOURS,
    )


def _staged(desk: Desk, office: str, asked: Mapping[str, str]) -> Staged:
    call = _call(office, asked)
    return overrides.staged(desk.held, call, at=desk.clock(), by=gate.person())


def _call(office: str, asked: Mapping[str, str]) -> Call:
    """What a form or a link asks for."""
    return Call(
        office=office,
        message=asked.get("message", ""),
        drill=asked.get("mode") == "drill",
        building=asked.get("building") or None,
        hours=_hours(asked),
        title=Text.of(ja=asked.get("title-ja", "").strip(), en=asked.get("title-en", "").strip()),
        body=Text.of(ja=asked.get("body-ja", "").strip(), en=asked.get("body-en", "").strip()),
    )


def _asked(asked: Mapping[str, str]) -> dict[str, str]:
    """The same as fields that are handed on, without what the next click decides."""
    wanted = ("message", "building", "hours", *_TYPED)
    return {name: asked[name] for name in wanted if asked.get(name)}


def _hours(asked: Mapping[str, str]) -> int:
    """0, which is refused with its sentence, for what is no number."""
    text = asked.get("hours", str(EMERGENCY_HOURS))
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0


def _title(fields: Mapping[str, object], name: Text) -> str:
    """The sentence itself, in the reader's language."""
    title = fields.get("title")
    return Text.of(title).best(g.language) if isinstance(title, Mapping) else str(title or name.best(g.language))


def _buildings(desk: Desk, office: str) -> list[tuple[str, str]]:
    """Where else than everywhere, if there is a choice."""
    held = desk.held
    there = {screen.building for screen in held.screens.values() if screen.office == office}
    named = {one.id: one.name.best(g.language) for one in held.guide.buildings if one.id in there}
    return list(named.items()) if len(named) > 1 else []
