"""Parts of the player's page on their own: its real sections in a browser, and a server that says what it is told."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Flask

from players.pi.documents import SHA256
from signage.web.player_page import PLAYER, player_page
from tests.conftest import ROOT

ENGINE = """
(truth) => {
  const listeners = [];
  window.truth = { lookedAt: performance.now(), errors: [], ...truth };
  window.tell = (news) => {
    Object.assign(window.truth, news);
    for (const listener of listeners) listener();
  };
  const canvas = document.querySelector("canvas");
  [canvas.width, canvas.height] = [1920, 1080];
  canvas.getContext("2d").fillStyle = "#03af7a";
  canvas.getContext("2d").fillRect(0, 0, 1920, 1080);
  if (truth.turn) {
    canvas.classList.add(`is-turned-${truth.turn}`);
    canvas.getContext("2d").fillStyle = "#005aff";
    canvas.getContext("2d").fillRect(0, 0, 960, 540);
  }
  window.engine = {
    canvas,
    get commands() { return window.truth.commands ?? []; },
    facts: () => ({ ...window.truth }),
    onChange: (listener) => listeners.push(listener),
  };
}
"""
SHA = "5d41402a" * 8
NOW = 1_795_311_727_000


class Page:
    """The player's page without its script. `say` holds what the server answers next, by method and path."""

    def __init__(self, page: Any, address: str) -> None:
        self.page, self.address = page, address
        self.asked: list[tuple[str, Any]] = []
        self.say: dict[str, Callable[[Any], tuple[int, Any]]] = {}
        page.route("**/api/**", self._answer)
        page.route("**/player/words.json", lambda route: route.fulfill(path=ROOT / "players" / "words.json"))
        page.route("**/player/code.svg*", lambda route: route.fulfill(body="<svg/>", content_type="image/svg+xml"))
        page.goto(f"{address}/page.html")

    def engine(self, **truth: Any) -> Page:
        """An engine that claims what it is told to claim: `window.truth`, changed by `tell({…})`."""
        told = {
            "head": {"sequence": 7, "server": self.address},
            "manifest": SHA,
            "pending": None,
            "missing": 0,
            "state": "showing",
            "why": "",
            "items": ["guide-1-ja"],
            "shownAt": NOW,
            "settled": True,
            "turn": 0,
            "now": NOW,
            "clock": {"trusted": True, "source": "server", "offsetMs": 12},
        }
        self.page.evaluate(ENGINE, told | truth)
        return self

    def of(self, path: str) -> list[Any]:
        """What was sent to a path, in order."""
        return [sent for asked, sent in self.asked if asked.endswith(path)]

    def until(self, holds: Callable[[], bool], *, looks: int = 200) -> None:
        """Let the page go on until it holds, ten seconds at most."""
        for _ in range(looks):
            if holds():
                return
            self.page.wait_for_timeout(50)
        raise AssertionError("it did not come true in time")

    def _answer(self, route: Any) -> None:
        request = route.request
        name = f"{request.method} {urlsplit(request.url).path}"
        self.asked.append((name, request.post_data_json if request.post_data else urlsplit(request.url).query))
        found = next((answer for path, answer in self.say.items() if name.startswith(path)), None)
        status, body = (0, None) if found is None else found(self.asked[-1][1])
        if status == 0:
            route.abort()
        else:
            route.fulfill(
                status=status, body="" if body is None else json.dumps(body), content_type="application/json"
            )


@contextmanager
def a_page(browser: Any, folder: Path, serve_folder: Callable[[Path], str], **options: Any) -> Iterator[Page]:
    """In a context of its own, so that nothing is kept from another test."""
    assert SHA256.fullmatch(SHA)
    (folder / "player").symlink_to(PLAYER)
    (folder / "page.html").write_text(sections(), encoding="utf-8")
    context = browser.new_context(viewport={"width": 1280, "height": 720}, **options)
    try:
        yield Page(context.new_page(), serve_folder(folder))
    finally:
        context.close()


def sections() -> str:
    """The page as it is served, without its script."""
    app = Flask("signage.web")
    app.register_blueprint(player_page(None))  # type: ignore[arg-type]  # it asks the desk for nothing
    served = app.test_client().get("/player").get_data(as_text=True)
    return served.replace('<script type="module" src="/player/player.js"></script>', "")
