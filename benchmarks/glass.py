"""A virtual screen whose pixels can be read at any moment, and the memory of a tree of processes."""

from __future__ import annotations

import mmap
import os
import struct
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

Pixel = tuple[int, int, int]


class Glass:
    """An Xvfb and its framebuffer, mapped into memory: looking costs microseconds and disturbs nobody."""

    def __init__(self, display: str, frame: Path, width: int, height: int) -> None:
        self.environment = {**os.environ, "DISPLAY": display}
        self.width, self.height = width, height
        with frame.open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)
        # XWD: the header's length and the number of colours tell where the pixels begin.
        header = struct.unpack(">25I", self._map[:100])
        self._start, self._line = header[0] + header[19] * 12, header[12]

    def pixel(self, x: int, y: int) -> Pixel:
        """Red, green and blue."""
        at = self._start + y * self._line + x * 4
        blue, green, red = self._map[at : at + 3]
        return red, green, blue

    def area(self, box: tuple[int, int, int, int]) -> bytes:
        """The bytes of all pixels of a box: x, y, width, height."""
        x, y, width, height = box
        starts = (self._start + row * self._line + x * 4 for row in range(y, y + height))
        return b"".join(self._map[at : at + 4 * width] for at in starts)

    def wait(self, seen: Callable[[Glass], bool], *, seconds: float) -> float:
        """When `seen` became true, by `perf_counter`; TimeoutError if it does not."""
        deadline = time.perf_counter() + seconds
        while not seen(self):
            if time.perf_counter() > deadline:
                raise TimeoutError("not seen on the screen")
            time.sleep(0.001)
        return time.perf_counter()


@contextmanager
def glass(width: int, height: int) -> Iterator[Glass]:
    """A screen of this size for as long as it is needed."""
    with tempfile.TemporaryDirectory() as folder:
        server = subprocess.Popen(
            ["Xvfb", "-displayfd", "1", "-screen", "0", f"{width}x{height}x24", "-fbdir", folder, "-nocursor"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        try:
            assert server.stdout is not None
            display = f":{server.stdout.readline().strip()}"
            yield Glass(display, Path(folder, "Xvfb_screen0"), width, height)
        finally:
            server.terminate()
            server.wait(10)
            if server.stdout is not None:
                server.stdout.close()


def pss_mib(pid: int) -> float:
    """Proportional memory of a process and all its children, MiB."""
    process = psutil.Process(pid)
    total = 0
    for one in [process, *process.children(recursive=True)]:
        try:
            text = Path(f"/proc/{one.pid}/smaps_rollup").read_text()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:"))
    return total / 1024


CHROMIUM = (
    "chromium",
    "--no-sandbox",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-gpu",
    "--disable-quic",
)
"""Chromium as it runs here: as root, and with nobody to call."""
