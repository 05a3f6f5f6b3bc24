"""The player beside Chromium in kiosk mode, showing the same ten slides: memory, first picture, a frame of a fade."""

from __future__ import annotations

import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.glass import CHROMIUM, Glass, glass, pss_mib
from benchmarks.office import BIN, SLIDES, is_picture, served
from benchmarks.table import Row

RUNS = 5
SETTLED_S = 25
"""Memory is read when several slides and fades have passed."""

PAGE = """<!doctype html><meta charset="utf-8"><style>
html,body{margin:0;background:#000;overflow:hidden}
img{position:absolute;inset:0;width:1920px;height:1080px;opacity:0;transition:opacity .6s linear}.on{opacity:1}
</style><body><script>
const n = %d, images = [];
for (let i = 0; i < n; i++) { const e = new Image(); e.src = i + ".png"; document.body.append(e); images.push(e); }
let last;
function turn() {
  const now = images[Math.floor(Date.now() / 4000) %% n];
  if (now !== last && now.complete) { last?.classList.remove("on"); now.classList.add("on"); last = now; }
  setTimeout(turn, 20);
}
turn();
</script>"""


def _first_picture(run: Callable[[Glass], subprocess.Popen]) -> tuple[float, float]:
    """Milliseconds until a picture is there, whole; and PSS, MiB, later on."""
    times = []
    memory = 0.0
    for number in range(RUNS):
        with glass(1920, 1080) as screen:
            began = time.perf_counter()
            process = run(screen)
            try:
                seen = screen.wait(lambda one: is_picture(one.pixel(30, 30)), seconds=30)
                times.append((seen - began) * 1000)
                if number == RUNS - 1:
                    time.sleep(SETTLED_S)
                    memory = pss_mib(process.pid)
            finally:
                process.terminate()
                process.wait(10)
    return statistics.median(times), memory


def _fade_ms(cache: Path) -> float:
    """What painting and presenting one frame of a fade takes, with two of the slides, in a window."""
    files = [path for path in cache.rglob("[0-9a-f]" * 64) if path.read_bytes()[:4] in {b"RIFF", b"\xff\xd8\xff\xe0"}]
    command = [BIN / "python", "-m", "benchmarks.fades", *files[:2]]
    with glass(1920, 1080) as screen:
        said = subprocess.run(command, check=True, capture_output=True, text=True, env=screen.environment).stdout
    return float(said.split()[-1])


def rows() -> list[Row]:
    """Five runs each; the median."""
    with tempfile.TemporaryDirectory() as folder, served(Path(folder), seconds=4) as server:
        cache = Path(folder, "cache")
        dummy = {**os.environ, "SDL_VIDEODRIVER": "dummy"}
        subprocess.run(server.player(cache, "--once"), check=True, env=dummy, stderr=subprocess.DEVNULL)
        (server.files / "index.html").write_text(PAGE % SLIDES, encoding="utf-8")

        def ours(screen: Glass) -> subprocess.Popen:
            return subprocess.Popen(server.player(cache), env=screen.environment, stderr=subprocess.DEVNULL)

        def kiosk(screen: Glass) -> subprocess.Popen:
            profile = tempfile.mkdtemp(dir=folder)
            command = [*CHROMIUM, "--kiosk", "--window-size=1920,1080", f"--user-data-dir={profile}"]
            return subprocess.Popen(
                [*command, f"file://{server.files}/index.html"],
                env=screen.environment,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )

        first, memory = _first_picture(ours)
        their_first, their_memory = _first_picture(kiosk)
        fade = _fade_ms(cache)
    return [
        Row(
            name="player, memory (PSS), 1080p",
            value=memory,
            unit="MiB",
            reference=f"Chromium kiosk: {their_memory:.0f}",
            ratio=memory / their_memory,
            bar="≤ 100 MiB and ≤ 0.2",
            ok=memory <= 100 and memory / their_memory <= 0.2,
        ),
        Row(
            name="player, first picture from cache",
            value=first,
            unit="ms",
            reference=f"Chromium kiosk: {their_first:.0f}",
            ratio=first / their_first,
            bar="≤ 0.7",
            ok=first / their_first <= 0.7,
        ),
        Row(name="player, a frame of a fade, 1080p", value=fade, unit="ms", bar="< 8 ms", ok=fade < 8),
    ]
