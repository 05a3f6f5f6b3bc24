"""Queue set-up: in one press a queue's numbers on chosen screens: a board of its own, or a row on one that hangs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal, get_args

from signage.actions.edits import Edit, Kept, keep, seen
from signage.actions.installation import Installation
from signage.actions.notice_places import SIDE, posting_rules, zone_of
from signage.actions.nouns import fresh_id, one
from signage.core.catalogue import Catalogue
from signage.core.layouts import MAIN
from signage.core.people import Person
from signage.core.problems import Refused
from signage.core.queues import Queue
from signage.core.rights import require
from signage.core.schedules import Rule
from signage.core.slides import Slide
from signage.core.texts import Text
from signage.store.catalogue import catalogue

BOARD = "queue-board"
"""The kind of slide."""

Where = Literal["main", "side", "round"]
"""Always in the large part; always beside the floor guide; or once in each round of what plays for notices."""

WHERE: tuple[Where, ...] = get_args(Where)

_BESIDE = "main-side"
"""The layout that makes room where a screen's own has no part at the side."""


@dataclass(frozen=True, kw_only=True)
class Showing:
    """What is wanted for a queue: a row on `board`, wherever that hangs; without one, a new board on `screens`."""

    queue: str
    board: str = ""
    screens: tuple[str, ...] = ()
    where: Where = "main"


def boards_of(held: Catalogue, queue: Queue) -> tuple[Slide, ...]:
    """The boards on air that show a queue."""
    return tuple(slide for slide in boards_in(held, queue.office) if queue.id in slide.fields.get("queues", ()))


def boards_in(held: Catalogue, office: str) -> tuple[Slide, ...]:
    """The boards on air of an office."""
    return tuple(
        slide
        for slide in held.slides.values()
        if slide.kind == BOARD and slide.office == office and slide.state == "published"
    )


def show(installation: Installation, wanted: Showing, *, at: int, by: Person) -> Kept:
    """Put a queue's numbers on screens, as one edit that one undo takes back.

    Missing, Forbidden, or Refused where no screen was chosen or the board is none of its office's. Pressed again on
    a board that shows it already, nothing is changed.
    """
    held = catalogue(installation.db)
    queue: Queue = one(held, "queues", wanted.queue)
    require(by, "settings", office=queue.office)
    edit = _onto(installation, held, queue, wanted.board) if wanted.board else _new(installation, held, queue, wanted)
    dated = {"slides": tuple(replace(slide, changed_at=at) for slide in edit.saves["slides"])}
    edit = replace(edit, saves={**edit.saves, **dated})
    return keep(installation, edit, at=at, by=by, action="show-queue", what=queue.id)


def _onto(installation: Installation, held: Catalogue, queue: Queue, board: str) -> Edit:
    slide = next((slide for slide in boards_in(held, queue.office) if slide.id == board), None)
    if slide is None:
        raise Refused(
            ja="その番号案内はもうありません。選び直してください。", en="that board is no longer there; choose again."
        )
    queues = dict.fromkeys((*slide.fields.get("queues", ()), queue.id))
    extended = replace(slide, fields={**slide.fields, "queues": list(queues)})
    return Edit(saves={"slides": (extended,)}, based_on=seen(installation, ("slides", slide.id)))


def _new(installation: Installation, held: Catalogue, queue: Queue, wanted: Showing) -> Edit:
    screens = [name for name in wanted.screens if name in held.screens and held.screens[name].office == queue.office]
    if not screens:
        raise Refused(ja="モニターを1台以上選んでください。", en="choose at least one screen.", where="screens")
    name = _name(queue.name)
    slide = Slide(
        id=fresh_id(installation, "slides", name),
        office=queue.office,
        kind=BOARD,
        name=name,
        owner=queue.section,
        fields={"queues": [queue.id]},
    )
    if wanted.where == "round":
        rules = posting_rules(held, slide, screens, at=0)
    else:
        rules = tuple(_always(held, slide, screens, where=wanted.where))
    return Edit(saves={"slides": (slide,), "rules": rules})


def _always(held: Catalogue, slide: Slide, screens: Iterable[str], *, where: Where) -> Iterable[Rule]:
    """Rules for as long as it hangs; where a screen has no part at the side, one that makes room for it."""
    zone = SIDE if where == "side" else MAIN
    by_layout: defaultdict[str | None, list[str]] = defaultdict(list)
    for name in screens:
        has_room = zone == MAIN or zone_of(held.screens[name]) == SIDE
        by_layout[None if has_room else _BESIDE].append(name)
    for layout, names in by_layout.items():
        tail = "-beside" if layout else ""
        yield Rule(
            id=f"shows-{slide.id}{tail}",
            office=slide.office,
            slide=slide.id,
            screens=tuple(names),
            zone=zone,
            layout=layout,
        )


def _name(queue: Text) -> Text:
    return Text.of(ja=f"番号案内({queue.best('ja')})", en=f"Now serving: {queue.best('en')}")
