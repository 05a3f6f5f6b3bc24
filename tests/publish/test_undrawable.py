"""Slides that cannot be drawn: they stop neither the other screens nor an emergency, and are named."""

from __future__ import annotations

from pathlib import Path

from signage.core.instants import MINUTE, SECOND
from signage.core.shows import published, what_shows
from signage.core.texts import Text
from signage.publish.publisher import Publisher
from signage.store.database import change_number
from signage.store.publications import publication
from tests.publish.makers import NOW, Card, Place, a_playlist, a_rule, a_screen, a_slide, items_at


def test_a_slide_that_cannot_be_drawn_stops_only_its_own_screens(tmp_path: Path):
    place = Place(tmp_path, a_screen("a", groups=("all",)), a_screen("b"))
    one, other = place.enrol("a", "b")
    place.save(a_playlist("elsewhere", "notice-2"), a_rule("b-only", playlist="elsewhere", screens=("b",)))
    with Publisher(place.settings, kinds={"card": Card()}) as publisher:
        publisher.publish(at=NOW)
        before = place.head(one), place.head(other)
        place.save(a_slide("notice-1", breaks="badly"), a_slide("notice-2", words="fine"), at=NOW + SECOND)

        done = publisher.publish(at=NOW + MINUTE)

        assert place.head(one) == before[0]
        assert place.head(other) != before[1]
        assert [problem.slide for problem in done.problems] == ["notice-1"]
        assert "notice-1" in (publication(place.db).error_ja or "")
        assert publication(place.db).change == change_number(place.db)
    place.close()


def test_a_new_player_gets_what_can_be_drawn(place: Place, publisher: Publisher):
    place.save(a_slide("notice-1", breaks="badly"))
    (player,) = place.enrol()

    done = publisher.publish(at=NOW)

    assert len(done.problems) == 1
    assert {item.split("-ja")[0] for item in items_at(place.manifest(player), NOW)} == {"notice-2-1"}


def test_an_emergency_does_not_wait_for_a_slide_that_cannot_be_drawn(place: Place, publisher: Publisher):
    (player,) = place.enrol()
    publisher.publish(at=NOW)
    place.save(a_slide("notice-1", breaks="badly"), a_slide("run"), a_rule("flood", slide="run", level="emergency"))

    done = publisher.publish(at=NOW + MINUTE)

    shown = what_shows(published(place.manifest(player)), NOW + MINUTE)
    assert [placed.item["alt"] for placed in shown.still] == ["run ja"]
    assert len(done.problems) == 1


def test_what_could_not_be_drawn_is_tried_again_when_asked(place: Place, publisher: Publisher, card: Card):
    place.save(a_slide("notice-1", breaks="badly"))
    place.enrol()
    publisher.publish(at=NOW)
    card.document = lambda request: {"words": "the disk has room again", "silent": False}

    stuck = publisher.publish(at=NOW + MINUTE)
    publisher.press.try_again()
    done = publisher.publish(at=NOW + 2 * MINUTE)

    assert len(stuck.problems) == 1
    assert done.problems == ()


def test_an_unknown_kind_is_named(place: Place, publisher: Publisher):
    place.save(a_slide("notice-1", changed={"kind": "hologram"}))
    place.enrol()

    done = publisher.publish(at=NOW)

    assert "hologram" in done.problems[0].en


def test_a_repaired_slide_is_published_and_the_problem_forgotten(place: Place, publisher: Publisher):
    place.save(a_slide("notice-1", breaks="badly"))
    (player,) = place.enrol()
    publisher.publish(at=NOW)
    place.save(a_slide("notice-1", words="repaired"), at=NOW + SECOND)

    done = publisher.publish(at=NOW + MINUTE)

    assert done.problems == ()
    assert publication(place.db).error_ja is None
    assert len(items_at(place.manifest(player), NOW)) == 2


def test_a_page_that_says_nothing_says_its_slide_s_name(place: Place, publisher: Publisher):
    place.save(a_slide("notice-1", silent=True, changed={"name": Text.of(ja="点検のお知らせ")}))
    (player,) = place.enrol()

    publisher.publish(at=NOW)

    shown = what_shows(published(place.manifest(player)), NOW)
    assert shown.still[0].item["alt"] == "点検のお知らせ"


def test_a_rule_that_makes_no_loop_stops_only_its_own_screens(tmp_path: Path):
    place = Place(tmp_path, a_screen("a", groups=("all",)), a_screen("b"))
    one, other = place.enrol("a", "b")
    place.save(a_playlist("long", *(["notice-1"] * 1_001)), a_rule("daily", playlist="long"))

    with Publisher(place.settings, kinds={"card": Card()}) as publisher:
        done = publisher.publish(at=NOW)

    assert "long" in done.problems[0].en
    assert not (place.data / "public/v1/heads" / f"{one.head_key}.jws").exists()
    assert place.head(other)["screen"] == "b"
    place.close()
