"""Cues: a chime is heard once, where the screen may sound, and never keeps a picture waiting."""

from __future__ import annotations

import io
import threading
import wave
from typing import Any

import pygame

from players.pi.cues import Cues, Turn
from players.pi.documents import Manifest
from players.pi.kept import Done
from players.pi.part import part_of
from players.pi.stage import OnAir
from signage.core.shows import with_live
from tests.players_pi.theatre import Theatre
from tests.players_pi.tree import HOUR, NOON, Tree, a_loop, a_segment, a_zone, text_of


def a_chime() -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(44_100)
        sound.writeframes(bytes(range(256)) * 200)
    return file.getvalue()


def a_call(asset: str, *, at: int = NOON + 1000, name: str = "call-1042") -> dict[str, Any]:
    return {"id": name, "at": text_of(at), "for_s": 15, "asset": asset}


class Ears(Cues):
    """Cues that also count what they play."""

    def __init__(self, theatre: Theatre) -> None:
        super().__init__(theatre.cache, done=theatre.done)
        self.heard: list[str] = []

    def _sound(self, turn: Turn) -> None:
        self.heard.append(turn.asset)
        super()._sound(turn)


def on_air(theatre: Theatre, tree: Tree, *, sound: str, keep: bool = True) -> tuple[Ears, Manifest, str]:
    """A screen that may sound or not, with one call at a second past noon."""
    made = theatre.give(
        tree.manifest(
            items={"a": tree.item(1), "plain": tree.item(99)},
            loops={"a": a_loop(("a", 5000)), "always": a_loop(("plain", 5000))},
            segments=[a_segment(NOON - HOUR, NOON + HOUR, a_zone("a"), sound=sound)],
            fallback=[a_zone("always", anchor=0)],
        )
    )
    asset = tree.asset(a_chime())
    if keep:
        put(theatre, tree, asset)
    live = {"items": {}, "cues": [a_call(asset)]}
    theatre.show.put_on_air(OnAir(manifest=made, published=with_live(made.published, (live,))))
    ears = Ears(theatre)
    theatre.cues = theatre.show._cues = ears
    return ears, made, asset


def put(theatre: Theatre, tree: Tree, asset: str) -> None:
    with part_of(theatre.cache, asset) as part:
        part.add(tree.path(asset).read_bytes())
        part.adopt()


def heard(ears: Ears, times: int) -> bool:
    pause = threading.Event()
    return any(len(ears.heard) >= times or pause.wait(0.01) for _ in range(300))


def test_a_cue_is_played_once_and_not_before_its_time(theatre: Theatre, tree: Tree) -> None:
    ears, _, asset = on_air(theatre, tree, sound="on")
    turns = [(at, len(ears.heard)) for at in theatre.play(NOON + 14_000)]

    assert heard(ears, 1)
    assert not any(count for at, count in turns if at < NOON + 1000)
    assert ears.heard == [asset]
    pause = threading.Event()
    while not pygame.mixer.get_init():
        pause.wait(0.01)


def test_a_silent_screen_stays_silent(theatre: Theatre, tree: Tree) -> None:
    ears, _, _ = on_air(theatre, tree, sound="off")

    for _ in theatre.play(NOON + 20_000):
        pass

    assert ears.heard == []


def test_a_cue_is_not_played_again_after_a_restart(theatre: Theatre, tree: Tree) -> None:
    ears, _, _ = on_air(theatre, tree, sound="on")
    for _ in theatre.play(NOON + 3000):
        pass
    assert heard(ears, 1)

    again = Done(theatre.cache)

    assert not again.first_time("cue call-1042", until=NOON + 16_000, at=NOON + 3000, durable=False)


def test_a_cue_whose_sound_comes_late_is_played_while_it_is_open_and_not_after(theatre: Theatre, tree: Tree) -> None:
    ears, _, asset = on_air(theatre, tree, sound="on", keep=False)
    for _ in theatre.play(NOON + 9000):
        pass
    assert ears.heard == []

    put(theatre, tree, asset)
    for _ in theatre.play(NOON + 11_000):
        pass

    assert heard(ears, 1)


def test_what_is_no_sound_is_passed_over(theatre: Theatre, tree: Tree) -> None:
    ears, made, _ = on_air(theatre, tree, sound="on")
    noise = tree.asset(b"no sound at all")
    put(theatre, tree, noise)
    live = {"items": {}, "cues": [a_call(noise, name="call-7")]}
    theatre.show.put_on_air(OnAir(manifest=made, published=with_live(made.published, (live,))))

    for _ in theatre.play(NOON + 5000):
        pass

    assert heard(ears, 1)
    assert len(theatre.presented) >= 1
