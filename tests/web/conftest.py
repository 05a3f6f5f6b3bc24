"""What the tests of the pages share: a served stand-in, and a Japanese browser page that tolerates no error."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import pytest
from werkzeug.serving import make_server
from werkzeug.wsgi import ClosingIterator

from signage.web.app import create_app
from tests.staff import PASSWORD
from tests.web.standins import NOW, StandIn, a_desk


def whole(app: WSGIApplication) -> WSGIApplication:
    """Bodies made whole first: where a browser hangs up, Werkzeug's server leaves the file of a body open."""

    def answered(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        with contextlib.closing(ClosingIterator(app(environ, start_response))) as body:
            return [b"".join(body)]

    return answered


class Office:
    """A served stand-in, and its clock, which stands unless it is moved."""

    def __init__(self, folder: Path) -> None:
        self.stand_in = StandIn(folder)
        self.now = NOW
        self.app = create_app(a_desk(folder, self.stand_in, clock=lambda: self.now))
        self.server = make_server("127.0.0.1", 0, whole(self.app), threaded=True)
        self.address = f"http://127.0.0.1:{self.server.port}"
        self.thread = threading.Thread(target=self.server.serve_forever)
        self.thread.start()

    def sign_in(self, page: Any, name: str = "admin") -> None:
        """Somebody signs in, as people do."""
        page.goto(f"{self.address}/sign-in")
        page.fill("#name", name)
        page.fill("#password", PASSWORD)
        page.click("button[type=submit]")
        page.wait_for_url(lambda url: not url.endswith("/sign-in"))

    def close(self) -> None:
        if self.thread.is_alive():
            self.server.shutdown()
            self.thread.join()
            self.server.server_close()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    served = Office(tmp_path)
    yield served
    served.close()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A page of 1280 × 768, as staff PCs have, in Japanese. Errors of its scripts fail the test."""
    context = browser.new_context(locale="ja-JP", viewport={"width": 1280, "height": 768})
    opened = context.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.on(
        "console",
        lambda message: errors.append(message.text) if "Content Security Policy" in message.text else None,
    )
    yield opened
    context.close()
    assert errors == []
