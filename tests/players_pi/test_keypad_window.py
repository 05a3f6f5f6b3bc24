"""A real window, real keys: what is typed at a player's number pad is called within the second."""

from __future__ import annotations

import shutil
import subprocess
import threading
import time
from pathlib import Path

import pytest

from tests.players_pi.process import by_and_by, now_ms, published_now, running
from tests.players_pi.serving import TreeServer
from tests.players_pi.tree import Tree

pytestmark = pytest.mark.skipif(shutil.which("xdotool") is None, reason="xdotool is not installed on this machine")


def type_keys(display: str, *keys: str) -> None:
    """Press keys of a number pad, as the X server's own test extension does."""
    subprocess.run(["xdotool", "key", *keys], check=True, env={"DISPLAY": display})


def test_a_number_typed_at_the_players_window_is_called_at_its_counter(
    tree: Tree, server: TreeServer, display: str, tmp_path: Path
) -> None:
    server.faults.date = lambda: now_ms() / 1000
    tree.head(published_now(tree, 1, 2))
    enrolment = tree.enrolment_file(tmp_path / "player.toml", server.url)
    with enrolment.open("a", encoding="utf-8") as file:
        file.write('[keypad]\nqueue = "koseki"\ncounter = "3"\ntoken = "secret"\n')
    pause = threading.Event()
    environment = {"SDL_VIDEODRIVER": "x11", "DISPLAY": display}
    with running(enrolment, tmp_path / "cache", environment=environment) as player:
        by_and_by((tmp_path / "cache/in-force.json").exists)
        while not server.told:  # until the window listens
            type_keys(display, "KP_Add")
            pause.wait(0.1)
        recalled, began = len(server.told), time.monotonic()
        type_keys(display, "KP_4", "KP_2", "KP_Enter")
        by_and_by(lambda: len(server.told) > recalled)
        took = time.monotonic() - began
        type_keys(display, "KP_Subtract", "KP_Enter", "KP_Multiply")
        by_and_by(lambda: len(server.told) >= recalled + 4)
        assert player.poll() is None

    pressed = [f"{document['do']} {document.get('number', '')}".strip() for _, _, document in server.told]
    assert pressed[recalled:] == ["call 42", "hold", "next", "undo"]
    assert set(pressed[:recalled]) == {"recall"}
    assert took < 1
