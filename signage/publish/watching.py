"""Watching: which live files a screen's head is to name, and for which shapes of screen they are drawn."""

from __future__ import annotations

from collections.abc import Iterable

from signage.core.heads import Watched
from signage.publish.compile import Plan
from signage.publish.keys import KeyRing
from signage.publish.live import Shapes
from signage.publish.press import Press
from signage.publish.studio import Order


def watched(plans: Iterable[Plan], press: Press, ring: KeyRing, *, poll_ms: int) -> dict[str, tuple[Watched, ...]]:
    """By screen: the live files of the boards that its manifest shows."""
    found: dict[str, tuple[Watched, ...]] = {}
    for plan in plans:
        if press.made(plan) is not None:
            slides = sorted({order.slide for order in press.boards(plan)})
            told = tuple(Watched(key=ring.live_key(slide), poll_ms=poll_ms) for slide in slides)
            found |= dict.fromkeys(plan.screens, told)
    return found


def shapes(plans: Iterable[Plan], press: Press) -> Shapes:
    """By slide: the boards that these plans show, each on every shape of screen once."""
    orders = {order.key: order for plan in plans for order in press.boards(plan)}
    found: dict[str, list[Order]] = {}
    for order in orders.values():
        found.setdefault(order.slide, []).append(order)
    return found
