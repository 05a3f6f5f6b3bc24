"""The publisher at its post: woken by changes of any process, by keys and by call; it takes over and survives."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from time import monotonic, time

import pytest

from signage.core.problems import Broken, Busy
from signage.publish import keys
from signage.publish.publisher import Publisher
from signage.publish.serving import Post, publish_or_wait
from signage.store.database import change_number
from signage.store.publications import publication
from tests.publish.makers import NOW, Card, Place, a_slide

WAIT_S = 10.0


def clock() -> int:
    return int(time() * 1000)


@contextmanager
def at_post(place: Place, card: Card, *, clock: Callable[[], int] = clock) -> Iterator[Post]:
    post = Post(place.settings, clock=clock, kinds={"card": card})
    thread = threading.Thread(target=post.run)
    thread.start()
    try:
        yield post
    finally:
        post.stop()
        thread.join(WAIT_S)
        assert not thread.is_alive()


def until(condition: Callable[[], object], *, within_s: float = WAIT_S) -> float:
    """How long it took, in seconds, until this held."""
    began, pause = monotonic(), threading.Event()
    while not condition():
        assert monotonic() - began < within_s, "it never came"
        pause.wait(0.01)
    return monotonic() - began


def head_path(place: Place, key: str) -> Path:
    return place.data / "public/v1/heads" / f"{key}.jws"


def test_a_change_of_another_connection_is_published_within_half_a_second(place: Place, card: Card):
    (player,) = place.enrol()
    with at_post(place, card):
        until(lambda: head_path(place, player.head_key).exists())
        before = place.head(player)["manifest"]

        place.save(a_slide("notice-1", words="changed"), at=clock())
        took = until(lambda: place.head(player)["manifest"] != before)

    assert took < 0.5


def test_a_rotated_key_is_announced_without_any_other_change(place: Place, card: Card):
    (player,) = place.enrol()
    with at_post(place, card):
        until(lambda: head_path(place, player.head_key).exists())

        keys.rotate(place.data, at=clock())

        until(lambda: len(place.head(player)["keys"]) == 2)


def test_its_state_tells_what_it_did_and_what_it_waits_for(place: Place, card: Card):
    place.enrol()
    with at_post(place, card) as post:
        until(lambda: post.state.last)
        state = post.state

    assert state.at_post
    assert state.problem is None
    assert state.last is not None
    assert state.last.heads == 1
    assert state.due is not None
    assert state.due > clock()
    assert not post.state.at_post


def test_it_takes_over_when_another_publisher_lets_go(place: Place, card: Card):
    (player,) = place.enrol()
    with ExitStack() as other:
        other.enter_context(Publisher(place.settings, kinds={"card": card}))
        with at_post(place, card) as post:
            until(lambda: isinstance(post.state.problem, Busy))
            waited = not head_path(place, player.head_key).exists()
            other.close()
            until(lambda: head_path(place, player.head_key).exists())

    assert waited


def test_a_wrong_clock_stops_it_only_until_it_is_set(place: Place, card: Card):
    (player,) = place.enrol()
    times = [NOW]
    with at_post(place, card, clock=lambda: times[0]) as post:
        until(lambda: post.state.last)
        times[0] = NOW - 3_600_000
        place.save(a_slide("notice-1", words="changed"))
        until(lambda: isinstance(post.state.problem, Broken))
        before = place.head(player)["manifest"]

        times[0] = NOW + 1_000
        post.wake()

        until(lambda: place.head(player)["manifest"] != before)
        until(lambda: post.state.problem is None)


def test_a_sweep_can_be_asked_for(place: Place, card: Card):
    place.enrol()
    two_hours_on = [clock() + 7_200_000]
    with at_post(place, card, clock=lambda: two_hours_on[0]) as post:
        until(lambda: post.state.last)
        stray = place.data / "public/v1/assets/ab"
        stray.mkdir(exist_ok=True)
        (stray / ("ab" * 32)).write_bytes(b"of nobody")

        post.sweep()

        until(lambda: not (stray / ("ab" * 32)).exists())


def test_a_command_publishes_by_itself_where_nobody_else_does(place: Place, card: Card):
    (player,) = place.enrol()

    done = publish_or_wait(place.settings, change=change_number(place.db), clock=clock, kinds={"card": card})

    assert done is not None
    assert done.heads == 1
    assert head_path(place, player.head_key).exists()


def test_a_command_waits_until_the_running_publisher_has_reached_its_change(place: Place, card: Card):
    (player,) = place.enrol()
    with at_post(place, card) as post:
        until(lambda: post.state.last)
        before = place.head(player)["manifest"]
        change = place.save(a_slide("notice-1", words="changed"), at=clock())

        done = publish_or_wait(place.settings, change=change, clock=clock, kinds={"card": card})

        assert done is None
        assert publication(place.db).change >= change
        assert place.head(player)["manifest"] != before


def test_a_command_is_told_what_stops_the_running_publisher(place: Place, card: Card):
    place.enrol()
    times = [NOW]
    with at_post(place, card, clock=lambda: times[0]) as post:
        until(lambda: post.state.last)
        times[0] = NOW - 3_600_000
        change = place.save(a_slide("notice-1", words="changed"))

        with pytest.raises(Broken, match="clock"):
            publish_or_wait(place.settings, change=change, clock=clock, kinds={"card": card})


def test_a_command_does_not_wait_for_ever(place: Place, card: Card):
    with Publisher(place.settings, kinds={"card": card}), pytest.raises(Busy, match="healthz"):
        publish_or_wait(place.settings, change=10**6, clock=clock, timeout_s=0.3)


def test_it_survives_what_nobody_foresaw(place: Place, card: Card):
    (player,) = place.enrol()
    times = iter([ZeroDivisionError("a clock that nobody foresaw")])

    def fails_once() -> int:
        for error in times:
            raise error
        return clock()

    with at_post(place, card, clock=fails_once) as post:
        until(lambda: isinstance(post.state.problem, Broken))
        post.wake()
        until(lambda: head_path(place, player.head_key).exists())
