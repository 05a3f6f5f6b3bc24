"""Messages: one sentence after something was done, on the next page, with its undo beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Literal

from flask import flash, g, get_flashed_messages

from signage.web.words import said

Tone = Literal["success", "info", "warning", "error"]


@dataclass(frozen=True, kw_only=True)
class Message:
    """`undo` is the number of the edit that can be undone."""

    sentence: str
    tone: Tone
    undo: int | None


def tell(key: str, *, tone: Tone = "success", undo: int | None = None, **values: str | int) -> None:
    """Say a sentence of the catalogue on the next page that is shown."""
    flash([key, undo, values], tone)  # type: ignore[arg-type]


def tell_sentence(sentence: str, *, tone: Tone = "error") -> None:
    """The same for a sentence that a problem brings."""
    flash([None, None, {"sentence": sentence}], tone)  # type: ignore[arg-type]


def capital(sentence: str) -> str:
    """With a capital, which problems of the command line do without; an id or a quote that stands first stays."""
    first = sentence.partition(" ")[0]
    return sentence[:1].upper() + sentence[1:] if re.fullmatch("[a-z]+", first) else sentence


def messages() -> list[Message]:
    """What is to be told now; each is told once."""
    told: list[Message] = []
    flashed: Any = get_flashed_messages(with_categories=True)  # Flask types what it keeps as text; it keeps any JSON
    for tone, (key, undo, values) in flashed:
        sentence = values["sentence"] if key is None else said(key, g.language, **values)
        told.append(Message(sentence=sentence, tone=tone, undo=undo))
    return told
