"""Speech: phrases are spoken in the order in which they are wanted, by a process that nobody waits for."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from signage.core.called_aloud import Phrase, counter_phrases, number_phrases
from signage.publish import speech
from signage.publish.speech import Speaking, file_of, languages_here

VOICE = "tests.publish.silent_voice"


def by_and_by(condition: Callable[[], bool]) -> None:
    pause = threading.Event()
    for _ in range(1500):
        if condition():
            return
        pause.wait(0.01)
    pytest.fail("it did not come to pass")


def a_phrase(text: str) -> Phrase:
    return Phrase(lang="ja", text=text)


@pytest.fixture
def speaking(tmp_path: Path) -> Iterator[Speaking]:
    one = Speaking(tmp_path, languages=["ja"], module=VOICE)
    yield one
    one.stop()


def test_what_is_wanted_is_ready_soon_and_asking_never_waits(speaking: Speaking, tmp_path: Path) -> None:
    phrases = [a_phrase(f"{number}番") for number in range(40)]
    assert speaking.spoken(phrases[0]) is None

    speaking.want(phrases)
    by_and_by(lambda: speaking.spoken(phrases[-1]) is not None)
    speaking.want([a_phrase("もう一つ")])
    by_and_by(lambda: speaking.spoken(a_phrase("もう一つ")) is not None)

    assert [speaking.spoken(phrase) for phrase in phrases] == [phrase.text.encode() for phrase in phrases]
    assert len((tmp_path / "starts").read_text().split()) == 1


def test_what_was_spoken_once_is_not_spoken_again(tmp_path: Path) -> None:
    first = Speaking(tmp_path, languages=["ja"], module=VOICE)
    first.want([a_phrase("42番")])
    by_and_by(lambda: first.spoken(a_phrase("42番")) is not None)
    first.stop()

    again = Speaking(tmp_path, languages=["ja"], module=VOICE)
    again.want([a_phrase("42番")])

    assert again._thread is None
    assert again.spoken(a_phrase("42番")) is not None


def test_what_cannot_be_said_is_passed_over_once(speaking: Speaking, caplog: pytest.LogCaptureFixture) -> None:
    wanted = [a_phrase("unspeakable"), a_phrase("42番")]

    for _ in range(3):
        speaking.want(wanted)
        by_and_by(lambda: speaking.spoken(wanted[1]) is not None)

    assert speaking.spoken(wanted[0]) is None
    assert [record.message for record in caplog.records if record.levelno >= logging.WARNING] == [
        "“unspeakable” cannot be spoken, its call has the chime: no such word"
    ]


def test_a_voice_that_dies_is_not_begun_again_and_again(speaking: Speaking, tmp_path: Path) -> None:
    speaking.want([a_phrase("fatal"), a_phrase("42番")])
    by_and_by(lambda: speaking.languages() == ())

    speaking.want([a_phrase("43番")])

    assert speaking._thread is None
    assert len((tmp_path / "starts").read_text().split()) == 1


def test_a_voice_that_nobody_needs_ends_and_begins_when_it_is_needed(tmp_path: Path) -> None:
    speaking = Speaking(tmp_path, languages=["ja"], module=VOICE, idle_s=0.05)
    speaking.want([a_phrase("42番")])
    by_and_by(lambda: speaking.spoken(a_phrase("42番")) is not None and speaking._thread is None)

    speaking.want([a_phrase("43番")])
    by_and_by(lambda: speaking.spoken(a_phrase("43番")) is not None)
    speaking.stop()

    assert len((tmp_path / "starts").read_text().split()) == 2


def test_too_much_speech_makes_room(tmp_path: Path) -> None:
    folder = tmp_path / speech.FOLDER
    folder.mkdir()
    for number in range(12):
        (folder / f"{number}").write_bytes(b"")
    speaking = Speaking(tmp_path, languages=["ja"], module=VOICE, most=10)

    speaking.want([a_phrase("42番")])
    by_and_by(lambda: speaking.spoken(a_phrase("42番")) is not None)
    speaking.stop()

    assert len(list(folder.iterdir())) == 7


@pytest.mark.skipif(not languages_here(), reason="the extra `speech` is not installed")
def test_this_machines_voice_says_a_call_of_a_sensible_length(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    speaking = Speaking(tmp_path)
    phrases = [
        phrase for phrase in (*number_phrases("110"), *counter_phrases("5-A")) if phrase.lang in speaking.languages()
    ]
    speaking.want(phrases)
    by_and_by(lambda: all(speaking.spoken(phrase) for phrase in phrases))
    speaking.stop()

    seconds = [len(speaking.spoken(phrase) or b"") / 16_000 for phrase in phrases]

    assert all(0.8 < length < 3.5 for length in seconds)
    assert {file.name for file in (tmp_path / speech.FOLDER).iterdir()} == {file_of(phrase) for phrase in phrases}
    assert caplog.records == []
