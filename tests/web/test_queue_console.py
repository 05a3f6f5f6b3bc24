"""The console's pages without a browser: forms sent twice, what is read again, and who gets no further."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from signage.core.instants import HOUR, MINUTE, SECOND
from signage.store import queue_events
from signage.web.app import create_app
from signage.web.desk import Desk
from tests.actions.guide_office import OPEN
from tests.actions.queue_office import a_queue, an_office, pressed, state
from tests.staff import csrf_token, employ, one_of_each, signed_in
from tests.web.standins import StandIn

CONSOLE = "/queue/moving/c0"


@dataclass
class Console:
    """The console of one counter, for a clerk who has signed in."""

    folder: Path
    now: int = OPEN
    clients: dict[str, FlaskClient] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.here = an_office(self.folder, a_queue(ready=True))
        employ(self.here, one_of_each(office="midori", section="s0"))
        desk = Desk(installation=self.here, ask=StandIn(self.folder), clock=lambda: self.now)
        self.app = create_app(desk)

    def client(self, name: str = "editor") -> FlaskClient:
        if name not in self.clients:
            self.clients[name] = signed_in(self.app.test_client(), name)
        return self.clients[name]

    def press(self, do: str, *, id_: str, script: bool = True, path: str = CONSOLE, **typed: str) -> Any:
        """A key, by a script or as a form."""
        token = csrf_token(self.client().get(path).text)
        headers = {"X-CSRFToken": token} if script else {}
        return self.client().post(path, data={"do": do, "id": id_, "csrf_token": token, **typed}, headers=headers)


@pytest.fixture
def console(tmp_path: Path) -> Console:
    made = Console(tmp_path)
    for number in ("41", "42"):
        pressed(made.here, "issue", id_=number, number=number, at=OPEN)
    return made


def test_a_form_that_is_sent_twice_is_one_press(console: Console) -> None:
    answers = [console.press("next", id_="a", script=False) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert state(console.here).waiting == ("42",)
    assert "41番を呼びました" in console.client().get(CONSOLE).text


def test_a_script_is_told_what_came_of_a_press_and_what_is_so_now(console: Console) -> None:
    done = console.press("next", id_="a")
    refused = console.press("resume", id_="b")

    assert (done.status_code, done.json["told"]) == (200, "41番を呼びました。")
    assert 'data-length="2">41</p>' in done.json["html"]
    assert (refused.status_code, refused.json) == (422, {"problem": "保留中の番号がありません。"})


def test_what_is_read_again_is_304_until_something_happens_or_a_minute_has_passed(console: Console) -> None:
    first = console.client().get(f"{CONSOLE}/now")
    tag = {"If-None-Match": first.headers["ETag"]}

    same = console.client().get(f"{CONSOLE}/now", headers=tag)
    console.press("next", id_="a")
    other = console.client().get(f"{CONSOLE}/now", headers=tag)
    again = {"If-None-Match": other.headers["ETag"]}
    console.now += MINUTE
    later = console.client().get(f"{CONSOLE}/now", headers=again)

    assert [one.status_code for one in (first, same, other, later)] == [200, 304, 200, 200]


def test_an_open_console_is_a_sign_of_life(console: Console) -> None:
    console.client().get(f"{CONSOLE}/now")
    console.now += 12 * SECOND
    console.client().get(f"{CONSOLE}/now")

    assert queue_events.sources(console.here.db)["console:moving"].alive_at == console.now


@pytest.mark.parametrize(
    ("name", "path", "status"),
    [
        ("viewer", CONSOLE, 403),
        ("editor", "/queue/insurance/c5", 403),
        ("editor", "/queue/insurance/ready", 403),
        ("admin", "/queue/moving/c9", 404),
        ("admin", "/queue/nowhere/c0", 404),
        ("admin", "/queue/nowhere/ready", 404),
    ],
)
def test_what_is_not_ones_own_or_not_there_is_said_so(console: Console, name: str, path: str, status: int) -> None:
    assert console.client(name).get(path).status_code == status
    assert console.client(name).get(f"{path}/now").status_code == status
    assert state(console.here).waiting == ("41", "42")


def test_a_clerk_chooses_among_the_counters_of_their_own_section(console: Console) -> None:
    listed = console.client().get("/queue").text

    assert CONSOLE in listed
    assert "/queue/moving/ready" in listed
    assert "/queue/insurance" not in listed
    assert "番号を呼べる窓口がありません" not in listed


def test_a_console_outlasts_a_quiet_hour_and_revives_nothing_else(console: Console) -> None:
    console.client().get(CONSOLE)
    console.now += HOUR

    assert console.press("next", id_="a").status_code == 200
    assert console.client().get("/counters").status_code == 302
    assert console.client().get(CONSOLE).status_code == 302


def test_nonsense_is_one_sentence(console: Console) -> None:
    assert console.press("explode", id_="a").status_code == 400
    assert console.press("", id_="a").status_code == 400
    for typed in ("山田", "1" * 40, "<b>"):
        assert console.press("call", id_="b", number=typed).status_code == 422
    for typed in ("-1", "many", "99999", ""):
        assert console.press("waiting", id_="c", number=typed).status_code == 422
    assert console.press("call", id_="x" * 101, number="1").status_code == 422
    assert state(console.here).calls == ()


def test_the_count_is_put_right_in_full_width_too(console: Console) -> None:
    console.press("waiting", id_="a", number="１２")

    assert state(console.here).waiting_count == 12
