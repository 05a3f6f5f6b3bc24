"""The page of a player: a server that moves takes it along, a made-up address does not, and what is revoked ends."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.players_pi.tree import b64, public
from tests.players_web.rig import Lobby, lobby

pytestmark = pytest.mark.browser

REFUSE = "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); };"
FETCHED = "async () => (await fetch('/player/refused.js')).text()"
SPOILT = """
async () => {
  const [shelf] = (await caches.keys()).filter((name) => name.startsWith("signage-shell-"));
  await (await caches.open(shelf)).put("/player/refused.js", new Response("as it was kept"));
}
"""
KEPT = "() => localStorage.getItem('signage-enrolment')"
LIT = "() => document.querySelector('canvas')?.getContext('2d').getImageData(9, 9, 1, 1).data[1] > 0"


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Lobby]:
    with lobby(tmp_path) as serving:
        yield serving


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 640, "height": 360}, service_workers="block")
    yield context.new_page()
    context.close()


def playing(page: Any, here: Lobby, enrolment: dict[str, str]) -> None:
    """A player that has been paired."""
    page.goto(f"{here.address}/player/refused.js")
    page.evaluate("(kept) => localStorage.setItem('signage-enrolment', kept)", json.dumps(enrolment))
    page.goto(f"{here.address}/player")
    page.wait_for_function(LIT)


def handed(enrolment: dict[str, str]) -> str:
    return f"/player#enrolment={quote(json.dumps(enrolment))}"


def test_a_browser_goes_along_once_the_new_server_has_a_good_head(page: Any, here: Lobby, tmp_path: Path) -> None:
    here.tree.head(here.rotation(1))
    playing(page, here, here.enrolment())

    with lobby(tmp_path, tree=here.tree) as there:
        here.tree.head(here.rotation(2), servers=[there.address, here.address])
        page.wait_for_url(f"{there.address}/player")
        page.wait_for_function(LIT)
        kept = json.loads(page.evaluate(KEPT))

        assert page.url == f"{there.address}/player"
        assert kept == here.enrolment(server=there.address)


def test_a_revoked_player_forgets_everything_and_waits_to_be_paired(page: Any, here: Lobby) -> None:
    here.tree.head(manifest := here.rotation(1))
    playing(page, here, here.enrolment())

    here.tree.head(manifest, revoked=True)
    page.locator("#pairing").wait_for()

    assert page.evaluate(KEPT) is None
    assert page.evaluate("async () => (await (await caches.open('signage-assets')).keys()).length") == 0


def test_an_enrolment_that_this_server_does_not_know_is_not_taken(page: Any, here: Lobby) -> None:
    here.tree.head(here.rotation(1))
    stranger = b64(public(Ed25519PrivateKey.generate()))

    page.goto(here.address + handed(here.enrolment(public_key=stranger, recovery_key=stranger)))
    page.locator("#pairing").wait_for()

    assert (page.url, page.evaluate(KEPT)) == (f"{here.address}/player", None)


def test_a_head_that_this_server_never_has_is_not_waited_for(page: Any, here: Lobby) -> None:
    page.clock.install()
    page.goto(here.address + handed(here.enrolment()))

    for _ in range(100):
        if page.locator("#pairing").is_visible():
            break
        page.wait_for_timeout(50)
        page.clock.run_for(2_500)

    assert page.locator("#pairing").is_visible()
    assert page.evaluate(KEPT) is None


def test_a_link_may_bring_a_newer_enrolment_but_no_other_recovery_key(page: Any, here: Lobby) -> None:
    here.tree.head(here.rotation(1))
    own = here.enrolment()
    newer = {**own, "head_key": "newer", "token": "newer"}
    (here.tree.folder / "v1/heads/newer.jws").write_bytes(here.tree.read_head())
    playing(page, here, own)

    def kept_after(link: dict[str, str]) -> Any:
        page.goto("about:blank")
        page.goto(here.address + handed(link))
        page.wait_for_function(LIT)
        return json.loads(page.evaluate(KEPT))

    assert kept_after({**newer, "recovery_key": b64(public(Ed25519PrivateKey.generate()))}) == own
    assert kept_after(newer) == newer


def test_an_enrolment_that_the_browser_will_not_keep_holds_for_the_page_and_is_told(page: Any, here: Lobby) -> None:
    here.tree.head(here.rotation(1))
    page.add_init_script(REFUSE)

    with page.expect_request("**/api/v1/heartbeats") as told:
        page.goto(here.address + handed(here.enrolment()))
    page.wait_for_function(LIT)

    assert "the enrolment is not kept: QuotaExceededError" in told.value.post_data_json["errors"]
    assert page.evaluate(KEPT) is None


def test_staff_pages_have_their_scripts_from_the_server_and_not_from_the_worker(browser: Any, here: Lobby) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{here.address}/player")
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    page.evaluate(SPOILT)

    players = page.evaluate(FETCHED)
    page.goto(f"{here.address}/players/pair")
    controlled = page.evaluate("() => navigator.serviceWorker.controller !== null")
    staff = page.evaluate(FETCHED)
    context.close()

    assert players == "as it was kept"
    assert controlled
    assert staff.startswith("// Why something")


@pytest.mark.soak
def test_a_player_of_another_screen_stays_what_it_is(page: Any, here: Lobby) -> None:
    here.tree.head(here.rotation(1))
    own = here.enrolment()
    playing(page, here, own)

    page.goto("about:blank")
    page.goto(here.address + handed(here.enrolment(screen="lobby-2f", head_key="another")))
    page.wait_for_function(LIT)

    assert json.loads(page.evaluate(KEPT)) == own
