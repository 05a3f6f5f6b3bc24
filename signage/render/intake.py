"""Intake: a file from outside is opened in a process of its own, with limits, and comes back as our own pictures.

`python -m signage.render.intake FOLDER` reads the file on its standard input, writes PICTURE and SMALL into the
folder and says on its standard output what they are, or why there are none. What a hostile file does to a decoder it
does there: in a process that has no secrets, little memory and little time.
"""

from __future__ import annotations

import json
import logging
import os
import resource
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from mmap import ACCESS_READ, mmap
from pathlib import Path
from threading import BoundedSemaphore
from typing import BinaryIO

import signage
from signage.core.problems import Problem, Refused
from signage.render.recognising import MEDIA_TYPES, recognised

log = logging.getLogger(__name__)

PICTURE, SMALL = "picture", "small"
"""The two files that come of it."""

LONGEST_SIDE = 4_096
"""Pixels of what is kept for screens: enough for a 4K one, the cut of its edges included."""

SMALL_SIDE = 480
"""Pixels of the picture in lists, sharp on a display of double density."""

CPU_S, PATIENCE_S = 30, 120
"""The largest photograph takes five seconds of one old core; by the clock it may wait long for one."""

MEMORY = 1_500_000_000
"""Bytes of address space: a picture of 100 megapixels, its copy in other colours, and the libraries."""

WRITTEN = 100_000_000
"""Bytes that one output file may have."""

_AT_ONCE = BoundedSemaphore(2)
"""So many of these processes at once, whatever the number of requests."""


@dataclass(frozen=True, kw_only=True)
class TakenIn:
    """What was made of an upload: `type` is what was brought, `made_type` what the picture is kept as."""

    type: str
    made_type: str
    width: int
    height: int


def taken_in(upload: BinaryIO, folder: Path) -> TakenIn:
    """Make PICTURE (upright, sRGB, no metadata) and SMALL of an upload. Refused for whatever is no safe picture."""
    here = {"PYTHONPATH": str(Path(signage.__file__).parent.parent), "PATH": os.defpath}
    command = [sys.executable, "-m", "signage.render.intake", str(folder)]
    upload.seek(0)
    try:
        with _AT_ONCE:
            done = subprocess.run(  # noqa: S603 — our own module, our own interpreter
                command, stdin=upload, capture_output=True, env=here, timeout=PATIENCE_S, check=False
            )
    except subprocess.TimeoutExpired:
        raise _unopened() from None
    if done.returncode != 0:
        log.warning("no picture came of an upload: status %d, %s", done.returncode, done.stderr[-400:])
        raise _unopened()
    said: dict[str, object] = json.loads(done.stdout)
    if "ja" in said:
        raise Refused(ja=f"{said['ja']}。", en=f"{said['en']}.")
    return TakenIn(**said)  # type: ignore[arg-type] # what _made says below


def _unopened() -> Refused:
    return Refused(
        ja="この画像は大きすぎるか壊れていて開けません。縦横 8,000 画素までの JPEG か PNG で保存し直してください。",
        en="this picture is too large or damaged to be opened; save it again as JPEG or PNG, up to 8,000 on a side.",
    )


def main(folder: Path) -> None:
    """In the process of its own: limits first, then the libraries, then the file."""
    os.nice(10)
    _limit(resource.RLIMIT_AS, MEMORY)
    _limit(resource.RLIMIT_CPU, CPU_S)
    _limit(resource.RLIMIT_FSIZE, WRITTEN)
    _limit(resource.RLIMIT_CORE, 0)
    try:
        said = _made(sys.stdin.buffer, folder)
    except Problem as problem:
        said = {"ja": problem.ja, "en": problem.en}
    sys.stdout.write(json.dumps(said))


def _limit(which: int, most: int) -> None:
    _, hard = resource.getrlimit(which)
    least = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(which, (least, least))


def _made(file: BinaryIO, folder: Path) -> Mapping[str, object]:
    from signage.render import photographs  # noqa: PLC0415 — Pillow only within the limits

    with mmap(file.fileno(), 0, access=ACCESS_READ) as content:
        name = recognised(content, file)
    picture = photographs.shrunk(file, name, LONGEST_SIDE)
    made_type = photographs.keep(picture, folder / PICTURE)
    photographs.keep_small(picture, folder / SMALL, SMALL_SIDE)
    return {"type": MEDIA_TYPES[name], "made_type": made_type, "width": picture.width, "height": picture.height}


if __name__ == "__main__":
    main(Path(sys.argv[1]))
