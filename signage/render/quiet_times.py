"""Quiet times (すいている時間): how crowded each hour of the week usually is in a queue."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from signage.core.catalogue import Request
from signage.core.documents import from_plain, to_plain
from signage.core.formats import Between, QueueId
from signage.core.queue_said import Lamp
from signage.core.texts import Text
from signage.render.canvas import Canvas
from signage.render.pages import Page
from signage.render.quiet_times_document import QuietHour, QuietTimes
from signage.render.quiet_times_page import quiet_pages


@dataclass(frozen=True, kw_only=True)
class Level:
    """How an hour of the week (0: Monday) usually is; None: too few days are known."""

    weekday: Annotated[int, Between(0, 6)]
    hour: Annotated[int, Between(0, 23)]
    level: Lamp | None = None


@dataclass(frozen=True, kw_only=True)
class QuietTimesFields:
    """Which queue it tells of; `levels` are counted from its events and written by the server each night."""

    queue: QueueId
    levels: tuple[Level, ...] = ()


class QuietTimesKind:
    """The kind `quiet-times`."""

    name = "quiet-times"
    fields = QuietTimesFields

    def edges(self, request: Request, begins: int, ends: int) -> Iterable[int]:
        """None: it changes when it is counted anew."""
        return ()

    def document(self, request: Request) -> Mapping[str, Any]:
        """The queue's name and its hours, in the order in which a week has them."""
        fields = from_plain(QuietTimesFields, request.slide.fields, where=request.slide.id)
        queue = request.catalogue.queues.get(fields.queue)
        levels = fields.levels or request.catalogue.quiet.get(fields.queue, ())
        hours = sorted({(one.weekday, one.hour): one.level for one in levels}.items())
        told = QuietTimes(
            name=queue.name if queue is not None else Text(),
            hours=tuple(QuietHour(weekday=day, hour=hour, level=level) for (day, hour), level in hours),
        )
        plain: Mapping[str, Any] = to_plain(told)
        return plain

    def pages(
        self, document: Mapping[str, Any], canvas: Canvas, languages: tuple[str, ...], read: Callable[[str], bytes]
    ) -> tuple[Page, ...]:
        """In the screen's first language with English beside."""
        told = from_plain(QuietTimes, document, where=self.name)
        first = languages[0] if languages else "ja"
        return quiet_pages(told, canvas, first, "en" if "en" in languages and first != "en" else None)
