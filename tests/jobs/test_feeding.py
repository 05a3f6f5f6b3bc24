"""Feeding: feeds are read in a thread, by the process that has the publisher's post and by no other."""

from __future__ import annotations

import threading
from pathlib import Path
from time import monotonic

from signage.jobs.feeding import LOOK_S, Feeding
from tests.actions.feed_office import TEN, an_office, log_of, told, write

LINE = "20261124,09:58,1呼出,住民異動,42"


def test_feeds_are_read_from_when_the_post_is_ours(tmp_path: Path) -> None:
    here, post, asked = an_office(tmp_path), threading.Event(), threading.Semaphore(0)
    write(log_of(here), LINE)

    def at_post() -> bool:
        asked.release()
        return post.is_set()

    feeding = Feeding(here.settings, clock=lambda: TEN, at_post=at_post)
    feeding.start()
    try:
        for _ in range(4):
            assert asked.acquire(timeout=10)
        before = told(here)
        post.set()
        ends = monotonic() + 10
        while not told(here) and monotonic() < ends:
            asked.acquire(timeout=LOOK_S)
    finally:
        feeding.stop()

    assert before == []
    assert told(here) == [("called", "42")]
