"""`python -m tests.web.serving PORT PUBLIC`: the published tree on granian, in front of a Flask that says 素."""

from __future__ import annotations

import functools
import sys
from pathlib import Path
from typing import Any

from flask import Flask
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from signage.web.tree import DOWNLOADS, Tree


def loaded(public: str) -> Any:
    bare = Flask("bare")
    bare.add_url_rule("/", view_func=lambda: "素")
    return Tree(Path(public), bare)


if __name__ == "__main__":
    port, public = sys.argv[1:]
    server = Granian(
        "tree",
        port=int(port),
        interface=Interfaces.WSGI,
        blocking_threads=DOWNLOADS + 4,
        log_level=LogLevels.error,
        workers_kill_timeout=2,
    )
    server.serve(target_loader=functools.partial(loaded, public), wrap_loader=False)
