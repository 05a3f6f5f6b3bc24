"""A small office for benchmarks: one screen, ten pictures, and a way to put a notice first."""

from __future__ import annotations

import colorsys
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw

from benchmarks.polls import free_port, wait_for

BIN = Path(sys.executable).parent
SCREEN = "glass"
SLIDES = 10

OFFICE = """\
offices:
  - {id: bench, name: 測定区役所, calendar: always}
calendars:
  - {id: always, name: いつも, lines: [{hours: ["0:00-24:00"]}]}
buildings:
  - {id: main, name: 本庁舎}
floors:
  - {id: f1, building: main, label: 1F, order: 1}
screens:
  - {id: glass, name: 測定, diagonal_in: 55, building: main, floor: f1, fallback: plain}
slides:
"""

REST = """\
playlists:
  - id: plain
    name: ふだん
    entries: [{slide: picture-0}]
  - id: all
    name: すべて
    entries: [%s]
rules:
  - {id: all, screens: [glass], playlist: all}
"""


def colours() -> list[tuple[int, int, int]]:
    """Of each picture's upper left corner: far apart."""
    hues = (colorsys.hsv_to_rgb(n / SLIDES, 0.9, 0.85) for n in range(SLIDES))
    return [(round(r * 255), round(g * 255), round(b * 255)) for r, g, b in hues]


def office(folder: Path, *, seconds: int = 10) -> Path:
    """Its files."""
    folder.mkdir(parents=True)
    rows = []
    for number, colour in enumerate(colours()):
        _picture(colour, number).save(folder / f"{number}.png")
        rows.append(
            f"  - {{id: picture-{number}, kind: picture, name: 絵{number}, owner: soumu, "
            f"fields: {{picture: {number}.png, alt: 絵{number}, how: fill}}}}\n"
        )
    entries = ", ".join(f"{{slide: picture-{n}, seconds: {seconds}}}" for n in range(SLIDES))
    (folder / "所属.csv").write_text("ID,名称\nsoumu,総務課\n", encoding="utf-8")
    (folder / "office.yaml").write_text(OFFICE + "".join(rows) + REST % entries, encoding="utf-8")
    return folder


@dataclass(frozen=True, kw_only=True)
class Served:
    """A running server, the office's files, and the enrolment of a player."""

    data: Path
    files: Path
    enrolment: Path
    port: int

    def signage(self, *arguments: str | Path) -> None:
        """Run a command beside it to its end."""
        signage(*arguments, data=self.data, port=self.port)

    def player(self, cache: Path, *more: str) -> list[str | Path]:
        """The command of a player."""
        return [BIN / "signage-player", "--enrolment", self.enrolment, "--cache", cache, *more]


@contextmanager
def served(root: Path, *, seconds: int) -> Iterator[Served]:
    """The office on a server of its own; each picture is shown for so long."""
    one = Served(data=root / "data", files=root / "office", enrolment=root / "player.toml", port=free_port())
    one.signage("init")
    one.signage("load", office(one.files, seconds=seconds))
    one.signage("enrol", SCREEN, "-o", one.enrolment)
    command = [BIN / "signage", "serve", "--data", one.data, "--port", str(one.port)]
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        wait_for(f"http://127.0.0.1:{one.port}/healthz")
        yield one
    finally:
        server.terminate()
        server.wait(30)


def _picture(colour: tuple[int, int, int], number: int) -> Image.Image:
    image = Image.new("RGB", (1920, 1080), colour)
    draw = ImageDraw.Draw(image)
    for row in range(24):
        draw.rectangle((200, 120 + row * 38, 200 + (row * 61 + number * 97) % 1500, 140 + row * 38), fill="white")
    return image


def signage(*arguments: str | Path, data: Path, port: int | None = None) -> None:
    """Run a command to its end."""
    environment = {**os.environ, **({"SIGNAGE_PORT": str(port)} if port is not None else {})}
    command = [BIN / "signage", *arguments, "--data", data]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    if done.returncode:
        raise RuntimeError(f"signage {arguments[0]}: {done.stderr.strip()}")


def is_picture(pixel: tuple[int, int, int]) -> bool:
    """Whether this is the corner of one of the ten; JPEG may move it a little."""
    return any(max(abs(a - b) for a, b in zip(pixel, colour, strict=True)) <= 6 for colour in colours())
