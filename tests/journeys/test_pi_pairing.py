"""Journey: a Pi player from the first plug to its picture; replaced and revoked; keys and server change under it."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks.glass import glass
from signage.actions import enrolments, installation
from signage.config import Settings
from signage.publish.certificates import authority_pem
from signage.store.heartbeats import count
from tests.journeys.pi_office import SIZE, Pi, PiOffice, an_office_with_tls, now
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
    with signed_in(browser, served, "admin") as page:
        began = time.monotonic()
        with pi.on(tmp_path / "said"):
            waiting = office.waiting()
            words = office.words(waiting)
            wait_until(lambda: pi.shows_code(waiting, words))
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

        enrolments.revoke(office.installation, one.id, at=now(), who="test")
        again = office.waiting()
        wait_until(lambda: pi.shows_code(again, office.words(again)))
        assert [file.name for file in pi.cache.iterdir()] == ["lock"]

        brought_up(office, pi)
