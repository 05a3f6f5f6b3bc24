"""The pages about slides as a browser without scripts asks for them: what is answered, kept and refused."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from signage.actions.answers import Answers
from signage.actions.installation import Installation
from signage.publish.trials import Placed, Trial, Tried, TriedPage
from signage.render.pages import Finding
from signage.store.catalogue import catalogue
from signage.web.app import create_app
from signage.web.desk import Desk
from tests.actions.posting_office import ADMIN, CLERK, NOW, OTHER, VIEWER, WRITER, a_screen, posting, stored
from tests.staff import csrf_token, employ, signed_in

POSTED = f"notice-{WRITER}"
FORM = {"writer": WRITER, "about": "lift-inspection", "first": "2026-11-25", "where": "usual", "until": "last"}


class Quick(Answers):
    """Answers without drawing: every screen shows one page, on which something is wrong."""

    overtaken = False

    def tried(self, trial: Trial, screen: str, *, at: int, writer: str = "", number: int = 0) -> Tried | None:
        if self.overtaken:
            return None
        page = TriedPage(
            asset="a" * 64,
            language="ja",
            alt=trial.slides[0].name.best("ja"),
            ms=6_000,
            findings=(Finding(kind="length", ja="収まりません。", en="it does not fit."),),
            glass=(Placed(asset="a" * 64, box=(0, 0, 320, 180)),),
        )
        return Tried(screen=screen, at=at, width=320, height=180, box=(213, 0, 107, 180), pages=(page,))


@pytest.fixture
def here(tmp_path: Path) -> Installation:
    here = posting(tmp_path)
    employ(here, [CLERK, OTHER, ADMIN, VIEWER])
    return here


@pytest.fixture
def ask(here: Installation) -> Quick:
    return Quick(here)


@pytest.fixture
def clerk(here: Installation, ask: Quick) -> FlaskClient:
    return signed_in(create_app(Desk(installation=here, ask=ask, clock=lambda: NOW)).test_client(), "clerk")


def sent(client: FlaskClient, path: str, data: dict[str, Any], **more: Any) -> Any:
    token = csrf_token(client.get("/slides/new").text)
    return client.post(path, data={**data, "csrf_token": token}, **more)


def test_the_form_offers_subjects_the_usual_screens_and_one_button(clerk: FlaskClient) -> None:
    page = clerk.get("/slides/new").text

    assert "エレベーター点検" in page
    assert "lobby、hall" in page
    assert page.count('type="submit" class="button is-solid is-large"') == 1


def test_what_was_sent_is_up_and_the_page_follows_it(clerk: FlaskClient, here: Installation) -> None:
    answer = sent(clerk, "/slides/new", FORM)

    assert answer.status_code == 303
    assert f"/slides/{POSTED}/going" in answer.headers["Location"]
    assert catalogue(here.db).slides[POSTED].limits.ends == "2026-11-25"
    assert clerk.get(f"/slides/{POSTED}/going.json").json == {"screens": 0, "there": 0, "done": False}


def test_a_form_with_faults_comes_back_as_it_was_typed(clerk: FlaskClient, here: Installation) -> None:
    typed = {**FORM, "about": "free", "title_ja": "", "place_ja": "<b>奥</b>", "first": ""}

    answer = sent(clerk, "/slides/new", typed)

    assert answer.status_code == 400
    assert "題名を書いてください" in answer.text
    assert 'value="&lt;b&gt;奥&lt;/b&gt;"' in answer.text
    assert POSTED not in catalogue(here.db).slides


def test_without_scripts_a_press_shows_the_pictures(clerk: FlaskClient, here: Installation) -> None:
    answer = sent(clerk, "/slides/new", {**FORM, "check": "yes"})

    assert answer.status_code == 200
    assert answer.text.count('class="sight"') == 2
    assert "収まりません。" in answer.text
    assert POSTED not in catalogue(here.db).slides


def test_while_somebody_types_one_screen_is_answered_after_the_other(clerk: FlaskClient, ask: Quick) -> None:
    first = sent(clerk, "/slides/try?nth=0&number=1", FORM)
    beyond = sent(clerk, "/slides/try?nth=9&number=1", FORM)
    nothing = sent(clerk, "/slides/try?nth=0&number=2", {**FORM, "about": ""})
    ask.overtaken = True
    old = sent(clerk, "/slides/try?nth=0&number=1", FORM)

    assert (first.status_code, first.headers["Signage-Screens"]) == (200, "2")
    assert 'aria-label="lobby"' in first.text
    assert [answer.headers["Signage-Screens"] for answer in (beyond, nothing)] == ["0", "0"]
    assert old.status_code == 204


def test_of_many_screens_the_first_are_drawn_and_the_others_are_counted(
    clerk: FlaskClient, here: Installation
) -> None:
    names = [f"more-{number}" for number in range(8)]
    stored(here, *(a_screen(name) for name in names))
    chosen = {**FORM, "where": "chosen", "screens": names}
    sent(clerk, "/slides/new", chosen)

    last, before = (sent(clerk, f"/slides/try?nth={nth}&number=1", chosen).text for nth in (5, 4))
    drawn = sent(clerk, "/slides/new", {**chosen, "writer": WRITER[::-1], "check": "yes"}).text
    own = [clerk.get(f"/slides/{POSTED}{asked}").text for asked in ("", "?look=yes")]

    assert "ほか2台" in last
    assert "ほか2台" not in before
    assert [page.count("ほか2台") for page in (drawn, *own)] == [1, 1, 1]


def test_two_at_once_are_shown_both_versions(clerk: FlaskClient, here: Installation) -> None:
    sent(clerk, "/slides/new", FORM)
    seen = re.search(r'name="seen" value="(\d+)"', clerk.get(f"/slides/{POSTED}/edit").text)
    assert seen is not None
    edit = {**FORM, "seen": seen[1]}
    assert sent(clerk, f"/slides/{POSTED}/edit", {**edit, "place_ja": "東側"}).status_code == 303

    answer = sent(clerk, f"/slides/{POSTED}/edit", {**edit, "place_ja": "西側"})

    assert answer.status_code == 409
    assert "東側" in answer.text
    assert "西側" in answer.text
    newer = re.search(r'name="seen" value="(\d+)"', answer.text)
    assert newer is not None
    assert sent(clerk, f"/slides/{POSTED}/edit", {**edit, "place_ja": "西側", "seen": newer[1]}).status_code == 303
    assert catalogue(here.db).slides[POSTED].fields["place"] == {"ja": "西側"}


def test_taking_down_asks_once_and_comes_back_to_the_list(clerk: FlaskClient, here: Installation) -> None:
    sent(clerk, "/slides/new", FORM)
    asked = clerk.get(f"/slides/{POSTED}/withdraw?next=//evil.example/")

    answer = sent(clerk, f"/slides/{POSTED}/withdraw", {"next": "/slides?standing=on"})

    assert 'value="//evil' not in asked.text
    assert 'href="//evil' not in asked.text
    assert answer.headers["Location"] == "/slides?standing=on"
    assert catalogue(here.db).slides[POSTED].state == "withdrawn"
    assert "元に戻す" in clerk.get("/slides").text


def test_a_page_that_is_not_there_says_so(clerk: FlaskClient) -> None:
    for path in ("/slides/nothing", "/slides/nothing/edit", "/slides/nothing/withdraw", "/slides/nothing/going"):
        assert clerk.get(path).status_code == 404


def test_the_list_says_what_to_do_where_there_is_nothing(clerk: FlaskClient) -> None:
    assert "見つかりませんでした" in clerk.get("/slides?words=nothing").text
    assert "arranged" in clerk.get("/slides").text


def test_whoever_only_looks_is_offered_nothing_to_press(here: Installation, ask: Quick, clerk: FlaskClient) -> None:
    sent(clerk, "/slides/new", FORM)
    viewer = signed_in(create_app(Desk(installation=here, ask=ask, clock=lambda: NOW)).test_client(), "viewer")

    page, listed = viewer.get(f"/slides/{POSTED}").text, viewer.get("/slides").text

    assert "取り下げる" not in page
    assert f"/slides/{POSTED}/withdraw" not in listed
    assert viewer.get("/slides/new").status_code == 403
