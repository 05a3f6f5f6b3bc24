"""Boards of queues: what is said of them becomes the pictures of every shape of screen that shows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from signage.core.live import LiveItem
from signage.core.queue_said import QueueSaid
from signage.publish.live import Board, Live, Shapes
from signage.publish.queue_days import QueueDay, QueueDays
from signage.publish.sounds import Sound, Sounds
from signage.publish.speech import Speech
from signage.publish.studio import Order
from signage.render.canvas import Canvas
from signage.render.kinds import BOARDS, BoardKind
from signage.render.pages import Page, Step, encode
from signage.store.database import open_database

MOST_PICTURES = 4_000
"""Encoded pictures kept in memory: a thousand rows on four shapes, 10 MB. Then the older half is let go."""


class QueueBoards:
    """Belongs to the thread that asks first."""

    def __init__(self, data: Path, *, speech: Speech | None = None, kinds: Mapping[str, BoardKind] = BOARDS) -> None:
        self._data, self._kinds, self._sounds = data, kinds, Sounds(speech)
        self._mark = (-1, -1)
        self._pictures: dict[str, Live] = {}
        self.said: Mapping[str, QueueSaid] = {}
        """What is said of every queue, as of the last `boards`."""

    @cached_property
    def _days(self) -> QueueDays:
        return QueueDays(open_database(self._data))

    def is_newer(self) -> bool:
        """Whether something happened, or a row changed, since it was last asked."""
        mark = self._days.mark()
        self._mark, before = mark, self._mark
        return mark != before

    def boards(self, shapes: Shapes, *, at: int) -> Iterable[Board]:
        """Every board that is shown somewhere."""
        self.said = self._days.said(at)
        for slide, orders in shapes.items():
            yield self._board(slide, orders, at)

    def days(self, at: int) -> tuple[QueueDay, ...]:
        """Every queue on its local day, for what is said of them elsewhere."""
        return self._days.days(at)

    def _board(self, slide: str, orders: Sequence[Order], at: int) -> Board:
        items: dict[str, LiveItem] = {}
        assets: dict[str, Live] = {}
        for order in orders:
            live = self._kinds[order.kind].live
            for part, steps in live(
                order.document, Canvas(**order.canvas), order.languages, self.said, at=at
            ).items():
                lasting = _lasting(steps)
                pictures = [self._picture(step.page) for step in lasting]
                assets |= {picture.name: picture for picture in pictures}
                items |= _chain(order.item(part), lasting, pictures)
        sounds = self._heard(orders, at)
        assets |= {sound.asset.name: sound.asset for sound in sounds}
        return Board(slide=slide, items=items, assets=list(assets.values()), cues=[sound.cue for sound in sounds])

    def _heard(self, orders: Sequence[Order], at: int) -> list[Sound]:
        """What goes with the calls of the queues that a board shows, whatever the shape of screen."""
        queues = dict.fromkeys(queue["id"] for order in orders for queue in order.document["queues"])
        days = [day for queue in queues if (day := self._days.day(queue, at)) is not None]
        return [sound for day in days for sound in self._sounds.of(day.said, queue=day.queue, at=at)]

    def _picture(self, page: Page) -> Live:
        found = self._pictures.get(page.key)
        if found is None:
            if len(self._pictures) >= MOST_PICTURES:
                self._pictures = dict(list(self._pictures.items())[MOST_PICTURES // 2 :])
            frame = encode(page)
            found = self._pictures[page.key] = Live.of(frame.data, frame.type)
        return found


def _lasting(steps: Sequence[Step]) -> list[Step]:
    """The same without those that the next one shows on: what is grey anyway does not turn grey."""
    told = [(step.page.key, step.page.alt) for step in steps]
    return [step for step, own, after in zip(steps, told, [*told[1:], None], strict=True) if own != after]


def _chain(name: str, steps: Sequence[Step], pictures: Sequence[Live]) -> dict[str, LiveItem]:
    """The steps of a part: the first has the part's own name, each names the next, the last one none."""
    names = [f"{name}~{number}" if number else name for number in range(len(steps))]
    return {
        own: LiveItem(asset=picture.name, lang=step.page.language, alt=step.page.alt, until=step.until, then=then)
        for own, then, step, picture in zip(names, [*names[1:], None], steps, pictures, strict=True)
    }
