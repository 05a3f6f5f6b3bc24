"""The document of quiet times, and what its page says in Japanese and in English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from signage.core.queue_said import Lamp
from signage.core.texts import Text

TITLE = Text.of(ja="すいている時間", en="Quiet times")
COUNTING = Text.of(ja="いま集計しています", en="Still being counted")
DAYS = tuple(
    Text.of(ja=ja, en=en)
    for ja, en in zip("月火水木金土日", ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"), strict=True)
)
LEVELS: tuple[Lamp, ...] = ("free", "some", "busy")
SHAPES: Mapping[Lamp, str] = {"free": "open", "some": "some", "busy": "busy"}
COLOURS: Mapping[Lamp, str] = {"free": "#03AF7A", "some": "#F6AA00", "busy": "#FF4B00"}


@dataclass(frozen=True, kw_only=True)
class QuietHour:
    """One hour of the week (0: Monday); `level` is None where too few days are known."""

    weekday: int
    hour: int
    level: Lamp | None = None


@dataclass(frozen=True, kw_only=True)
class QuietTimes:
    """What the picture is drawn from."""

    name: Text = Text()
    hours: tuple[QuietHour, ...] = ()
