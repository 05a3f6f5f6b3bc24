"""Loop facts: how long a round takes, when a page comes back, whose time it is, and the way out if it is too long."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from signage.core.playlists import Turns
from signage.core.rulebook import Rulebook
from signage.core.slides import Slide
from signage.core.texts import Text
from signage.core.timeline import PlannedZone, Timeline

BUDGET_MS = 180_000
"""How long a round may take where no playlist says so (DOMAIN)."""


@dataclass(frozen=True, kw_only=True)
class LoopFacts:
    """What can be said of a loop.

    `total_ms` is the loop as the player has it; `round_ms` the longest that anything takes to come back but for what
    is inserted every N minutes, which is meant to be rare. `seen_again_ms` is by item id: the longest time from one
    showing's beginning to the next one's. `slides` counts different ones. `share_by_owner` adds up to 1. `warning`,
    over the budget, names the way out.
    """

    total_ms: int
    round_ms: int
    slides: int
    seen_again_ms: Mapping[str, int]
    share_by_owner: Mapping[str, float]
    summary: Text
    warning: Text | None


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
            facts = zone_facts(rulebook, zone)
            if facts.warning is not None and (zone.zone, zone.rules) not in found:
                found[zone.zone, zone.rules] = TooLong(
                    zone=zone.zone, begins=segment.begins, facts=facts, warning=facts.warning
                )
    return tuple(found.values())


def zone_facts(rulebook: Rulebook, zone: PlannedZone) -> LoopFacts:
    """The facts of one zone's loop; its budget is the smallest of its playlists'."""
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
    )


def loop_facts(
    turns: Turns, *, slide: Callable[[str], Slide], budget_ms: int, inserted: frozenset[str] = frozenset()
) -> LoopFacts:
    """The facts of one loop. `slide` finds a slide by its id."""
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
    summary = Text.of(
        ja=f"このモニターは{slides}件・1周{_minutes_ja(round_ms)}。約{_about_ja(round_ms)}に1回表示されます",
        en=f"This screen has {slides} slides, {_minutes_en(round_ms)} a round: "
        f"each is shown about every {_about_en(round_ms)}",
    )
    longest = max((turn for turn in turns if turn.slide not in inserted), key=lambda turn: (turn.ms, turn.slide))
    over_ms = round_ms - budget_ms
    return LoopFacts(
        total_ms=total,
        round_ms=round_ms,
        slides=slides,
        seen_again_ms=seen_again,
        share_by_owner={name: ms / total for name, ms in shares.items()},
        summary=summary,
        warning=_warning(summary, over_ms, budget_ms, slide(longest.slide), longest.ms) if over_ms > 0 else None,
    )


def _longest_gap(times: list[int], total: int) -> int:
    return max(later - earlier for earlier, later in zip(times, [*times[1:], times[0] + total], strict=True))


def _warning(summary: Text, over_ms: int, budget_ms: int, longest: Slide, longest_ms: int) -> Text:
    """Over the budget: it names the slide that takes longest, as the first to shorten."""
    name_ja, name_en = longest.name.best("ja"), longest.name.best("en")
    return Text.of(
        ja=f"{summary.best('ja')}。目安の{_minutes_ja(budget_ms)}を{_minutes_ja(over_ms)}超えています。"
        f"最も長い「{name_ja}」(1回{_minutes_ja(longest_ms)})を短くするか、放映を終えるか、別の時間帯に分けてください",
        en=f"{summary.best('en')}. That is {_minutes_en(over_ms)} over the budget of {_minutes_en(budget_ms)}. "
        f'Shorten the longest, "{name_en}" ({_minutes_en(longest_ms)}), end some, or move some to other hours',
    )


def _minutes_ja(ms: int) -> str:
    minutes, seconds = divmod(round(ms / 1_000), 60)
    return f"{minutes}分" * (minutes > 0) + f"{seconds}秒" * (seconds > 0 or minutes == 0)


def _minutes_en(ms: int) -> str:
    minutes, seconds = divmod(round(ms / 1_000), 60)
    return " ".join([f"{minutes} min"] * (minutes > 0) + [f"{seconds} s"] * (seconds > 0 or minutes == 0))


def _about_ja(ms: int) -> str:
    return f"{round(ms / 60_000)}分" if ms >= 60_000 else f"{round(ms / 1_000)}秒"


def _about_en(ms: int) -> str:
    return f"{round(ms / 60_000)} min" if ms >= 60_000 else f"{round(ms / 1_000)} s"
