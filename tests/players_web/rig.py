"""A lobby for the browser's player: a published tree beside the player's scripts, and an engine in a browser."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flask import Flask
from werkzeug.serving import make_server

from signage.web.player_page import PLAYER, player_page
from signage.web.tree import Tree as Published
from tests.players_pi.tree import DAY, HEAD_KEY, SCREEN, Tree, b64, public
from tests.web.conftest import whole

BEGIN = """
async (enrolment) => {
  const { Engine } = await import("/player/play.js");
  window.engine?.stop();
  document.body.replaceChildren(document.createElement("canvas"));
  window.engine = await Engine.open({ canvas: document.querySelector("canvas"), enrolment });
  engine.start();
}
"""
NAMES = """
async () => {
  const shelf = await caches.open("signage-assets");
  return (await shelf.keys()).map((request) => request.url.slice(-64)).sort();
}
"""


class Lobby:
    """One server, and what it publishes; its clock is the machine's."""

    def __init__(self, folder: Path, *, tree: Tree | None = None) -> None:
        self.tree = tree or Tree(folder / "public")
        self.tree.sequence = int(time.time() * 1000) - 60_000
        self.server = make_server("127.0.0.1", 0, whole(Published(folder / "public", _pages())), threaded=True)
        self.address = f"http://127.0.0.1:{self.server.port}"
        self.thread = threading.Thread(target=self.server.serve_forever)
        self.thread.start()

    def close(self) -> None:
        """Serve no more."""
        if self.thread.is_alive():
            self.server.shutdown()
            self.thread.join()
            self.server.server_close()

    def rotation(self, *numbers: int) -> str:
        """A manifest for today and eight days more, which shows these pictures in turn."""
        now = int(time.time() * 1000)
        return self.tree.rotation(*numbers, begins=now - DAY, ends=now + 8 * DAY, ms=60_000)

    def enrolment(self, **fields: str) -> dict[str, str]:
        """As pairing gives it."""
        keys = {"public_key": b64(public(self.tree.key)), "recovery_key": b64(public(self.tree.recovery))}
        own = {"screen": SCREEN, "server": self.address, "head_key": HEAD_KEY, "token": "not-yet-used"}
        return {**own, **keys, **fields}


class Player:
    """An engine in a page of its own, whose network may be cut; it begins again as often as one likes."""

    def __init__(self, page: Any, lobby: Lobby) -> None:
        self.page, self.lobby = page, lobby
        self.enrolment = lobby.enrolment()
        page.goto(f"{lobby.address}/player/refused.js")

    def begin(self) -> Player:
        """Another run: what the last one kept is read back."""
        self.page.evaluate(BEGIN, self.enrolment)
        return self

    def facts(self) -> dict[str, Any]:
        """What it says of itself."""
        found: dict[str, Any] = self.page.evaluate("() => engine.facts()")
        return found

    def wait(self, holds: str, given: object = None) -> Player:
        """Until this holds of its facts, which are `facts`."""
        self.page.wait_for_function(f"(given) => ((facts) => {holds})(engine.facts())", arg=given, timeout=10_000)
        return self

    def shows(self, manifest: str) -> Player:
        """Wait until a manifest is in force, on the glass, and all of it here."""
        return self.wait("facts.manifest === given && facts.missing === 0 && facts.state === 'showing'", manifest)

    def polls(self, times: int) -> None:
        """Wait until the head was asked for so often."""
        for _ in range(times):
            with self.page.expect_request(lambda request: "/v1/heads/" in request.url):
                pass

    def names(self) -> list[str]:
        """The assets that it keeps."""
        found: list[str] = self.page.evaluate(NAMES)
        return found


@contextmanager
def lobby(folder: Path, *, tree: Tree | None = None) -> Iterator[Lobby]:
    """Served until the end of the block; `tree` where another server's is copied there."""
    made = Lobby(folder, tree=tree)
    try:
        yield made
    finally:
        made.close()


def _pages() -> Flask:
    """The player's page and its scripts alone: no office stands behind them."""
    pages = Flask("signage.web")
    pages.register_blueprint(player_page(None))  # type: ignore[arg-type]  # it asks the desk for nothing
    pages.add_url_rule("/player/<path:name>", view_func=lambda name: _file(pages, name), endpoint="player")
    return pages


def _file(pages: Flask, name: str) -> Any:
    kind = "text/css" if name.endswith(".css") else "text/javascript"
    return pages.response_class((PLAYER / name).read_bytes(), mimetype=kind)
