"""Heartbeats: what a player says of itself every minute, as values; the document in which it says it."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal, TypeVar, get_args

from signage.core.instants import DAY, written
from signage.core.problems import Refused
from signage.core.shows import instant_of

State = Literal["showing", "dark", "fallback", "waiting"]
Why = Literal["", "starting", "unreachable", "loading", "revoked", "empty"]
Source = Literal["kernel", "battery", "server", "none"]

EVERY_MS = 60_000
"""How often a player reports, beside its reports of every change (issue 5, "Heartbeats")."""

LARGEST = 512 * 1024
"""Bytes of one report: its picture is a JPEG of at most 960 pixels across."""

KEPT = 240
"""Reports that a player keeps while it cannot send them, the newest (issue 5, "Heartbeats")."""

OLDEST_MS = DAY
"""How old a kept report may be. Whatever a player says, it is no older: its age becomes an instant of ours."""

LARGEST_PICTURE = 320 * 1024
"""Bytes of its JPEG: as base64 it fits into LARGEST beside all else."""

REGULAR_SIDE = 160
"""Pixels of the longer side of the picture that comes with every report; a screenshot, asked for, is larger."""

MOST_SIDE = 16_384

COLDEST_C, HOTTEST_C = -273, 1_000

MOST_ERRORS, LONGEST_ERROR = 5, 200

MOST_ITEMS, MOST_WORDS, MOST_COMMANDS = 64, 16, 32
"""Items on the glass, words of throttling, and commands acknowledged in one report."""

ID = re.compile(r"[0-9a-f]{32}", re.ASCII)
"""128 random bits: two reports never have the same."""

_MISSHAPEN = (KeyError, TypeError, ValueError, AttributeError, OverflowError)
_Value = TypeVar("_Value")


@dataclass(frozen=True, kw_only=True, slots=True)
class Panel:
    """A size in pixels, as the panel has them: rotation included."""

    width: int
    height: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Timepiece:
    """A player's clock: who vouched for it, and how far it is ahead of its machine's own. None: nobody knows."""

    trusted: bool
    source: Source
    offset_ms: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What became of a command: "done", "not understood", or "failed: " and why; `at` by the player's clock."""

    id: str
    outcome: str
    at: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Versions:
    """What runs on what."""

    player: str
    platform: str = ""
    model: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Picture:
    """The glass, small, as the panel has it: a JPEG that nobody here has opened. `at` by the player's clock."""

    at: int
    width: int
    height: int
    jpeg: bytes

    @property
    def is_screenshot(self) -> bool:
        """Whether it was asked for by a command: it is larger than what comes with every report."""
        return max(self.width, self.height) > REGULAR_SIDE


@dataclass(frozen=True, kw_only=True, slots=True)
class Heartbeat:
    """One report. Instants are Unix ms by the player's clock; None where it does not know the time.

    `items` are the looped ids on the glass, zone by zone, at `shown_at`; `missing` is how many assets of the plan
    are still to load; `errors` has the newest last. The picture that may come with it is kept apart.
    """

    id: str
    at: int | None
    sent_at: int | None
    sequence: int | None
    server: str
    manifest: str | None
    pending: str | None
    missing: int
    state: State
    why: Why
    items: tuple[str, ...]
    shown_at: int | None
    panel: Panel | None
    uptime_s: int
    temperature_c: float | None
    throttled: tuple[str, ...]
    disk_free_bytes: int | None
    cache_bytes: int | None
    clock: Timepiece
    versions: Versions
    errors: tuple[str, ...]
    commands: tuple[Outcome, ...]

    @property
    def age_ms(self) -> int:
        """How old it was when it was sent, by the one clock that says both; 0 where the player did not know."""
        return 0 if self.at is None or self.sent_at is None else min(OLDEST_MS, max(0, self.sent_at - self.at))


def heartbeat_of(document: Mapping[str, Any]) -> Heartbeat:
    """A report from its document; Refused where it is none of version 1. Unknown fields are ignored."""
    try:
        _require(document["version"] == 1, "version")
        head, clock, versions = document.get("head") or {}, document["clock"], document["versions"]
        return Heartbeat(
            id=_id(document["id"]),
            at=_maybe(_instant, document.get("at")),
            sent_at=_maybe(_whole, document.get("sent_at_ms")),
            sequence=_maybe(_whole, head.get("sequence")),
            server=_text(head.get("server", ""), 300) if head else "",
            manifest=_maybe(_sha256, document.get("manifest")),
            pending=_maybe(_sha256, document.get("pending")),
            missing=_whole(document.get("missing", 0)),
            state=_one_of(document["state"], get_args(State)),
            why=_one_of(document.get("why", ""), get_args(Why)),
            items=tuple(_text(item, 200) for item in _list(document.get("items"), MOST_ITEMS)),
            shown_at=_maybe(_whole, document.get("shown_at_ms")),
            panel=_maybe(_panel, document.get("panel")),
            uptime_s=_whole(document["uptime_s"]),
            temperature_c=_maybe(_number, document.get("temperature_c")),
            throttled=tuple(_text(word, 60) for word in _list(document.get("throttled"), MOST_WORDS)),
            disk_free_bytes=_maybe(_whole, document.get("disk_free_bytes")),
            cache_bytes=_maybe(_whole, document.get("cache_bytes")),
            clock=Timepiece(
                trusted=clock["trusted"] is True,
                source=_one_of(clock["source"], get_args(Source)),
                offset_ms=_maybe(_signed, clock.get("offset_ms")),
            ),
            versions=Versions(
                player=_text(versions["player"], 80),
                platform=_text(versions.get("platform", ""), 160),
                model=_text(versions.get("model", ""), 160),
            ),
            errors=tuple(_text(error, LONGEST_ERROR) for error in _list(document.get("errors"), MOST_ERRORS)),
            commands=tuple(_outcome(one) for one in _list(document.get("commands"), MOST_COMMANDS)),
        )
    except _MISSHAPEN as error:
        raise _refused(error) from error


def picture_of(document: Mapping[str, Any]) -> Picture | None:
    """The picture that came with a report; Refused where it is none. Only its first bytes are looked at."""
    try:
        told = document.get("picture")
        if told is None:
            return None
        jpeg = base64.b64decode(_text(told["jpeg"], LARGEST), validate=True)
        _require(jpeg.startswith(_JPEG) and len(jpeg) <= LARGEST_PICTURE, "picture")
        return Picture(at=_whole(told["at_ms"]), width=_side(told["width"]), height=_side(told["height"]), jpeg=jpeg)
    except _MISSHAPEN as error:
        raise _refused(error) from error


def document_of(beat: Heartbeat, picture: Picture | None = None) -> dict[str, Any]:
    """The document of a report, from which `heartbeat_of` and `picture_of` make the same values."""
    document: dict[str, Any] = {name: value for name, value in asdict(beat).items() if name not in _ELSEWHERE} | {
        "version": 1,
        "at": _maybe(written, beat.at),
        "sent_at_ms": beat.sent_at,
        "head": None if beat.sequence is None else {"sequence": beat.sequence, "server": beat.server},
        "shown_at_ms": beat.shown_at,
        "commands": [{"id": one.id, "outcome": one.outcome, "at": _maybe(written, one.at)} for one in beat.commands],
        "picture": None,
    }
    if picture is not None:
        size = {"width": picture.width, "height": picture.height}
        document["picture"] = {"at_ms": picture.at, **size, "jpeg": base64.b64encode(picture.jpeg).decode()}
    return document


_JPEG = b"\xff\xd8\xff"

_ELSEWHERE = ("sent_at", "sequence", "server", "shown_at")
"""Values that have another place in the document."""


def _refused(error: Exception) -> Refused:
    return Refused(
        ja=f"稼働の報告が正しい形ではありません({error})。docs/api.md の形で送ってください。",
        en=f"this is no heartbeat ({error}); send it as docs/api.md says.",
    )


def _outcome(one: Mapping[str, Any]) -> Outcome:
    outcome = _text(one["outcome"], LONGEST_ERROR)
    return Outcome(id=_text(one["id"], 64), outcome=outcome, at=_maybe(_instant, one.get("at")))


def _panel(size: Mapping[str, Any]) -> Panel:
    return Panel(width=_side(size["width"]), height=_side(size["height"]))


def _maybe(read: Callable[[Any], _Value], value: object) -> _Value | None:
    return None if value is None else read(value)


def _require(is_so: bool, what: str) -> None:
    if not is_so:
        raise ValueError(what)


def _whole(value: object) -> int:
    """From 0 to what SQLite and JavaScript can hold."""
    number = _signed(value)
    _require(number >= 0, f"{number}")
    return number


def _instant(value: str) -> int:
    return _whole(instant_of(value))  # `written` cannot write every year before


def _side(value: object) -> int:
    number = _whole(value)
    _require(1 <= number <= MOST_SIDE, f"{number}")
    return number


def _list(value: Iterable[Any] | None, most: int) -> list[Any]:
    if value is None:
        return []
    _require(isinstance(value, list | tuple) and len(value) <= most, f"{value!r}"[:80])
    return list(value)


def _id(value: object) -> str:
    text = _text(value, 32)
    _require(ID.fullmatch(text) is not None, text)
    return text


def _signed(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) >= 2**53:
        raise ValueError(f"{value!r}"[:80])
    return value


def _number(value: object) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not COLDEST_C <= value <= HOTTEST_C:
        raise ValueError(f"{value!r}"[:80])
    return float(value)


def _text(value: object, most: int) -> str:
    if not isinstance(value, str) or len(value) > most:
        raise ValueError(f"{value!r}"[:80])
    value.encode()  # half a character cannot be shown to anybody
    return value


def _sha256(value: object) -> str:
    text = _text(value, 64)
    _require(len(text) == 64 and not set(text) - set("0123456789abcdef"), text)
    return text


def _one_of(value: object, known: tuple[Any, ...]) -> Any:  # noqa: ANN401 - one of them
    _require(value in known, f"{value!r}"[:80])
    return value
