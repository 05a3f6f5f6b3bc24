"""Write shows.json: `python -m tests.vectors.generate`. The answers are the slow oracle's, never shows.py's."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.vectors.makers import head
from tests.vectors.oracle import Glass
from tests.vectors.scenarios import Ask, Scenario, all_planned
from tests.vectors.scenarios_live import all_live
from tests.vectors.scenarios_parts import all_parts

SHOWS = Path(__file__).with_name("shows.json")


def written(scenario: Scenario) -> dict[str, Any]:
    """A scenario with its answers. The head names the manifest by its hash, and the live files by their keys."""
    files = {file["key"]: file for file in [*scenario.live, *scenario.strangers]}
    return {
        "about": scenario.about,
        "head": head(scenario.manifest, [file["key"] for file in scenario.live]),
        "manifest": scenario.manifest,
        "live": files,
        "asks": [answered(scenario, ask) for ask in scenario.asks],
    }


def answered(scenario: Scenario, ask: Ask) -> dict[str, Any]:
    glass = Glass(scenario.manifest, scenario.live, trusted=ask.trusted, missing=ask.missing)
    return {
        "why": ask.why,
        "at": ask.at,
        "trusted": ask.trusted,
        "missing": list(ask.missing),
        "steady_until": glass.steady_until(ask.at),
        "shown": glass.answer(ask.at),
    }


def all_written() -> list[dict[str, Any]]:
    return [written(scenario) for scenario in [*all_planned(), *all_live(), *all_parts()]]


def text_of(vectors: list[dict[str, Any]]) -> str:
    """One question a line, so that a changed answer is one changed line."""
    blocks = []
    for vector in vectors:
        head_part = {key: value for key, value in vector.items() if key != "asks"}
        asks = ",\n".join("  " + compact(ask) for ask in vector["asks"])
        blocks.append(compact(head_part)[:-1] + ',"asks":[\n' + asks + "\n]}")
    return "[\n" + ",\n".join(blocks) + "\n]\n"


def compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


if __name__ == "__main__":
    SHOWS.write_text(text_of(all_written()), encoding="utf-8")
