"""Loop facts: how long a round takes, when a page comes back, whose time it is, and the way out if it is too long."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from signage.core import loop_words as words
from signage.core.guide import Section
from signage.core.playlists import Turn, Turns
from signage.core.rulebook import Rulebook
from signage.core.slides import Slide
from signage.core.texts import Text
from signage.core.timeline import PlannedZone, Timeline
from signage.core.when import limits_span

BUDGET_MS = 180_000
"""How long a round may take where no playlist says so (DOMAIN)."""

NO_SECTIONS: Mapping[str, Section] = MappingProxyType({})


@dataclass(frozen=True, kw_only=True)
class LoopFacts:
    """What can be said of a loop.

    `total_ms` is the loop as the player has it; `round_ms` the longest that anything takes to come back but for what
    is inserted every N minutes, which is meant to be rare. `seen_again_ms` is by item id: the longest time from one
    showing's beginning to the next one's. `slides` counts different ones. `share_by_owner` adds up to 1. `warning`,
    over the budget, names the way out; so does each of `over_share`, by the section that takes more than its share.
    """

    total_ms: int
    round_ms: int
    slides: int
    seen_again_ms: Mapping[str, int]
    share_by_owner: Mapping[str, float]
    summary: Text
    warning: Text | None
    over_share: Mapping[str, Text]

    @property
    def warnings(self) -> tuple[Text, ...]:
        """All that is to be put right."""
        return (*([self.warning] if self.warning is not None else []), *self.over_share.values())


@dataclass(frozen=True, kw_only=True)
class PostedFacts:
    """What whoever posts one slide is told of one screen: `sentence`, and what is to be put right.

    `seen_again_ms` is the longest that a page of it takes to come back.
    """

    loop: LoopFacts
    seen_again_ms: int
    sentence: Text
    warnings: tuple[Text, ...]


@dataclass(frozen=True, kw_only=True)
class TooLong:
    """A loop over its budget, where and since when it is first shown."""

    zone: str
    begins: int
    facts: LoopFacts
    warning: Text


def too_long(rulebook: Rulebook, timeline: Timeline) -> tuple[TooLong, ...]:
    """The loops of a timeline that are over their budgets, once for the same rules in the same zone."""
    found: dict[tuple[str, tuple[str, ...]], TooLong] = {}
    for segment in timeline.segments:
        for zone in segment.zones:
            facts = zone_facts(rulebook, zone, at=segment.begins)
            if facts.warning is not None and (zone.zone, zone.rules) not in found:
                found[zone.zone, zone.rules] = TooLong(
                    zone=zone.zone, begins=segment.begins, facts=facts, warning=facts.warning
                )
    return tuple(found.values())


def posted_facts(rulebook: Rulebook, zones: Iterable[PlannedZone], slide_id: str, *, at: int) -> PostedFacts | None:
    """Of one slide in the zones of a segment, at an instant: where it comes back soonest. None: nowhere."""
    found = [
        (max(facts.seen_again_ms[part.item] for part in turn.parts), turn, facts)
        for zone in zones
        for turn in _first_of(zone.turns, slide_id)
        for facts in [zone_facts(rulebook, zone, at=at)]
    ]
    if not found:
        return None
    again_ms, _, facts = min(found, key=lambda one: one[0])
    slide = rulebook.slide(slide_id)
    own = set(_upwards(_sections(rulebook, at), slide.owner))
    return PostedFacts(
        loop=facts,
        seen_again_ms=again_ms,
        sentence=words.posted(
            facts.slides, facts.round_ms, again_ms, slide, at=at, zone=rulebook.calendars.zone(slide.office)
        ),
        warnings=(
            *([facts.warning] if facts.warning is not None else []),
            *(text for section, text in facts.over_share.items() if section in own),
        ),
    )


def _first_of(turns: Turns, slide_id: str) -> list[Turn]:
    return [turn for turn in turns if turn.slide == slide_id][:1]


def zone_facts(rulebook: Rulebook, zone: PlannedZone, *, at: int) -> LoopFacts:
    """The facts of one zone's loop at an instant; its budget is the smallest of its playlists'."""
    catalogue = rulebook.catalogue
    rules = [catalogue.rules[rule] for rule in (*zone.rules, *zone.joined)]
    budgets = [catalogue.playlists[rule.playlist].budget_ms for rule in rules if rule.playlist is not None]
    sources = [rulebook.source(playlist=rule.playlist, slide=rule.slide) for rule in rules]
    own = {slide for source in sources for slide, _ in source.entries}
    return loop_facts(
        zone.turns,
        slide=rulebook.slide,
        budget_ms=min(budgets, default=BUDGET_MS),
        inserted=frozenset(turn.slide for turn in zone.turns if turn.slide not in own) if rules else frozenset(),
        sections=_sections(rulebook, at),
    )


def _sections(rulebook: Rulebook, at: int) -> Mapping[str, Section]:
    """The sections that there are at an instant."""
    calendars = rulebook.calendars
    spans = ((row, limits_span(row.limits, calendars.zone(row.office))) for row in rulebook.catalogue.guide.sections)
    return {row.id: row for row, (begins, ends) in spans if begins <= at < ends}


def _upwards(sections: Mapping[str, Section], name: str | None) -> Iterator[str]:
    """A section, and all to which it belongs."""
    while name is not None and name in sections:
        yield name
        name = sections[name].parent


def loop_facts(
    turns: Turns,
    *,
    slide: Callable[[str], Slide],
    budget_ms: int,
    inserted: frozenset[str] = frozenset(),
    sections: Mapping[str, Section] = NO_SECTIONS,
) -> LoopFacts:
    """The facts of one loop. `slide` finds a slide by its id; `sections` are those whose shares count."""
    starts: dict[str, list[int]] = {}
    shares: dict[str, int] = {}
    regular: set[str] = set()
    total = 0
    for turn in turns:
        owner = slide(turn.slide).owner
        shares[owner] = shares.get(owner, 0) + turn.ms
        for part in turn.parts:
            starts.setdefault(part.item, []).append(total)
            total += part.ms
            if turn.slide not in inserted:
                regular.add(part.item)
    seen_again = {item: _longest_gap(times, total) for item, times in starts.items()}
    round_ms = max((seen_again[item] for item in regular), default=total)
    slides = len({turn.slide for turn in turns})
    summary = words.summary(slides, round_ms)
    longest = max((turn for turn in turns if turn.slide not in inserted), key=lambda turn: (turn.ms, turn.slide))
    over = round_ms > budget_ms
    return LoopFacts(
        total_ms=total,
        round_ms=round_ms,
        slides=slides,
        seen_again_ms=seen_again,
        share_by_owner={name: ms / total for name, ms in shares.items()},
        summary=summary,
        warning=words.over_budget(summary, round_ms, budget_ms, slide(longest.slide), longest.ms) if over else None,
        over_share=_over_share(turns, slide, sections, total),
    )


def _over_share(
    turns: Turns, slide: Callable[[str], Slide], sections: Mapping[str, Section], total: int
) -> dict[str, Text]:
    """Which sections, with all beneath them, take more than their share of a loop that is not theirs alone."""
    taken: dict[str, list[Turn]] = {}
    for turn in turns:
        for name in _upwards(sections, slide(turn.slide).owner):
            taken.setdefault(name, []).append(turn)
    found = {}
    for name in sorted(taken):
        own_ms, percent = sum(turn.ms for turn in taken[name]), sections[name].share_percent
        if percent is not None and total * percent < own_ms * 100 < total * 100:
            longest = max(taken[name], key=lambda turn: (turn.ms, turn.slide))
            found[name] = words.over_share(sections[name], own_ms, total, slide(longest.slide), longest.ms)
    return found


def _longest_gap(times: list[int], total: int) -> int:
    return max(later - earlier for earlier, later in zip(times, [*times[1:], times[0] + total], strict=True))
