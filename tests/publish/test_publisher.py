"""The publisher: what is stored appears in the tree, whole and signed, and only what differs is written."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Mapping
from importlib.resources import files as package_files
from pathlib import Path

import jsonschema
import pytest

from signage.core.instants import DAY, HOUR, MINUTE, SECOND
from signage.core.problems import Broken, Busy
from signage.core.shows import published, what_shows
from signage.publish import keys
from signage.publish.publisher import Publisher
from signage.publish.signing import opened
from signage.publish.tree import Tree
from signage.store.commands import command
from signage.store.database import writing
from signage.store.enrolments import revoke
from signage.store.publications import publication
from tests.publish.makers import NOW, Card, Place, a_rule, a_screen, a_slide


def test_an_enrolled_screen_gets_a_signed_head_whose_manifest_and_assets_are_in_the_tree(
    place: Place, publisher: Publisher
):
    (player,) = place.enrol()

    done = publisher.publish(at=NOW)

    signed = (place.data / "public/v1/heads" / f"{player.head_key}.jws").read_bytes()
    ring = keys.read(place.data)
    head = opened(signed, kind="signage-head", keys=[ring.signing[0].public])
    assert (head["screen"], head["sequence"], head["revoked"]) == ("lobby-1f", NOW, False)
    assert head["servers"] == ["http://127.0.0.1:8080"]
    for name in (head["manifest"], *place.manifest(player)["assets"]):
        assert hashlib.sha256(place.asset(name).read_bytes()).hexdigest() == name
    assert (done.heads, done.manifests, done.problems) == (1, 1, ())


def test_heads_and_manifests_are_what_their_schemas_say(place: Place, publisher: Publisher):
    one, other = place.enrol("lobby-1f", "lobby-1f")
    with writing(place.db) as under_way:
        command(under_way, one.id, "restart", at=NOW, until=NOW + HOUR)
        revoke(under_way, other.id, at=NOW)

    publisher.publish(at=NOW)

    schemas = package_files("signage.core") / "schemas"
    for name, documents in {
        "head": [place.head(one), place.head(other)],
        "manifest": [place.manifest(one)],
    }.items():
        schema = json.loads((schemas / f"{name}.schema.json").read_text())
        for document in documents:
            jsonschema.validate(document, schema)


def test_what_shows_now_is_what_the_rule_says(place: Place, publisher: Publisher):
    (player,) = place.enrol()

    publisher.publish(at=NOW)

    shown = what_shows(published(place.manifest(player)), NOW)
    assert [placed.item["alt"] for placed in shown.still] == ["notice-1 ja"]


def test_a_manifest_covers_eight_local_days(place: Place, publisher: Publisher):
    (player,) = place.enrol()

    publisher.publish(at=NOW)

    assert place.manifest(player)["valid"] == {"from": "2026-11-21T15:00:00Z", "until": "2026-11-29T15:00:00Z"}


def test_publishing_again_writes_nothing(place: Place, publisher: Publisher):
    (player,) = place.enrol()
    publisher.publish(at=NOW)
    before = place.head(player)

    done = publisher.publish(at=NOW + MINUTE)

    assert (done.heads, done.manifests, done.drawn) == (0, 0, 0)
    assert place.head(player) == before


def test_two_installations_with_the_same_store_give_the_same_bytes(tmp_path: Path):
    names = []
    for folder in ("one", "two"):
        place = Place(tmp_path / folder)
        (player,) = place.enrol()
        with Publisher(place.settings, kinds={"card": Card()}) as publisher:
            publisher.publish(at=NOW + (folder == "two") * HOUR)
        names.append(place.head(player)["manifest"])
        place.close()

    assert names[0] == names[1]


def test_screens_of_one_shape_under_the_same_rules_share_one_manifest(tmp_path: Path):
    place = Place(
        tmp_path,
        *(a_screen(f"s{n}", groups=("all",)) for n in range(3)),
        a_screen("tall", height=128, groups=("all",)),
    )
    players = place.enrol("s0", "s1", "s2", "tall")

    with Publisher(place.settings, kinds={"card": Card()}) as publisher:
        done = publisher.publish(at=NOW)

    names = [place.head(player)["manifest"] for player in players]
    assert names[0] == names[1] == names[2] != names[3]
    assert (done.heads, done.manifests) == (4, 2)
    place.close()


def test_a_change_touches_only_the_screens_that_show_it(tmp_path: Path):
    place = Place(tmp_path, a_screen("a", groups=("all",)), a_screen("b"))
    one, other = place.enrol("a", "b")
    with Publisher(place.settings, kinds={"card": Card()}) as publisher:
        publisher.publish(at=NOW)
        before = place.head(other)

        place.save(a_slide("notice-1", words="changed"), at=NOW + SECOND)
        done = publisher.publish(at=NOW + 2 * SECOND)

        assert (done.heads, done.manifests, done.drawn) == (1, 1, 1)
        assert place.head(one)["sequence"] == NOW + 2 * SECOND
        assert place.head(other) == before
    place.close()


def test_a_restart_with_nothing_changed_draws_and_writes_nothing(place: Place, card: Card):
    (player,) = place.enrol()
    with Publisher(place.settings, kinds={"card": card}) as publisher:
        publisher.publish(at=NOW)
    before, painted = place.head(player), len(card.painted)

    with Publisher(place.settings, kinds={"card": card}) as publisher:
        done = publisher.publish(at=NOW + HOUR)

    assert (done.heads, done.manifests, len(card.painted)) == (0, 0, painted)
    assert place.head(player) == before


def test_there_is_one_publisher(place: Place, publisher: Publisher):
    with pytest.raises(Busy, match="another signage"), Publisher(place.settings):
        pass


def test_a_lost_asset_is_put_back_at_the_next_start(place: Place, card: Card):
    (player,) = place.enrol()
    with Publisher(place.settings, kinds={"card": card}) as publisher:
        publisher.publish(at=NOW)
    lost = next(iter(place.manifest(player)["assets"]))
    place.asset(lost).unlink()

    with Publisher(place.settings, kinds={"card": card}) as publisher:
        publisher.publish(at=NOW + MINUTE)

    assert place.asset(lost).exists()


def test_a_frame_whose_file_is_gone_is_drawn_again(place: Place, card: Card):
    place.enrol()
    with Publisher(place.settings, kinds={"card": card}) as publisher:
        publisher.publish(at=NOW)
    painted = len(card.painted)
    for path in (*(place.data / "assets").rglob("*"), *(place.data / "public/v1/assets").rglob("*")):
        if path.is_file():
            path.unlink()

    with Publisher(place.settings, kinds={"card": card}) as publisher:
        done = publisher.publish(at=NOW + MINUTE)

    assert len(card.painted) == 2 * painted
    assert done.manifests == 1


def test_what_is_stored_while_old_things_are_drawn_is_looked_at_first(tmp_path: Path):
    place = Place(tmp_path, a_screen("a", groups=("all",)), a_screen("b", groups=("all",), height=80))
    one, other = place.enrol("a", "b")

    class Interrupted(Card):
        def pages(self, document, canvas, languages, read):
            if not self.painted:
                place.save(a_slide("run"), a_rule("flood", slide="run", level="emergency"), at=NOW)
            return super().pages(document, canvas, languages, read)

    with Publisher(place.settings, kinds={"card": Interrupted()}) as publisher:
        first = publisher.publish(at=NOW)
        second = publisher.publish(at=NOW + SECOND)

    assert (first.whole, first.heads) == (False, 0)
    assert (second.whole, second.heads) == (True, 2)
    for player in (one, other):
        shown = what_shows(published(place.manifest(player)), NOW + SECOND)
        assert [placed.item["alt"] for placed in shown.still] == ["run ja"]
    place.close()


# --- sequences and clocks ---


def test_sequences_rise_though_the_clock_stood_still_or_went_back_a_little(place: Place, publisher: Publisher):
    (player,) = place.enrol()
    sequences = []
    for number, at in enumerate((NOW, NOW, NOW - 30 * SECOND, NOW + HOUR)):
        place.save(a_slide("notice-1", words=f"version {number}"), at=NOW + number)
        publisher.publish(at=at)
        sequences.append(place.head(player)["sequence"])

    assert sequences == [NOW, NOW + 1, NOW + 2, NOW + HOUR]


def test_a_clock_more_than_a_minute_behind_publishes_nothing_and_says_so(place: Place, publisher: Publisher):
    (player,) = place.enrol()
    publisher.publish(at=NOW)
    before = place.head(player)
    place.save(a_slide("notice-1", words="changed"))

    with pytest.raises(Broken, match="clock"):
        publisher.publish(at=NOW - 61 * SECOND)

    assert place.head(player) == before
    told = publication(place.db)
    assert told.error_ja is not None
    assert "時計" in told.error_ja


def test_a_server_started_from_yesterday_s_copy_goes_on_above_what_players_have_seen(tmp_path: Path):
    place = Place(tmp_path / "original")
    (player,) = place.enrol()
    with Publisher(place.settings, kinds={"card": Card()}) as publisher:
        publisher.publish(at=NOW)
        shutil.copytree(tmp_path / "original", tmp_path / "copy")
        place.save(a_slide("notice-1", words="of today"))
        publisher.publish(at=NOW + DAY)
    seen = place.head(player)["sequence"]
    place.close()

    copy = Place.again(tmp_path / "copy")
    with Publisher(copy.settings, kinds={"card": Card()}) as publisher:
        publisher.publish(at=NOW + DAY + MINUTE)

    assert copy.head(player)["sequence"] > seen
    copy.close()


class FullDisk(Tree):
    """Where even the first asset, or only the heads, find no room."""

    def put_asset(self, sha: str, source: Path) -> None:
        raise OSError(28, "No space left on device")

    def put_heads(self, heads: Mapping[str, bytes], *, at: int) -> None:
        raise OSError(28, "No space left on device")


def test_a_full_disk_leaves_the_tree_as_it_was_and_is_got_over(place: Place, publisher: Publisher):
    (player,) = place.enrol()
    publisher.publish(at=NOW)
    before, tree = place.head(player), publisher.tree

    place.save(a_slide("notice-1", words="changed"))
    for holder, name in ((publisher, "tree"), (publisher.heads, "_tree")):
        setattr(holder, name, FullDisk(place.data))
        with pytest.raises(Broken, match="No space left"):
            publisher.publish(at=NOW + MINUTE)
        setattr(holder, name, tree)
    stood = place.head(player), publication(place.db).error_en
    publisher.publish(at=NOW + 2 * MINUTE)

    assert stood[0] == before
    assert "No space left" in (stood[1] or "")
    assert place.head(player)["manifest"] != before["manifest"]
    assert publication(place.db).error_en is None


# --- what heads carry ---


def test_a_command_stands_in_its_own_player_s_head_until_its_time_is_over(place: Place, publisher: Publisher):
    one, other = place.enrol("lobby-1f", "lobby-1f")
    with writing(place.db) as under_way:
        raised = command(under_way, one.id, "screenshot", at=NOW, until=NOW + HOUR)

    publisher.publish(at=NOW)
    told = place.head(one)["commands"]
    later = publisher.due(NOW)
    publisher.publish(at=NOW + HOUR)

    assert told == [{"id": raised.id, "do": "screenshot", "until": "2026-11-22T02:00:00Z"}]
    assert later == NOW + HOUR
    assert place.head(one)["commands"] == place.head(other)["commands"] == []


def test_a_revoked_player_is_told_so_for_30_days_and_then_has_no_head(place: Place, publisher: Publisher):
    one, other = place.enrol("lobby-1f", "lobby-1f")
    publisher.publish(at=NOW)
    with writing(place.db) as under_way:
        revoke(under_way, one.id, at=NOW + SECOND)

    publisher.publish(at=NOW + 2 * SECOND)
    told = place.head(one)["revoked"], place.head(other)["revoked"]
    publisher.publish(at=NOW + 29 * DAY)
    kept = (place.data / "public/v1/heads" / f"{one.head_key}.jws").exists()
    publisher.publish(at=NOW + 31 * DAY)

    assert told == (True, False)
    assert kept
    assert [path.stem for path in (place.data / "public/v1/heads").iterdir()] == [other.head_key]


def test_a_rotated_key_is_named_at_the_next_publication_and_signs_after_30_days(place: Place, publisher: Publisher):
    (player,) = place.enrol()
    publisher.publish(at=NOW)
    ring = keys.rotate(place.data, at=NOW + MINUTE)
    old, new = (key.public for key in ring.signing)

    publisher.publish(at=NOW + 2 * MINUTE)
    announced = place.head(player)["keys"]
    path = place.data / "public/v1/heads" / f"{player.head_key}.jws"
    by_old = opened(path.read_bytes(), kind="signage-head", keys=[old])
    publisher.publish(at=NOW + 31 * DAY)

    assert len(announced) == 2
    assert by_old["keys"] == announced
    assert opened(path.read_bytes(), kind="signage-head", keys=[new])["keys"] == announced[1:]
