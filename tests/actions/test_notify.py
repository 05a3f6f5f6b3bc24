"""People are told where an admin has set addresses for it: once each, later again after a failure, and else never."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from signage.actions import approvals, proposals
from signage.actions.edits import Edit, keep, seen
from signage.actions.installation import Installation
from signage.actions.load import load
from signage.actions.notify import NEWS_MS, PAUSE_MS, Teller, messages
from signage.config import Settings
from signage.core.offices import Approval
from signage.core.people import Person
from signage.core.texts import Text
from signage.jobs.work import Work
from signage.store.proposals import changed_since
from signage.store.rows import stored
from tests.actions.small_office import NOW
from tests.journeys.tiny_office import an_office
from tests.staff import a_person, employ

pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated")  # by one of Apprise's many services

ADMIN = a_person("admin")
CLERK = a_person("editor", office="ume", section="soumu", mail="clerk@ward.example")
HEAD = a_person("approver", office="ume", section="soumu", mail="head@ward.example", language="en")
DEPUTY = replace(HEAD, id="deputy", name="係長 六郎", mail=None, language=None)


@dataclass
class Service:
    """A chat: what it was told, and whether it takes more."""

    port: int = 0
    told: list[dict[str, Any]] = field(default_factory=list)
    up: bool = True


@contextmanager
def a_service() -> Iterator[Service]:
    """A real HTTP server that takes what Apprise sends as JSON."""
    service = Service()

    class Chat(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if service.up:
                service.told.append(json.loads(body))
            self.send_response(200 if service.up else 503)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Chat)
    service.port = server.server_port
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def service() -> Iterator[Service]:
    with a_service() as running:
        yield running


@pytest.fixture
def office(tmp_path: Path) -> Callable[..., Installation]:
    """An office that asks for one step, with these addresses to tell at."""

    def made(*notify: str) -> Installation:
        here = Installation(settings=Settings(data=tmp_path / "data", notify=notify))
        load(here, [an_office(tmp_path / "office")], at=NOW, who="test")
        (row,) = stored(here.db, "offices")
        asks = replace(row, approvals=(Approval(kind="notice", steps=1),))
        keep(here, Edit(saves={"offices": (asks,)}), at=NOW, by=ADMIN, action="edit", what="ume")
        employ(here, [ADMIN, CLERK, HEAD, DEPUTY])
        return here

    return made


def proposed(here: Installation, *, at: int = NOW, by: Person = CLERK) -> int:
    (slide,) = stored(here.db, "slides")
    edit = Edit(
        saves={"slides": (replace(slide, name=Text.of(ja="点検")),)}, based_on=seen(here, ("slides", slide.id))
    )
    outcome = proposals.submit(
        here, edit, at=at, by=by, kind="notice", office="ume", section="soumu",
        action="put up", what=slide.id, title=Text.of(ja="点検", en="Inspection"),
    )  # fmt: skip
    assert outcome.proposal is not None
    return outcome.proposal


def test_a_new_proposal_is_told_once_in_the_background(office: Callable[..., Installation], service: Service) -> None:
    here = office(f"json://127.0.0.1:{service.port}/hook")
    teller, number = Teller(here), proposed(here)

    sent = [teller.tell(at=NOW + 1), teller.tell(at=NOW + 2), Teller(here).tell(at=NOW + 3)]

    assert sent == [1, 0, 0]
    (told,) = service.told
    assert told["title"] == "【承認依頼】点検"
    assert "戸籍 太郎さんから承認の依頼があります" in told["message"]
    assert told["message"].endswith(f"/approvals/{number}")


def test_without_the_setting_nothing_is_told_and_no_job_is_there(tmp_path: Path) -> None:
    silent = Work(Settings(data=tmp_path / "data"), clock=lambda: NOW)
    telling = Work(Settings(data=tmp_path / "data", notify=("json://127.0.0.1:1",)), clock=lambda: NOW)

    jobs = []
    for work in (silent, telling):
        work.timetable.start()
        jobs.append("tell people" in work.timetable.jobs())
        work.timetable.stop()

    assert jobs == [False, True]


def test_what_a_service_does_not_take_is_tried_again_after_a_pause(
    office: Callable[..., Installation], service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    here = office(f"json://somebody:secret@127.0.0.1:{service.port}")
    teller, service.up = Teller(here), False
    proposed(here)

    failed = teller.tell(at=NOW + 1)
    service.up = True
    too_soon = teller.tell(at=NOW + 2)
    later = teller.tell(at=NOW + 1 + PAUSE_MS)

    assert (failed, too_soon, later) == (0, 0, 1)
    assert len(service.told) == 1
    assert "secret" not in caplog.text


def test_what_is_older_than_a_day_is_no_news(office: Callable[..., Installation], service: Service) -> None:
    here = office(f"json://127.0.0.1:{service.port}")
    proposed(here)

    assert Teller(here).tell(at=NOW + NEWS_MS + 1) == 0


def test_what_became_of_it_is_told_too(office: Callable[..., Installation], service: Service) -> None:
    here = office(f"json://127.0.0.1:{service.port}")
    teller, number = Teller(here), proposed(here)

    proposals.send_back(here, number, "日付が違います", at=NOW + 1, by=HEAD)
    teller.tell(at=NOW + 2)
    other = proposed(here, at=NOW + 3)
    proposals.approve(here, other, at=NOW + 4, by=DEPUTY, instead_of=HEAD.id)
    teller.tell(at=NOW + 5)

    assert [told["title"] for told in service.told] == ["【差戻し】点検", "【承認済み】点検", "【後閲】点検"]
    assert "日付が違います" in service.told[0]["message"]


def test_mail_goes_to_the_approvers_in_their_language(office: Callable[..., Installation]) -> None:
    here = office("mailtos://robot:secret@mail.ward.example?from=signage@ward.example")
    number = proposed(here)

    (known,) = changed_since(here.db, NOW)
    (mail,) = messages(here, known, at=NOW + 1)

    assert mail.url.endswith("to=head%40ward.example"), "the deputy has no address, and an administrator is not asked"
    assert mail.title == "To approve: Inspection"
    assert [one.id for one in approvals.approvers(here, known, at=NOW)] == ["approver", "deputy"]
    assert number == known.number


@pytest.mark.parametrize("url", ["json://127.0.0.1:1/x", "nonsense://nowhere"])
def test_a_service_that_is_not_there_raises_nothing(office: Callable[..., Installation], url: str) -> None:
    here = office(url)
    proposed(here)

    assert Teller(here).tell(at=NOW + 1) == 0
