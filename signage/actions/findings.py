"""Findings: what visitors could not read of what was loaded, told from the layout alone: nothing is painted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from signage.actions.installation import Installation
from signage.actions.load import Loaded, Remark
from signage.core.catalogue import Catalogue, Request
from signage.core.loop_facts import too_long, zone_facts
from signage.core.problems import Problem
from signage.core.texts import Text
from signage.core.timeline import Timeline, timeline
from signage.publish.compile import Plan, Planner
from signage.publish.frames import Frames
from signage.publish.studio import Order, Studio, ordered
from signage.render.canvas import Canvas
from signage.render.kinds import KINDS, Kind
from signage.store.catalogue import catalogue
from signage.store.frames import Drawn

MOST = 9
"""Lines that somebody reads at a terminal; further ones are counted."""

MOST_NAMED = 3
"""Slides and screens that a line names; further ones are counted."""


@dataclass(frozen=True, kw_only=True)
class _Sentence:
    """What is wrong, of whatever slides on whatever screens."""

    ja: str
    en: str


_Fault = tuple[str | None, _Sentence]
"""A sentence about a slide, or (None) about a screen's loop."""


def findings(installation: Installation, loaded: Loaded, *, at: int) -> tuple[Remark, ...]:
    """What is wrong with the slides that a load brought, or with the whole house if it brought more than slides.

    Each slide is looked at as each screen shows it longest in the days ahead. Loops are held to their budgets where
    their pages are drawn, so that their times are known.
    """
    held = catalogue(installation.db)
    proofs = Proofs(installation)
    planner, frames = Planner(held), Frames(held, proofs)
    only = loaded.slides if set(loaded.counts) == {"slides"} else held.slides.keys()
    told: defaultdict[_Sentence, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    plans, _ = planner.plans(held.screens, at)
    for plan in plans:
        for slide, sentence in _of_plan(plan, planner, frames, proofs, only):
            slides, screens = told[sentence]
            slides += [slide] if slide is not None else []
            screens += plan.screens
    lines = [_line(sentence, slides, screens, held) for sentence, (slides, screens) in told.items()]
    return tuple(lines) if len(lines) <= MOST else (*lines[: MOST - 1], _others(len(lines) - MOST + 1))


def loops(installation: Installation, screen: str, *, at: int) -> tuple[tuple[str, Text], ...]:
    """For each zone how many slides its loop has at an instant, how long a round is and how often each comes back.

    Nothing for a day whose pages are not drawn yet: their times are not known.
    """
    held = catalogue(installation.db)
    proofs = Proofs(installation)
    planner, frames = Planner(held), Frames(held, proofs)
    plan, pictures = planner.plan_of_day(screen, at), frames.on(held.screens[screen])
    try:
        line = timeline(planner.rulebook, screen, pictures, plan.begins, plan.ends)
    except Problem:
        return ()
    if not all(proofs.is_drawn(item.asset) for item in pictures.items.values()):
        return ()
    zones = next((segment.zones for segment in line.segments if segment.begins <= at < segment.ends), ())
    return tuple((zone.zone, zone_facts(planner.rulebook, zone, at=at).summary) for zone in zones)


class Proofs(Studio):
    """A studio that draws nothing: what is not drawn yet is one page of unknown length, and can be laid out."""

    def __init__(self, installation: Installation) -> None:
        super().__init__(installation.db, installation.files)
        self._read = installation.files.read
        self._orders: dict[str, Order] = {}

    def pages(self, kind: Kind, request: Request, canvas: Canvas, languages: tuple[str, ...]) -> tuple[Drawn, ...]:
        """The finished pages as they were drawn, or else one in their place."""
        order = ordered(kind, request, canvas, languages)
        drawn = self._stored(order.key) or (
            Drawn(asset=order.key, type="image/webp", bytes=0, lang=languages[0], alt="…", ms=10_000),
        )
        for page in drawn:
            for asset in (page.asset, *(part.asset for part in page.parts)):
                self._orders.setdefault(asset, order)
        return drawn

    def is_drawn(self, asset: str) -> bool:
        """Whether this is a finished picture."""
        return self._orders[asset].key != asset

    def faults(self, slide: str, asset: str) -> Iterator[_Fault]:
        """What could not be read on the pages to which a picture belongs."""
        order = self._orders[asset]
        for page in KINDS[order.kind].pages(order.document, Canvas(**order.canvas), order.languages, self._read):
            for finding in page.findings:
                yield slide, _Sentence(ja=finding.ja, en=finding.en)


def _of_plan(plan: Plan, planner: Planner, frames: Frames, proofs: Proofs, only: Collection[str]) -> Iterator[_Fault]:
    """What is wrong on the screens of one plan. What cannot be planned or drawn at all is told by the publisher."""
    screen = planner.rulebook.screen(plan.screens[0])
    pictures = frames.on(screen)
    try:
        line = timeline(planner.rulebook, screen.id, pictures, plan.begins, plan.ends)
        for slide, item in _longest(line).items():
            if slide in only:
                yield from proofs.faults(slide, pictures.items[item].asset)
    except Problem:
        return
    if all(proofs.is_drawn(item.asset) for item in pictures.items.values()):
        for one in too_long(planner.rulebook, line):
            yield None, _Sentence(ja=one.warning.best("ja"), en=one.warning.best("en"))


def _longest(line: Timeline) -> dict[str, str]:
    """For each slide the picture that is on air for the longest time."""
    aired: Counter[tuple[str, str]] = Counter()
    for segment in line.segments:
        shown = {(turn.slide, part.item) for zone in segment.zones for turn in zone.turns for part in turn.parts}
        for one in shown:
            aired[one] += segment.ends - segment.begins
    return dict(sorted(aired, key=lambda one: (aired[one], one)))


def _line(sentence: _Sentence, slides: Sequence[str], screens: Sequence[str], held: Catalogue) -> Remark:
    """`「年末年始の閉庁」「混雑予想」(1階 ロビー、2階): …`."""
    named = [held.slides[slide].name for slide in dict.fromkeys(slides)]
    where = [held.screens[screen].name for screen in dict.fromkeys(screens)]
    ja = _listed([name.best("ja") for name in where], "、", " ほか{}台")
    en = _listed([name.best("en") for name in where], ", ", " and {} more")
    if named:
        ja = _listed([f"「{name.best('ja')}」" for name in named], "", "ほか{}件") + f"({ja})"
        en = _listed([f'"{name.best("en")}"' for name in named], ", ", " and {} more") + f" ({en})"
    return Remark(ja=f"{ja}: {sentence.ja}", en=f"{en}: {sentence.en}")


def _listed(names: Sequence[str], between: str, more: str) -> str:
    """The first few, and how many there are beside them."""
    beside = len(names) - MOST_NAMED
    return between.join(names[:MOST_NAMED]) + (more.format(beside) if beside > 0 else "")


def _others(count: int) -> Remark:
    return Remark(ja=f"ほかに{count}件あります。", en=f"there are {count} more.")
