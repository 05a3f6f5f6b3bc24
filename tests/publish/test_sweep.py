"""Sweep: what nothing reaches goes; what heads, archive, uploads and players two days late need stays."""

from __future__ import annotations

from hashlib import sha256
from time import time

from signage.config import Settings
from signage.core.instants import DAY, HOUR, MINUTE
from signage.publish.publisher import Publisher
from signage.publish.sweep import SHARES, sweep
from signage.store import commands, letters
from signage.store.database import writing
from signage.store.letters import Letter
from signage.store.uploads import Upload, record_upload
from tests.publish.makers import NOW, Place, a_slide


def wall() -> int:
    return int(time() * 1000)


def soon() -> int:
    """Files are dated by the real clock: what a test writes is old enough by then."""
    return wall() + 2 * HOUR


def in_tree(place: Place) -> set[str]:
    return {path.name for path in (place.data / "public/v1/assets").rglob("*") if path.is_file()}


def stored(place: Place) -> set[str]:
    return {path.name for path in (place.data / "assets").rglob("*") if path.is_file()}


def test_what_current_heads_reach_stays(place: Place, publisher: Publisher):
    place.enrol()
    publisher.publish(at=soon())
    before = in_tree(place), stored(place)

    swept = sweep(publisher, place.settings, at=soon() + DAY)

    assert (swept.tree, swept.files) == (0, 0)
    assert (in_tree(place), stored(place)) == before


def test_the_tree_keeps_what_was_in_force_two_days_ago_and_then_lets_go(place: Place, publisher: Publisher):
    (player,) = place.enrol()
    at = soon()
    publisher.publish(at=at)
    old = place.head(player)["manifest"]
    place.save(a_slide("notice-1", words="new"), at=at)
    publisher.publish(at=at + MINUTE)

    sweep(publisher, place.settings, at=at + MINUTE + 2 * DAY - 1)
    kept = old in in_tree(place)
    sweep(publisher, place.settings, at=at + MINUTE + 2 * DAY)

    assert kept
    assert old not in in_tree(place)
    assert place.head(player)["manifest"] in in_tree(place)


def test_what_players_were_told_is_forgotten_a_month_after_it_was_over(place: Place, publisher: Publisher):
    (player,) = place.enrol()
    at = soon()
    with writing(place.db) as under_way:
        told = commands.command(under_way, player.id, "screenshot", at=at, until=at + MINUTE)

    sweep(publisher, place.settings, at=at + 30 * DAY)
    kept = commands.commands_to(place.db, player.id, most=9)
    sweep(publisher, place.settings, at=at + 30 * DAY + MINUTE + 1)

    assert kept == (told,)
    assert commands.commands_to(place.db, player.id, most=9) == ()


def test_what_people_were_told_is_forgotten_a_month_later(place: Place, publisher: Publisher):
    at = soon()
    with writing(place.db) as under_way:
        letters.write(under_way, [Letter(subject="s", address="a", title="t", body="b", written_at=at)])

    sweep(publisher, place.settings, at=at + 30 * DAY)
    kept = letters.is_written(place.db, "s")
    sweep(publisher, place.settings, at=at + 30 * DAY + 1)

    assert kept
    assert not letters.is_written(place.db, "s")


def test_the_archive_keeps_manifests_and_their_frames_for_400_days(place: Place, publisher: Publisher):
    (player,) = place.enrol()
    at = soon()
    publisher.publish(at=at)
    old, frames = place.head(player)["manifest"], set(place.manifest(player)["assets"])
    place.save(a_slide("notice-1", words="new"), at=at)
    publisher.publish(at=at + MINUTE)

    sweep(publisher, place.settings, at=at + 399 * DAY)
    kept = {old, *frames} <= stored(place)
    swept = sweep(publisher, place.settings, at=at + 401 * DAY)

    assert kept
    assert swept.archive == 1
    assert old not in stored(place)


def test_how_long_is_a_setting(place: Place, publisher: Publisher):
    (player,) = place.enrol()
    at = soon()
    publisher.publish(at=at)
    old = place.head(player)["manifest"]
    place.save(a_slide("notice-1", words="new"), at=at)
    publisher.publish(at=at + MINUTE)

    sweep(publisher, Settings(data=place.data, archive_days=5, tree_days=1), at=at + 6 * DAY)

    assert old not in stored(place)


def test_nothing_younger_than_an_hour_is_touched(place: Place, publisher: Publisher):
    name = publisher.files.put(b"drawn by a preview this minute")

    sweep(publisher, place.settings, at=wall())
    kept = publisher.files.has(name)
    sweep(publisher, place.settings, at=wall() + 2 * HOUR)

    assert kept
    assert not publisher.files.has(name)


def test_an_upload_is_never_swept(place: Place, publisher: Publisher):
    name = publisher.files.put(b"a photograph")
    with writing(place.db) as under_way:
        record_upload(under_way, Upload(asset=name, type="image/jpeg", bytes=12, name="a.jpg"), at=NOW, who="test")

    sweep(publisher, place.settings, at=soon() + 500 * DAY)

    assert publisher.files.has(name)


def test_what_the_disk_has_altered_is_drawn_again(place: Place, publisher: Publisher):
    (player,) = place.enrol()
    at = soon()
    publisher.publish(at=at)
    before = place.manifest(player)
    for name in (place.head(player)["manifest"], *before["assets"]):
        place.asset(name).write_bytes(b"altered, in the content store too: it is the same file")

    days = range(SHARES)
    damaged = sum(sweep(publisher, place.settings, at=at + day * DAY).damaged for day in days)
    publisher.publish(at=at)

    assert damaged == 1 + len(before["assets"])
    for name in (place.head(player)["manifest"], *before["assets"]):
        assert sha256(place.asset(name).read_bytes()).hexdigest() == name
    assert place.manifest(player) == before
    assert place.head(player)["manifest"] in stored(place)


def test_an_upload_that_the_disk_has_altered_is_left_where_it_is(place: Place, publisher: Publisher):
    name = publisher.files.put(b"a photograph")
    with writing(place.db) as under_way:
        record_upload(under_way, Upload(asset=name, type="image/jpeg", bytes=12, name="a.jpg"), at=NOW, who="test")
    publisher.files.path(name).write_bytes(b"altered")

    swept = [sweep(publisher, place.settings, at=soon() + day * DAY) for day in range(SHARES)]

    assert {one.damaged for one in swept} == {0}
    assert publisher.files.has(name)


def test_what_killed_writers_left_goes_after_an_hour(place: Place, publisher: Publisher):
    half = publisher.files.path(publisher.files.put(b"whole")).with_name(".12345678-half")
    half.write_bytes(b"ha")

    sweep(publisher, place.settings, at=wall())
    young = half.exists()
    sweep(publisher, place.settings, at=soon())

    assert young
    assert not half.exists()


def test_after_a_sweep_what_comes_back_is_put_back(place: Place, publisher: Publisher):
    (player,) = place.enrol()
    at = soon()
    publisher.publish(at=at)
    old = in_tree(place)
    place.save(a_slide("notice-1", words="new"), at=at)
    publisher.publish(at=at + MINUTE)
    sweep(publisher, place.settings, at=at + 3 * DAY)

    place.save(a_slide("notice-1"), at=at + 3 * DAY)
    publisher.publish(at=at + 3 * DAY)

    assert set(place.manifest(player)["assets"]) <= in_tree(place)
    assert old & in_tree(place)
