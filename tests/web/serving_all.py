"""`python -m tests.web.serving_all PORT DATA`: what `signage serve` does, with a stand-in for the installation."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from wsgiref.types import WSGIApplication

from signage.config import Settings
from signage.web.app import create_app
from signage.web.serve import serve
from signage.web.tree import Tree
from tests.web.standins import StandIn, a_desk


def load(settings: Settings) -> WSGIApplication:
    folder = settings.data / "pictures"
    folder.mkdir(exist_ok=True)
    return Tree(settings.data / "public", create_app(a_desk(folder / "people", StandIn(folder))))


if __name__ == "__main__":
    port, data = sys.argv[1:]
    settings = Settings(data=Path(data), port=int(port))

    @contextmanager
    def beside() -> Iterator[None]:
        (settings.data / "beside").write_text("entered", encoding="utf-8")
        yield
        (settings.data / "beside").write_text("left", encoding="utf-8")

    serve(settings, beside=beside, load=load)
