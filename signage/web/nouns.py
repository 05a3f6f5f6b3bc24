"""Nouns: the pages of what an admin sets up: for each a list, a form made from its type, and putting it away."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, abort, g, redirect, render_template, request
from flask.typing import ResponseReturnValue

from signage.actions import edits, nouns
from signage.core.catalogue import Catalogue
from signage.core.documents import to_plain
from signage.core.nouns import NOUNS
from signage.core.problems import Conflict, Refused
from signage.core.rights import may
from signage.core.texts import LANGUAGES, Text
from signage.core.when import limits_span
from signage.web import calendars, gate, groups, offices, playlists, queue_setup, screen_settings
from signage.web.desk import Desk
from signage.web.form_reading import Posted, made, read, rearranged
from signage.web.forms import Asking
from signage.web.labels import LABELS, told
from signage.web.messages import tell
from signage.web.noun_lists import listed, new_url
from signage.web.noun_words import BEGUN, PLURALS, PURPOSES
from signage.web.row_names import RowNames, edited_at
from signage.web.sheet_facts import differing, in_names, other_dates, tags_of, told_uses
from signage.web.sheets import Beside, Sheet
from signage.web.words import said

PLAIN = "playlists, groups, calendars, offices, buildings, floors, areas, sections, queues, feeds"
"""Nouns whose pages are at /<noun>; those of screens are beside the wall's."""

ALONGSIDE: Mapping[str, tuple[str, ...]] = {"buildings": ("floors", "areas"), "queues": ("feeds",)}
"""Nouns that are listed on another's page."""

DONE = {"add", "up", "down", "remove", "find", "put", "look"}
"""What a press may do to a form before it is saved."""


ANY_NOUN = f"/<any({PLAIN}):noun>"
"""The rule that begins their addresses."""


def noun_pages(desk: Desk) -> Blueprint:
    """Lists and forms of all of them."""
    pages = Blueprint("nouns", __name__)
    for called, words in (("plural", PLURALS), ("begun", BEGUN), ("purpose", PURPOSES)):
        pages.add_app_template_global(lambda noun, words=words: told(words[noun], g.language), called)
    _lists(pages, desk)
    _rows(pages, desk)
    return pages


def _lists(pages: Blueprint, desk: Desk) -> None:
    """All rows of a noun."""

    @pages.get(ANY_NOUN)
    @pages.get("/screens/settings", defaults={"noun": "screens"})
    @gate.needs("settings")
    def shelf(noun: str) -> ResponseReturnValue:
        held = desk.held
        search = request.args.get("search", "").strip()
        page = request.args.get("page", 1, type=int)
        names = RowNames(held, g.language)
        parts = [
            listed(each, held, names, g.language, search=search, page=page)
            for each in (noun, *ALONGSIDE.get(noun, ()))
        ]
        return render_template(
            [f"nouns/list_{noun}.html", "nouns/list.html"],
            noun=noun,
            parts=parts,
            search=search,
            new_url=new_url(noun),
            held=held,
        )


def _rows(pages: Blueprint, desk: Desk) -> None:
    """One row: its form, and putting it away."""

    @pages.route(f"{ANY_NOUN}/new", methods=["GET", "POST"])
    @pages.route("/screens/settings/new", methods=["GET", "POST"], defaults={"noun": "screens"})
    @gate.needs("settings")
    def new(noun: str) -> ResponseReturnValue:
        return _open(desk, noun, None)

    @pages.route(f"{ANY_NOUN}/<name>", methods=["GET", "POST"])
    @pages.route("/screens/<name>/settings", methods=["GET", "POST"], defaults={"noun": "screens"})
    @gate.needs("settings")
    def edit(noun: str, name: str) -> ResponseReturnValue:
        return _open(desk, noun, name)

    @pages.route(f"{ANY_NOUN}/<name>/archive", methods=["GET", "POST"])
    @pages.route("/screens/<name>/archive", methods=["GET", "POST"], defaults={"noun": "screens"})
    @gate.needs("settings")
    def archive(noun: str, name: str) -> ResponseReturnValue:
        if request.method == "GET":
            return _ask_to_archive(desk, noun, name)
        held, seen = desk.held, request.form.get("seen", 0, type=int)
        called = RowNames(held, g.language).of(noun, nouns.one(held, noun, name).id)
        try:
            done = nouns.archive(desk.installation, held, noun, name, seen=seen, at=desk.clock(), by=gate.person())
        except Conflict:
            return _ask_to_archive(desk, noun, name, conflict=True), 409
        tell("noun archived", name=called, undo=done.number)
        return redirect(list_url(noun))


def list_url(noun: str) -> str:
    """The address of the list on which a noun's rows are."""
    on_others = {
        "screens": "/screens/settings",
        "floors": "/buildings#list-floors",
        "areas": "/buildings#list-areas",
        "feeds": "/queues#list-feeds",
    }
    return on_others.get(noun, f"/{noun}")


def _beside(desk: Desk, noun: str) -> Beside:
    """What a noun's page has beside its form."""
    own = {
        "calendars": calendars.BESIDE,
        "groups": groups.BESIDE,
        "offices": offices.BESIDE,
        "playlists": playlists.beside(desk.installation),
        "queues": queue_setup.BESIDE,
        "screens": screen_settings.beside(desk.installation),
    }
    return own.get(noun, Beside())


def _open(desk: Desk, noun: str, name: str | None) -> ResponseReturnValue:
    """The form of one row; with a press that saves it, that."""
    book, at = desk.ask.rulebook(), desk.clock()
    held = book.catalogue
    rows = [row for row in nouns.rows_of(held, noun) if name is not None and row.id == name]
    if name is not None and not rows:
        nouns.one(held, noun, name)
    number = _number(desk, rows, at)
    row = rows[number] if rows else None
    posted: Posted | None = request.form if request.method == "POST" else None
    do = posted.get("do", "") if posted is not None else ""
    if posted is not None and do.partition(":")[0] in DONE:
        posted = rearranged(posted, do)
    base = _base(held, noun, row)
    plain = base if posted is None else {**base, **_without(LABELS[NOUNS[noun].kind], base), **_read(noun, posted)}
    names = RowNames(held, g.language)
    sheet = Sheet(book=book, names=names, language=g.language, at=at, noun=noun, row=row, plain=plain, posted=posted)
    others = tuple(other for other in rows if other is not row)
    if posted is None or do:
        return _shown(desk, sheet, others, errors={})
    return _saved(desk, sheet, others)


def _ask_to_archive(desk: Desk, noun: str, name: str, *, conflict: bool = False) -> str:
    held = desk.held
    names = RowNames(held, g.language)
    return render_template(
        "nouns/archive.html",
        noun=noun,
        name=names.of(noun, nouns.one(held, noun, name).id),
        seen=edits.seen(desk.installation, (noun, name))[noun, name],
        conflict=conflict,
        list_url=list_url(noun),
        edit_url=edited_at(noun, name),
        uses=told_uses(nouns.uses(held, noun, name), names),
    )


def _saved(desk: Desk, sheet: Sheet, others: tuple[Any, ...]) -> ResponseReturnValue:
    noun, kind = sheet.noun, NOUNS[sheet.noun].kind
    assert sheet.posted is not None, "only what was sent is saved"
    called = sheet.plain.get("name") or sheet.plain.get("label") or ""
    text = Text.of(called) if isinstance(called, dict) else Text.of(ja=str(called))
    fresh = sheet.row.id if sheet.row else nouns.fresh_id(desk.installation, noun, text)
    done = made(kind, {**sheet.plain, "id": fresh}, g.language)
    if done.value is None:
        return _shown(desk, sheet, others, errors=done.errors), 400
    too = _beside(desk, noun).too(sheet, done.value)
    change = nouns.Change(
        noun=noun,
        row=done.value,
        others=others,
        saves=too.saves,
        removes=too.removes,
        seen=sheet.posted.get("seen", 0, type=int),
    )
    try:
        kept = nouns.save(desk.installation, change, at=desk.clock(), by=gate.person())
    except Conflict:
        return _shown(desk, sheet, others, errors={}, mine=done.value), 409
    except Refused as refused:
        return _shown(desk, sheet, others, errors={"": in_names(refused, sheet.names)}), 400
    name = sheet.names.words(text) or str(called)
    tell("noun saved" if kept.number is not None else "noun nothing changed", name=name, undo=kept.number)
    return redirect(edited_at(noun, fresh))


def _shown(
    desk: Desk,
    sheet: Sheet,
    others: tuple[Any, ...],
    *,
    errors: Mapping[str, str],
    mine: Any = None,  # noqa: ANN401 — an instance of the noun's class
) -> str:
    """The form. `mine` is what was typed where somebody else has stored another one: both are shown."""
    noun, row = sheet.noun, sheet.row
    tags = tags_of(sheet)
    asking = Asking(names=sheet.names, language=g.language, tags=tags, errors=errors)
    asked = asking.fields(NOUNS[noun].kind, sheet.plain)
    if row is not None or len(sheet.held.offices) == 1:
        asked = tuple(each for each in asked if each.key != "office")
    found = nouns.uses(sheet.held, noun, row.id) if row is not None else ()
    values: dict[str, Any] = {
        "noun": noun,
        "row": row,
        "name": sheet.names.of(noun, row.id) if row is not None else "",
        "asked": asked,
        "by_key": {each.key: each for each in asked},
        "tags": [(tag, LANGUAGES[tag]) for tag in tags],
        "errors": errors,
        "seen": edits.seen(desk.installation, (noun, row.id))[noun, row.id] if row is not None else 0,
        "differing": differing(sheet.held, noun, row, mine) if mine is not None else (),
        "others": other_dates(sheet, others),
        "uses": told_uses(found, sheet.names),
        "list_url": list_url(noun),
        "archive_url": f"/{noun}/{row.id}/archive" if row is not None else "",
        "history_url": f"/history/{noun}/{row.id}" if row is not None else "",
        "short_day": lambda day: said("calendar day", g.language, month=day.month, day=day.day),
        **_beside(desk, noun).shown(sheet),
    }
    return render_template([f"nouns/edit_{noun}.html", "nouns/edit.html"], **values)


def _base(held: Catalogue, noun: str, row: Any) -> dict[str, Any]:  # noqa: ANN401 — an instance of the noun's class
    """What stands in a form before anybody typed."""
    if row is not None:
        return to_plain(row)
    own = [office for office in held.offices if noun == "offices" or may(gate.person(), "settings", office=office)]
    if not own:
        abort(403)
    return {} if noun == "offices" else {"office": own[0], **(queue_setup.USUAL if noun == "queues" else {})}


def _read(noun: str, posted: Posted) -> dict[str, Any]:
    return {key: value for key, value in read(NOUNS[noun].kind, posted).items() if key != "office" or value}


def _without(asked: Mapping[str, object], base: Mapping[str, Any]) -> dict[str, Any]:
    """Fields that the form asks for and that may have been emptied are taken from it alone."""
    return {key: value for key, value in base.items() if key not in asked or key == "office"}


def _number(desk: Desk, rows: list[Any], at: int) -> int:
    """Which row of several dates is open: the one that was chosen, else that of today, else the next one."""
    chosen = request.args.get("row", type=int)
    if chosen is not None and 0 <= chosen < len(rows):
        return chosen
    calendars = desk.ask.rulebook().calendars
    for number, row in enumerate(rows):
        if not hasattr(row, "limits"):
            return 0
        _, ends = limits_span(row.limits, calendars.zone(row.office))
        if at < ends:
            return number
    return max(len(rows) - 1, 0)
