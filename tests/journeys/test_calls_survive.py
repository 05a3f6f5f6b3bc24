"""A server that is killed in the midst of calls: what it answered 201 is there, and there once."""

from __future__ import annotations

import random
import threading
from pathlib import Path
from uuid import uuid4

import pytest
import requests

from signage.publish.queue_days import QueueDays
from signage.store.database import open_database
from tests.journeys import number_office
from tests.journeys.number_office import killed, now_ms, served
from tests.journeys.processes import a_port, wait_until

CALL = "/api/v1/queue/moving/calls"


class Machine:
    """A ticket machine that calls without end, and sends what was not answered again, under the same id."""

    def __init__(self, port: int, token: str) -> None:
        self._url, self._headers = f"http://127.0.0.1:{port}{CALL}", {"Authorization": f"Bearer {token}"}
        self.answered: list[str] = []
        self.sent: list[str] = []
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Machine:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _run(self) -> None:
        with requests.Session() as session:
            while not self._ended.is_set():
                self._call(session, uuid4().hex, str(1 + len(self.sent) % 900))

    def _call(self, session: requests.Session, name: str, number: str) -> None:
        self.sent.append(name)
        called = {"id": name, "number": number, "counter": random.choice("12")}
        while not self._ended.is_set():
            try:
                answer = session.post(self._url, json=called, headers=self._headers, timeout=5)
            except requests.RequestException:
                self._ended.wait(0.02)
                continue
            assert answer.status_code == 201, answer.text
            self.answered.append(name)
            return


def assert_kills_lose_no_call(folder: Path, *, kills: int) -> None:
    (data, token), port, pause = number_office.prepared(folder), a_port(), threading.Event()
    with Machine(port, token) as machine:
        for _ in range(kills):
            process = served(data, port)
            begun = len(machine.answered)
            wait_until(lambda begun=begun: len(machine.answered) >= begun + 3)
            pause.wait(random.uniform(0, 0.3))
            killed(process)
    process = served(data, port)
    db = open_database(data)

    stored = [name.split(":")[-1] for (name,) in db.conn.execute("SELECT id FROM queue_events WHERE kind = 'called'")]
    (said,) = QueueDays(db).said(now_ms()).values()

    db.close()
    killed(process)
    assert len(stored) == len(set(stored))
    assert set(machine.answered) <= set(stored) <= set(machine.sent)
    assert len({call.number for call in said.calls}) == len(said.calls)
    assert said.calls[0].event.endswith(stored[-1])


def test_a_kill_loses_no_call_and_repeats_none(tmp_path: Path) -> None:
    assert_kills_lose_no_call(tmp_path, kills=1)


@pytest.mark.soak
def test_a_hundred_kills_lose_no_call_and_repeat_none(tmp_path: Path) -> None:
    assert_kills_lose_no_call(tmp_path, kills=100)
