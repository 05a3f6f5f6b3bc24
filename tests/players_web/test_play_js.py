"""The browser's engine: what takes force, what is refused, what is kept, and what a broken server cannot do."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.journeys.processes import wait_until
from tests.players_pi.tree import a_loop, a_zone, b64, public, signed, text_of
from tests.players_web.rig import Lobby, Player, lobby

pytestmark = pytest.mark.browser

COLOUR = "() => [...document.querySelector('canvas').getContext('2d').getImageData(5, 5, 1, 1).data].join()"
COLOUR_IS_OTHER = f"(before) => ({COLOUR})() !== before"


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Lobby]:
    with lobby(tmp_path) as serving:
        yield serving


@pytest.fixture
def player(browser: Any, here: Lobby) -> Iterator[Player]:
    context = browser.new_context(viewport={"width": 640, "height": 360}, service_workers="block")
    yield Player(context.new_page(), here)
    context.close()


def with_introduction(head: dict[str, Any], introduction: str, *, key: Ed25519PrivateKey) -> bytes:
    """A head that brings its key along."""
    header = b64(json.dumps({"alg": "EdDSA", "typ": "signage-head", "keys": introduction}).encode())
    body = f"{header}.{b64(json.dumps(head).encode())}".encode()
    return body + b"." + b64(key.sign(body)).encode()


def test_what_is_published_is_shown_and_every_file_of_it_kept(player: Player, here: Lobby) -> None:
    manifest = here.rotation(1, 2, 3)
    head = here.tree.head(manifest)

    player.begin().shows(manifest)

    facts = player.facts()
    assert (facts["head"]["sequence"], facts["pending"], facts["why"]) == (head["sequence"], None, "")
    assert facts["items"][0].startswith("slide-")
    assert facts["clock"]["source"] == "server"
    assert abs(facts["now"] - time.time() * 1000) < 1_500
    assert player.names() == sorted(here.tree.lengths)


def test_where_its_server_has_no_head_yet_it_is_starting_and_not_cut_off(player: Player, here: Lobby) -> None:
    player.begin().wait("facts.errors.length > 0")

    assert player.facts()["why"] == "starting"
    here.tree.head(manifest := here.rotation(1))
    player.shows(manifest)


def test_without_a_network_it_begins_with_what_it_kept(player: Player, here: Lobby) -> None:
    manifest = here.rotation(1, 2)
    here.tree.head(manifest)
    player.begin().shows(manifest)
    here.close()

    player.begin().shows(manifest)

    assert player.facts()["clock"]["source"] == "battery"


@pytest.mark.parametrize(
    "fault",
    [
        "stranger",
        "future",
        *(pytest.param(one, marks=pytest.mark.soak) for one in ["signature", "screen", "version", "older", "html"]),
    ],
)
def test_what_is_no_good_head_leaves_the_last_good_state(player: Player, here: Lobby, fault: str) -> None:
    manifest = here.rotation(1)
    good = here.tree.head(manifest)
    player.begin().shows(manifest)
    other = good | {"sequence": good["sequence"] + 50, "manifest": here.rotation(5)}

    def by(document: dict[str, Any], key: Ed25519PrivateKey = here.tree.key) -> bytes:
        return signed(document, typ="signage-head", key=key)

    here.tree.write_head(
        {
            "signature": by(other)[:-8] + b"AAAAAAAA",
            "stranger": by(other, Ed25519PrivateKey.generate()),
            "future": by(other | {"sequence": 2**53 - 1}),
            "screen": by(other | {"screen": "lobby-2f"}),
            "version": by(other | {"version": 2}),
            "older": by(other | {"sequence": good["sequence"] - 1}),
            "html": b"<html>Welcome to the hotel</html>",
        }[fault]
    )
    player.wait("facts.errors.length > 0")

    assert player.facts()["manifest"] == manifest
    here.tree.sequence += 100
    here.tree.head(newer := here.rotation(2))
    player.shows(newer)


@pytest.mark.soak
def test_an_old_head_is_refused_after_a_restart_too(player: Player, here: Lobby) -> None:
    here.tree.head(here.rotation(1))
    old = here.tree.read_head()
    newer = here.rotation(2)
    here.tree.head(newer)
    player.begin().shows(newer)
    here.tree.write_head(old)

    player.begin().wait("facts.errors.length > 0")

    assert player.facts()["manifest"] == newer


def test_an_asset_that_is_not_what_its_name_says_is_neither_kept_nor_shown(player: Player, here: Lobby) -> None:
    first = here.rotation(1)
    here.tree.head(first)
    player.begin().shows(first)
    second = here.rotation(2)
    name = here.tree.item(2)["asset"]
    right = here.tree.path(name).read_bytes()
    here.tree.path(name).write_bytes(right[:-1] + b"?")
    with player.page.expect_request(f"**/{name}"):
        here.tree.head(second)
    with player.page.expect_request(f"**/{name}"):
        player.wait("facts.pending === given", second)

    assert player.facts()["manifest"] == first
    assert name not in player.names()
    here.tree.path(name).write_bytes(right)
    player.shows(second)


@pytest.mark.soak
def test_what_was_damaged_where_it_is_kept_is_loaded_again(player: Player, here: Lobby) -> None:
    manifest = here.rotation(1)
    here.tree.head(manifest)
    player.begin().shows(manifest)
    name = here.tree.item(1)["asset"]
    damage = """async (path) => (await caches.open("signage-assets")).put(path, new Response("damaged"))"""
    player.page.evaluate(damage, f"/v1/assets/{name[:2]}/{name}")

    player.begin().shows(manifest)


def test_what_nothing_reaches_any_more_is_let_go(player: Player, here: Lobby) -> None:
    first, second = here.rotation(1, 2), here.rotation(2, 3)
    here.tree.head(first)
    player.begin().shows(first)

    here.tree.head(second)
    player.shows(second)

    gone = {first, here.tree.item(1)["asset"]}
    wait_until(lambda: set(player.names()) == set(here.tree.lengths) - gone)


def test_keys_follow_the_heads_and_the_recovery_key_introduces_another(player: Player, here: Lobby) -> None:
    tree, (second, third) = here.tree, (Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate())
    tree.head(manifest := here.rotation(1), keys=[b64(public(tree.key)), b64(public(second))])
    player.begin().shows(manifest)
    tree.head(manifest := here.rotation(2), key=second, keys=[b64(public(second))])
    player.shows(manifest)
    tree.head(here.rotation(3), key=third, keys=[b64(public(third))])
    player.wait("facts.errors.length > 0")

    said = {"version": 1, "keys": [b64(public(third))], "sequence": tree.sequence}
    introduction = signed(said, typ="signage-keys", key=tree.recovery).decode()
    head = tree.head(manifest := here.rotation(4), keys=[b64(public(third))])
    tree.write_head(with_introduction(head, introduction, key=third))

    player.shows(manifest)


@pytest.mark.soak
def test_a_revoked_player_says_so_and_forgets_what_it_kept(player: Player, here: Lobby) -> None:
    manifest = here.rotation(1)
    here.tree.head(manifest)
    player.begin().shows(manifest)

    here.tree.head(manifest, revoked=True)
    player.wait("facts.state === 'waiting' && facts.why === 'revoked'")

    assert player.names() == []


def test_live_files_take_force_alone_and_nothing_is_asked_for_twice(player: Player, here: Lobby) -> None:
    manifest = here.rotation(1)
    here.tree.head(manifest, live=[{"key": "b1", "poll_ms": 200}])
    here.tree.live("b1", {})
    player.begin().shows(manifest)
    asked: list[str] = []
    player.page.on("request", lambda request: asked.append(request.url))
    until = text_of(int(time.time() * 1000) + 60_000)

    number = here.tree.item(7, until=until)
    here.tree.live("b1", {"slide-1": number})
    player.page.wait_for_function(COLOUR_IS_OTHER, arg=player.page.evaluate(COLOUR))
    player.polls(3)

    assert len([url for url in asked if number["asset"] in url]) == 1


@pytest.mark.soak
def test_a_machine_that_slept_without_a_network_shows_what_is_due_when_it_wakes(player: Player, here: Lobby) -> None:
    here.tree.head(manifest := here.rotation(1, 2))
    player.page.add_init_script("const now = Date.now; window.slept = 0; Date.now = () => now() + slept;")
    player.page.reload()
    player.begin().shows(manifest)
    item = player.facts()["items"]
    here.close()

    player.page.evaluate("() => { window.slept = 60_000; }")
    player.wait("facts.clock.source === 'battery' && facts.items[0] !== given[0]", item)

    assert abs(player.facts()["now"] - time.time() * 1000 - 60_000) < 1_500


@pytest.mark.soak
def test_a_monitor_on_its_side_is_turned_unless_its_machine_has_turned_it(player: Player, here: Lobby) -> None:
    segments = json.loads(here.tree.path(here.rotation(1)).read_bytes())["segments"]
    always = a_loop(("slide-1", 9_000))
    upright = here.tree.manifest(
        items={"slide-1": here.tree.item(1, (180, 320))},
        loops={"main": always, "always": always},
        segments=segments,
        fallback=[a_zone("always")],
        canvas=(180, 320),
        rotation=90,
    )
    here.tree.head(upright)
    player.begin().shows(upright)
    assert player.facts()["turn"] == 90
    assert player.page.evaluate("() => document.querySelector('canvas').className") == "is-turned-90"

    player.page.set_viewport_size({"width": 360, "height": 640})
    player.wait("facts.turn === 0")

    assert player.page.evaluate("() => document.querySelector('canvas').className") == ""


def test_nobody_knows_the_time_where_the_machine_and_the_server_did_not_agree(player: Player, here: Lobby) -> None:
    manifest = here.rotation(1)
    here.tree.head(manifest)
    player.page.add_init_script("const now = Date.now; Date.now = () => now() + 3_600_000;")
    player.page.reload()
    player.begin().shows(manifest)
    assert player.facts()["clock"]["offsetMs"] == pytest.approx(-3_600_000, abs=1_500)
    here.close()

    player.begin().wait("facts.state === 'fallback'")

    assert (player.facts()["now"], player.facts()["clock"]["source"]) == (None, "none")


@pytest.mark.soak
def test_a_full_disk_leaves_what_is_on_the_glass_until_there_is_room(player: Player, here: Lobby) -> None:
    first = here.rotation(1)
    here.tree.head(first)
    player.begin().shows(first)
    player.page.evaluate(
        "() => { window.put = Cache.prototype.put;"
        " Cache.prototype.put = async () => { throw new DOMException('', 'QuotaExceededError'); }; }"
    )

    here.tree.head(second := here.rotation(2))
    player.wait("facts.errors.some((error) => error.startsWith('no room'))")

    assert (player.facts()["manifest"], player.facts()["state"]) == (first, "showing")
    player.page.evaluate("() => { Cache.prototype.put = put; }")
    player.shows(second)


def test_the_next_server_is_asked_where_the_first_is_gone(player: Player, here: Lobby, tmp_path: Path) -> None:
    here.tree.head(manifest := here.rotation(1))
    player.page.route(f"{here.address}/v1/**", lambda route: route.abort())

    with lobby(tmp_path, tree=here.tree) as other:
        player.enrolment["server"] = other.address
        player.begin().shows(manifest)

        assert player.facts()["head"]["server"] == other.address


def test_a_browser_that_cannot_verify_believes_its_server(player: Player, here: Lobby) -> None:
    player.page.add_init_script(
        "SubtleCrypto.prototype.importKey = async () => { throw new DOMException('', 'NotSupportedError'); };"
    )
    player.page.reload()
    here.tree.head(manifest := here.rotation(1), key=Ed25519PrivateKey.generate())

    player.begin().shows(manifest)
