"""Presets: the few ways in which a schedule is usually set, each with the full condition that it stands for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from signage.core.documents import to_plain
from signage.core.schedules import Rule
from signage.web.form_reading import Posted

CUSTOM = "custom"
"""None of them: the condition is written out."""

PRESETS = ("always", "open", "morning", "afternoon", "period", "weekly", "monthly", "closing", "every", CUSTOM)
"""In the order in which they are offered."""

_MORNING, _AFTERNOON = ["00:00-12:00"], ["12:00-24:00"]
_WITH_TIMES = ("weekly", "monthly")
_USUAL_MINUTES, _USUAL_EVERY = "30", "10"


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """A preset, and what is filled in beside it."""

    preset: str
    begins: str = ""
    ends: str = ""
    nth: tuple[str, ...] = ()
    weekdays: tuple[str, ...] = ()
    first: str = ""
    last: str = ""
    minutes: str = _USUAL_MINUTES
    every: str = _USUAL_EVERY

    def rule(self) -> dict[str, Any]:
        """What it comes to, as the fields of a rule."""
        when: dict[str, Any] = {"during": "open"}
        more: dict[str, Any] = {}
        if self.preset == "always":
            when = {}
        elif self.preset in ("morning", "afternoon"):
            when["times"] = _MORNING if self.preset == "morning" else _AFTERNOON
        elif self.preset == "period":
            when |= {key: day for key, day in (("from", self.begins), ("until", self.ends)) if day}
        elif self.preset in ("weekly", "monthly"):
            when = {"nth": list(self.nth)} if self.preset == "monthly" else {}
            when |= {"weekdays": list(self.weekdays)}
            when |= {key: day for key, day in (("from", self.begins), ("until", self.ends)) if day}
            when |= {"times": [f"{self.first}-{self.last}"]} if self.first or self.last else {"during": "open"}
        elif self.preset == "closing":
            when = {"during": "before-closing", "minutes": self.minutes}
        elif self.preset == "every":
            more = {"every_minutes": self.every, "level": "interrupt"}
        return {"when": when, **more}


def posted_preset(posted: Posted) -> Chosen:
    """What was chosen in a form."""
    preset = posted.get("preset", "open")
    return Chosen(
        preset=preset if preset in PRESETS else CUSTOM,
        begins=posted.get(f"{preset}.from", ""),
        ends=posted.get(f"{preset}.until", ""),
        nth=tuple(posted.getlist(f"{preset}.nth")),
        weekdays=tuple(posted.getlist(f"{preset}.weekdays")),
        first=posted.get(f"{preset}.first", "").strip(),
        last=posted.get(f"{preset}.last", "").strip(),
        minutes=posted.get(f"{preset}.minutes", _USUAL_MINUTES).strip(),
        every=posted.get(f"{preset}.every", _USUAL_EVERY).strip(),
    )


def preset_of(rule: Rule) -> Chosen:
    """The preset that says exactly what a rule says, or else none."""
    plain = to_plain(rule)
    when = plain.get("when", {})
    begins, ends = when.get("from", ""), when.get("until", "")
    first, _, last = (when.get("times") or ["-"])[0].partition("-")
    for preset in PRESETS[:-1]:
        chosen = Chosen(
            preset=preset,
            begins=begins,
            ends=ends,
            nth=tuple(map(str, when.get("nth", ()))),
            weekdays=tuple(when.get("weekdays", ())),
            first=first if preset in _WITH_TIMES else "",
            last=last if preset in _WITH_TIMES else "",
            minutes=str(when.get("minutes", _USUAL_MINUTES)),
            every=str(rule.every_minutes or _USUAL_EVERY),
        )
        if _same(chosen, plain, when):
            return chosen
    return Chosen(preset=CUSTOM)


def _same(chosen: Chosen, plain: Mapping[str, Any], when: Mapping[str, Any]) -> bool:
    """Whether a preset comes to the same fields."""
    if chosen.preset == "period" and not (chosen.begins or chosen.ends):
        return False
    if chosen.preset in _WITH_TIMES and not chosen.weekdays:
        return False
    if chosen.preset == "monthly" and not chosen.nth:
        return False
    rule = chosen.rule()
    own = {key: value for key, value in rule["when"].items() if not (key == "minutes" and value == _USUAL_MINUTES)}
    told = {key: [str(each) for each in value] if key == "nth" else value for key, value in when.items()}
    told = {key: str(value) if key == "minutes" else value for key, value in told.items()}
    every = rule.get("every_minutes")
    return own == told and (every is None) == ("every_minutes" not in plain) and "each_round" not in plain
