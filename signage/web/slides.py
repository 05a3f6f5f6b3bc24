"""The pages about slides: what is up, all about one, going on air, and taken down in two clicks."""

from __future__ import annotations

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from signage.actions import notice_places, notice_subjects, notices, proposals, slide_lists
from signage.actions.notice_until import today_at
from signage.actions.notices import BANDS
from signage.actions.slide_lists import Wanted
from signage.core.catalogue import Catalogue
from signage.core.guide import Section
from signage.core.offices import city_zone
from signage.core.problems import Missing
from signage.publish.trials import Trial
from signage.web import gate
from signage.web.desk import Desk
from signage.web.kept_forms import local_path
from signage.web.live_picture import MOST_SEEN, sight, undrawn
from signage.web.messages import tell
from signage.web.slide_words import teach

STANDINGS = {
    "on": ("standing on", "on"),
    "later": ("standing later", "waiting"),
    "over": ("standing over", "over"),
    "nowhere": ("standing nowhere", "warned"),
    "draft": ("standing draft", "plain"),
    "withdrawn": ("standing withdrawn", "stopped"),
}
"""The words of each standing, and its shape and colour."""


def slide_pages(desk: Desk) -> Blueprint:
    """`/slides` and what is beneath it, but for the form."""
    pages = Blueprint("slides", __name__)
    teach(pages, desk)
    _lists(pages, desk)
    _one(pages, desk)
    _going_on_air(pages, desk)
    _deeds(pages, desk)
    return pages


def _lists(pages: Blueprint, desk: Desk) -> None:
    """What is up."""

    @pages.get("/slides")
    @gate.needs("look")
    def shelf() -> ResponseReturnValue:
        asked, at, by = request.args, desk.clock(), gate.person()
        wanted = Wanted(
            standing=asked.get("standing", "on"),
            section=asked.get("section", "all"),
            words=asked.get("words", ""),
            page=asked.get("page", 1, type=int),
        )
        held = desk.held
        mine = notice_places.sections_for(held, by, at=at)
        return render_template(
            "slides/shelf.html",
            shelf=slide_lists.shelf(desk.installation, wanted, at=at, by=by),
            wanted=wanted,
            held=held,
            now=at,
            zone=city_zone(held.offices.values()),
            standings=STANDINGS,
            may_post=bool(mine),
            due=_due(held, mine[0], at) if mine else {},
        )


def _one(pages: Blueprint, desk: Desk) -> None:
    """All about one."""

    @pages.get("/slides/<slide>")
    @gate.needs("look")
    def one(slide: str) -> ResponseReturnValue:
        held, at, by = desk.held, desk.clock(), gate.person()
        known = notices.looked_at(held, slide, by)
        listed = slide_lists.listed(desk.installation, held, known, at=at, by=by)
        trial = Trial(slides=(known,), rules=notice_places.reaching(held).get(slide, ()))
        looked_at = listed.screens[:MOST_SEEN] if "look" in request.args else ()
        return render_template(
            "slides/one.html",
            listed=listed,
            slide=known,
            held=held,
            now=at,
            zone=city_zone(held.offices.values()),
            standings=STANDINGS,
            bands=BANDS,
            shown=slide_lists.as_shown(desk.installation, slide, listed.screens[:MOST_SEEN]),
            sights=[sight(desk, trial, screen) for screen in looked_at],
            undrawn=undrawn(listed.screens),
            proposal=proposals.about(desk.installation, slide),
            arranged=not notice_places.posted_by(held, slide),
            editable=listed.mine and known.kind in ("notice", "picture"),
        )

    @pages.get("/slides/<slide>/history")
    @gate.needs("look")
    def history(slide: str) -> ResponseReturnValue:
        return redirect(f"/history/slides/{slide}")


def _going_on_air(pages: Blueprint, desk: Desk) -> None:
    """How far one has come."""

    @pages.get("/slides/<slide>/going")
    @gate.needs("look")
    def going(slide: str) -> ResponseReturnValue:
        held = desk.held
        number = request.args.get("proposal", type=int)
        if number is not None:
            return render_template("slides/waiting.html", slide=slide, proposal=number)
        known = notices.looked_at(held, slide, gate.person())
        return render_template(
            "slides/going.html",
            slide=known,
            listed=slide_lists.listed(desk.installation, held, known, at=desk.clock(), by=gate.person()),
            state=_going(desk, slide),
            undo=request.args.get("undo", type=int),
            now=desk.clock(),
            zone=city_zone(held.offices.values()),
        )

    @pages.get("/slides/<slide>/going.json")
    @gate.needs("look")
    def going_json(slide: str) -> ResponseReturnValue:
        notices.looked_at(desk.held, slide, gate.person())
        return _going(desk, slide)


def _deeds(pages: Blueprint, desk: Desk) -> None:
    """Down, up again, and a band across it."""

    @pages.get("/slides/<slide>/withdraw")
    @gate.needs("post")
    def ask_withdraw(slide: str) -> ResponseReturnValue:
        held = desk.held
        known = notices.looked_at(held, slide, gate.person())
        listed = slide_lists.listed(desk.installation, held, known, at=desk.clock(), by=gate.person())
        return render_template("slides/withdraw.html", slide=known, listed=listed, next=_next("/slides"))

    @pages.post("/slides/<slide>/withdraw")
    @gate.needs("post")
    def withdraw(slide: str) -> ResponseReturnValue:
        kept = notices.withdraw(desk.installation, slide, at=desk.clock(), by=gate.person())
        tell("slide withdrawn", undo=kept.number, name=_name(desk, slide))
        return redirect(_next("/slides"), 303)

    @pages.post("/slides/<slide>/put-back")
    @gate.needs("post")
    def put_back(slide: str) -> ResponseReturnValue:
        kept = notices.put_back(desk.installation, slide, at=desk.clock(), by=gate.person())
        tell("slide put back", undo=kept.number, name=_name(desk, slide))
        return redirect(url_for("slides.one", slide=slide), 303)

    @pages.post("/slides/<slide>/band")
    @gate.needs("post")
    def band(slide: str) -> ResponseReturnValue:
        chosen = next((one for one in BANDS if one == request.form.get("band")), None)
        kept = notices.set_band(desk.installation, slide, chosen, at=desk.clock(), by=gate.person())
        tell("band laid" if chosen else "band taken away", undo=kept.number, name=_name(desk, slide))
        return redirect(url_for("slides.one", slide=slide), 303)


def _going(desk: Desk, slide: str) -> dict[str, object]:
    """How far it has come: on how many of the screens that players feed."""
    wanted, there, whole = slide_lists.on_screens(desk.installation, slide)
    return {"screens": len(wanted), "there": len(there), "done": whole}


def _due(held: Catalogue, section: Section, at: int) -> dict[str, str]:
    """今月の定番, and where each is put up: from last year's where there is one."""
    today = today_at(held, section.office, at)
    found = {}
    for subject in notice_subjects.due(today, held.slides.values(), section=section.id):
        last = notice_subjects.last_posted(held.slides.values(), subject, office=section.office)
        about, again = (subject, None) if last is None else (None, last.id)
        found[subject] = url_for("slide_forms.new", about=about, again=again)
    return found


def _next(otherwise: str) -> str:
    return local_path(request.values.get("next", otherwise))


def _name(desk: Desk, slide: str) -> str:
    known = desk.held.slides.get(slide)
    if known is None:
        raise Missing(ja=f"コンテンツ「{slide}」はありません。", en=f'there is no slide "{slide}".')
    return known.name.best(g.language)
