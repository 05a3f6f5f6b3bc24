"""The outbox: reports that no server has taken yet, each a file of its own; the newest of the last day."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from players.pi.cache import Cache
from players.pi.problems import DiskFull, Refused
from players.pi.verify import parsed
from signage.core.shows import instant_of

FOLDER = "reports"
MOST, OLDEST_MS = 240, 24 * 60 * 60 * 1000
"""Four hours of reports a minute; what is older than a day no server counts."""


@dataclass(slots=True)
class _Waiting:
    """A report that waits. `data` only where it is not on the disk, `photo` only in the newest."""

    number: int
    at: int | None
    data: bytes | None = None
    photo: Mapping[str, Any] | None = None
    durable: bool = False


class Outbox:
    """For one thread. Nothing it does fails: where the card cannot be written, reports wait in memory."""

    def __init__(self, cache: Cache, *, enrolment: str) -> None:
        """`enrolment` is the fingerprint of whose reports these are; those of another are dropped."""
        self._cache, self._enrolment = cache, enrolment
        self._folder = cache.folder / FOLDER
        with contextlib.suppress(OSError):
            self._folder.mkdir(mode=0o700, exist_ok=True)
        self._waiting = self._left()
        self._next = 1 + max((one.number for one in self._waiting), default=0)

    def __len__(self) -> int:
        return len(self._waiting)

    def put(self, report: Mapping[str, Any], *, photo: Mapping[str, Any] | None = None, durable: bool) -> bool:
        """Add the newest; whether it is on the disk now, and (`durable`) outlasts the power.

        `photo` goes out with it while it is the newest; one that must outlast that is in the report itself.
        """
        for one in self._waiting:
            one.photo = None
        at = report.get("at")
        added = _Waiting(number=self._next, at=None if at is None else instant_of(at), photo=photo)
        self._next += 1
        self._waiting.append(added)
        self._write(added, json.dumps({"enrolment": self._enrolment, "report": report}).encode(), durable=durable)
        while len(self._waiting) > MOST:
            self._drop(0)
        return added.data is None

    def oldest(self, *, now: int | None) -> dict[str, Any] | None:
        """The report to send next, with its picture; None where none waits. `now` is None where nobody knows."""
        while self._waiting:
            first = self._waiting[0]
            if now is None or first.at is None or first.at >= now - OLDEST_MS:
                report = self._report(first)
                if report is not None:
                    return report if first.photo is None else {**report, "picture": dict(first.photo)}
            self._drop(0)
        return None

    def taken(self) -> None:
        """The oldest was taken, or refused for good."""
        if self._waiting:
            self._drop(0)

    def hold(self) -> None:
        """Nobody took the oldest: what was only handed to the system is brought to the disk."""
        for one in self._waiting:
            if not one.durable and (data := self._data(one)) is not None:
                self._write(one, data, durable=True)

    def _write(self, one: _Waiting, data: bytes, *, durable: bool) -> None:
        try:
            self._cache.write(f"{FOLDER}/{_name(one.number)}", data, durable=durable)
        except DiskFull:
            one.data = data
        else:
            one.data, one.durable = None, durable

    def _data(self, one: _Waiting) -> bytes | None:
        return one.data or self._cache.read_file(f"{FOLDER}/{_name(one.number)}")

    def _report(self, one: _Waiting) -> dict[str, Any] | None:
        """A report of this enrolment; None where its file was harmed."""
        try:
            document = parsed(self._data(one) or b"")
            report = document["report"]
            return report if document["enrolment"] == self._enrolment and isinstance(report, dict) else None
        except (Refused, KeyError):
            return None

    def _drop(self, index: int) -> None:
        with contextlib.suppress(OSError):  # on a card that is read-only it is sent again after the next start
            (self._folder / _name(self._waiting.pop(index).number)).unlink(missing_ok=True)

    def _left(self) -> list[_Waiting]:
        """What the last run left."""
        found: list[_Waiting] = []
        files: list[Path] = []
        with contextlib.suppress(OSError):
            files = sorted(self._folder.iterdir())
        for file in files:
            one = _Waiting(number=int(file.stem), at=None, durable=True) if file.stem.isdigit() else None
            report = self._report(one) if one is not None and file.suffix == ".json" else None
            if one is None or report is None:
                with contextlib.suppress(OSError):
                    file.unlink()
                continue
            with contextlib.suppress(ValueError, TypeError, KeyError):
                one.at = instant_of(report["at"])
            found.append(one)
        for one in found[:-MOST]:
            with contextlib.suppress(OSError):
                (self._folder / _name(one.number)).unlink()
        return found[-MOST:]


def _name(number: int) -> str:
    return f"{number:012}.json"
