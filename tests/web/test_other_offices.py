"""What somebody of another office sees: what hangs in the lobby, as everybody does; no drafts, plans or uploads."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from PIL import Image

from signage.actions import uploads
from signage.actions.answers import Answers
from signage.core.calendars import Calendar
from signage.core.guide import Building, Floor, Section
from signage.core.offices import Office
from signage.core.people import Grant, Person
from signage.core.texts import Text
from signage.web.app import create_app
from signage.web.desk import Desk
from tests.actions.posting_office import ADMIN, CLERK, NOW, a_notice, a_screen, posting, stored
from tests.staff import employ, signed_in

FAR = Person(id="far", name="支所 花子", grants=(Grant(role="editor", office="sakura"),))
SAKURA = (
    Office(id="sakura", name=Text.of(ja="さくら支所"), calendar="far-hours"),
    Calendar(id="far-hours", office="sakura", name=Text.of(ja="開庁")),
    Building(id="far-main", office="sakura", name=Text.of(ja="支所")),
    Floor(id="far-1f", office="sakura", building="far-main", label="1F", order=1),
    Section(id="far-desk", office="sakura", name=Text.of(ja="支所の係")),
    a_notice("far-notice", office="sakura", owner="far-desk"),
    a_screen("far-lobby", office="sakura", building="far-main", floor="far-1f", fallback="always"),
)


@pytest.fixture(scope="module")
def clients(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, FlaskClient]]:
    """Two offices; a clerk of each and who runs both, signed in; and one picture that the first clerk brought."""
    here = posting(tmp_path_factory.mktemp("offices"), *SAKURA)
    employ(here, [CLERK, FAR, ADMIN])
    uploads.take(here, a_picture(), name="下書き.png", at=NOW, by=CLERK)
    app = create_app(Desk(installation=here, ask=Answers(here), clock=lambda: NOW))
    yield {name: signed_in(app.test_client(), name) for name in ("clerk", "far", "admin")}
    here.db.close()


def a_picture() -> io.BytesIO:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "navy").save(out, "PNG")
    return io.BytesIO(out.getvalue())


@pytest.mark.parametrize(
    "path",
    [
        "/slides/always",
        "/slides/always/going",
        "/slides/always/going.json",
        "/slides/always/withdraw",
        "/slides/always/edit",
        "/slides/new?again=always",
        "/slides/new?replaces=always",
        "/schedules/lobby",
        "/schedules/lobby/month",
    ],
)
def test_another_offices_page_is_refused_and_ones_own_is_not(clients: dict[str, FlaskClient], path: str) -> None:
    answers = {name: clients[name].get(path).status_code for name in ("far", "admin")}

    assert answers == {"far": 403, "admin": 200}


@pytest.mark.parametrize(
    ("path", "theirs", "own"),
    [
        ("/slides?standing=all", "arranged", "far-notice"),
        ("/schedules", "/schedules/lobby", "/schedules/far-lobby"),
        ("/schedules", "日中", "/schedules"),
        ("/uploads", "下書き.png", "素材"),
    ],
)
def test_lists_tell_of_ones_own_offices_alone(
    clients: dict[str, FlaskClient], path: str, theirs: str, own: str
) -> None:
    far, clerk = (clients[name].get(path).text for name in ("far", "clerk"))

    assert theirs in clerk
    assert theirs not in far
    assert own in far


def test_what_hangs_in_the_lobby_is_seen_by_everybody(clients: dict[str, FlaskClient]) -> None:
    wall = clients["far"].get("/screens")

    assert wall.status_code == 200
    assert "/screens/lobby/view" in wall.text


def test_a_picture_is_seen_by_whoever_may_look_at_a_slide_that_shows_it(tmp_path: Path) -> None:
    here = posting(tmp_path, *SAKURA)
    employ(here, [CLERK, FAR])
    taken = uploads.take(here, a_picture(), name="共有.png", at=NOW, by=CLERK)
    before = uploads.shelf(here, by=FAR).count

    shown = a_notice("shows", office="sakura", owner="far-desk", fields={"picture": taken.asset})
    stored(here, shown)

    assert (before, uploads.shelf(here, by=FAR).count) == (0, 1)
    assert uploads.shelf(here, by=CLERK).listed[0].slides == (), "the slide is not the first office's"
    here.db.close()
