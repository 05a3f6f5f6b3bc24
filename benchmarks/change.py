"""From the end of `signage load` of a notice that is first in its loop to the player's pixels."""

from __future__ import annotations

import statistics
import subprocess
import tempfile
import time
from pathlib import Path

from benchmarks.glass import glass
from benchmarks.office import is_picture, served
from benchmarks.table import Row

RUNS = 5
POLL_S = 5.0
SPARE_S = 0.5

NOTICE = """\
office: bench
slides:
  - id: now-{number}
    kind: notice
    name: 測定{number}
    owner: soumu
    until: today+1d
    fields: {{tone: urgent, title: 測定{number}}}
rules:
  - {{id: now-{number}, screens: [glass], slide: now-{number}, level: interrupt, when: {{until: now+{minutes}m}}}}
"""

EDGE = (217, 0, 27)
"""The red edge of an urgent notice (tokens.TONES)."""


def rows() -> list[Row]:
    """Each run loads another notice at another phase of the player's polling."""
    times = []
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder), seconds=10) as server,
        glass(1920, 1080) as screen,
    ):
        command = server.player(Path(folder, "cache"))
        player = subprocess.Popen(command, env=screen.environment, stderr=subprocess.DEVNULL)
        try:
            screen.wait(lambda one: is_picture(one.pixel(30, 30)), seconds=30)
            for number in range(RUNS):
                time.sleep(0.9 * number)
                notice = Path(folder, f"{number}.yaml")
                notice.write_text(NOTICE.format(number=number, minutes=60), encoding="utf-8")
                server.signage("load", notice)
                began = time.perf_counter()
                seen = screen.wait(lambda one: one.pixel(10, 540) == EDGE, seconds=20)
                times.append(seen - began)
                notice.write_text(NOTICE.format(number=number, minutes=0), encoding="utf-8")
                server.signage("load", notice)
                screen.wait(lambda one: one.pixel(10, 540) != EDGE, seconds=20)
        finally:
            player.terminate()
            player.wait(15)
    worst = max(times)
    return [
        Row(
            name=f"from `signage load` to the glass (median {statistics.median(times):.1f} s), worst of {RUNS}",
            value=worst,
            unit="s",
            reference=f"poll interval: {POLL_S:.0f}",
            ratio=worst / POLL_S,
            bar=f"≤ {POLL_S + SPARE_S} s",
            ok=worst <= POLL_S + SPARE_S,
        )
    ]
