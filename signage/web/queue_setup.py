"""Setting up a queue: its usual table of waits, its counters to choose from, and putting its numbers on screens."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, g, redirect, request
from flask.typing import ResponseReturnValue

from signage.actions import queue_setup
from signage.actions.notice_places import reaching, screens_of, screens_reached
from signage.actions.queue_setup import WHERE, Showing
from signage.core.problems import Refused
from signage.web import gate
from signage.web.desk import Desk
from signage.web.messages import tell
from signage.web.row_names import RowNames
from signage.web.sheets import Beside, Sheet
from signage.web.words import said

FEW = 12
"""As many counters are shown at once; of more, those that matter."""

_LANGUAGES = ("ja", "ja-x-easy", "en", "zh-Hans", "ko", "vi")

_WAITS: tuple[tuple[int, tuple[str, ...]], ...] = (
    (0, ("すぐ", "すぐ", "No wait", "无需等待", "바로", "Không phải chờ")),
    (
        3,
        (
            "数分〜15分",
            "{数分|すうふん}〜15{分|ふん}",
            "Up to 15 min",
            "几分钟至15分钟",
            "몇 분~15분",
            "Vài phút–15 phút",
        ),
    ),
    (10, ("15分〜30分", "15{分|ふん}〜30{分|ぷん}", "15–30 min", "15至30分钟", "15~30분", "15–30 phút")),
    (20, ("30分以上", "30{分|ぷん}より{長|なが}い", "Over 30 min", "30分钟以上", "30분 이상", "Hơn 30 phút")),
)

_WHERE = {"main": "queue where main", "side": "queue where side", "round": "queue where round"}

USUAL: Mapping[str, Any] = {
    "waits": [{"waiting": count, "text": dict(zip(_LANGUAGES, words, strict=True))} for count, words in _WAITS],
    "some_from": 10,
    "busy_from": 20,
}
"""What stands in the form of a new queue, to be changed: ranges as wards print them (DOMAIN, "Queue numbers")."""


def queue_setup_pages(desk: Desk) -> Blueprint:
    """The step after a queue was saved."""
    pages = Blueprint("queue_setup", __name__)

    @pages.post("/queues/<name>/board")
    @gate.needs("settings")
    def board(name: str) -> ResponseReturnValue:
        where = request.form.get("where", WHERE[0])
        wanted = Showing(
            queue=name,
            board=request.form.get("board", ""),
            screens=tuple(request.form.getlist("screens")),
            where=next((one for one in WHERE if one == where), WHERE[0]),
        )
        try:
            kept = queue_setup.show(desk.installation, wanted, at=desk.clock(), by=gate.person())
        except Refused as refused:
            if refused.where != "screens":
                raise
            return redirect(f"/queues/{name}?choose=screens#show")
        called = RowNames(desk.held, g.language).of("queues", name)
        tell("queue shown" if kept.number is not None else "queue shown already", name=called, undo=kept.number)
        return redirect(f"/queues/{name}#show")

    return pages


def _shown(sheet: Sheet) -> Mapping[str, Any]:
    held, names, queue = sheet.held, sheet.names, sheet.row
    office: str = sheet.plain.get("office", "")
    told = _counters(sheet, office)
    chosen = told["chosen"]
    if queue is None:
        return told
    reached = reaching(held)
    boards = queue_setup.boards_of(held, queue)
    hangs = {
        slide.id: [names.of("screens", name) for name in screens_reached(held, reached.get(slide.id, ()))]
        for slide in queue_setup.boards_in(held, queue.office)
    }
    others = [slide for slide in queue_setup.boards_in(held, queue.office) if slide not in boards]
    return told | {
        "boards": [(slide.id, names.of("slides", slide.id), hangs[slide.id]) for slide in boards],
        "offers": [(slide.id, names.of("slides", slide.id), hangs[slide.id]) for slide in others],
        "screens": [(screen.id, names.of("screens", screen.id)) for screen in screens_of(held, queue.office)],
        "where": [(one, said(_WHERE[one], sheet.language)) for one in WHERE],
        "choose": request.args.get("choose") == "screens",
        "first_counter": chosen[0] if chosen else "",
    }


def _counters(sheet: Sheet, office: str) -> dict[str, Any]:
    """The counters to choose from: the chosen ones and the section's own; all others of the office behind them."""
    rows = {row.id: row for row in sheet.held.guide.counters if row.office == office}
    chosen = [str(name) for name in sheet.plain.get("counters") or ()]
    own = [name for name, row in rows.items() if sheet.plain.get("section") in row.sections]
    near = list(dict.fromkeys(name for name in (*chosen, *own) if name in rows))
    if len(rows) <= FEW:
        near += [name for name in rows if name not in near]
    called = {name: sheet.names.called("counters", row) for name, row in rows.items()}
    return {
        "chosen": chosen,
        "counters": [(name, called[name]) for name in near],
        "more_counters": [(name, word) for name, word in called.items() if name not in near],
    }


BESIDE = Beside(shown=_shown)
