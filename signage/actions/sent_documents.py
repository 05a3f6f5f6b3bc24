"""Sent documents: what programs write of a slide, read strictly, and what of a slide they could have written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeVar

from signage.core.documents import from_plain, to_plain
from signage.core.formats import Day, Id, ScreenId, SectionId
from signage.core.problems import Refused
from signage.core.scalars import Path
from signage.core.slides import Slide
from signage.core.texts import Text
from signage.core.when import Limits
from signage.render.kinds import KINDS

Kind = Literal["notice", "picture"]

OVERRIDES_ONLY = ("level", "drill")
"""Fields that make an emergency of a notice: whoever raises a false alarm must at least be signed in."""

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Sent:
    """What a program writes of a slide. `screens` are where it hangs; none: the usual ones of its owner.

    `fields` are those of its kind. Sent again under the same `id`, it is the same slide.
    """

    id: Id | None = None
    owner: SectionId
    kind: Kind
    name: Text
    limits: Limits = Limits()
    review_on: Day | None = None
    screens: tuple[ScreenId, ...] = ()
    fields: Mapping[str, Any]


class BadDocument(Refused):
    """A document that cannot be read: `path` is the value in it that is to be put right."""

    def __init__(self, *, ja: str, en: str, path: str) -> None:
        super().__init__(ja=ja, en=en)
        self.path = path


def read_document(plain: Mapping[str, Any]) -> Sent:
    """What a document says. BadDocument for what does not fit."""
    sent = _read(Sent, plain, ())
    barred = next((key for key in OVERRIDES_ONLY if key in sent.fields), None)
    if barred is not None:
        raise BadDocument(
            ja=f"{barred} は使えません。緊急表示は、緊急表示のページから出してください。",
            en=f"{barred} cannot be sent; emergencies are raised on their own page.",
            path=f"fields.{barred}",
        )
    fields = _read(KINDS[sent.kind].fields, sent.fields, ("fields",))
    return replace(sent, fields=to_plain(fields))


def document(slide: Slide, screens: tuple[str, ...]) -> dict[str, Any]:
    """What a program could have sent to have this slide as it is."""
    plain = to_plain(slide)
    keys = ("owner", "kind", "name", "from", "until", "review_on")
    fields = {key: value for key, value in slide.fields.items() if key not in OVERRIDES_ONLY}
    return {**{key: plain[key] for key in keys if key in plain}, "screens": list(screens), "fields": fields}


def sound(slide: Slide) -> Slide:
    """The same slide. BadDocument where it is wrong as a whole, though each of its values is right."""
    return replace(_read(Slide, to_plain(slide), ()), changed_at=slide.changed_at)


def _read(cls: type[T], plain: object, above: Path) -> T:
    try:
        return from_plain(cls, plain, where=lambda path: ".".join(map(str, (*above, *path))))
    except Refused as refused:
        raise BadDocument(ja=refused.ja, en=refused.en, path=refused.where or "") from None
