"""Slides: the one thing that staff manage. What each kind's fields mean is known in render/."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from signage.core.formats import Day, Id, OfficeId, SectionId
from signage.core.texts import Text
from signage.core.when import Limits


@dataclass(frozen=True, kw_only=True)
class Slide:
    """One コンテンツ. `fields` is what its kind says, as plain JSON values, already checked by that kind.

    On air only while `state` is "published" and inside `limits`; either those end, or `review_on` (an ISO date)
    says when somebody looks again: nothing outdated on air. What a kind is asked to draw is `catalogue.Request`.
    """

    id: Id
    office: OfficeId
    kind: str
    name: Text
    owner: SectionId
    """The section that answers for it."""
    state: Literal["draft", "published", "withdrawn"] = "published"
    limits: Limits = Limits()
    review_on: Day | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)
    changed_at: int = 0
    """The instant of its last change: where its loops begin anew."""
