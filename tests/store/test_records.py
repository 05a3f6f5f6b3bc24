"""What the store keeps beside the content: frames, archive, enrolments, commands, publications, uploads, the log."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

import pytest
from sqlite_utils import Database

from signage.core.problems import Missing, Refused
from signage.store import archive, audit, commands, enrolments, frames, publications, uploads
from signage.store.database import change_number, writing
from tests.store.makers import fill


def a_page(asset: str = "aa") -> frames.Drawn:
    return frames.Drawn(asset=asset, type="image/webp", bytes=9, lang="ja", alt="1階", ms=12_000)


def test_drawn_pages_come_back_by_their_key_in_order(db: Database) -> None:
    with writing(db) as under_way:
        frames.keep(under_way, {"k": [a_page("aa"), a_page("bb")], "empty": []}, at=1)

    assert frames.cached(db, "k") == (a_page("aa"), a_page("bb"))
    assert frames.cached(db, "empty") == ()
    assert frames.cached(db, "none") is None
    assert frames.frame_assets(db) == {"aa", "bb"}


def test_pages_that_nobody_wants_any_more_are_forgotten(db: Database) -> None:
    with writing(db) as under_way:
        frames.keep(under_way, {"old": [a_page()], "wanted": [a_page()]}, at=1)
        frames.used(under_way, ["wanted"], at=9)

        forgotten = frames.forget_unused(under_way, before=5)

    assert forgotten == 1
    assert frames.cached(db, "old") is None
    assert frames.cached(db, "wanted") is not None


def test_what_the_publisher_keeps_for_itself_is_no_change(db: Database) -> None:
    with writing(db) as under_way:
        frames.keep(under_way, {"k": [a_page()]}, at=1)
        archive.archive(under_way, {"lobby": "m1"}, at=1, day="2026-11-22")
        publications.published(under_way, 4, at=1)

    assert change_number(db) == 0


def test_the_archive_answers_what_was_in_force_at_an_instant(db: Database) -> None:
    for at, manifest in ((100, "m1"), (200, "m2"), (300, "m2"), (400, "m3")):
        with writing(db) as under_way:
            archive.archive(under_way, {"lobby": manifest}, at=at, day="2026-11-22")

    answers = [archive.manifest_at(db, "lobby", at) for at in (50, 100, 199, 200, 399, 400, 999)]

    assert answers == ["m1", "m1", "m1", "m2", "m2", "m3", "m3"]
    assert archive.manifest_at(db, "hall", 100) is None
    assert archive.archived_manifests(db) == {"m1", "m2", "m3"}


def test_the_archive_forgets_what_was_replaced_long_ago(db: Database) -> None:
    for at, manifest in ((100, "m1"), (200, "m2"), (300, "m3")):
        with writing(db) as under_way:
            archive.archive(under_way, {"lobby": manifest}, at=at, day="2026-11-22")

    with writing(db) as under_way:
        forgotten = archive.forget_old(under_way, before=250)

    assert forgotten == 1
    assert archive.manifest_at(db, "lobby", 250) == "m2"


def test_a_player_is_enrolled_with_secrets_of_which_the_token_is_only_hashed(db: Database) -> None:
    fill(db)
    with writing(db) as under_way:
        made = enrolments.enrol(under_way, "lobby", at=5)

    assert made.token is not None
    assert (len(bytes.fromhex(made.head_key)), len(bytes.fromhex(made.token))) == (16, 32)
    assert [kept.id for kept in enrolments.enrolments(db)] == [made.id]
    assert enrolments.by_token(db, made.token) is not None
    assert made.token not in "".join(db.iterdump())
    assert change_number(db) == 2


def test_a_revoked_token_is_nobody_s(db: Database) -> None:
    fill(db)
    with writing(db) as under_way:
        made = enrolments.enrol(under_way, "lobby", at=5)
    with writing(db) as under_way:
        revoked = [enrolments.revoke(under_way, made.id, at=at) for at in (6, 7)]

    assert revoked == [True, False]
    assert enrolments.by_token(db, made.token or "") is None
    assert enrolments.enrolments(db)[0].revoked_at == 6


def test_no_player_is_enrolled_for_a_screen_that_there_is_not(db: Database) -> None:
    fill(db)

    with pytest.raises(Missing, match="write one of: lobby"), writing(db) as under_way:
        enrolments.enrol(under_way, "loby", at=5)


def test_a_command_is_open_until_it_is_done_or_over(db: Database) -> None:
    fill(db)
    with writing(db) as under_way:
        player = enrolments.enrol(under_way, "lobby", at=1).id
        first = commands.command(under_way, player, "screenshot", at=2, until=100)
        second = commands.command(under_way, player, "restart", at=3, until=50)

    assert [command.id for command in commands.open_commands(db, 10)] == [first.id, second.id]
    assert [command.id for command in commands.open_commands(db, 50)] == [first.id]
    with writing(db) as under_way:
        assert not commands.done(under_way, first.id, enrolment="another", outcome="done", at=59)
        assert commands.done(under_way, first.id, enrolment=player, outcome="done", at=60)
    assert commands.open_commands(db, 61) == ()
    assert [(one.do, one.outcome) for one in commands.commands_to(db, player, most=5)] == [
        *(("restart", ""), ("screenshot", "done"))
    ]


def test_a_command_that_no_player_knows_is_refused(db: Database) -> None:
    fill(db)

    with pytest.raises(Refused, match="screenshot, identify, restart"), writing(db) as under_way:
        commands.command(under_way, "x", "explode", at=1, until=2)  # type: ignore[arg-type]


def test_the_publisher_says_how_far_it_came_and_what_stopped_it(db: Database) -> None:
    with writing(db) as under_way:
        publications.published(under_way, 4, at=10)
    with writing(db) as under_way:
        publications.failed(under_way, Refused(ja="だめ", en="no", where="rule x"), others=2)

    assert publications.publication(db) == publications.Publication(
        change=4, at=10, error_ja="rule x: だめ(ほか2件)", error_en="rule x: no (and 2 more)"
    )


def test_the_same_upload_is_noted_once(db: Database) -> None:
    upload = uploads.Upload(asset="aa", type="image/png", bytes=9, name="a.png")
    with writing(db) as under_way:
        uploads.record_upload(under_way, upload, at=1, who="clerk")
        uploads.record_upload(under_way, upload, at=2, who="clerk")

    assert uploads.uploads(db) == {"aa": replace(upload, at=1, who="clerk")}


def test_the_audit_log_is_only_ever_added_to(db: Database) -> None:
    for at in (1, 2, 3):
        with writing(db) as under_way:
            audit.record(under_way, at=at, who="clerk", action="load", what="content", detail={"changed": at})

    for statement in ("UPDATE audit SET who = 'nobody'", "DELETE FROM audit", "DELETE FROM versions WHERE 1"):
        if "versions" in statement:
            fill(db)
        with pytest.raises(sqlite3.IntegrityError, match="only ever added to"):
            db.conn.execute(statement)
    assert [event.detail["changed"] for event in audit.events(db, begins=2, ends=3)] == [2]
