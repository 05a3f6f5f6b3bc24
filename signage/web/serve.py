"""`signage serve`: granian with a worker process for the web; publisher and jobs live beside it, in the parent.

Measured (granian 2.8, CPython 3.11, two cores): a WSGI worker is a process of its own, so compiling and drawing in
the parent never hold up a poll by the interpreter's lock; nor does a preview, which a third process draws. The worker
is spawned, not forked: the parent has threads by then. A renewed certificate reaches players and browsers by a new
worker: it answers before the old one, which holds the old certificate, ends.
"""

from __future__ import annotations

import functools
import multiprocessing
import resource
import socket
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from wsgiref.types import WSGIApplication

from granian import Granian
from granian.constants import Interfaces, SSLProtocols
from granian.log import LogLevels

from signage import logs
from signage.actions import encryption, installation
from signage.actions.answers import Answers
from signage.actions.clock import now
from signage.actions.heartbeats import SEATS
from signage.config import Settings
from signage.core.problems import Broken
from signage.publish.previews import Previews
from signage.web.app import create_app
from signage.web.desk import Desk
from signage.web.renewing import Renewing
from signage.web.site import Site
from signage.web.tree import DOWNLOADS, Tree

STOP_WITHIN_S = 3
"""So long a download may hold up the end of the server."""

BOTH_SERVE_S = 30
"""So long the old worker goes on beside the new one, which needs two seconds to begin, on a busy machine fifteen."""

CONNECTIONS = 10_000
"""Kept open at once, in all workers: players keep theirs, and so do browsers. granian's own limit (`backpressure`,
1,024) left the next player waiting until another one went."""

SPARE_FILES = 256
"""Files that are open beside connections: the database of each thread, downloads, previews."""

Beside = Callable[[], AbstractContextManager[object]]
"""What runs in the parent process while the server serves, entered and left there."""


def serve(
    settings: Settings,
    *,
    beside: Beside = nullcontext,
    load: Callable[[Settings], WSGIApplication] | None = None,
    workers: int = 1,
    both_serve_s: float = BOTH_SERVE_S,
) -> None:
    """Serve pages and tree until SIGTERM or SIGINT. `load`, picklable, makes what is served in each worker.

    Broken where the address cannot be had, Refused where the certificate cannot be served.
    """
    logs.begin(settings.log_format)
    files = encryption.served_files(settings, at=now())
    _refuse_a_taken_address(settings)
    multiprocessing.set_start_method("spawn", force=True)
    certificate, key = files or (None, None)
    server = Granian(
        "signage",
        address=settings.host,
        port=settings.port,
        interface=Interfaces.WSGI,
        workers=workers,
        backpressure=_connections(workers),
        blocking_threads=settings.threads + DOWNLOADS + SEATS,
        log_level=LogLevels.error,
        log_dictconfig={"loggers": {"_granian": {"handlers": [], "propagate": True}}},
        respawn_failed_workers=True,
        respawn_interval=both_serve_s,
        workers_kill_timeout=STOP_WITHIN_S,
        ssl_cert=certificate,
        ssl_key=key,
        ssl_protocol_min=SSLProtocols.tls12,
    )
    if files is not None:
        renewing = Renewing(files, check=lambda: encryption.served_files(settings, at=now()))
        server.on_startup(renewing.start)
        server.on_shutdown(renewing.stop)
    with beside():
        server.serve(target_loader=functools.partial(_loaded, load or application, settings), wrap_loader=False)


def application(settings: Settings) -> WSGIApplication:
    """The whole of what is served, for any WSGI server: the tree and the visitors' pages, in front of the staff's."""
    opened, previews = installation.opened(settings), Previews(settings.data)
    heard: dict[str, float] = {}
    answered: Counter[tuple[str, str]] = Counter()
    desk = Desk(installation=opened, ask=Answers(opened, previews=previews), heard=heard, answered=answered)
    site = Site(settings.data / "site", create_app(desk))
    return Tree(settings.data / "public", site, heard=heard, answered=answered)


def _loaded(load: Callable[[Settings], WSGIApplication], settings: Settings) -> WSGIApplication:
    """What a worker does first, in its own process."""
    logs.begin(settings.log_format)
    return load(settings)


def _connections(workers: int) -> int:
    """How many a worker may keep: each is an open file, of which there may be as many as this system lets us have."""
    now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = CONNECTIONS + SPARE_FILES
    files = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
    if now != resource.RLIM_INFINITY and now < files:
        resource.setrlimit(resource.RLIMIT_NOFILE, (files, most))
    return max(workers, files - SPARE_FILES) // workers


def _refuse_a_taken_address(settings: Settings) -> None:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        with socket.create_server((settings.host, settings.port), family=family):
            pass
    except OSError as error:
        place = f"{settings.host}:{settings.port}"
        raise Broken(
            ja=f"{place} で待ち受けられません({error.strerror})。ほかのプログラムを止めるか、--port を変えます。",
            en=f"cannot listen on {place} ({error.strerror}); stop the other program or choose another --port.",
        ) from error
