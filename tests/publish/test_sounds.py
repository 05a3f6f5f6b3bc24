"""Sounds: each call has one cue, after its picture, for a quarter of a minute, and only where it is wanted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from signage.core.called_aloud import Phrase
from signage.core.chime import chime
from signage.core.instants import MINUTE, SECOND
from signage.core.queue_said import Call, CounterSaid, QueueSaid
from signage.core.queues import Queue
from signage.core.texts import Text
from signage.publish.sounds import Sound, Sounds, numbers_ahead

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


class Voices:
    """Speech whose phrases are ready when a test says so."""

    def __init__(self, *languages: str) -> None:
        self._languages = languages
        self.ready: dict[str, bytes] = {}
        self.wanted: list[str] = []

    def languages(self) -> tuple[str, ...]:
        return self._languages

    def spoken(self, phrase: Phrase) -> bytes | None:
        return self.ready.get(phrase.text)

    def want(self, phrases: Sequence[Phrase]) -> None:
        self.wanted = [phrase.text for phrase in phrases]

    def speak(self) -> None:
        self.ready = {text: text.encode() for text in self.wanted}


def spoken_at(counter: str, *calls: Call) -> QueueSaid:
    return replace(said(*calls), counters=(CounterSaid(id="c3", number=counter),))


def test_a_call_is_spoken_in_both_languages_where_all_of_it_is_ready() -> None:
    voices = Voices("ja", "en")
    sounds, queue = Sounds(voices), a_queue(sound="spoken", first=40)
    sounds.of(spoken_at("3"), queue=queue, at=NOON - MINUTE)
    voices.speak()

    (sound,) = sounds.of(spoken_at("3", a_call()), queue=queue, at=NOON)

    words = ["42番のかたは、", "3番窓口へお越しください。", "Number 42,", "please go to counter 3."]
    places = [sound.asset.data.index(word.encode()) for word in words]
    assert places == sorted(places)
    assert len(sound.asset.data) > 16_000, "after the chime"


def test_a_call_that_is_not_ready_has_its_chime_and_is_not_said_later() -> None:
    voices = Voices("ja", "en")
    sounds, queue = Sounds(voices), a_queue(sound="spoken")

    (early,) = sounds.of(spoken_at("3", a_call()), queue=queue, at=NOON)
    voices.speak()
    (late,) = sounds.of(spoken_at("3", a_call()), queue=queue, at=NOON + SECOND)
    (again,) = sounds.of(spoken_at("3", a_call("e2", at=NOON + MINUTE)), queue=queue, at=NOON + MINUTE)

    assert early == late
    assert early.asset.data == chime()
    assert "42番".encode() in again.asset.data


def test_without_a_voice_for_a_language_the_other_is_said_and_without_any_the_chime() -> None:
    found: list[Sound] = []
    for languages in (("ja",), ()):
        voices = Voices(*languages)
        voices.ready = {"42番のかたは、": b"42ja", "3番窓口へお越しください。": b"3ja"}
        found += Sounds(voices).of(spoken_at("3", a_call()), queue=a_queue(sound="spoken"), at=NOON)

    assert b"42ja" in found[0].asset.data
    assert found[1].asset.data == chime()


def test_the_numbers_that_come_next_are_spoken_ahead_across_the_end_of_the_range() -> None:
    queue = a_queue(first=1, last=99)

    ahead = numbers_ahead(said(a_call(number="A-7"), a_call(number="97"), a_call(number="12")), queue)

    assert ahead[:5] == ["98", "99", "1", "2", "3"]
    assert ahead[-2:] == ["A-7", "97"]
    assert numbers_ahead(said(), a_queue(first=200, last=201)) == ["200", "201"]


def test_two_queues_are_prepared_in_turn() -> None:
    voices = Voices("ja")
    sounds = Sounds(voices)
    for name, first in (("a", 100), ("b", 500)):
        sounds.of(spoken_at("3"), queue=a_queue(id=name, sound="spoken", first=first), at=NOON)

    numbers = [text for text in voices.wanted if text.endswith("番のかたは、")]

    assert numbers[:4] == ["100番のかたは、", "500番のかたは、", "101番のかたは、", "501番のかたは、"]
