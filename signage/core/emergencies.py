"""Emergencies: messages prepared in a quiet hour, the drills made of them, and what an override is stored as."""

from __future__ import annotations

from dataclasses import replace

from signage.core.rights import Deed
from signage.core.schedules import Rule
from signage.core.slides import Slide

_OVERRIDE = "override-"


def override_id(office: str) -> str:
    """The id of the rule and of the slide of an office's override: there is one at a time."""
    return f"{_OVERRIDE}{office}"


def is_override(row: Slide | Rule) -> bool:
    """What is on air as an override is ended where it was begun, and is no content that somebody manages.

    Of whatever office the row says that it is: nobody takes another one's name.
    """
    return row.id.startswith(_OVERRIDE)


def is_message(slide: Slide) -> bool:
    """A published notice with a warning level is a message for an emergency; what is on air now is none."""
    drill = slide.fields.get("drill", False)
    return _warns(slide) and slide.state == "published" and not drill and not is_override(slide)


def deed_on(slide: Slide) -> tuple[Deed, str | None]:
    """What somebody must be allowed to do, for which section, who changes a slide.

    What an alarm will say is nobody's but an administrator's to word, whichever section owns it, and also while it
    is withdrawn: whoever presses 緊急表示 at night reads it for the first time.
    """
    if is_override(slide):
        return "override", None
    return ("settings", None) if _warns(slide) else ("post", slide.owner)


def as_drill(slide: Slide) -> Slide:
    """The same message, marked 【訓練】."""
    return replace(slide, fields={**slide.fields, "drill": True})


def _warns(slide: Slide) -> bool:
    """Whether it is drawn as a warning: a notice with a level."""
    return slide.kind == "notice" and slide.fields.get("level") is not None
