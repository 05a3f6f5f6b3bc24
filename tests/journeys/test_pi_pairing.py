"""Journey: a Pi player from the first plug to its picture; replaced and revoked; keys and server change under it."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks.glass import glass
from signage.actions import enrolments, installation, moving
from signage.actions import keys as signage_keys
from signage.config import Settings
from signage.publish.certificates import authority_pem
from signage.store.heartbeats import count, newest
from tests.journeys.pi_between import relaying
from tests.journeys.pi_office import ADMIN, SIZE, Pi, PiOffice, an_office_with_tls, now
from tests.journeys.processes import wait_until
from tests.journeys.staff_pages import Served, signed_in

pytestmark = pytest.mark.skipif(shutil.which("Xvfb") is None, reason="Xvfb is not installed on this machine")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PiOffice]:
    folder = tmp_path_factory.mktemp("pi")
    recovery_key = installation.create(Settings(data=folder / "data"), at=now())
    made = an_office_with_tls(folder, recovery_key=recovery_key)
    with made.serving():
        yield made


@pytest.fixture
def pi(office: PiOffice, tmp_path: Path) -> Iterator[Pi]:
    with glass(*SIZE) as screen:
        yield Pi(screen=screen, cache=tmp_path / "cache", server=office.address)


def brought_up(office: PiOffice, pi: Pi) -> None:
    """Paired, and showing."""
    office.confirm(office.waiting())
    wait_until(pi.shows_what_is_published)


def test_six_digits_and_two_words_bring_a_new_player_its_first_picture_within_twenty_seconds(
    office: PiOffice, pi: Pi, browser: Any, tmp_path: Path
) -> None:
    served = Served(address=office.address, installation=office.installation, authority=authority_pem(office.data))
    with signed_in(browser, served, "admin") as page, pi.on(tmp_path / "said"):
        waiting = office.waiting()
        words = office.words(waiting)
        wait_until(lambda: pi.shows_code(waiting, words))
        began = time.monotonic()
        page.goto("/players")
        page.fill("[name=code]", waiting.code)
        page.click("text=次へ")
        page.click("a.pick[href$='screen=hall']")
        assert page.inner_text(".word-pair") == "・".join(ja for ja, _ in words)
        page.click("text=同じです。つなぐ")
        wait_until(pi.shows_what_is_published)
        took = time.monotonic() - began
        page.wait_for_selector("text=つながりました")

    assert took < 20
    assert (pi.cache / "enrolment.json").stat().st_mode & 0o777 == 0o600


@pytest.mark.soak
def test_who_was_paired_is_not_asked_again_and_gives_way_to_who_takes_its_place(
    office: PiOffice, pi: Pi, tmp_path: Path
) -> None:
    with pi.on(tmp_path / "said"):
        brought_up(office, pi)
    with pi.on(tmp_path / "said"):
        wait_until(pi.shows_what_is_published)
        with glass(*SIZE) as other:
            successor = Pi(screen=other, cache=tmp_path / "successor", server=office.address)
            with successor.on(tmp_path / "said too"):
                brought_up(office, successor)
                again = office.waiting()  # the one that was replaced waits for a monitor of its own
                wait_until(lambda: pi.shows_code(again, office.words(again)))

    assert not any(len(file.name) == 64 for file in pi.cache.iterdir())


def test_a_revoked_player_forgets_everything_and_can_be_paired_anew(office: PiOffice, pi: Pi, tmp_path: Path) -> None:
    with pi.on(tmp_path / "said"):
        brought_up(office, pi)
        (one,) = enrolments.in_force(office.installation)
        wait_until(lambda: count(office.installation.db, one.id) > 0)

        enrolments.revoke(office.installation, one.id, at=now(), by=ADMIN)
        again = office.waiting()
        wait_until(lambda: pi.shows_code(again, office.words(again)))
        assert [file.name for file in pi.cache.iterdir()] == ["lock"]

        office.confirm(again)
        wait_until(pi.shows_what_is_published)


@pytest.mark.soak  # a minute: the old server still answers, so the new one is tried again after that
def test_a_rotated_key_a_moved_server_and_the_recovery_key_are_followed_to_the_next_picture(
    office: PiOffice, pi: Pi, tmp_path: Path
) -> None:
    here = office.installation
    with pi.on(tmp_path / "said"):
        brought_up(office, pi)
        before = pi.in_force()

        signage_keys.rotate(here, at=now(), by=ADMIN)
        wait_until(lambda: pi.keys() == 2)
        office.a_month_after_the_rotation()
        office.put_up("新しい鍵で署名したお知らせ")
        wait_until(lambda: pi.shows_what_is_published(than=before))
        rotated = pi.in_force()

        new_home = office.moved(tmp_path / "moved")
        moving.announce_address(new_home.installation, new_home.address, at=now(), by=ADMIN)
        with new_home.serving():
            moving.announce_address(here, new_home.address, at=now(), by=ADMIN)
            wait_until(lambda: new_home.address in pi.servers())
            new_home.put_up("引っ越した先からのお知らせ")
            wait_until(lambda: pi.shows_what_is_published(than=rotated), seconds=90)
            moved = pi.in_force()

            signage_keys.recover(new_home.installation, office.recovery_key, at=now(), by=ADMIN)
            new_home.put_up("復旧鍵で取り戻したお知らせ")
            wait_until(lambda: pi.shows_what_is_published(than=moved))
            (player,) = enrolments.in_force(new_home.installation)
            wait_until(lambda: reported(new_home, player.id) == pi.in_force())


def reported(office: PiOffice, player: str) -> str | None:
    """The manifest that the player's newest report has."""
    known = newest(office.installation.db).get(player)
    return None if known is None else known.beat.manifest


def test_a_stranger_in_the_middle_is_seen_by_his_words(office: PiOffice, tmp_path: Path) -> None:
    """His code is the office's, his keys are his own: the words on the glass are not those of the page."""
    with relaying(office) as between, glass(*SIZE) as screen:
        deceived = Pi(screen=screen, cache=tmp_path / "cache", server=between.url)
        with deceived.on(tmp_path / "said"):
            wait_until(lambda: between.nonce != "")
            waiting = office.waiting()
            wait_until(lambda: deceived.shows_code(waiting, between.words()))

            assert between.words() != office.words(waiting)
            assert not deceived.shows_code(waiting, office.words(waiting))
