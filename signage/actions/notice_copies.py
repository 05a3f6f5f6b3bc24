"""Copies: the form of a notice that is there already: to edit it, or to post last year's with this year's dates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from signage.actions.notice_subjects import FREE, PICTURE, in_year, template_of
from signage.actions.notice_typed import Typed
from signage.core.schedules import Rule
from signage.core.slides import Slide


def typed_of(slide: Slide, rules: tuple[Rule, ...], *, writer: str) -> Typed:
    """What the form shows of a slide and of the rules that put it on screens."""
    fields = slide.fields
    opens, _, closes = str(fields.get("hours", "")).partition("-")
    ends, standing = slide.limits.ends, slide.limits.ends is None
    screens = tuple(dict.fromkeys(screen for rule in rules for screen in rule.screens))
    return Typed(
        writer=writer,
        section=slide.owner,
        about=PICTURE if slide.kind == "picture" else str(fields.get("subject") or FREE),
        title_ja=_in(fields, "title", "ja"),
        title_en=_in(fields, "title", "en"),
        body_ja=_in(fields, "body", "ja"),
        body_en=_in(fields, "body", "en"),
        first=str(fields.get("first", "")),
        last=str(fields.get("last", "")),
        opens=opens,
        closes=closes,
        counter=str(fields.get("counter", "")),
        place_ja=_in(fields, "place", "ja"),
        place_en=_in(fields, "place", "en"),
        whom_ja=_in(fields, "whom", "ja"),
        whom_en=_in(fields, "whom", "en"),
        bring_ja=_in(fields, "bring", "ja"),
        bring_en=_in(fields, "bring", "en"),
        contact_ja=_in(fields, "contact", "ja"),
        contact_en=_in(fields, "contact", "en"),
        picture=str(fields.get("picture", "")) if slide.kind == "picture" else "",
        illustration=str(fields.get("picture", "")) if slide.kind == "notice" else "",
        how=str(fields.get("how", "fit")),
        alt_ja=_in(fields, "alt", "ja"),
        code=str(fields.get("code", "")),
        where="chosen" if screens else "usual",
        screens=screens,
        begins=slide.limits.begins or "",
        until="standing" if standing else "date",
        until_day=slide.review_on or "" if ends is None else ends[:10],
    )


def again(slide: Slide, rules: tuple[Rule, ...], *, writer: str, today: date) -> Typed:
    """The form of a new notice like this one. Dates that are past are moved into this year, or the next."""
    typed = replace(typed_of(slide, rules, writer=writer), begins="")
    days = {name: date.fromisoformat(getattr(typed, name)) for name in ("first", "last") if getattr(typed, name)}
    typed = replace(
        typed, until="last" if days else "standing" if slide.limits.ends is None else "week", until_day=""
    )
    if not days or max(days.values()) >= today:
        return typed
    template = template_of(slide.fields)
    years = (today.year - max(days.values()).year, today.year + 1 - max(days.values()).year)
    for by in years:
        moved = {name: in_year(day, day.year + by, template=template) for name, day in days.items()}
        if max(moved.values()) >= today:
            break
    return replace(typed, **{name: day.isoformat() for name, day in moved.items()})  # type: ignore[arg-type]


def _in(fields: Mapping[str, Any], key: str, tag: str) -> str:
    return str((fields.get(key) or {}).get(tag, ""))
