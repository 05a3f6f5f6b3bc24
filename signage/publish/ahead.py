"""Drawing ahead: every emergency message on every screen, in earnest and as a drill, while nothing else is to do.

So the click that puts one on air has nothing left to draw (DESIGN, section 4).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from signage.core.catalogue import Catalogue
from signage.core.emergencies import as_drill, is_message
from signage.core.screens import Screen
from signage.publish.compile import Plan
from signage.publish.frames import Frames
from signage.publish.studio import Order, Studio, Undrawable

_DRILL = "-drill"


def orders(catalogue: Catalogue, plans: Iterable[Plan], studio: Studio, *, at: int) -> list[Order]:
    """What is still to be drawn for the screens of these plans, each picture once."""
    messages = [slide for slide in catalogue.slides.values() if is_message(slide)]
    drills = [replace(as_drill(slide), id=slide.id + _DRILL) for slide in messages]
    every = {slide.id: slide for slide in (*messages, *drills)}
    frames = Frames(replace(catalogue, slides={**catalogue.slides, **every}), studio)
    missing: dict[str, Order] = {}
    studio.orders = missing
    try:
        for screen in (catalogue.screens[name] for plan in plans for name in plan.screens):
            for slide in every.values():
                if slide.office == screen.office:
                    _ask(frames, screen, slide.id, at)
    finally:
        studio.orders = None
    return list(missing.values())


def _ask(frames: Frames, screen: Screen, slide: str, at: int) -> None:
    """What cannot be drawn is not drawn ahead either; whoever shows it is told why."""
    try:
        frames.on(screen).parts(slide, (0, 0, screen.width, screen.height), at)
    except Undrawable:
        return
