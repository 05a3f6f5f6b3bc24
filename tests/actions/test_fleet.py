"""The fleet judged from what is stored: reports are held against the tree, and kept only where there is news."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from signage.actions.fleet import NOTED_EVERY_MS, SHOT_EVERY_MS, STALE_MS, Fleet, standings
from signage.actions.installation import Installation
from signage.core.fleet import LATE_MS, SILENT_MS
from signage.core.fleet_words import Why
from signage.core.instants import MINUTE, SECOND
from signage.publish.publisher import Publisher
from signage.store import commands
from signage.store.database import writing
from signage.store.enrolments import revoke
from signage.store.files import Files
from signage.store.standings import Stood
from tests.core.reports import a_picture
from tests.publish.makers import NOW, Card, Place, a_screen, a_slide
from tests.simulated_player import SimulatedPlayer


class Lobby:
    """A published office, its one player, and the look at it."""

    def __init__(self, folder: Path, office: ExitStack) -> None:
        self.place = Place(folder, a_screen(groups=("all",), rotation=90))
        (enrolled,) = self.place.enrol()
        self.here = Installation(settings=self.place.settings)
        self.publisher = office.enter_context(Publisher(self.place.settings, kinds={"card": Card()}))
        self.publisher.publish(at=NOW)
        self.player = SimulatedPlayer(self.place.data, enrolled)
        self.player.poll()
        self.fleet = Fleet(self.here)

    def why(self, at: int) -> Why:
        return self.fleet.look(at)["lobby-1f"].why

    def shots(self, at: int) -> int:
        """Screenshots that the player is still to send."""
        return len([one for one in commands.open_commands(self.place.db, at) if one.do == "screenshot"])


@pytest.fixture
def lobby(tmp_path: Path) -> Iterator[Lobby]:
    with ExitStack() as office:
        made = Lobby(tmp_path, office)
        yield made
        made.place.close()


SOON = NOW + 2_000
"""A while before the loop's next turn."""


def test_a_player_that_shows_what_it_should_agrees_whatever_way_its_panel_is_turned(lobby: Lobby) -> None:
    lobby.player.say(lobby.place.db, SOON)

    assert lobby.why(SOON) == "shows"
    assert lobby.shots(SOON) == 0


def test_silence_is_known_to_be_over_with_the_next_report(lobby: Lobby) -> None:
    lobby.player.say(lobby.place.db, SOON)
    lobby.why(SOON)
    gone = lobby.why(SOON + SILENT_MS + 1)
    lobby.player.say(lobby.place.db, SOON + 5 * MINUTE)

    assert (gone, lobby.why(SOON + 5 * MINUTE)) == ("silent", "shows")


def test_between_a_report_and_the_next_look_a_player_starts_and_is_not_called_unheard(lobby: Lobby) -> None:
    told = []
    for at in (SOON, SOON + SILENT_MS + MINUTE):
        lobby.why(at - 1)
        told.append(standings(lobby.here, at, polled={lobby.player.enrolment.head_key: at})["lobby-1f"].why)
        lobby.player.say(lobby.place.db, at)
        told.append(standings(lobby.here, at + 1, polled={lobby.player.enrolment.head_key: at})["lobby-1f"].why)

    assert told == ["mute", "starting", "mute", "starting"]


def test_a_player_is_late_a_minute_after_it_could_have_taken_what_is_new(lobby: Lobby) -> None:
    lobby.place.save(a_slide("notice-1", words="other"), at=SOON)
    lobby.publisher.publish(at=SOON)
    lobby.player.say(lobby.place.db, SOON + SECOND)
    at_once = lobby.why(SOON + SECOND)
    lobby.player.say(lobby.place.db, SOON + LATE_MS)
    after_a_minute = lobby.why(SOON + LATE_MS + SECOND)
    lobby.player.poll()
    lobby.player.say(lobby.place.db, SOON + LATE_MS + 2 * SECOND)

    assert (at_once, after_a_minute) == ("shows", "behind")
    assert lobby.why(SOON + LATE_MS + 2 * SECOND) == "shows"


def test_a_player_that_keeps_up_with_many_changes_is_never_late(lobby: Lobby) -> None:
    found = []
    for turn in range(8):
        at = SOON + turn * 20 * SECOND
        lobby.player.poll()
        lobby.place.save(a_slide("notice-1", words=f"words {turn}"), at=at)
        lobby.publisher.publish(at=at)
        lobby.player.say(lobby.place.db, at)
        found.append(lobby.why(at))

    assert set(found) == {"shows"}


def test_a_picture_of_something_else_is_found_and_a_larger_one_is_asked_for_once(lobby: Lobby) -> None:
    black = Image.new("RGB", (72, 128))
    lobby.player.say(lobby.place.db, SOON, glass=black)
    found = [lobby.why(SOON), lobby.why(SOON + 10 * SECOND)]
    lobby.player.say(lobby.place.db, SOON + MINUTE, glass=black)
    found.append(lobby.why(SOON + MINUTE))

    assert found == ["picture"] * 3
    assert lobby.shots(SOON + MINUTE) == 1


def test_a_picture_that_comes_and_goes_is_asked_for_once_in_ten_minutes(lobby: Lobby) -> None:
    black, asked = Image.new("RGB", (72, 128)), []
    for turn in range(24):
        at = SOON + turn * 30 * SECOND
        lobby.player.say(lobby.place.db, at, glass=black if turn % 2 == 0 else None)
        lobby.why(at)
        asked += [one.raised_at for one in commands.commands_to(lobby.place.db, lobby.player.enrolment.id, most=99)]

    assert sorted(set(asked)) == [SOON, SOON + SHOT_EVERY_MS]


def test_a_report_that_names_no_manifest_of_its_screen_is_held_against_none(lobby: Lobby) -> None:
    picture, found = next(iter(lobby.player.plan.manifest["assets"])), []
    for turn, name in enumerate([picture, "5d" * 32]):
        lobby.player.say(lobby.place.db, SOON + turn * MINUTE, manifest=name, items=["another"])
        found.append(lobby.why(SOON + turn * MINUTE))

    assert found == ["shows", "behind"]


def test_a_manifest_that_is_damaged_on_the_disk_is_unknown(lobby: Lobby) -> None:
    lobby.player.say(lobby.place.db, SOON, items=["another"])
    damaged = Files(lobby.place.data / "assets").path(lobby.player.head["manifest"])
    damaged.unlink()
    damaged.write_bytes(b"\xff\xd8")

    assert lobby.why(SOON) == "shows"


def test_what_fails_with_one_screen_is_told_once_and_stops_no_other(
    lobby: Lobby, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    lobby.place.save(a_screen("stairs", groups=("all",)))
    judge = Fleet._worst

    def failing(fleet: Fleet, pairs: Sequence[Any], *rest: Any) -> Stood:
        if pairs[0].screen.id == "lobby-1f":
            raise ZeroDivisionError
        return judge(fleet, pairs, *rest)

    lobby.player.say(lobby.place.db, SOON)
    lobby.why(SOON)
    monkeypatch.setattr(Fleet, "_worst", failing)
    found = [lobby.fleet.look(SOON + turn * MINUTE) for turn in (1, 2)]

    assert [one["stairs"].looked_at for one in found] == [SOON + MINUTE, SOON + 2 * MINUTE]
    assert {one["lobby-1f"].looked_at for one in found} == {SOON}
    assert len([one for one in caplog.records if "lobby-1f" in one.getMessage()]) == 2  # its traceback, the sentence


def test_of_two_players_of_a_screen_the_one_in_trouble_is_told_of(lobby: Lobby) -> None:
    lobby.place.enrol(at=NOW + SECOND)
    lobby.publisher.publish(at=NOW + SECOND)
    lobby.player.say(lobby.place.db, SOON)
    unused = lobby.fleet.look(SOON)["lobby-1f"]
    lobby.player.say(lobby.place.db, SOON + MINUTE, items=["another"])
    broken = lobby.fleet.look(SOON + MINUTE)["lobby-1f"]

    assert (unused.why, broken.why) == ("never heard", "items")
    assert broken.enrolment == lobby.player.enrolment.id
    assert standings(lobby.here, SOON + MINUTE)["lobby-1f"].why == "items"


def test_where_the_plan_is_lost_trouble_is_an_alarm_all_the_same(lobby: Lobby) -> None:
    lobby.player.say(lobby.place.db, SOON)
    lobby.why(SOON)
    for path in (lobby.place.data / "public/v1/heads").iterdir():
        path.unlink()

    missed = [lobby.fleet.look(SOON + SILENT_MS + turn * MINUTE)["lobby-1f"].missed_since for turn in (1, 2, 3)]

    assert missed[0] is not None
    assert len(set(missed)) == 1


def test_what_is_no_picture_is_not_what_should_be_there(lobby: Lobby) -> None:
    lobby.player.say(lobby.place.db, SOON, picture=a_picture(at_ms=SOON))

    assert lobby.why(SOON) == "picture"


def test_a_player_that_shows_who_it_is_shows_nothing_wrong(lobby: Lobby) -> None:
    with writing(lobby.place.db) as under_way:
        commands.command(
            under_way, lobby.player.enrolment.id, "identify", at=SOON - SECOND, until=SOON + MINUTE, text="ロビー"
        )
    lobby.player.say(lobby.place.db, SOON, glass=Image.new("RGB", (72, 128), "orange"))

    assert lobby.why(SOON) == "shows"


def test_what_a_large_picture_betrays_is_not_made_well_by_a_small_one(lobby: Lobby) -> None:
    lobby.player.say(lobby.place.db, SOON, glass=Image.new("RGB", (72, 128)), longest=320)
    close = lobby.why(SOON)
    lobby.player.say(lobby.place.db, SOON + MINUTE)
    small = lobby.why(SOON + MINUTE)
    lobby.player.say(lobby.place.db, SOON + 2 * MINUTE, longest=320)

    assert (close, small, lobby.why(SOON + 2 * MINUTE)) == ("picture", "picture", "shows")


def test_a_look_that_finds_nothing_new_writes_once_a_minute(lobby: Lobby) -> None:
    written = []
    for turn in range(13):
        at = SOON + turn * 10 * SECOND
        if turn % 6 == 0:
            lobby.player.say(lobby.place.db, at)
        lobby.fleet.look(at)
        written.append(lobby.place.db.conn.execute("SELECT looked_at FROM standings").fetchone()[0])

    assert len(set(written)) == 1 + 12 * 10 * SECOND // NOTED_EVERY_MS


def test_a_player_that_replaces_another_is_not_judged_by_it(lobby: Lobby) -> None:
    lobby.player.say(lobby.place.db, SOON, items=["another"])
    first = lobby.why(SOON)
    with writing(lobby.place.db) as under_way:
        revoke(under_way, lobby.player.enrolment.id, at=SOON)
    nobody = lobby.why(SOON + SECOND)
    lobby.place.enrol(at=SOON + 2 * SECOND)

    assert (first, nobody, lobby.why(SOON + 3 * SECOND)) == ("items", "no player", "never heard")


def test_pages_read_what_was_judged_with_what_the_player_said_last(lobby: Lobby) -> None:
    lobby.player.ahead_ms = 90 * SECOND
    lobby.player.say(lobby.place.db, SOON)
    lobby.fleet.look(SOON)

    told = standings(lobby.here, SOON)["lobby-1f"]

    assert (told.state, told.why, told.clock_off_ms, told.heard_at) == ("wrong", "clock", 90 * SECOND, SOON)
    assert told.beat is not None
    assert told.beat.state == "showing"
    assert told.lit


def test_polls_speak_on_pages_before_a_report_is_missed(lobby: Lobby) -> None:
    lobby.player.say(lobby.place.db, SOON)
    lobby.fleet.look(SOON)
    head, later = lobby.player.enrolment.head_key, SOON + 4 * lobby.here.settings.poll_ms + 1

    assert standings(lobby.here, later)["lobby-1f"].why == "shows"
    assert standings(lobby.here, later, polled={head: SOON})["lobby-1f"].why == "silent"


def test_where_nobody_looks_any_more_nothing_is_claimed(lobby: Lobby) -> None:
    lobby.player.say(lobby.place.db, SOON)
    lobby.fleet.look(SOON)

    assert standings(lobby.here, SOON + STALE_MS + 1)["lobby-1f"].why == "not judged"


def test_a_restart_goes_on_where_it_was(lobby: Lobby) -> None:
    lobby.player.say(lobby.place.db, SOON)
    lobby.why(SOON)
    lobby.why(SOON + 3 * MINUTE)
    again = Fleet(lobby.here)

    found = again.look(SOON + 4 * MINUTE)["lobby-1f"]

    assert (found.why, found.since) == ("silent", SOON)
