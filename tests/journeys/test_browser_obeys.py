"""A browser that plays: ordered from its page, told new keys, believed by the recovery key, revoked, replaced."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from signage import cli
from signage.actions import installation
from signage.actions.enrolments import in_force
from signage.config import read_settings
from signage.core.instants import DAY, written
from signage.publish import keys
from tests.journeys.browser_player import Glass, glass, pair, player_of
from tests.journeys.pi_office import ADMIN, now
from tests.journeys.processes import a_port, asked, running, wait_until
from tests.journeys.staff_pages import Served, signed_in
from tests.journeys.tiny_office import OFFICE, an_office
from tests.staff import employ

pytestmark = [pytest.mark.browser, pytest.mark.soak]

SCREEN = "hall"
KEPT = """
async () => {
  const shelf = await caches.open("signage-assets");
  return [localStorage.getItem("signage-enrolment") !== null, (await shelf.keys()).length > 0];
}
"""


class Office:
    """A tiny office that is served; `recovery_key` is what `init` printed."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.data, port = folder, folder / "data", a_port()
        self.recovery_key = installation.create(read_settings(self.data, {}), at=now())
        (self.data / "signage.toml").write_text(f"port = {port}\npoll_ms = 500\n", encoding="utf-8")
        assert cli.main(["load", str(an_office(folder / "office")), "--data", str(self.data)]) == 0
        here = installation.opened(read_settings(self.data, {}))
        employ(here, [ADMIN])
        self._is_at(port)

    def _is_at(self, port: int) -> None:
        self._port = port
        here = installation.opened(read_settings(self.data, {}))
        self.served = Served(address=f"http://127.0.0.1:{port}", installation=here)

    def moves(self, port: int) -> None:
        """Its data folder is on another machine, as it were: at another address from its next start on."""
        (self.data / "signage.toml").write_text(f"port = {port}\npoll_ms = 500\n", encoding="utf-8")
        self._is_at(port)

    @contextlib.contextmanager
    def serving(self) -> Iterator[Office]:
        said = self.folder / "said"
        with running("signage", "serve", "--data", self.data, said=said) as process:
            wait_until(
                lambda: asked(self._port, "/healthz")[0] in {200, 503} or process.poll() is not None,
                seconds=60,
                said=said,
            )
            yield self

    def put_up(self, title: str) -> None:
        """Another title for the notice that hangs."""
        (self.folder / "office/office.yaml").write_text(OFFICE.replace("{title: ようこそ}", f"{{title: {title}}}"))
        assert cli.main(["load", str(self.folder / "office"), "--data", str(self.data)]) == 0


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with Office(tmp_path_factory.mktemp("obeys")).serving() as made:
        yield made


@pytest.fixture(scope="module")
def staff(browser: Any, office: Office) -> Iterator[Any]:
    with signed_in(browser, office.served, "admin") as page:
        yield page


@pytest.fixture
def monitor(browser: Any, office: Office, staff: Any) -> Iterator[Glass]:
    """A browser that has been paired, and shows."""
    with glass(browser, office.served.address) as one:
        pair(staff, one.code, SCREEN)
        staff.click(".pairing-words button.is-solid")
        one.shows_a_picture()
        yield one


def shows(monitor: Glass, title: str) -> None:
    """Wait until a notice of that title is on the glass."""
    monitor.page.wait_for_selector(f'canvas[aria-label*="{title}"]', timeout=30_000)


def test_its_page_orders_a_picture_its_name_and_a_new_beginning(office: Office, staff: Any, monitor: Glass) -> None:
    its_page = f"/players/{player_of(office.served, SCREEN)}"
    staff.goto(its_page)

    staff.click("button:has-text('画面を撮る')")
    staff.wait_for_selector("tr:has-text('画面を撮る') .badge.is-on", timeout=30_000)
    staff.click("button:has-text('名前を映す')")
    monitor.page.wait_for_selector("#identify", state="visible", timeout=15_000)
    name = monitor.page.inner_text(".identify-name")
    staff.goto(f"{its_page}/restart")
    with monitor.page.expect_navigation(timeout=30_000):
        staff.click("form[action$=orders] button")
    monitor.shows_a_picture()
    staff.wait_for_selector("tr:has-text('再起動') .badge.is-on", timeout=30_000)

    assert name == "ホール"


def test_it_follows_a_new_key_that_was_announced_and_one_that_the_recovery_key_vouches_for(
    office: Office, staff: Any, monitor: Glass
) -> None:
    staff.goto("/players/keys")
    staff.click("form[action$='/players/keys'] button")
    office.put_up("予告")
    shows(monitor, "予告")
    grow_old(office.data)
    office.put_up("交代")
    shows(monitor, "交代")

    staff.goto("/players/keys/recovery")
    staff.fill("[name=key]", office.recovery_key)
    staff.click("form[action$=recovery] button[type=submit]")
    office.put_up("復旧")

    shows(monitor, "復旧")
    assert len(keys.read(office.data).signing) == 1, "the new key is the only one"


def grow_old(data: Path) -> None:
    """The announcement was a month ago: the new key takes over."""
    file = keys.path(data)
    ring = json.loads(file.read_bytes())
    for key in ring["signing"]:
        key["since"] = written(now() - (31 if key is ring["signing"][-1] else 90) * DAY)
    file.write_text(json.dumps(ring))


def test_one_that_is_revoked_forgets_everything_and_waits_to_be_paired(
    office: Office, staff: Any, monitor: Glass
) -> None:
    before = monitor.page.evaluate(KEPT)

    staff.goto(f"/players/{player_of(office.served, SCREEN)}/revoke")
    staff.click("form[action$=revoke] button.is-danger")
    code = monitor.code

    assert before == [True, True]
    assert len(code) == 6
    assert monitor.page.evaluate(KEPT) == [False, False]


def test_two_monitors_change_places_without_losing_a_step(
    browser: Any, office: Office, staff: Any, monitor: Glass
) -> None:
    first = player_of(office.served, SCREEN)
    with glass(browser, office.served.address) as another:
        pair(staff, another.code, SCREEN)
        staff.click(".pairing-words button.is-solid")
        another.shows_a_picture()
        left = monitor.code

    assert player_of(office.served, SCREEN) != first
    assert len(left) == 6


def test_it_goes_along_to_where_the_server_moved(browser: Any, tmp_path: Path) -> None:
    office, new_port = Office(tmp_path), a_port()
    new_home = f"http://127.0.0.1:{new_port}"

    with contextlib.ExitStack() as hall:
        with office.serving(), signed_in(browser, office.served, "admin") as staff:
            monitor = hall.enter_context(glass(browser, office.served.address))
            pair(staff, monitor.code, SCREEN)
            staff.click(".pairing-words button.is-solid")
            monitor.shows_a_picture()
            staff.goto("/players/move")
            staff.fill("[name=url]", new_home)
            staff.click("form[action$='/players/move'] button[type=submit]")
            staff.wait_for_selector("#reached:has-text('1台すべてに届きました')", timeout=90_000)
        office.moves(new_port)
        with office.serving():
            monitor.page.wait_for_url(f"{new_home}/player*", timeout=60_000)
            office.put_up("引っ越し先")
            shows(monitor, "引っ越し先")

            (player,) = in_force(office.served.installation)
            assert player.screen == SCREEN, "nobody paired it again"
