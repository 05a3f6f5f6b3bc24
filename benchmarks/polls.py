"""An idle poll: a 304 of the published tree against a bare Flask view on the same server, and nginx's static 304."""

from __future__ import annotations

import functools
import multiprocessing
import os
import re
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import flask
import requests

from benchmarks.table import Row
from signage.publish.tree import Tree as PublishedTree
from signage.web.tree import Tree

CONNECTIONS = 32
CONNECTIONS_KEPT = 10_000
"""As `signage serve` does: else granian takes no more than 1,024."""

SECONDS = 6
KEY = "0123456789abcdef0123456789abcdef"
POLL = f"/v1/heads/{KEY}.jws"


@dataclass(frozen=True, kw_only=True)
class Polled:
    """What wrk saw: requests a second, and latencies in ms."""

    a_second: float
    p99_ms: float
    errors: int


def _folder(data: Path) -> Path:
    """A published tree with one head, as long as a real one."""
    tree = PublishedTree(data)
    tree.prepare()
    tree.put_heads({KEY: b"eyJhbGciOiJFZERTQSJ9." + b"A" * 700 + b"." + b"B" * 86}, at=int(time.time() * 1000))
    return data / "public"


def bare_flask() -> flask.Flask:
    """One view that does nothing: what others are held against."""
    app = flask.Flask(__name__)

    @app.get("/")
    def bare() -> tuple[str, int]:
        return "", 304

    return app


def _tree(public: Path) -> Tree:
    return Tree(public, bare_flask())


def _serve(port: int, target: functools.partial) -> None:
    """As `signage serve` does: granian, one worker, WSGI."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    multiprocessing.set_start_method("spawn", force=True)
    server = Granian(
        "bench",
        port=port,
        interface=Interfaces.WSGI,
        blocking_threads=8,
        backpressure=CONNECTIONS_KEPT,
        log_level=LogLevels.error,
    )
    server.serve(target_loader=target, wrap_loader=False)


@contextmanager
def granian(target: functools.partial) -> Iterator[str]:
    """A granian with this application, in a process of its own; its address."""
    port = free_port()
    process = multiprocessing.get_context("spawn").Process(target=_serve, args=(port, target))
    process.start()
    try:
        wait_for(f"http://127.0.0.1:{port}/")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.join(10)


@contextmanager
def nginx(public: Path) -> Iterator[str]:
    """nginx with one worker on a folder; its address."""
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        public.parent.chmod(0o755)
        config = Path(folder, "nginx.conf")
        config.write_text(
            "worker_processes 1; daemon off; pid nginx.pid; error_log stderr crit; events {}\n"
            + ("user root;\n" if os.geteuid() == 0 else "")
            + "http { access_log off; keepalive_requests 10000000; open_file_cache max=100;"
            + f" server {{ listen 127.0.0.1:{port}; root {public}; }} }}\n"
        )
        process = subprocess.Popen(["nginx", "-p", folder, "-c", config])
        try:
            wait_for(f"http://127.0.0.1:{port}/")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(10)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def wait_for(url: str, seconds: float = 20) -> None:
    """Until something answers."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            requests.get(url, timeout=1)
        except requests.RequestException:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
        else:
            return


def poll(base: str, path: str) -> Polled:
    """Poll with the entity tag that the first answer gave."""
    etag = requests.get(base + path, timeout=5).headers.get("ETag", '"none"')
    command = [
        "wrk",
        "-t1",
        f"-c{CONNECTIONS}",
        f"-d{SECONDS}s",
        "--latency",
        "-H",
        f"If-None-Match: {etag}",
        base + path,
    ]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    number, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", said).groups()
    bad = re.search(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", said)
    return Polled(
        a_second=float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1]),
        p99_ms=float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit],
        errors=sum(map(int, bad.groups())) if bad else 0,
    )


def rows() -> list[Row]:
    """Requests a second at 32 connections, and the slowest of a hundred."""
    with tempfile.TemporaryDirectory() as data:
        public = _folder(Path(data))
        with granian(functools.partial(bare_flask)) as base:
            bare = poll(base, "/")
        with granian(functools.partial(_tree, public)) as base:
            ours = poll(base, POLL)
        with nginx(public) as base:
            static = poll(base, POLL)
    faster = ours.a_second / bare.a_second
    return [
        Row(
            name="idle poll (304), 32 connections",
            value=ours.a_second,
            unit="1/s",
            reference=f"bare Flask view, same server: {bare.a_second:,.0f}",
            ratio=faster,
            bar="≥ 1.5",
            ok=faster >= 1.5 and ours.errors == 0,
        ),
        Row(
            name="idle poll (304), against nginx",
            value=ours.a_second,
            unit="1/s",
            reference=f"nginx, one worker: {static.a_second:,.0f}",
            ratio=ours.a_second / static.a_second,
        ),
        Row(
            name="idle poll, 99th of a hundred",
            value=ours.p99_ms,
            unit="ms",
            reference=f"bare Flask view: {bare.p99_ms:.2f}",
            ratio=ours.p99_ms / bare.p99_ms,
            bar="< 10 ms",
            ok=ours.p99_ms < 10,
        ),
    ]
