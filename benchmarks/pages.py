"""Every staff page of a large installation, by an administrator over HTTP, against a bare Flask page."""

from __future__ import annotations

import functools
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import flask
import requests

from benchmarks.large import PASSWORD, WHO, grown
from benchmarks.office import BIN
from benchmarks.polls import free_port, granian, wait_for
from benchmarks.table import Row
from signage.actions.answers import Answers
from signage.actions.enrolments import in_force
from signage.actions.installation import Installation
from signage.core.nouns import NOUNS
from signage.web.app import create_app
from signage.web.desk import Desk

SCREENS, SLIDES = 200, 3_000
MOST_S = 0.3
RUNS = 5

NOT_PAGES = re.compile(
    r"/static/|/player/|/player$|\.jpg$|/v1/|/api/|/sign-|\.pdf$|\.png$|\.csv$|/assets/|/picture$|/small$|/view$|manifest|live\.json"
)
"""What is no page: files, pictures, papers and what programs ask for."""

NAMES = {
    "screen": "lobby-1f",
    "slide": "lift-check",
    "office": "mizuki",
    "counter": "1",
    "person": "person-1",
    "name": "lobby-1f",
    "number": "1",
    "playlist": "guide",
    "rule": "guide-always",
    "calendar": "office-hours",
}
"""What stands in a path for each of its parts."""


def rows() -> list[Row]:
    """The slowest page's median, and how many of all are slower than they may be."""
    with tempfile.TemporaryDirectory() as folder:
        now, port = time.time_ns() // 1_000_000, free_port()
        here = grown(Path(folder, "data"), at=now, port=port, screens=SCREENS, slides=SLIDES)
        with _serving(here, port) as base:
            visitor = signed_in(base)
            medians = {
                path: median_s(visitor, base + path) for path in _paths(here) if _answers(visitor, base + path)
            }
        with granian(functools.partial(_bare)) as reference:
            bare = median_s(requests.Session(), f"{reference}/")
    for path, seconds in sorted(medians.items(), key=lambda one: -one[1])[:12]:
        print(f"  {seconds:.3f} s  {path}", file=sys.stderr)
    slowest = max(medians, key=lambda path: medians[path])
    middle = statistics.median(medians.values())
    told = f"a bare Flask page: {bare * 1000:.1f} ms"
    late = sum(seconds > MOST_S for seconds in medians.values())
    return [
        Row(
            name=f"staff pages ({len(medians)}): median", value=middle, unit="s", reference=told, ratio=middle / bare
        ),
        Row(
            name="the slowest staff page",
            value=medians[slowest],
            unit="s",
            reference=told,
            ratio=medians[slowest] / bare,
            bar=f"< {MOST_S} s",
            ok=late == 0,
        ),
    ]


def signed_in(base: str) -> requests.Session:
    """An administrator's session."""
    session = requests.Session()
    form = session.get(f"{base}/sign-in", timeout=30).text
    token = re.search(r'name="csrf_token" value="([^"]+)"', form)
    assert token is not None
    given = {"name": WHO, "password": PASSWORD, "csrf_token": token[1]}
    session.post(f"{base}/sign-in", data=given, timeout=30, allow_redirects=False).raise_for_status()
    return session


def median_s(session: requests.Session, url: str) -> float:
    """How long a page takes, of several times."""
    times = []
    for _ in range(RUNS):
        began = time.perf_counter()
        session.get(url, timeout=60).raise_for_status()
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def _answers(session: requests.Session, url: str) -> bool:
    """Whether there is such a page; that also warms what is read once."""
    return session.get(url, timeout=120).status_code == 200


def _paths(here: Installation) -> list[str]:
    """Every page that the application knows, with names in it of what there is."""
    app = create_app(Desk(installation=here, ask=Answers(here)))
    known = {**NAMES, "enrolment": in_force(here)[0].id}
    with app.test_request_context():
        found = set()
        for rule in app.url_map.iter_rules():
            if (
                "GET" in (rule.methods or ())
                and not NOT_PAGES.search(rule.rule)
                and rule.arguments <= known.keys() | {"noun"}
            ):
                found |= set(_addresses(rule.endpoint, rule.arguments, known))
    return sorted(found)


def _addresses(endpoint: str, parts: set[str], known: Mapping[str, str]) -> Iterator[str]:
    """A page's address, or where it is a page for several nouns, one for each that it takes."""
    for noun in NOUNS if "noun" in parts else ("",):
        names = {**known, "noun": noun}
        with suppress(ValueError):
            yield flask.url_for(endpoint, **{part: names[part] for part in parts})


@contextmanager
def _serving(here: Installation, port: int) -> Iterator[str]:
    command = [BIN / "signage", "serve", "--no-jobs", "--data", here.data]
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    base = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{base}/sign-in")
        yield base
    finally:
        server.terminate()
        server.wait(30)


def _bare() -> flask.Flask:
    app = flask.Flask(__name__)
    app.add_url_rule("/", view_func=lambda: "<!doctype html><title>bare</title>", endpoint="bare")
    return app
