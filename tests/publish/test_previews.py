"""Previews drawn by another process: one question at a time, an answer or a reason, a new process after a death."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

import pytest

from signage.core.instants import DAY
from signage.core.problems import Busy, Missing
from signage.publish import previews
from signage.publish.preview import Preview, asset
from signage.publish.previews import Previews
from signage.publish.trials import Trial
from tests.publish.makers import NOW, Place, a_playlist, a_slide


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """An office whose slides are of a real kind: the other process knows no other."""
    place = Place(tmp_path_factory.mktemp("real"))
    notices = [
        a_slide(name, changed={"kind": "notice", "review_on": "2027-03-01", "fields": {"title": {"ja": "お知らせ"}}})
        for name in ("standing", "notice-1", "notice-2")
    ]
    place.save(*notices, a_playlist("always", "standing"))
    yield place
    place.close()


@pytest.fixture(scope="module")
def drawing(real: Place) -> Iterator[Previews]:
    drawing = Previews(real.data)
    yield drawing
    drawing.close()


def test_the_other_process_answers_as_this_one_would(real: Place, drawing: Previews) -> None:
    manifest = drawing.compiled("lobby-1f", at=NOW + 20 * DAY)

    assert all(asset(real.data, name).is_file() for name in json.loads(manifest)["assets"])
    here = Preview(real.data)
    assert here.compiled("lobby-1f", at=NOW + 20 * DAY).name == sha256(manifest).hexdigest()
    here.close()


def test_threads_share_one_process_which_lets_polls_go_first(drawing: Previews) -> None:
    with ThreadPoolExecutor(4) as threads:
        days = [threads.submit(drawing.compiled, "lobby-1f", at=NOW + day * DAY) for day in range(4)]
        assert len({day.result() for day in days}) == 4

    children = subprocess.run(
        ["ps", "-o", "ni=,args=", "--ppid", str(os.getpid())], capture_output=True, text=True, check=True
    )
    drawers = [line.split() for line in children.stdout.splitlines() if "signage.publish.previews" in line]
    assert [int(drawer[0]) for drawer in drawers] == [os.nice(0) + 10]


def test_why_there_is_none_is_said_as_in_this_process(drawing: Previews) -> None:
    with pytest.raises(Missing, match="nowhere"):
        drawing.compiled("nowhere", at=NOW)


def test_a_process_that_has_ended_is_begun_anew(drawing: Previews) -> None:
    first = drawing.compiled("lobby-1f", at=NOW)
    assert drawing._days._process is not None
    drawing._days._process.kill()

    assert drawing.compiled("lobby-1f", at=NOW) == first


def test_who_comes_after_too_many_is_asked_to_come_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(previews, "WAITING", 0)

    with pytest.raises(Busy):
        Previews(Path("anywhere")).compiled("lobby-1f", at=NOW)


def test_it_ends_when_nobody_asks_any_more(real: Place) -> None:
    asked = json.dumps({"ask": "day", "screen": "lobby-1f", "at": NOW}) + "\n"

    command = [sys.executable, "-m", "signage.publish.previews", real.data]
    ran = subprocess.run(command, input=asked, capture_output=True, text=True, timeout=60, check=True)

    assert json.loads(ran.stdout).keys() == {"manifest"}


def a_trial(words: str) -> Trial:
    slide = a_slide(
        "notice-1", changed={"kind": "notice", "review_on": "2027-03-01", "fields": {"title": {"ja": words}}}
    )
    return Trial(slides=(slide,))


def test_what_is_typed_is_drawn_by_the_other_process(drawing: Previews) -> None:
    tried = drawing.tried(a_trial("点検"), "lobby-1f", at=NOW, writer="form", number=1)

    assert tried is not None
    assert ["点検" in page.alt for page in tried.pages] == [True]
    assert (tried.width, tried.height) == (128, 72)


def test_a_long_text_is_heard_whole(drawing: Previews) -> None:
    tried = drawing.tried(a_trial("長" * 3_000), "lobby-1f", at=NOW)

    assert tried is not None
    assert tried.pages


def test_a_question_that_a_newer_one_has_overtaken_is_not_drawn(drawing: Previews) -> None:
    newer = drawing.tried(a_trial("点検します"), "lobby-1f", at=NOW, writer="form", number=2)
    older = drawing.tried(a_trial("点検"), "lobby-1f", at=NOW, writer="form", number=1)
    of_another_form = drawing.tried(a_trial("点検"), "lobby-1f", at=NOW, writer="other form", number=1)

    assert (newer is None, older is None, of_another_form is None) == (False, True, False)


def test_days_and_trials_do_not_wait_for_each_other(drawing: Previews) -> None:
    with ThreadPoolExecutor(2) as threads:
        day = threads.submit(drawing.compiled, "lobby-1f", at=NOW)
        tried = threads.submit(drawing.tried, a_trial("点検"), "lobby-1f", at=NOW)
        assert day.result()
        assert tried.result() is not None

    assert drawing._days._process is not drawing._trials._process
