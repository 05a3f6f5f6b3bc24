"""The number pad: what keys mean, and that each press reaches the server once, in order, through every trouble."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pygame
import pytest

from players.pi.cache import Cache
from players.pi.clock import Reading
from players.pi.enrolment import Pad, enrolment_in
from players.pi.keypad import Keypad
from players.pi.presses import OLD_MS, Presses
from players.pi.problems import Refused
from players.pi.straight import Trust
from tests.players_pi.process import by_and_by
from tests.players_pi.serving import TreeServer
from tests.players_pi.tree import NOON, Tree

KEYS = {
    **{str(digit): getattr(pygame, f"K_KP{digit}") for digit in range(10)},
    "\n": pygame.K_KP_ENTER,
    "+": pygame.K_KP_PLUS,
    "-": pygame.K_KP_MINUS,
    "*": pygame.K_KP_MULTIPLY,
    "/": pygame.K_KP_DIVIDE,
    "<": pygame.K_BACKSPACE,
    "x": pygame.K_x,
}
PAD = Pad(queue="koseki", counter="3", token="secret")


@pytest.mark.parametrize(
    ("typed", "pressed"),
    [
        ("\n", ["next"]),
        ("42\n", ["call 42"]),
        ("42\n\n", ["call 42", "next"]),
        ("+", ["recall"]),
        ("42+", ["recall 42"]),
        ("-", ["hold"]),
        ("17-\n", ["hold 17", "next"]),
        ("42*", ["undo"]),
        ("42<\n", ["next"]),
        ("/", ["pause"]),
        ("//", ["pause", "open"]),
        ("/\n", ["pause", "open", "next"]),
        ("/\n/", ["pause", "open", "next", "pause"]),
        ("4x2\n", ["call 42"]),
        ("123456789\n", ["call 456789"]),
    ],
)
def test_what_keys_mean(typed: str, pressed: list[str]) -> None:
    done: list[str] = []
    keypad = Keypad(lambda do, number: done.append(f"{do} {number}".strip()), seconds=lambda: 1.0)

    for key in typed:
        keypad.key(KEYS[key])

    assert done == pressed


def test_digits_that_nothing_follows_are_forgotten() -> None:
    done: list[tuple[str, str]] = []
    now = [100.0]
    keypad = Keypad(lambda do, number: done.append((do, number)), seconds=lambda: now[0])
    keypad.key(KEYS["9"])
    now[0] += 11
    keypad.key(KEYS["4"])
    now[0] += 9
    keypad.key(KEYS["2"])

    keypad.key(KEYS["\n"])

    assert done == [("call", "42")]


@dataclass
class Desk:
    """A player's pad at a counter; its time is ours."""

    cache: Cache
    server: TreeServer
    now: Reading = field(default=Reading(NOON, trusted=True))
    running: list[Presses] = field(default_factory=list)

    def presses(self, *, pad: Pad = PAD) -> Presses:
        """The pad after a start of the player; one that ran before has ended."""
        self.end()
        urls = ["http://127.0.0.1:9", self.server.url]
        self.running.append(Presses(pad, cache=self.cache, servers=lambda: urls, now=lambda: self.now, trust=Trust()))
        self.running[-1].start()
        return self.running[-1]

    def end(self) -> None:
        for one in self.running:
            one.stop()
        self.running.clear()

    def told(self) -> list[str]:
        """What the server took, each id once, as it would."""
        once = {document["id"]: document for _, _, document in self.server.told}
        return [f"{document['do']} {document.get('number', '')}".strip() for document in once.values()]


@pytest.fixture
def desk(tmp_path: Path, server: TreeServer) -> Iterator[Desk]:
    made = Desk(Cache(tmp_path / "cache"), server)
    yield made
    made.end()


def test_a_press_is_told_to_the_first_server_that_hears_it(desk: Desk) -> None:
    desk.presses().press("call", "42")

    by_and_by(lambda: desk.told() == ["call 42"])

    (path, authorization, document) = desk.server.told[0]
    assert (path, authorization) == ("/api/v1/queue/koseki/presses", "Bearer secret")
    assert {**document, "id": ""} == {"id": "", "do": "call", "number": "42", "counter": "3"}


def test_presses_wait_for_a_server_and_arrive_in_order(desk: Desk) -> None:
    desk.server.faults.down = True
    presses = desk.presses()
    for number in ("41", "42", "43"):
        presses.press("call", number)
    by_and_by(lambda: b"43" in (desk.cache.read_file("presses.json") or b""))

    desk.server.faults.down = False
    presses.press("hold", "")

    by_and_by(lambda: len(desk.told()) == 4)
    assert desk.told() == ["call 41", "call 42", "call 43", "hold"]


def test_a_press_whose_answer_was_lost_is_the_same_press(desk: Desk) -> None:
    desk.server.faults.forgets = 2

    desk.presses().press("next", "")

    by_and_by(lambda: len(desk.server.told) == 3)
    assert desk.told() == ["next"]


def test_what_was_not_accepted_is_sent_after_a_restart_of_the_player(desk: Desk) -> None:
    desk.server.faults.down = True
    presses = desk.presses()
    presses.press("call", "42")
    presses.press("hold", "")
    by_and_by(lambda: b"hold" in (desk.cache.read_file("presses.json") or b""))

    desk.end()
    desk.server.faults.down = False
    desk.presses()

    by_and_by(lambda: desk.told() == ["call 42", "hold"])


def test_a_restart_does_not_do_again_what_was_done(desk: Desk) -> None:
    desk.presses().press("next", "")
    by_and_by(lambda: b'"presses": []' in (desk.cache.read_file("presses.json") or b"") and len(desk.told()) == 1)

    desk.presses().press("recall", "")

    by_and_by(lambda: desk.told() == ["next", "recall"])


def test_who_presses_again_because_nothing_happened_means_once(desk: Desk) -> None:
    desk.server.faults.down = True
    presses = desk.presses()
    for _ in range(5):
        presses.press("next", "")
    by_and_by(lambda: desk.cache.read_file("presses.json") is not None)

    desk.server.faults.down = False
    presses.press("recall", "")

    by_and_by(lambda: len(desk.told()) == 2)
    assert desk.told() == ["next", "recall"]


def test_what_the_server_refuses_is_not_tried_again(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    desk.server.faults.refuses = {"next": 409}
    presses = desk.presses()

    with caplog.at_level(logging.WARNING):
        presses.press("next", "")
        presses.press("call", "42")
        by_and_by(lambda: desk.told() == ["call 42"])

    assert [record.message for record in caplog.records] == ["next  was not done: 待っている番号がありません。"]


def test_a_server_in_trouble_is_asked_again_and_one_line_says_so(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    desk.server.faults.refuses = {"next": 503}
    presses = desk.presses()
    with caplog.at_level(logging.WARNING):
        presses.press("next", "")
        by_and_by(lambda: len([path for path, _, status in desk.server.asked if status == 503]) >= 2)
        desk.server.faults.refuses = {}
        by_and_by(lambda: desk.told() == ["next"])

    assert len(caplog.records) == 1


@pytest.mark.parametrize("trusted", [True, False])
def test_yesterdays_presses_are_not_done_today(desk: Desk, trusted: bool) -> None:
    desk.server.faults.down = True
    desk.presses().press("next", "")
    by_and_by(lambda: b"next" in (desk.cache.read_file("presses.json") or b""))
    desk.end()
    desk.server.faults.down = False

    desk.now = Reading(NOON + (OLD_MS if trusted else 0), trusted=trusted)
    presses = desk.presses()
    if not trusted:
        desk.now = Reading(NOON + OLD_MS, trusted=True)
    presses.press("call", "42")

    by_and_by(lambda: desk.told() == ["call 42"])


def test_a_press_at_an_unknown_time_is_sent_but_not_kept(desk: Desk) -> None:
    desk.now = Reading(5_000, trusted=False)
    desk.presses().press("next", "")
    by_and_by(lambda: desk.told() == ["next"])

    desk.server.faults.down = True
    desk.presses().press("hold", "")
    by_and_by(lambda: b"hold" in (desk.cache.read_file("presses.json") or b""))
    desk.end()
    desk.server.faults.down = False
    desk.presses().press("recall", "")

    by_and_by(lambda: desk.told() == ["next", "recall"])


def test_presses_of_another_counter_are_not_sent_for_this_one(desk: Desk) -> None:
    desk.server.faults.down = True
    desk.presses().press("next", "")
    by_and_by(lambda: b"next" in (desk.cache.read_file("presses.json") or b""))
    desk.end()
    desk.server.faults.down = False

    desk.presses(pad=Pad(queue="koseki", counter="4", token="secret")).press("recall", "")

    by_and_by(lambda: desk.told() == ["recall"])


def test_an_enrolment_may_say_at_which_counter_a_number_pad_stands(tree: Tree, tmp_path: Path) -> None:
    file = tree.enrolment_file(tmp_path / "player.toml", "http://127.0.0.1:9")
    assert enrolment_in(file).keypad is None
    plain = file.read_text(encoding="utf-8")

    file.write_text(f'{plain}\n[keypad]\nqueue = "koseki"\ncounter = "3"\ntoken = "secret"\n', encoding="utf-8")
    assert enrolment_in(file).keypad == PAD
    for wrong in ('keypad = "koseki"\n', '[keypad]\nqueue = "koseki"\n', '[keypad]\nqueue = "../x"\ncounter = "3"\n'):
        file.write_text(plain + wrong, encoding="utf-8")
        with pytest.raises(Refused):
            enrolment_in(file)
