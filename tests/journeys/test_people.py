"""Journey 10: the first administrator, a clerk's slip, a successor, the renewals of March, and the sealed code."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from werkzeug.serving import make_server

from signage.actions import installation
from signage.actions.answers import Answers
from signage.config import Settings
from signage.core.guide import Section
from signage.core.instants import MINUTE
from signage.core.offices import Office
from signage.core.people import Grant, Person
from signage.core.texts import Text
from signage.store import people as store
from signage.store.database import writing
from signage.store.rows import save
from signage.web.app import create_app
from signage.web.desk import Desk
from tests.core.makers import a_calendar
from tests.journeys.processes import JAPANESE, signage
from tests.staff import PASSWORD, a_person, employ
from tests.web.standins import TOKYO

OWN = "ame-yuki-kaze-hare"
DESK = (Grant(role="editor", office="mizuki", section="family-register"),)
ROWS = {
    "calendars": a_calendar(id="hours", office="mizuki"),
    "offices": Office(id="mizuki", name=Text.of(ja="瑞木区役所"), calendar="hours"),
    "sections": Section(id="family-register", office="mizuki", name=Text.of(ja="戸籍係")),
}


class Ward:
    """What `signage init` made, with one section, served; its clock can be moved."""

    def __init__(self, data: Path) -> None:
        self.said = signage("init", "--data", data, env=JAPANESE).stdout
        self.now = int(time.time() * 1000)
        self.here = installation.opened(Settings(data=data))
        with writing(self.here.db) as under_way:
            for noun, row in ROWS.items():
                save(under_way, noun, [row], at=self.now, who="test")
        desk = Desk(installation=self.here, ask=Answers(self.here), clock=lambda: self.now)
        self.server = make_server("127.0.0.1", 0, create_app(desk), threaded=True)
        self.address = f"http://127.0.0.1:{self.server.port}"

    def told(self, what: str) -> str:
        """What `init` printed behind a word."""
        found = re.search(rf"^{what}: (\S+)$", self.said, re.MULTILINE)
        assert found is not None, self.said
        return found[1]

    def stored(self, name: str) -> Person:
        found = store.person(self.here.db, name)
        assert found is not None
        return found


@pytest.fixture(scope="module")
def ward(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ward]:
    ward = Ward(tmp_path_factory.mktemp("ward") / "data")
    thread = threading.Thread(target=ward.server.serve_forever)
    thread.start()
    yield ward
    ward.server.shutdown()
    thread.join()
    ward.server.server_close()


@contextmanager
def page_of(browser: Any, ward: Ward) -> Iterator[Any]:
    """A Japanese browser of one's own. An error of a script or of the policy fails the test."""
    size = {"width": 1280, "height": 768}
    context = browser.new_context(locale="ja-JP", viewport=size, base_url=ward.address)
    page, errors = context.new_page(), []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda told: errors.append(told.text) if "Content Security Policy" in told.text else None)
    yield page
    context.close()
    assert errors == []


def enter(page: Any, name: str, password: str) -> None:
    page.goto("/sign-in")
    page.fill("#name", name)
    page.fill("#password", password)
    page.click("button[type=submit]")


def choose(page: Any, password: str) -> None:
    """One's own password, after the one for once."""
    page.fill("#password", password)
    page.fill("#again", password)
    page.click("button[type=submit]")
    page.wait_for_url(lambda url: "/me/password" not in url)


def shown_once(page: Any) -> str:
    """The one-time password on the slip."""
    return str(page.locator(".secret .typed").last.inner_text())


def test_the_first_administrator_adds_a_clerk_who_signs_in_with_a_slip(browser: Any, ward: Ward) -> None:
    with page_of(browser, ward) as admin, page_of(browser, ward) as clerk:
        enter(admin, "admin", ward.told("仮のパスワード"))
        choose(admin, OWN)
        admin.goto("/people")
        assert "運用責任者が1人しかいません" in admin.inner_text("main")
        admin.click("text=利用者を登録する")
        admin.fill("#f-id", "sato")
        admin.get_by_label("氏名").fill("佐藤 花子")
        admin.get_by_label("役割 1").select_option("editor")
        admin.get_by_label("範囲 1").select_option(label="戸籍係")
        admin.get_by_role("button", name="登録する").click()
        slip = admin.inner_text(".slip")
        once = shown_once(admin)
        enter(clerk, "sato", once)
        choose(clerk, OWN)

        assert "佐藤 花子 さん" in slip
        assert ward.address in slip
        assert "佐藤 花子 さん" in clerk.inner_text(".account summary")
        assert ward.stored("sato").grants == DESK
        admin.goto("/people")
        assert once not in admin.content()


def test_somebody_leaves_and_a_successor_has_everything(browser: Any, ward: Ward) -> None:
    employ(ward.here, [a_person("admin", id="soumu"), Person(id="leaver", name="去る人", grants=DESK)])
    employ(ward.here, [a_person("viewer", id="heir", name="継ぐ人")])
    with page_of(browser, ward) as page:
        enter(page, "soumu", PASSWORD)
        page.goto("/people/leaver")
        page.click("text=退職・異動")
        page.get_by_label("引き継ぐ人").select_option("heir")
        page.get_by_label("使える最終日").fill("2027-03-31")
        page.get_by_role("button", name="引き継ぐものを確かめる").click()
        told = page.inner_text(".confirm")
        page.get_by_role("button", name="引き継ぐ", exact=True).click()
        page.wait_for_url("**/people/heir")

    assert "作成 (戸籍係)" in told
    assert "2027年3月31日" in told
    assert DESK[0] in ward.stored("heir").grants
    assert ward.stored("leaver").ends_on == "2027-03-31"


def test_accounts_are_renewed_in_march_with_a_tick_each(browser: Any, ward: Ward) -> None:
    ending = [Person(id=name, name=name, grants=DESK, ends_on="2027-03-31") for name in ("stays", "goes")]
    employ(ward.here, [a_person("admin", id="soumu"), *ending])
    before, ward.now = ward.now, int(datetime(2027, 3, 1, 9, 0, tzinfo=TOKYO).timestamp()) * 1000
    with page_of(browser, ward) as page:
        enter(page, "soumu", PASSWORD)
        page.goto("/people")
        page.click("main >> text=年度末の更新 >> nth=-1")
        page.get_by_label("stays").check()
        page.get_by_role("button", name="印を付けた方を更新する").click()
        page.get_by_text("人を更新しました").wait_for()
    ward.now = before

    assert ward.stored("stays").ends_on == "2028-03-31"
    assert ward.stored("goes").ends_on == "2027-03-31"


def test_two_minutes_before_the_end_one_press_goes_on_and_nothing_typed_is_lost(browser: Any, ward: Ward) -> None:
    employ(ward.here, [a_person("admin", id="soumu")])
    with page_of(browser, ward) as page:
        page.clock.install()
        enter(page, "soumu", PASSWORD)
        page.goto("/people/new")
        page.get_by_label("氏名").fill("書きかけ")
        ward.now += 28 * MINUTE + 10_000
        page.clock.fast_forward(28 * MINUTE + 10_000)
        asked = page.inner_text("#awake")
        page.get_by_role("button", name="続ける").click()
        page.locator("#awake").wait_for(state="hidden")
        ward.now += 29 * MINUTE
        page.clock.fast_forward(29 * MINUTE)
        page.get_by_role("button", name="続ける").click()
        page.locator("#awake").wait_for(state="hidden")
        ward.now += 31 * MINUTE
        page.clock.fast_forward(31 * MINUTE)
        ended = page.inner_text("#awake")
        page.get_by_role("button", name="続ける").click()
        kept = page.get_by_label("氏名").input_value()
        page.get_by_role("button", name="登録する").click()
        page.fill("#name", "soumu")
        page.fill("#password", PASSWORD)
        page.click("button[type=submit]")
        page.get_by_role("button", name="続ける").click()

        assert "あと2分で" in asked
        assert "入力した内容はこの画面に残っています" in ended
        assert kept == "書きかけ"
        assert page.get_by_label("氏名").input_value() == "書きかけ", "with what is missing said beside its field"


def test_when_no_administrator_is_left_the_sealed_code_opens_the_door(browser: Any, ward: Ward) -> None:
    with page_of(browser, ward) as page:
        page.goto("/sign-in")
        page.click("text=運用責任者が誰も入れないとき")
        page.fill("#code", ward.told("復旧コード").upper())
        page.click("button[type=submit]")
        page.get_by_label("運用責任者").check()
        page.click("button[type=submit]")
        once = shown_once(page)
        enter(page, "admin", once)
        choose(page, "hare-kaze-yuki-ame")
        page.goto("/people/recovery")
        page.get_by_role("button", name="復旧コードを作る").click()
        code = page.inner_text(".slip .typed")

    assert re.fullmatch(r"([a-z2-9]{4}-){4}[a-z2-9]{4}", code)
    assert code != ward.told("復旧コード")
