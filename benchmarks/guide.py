"""A page of the floor guide at 1080p, drawn and encoded, beside a warm Chromium's screenshot of equal HTML."""

from __future__ import annotations

import html
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
from playwright.sync_api import sync_playwright

from benchmarks.glass import pss_mib
from benchmarks.table import Row
from signage.core.catalogue import Catalogue, Request
from signage.core.reading import minimum_code_px, minimum_em_px
from signage.render.canvas import Canvas
from signage.render.kinds import KINDS
from signage.render.marks import Fill
from signage.render.pages import Page, encode
from signage.store.catalogue import catalogue
from signage.store.database import open_database

RUNS = 15
SCREEN = "lobby-1f"


def sample(data: Path) -> Catalogue:
    """The sample office, loaded."""
    from signage.actions import demo, installation
    from signage.actions.load import load
    from signage.config import read_settings

    settings = read_settings(data, {})
    installation.create(settings, at=_now())
    opened = installation.opened(settings)
    load(opened, demo.sample(), at=_now(), who="bench")
    return catalogue(opened.db)


def pages(held: Catalogue) -> tuple[Page, ...]:
    """The guide on the whole of a 1080p screen, as it is now: in Japanese and English, as the page that is timed."""
    screen = held.screens[SCREEN]
    kind = KINDS["floor-guide"]
    box = (0, 0, screen.width, screen.height)
    request = Request(catalogue=held, slide=held.slides["guide"], screen=screen, box=box, at=_now())
    canvas = Canvas(
        width=screen.width, height=screen.height, minimum_px=minimum_em_px(screen), code_px=minimum_code_px(screen)
    )
    return kind.pages(kind.document(request), canvas, ("ja", "en"), lambda sha: b"")


def drawn_ms(page: Page) -> float:
    """Painting and encoding."""
    encode(page)
    times = []
    for _ in range(RUNS):
        began = time.perf_counter()
        encode(page)
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)


def as_html(page: Page) -> str:
    """The same words at the same places in the same fonts, and the same plates."""
    parts = [
        f'<div style="left:{x}px;top:{y}px;width:{w}px;height:{h}px;'
        f'background:{mark.colour};border-radius:{mark.radius}px"></div>'
        for mark in page.marks
        if isinstance(mark, Fill)
        for x, y, w, h in [mark.box]
    ]
    parts += [
        f'<div style="left:{text.box[0]}px;top:{text.box[1]}px;font:{700 if text.weight == "bold" else 400} '
        f"{text.size}px/1 '{text.family}';color:{text.colour}\">{html.escape(text.text)}</div>"
        for text in page.texts
    ]
    style = "*{margin:0}div{position:absolute;white-space:pre}"
    head = f"<!doctype html><meta charset=utf-8><style>{style}</style><body style='background:{page.paper}'>"
    return head + "".join(parts)


def screenshot(page: Page) -> tuple[float, float]:
    """Milliseconds for a warm Chromium to lay out and shoot it, and its memory, MiB."""
    times = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        tab = browser.new_page(viewport={"width": page.width, "height": page.height})
        written = as_html(page)
        for number in range(RUNS + 2):
            began = time.perf_counter()
            tab.set_content(written)
            tab.screenshot()
            if number >= 2:
                times.append((time.perf_counter() - began) * 1000)
        memory = pss_mib(_root_of_chromium())
        browser.close()
    return statistics.median(times), memory


def _root_of_chromium() -> int:
    """The browser that this process started, above its own children."""
    ours = psutil.Process().children(recursive=True)
    return next(process.pid for process in ours if process.name().startswith("chromium"))


def drawing_mib(data: Path) -> float:
    """The most memory, PSS, of a process that lays out the guide, draws one page of it and encodes it."""
    drawing = subprocess.Popen([sys.executable, "-m", "benchmarks.guide", data])
    most = 0.0
    while drawing.poll() is None:
        most = max(most, pss_mib(drawing.pid))
        time.sleep(0.005)
    if drawing.returncode:
        raise RuntimeError("the drawing process failed")
    return most


def rows() -> list[Row]:
    """The first page of the guide, which the visitor sees most."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder, "data")
        laid_out = pages(sample(data))
        ours = drawn_ms(laid_out[0])
        theirs, their_memory = screenshot(laid_out[0])
        memory = drawing_mib(data)
    return [
        Row(
            name="floor-guide page at 1080p, drawn and encoded",
            value=ours,
            unit="ms",
            reference=f"warm Chromium screenshot: {theirs:.0f}",
            ratio=ours / theirs,
            bar="≤ 1",
            ok=ours <= theirs,
        ),
        Row(
            name="the same, peak of memory (PSS)",
            value=memory,
            unit="MiB",
            reference=f"Chromium (PSS): {their_memory:.0f}",
            ratio=memory / their_memory,
            bar="≤ 0.25",
            ok=memory / their_memory <= 0.25,
        ),
    ]


def _now() -> int:
    return int(time.time() * 1000)


if __name__ == "__main__":
    encode(pages(catalogue(open_database(Path(sys.argv[1]))))[0])
