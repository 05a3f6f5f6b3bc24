"""Sounds: each call has one cue, after its picture, for a quarter of a minute, and only where it is wanted."""

from __future__ import annotations

from typing import Any

import pytest

from signage.core.instants import MINUTE, SECOND
from signage.core.queue_said import Call, QueueSaid
from signage.core.queues import Queue
from signage.core.texts import Text
from signage.publish.sounds import Sounds

NOON = 1_795_316_400_000


def a_queue(**given: Any) -> Queue:
    usual = {"id": "koseki", "office": "minami", "section": "koseki", "name": Text.of(ja="戸籍"), "sound": "chime"}
    return Queue(**{**usual, "counters": ("c3",), **given})


def a_call(event: str = "e1", *, at: int = NOON, number: str = "42") -> Call:
    return Call(number=number, counter="c3", at=at, event=event)


def said(*calls: Call) -> QueueSaid:
    return QueueSaid(queue="koseki", name=Text.of(ja="戸籍"), status="open", calls=calls)


def test_a_call_is_heard_once_its_picture_has_been_seen_to_change() -> None:
    sounds = Sounds()

    (sound,) = sounds.of(said(a_call(at=NOON + 200)), queue=a_queue(), at=NOON + 300)

    assert (sound.cue.id, sound.cue.at, sound.cue.for_s) == ("e1", NOON + 2 * SECOND, 15)
    assert sound.cue.asset == sound.asset.name
    assert sound.asset.type == "audio/wav"


def test_a_call_keeps_its_cue_until_it_is_over() -> None:
    sounds = Sounds()
    looks = [NOON + ms for ms in (300, 5_000, 16_999, 17_000, 60_000)]

    cues = [[one.cue for one in sounds.of(said(a_call(at=NOON + 200)), queue=a_queue(), at=at)] for at in looks]

    assert cues[0] == cues[1] == cues[2] != []
    assert cues[3] == cues[4] == []


def test_a_recall_is_heard_anew() -> None:
    sounds = Sounds()
    sounds.of(said(a_call()), queue=a_queue(), at=NOON)

    (again,) = sounds.of(said(a_call("e2", at=NOON + MINUTE)), queue=a_queue(), at=NOON + MINUTE)

    assert (again.cue.id, again.cue.at) == ("e2", NOON + MINUTE + 2 * SECOND)


@pytest.mark.parametrize("late", [-40 * SECOND, 37 * SECOND])
def test_what_a_log_of_whole_minutes_brings_is_heard_when_it_becomes_known(late: int) -> None:
    sounds = Sounds()

    (sound,) = sounds.of(said(a_call(at=NOON)), queue=a_queue(), at=NOON + late)

    assert sound.cue.at == NOON + late + 2 * SECOND


def test_what_was_called_before_the_start_stays_silent() -> None:
    sounds = Sounds()

    assert sounds.of(said(a_call(at=NOON)), queue=a_queue(), at=NOON + 80 * SECOND) == ()


def test_nothing_is_heard_where_nobody_asked_for_sound() -> None:
    sounds = Sounds()

    assert sounds.of(said(a_call()), queue=a_queue(sound="none"), at=NOON) == ()


def test_what_is_over_is_forgotten() -> None:
    sounds = Sounds()
    for number in range(50):
        sounds.of(said(a_call(f"e{number}", at=NOON + number * MINUTE)), queue=a_queue(), at=NOON + number * MINUTE)

    assert len(sounds._given) < 5
