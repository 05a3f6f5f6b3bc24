"""The clock: an offset to the boot clock, believed only where something in this boot vouched for it."""

from __future__ import annotations

import ctypes
import json
import struct
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from players.pi.cache import Cache
from players.pi.problems import DiskFull, Refused
from players.pi.verify import parsed

STEP_MS = 500
"""A correction larger than this waits for the next item boundary; a smaller one is glided to, never backwards."""

_GLIDE = 20
"""A glide moves by at most one part in this many of the time that passes."""

_DRIFT = 10_000
"""A crystal is off by up to one part in this many (100 ppm)."""

_BATTERY_HORIZON_MS = 400 * 24 * 60 * 60 * 1000
"""A battery clock further than this after the newest head was never set (some start in 2038 or 2070)."""

_FARTHEST_MS = 2**47
"""No offset is longer: an instant beyond it has no date."""

_TIME_ERROR, _STA_NANO, _TIMEX = 5, 0x2000, "@40xi24x4xqq"
"""adjtimex(2): not synchronised; the fraction is in ns, not in µs; where status and time lie on 64-bit machines."""


Source = Literal["kernel", "battery", "server", "none"]
"""Who vouched for the time."""


@dataclass(frozen=True, slots=True)
class Reading:
    """An instant (ms), and whether it may be believed."""

    at: int
    trusted: bool


def boot_ms() -> int:
    """The boot clock, which goes on through suspension and which nobody can set."""
    return time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1_000_000


def kernel_ms() -> int | None:
    """The system's time where the kernel says that it is synchronised (NTP, PTP); fake-hwclock is not."""
    timex = ctypes.create_string_buffer(512)  # `modes` is 0: only asked
    if not 0 <= ctypes.CDLL(None).adjtimex(timex) < _TIME_ERROR:
        return None
    status, seconds, fraction = struct.unpack_from(_TIMEX, timex)
    return int(seconds * 1000 + fraction // (1_000_000 if status & _STA_NANO else 1000))


def battery_ms(facts: Path = Path("/sys/class/rtc/rtc0/since_epoch")) -> int | None:
    """The clock on a battery, to half a second, where the board has one."""
    try:
        return int(facts.read_text()) * 1000 + 500
    except (OSError, ValueError):
        return None


class Clock:
    """Time for one player. Every method may be called from any thread; the sources are handed in."""

    def __init__(
        self,
        *,
        boot: Callable[[], int] = boot_ms,
        kernel: Callable[[], int | None] = kernel_ms,
        battery: Callable[[], int | None] = battery_ms,
        cache: Cache | None = None,
    ) -> None:
        self.boot = boot
        self._kernel, self._battery, self._cache = kernel, battery, cache
        self._lock = threading.Lock()
        self._trusted = False
        self._offset: float = time.time_ns() // 1_000_000 - boot()
        self._target: float = self._offset
        self._glided = boot()
        self._heard: tuple[float, float, int] | None = None
        self._kernel_vouched = False
        self._source: Source = "none"
        if (known := self._known_in_this_boot()) is not None:
            self._believe(*known)

    def now(self) -> Reading:
        """The time, gliding towards the last correction."""
        with self._lock:
            boot = self.boot()
            short = self._target - self._offset
            if abs(short) <= STEP_MS:
                most = max(0, boot - self._glided) / _GLIDE
                self._offset += max(-most, min(most, short))
            self._glided = boot
            return Reading(int(boot + self._offset), self._trusted)

    @property
    def source(self) -> Source:
        """Who vouched for the time last."""
        return self._source

    def at_boundary(self) -> None:
        """An item ends, or nothing is shown that a jump could cut: a step that waits is taken."""
        with self._lock:
            if abs(self._target - self._offset) > STEP_MS:
                self._offset = self._target

    def look(self, *, newest: int) -> None:
        """Ask this machine: kernel synchronisation, else, until anything better, the battery clock.

        `newest` is the sequence of the newest head, before which no true clock can be; 0 for none.
        """
        with self._lock:
            if (system := self._kernel()) is not None:
                self._kernel_vouched = True
                self._believe(system - self.boot(), "kernel")
            elif not self._trusted and newest and (battery := self._battery()) is not None:
                plausible = newest <= battery + 1000 and battery < newest + _BATTERY_HORIZON_MS
                if plausible:
                    self._believe(battery - self.boot(), "battery")

    def heard(self, *, date: int, sent: int, received: int, newest: int) -> None:
        """An answer said what time it is: `date` to the second, between two readings of the boot clock.

        Each answer bounds the offset; together they narrow it down to milliseconds, so that screens are in step.
        """
        with self._lock:
            if self._kernel_vouched or date + 1000 < newest:
                return
            low: float = date - received
            high: float = date + 1000 - sent
            if self._heard is not None:
                known_low, known_high, since = self._heard
                drift = (received - since) / _DRIFT
                both = max(low, known_low - drift), min(high, known_high + drift)
                low, high = both if both[0] <= both[1] else (low, high)
            self._heard = low, high, received
            self._believe((low + high) / 2, "server")

    def _believe(self, offset: float, source: Source) -> None:
        stepped = not self._trusted or abs(offset - self._target) > STEP_MS
        self._target, self._source = offset, source
        if not self._trusted:
            self._offset, self._trusted = offset, True
        if stepped:
            self._keep(offset)

    def _known_in_this_boot(self) -> tuple[float, Source] | None:
        """The offset that an earlier run found in this boot, and who vouched for it."""
        if self._cache is None or (data := self._cache.read_file("clock.json")) is None:
            return None
        try:
            fields = parsed(data)
            of_this_boot = fields["boot"] == _boot_id() and 0 <= fields["offset_ms"] < _FARTHEST_MS
            source: Source = fields.get("source", "server")
            return (float(fields["offset_ms"]), source) if of_this_boot and source in get_args(Source) else None
        except (Refused, KeyError, ValueError, TypeError):
            return None

    def _keep(self, offset: float) -> None:
        if self._cache is None:
            return
        data = json.dumps({"boot": _boot_id(), "offset_ms": round(offset), "source": self._source}).encode()
        try:
            self._cache.write("clock.json", data, durable=False)
        except DiskFull:
            return  # a restart would have to ask again, no more


def _boot_id() -> str:
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    except OSError:
        return ""
