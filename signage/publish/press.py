"""The press: manifests of plans, from memory or made now; where there is much to draw, a crew draws it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from signage.core.problems import Problem
from signage.publish import crew
from signage.publish.compile import Compiled, Plan, Planner, compiled, without_broken
from signage.publish.fence import fenced
from signage.publish.frames import Frames
from signage.publish.studio import Order, Studio, Superseded, Undrawable

_Memo = tuple[str, int]


class Press:
    """Remembers what it made, and what it could not make, by all that a plan depends on."""

    def __init__(self, studio: Studio, data: Path, *, with_crew: bool) -> None:
        self._studio, self._data, self._with_crew = studio, data, with_crew
        self.drawn = 0
        """How many slides had to be drawn, so far."""
        self._made: dict[_Memo, Compiled] = {}
        self._stuck: dict[_Memo, Problem] = {}
        self._makeshift: dict[_Memo, Compiled] = {}

    def made(self, plan: Plan) -> Compiled | None:
        """A plan's manifest, if it could be made."""
        return self._made.get(plan.memo)

    def stuck(self, plan: Plan) -> Problem | None:
        """Why it could not."""
        return self._stuck.get(plan.memo)

    def boards(self, plan: Plan) -> tuple[Order, ...]:
        """What its manifest shows that has parts which live files replace."""
        made = self.made(plan)
        orders = (self._studio.boards[item] for item in made.parts) if made is not None else ()
        return tuple({order.key: order for order in orders}.values())

    def knows(self, plan: Plan) -> bool:
        """It was made, or tried, before."""
        return plan.memo in self._made or plan.memo in self._stuck

    def run(
        self, plans: Iterable[Plan], planner: Planner, frames: Frames, *, at: int, superseded: Callable[[], bool]
    ) -> bool:
        """Make all of these; False where something newer came first, and some are left."""
        orders: dict[str, Order] = {}
        undrawn = []
        for plan in plans:
            if not self.knows(plan):
                missing: dict[str, Order] = {}
                self._studio.orders = missing
                self._press(plan, planner, frames)
                self._studio.orders = None
                if missing:
                    orders |= missing
                    undrawn.append(plan)
                    self._forget(plan)
        self.drawn += len(orders)
        if self._with_crew:
            crew.draw(self._data, list(orders.values()), at=at, stop=superseded)
        self._studio.before_drawing = lambda: _stop_if(superseded)
        try:
            for plan in undrawn:
                self._press(plan, planner, frames)
                self._studio.keep(at=at)
        except Superseded:
            return False
        finally:
            self._studio.before_drawing = lambda: None
        return True

    def makeshift(self, plan: Plan, frames: Frames) -> Compiled | None:
        """The manifest without the slides that cannot be drawn; None where there is none even so."""
        problem = self._stuck.get(plan.memo)
        if plan.memo not in self._makeshift and isinstance(problem, Undrawable):
            try:
                self._makeshift[plan.memo] = without_broken(plan, frames.catalogue, problem, frames)
            except Problem as another:
                self._stuck[plan.memo] = another
        return self._makeshift.get(plan.memo)

    def keep_only(self, plans: Iterable[Plan]) -> None:
        """Forget the plans of yesterday, and of catalogues that are no more."""
        wanted = {plan.memo for plan in plans}
        self._made = {memo: made for memo, made in self._made.items() if memo in wanted}
        self._stuck = {memo: problem for memo, problem in self._stuck.items() if memo in wanted}
        self._makeshift = {memo: made for memo, made in self._makeshift.items() if memo in wanted}

    def forget(self, assets: Iterable[str]) -> None:
        """What names one of these is to be made again: their files are no more."""
        gone = frozenset(assets)
        self._made = {memo: made for memo, made in self._made.items() if gone.isdisjoint({made.name, *made.assets})}
        self._makeshift = {}

    def try_again(self) -> None:
        """What failed is tried once more, though nothing that it depends on has changed: the disk was full."""
        self._stuck, self._makeshift = {}, {}

    def _press(self, plan: Plan, planner: Planner, frames: Frames) -> None:
        try:
            self._made[plan.memo] = fenced(
                f"compiling for {plan.screens[0]}", lambda: compiled(plan, planner.rulebook, frames)
            )
        except Superseded:
            raise
        except Problem as problem:
            self._stuck[plan.memo] = problem

    def _forget(self, plan: Plan) -> None:
        self._made.pop(plan.memo, None)
        self._stuck.pop(plan.memo, None)


def _stop_if(superseded: Callable[[], bool]) -> None:
    if superseded():
        raise Superseded
