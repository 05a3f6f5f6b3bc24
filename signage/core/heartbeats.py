"""Heartbeats: what a player says of itself every minute, as values; the document in which it says it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeVar, get_args

from signage.core.problems import Refused
from signage.core.shows import instant_of

State = Literal["showing", "dark", "fallback", "waiting"]
Why = Literal["", "starting", "unreachable", "loading", "revoked", "empty"]
Source = Literal["kernel", "battery", "server", "none"]

EVERY_MS = 60_000
"""How often a player reports, beside its reports of every change (issue 5, "Heartbeats")."""

LARGEST = 512 * 1024
"""Bytes of one report: its picture is a JPEG of at most 960 pixels across."""

MOST_ERRORS, LONGEST_ERROR = 5, 200

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


def heartbeat_of(document: Mapping[str, Any]) -> Heartbeat:
    """A report from its document; Refused where it is none of version 1. Unknown fields are ignored."""
    try:
        _require(document["version"] == 1, "version")
        head, clock, versions = document.get("head") or {}, document["clock"], document["versions"]
        return Heartbeat(
            id=_text(document["id"], 64),
            at=_maybe(instant_of, document.get("at")),
            sent_at=_maybe(_whole, document.get("sent_at_ms")),
            sequence=_maybe(_whole, head.get("sequence")),
            server=_text(head.get("server", ""), 300),
            manifest=_maybe(_sha256, document.get("manifest")),
            pending=_maybe(_sha256, document.get("pending")),
            missing=_whole(document.get("missing", 0)),
            state=_one_of(document["state"], get_args(State)),
            why=_one_of(document.get("why", ""), get_args(Why)),
            items=tuple(_text(item, 200) for item in document.get("items", ())),
            shown_at=_maybe(_whole, document.get("shown_at_ms")),
            panel=_maybe(_panel, document.get("panel")),
            uptime_s=_whole(document["uptime_s"]),
            temperature_c=_maybe(_number, document.get("temperature_c")),
            throttled=tuple(_text(word, 60) for word in document.get("throttled", ())),
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
            errors=tuple(_text(error, LONGEST_ERROR) for error in document.get("errors", ()))[-MOST_ERRORS:],
            commands=tuple(_outcome(one) for one in document.get("commands", ())),
        )
    except _MISSHAPEN as error:
        raise Refused(
            ja=f"稼働の報告が正しい形ではありません({error})。docs/api.md の形で送ってください。",
            en=f"this is no heartbeat ({error}); send it as docs/api.md says.",
        ) from error


def _outcome(one: Mapping[str, Any]) -> Outcome:
    return Outcome(
        id=_text(one["id"], 64), outcome=_text(one["outcome"], LONGEST_ERROR), at=_maybe(instant_of, one.get("at"))
    )


def _panel(size: Mapping[str, Any]) -> Panel:
    return Panel(width=_whole(size["width"]), height=_whole(size["height"]))


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


def _signed(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) >= 2**53:
        raise ValueError(f"{value!r}"[:80])
    return value


def _number(value: object) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not abs(value) < 10_000:
        raise ValueError(f"{value!r}"[:80])
    return float(value)


def _text(value: object, most: int) -> str:
    if not isinstance(value, str) or len(value) > most:
        raise ValueError(f"{value!r}"[:80])
    return value


def _sha256(value: object) -> str:
    text = _text(value, 64)
    _require(len(text) == 64 and not set(text) - set("0123456789abcdef"), text)
    return text


def _one_of(value: object, known: tuple[Any, ...]) -> Any:  # noqa: ANN401 - one of them
    _require(value in known, f"{value!r}"[:80])
    return value
