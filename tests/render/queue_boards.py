"""Makers of queue boards: offices with queues, what is said of them, and what a glass shows of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

from PIL import Image

from signage.core import guide
from signage.core.catalogue import Catalogue, FloorGuide, Request
from signage.core.offices import Office
from signage.core.queue_said import Call, CounterSaid, QueueSaid
from signage.core.queues import Queue, Wait
from signage.core.slides import Slide
from signage.core.texts import Text
from signage.render.canvas import Canvas
from signage.render.kinds import BOARDS
from signage.render.pages import Page, Step, encode
from tests.render.makers import HALL, NOON, PORTRAIT, a_canvas, a_screen

KIND = BOARDS["queue-board"]
LANGUAGES = ("ja", "en")
NAMES = (
    ("住民票・戸籍", "Resident records"),
    ("国民健康保険・年金", "Health insurance and pension"),
    ("税証明・納税相談", "Tax certificates"),
    ("子育て・児童手当", "Child support"),
)
SHAPES: Mapping[str, Canvas] = {
    "whole": a_canvas(),
    "side": a_canvas(640, 1080),
    "portrait": a_canvas(1080, 1920, screen=PORTRAIT),
    "lower": a_canvas(1080, 640, screen=PORTRAIT),
    "hall": a_canvas(2560, 2160, screen=HALL),
}


def an_office(*counters: int, url: str | None = "https://signage.ward.example", **queue: Any) -> Catalogue:
    """A queue for each number, which is how many counters it has."""
    signs: list[guide.Counter] = []
    queues: dict[str, Queue] = {}
    for place, count in enumerate(counters):
        own = [f"c{len(signs) + number + 1}" for number in range(count)]
        signs += [
            guide.Counter(id=one, office="ward", number=one[1:], sections=(), building="main", floor="1f")
            for one in own
        ]
        ja, en = NAMES[place % len(NAMES)]
        usual: dict[str, Any] = {
            "ready": place == 0,
            "some_from": 5,
            "busy_from": 20,
            "waits": (Wait(waiting=99, text=Text.of(ja="数分〜15分", en="a few to 15 min")),),
        }
        queues[f"q{place}"] = Queue(
            id=f"q{place}",
            office="ward",
            section="s",
            name=Text.of(ja=ja, en=en),
            counters=tuple(own),
            **usual | queue,
        )
    ward = Office(id="ward", name=Text.of(ja="みずき区役所"), calendar="hours", public_url=url)
    return Catalogue(offices={"ward": ward}, queues=queues, guide=FloorGuide(counters=tuple(signs)))


def a_request(office: Catalogue, *, plain: bool = False, **fields: Any) -> Request:
    """All of its queues on one board."""
    slide = Slide(
        id="board",
        office="ward",
        kind="queue-board",
        name=Text.of(ja="番号案内"),
        owner="s",
        fields={"queues": list(office.queues), **fields},
    )
    return Request(catalogue=office, slide=slide, screen=a_screen(), box=(0, 0, 1920, 1080), at=NOON, plain=plain)


def said(office: Catalogue, *, alive_at: int = NOON, called_at: int = NOON - 60_000) -> dict[str, QueueSaid]:
    """Every counter calls a number; the first of the first queue called last."""
    found = {}
    for place, queue in enumerate(office.queues.values()):
        calls = tuple(
            Call(number=str(100 * (place + 1) + index), counter=counter, at=called_at - place - index, event=counter)
            for index, counter in enumerate(queue.counters)
        )
        counters = tuple(CounterSaid(id=call.counter, number=call.counter[1:], call=call) for call in calls)
        found[queue.id] = QueueSaid(
            queue=queue.id,
            name=queue.name,
            status="open",
            counters=counters,
            calls=calls,
            ready=("12", "15") if queue.ready else (),
            waiting=7,
            wait=Text.of(ja="数分〜15分", en="a few to 15 min"),
            lamp="some",
            alive_at=alive_at,
        )
    return found


def called(told: Mapping[str, QueueSaid], number: str, counter: str, at: int) -> dict[str, QueueSaid]:
    """The same after one more call in the first queue."""
    queue = next(iter(told.values()))
    call = Call(number=number, counter=counter, at=at, event=f"call-{number}")
    counters = tuple(replace(one, call=call) if one.id == counter else one for one in queue.counters)
    return {**told, queue.queue: replace(queue, calls=(call, *queue.calls), counters=counters)}


@dataclass(frozen=True, kw_only=True)
class Board:
    """A board on one canvas."""

    canvas: Canvas
    document: Mapping[str, Any]
    pages: tuple[Page, ...]

    def live(self, told: Mapping[str, QueueSaid], at: int = NOON) -> Mapping[str, tuple[Step, ...]]:
        """Its parts' steps."""
        return KIND.live(self.document, self.canvas, LANGUAGES, told, at=at)

    def now(self, told: Mapping[str, QueueSaid], at: int, seen_at: int | None = None) -> dict[str, Page]:
        """What each part shows at an instant, drawn at the same or an earlier one."""
        live, seen = self.live(told, at), at if seen_at is None else seen_at
        parts = [part for page in self.pages for part in page.parts]
        return {
            part.name: next((step.page for step in live.get(part.name, ()) if seen < step.until), part.page)
            for part in parts
        }

    def glass(self, shown: Mapping[str, Page]) -> list[Image.Image]:
        """Each page with its parts on it, as a player decodes them."""
        return [_composed(page, shown) for page in self.pages]


def _composed(page: Page, shown: Mapping[str, Page]) -> Image.Image:
    image = page.paint()
    for part in page.parts:
        image.paste(Image.open(BytesIO(encode(shown[part.name]).data)).convert("RGB"), part.box[:2])
    return image


def a_board(office: Catalogue, canvas: Canvas | None = None, *, plain: bool = False, **fields: Any) -> Board:
    """Laid out."""
    there = canvas or a_canvas()
    document = KIND.document(a_request(office, plain=plain, **fields))
    return Board(canvas=there, document=document, pages=KIND.pages(document, there, LANGUAGES, lambda asset: b""))


def words(pages: Sequence[Page]) -> str:
    """All that is written."""
    return "\n".join(text.text for page in pages for text in page.texts)
