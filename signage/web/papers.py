"""The pages of what is printed: sheets as PDF, the glass as PNG, words for the office's web page."""

from __future__ import annotations

from flask import Blueprint, Response, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from signage.actions import papers, past
from signage.web import gate, times
from signage.web.desk import Desk


def paper_pages(desk: Desk) -> Blueprint:
    """What draws is another process; here is only asked."""
    pages = Blueprint("papers", __name__, url_prefix="/papers")
    _sheets(pages, desk)
    _glass(pages, desk)
    return pages


def _sheets(pages: Blueprint, desk: Desk) -> None:
    """Words and tables: on paper, or to be pasted."""

    @pages.get("")
    @gate.needs("look")
    def list_all() -> ResponseReturnValue:
        printable = papers.printable(
            desk.installation, at=desk.clock(), by=gate.person(), page=request.args.get("page", 1, type=int)
        )
        glasses = [(screen.id, screen.name.best(g.language)) for screen in printable.screens]
        return render_template("papers/list.html", printable=printable, glasses=glasses, day_of=times.day_typed)

    @pages.get("/slides/<slide>/a4.pdf")
    @gate.needs("look")
    def a4(slide: str) -> ResponseReturnValue:
        order = papers.wall_sheet(desk.installation, slide, by=gate.person())
        return sent(desk.ask.paper(order, at=desk.clock()), "application/pdf", f"{slide}-a4.pdf")

    @pages.get("/guide/a3.pdf")
    @gate.needs("look")
    def guide() -> ResponseReturnValue:
        office, upright = request.args.get("office", ""), "upright" in request.args
        order = papers.desk_sheet(desk.installation, office, by=gate.person(), upright=upright)
        return sent(desk.ask.paper(order, at=desk.clock()), "application/pdf", f"{office}-a3.pdf")

    @pages.get("/slides/<slide>/text")
    @gate.needs("look")
    def text(slide: str) -> ResponseReturnValue:
        told = papers.articles(desk.installation, slide, by=gate.person())
        own = next((one for one in told if one.language == g.language), told[0] if told else None)
        return render_template(
            "papers/text.html",
            slide=slide,
            title=own.title if own is not None else slide,
            on_paper=papers.is_on_paper(desk.installation, slide),
            articles=[(one, Markup(render_template("papers/article.html", article=one)).strip()) for one in told],  # noqa: S704 - escaped by the template
        )


def _glass(pages: Blueprint, desk: Desk) -> None:
    """A screen as a picture."""

    @pages.get("/screens")
    @gate.needs("look")
    def glass_of() -> ResponseReturnValue:
        screen, text = request.args.get("screen", ""), request.args.get("at", "")
        past.require_screen(desk.installation, screen, by=gate.person())
        return redirect(url_for("papers.glass", screen=screen, at=text or None))

    @pages.get("/screens/<screen>.png")
    @gate.needs("look")
    def glass(screen: str) -> ResponseReturnValue:
        now, text = desk.clock(), request.args.get("at")
        past.require_screen(desk.installation, screen, by=gate.person())
        at = desk.ask.instant(screen, text, now=now) if text else now
        return sent(desk.ask.snapshot(screen, at=at, now=now), "image/png", f"{screen}.png")


def sent(content: bytes, media_type: str, name: str) -> Response:
    """A file that is shown in the browser, and has a name where it is saved."""
    answer = make_response(content)
    answer.mimetype = media_type
    answer.headers.set("Content-Disposition", "inline", filename=name)
    return answer
