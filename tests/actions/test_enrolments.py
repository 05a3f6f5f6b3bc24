"""Enrolments: a file that only its owner reads, one player at a time, and the way back."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from players.pi.enrolment import enrolment_in
from signage.actions import enrolments, keys, tokens
from signage.actions.installation import Installation
from signage.actions.people import TERMINAL
from signage.actions.queue_rows import called_queue
from signage.core.guide import Counter, Section
from signage.core.problems import Missing, Problem, Refused
from signage.core.queues import Queue
from signage.core.texts import Text
from signage.publish import keys as published_keys
from signage.publish.certificates import authority_pem
from signage.publish.signing import base64url
from signage.publish.tree import Tree
from signage.store import audit
from signage.store.database import change_number, writing
from signage.store.enrolments import enrolments as every
from signage.store.rows import save, stored_by
from tests.actions.living_office import NOW, living, publish, with_player
from tests.staff import a_person, employ


def test_an_enrolment_is_what_a_player_needs_and_nobody_else_reads_it(tmp_path: Path) -> None:
    here = living(tmp_path)

    file = with_player(here)

    fields, ring = tomllib.loads(file.read_text()), published_keys.read(here.data)
    assert (fields["screen"], fields["server"]) == ("hall", "http://127.0.0.1:8080")
    assert fields["name"] == stored_by(here.db, "screens", ["hall"])[0].name.best("ja")
    assert fields["authority"] == authority_pem(here.data)
    assert fields["public_key"] == base64url(ring.active(NOW).public)
    assert fields["recovery_key"] == base64url(ring.recovery)
    assert file.stat().st_mode & 0o777 == 0o600
    assert enrolment_in(file).screen == "hall"
    assert fields["token"] not in (here.data / "signage.db").read_bytes().decode("latin-1")


def test_a_file_that_is_there_is_not_written_over_and_enrols_nobody(tmp_path: Path) -> None:
    here = living(tmp_path)
    file = with_player(here)
    before = file.read_bytes()

    with pytest.raises(Refused, match="does not exist yet"):
        with_player(here)

    assert file.read_bytes() == before
    assert len(every(here.db)) == 1


def test_an_unknown_screen_leaves_no_file_behind(tmp_path: Path) -> None:
    here, file = living(tmp_path), tmp_path / "nobody.toml"

    with pytest.raises(Problem, match="nowhere"):
        enrolments.enrol(here, "nowhere", file, at=NOW, who="test")

    assert not file.exists()


def test_a_revoked_player_is_told_so_in_its_head(tmp_path: Path) -> None:
    here = living(tmp_path)
    with_player(here)
    publish(here)
    (player,) = every(here.db)

    enrolments.revoke(here, player.id, at=NOW + 1, by=TERMINAL)
    publish(here, at=NOW + 1)

    assert Tree(here.data).heads()[player.head_key]["revoked"] is True
    with pytest.raises(Missing, match="revoked already"):
        enrolments.revoke(here, player.id, at=NOW + 2, by=TERMINAL)
    done = [(event.who, event.action) for event in audit.events(here.db, begins=0, ends=NOW + 3)]
    assert done[-1] == (TERMINAL.signature, "revoke")


def test_a_new_key_is_announced_in_every_head_and_signs_a_month_later(tmp_path: Path) -> None:
    here = living(tmp_path)
    with_player(here)
    before = change_number(here.db)

    takes_over = keys.rotate(here, at=NOW, by=TERMINAL)
    publish(here)

    ring = published_keys.read(here.data)
    (head,) = Tree(here.data).heads().values()
    assert takes_over == NOW + published_keys.ANNOUNCED_FOR
    assert change_number(here.db) > before
    assert len(head["keys"]) == 2
    assert ring.active(takes_over - 1) == ring.signing[0]
    assert ring.active(takes_over) == ring.signing[1]
    with pytest.raises(Refused):
        keys.rotate(here, at=NOW + 1, by=TERMINAL)


def with_a_queue(here: Installation) -> None:
    """住民異動, called at counter 3 alone."""
    rows = {
        "sections": Section(id="koseki", office="ume", name=Text.of(ja="戸籍課")),
        "counters": Counter(id="c3", office="ume", number="3", sections=("koseki",), building="main", floor="f1"),
        "queues": Queue(id="moving", office="ume", section="koseki", name=Text.of(ja="住民異動"), counters=("c3",)),
    }
    with writing(here.db) as under_way:
        for noun, row in rows.items():
            save(under_way, noun, [row], at=NOW, who="test")
    employ(here, [a_person("admin")])


def with_number_pad(here: Installation, place: str, file: Path) -> None:
    def pad() -> enrolments.Keypad:
        return enrolments.keypad(here, place, owner="admin", at=NOW, by=TERMINAL)

    enrolments.enrol(here, "hall", file, at=NOW, who="test", pad=pad)


def test_a_players_number_pad_may_call_at_its_counter_and_nothing_else(tmp_path: Path) -> None:
    here = living(tmp_path)
    with_a_queue(here)
    file = tmp_path / "pad.toml"

    with_number_pad(here, "moving/3", file)

    pad = enrolment_in(file).keypad
    assert pad is not None
    assert (pad.queue, pad.counter) == ("moving", "c3")
    who = tokens.caller(here, pad.token, at=NOW)
    assert who is not None
    assert who.token.scopes == ("queue",)
    assert called_queue(here.db, "moving", by=who.person).id == "moving"


@pytest.mark.parametrize("place", ["moving/4", "moving", "nothing/3"])
def test_a_number_pad_at_no_counter_is_refused_and_leaves_nothing(tmp_path: Path, place: str) -> None:
    here = living(tmp_path)
    with_a_queue(here)

    with pytest.raises(Missing):
        with_number_pad(here, place, tmp_path / "pad.toml")

    assert not (tmp_path / "pad.toml").exists()
    assert tokens.listed(here, at=NOW, by=TERMINAL) == ()
    assert every(here.db) == ()
