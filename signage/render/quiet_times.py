"""Quiet times (すいている時間): how crowded each hour of the week usually is in a queue."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from signage.core.catalogue import Request
from signage.core.documents import from_plain, to_plain
from signage.core.formats import QueueId
from signage.core.texts import Text
from signage.render.canvas import Canvas
from signage.render.pages import Page
from signage.render.quiet_times_document import QuietHour, QuietTimes
from signage.render.quiet_times_page import quiet_pages


@dataclass(frozen=True, kw_only=True)
class QuietTimesFields:
    """Which queue it tells of. How crowded its hours are is counted from its events, not typed."""

    queue: QueueId


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
        week = request.catalogue.quiet.get(fields.queue, ())
        told = QuietTimes(
            name=queue.name if queue is not None else Text(),
            hours=tuple(QuietHour(weekday=one.weekday, hour=one.hour, level=one.level) for one in week),
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
